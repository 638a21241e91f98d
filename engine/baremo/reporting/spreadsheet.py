"""A questionnaire as a spreadsheet: locked headings, a list in each cell that has one, and legible in print.

Nothing that stands in it is ever run as a formula. The first row of each sheet is hidden and holds the columns' ids,
the first column those of the rows; a sheet that Excel does not even list says where the file comes from.
"""

import io
from collections.abc import Sequence
from datetime import datetime, time
from functools import cached_property
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ..model.feature import Feature
from ..model.questionnaire import COLUMNS, FEATURE, ORIGIN, RARE, ROW, SHEET
from .excel import AS_IT_STANDS, CUT, LONGEST
from .questionnaire import Asked, Questionnaire, cells, guided

INK, SOFT, LINE, ACCENT, TINT, PAPER, WANTED = (
    "#1D1D1B", "#5C5A55", "#B9B5AC", "#234B7A", "#E9EEF5", "#FFFFFF", "#FBE9C6"
)  # fmt: skip
_WIDTHS = {
    "how": 13, "answer": 30, "kind": 13, "speaker": 22, "date": 11, "locator": 14, "anchor": 22, "note": 38,
    "confidence": 11, "up_to": 22, "end": 11, "before": 18, "visibility": 13,
}  # fmt: skip
_ANSWERS = ("answer", "up_to", "before")
_TEXTS = ("date", "end", "locator", "anchor", "note")
_MOST = {"locator": 500, "read": 500}
_BAND = 1.12 * sum(_WIDTHS[column] for column in COLUMNS)
"""Letters of the guidance's size in a line across all columns."""
_THEME = 30
_PAGE = 620
"""Points of rows on a printed page of A4; a question is not parted from its rows."""
_FIRST = 2
"""The column after the ids of rows and questions."""
_LISTS = "lists"
_HEAD = 1
"""The row of headings, below the hidden one of ids."""


def spreadsheet(questionnaire: Questionnaire) -> bytes:
    """The questionnaire as a workbook; equal ones have equal bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, AS_IT_STANDS)
    _Writing(book, questionnaire).all()
    book.close()
    return out.getvalue()


class _Writing:
    def __init__(self, book: Any, questionnaire: Questionnaire) -> None:
        self._book, self._asked_of = book, questionnaire
        self._vocabulary, self._words = questionnaire.vocabulary, questionnaire.vocabulary.words
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._ranges: dict[tuple[str, ...], str] = {}

    def all(self) -> None:
        made_at = datetime.combine(self._asked_of.document.as_of, time())
        self._book.set_properties({"title": self._words.say("form.title"), "author": "Baremo", "created": made_at})
        about = self._book.add_worksheet(self._words.say("form.sheet.about"))
        questions = self._book.add_worksheet(self._words.say("form.sheet.questions"))
        self._lists = self._book.add_worksheet(_LISTS)
        self._lists.hide()
        self._origin()
        self._about(about)
        self._questions(questions)
        for page in (about, questions):
            page.protect("", {"format_columns": True, "format_rows": True})
            page.hide_gridlines(2)
            page.set_paper(9)
            page.set_margins(0.4, 0.4, 0.5, 0.6)
            page.set_footer(f"&L&8{self._label.replace('&', '&&')}&R&8&P / &N")
        about.activate()

    @cached_property
    def _label(self) -> str:
        origin = self._asked_of.origin
        return " · ".join(filter(None, (self._name, origin.document, origin.coder)))

    @property
    def _name(self) -> str:
        mechanism = self._asked_of.mechanism
        return f"{self._words.text(mechanism.state).text}, {self._words.text(mechanism.name).text}"

    def _origin(self) -> None:
        page = self._book.add_worksheet(ORIGIN)
        page.very_hidden()
        for row, (key, value) in enumerate(self._asked_of.origin.model_dump().items()):
            page.write_string(row, 0, key)
            if value is not None:
                page.write_string(row, 1, str(value))

    # the first sheet: what this is, how it is filled in, and what is asked of the document as a whole

    def _about(self, page: Worksheet) -> None:
        asked, words, vocabulary = self._asked_of, self._words, self._vocabulary
        page.set_column(0, 0, None, None, {"hidden": True})
        page.set_column(1, 1, 24)
        page.set_column(2, 2, 74)
        page.set_row(0, None, None, {"hidden": True})
        page.write_string(0, 0, ROW)
        page.write_string(0, 2, "value")
        page.set_row(1, 30)
        page.write_string(1, 1, words.say("form.title"), self._format(bold=True, font_size=20, font_color=ACCENT))
        quiet, plain = self._format(font_color=SOFT, valign="top"), self._format(text_wrap=True, valign="top")
        author = words.text(vocabulary.speakers[asked.document.author].name).text
        facts = {
            "mechanism": self._name,
            "document": f"{author}: {asked.document.title} [{asked.document.id}]",
            "coder": asked.origin.coder or words.say("form.about.no-coder"),
            "edition": words.say("form.about.of-edition", standard=asked.origin.standard, n=asked.origin.edition),
        }
        row = 2
        for key, value in facts.items():
            page.write_string(row, 1, words.say(f"form.about.{key}"), quiet)
            page.write_string(row, 2, _cut(value), plain)
            page.set_row(row, 15 * ceil(len(value) / 74))
            row += 1
        row = self._heading(page, row + 1, words.say("form.about.whole"))
        for key in SHEET:
            height = 60 if key == "journal" else 32
            page.set_row(row, height)
            page.write_string(row, 0, key)
            label = self._format(
                bold=True, text_wrap=True, valign="top", bg_color=TINT, border=1, border_color=LINE, indent=1
            )
            named = "default-speaker" if key == "speaker" else key
            page.write_string(row, 1, vocabulary.heading(named), label)
            self._cell(page, row, 2, key, self._asked_of.sheet.get(key), named=named)
            row += 1
        row = self._heading(page, row + 1, words.say("form.about.how"))
        for number in range(1, 8):
            told = words.say(f"form.guide.{number}")
            page.merge_range(row, 1, row, 2, "", plain)
            figure = self._format(font_color=ACCENT, bold=True)
            page.write_rich_string(row, 1, figure, f"{number}  ", self._format(), told, plain)
            page.set_row(row, 14 * ceil(len(told) / 105) + 3)
            row += 1
        row = self._heading(page, row + 1, words.say("form.about.columns"))
        for column in (*COLUMNS, *RARE):
            told = vocabulary.help(column)
            page.write_string(row, 1, vocabulary.heading(column), self._format(bold=True, valign="top"))
            page.write_string(row, 2, told, plain)
            page.set_row(row, 14 * ceil(len(told) / 85) + 3)
            row += 1
        page.print_area(1, 1, row, 2)
        page.fit_to_pages(1, 0)

    def _heading(self, page: Worksheet, row: int, told: str) -> int:
        page.set_row(row, 22)
        head = self._format(bold=True, font_size=12, font_color=ACCENT, bottom=2, bottom_color=ACCENT, valign="bottom")
        page.write_string(row, 1, told, head)
        page.write_blank(row, 2, None, head)
        return row + 1

    # the second sheet: the questions

    def _questions(self, page: Worksheet) -> None:
        columns = (*COLUMNS, *RARE)
        last = _FIRST + len(COLUMNS) - 1
        page.set_row(0, None, None, {"hidden": True})
        page.set_column(0, 1, None, None, {"hidden": True})
        for place, id in enumerate((ROW, FEATURE, *columns)):
            page.write_string(0, place, id)
        head = self._format(
            bold=True, font_color=PAPER, bg_color=ACCENT, text_wrap=True, valign="vcenter", border=1,
            border_color=ACCENT, indent=1,
        )  # fmt: skip
        page.set_row(_HEAD, 32)
        for place, column in enumerate(columns, _FIRST):
            outline = {"level": 1, "hidden": True} if column in RARE else {}
            page.set_column(place, place, _WIDTHS[column], None, outline)
            page.write_string(_HEAD, place, self._vocabulary.heading(column), head)
        page.set_column(_FIRST + len(columns), _FIRST + len(columns), 3, None, {"collapsed": True})
        row, theme, filled, breaks = _HEAD + 1, None, 0.0, []
        for asked in self._asked_of.asked:
            before, height = row, 0.0
            if asked.theme != theme:
                theme, height = asked.theme, _THEME
                row = self._theme(page, row, self._words.text(theme).text, last)
            row, more = self._question(page, row, asked, last)
            height += more
            if filled and filled + height > _PAGE:
                breaks.append(before)
                filled = 0.0
            filled += height
        page.freeze_panes(_HEAD + 1, 0)
        page.repeat_rows(_HEAD)
        page.print_area(_HEAD, _FIRST, row - 1, last)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.set_h_pagebreaks(breaks)
        page.ignore_errors({"number_stored_as_text": f"A1:{xl_rowcol_to_cell(row, _FIRST + len(columns))}"})

    def _theme(self, page: Worksheet, row: int, title: str, last: int) -> int:
        page.set_row(row, _THEME)
        band = self._format(bold=True, font_size=14, font_color=ACCENT, valign="bottom")
        page.merge_range(row, _FIRST, row, last, title, band)
        return row + 1

    def _question(self, page: Worksheet, row: int, asked: Asked, last: int) -> tuple[int, float]:
        """The question with its rows; gives the row below them, and their height in points."""
        feature, words = asked.feature, self._words
        question = words.text(feature.question).text
        answers = self._answers(feature)
        told = guided(asked, self._vocabulary, words)
        band = self._format(text_wrap=True, valign="vcenter", bg_color=TINT, border=1, border_color=LINE, indent=1)
        page.merge_range(row, _FIRST, row, last, "", band)
        parts: list[Any] = [self._format(bold=True, font_size=11, font_color=INK), question]
        parts += [self._format(font_size=10, font_color=INK), f"\n{answers}"]
        if told:
            parts += [self._format(font_size=9, font_color=SOFT), f"\n{told}"]
        page.write_rich_string(row, _FIRST, *parts, band)
        lines = ceil(len(told) / _BAND) if told else 0
        height = 15 * ceil(len(question) / 140) + 13.5 * ceil(len(answers) / 160) + 12 * lines + 5
        page.set_row(row, height)
        for place, (id, claim) in enumerate(asked.rows):
            row += 1
            held = cells(claim, feature, self._vocabulary, self._asked_of.origin.language) if claim is not None else {}
            if place == 0 and asked.nothing:
                held = {"how": dict(self._vocabulary.choices("how", feature))["nothing"]}
            own = 14.0 * max(2, *(ceil(len(str(held.get(c, ""))) / _WIDTHS[c]) for c in COLUMNS))
            height += own
            page.set_row(row, own)
            page.write_string(row, 0, id)
            page.write_string(row, 1, feature.id)
            for at, column in enumerate((*COLUMNS, *RARE), _FIRST):
                self._cell(page, row, at, column, held.get(column), feature)
            self._marks(page, row)
        return row + 1, height

    def _answers(self, feature: Feature) -> str:
        """The answers from worst to best, or what a number is counted in: on paper there are no lists."""
        labels = [label for _, label in self._vocabulary.choices("answer", feature)]
        if labels:
            return "   ".join(f"☐ {label}" for label in labels)
        if feature.unit is not None:
            return self._words.say("form.in-unit", unit=self._words.text(feature.unit).text)
        return self._words.say(f"form.number.{feature.type}")

    # cells

    def _cell(
        self,
        page: Worksheet,
        row: int,
        at: int,
        column: str,
        held: object = None,
        feature: Feature | None = None,
        named: str | None = None,
    ) -> None:
        """A cell that may be written in, with what may be written in it; `named` if not as its column is."""
        number = feature is not None and column in _ANSWERS and feature.type in ("count", "days")
        free = column in _TEXTS or (feature is not None and column in _ANSWERS and feature.type == "share")
        look = self._format(
            locked=False, text_wrap=True, valign="top", border=1, border_color=LINE, bg_color=PAPER,
            num_format="0" if number else "@" if free else "General",
        )  # fmt: skip
        if held is None or held == "":
            page.write_blank(row, at, None, look)
        elif isinstance(held, int | float):
            page.write_number(row, at, held, look)
        else:
            page.write_string(row, at, _cut(str(held)), look)
        rule = self._rule(row, at, column, feature)
        title, told = self._vocabulary.heading(named or column)[:32], self._vocabulary.help(named or column)[:255]
        page.data_validation(row, at, row, at, {"input_title": title, "input_message": told, **rule})

    def _rule(self, row: int, at: int, column: str, feature: Feature | None) -> dict[str, Any]:
        """What may be written in a cell, and what is said where it is something else."""
        cell = xl_rowcol_to_cell(row, at)
        choices = self._vocabulary.choices(column, feature)
        if choices:
            return self._said("list", validate="list", source=self._range([label for _, label in choices]))
        if column in _ANSWERS and feature is not None and feature.type != "share":
            highest = feature.whole.high
            return self._said("number", validate="integer", criteria="between", minimum=0, maximum=highest)
        if column in _ANSWERS:
            formula = f'=ISNUMBER(VALUE(SUBSTITUTE({cell},"%","")))'
            return self._said("number", validate="custom", value=formula, error_type="warning")
        if column in ("date", "end"):
            formula = f'=ISNUMBER(VALUE(RIGHT(SUBSTITUTE({cell},"-",""),4)))'
            return self._said("date", validate="custom", value=formula, error_type="warning")
        if column == "anchor":
            spaces = f'LEN(TRIM({cell}))-LEN(SUBSTITUTE(TRIM({cell})," ",""))'
            return self._said("anchor", validate="custom", value=f"={spaces}<6")
        most = _MOST.get(column, LONGEST)
        told = self._words.say("form.error.length", n=most)
        return {"validate": "length", "criteria": "<=", "value": most, "error_message": told}

    def _said(self, message: str, **rule: Any) -> dict[str, Any]:
        return {**rule, "error_message": self._words.say(f"form.error.{message}")}

    def _range(self, labels: Sequence[str]) -> str:
        """Where a list stands on the hidden sheet; equal ones stand there once."""
        key = tuple(labels)
        if key not in self._ranges:
            column = len(self._ranges)
            for row, label in enumerate(labels):
                self._lists.write_string(row, column, label)
            first, last = (xl_rowcol_to_cell(row, column, True, True) for row in (0, len(labels) - 1))
            self._ranges[key] = f"={_LISTS}!{first}:{last}"
        return self._ranges[key]

    def _marks(self, page: Worksheet, row: int) -> None:
        """Once there is an answer, what is still wanted has a colour."""
        at = {column: xl_rowcol_to_cell(row, _FIRST + place, False, True) for place, column in enumerate(COLUMNS)}
        wanted = {"bg_color": WANTED, "border": 1, "border_color": LINE}
        for column in ("locator", "note"):
            place = _FIRST + COLUMNS.index(column)
            formula = f'=AND({at["answer"]}<>"",{at[column]}="")'
            rule = {"type": "formula", "criteria": formula, "format": self._format(**wanted)}
            page.conditional_format(row, place, row, place, rule)

    def _format(self, **look: Any) -> Any:
        key = tuple(sorted({"font_name": "Calibri", "font_size": 10, **look}.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(key))
        return self._formats[key]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - len(CUT)] + CUT
