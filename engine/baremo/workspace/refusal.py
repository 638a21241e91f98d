"""Why nothing was written: a code with values, for whoever says it in a language."""

from collections.abc import Mapping
from typing import Any


class Refusal(Exception):
    """Nothing was written.

    `code` is one of: `changed` (the file is not what the caller had read), `no-file`, `file-exists`, `no-entry`,
    `id-taken`, `handed-in` (a draft that is locked), `layout` (the file's form leaves no place for it; `line`),
    `not-as-meant` (read back, it did not hold the change and nothing else), `outside` (a link leads out of the room),
    `no-place` (no file of the room's), `to-withdraw` (an entry that was accepted is not removed without a trace),
    `busy` (others were writing all the time).
    """

    def __init__(self, code: str, **values: Any) -> None:
        """Keep the code, and the values that a sentence about it needs."""
        self.code = code
        self.values: Mapping[str, Any] = values
        super().__init__(code)
