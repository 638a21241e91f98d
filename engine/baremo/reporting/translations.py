"""Texts for a translator as a spreadsheet: what is missing first, each beside what it says in another language."""

import io
from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import NamedTuple

import xlsxwriter

from ..model.questionnaire import ORIGIN
from ..model.text import Language
from .excel import AS_IT_STANDS
from .spreadsheet import ACCENT, INK, LINE, PAPER, SOFT, TINT, WANTED
from .words import Words

COLUMNS = ("key", "digest", "where", "source", "text")
_WIDTHS = (0, 0, 34, 62, 62)


class Translatable(NamedTuple):
    """A text: where it stands, a digest of what it says in another language and that language, and what it says."""

    key: str
    digest: str
    where: str
    source_language: Language
    source: str
    text: str


def translations(listed: Sequence[Translatable], language: Language, standard: str, words: Words) -> bytes:
    """The texts as a workbook; equal ones have equal bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, AS_IT_STANDS)
    book.set_properties({"title": words.say("translate.title"), "author": "Baremo", "created": datetime(2000, 1, 1)})
    base = {"font_name": "Calibri", "font_size": 10, "text_wrap": True, "valign": "top", "border": 1}
    head = book.add_format(
        {**base, "bold": True, "font_color": PAPER, "bg_color": ACCENT, "border_color": ACCENT, "valign": "vcenter"}
    )
    where = book.add_format({**base, "font_size": 9, "font_color": SOFT, "bg_color": TINT, "border_color": LINE})
    source = book.add_format({**base, "font_color": INK, "bg_color": TINT, "border_color": LINE})
    open_ = {**base, "locked": False, "border_color": LINE, "num_format": "@"}
    there, missing = book.add_format({**open_, "bg_color": PAPER}), book.add_format({**open_, "bg_color": WANTED})
    page = book.add_worksheet(words.say("translate.sheet"))
    page.set_row(0, None, None, {"hidden": True})
    for at, (column, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        page.write_string(0, at, column)
        page.set_column(at, at, width or None, None, {} if width else {"hidden": True})
    titles = (words.say("translate.where"), words.say("translate.source"), language)
    page.set_row(1, 24)
    for at, title in enumerate(titles, 2):
        page.write_string(1, at, title, head)
    for row, each in enumerate(listed, 2):
        page.write_string(row, 0, each.key)
        page.write_string(row, 1, f"{each.source_language}:{each.digest}")
        page.write_string(row, 2, each.where, where)
        page.write_string(row, 3, f"[{each.source_language}] {each.source}", source)
        if each.text:
            page.write_string(row, 4, each.text, there)
        else:
            page.write_blank(row, 4, None, missing)
        longest = max(ceil(len(each.source) / 66), ceil(len(each.text) / 66), ceil(len(each.where) / 40))
        page.set_row(row, 14 * max(longest, 1) + 3)
    page.freeze_panes(2, 3)
    page.protect("", {"format_columns": True, "format_rows": True})
    page.repeat_rows(1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_footer("&R&8&P / &N")
    origin = book.add_worksheet(ORIGIN)
    origin.very_hidden()
    for row, pair in enumerate((("form", "translation"), ("standard", standard), ("language", language))):
        for at, value in enumerate(pair):
            origin.write_string(row, at, value)
    book.close()
    return out.getvalue()
