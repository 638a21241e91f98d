"""Excel files: one workbook a mechanism. No cell is ever run as a formula."""

import io
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ..analysis.survey import Survey
from .sheets import Cell, Sheet, sheets
from .words import Words

LONGEST = 32_767
"""Characters in a cell; Excel allows no more."""
CUT = " […]"
AS_IT_STANDS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
"""How a workbook is written in which a text is a text, whatever it begins with."""


def workbook(survey: Survey, words: Words, title: str) -> bytes:
    """The survey's data as a workbook; equal surveys have equal bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, AS_IT_STANDS)
    made_at = datetime.combine(survey.assessment.scorecard.as_of, time())
    book.set_properties({"title": title, "author": "Baremo", "created": made_at})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    number = book.add_format({"num_format": "0.##", "valign": "top"})
    for sheet in sheets(survey, words):
        page = book.add_worksheet(words.say(f"sheet.{sheet.id}"))
        _columns(page, sheet, words, head)
        for place, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                _cell(page, place, column, cell, {date: day, float: number, str: text})
    book.close()
    return out.getvalue()


def _columns(page: Worksheet, sheet: Sheet, words: Words, head: object) -> None:
    for column, (message, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, words.say(message), head)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.repeat_rows(0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _cell(page: Worksheet, row: int, column: int, cell: Cell, formats: dict[type, object]) -> None:
    match cell:
        case None | "":
            return
        case date():
            page.write_datetime(row, column, datetime.combine(cell, time()), formats[date])
        case str():
            cut = cell if len(cell) <= LONGEST else cell[: LONGEST - len(CUT)] + CUT
            page.write_string(row, column, cut, formats[str])
        case _:
            page.write_number(row, column, cell, formats[float])
