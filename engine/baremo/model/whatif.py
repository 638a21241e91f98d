"""A hypothetical mechanism beside the real one, and the JSON contract of `baremo whatif`."""

from typing import Literal

from .condition import Status
from .criterion import Aspect
from .record import Record
from .scorecard import Scorecard
from .standard import StandardsVersion
from .supposed import Supposed
from .unscored import Unscored


class Moved(Record):
    """A finding that is not the same under the assumption."""

    criterion: str
    aspect: Aspect
    before: tuple[Status, ...]
    after: tuple[Status, ...]


class WhatIf(Record):
    """A mechanism as it is, as it would be, and the findings in which the two differ."""

    assumed: tuple[Supposed, ...]
    before: Scorecard
    after: Scorecard
    moved: tuple[Moved, ...]


class WhatIfFile(Record):
    """What `baremo whatif --format json` prints; `unscored` where there is no scorecard to suppose anything of."""

    baremo: str
    schema_version: Literal[3] = 3
    standards: StandardsVersion
    engines: tuple[str, ...]
    whatif: WhatIf | None = None
    unscored: Unscored | None = None
