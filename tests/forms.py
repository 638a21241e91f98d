"""Questionnaires filled in as people fill them in: by openpyxl, cell by cell."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from baremo.workbench.bench import Bench
from baremo.workbench.imports import take
from baremo.workbench.laying import Imported
from baremo.workbench.questionnaires import Choice, questionnaire, written

ON = date(2017, 3, 1)
FEW = Choice(dimensions=("collective", "nonpolice"))
Cells = Mapping[str, Any]


def out(bench: Bench, language: str = "en", coder: str | None = "coder-a", choice: Choice = FEW, **more: Any) -> bytes:
    """The spreadsheet with the questions to the document `late` on `nowhere`."""
    given = {"mechanism": "nowhere", "document": "late", **more}
    return written(questionnaire(bench, given["mechanism"], given["document"], language, coder, choice), "xlsx")


def book(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def columns(page: Worksheet) -> dict[str, int]:
    """The number of each column by its id, which the first row holds."""
    return {cell.value: cell.column for cell in page[1] if cell.value is not None}


def rows_on(page: Worksheet, feature: str) -> list[int]:
    return [row for row in range(3, page.max_row + 1) if page.cell(row, 2).value == feature]


def whole(filled: openpyxl.Workbook, **answers: Any) -> None:
    """Answer what is asked of the document as a whole."""
    page = filled.worksheets[0]
    for row in range(1, page.max_row + 1):
        if page.cell(row, 1).value in answers:
            page.cell(row, 3).value = answers[page.cell(row, 1).value]


def answer(filled: openpyxl.Workbook, feature: str, *answers: Cells) -> None:
    """Answer a question, a row for each answer; where rows are missing the last one is copied with an id of its own."""
    page = filled.worksheets[1]
    at, rows = columns(page), rows_on(page, feature)
    for number, cells in enumerate(answers):
        if number == len(rows):
            rows.append(page.max_row + 1)
            page.cell(rows[-1], 1).value = f"{feature}/{number + 1}"
            page.cell(rows[-1], 2).value = feature
        for column, value in cells.items():
            page.cell(rows[number], at[column]).value = value


def content_of(filled: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    filled.save(stream)
    return stream.getvalue()


def back(bench: Bench, folder: Path, content: bytes, name: str = "back.xlsx", **more: Any) -> Sequence[Imported]:
    file = folder / name
    file.write_bytes(content)
    return take(bench, file, on=ON, **more)


PLAIN = {"locator": "p. 1", "note": "A note.", "speaker": "ministry"}


def kobo(submissions: Sequence[Mapping[str, Any]], statements: Sequence[Mapping[str, Any]]) -> bytes:
    """An export as KoBoToolbox writes it: a sheet of submissions, a sheet of what was repeated, names of the form."""
    filled = openpyxl.Workbook()
    for page, entries in ((filled.active, submissions), (filled.create_sheet("statement"), statements)):
        assert page is not None
        heads = list(dict.fromkeys(head for entry in entries for head in entry))
        page.append(heads)
        for entry in entries:
            page.append([entry.get(head) for head in heads])
    return content_of(filled)
