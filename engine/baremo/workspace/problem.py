"""What is wrong in a workspace, and where: a code with values, which a face says in a language."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from ..model.shown import show
from ..model.visibility import AUDIENCES, Visibility, most_secret

Location = tuple[str | int, ...]
"""The keys and list places that lead to a value in a file."""
Value = str | int | float | tuple[str, ...]
Values = tuple[tuple[str, Value], ...]
"""What a sentence about a problem mentions, by name and in the order of the names."""


def values(**named: Any) -> Values:
    """The values as a problem holds them; those that are None are left out.

    `given` is what stands in a file, held as a file would say it.
    """
    if "given" in named:
        named["given"] = show(named["given"])
    return tuple((name, _held(value)) for name, value in sorted(named.items()) if value is not None)


def as_written(value: object) -> str:
    """A value as a file has it, without quotes."""
    return value if isinstance(value, str) else show(value)


def _held(value: Any) -> Value:
    if isinstance(value, str | int | float):
        return value
    return value.isoformat() if isinstance(value, date) else tuple(map(str, value))


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong (`error`) or doubtful (`doubt`) in a file.

    `path` is relative to the workspace; `line` and `column` count from 1, and are 0 where the whole file is meant.
    `visibility` is that of what the `values` may quote, `file_visibility` that of the file itself.
    """

    path: str
    line: int
    column: int
    code: str
    values: Values = ()
    severity: Literal["error", "doubt"] = "error"
    visibility: Visibility = "public"
    file_visibility: Visibility = "public"

    @property
    def kind(self) -> str:
        """The code without what tells apart its several sentences: `value` of `value.bounds`."""
        return self.code.partition(".")[0]

    def place(self, audience: Visibility) -> str:
        """Path, line and column; of a file that the audience may not know, its room alone."""
        if AUDIENCES.index(self.file_visibility) > AUDIENCES.index(audience):
            return self.path.split("/", maxsplit=1)[0]
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    def withheld(self, audience: Visibility) -> Visibility | None:
        """The first audience that may know what it mentions, where this one may not."""
        level = most_secret((self.visibility, self.file_visibility))
        return level if AUDIENCES.index(level) > AUDIENCES.index(audience) else None

    def __lt__(self, other: "Problem") -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[Any, ...]:
        return (self.path, self.line, self.column, self.code, repr(self.values), self.severity, self.visibility)

    def __str__(self) -> str:
        told = () if self.withheld("public") else (f"{name}={value}" for name, value in self.values)
        return " ".join((f"{self.place('public')}: {self.severity}:", self.code, *told))


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
