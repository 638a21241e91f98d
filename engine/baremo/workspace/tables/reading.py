"""A spreadsheet's cells, read in a process of its own: a file may be hostile, or merely broken."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ..apart import Stopped, ask
from .fault import TableFault

MOST_BYTES = 20_000_000
"""Of a file; a questionnaire with a thousand answers comes to a hundredth of this."""
SECONDS = 60.0
_WORKER = f"{__package__}.worker"

Cell = str | int | float | bool | date | None
"""What stands in a cell; a whole number is one, whichever way the file has it."""
Place = tuple[int, int]
"""Row and column, both counted from 0."""


class Table(NamedTuple):
    """A sheet: its rows from the first on, and the cells that hold a formula or are merged with others."""

    name: str
    rows: Sequence[Sequence[Cell]]
    formulas: frozenset[Place] = frozenset()
    merged: Mapping[int, Sequence[tuple[int, int]]] = {}
    """By row, the first and the last column of each range that reaches into it."""


def content_of(file: Path) -> bytes:
    """A file's bytes.

    Raises:
        TableFault: if there is none, it cannot be read, or it is larger than any that is read.
    """
    try:
        with file.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
    except OSError as fault:
        raise TableFault("table-missing", reason=fault.strerror or "") from None
    if len(content) > MOST_BYTES:
        raise TableFault("table-too-large", most=MOST_BYTES)
    return content


def read(content: bytes, seconds: float = SECONDS) -> Sequence[Table]:
    """The sheets of a workbook, XLSX or ODS, in order; hidden ones too.

    Raises:
        TableFault: if it is none, or cannot be read within the limits.
    """
    try:
        answer = ask(_WORKER, content, seconds=seconds)
    except Stopped as stopped:
        if stopped.why == "slow":
            raise TableFault("table-too-slow", seconds=round(seconds)) from None
        raise TableFault("table-crashed") from None
    if "fault" in answer:
        raise TableFault(answer["fault"], **answer["values"])
    return tuple(map(_table, answer["tables"]))


def _table(told: dict[str, Any]) -> Table:
    merged: dict[int, list[tuple[int, int]]] = {}
    for top, left, bottom, right in told["merged"]:
        for row in range(top, min(bottom + 1, len(told["rows"]))):
            merged.setdefault(row, []).append((left, right))
    rows = tuple(tuple(map(_cell, row)) for row in told["rows"])
    return Table(told["name"], rows, frozenset((row, column) for row, column in told["formulas"]), merged)


def _cell(told: Any) -> Cell:
    if isinstance(told, dict):
        return date.fromisoformat(told["day"])
    cell: Cell = None if told == "" else told
    return cell
