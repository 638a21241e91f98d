"""What is assumed that is not (yet) real."""

from typing import Literal

from .feature import Raw
from .record import Record
from .text import Localised


class Supposed(Record):
    """One thing that is assumed: a reform adopted or undone, a bill passed, a reform's aims reached, a feature set.

    `id` is the reform's, the bill's or the feature's; `name` a reform's or a bill's.
    """

    kind: Literal["adopt", "draft", "without", "aims", "set"]
    id: str
    name: Localised | None = None
    with_aims: bool = False
    value: Raw | None = None
