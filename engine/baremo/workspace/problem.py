"""What is wrong in a workspace, and where: errors are part of the interface."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from ..model.visibility import AUDIENCES, Visibility, most_secret

Location = tuple[str | int, ...]
"""The keys and list places that lead to a value in a file."""


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong (`error`) or doubtful (`doubt`) in a file.

    `path` is relative to the workspace; `line` and `column` count from 1, and are 0 where the whole file is meant.
    `visibility` is that of what the message may quote, `file_visibility` that of the file itself.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    severity: Literal["error", "doubt"] = "error"
    visibility: Visibility = "public"
    file_visibility: Visibility = "public"

    def told(self, audience: Visibility) -> str:
        """Place, message and code; to an audience that may not know what the message quotes, place and code alone, and
        of a file that it may not know, its room and the code.
        """
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        message = self.message
        level = most_secret((self.visibility, self.file_visibility))
        if AUDIENCES.index(level) > AUDIENCES.index(audience):
            message = f"it concerns what is {level}; `baremo check --audience {level}` says more"
        if AUDIENCES.index(self.file_visibility) > AUDIENCES.index(audience):
            place = self.path.split("/", maxsplit=1)[0]
        return f"{place}: {self.severity}: {message} [{self.code}]"

    def __str__(self) -> str:
        return self.told("public")


class WorkspaceError(Exception):
    """A workspace cannot be used; `problems` are all the reasons, which are told to an audience."""

    audience: Visibility = "public"

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems, sorted by place and without repetition."""
        self.problems: Sequence[Problem] = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def nearest(name: object, known: Iterable[str]) -> str | None:
    """The known name that this one may be a slip of."""
    near = difflib.get_close_matches(str(name), list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def suggestion(name: object, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the nearest known name, or else nothing."""
    near = nearest(name, known)
    return "" if near is None else f"; did you mean '{near}'?"
