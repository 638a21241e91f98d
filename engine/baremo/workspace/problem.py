"""What is wrong in a workspace, and where: errors are part of the interface."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong (`error`) or doubtful (`doubt`) in a file.

    `path` is relative to the workspace; `line` and `column` count from 1, and are 0 where the whole file is meant.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    severity: Literal["error", "doubt"] = "error"

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.severity}: {self.message} [{self.code}]"


class WorkspaceError(Exception):
    """A workspace cannot be used; `problems` are all the reasons."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by place and without repetition."""
        self.problems: Sequence[Problem] = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def suggestion(name: object, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known name, or else nothing."""
    near = difflib.get_close_matches(str(name), list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
