"""From the cells of a row to an entry of a coding sheet: whatever a spreadsheet makes of what was meant."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ..model.dates import PartialDate
from ..model.feature import Feature
from ..model.questionnaire import COLUMNS, RARE
from ..reporting.vocabulary import ANSWER_TO, Vocabulary
from ..workspace.excerpt import Places
from ..workspace.problem import Problem, nearest, values
from ..workspace.tables.reading import Cell, Table
from ..workspace.yaml_file import hidden_in

KEYS: Mapping[str, tuple[str, ...]] = {
    "how": ("value", "at_least", "at_most"),
    "answer": ("value", "at_least", "at_most"),
    "up_to": ("value", "at_least", "at_most"),
    "end": ("until", "due"),
    **{column: (column,) for column in (*COLUMNS, *RARE) if column not in ("how", "answer", "up_to", "end")},
}
"""The keys of a claim that each column fills."""
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)
_EPOCH = date(1899, 12, 30)
"""The day that spreadsheets call 0."""


@dataclass(frozen=True)
class Line:
    """A row that may answer something: its cells by column, and where each column stands, counted from 0."""

    table: Table
    row: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, int]

    @property
    def empty(self) -> bool:
        """Whether nothing was written into it."""
        return all(self.cells.get(column) is None for column in self.columns if column in KEYS or _asks(column))

    def text(self, column: str) -> str | None:
        """What stands in a column, as text."""
        cell = self.cells.get(column)
        if isinstance(cell, bool) or cell is None:
            return None if cell is None else "TRUE" if cell else "FALSE"
        text = cell.isoformat() if isinstance(cell, date) else str(cell).replace("\r\n", "\n").strip()
        return text or None

    def problem(self, column: str, code: str, **named: Any) -> Problem:
        """A problem with what stands in a column."""
        return Problem(self.table.name, *self._place(column), code, values(**named))

    @property
    def places(self) -> Places:
        """Where the keys of its claim stand."""
        here: dict[tuple[str | int, ...], tuple[int, int]] = {(): (self.row + 1, 1)}
        for column, keys in KEYS.items():
            if column in self.columns:
                here |= {("claims", 0, key): (self.row + 1, self.columns[column] + 1) for key in keys}
        return here | {
            ("claims", 0, "value"): self._place("answer"),
            ("claims", 0, "at_least"): self._place("answer"),
            ("claims", 0, "feature"): self._place("kind"),  # what is wrong with a question that exists
            ("nothing_on", 0): self._place("how"),
        }

    def _place(self, column: str) -> tuple[int, int]:
        return self.row + 1, self.columns.get(column, 0) + 1


@dataclass
class Answer:
    """What a row says: that the document says nothing on the question, or a claim; and what cannot be read of it."""

    nothing: bool = False
    entry: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def answer(
    line: Line, feature: Feature, vocabulary: Vocabulary, language: str, speaker: str | None, *, noted: bool = False
) -> Answer:
    """What a row says on that question; its note is in this language, its speaker this one unless it says another.

    It needs no note if it is `noted` in another language.
    """
    return _Reading(line, feature, vocabulary).answer(language, speaker, ("locator",) if noted else ("locator", "note"))


def unreadable(line: Line) -> list[Problem]:
    """The cells of a row that hold a formula, are merged with others, or have signs in them that nobody sees."""
    columns = {place: column for column, place in line.columns.items()}
    wrong = [
        line.problem(columns[at], "cell.formula")
        for row, at in sorted(line.table.formulas)
        if row == line.row and at in columns
    ]
    merged = [
        column
        for left, right in line.table.merged.get(line.row, ())
        for at, column in sorted(columns.items())
        if left <= at <= right
    ]
    wrong += [line.problem(merged[0], "cell.merged")] if merged else []
    for column in line.columns:
        if (hidden := hidden_in(line.text(column) or "")) is not None:
            code, named = hidden
            wrong.append(line.problem(column, code, **named))
    return wrong


class _Reading:
    def __init__(self, line: Line, feature: Feature, vocabulary: Vocabulary) -> None:
        self._line, self._feature, self._vocabulary = line, feature, vocabulary
        self._read = Answer()

    def answer(self, language: str, speaker: str | None, needed: Sequence[str]) -> Answer:
        read, line = self._read, self._line
        how = self._chosen("how") or "exactly"
        if how == "nothing":
            read.nothing = True
            if line.cells.get("answer") is not None:
                self._wrong("answer", "cell.nothing-and-answer")
            return read
        best, worst = self._value("up_to"), self._value("answer")
        if line.cells.get("answer") is None:
            self._wrong("answer", "cell.no-answer")
        if how == "between" and line.cells.get("up_to") is None:
            self._wrong("up_to", "cell.no-answer")
        if how != "between" and best is not None:
            self._wrong("up_to", "cell.not-between")
        if how == "between":
            read.entry |= {"at_least": worst, "at_most": best}
        else:
            read.entry["value" if how == "exactly" else how] = worst
        kind = self._chosen("kind") or "observation"
        end = {"observation": "until", "commitment": "due"}.get(kind, "until")
        read.entry |= {
            "feature": self._feature.id,
            "kind": kind,
            "before": self._value("before"),
            "date": self._date("date"),
            end: self._date("end"),
            "speaker": self._chosen("speaker") or speaker,
            "locator": line.text("locator"),
            "anchor": line.text("anchor"),
            "note": None if line.text("note") is None else {language: line.text("note")},
            "confidence": self._chosen("confidence"),
            "visibility": self._chosen("visibility"),
        }
        for column in ("speaker", *needed):
            if read.entry[column] is None and (column != "speaker" or line.cells.get("speaker") is None):
                self._wrong(column, "cell.empty")
        read.entry = {key: value for key, value in read.entry.items() if value is not None}
        return read

    def _chosen(self, column: str) -> str | None:
        text = self._line.text(column)
        if text is None:
            return None
        id = self._vocabulary.choice(column, text, self._feature)
        if id is None:
            self._not_listed(column, text)
        return id

    def _value(self, column: str) -> object:
        cell, text, type = self._line.cells.get(column), self._line.text(column), self._feature.type
        if text is None or cell is None:
            return None
        if type in ("yes-no", "choice"):
            if isinstance(cell, bool) and type == "yes-no":
                return cell
            id = self._vocabulary.choice(column, text, self._feature)
            if id is None:
                self._not_listed(column, text)
            return {"yes": True, "no": False}[id] if type == "yes-no" and id is not None else id
        number = _number(cell, percent=type == "share")
        if number is None:
            self._wrong(column, "cell.number", given=text)
        elif type == "share" and 0 < number <= 1 and not isinstance(cell, str):
            self._wrong(column, "cell.share", given=text, percent=f"{round(number * 100, 2):g}%")
        return number

    def _date(self, column: str) -> str | int | None:
        cell, text = self._line.cells.get(column), self._line.text(column)
        if text is None or cell is None:
            return None
        if isinstance(cell, bool | float) or (isinstance(cell, int) and not 1900 <= cell <= 2200):
            near = _EPOCH + timedelta(days=int(cell)) if 0 < cell < 110_000 else None
            self._wrong(column, "cell.number-as-date", given=cell, near=None if near is None else near.isoformat())
            return None
        if (day := _DAY.search(text)) is not None and _is_by(text.replace(day.group(), ""), self._vocabulary):
            return f"by {day.group()}"
        try:
            PartialDate.parse(text)
        except ValueError:
            self._wrong(column, "value.date", given=text)
        return text

    def _not_listed(self, column: str, text: str) -> None:
        known = [label for _, label in self._vocabulary.choices(column, self._feature)]
        self._wrong(column, "value.not-listed", given=text, known=known, near=nearest(text, known))

    def _wrong(self, column: str, code: str, **named: Any) -> None:
        self._read.problems.append(self._line.problem(column, code, **named))


def _number(cell: Cell, *, percent: bool) -> int | float | None:
    """A number however it was written: with a decimal comma, as text, with a sign of percent where that may be."""
    if isinstance(cell, bool | date):
        return None
    if isinstance(cell, str):
        written = re.sub(r"[\s\u00a0\u202f]", "", cell)
        written = written.removesuffix("%") if percent else written
        if not re.fullmatch(r"-?\d{1,15}(?:[.,]\d{1,10})?", written, re.ASCII):
            return None
        cell = float(written.replace(",", "."))
    return int(cell) if isinstance(cell, float) and cell.is_integer() else cell


def _is_by(rest: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands beside a date says that it is the last on which something can have been."""
    known = {"≤", "by", *(words.say("date.by", date="") for words in vocabulary.speaking)}
    return rest.strip(" ,").casefold() in {said.strip(" ,").casefold() for said in known}


def _asks(column: str) -> bool:
    return column.startswith(ANSWER_TO)
