"""What a file that came back says it is: a questionnaire's spreadsheet, or the export of a form on phones."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..model.questionnaire import FEATURE, ORIGIN, ROW, SHEET, id_of
from ..reporting.vocabulary import ANSWER_TO, Vocabulary
from ..workspace.tables.reading import Cell, Table
from .rows import Line
from .slip import Slip

_FIELD = f"{ORIGIN}_"
_DEEPEST = 20
"""The row below which no headings are looked for."""


@dataclass(frozen=True)
class Returned:
    """Where it comes from, as far as it says so; what it says of the document as a whole, and the rows on questions."""

    origin: Mapping[str, str]
    whole: Mapping[str, Line]
    lines: Sequence[Line]


def returned(tables: Sequence[Table], vocabulary: Vocabulary) -> Sequence[Returned]:
    """What came back: one questionnaire, or each submission of a form.

    Raises:
        Slip: if the workbook is neither.
    """
    by_name = {table.name: table for table in tables}
    main = next((table for table in tables if _header(table, _submits) is not None), None)
    if main is not None:
        return list(_submissions(main, tables, vocabulary))
    lines = [line for table in tables for line in _lines(table, vocabulary)]
    if ORIGIN not in by_name and not lines:
        raise Slip("import-no-questions")
    return [Returned(_origin(by_name.get(ORIGIN)), _whole(tables), lines)]


def _origin(table: Table | None) -> Mapping[str, str]:
    rows = () if table is None else table.rows
    return {str(row[0]): str(row[1]) for row in rows if len(row) > 1 and row[0] is not None and row[1] is not None}


def _whole(tables: Sequence[Table]) -> Mapping[str, Line]:
    """The lines in which something is asked of the document as a whole, each with its answer as its one cell."""
    whole: dict[str, Line] = {}
    for table in tables:
        if not table.rows or tuple(table.rows[0][:1]) != (ROW,) or "value" not in table.rows[0]:
            continue
        at = table.rows[0].index("value")
        for number, row in enumerate(table.rows):
            if row[0] in SHEET and len(row) > at:
                whole.setdefault(str(row[0]), Line(table, number, {str(row[0]): row[at]}, {str(row[0]): at}))
    return whole


def _lines(table: Table, vocabulary: Vocabulary) -> Iterator[Line]:
    """The rows below the headings that are on a question."""
    head = _header(table, lambda names: _asks(names, vocabulary))
    if head is None:
        return
    columns: dict[str, int] = {}
    for at, cell in enumerate(table.rows[head]):
        if isinstance(cell, str) and (column := vocabulary.column(cell)) is not None:
            columns.setdefault(column, at)
    for number, row in enumerate(table.rows[head + 1 :], head + 1):
        cells: dict[str, Cell] = {column: row[at] if at < len(row) else None for column, at in columns.items()}
        line = Line(table, number, cells, columns)
        if line.text(FEATURE) is not None:
            yield _of_its_question(line, vocabulary)


def _of_its_question(line: Line, vocabulary: Vocabulary) -> Line:
    """The line with its question's id, and, where each question has a column of its own, that one as its answer."""
    text = line.text(FEATURE) or ""
    id = text if text in vocabulary.features else vocabulary.choice(FEATURE, text) or id_of(text)
    cells, columns = {**line.cells, FEATURE: id}, dict(line.columns)
    own = f"{ANSWER_TO}{id}"
    if own in columns:
        cells["answer"], columns["answer"] = cells[own], columns[own]
    answers = [column for column in columns if column.startswith(ANSWER_TO)]
    for column in answers:
        cells.pop(column)
        columns.pop(column)
    return Line(line.table, line.row, cells, columns)


def _submissions(main: Table, tables: Sequence[Table], vocabulary: Vocabulary) -> Iterator[Returned]:
    """Each submission with its answers, which stand on a sheet of their own and name it."""
    head = _header(main, _submits)
    assert head is not None
    lines = [
        (line, _names(table.rows[top], line.table.rows[line.row]))
        for table in tables
        if table is not main and (top := _header(table, lambda names: _asks(names, vocabulary))) is not None
        for line in _lines(table, vocabulary)
    ]
    for number, row in enumerate(main.rows[head + 1 :], head + 1):
        named = _names(main.rows[head], row)
        if not any(cell is not None for cell in row):
            continue
        known = {vocabulary.column(name): (at, cell) for name, (at, cell) in named.items()}
        origin = {name.removeprefix(_FIELD): str(cell) for name, (_, cell) in named.items() if name.startswith(_FIELD)}
        for field, key in (("coder", "coder"), ("note_language", "language")):
            if field in known and known[field][1] is not None:
                text = str(known[field][1])
                origin[key] = (vocabulary.choice(field, text) or text) if field == "note_language" else text
        whole = {
            key: Line(main, number, {key: known[key][1]}, {key: known[key][0]})
            for key in SHEET
            if key in known and key != "speaker"
        }
        yield Returned(origin, whole, [line for line, child in lines if _belongs(child, named)])


def _belongs(child: Mapping[str, tuple[int, Cell]], parent: Mapping[str, tuple[int, Cell]]) -> bool:
    """Whether an answer names that submission: by its own id where the export has it, else by its number."""
    for theirs, ours in (("_submission__uuid", "_uuid"), ("_parent_index", "_index"), ("PARENT_KEY", "KEY")):
        if theirs in child and ours in parent:
            return child[theirs][1] is not None and child[theirs][1] == parent[ours][1]
    return False


def _names(head: Sequence[Cell], row: Sequence[Cell]) -> dict[str, tuple[int, Cell]]:
    """The cells of a row by the last part of their columns' names, each with its column."""
    named: dict[str, tuple[int, Cell]] = {}
    for at, name in enumerate(head):
        if isinstance(name, str):
            named.setdefault(name.rpartition("/")[2], (at, row[at] if at < len(row) else None))
    return named


def _submits(names: Sequence[str]) -> bool:
    return f"{_FIELD}mechanism" in {name.rpartition("/")[2] for name in names}


def _asks(names: Sequence[str], vocabulary: Vocabulary) -> bool:
    known = {vocabulary.column(name) for name in names}
    return FEATURE in known and len(known) > 3


def _header(table: Table, fits: Callable[[Sequence[str]], bool]) -> int | None:
    """The first row that has the headings wanted."""
    for number, row in enumerate(table.rows[:_DEEPEST]):
        if fits([cell for cell in row if isinstance(cell, str)]):
            return number
    return None
