"""Word files of a finished page, on a letterhead whose styles are called as the page's classes are."""

import io
import zipfile
from base64 import b64decode
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import datetime, time
from typing import Any
from xml.etree.ElementTree import Element

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm
from lxml.etree import SubElement

from . import letterhead
from .page import GRID, SCREEN, Page, Run, classes, in_columns, runs
from .pdf import Typesetter

STYLES = {
    "h1": "Title",
    "h2": "Heading 1",
    "h3": "Heading 2",
    "ul": "List Bullet",
    "ol": "List Bullet",
    "figcaption": "Caption",
}
"""A paragraph's style: that of its class where the letterhead has one, else that of its element, else Normal."""
VOICES = {"meta": "Quiet text", "fine": "Quiet text", "q": "Quotation", "cite": "Cited"}
"""A run's style where it is not called as its class."""
REGIONS = {"en": "en-GB", "es": "es-419", "pt": "pt-BR", "fr": "fr-FR"}
"""For the readers' region: what Word checks the spelling by."""
LOGO = 1.2
"""How high the publisher's logo is, in centimetres."""
SIGN = 0.3
"""How high a drawing within a line is, in centimetres."""
_WEIGHTS = {"drawn": 2.8, "points": 1.9, "counted": 2.2, "num": 0.9, "count": 0.8, "mark": 0.6}
"""How wide a column is, by the first class of its cells; the first is twice as wide as any."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


class WordWriter:
    """Writes pages on a letterhead; drawings are made pictures by the typesetter."""

    def __init__(self, typesetter: Typesetter, paper: bytes) -> None:
        """Write on this letterhead."""
        self._typesetter, self._paper = typesetter, paper

    def docx(self, page: Page, quoted: tuple[str, str]) -> bytes:
        """The page as a Word file, with these quotation marks; equal pages have equal bytes."""
        out = io.BytesIO()
        _Writer(page, letterhead.opened(self._paper), self._typesetter, quoted).word.save(out)
        return _without_clock(out.getvalue())


def _without_clock(content: bytes) -> bytes:
    """The same archive, every part dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            squeezed = zipfile.ZIP_STORED if name.endswith((".png", ".jpeg")) else zipfile.ZIP_DEFLATED
            new.writestr(zipfile.ZipInfo(name, _EARLIEST), old.read(name), squeezed)
    return out.getvalue()


def _short(text: str) -> str:
    """The text as a property of a Word file can hold it."""
    return text if len(text) <= _LONGEST_PROPERTY else text[: _LONGEST_PROPERTY - 1] + "…"


class _Writer:
    """One page. It writes XML: through the library's own properties it would take five times as long."""

    def __init__(self, page: Page, word: Any, typesetter: Typesetter, quoted: tuple[str, str]) -> None:
        self.word, self._typesetter, self._quoted, self._language = word, typesetter, quoted, page.language
        self._styles = {style.name: style.style_id for style in word.styles}
        self._marks = {e.get("id"): f"mark{n}" for n, e in enumerate(page.main.iter()) if e.get("id")}
        self._ahead: list[str] = []
        self._bookmarks = self._pictures = 0
        self._inline: dict[tuple[int, float], Any] = {}
        section = word.sections[0]
        self._width = (section.page_width - section.left_margin - section.right_margin) / Cm(1)
        self._properties(page)
        self._body = word.element.body
        self._end = self._body.sectPr
        self._running(section, page)
        for element in page.main:
            self._element(element, self._body)

    def _properties(self, page: Page) -> None:
        properties = self.word.core_properties
        for name in ("category", "comments", "content_status", "identifier", "keywords", "version"):
            setattr(properties, name, "")
        properties.title, properties.subject = _short(page.title), _short(page.kicker)
        properties.language, properties.author, properties.last_modified_by = page.language, "Baremo", "Baremo"
        properties.created = properties.modified = properties.last_printed = datetime.combine(page.day, time())
        properties.revision = 1
        styles = self.word.styles.element
        default = (
            styles.get_or_add_docDefaults()
            if hasattr(styles, "get_or_add_docDefaults")
            else styles.find(qn("w:docDefaults"))
        )
        for kept in default.iter(qn("w:lang")):
            kept.getparent().remove(kept)
        for run in default.iter(qn("w:rPr")):
            SubElement(run, qn("w:lang")).set(qn("w:val"), REGIONS.get(page.language, page.language))

    def _running(self, section: Any, page: Page) -> None:
        """The head and foot of every printed page, beside what the letterhead has there."""
        head = section.header.paragraphs[0] if section.header.paragraphs else section.header.add_paragraph()
        self._runs(head._p, [Run(" · ".join(page.running))], section.header.part)
        foot = section.footer.paragraphs[0] if section.footer.paragraphs else section.footer.add_paragraph()
        before = foot._p.makeelement(qn("w:p"))
        self._runs(before, [Run(" · ".join(page.footer))], section.footer.part)
        properties = foot._p.find(qn("w:pPr"))
        for place, run in enumerate(list(before)):
            foot._p.insert(place + (0 if properties is None else 1), run)

    def _element(self, element: Element, into: Any) -> None:
        named = classes(element)
        if SCREEN in named:
            return
        match element.tag:
            case "p" | "h1" | "h2" | "h3" | "figcaption" | "li":
                self._line(element, into, self._style(element))
            case "ul" | "ol":
                for item in element:
                    self._line(item, into, self._style(element))
            case "table":
                self._table(element, into)
            case "svg":
                self._picture(SubElement(self._paragraph(into), qn("w:r")), element, round(self._width, 2))
            case "img":
                self._logo(element, into)
            case "nav" | "footer":
                return
            case "details":
                for child in element[1:]:
                    self._element(child, into)
            case "div" if "grid" in named:
                self._layout([in_columns(element, GRID)], into)
            case "div" if {"cards", "two", "legend"} & {*named}:
                self._rows(element, 3 if "legend" in named else 2, into)
            case _:
                if element.get("id"):
                    self._ahead.append(element.get("id", ""))
                for child in element:
                    self._element(child, into)
                if "front" in named:
                    self._break(into)

    def _style(self, element: Element) -> str:
        named = [name for name in map(_called, classes(element)) if name in self._styles]
        return (*named, STYLES.get(element.tag, "Normal"))[0]

    def _add(self, child: Any, into: Any) -> Any:
        if into is self._body:
            self._end.addprevious(child)
        else:
            into.append(child)
        return child

    def _paragraph(self, into: Any, style: str = "Normal") -> Any:
        paragraph = self._add(into.makeelement(qn("w:p")), into)
        if style != "Normal" and style in self._styles:
            SubElement(SubElement(paragraph, qn("w:pPr")), qn("w:pStyle")).set(qn("w:val"), self._styles[style])
        return paragraph

    def _break(self, into: Any) -> None:
        """The next paragraph begins a page: a mark at the end of the last one, so that no page is left empty."""
        run = SubElement(self._paragraph(into, "Break"), qn("w:r"))
        SubElement(run, qn("w:br")).set(qn("w:type"), "page")

    def _line(self, element: Element, into: Any, style: str) -> Any:
        paragraph = self._paragraph(into, style)
        for id in (*self._ahead, *([element.get("id", "")] if element.get("id") else [])):
            self._bookmarks += 1
            start = SubElement(paragraph, qn("w:bookmarkStart"))
            start.set(qn("w:id"), str(self._bookmarks))
            start.set(qn("w:name"), self._marks[id])
            SubElement(paragraph, qn("w:bookmarkEnd")).set(qn("w:id"), str(self._bookmarks))
        self._ahead.clear()
        self._runs(paragraph, runs(element))
        return paragraph

    def _runs(self, paragraph: Any, line: Iterable[Run], part: Any = None) -> None:
        for run in line:
            parent = paragraph
            if run.link.startswith("http"):
                parent = SubElement(paragraph, qn("w:hyperlink"))
                id = (part or self.word.part).relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
                parent.set(qn("r:id"), id)
            elif run.link[:1] == "#" and run.link[1:] in self._marks:
                parent = SubElement(paragraph, qn("w:hyperlink"))
                parent.set(qn("w:anchor"), self._marks[run.link[1:]])
            written = SubElement(parent, qn("w:r"))
            self._look(written, run)
            if run.drawing is not None and run.drawing.tag == "svg":
                self._picture(written, run.drawing, _width_in_line(run.drawing))
            elif run.text == "\n":
                SubElement(written, qn("w:br"))
            else:
                shown = SubElement(written, qn("w:t"))
                shown.set(qn("xml:space"), "preserve")
                shown.text = self._quoted[0] + run.text + self._quoted[1] if "q" in run.marks else run.text

    def _look(self, written: Any, run: Run) -> None:
        properties = SubElement(written, qn("w:rPr"))
        style = next((s for m in sorted(run.marks) if (s := VOICES.get(m, _called(m) + " text")) in self._styles), "")
        if style:
            SubElement(properties, qn("w:rStyle")).set(qn("w:val"), self._styles[style])
        elif run.link and "Hyperlink" in self._styles:
            SubElement(properties, qn("w:rStyle")).set(qn("w:val"), self._styles["Hyperlink"])
        if "strong" in run.marks:
            SubElement(properties, qn("w:b"))
        if "em" in run.marks:
            SubElement(properties, qn("w:i"))
        if run.language and run.language != self._language:
            SubElement(properties, qn("w:lang")).set(qn("w:val"), REGIONS.get(run.language, run.language))

    def _picture(self, written: Any, drawing: Element, width: float) -> None:
        key = id(self._typesetter.picture(drawing, width)), width
        if key not in self._inline:
            picture = self._typesetter.picture(drawing, width)
            inline = self.word.part.new_pic_inline(io.BytesIO(picture), width=Cm(width))
            for side in ("distT", "distB", "distL", "distR"):
                inline.set(side, "0")
            self._inline[key] = inline
        inline = deepcopy(self._inline[key])
        self._pictures += 1
        inline.docPr.set("id", str(self._pictures))
        inline.docPr.set("name", f"drawing {self._pictures}")
        inline.docPr.set("descr", drawing.get("aria-label") or drawing.get("data-sign", ""))
        SubElement(written, qn("w:drawing")).append(inline)

    def _logo(self, picture: Element, into: Any) -> None:
        """The publisher's logo, on the right."""
        paragraph = self._paragraph(into)
        properties = paragraph.find(qn("w:pPr"))
        properties = SubElement(paragraph, qn("w:pPr")) if properties is None else properties
        SubElement(properties, qn("w:jc")).set(qn("w:val"), "right")
        content = b64decode(picture.get("src", "").partition(",")[2])
        inline = self.word.part.new_pic_inline(io.BytesIO(content), height=Cm(LOGO))
        self._pictures += 1
        inline.docPr.set("id", str(self._pictures))
        inline.docPr.set("name", f"drawing {self._pictures}")
        inline.docPr.set("descr", picture.get("alt", ""))
        SubElement(SubElement(paragraph, qn("w:r")), qn("w:drawing")).append(inline)

    def _grid(self, into: Any, style: str, columns: list[float], *, head: bool = False) -> Any:
        table = self._add(into.makeelement(qn("w:tbl")), into)
        properties = SubElement(table, qn("w:tblPr"))
        if style in self._styles:
            SubElement(properties, qn("w:tblStyle")).set(qn("w:val"), self._styles[style])
        _sized(properties, "w:tblW", self._width)
        SubElement(properties, qn("w:tblLayout")).set(qn("w:type"), "fixed")
        SubElement(properties, qn("w:tblLook")).set(qn("w:val"), "0020" if head else "0000")
        grid = SubElement(table, qn("w:tblGrid"))
        for share in columns:
            SubElement(grid, qn("w:gridCol")).set(qn("w:w"), str(_twips(share * self._width)))
        return table

    def _row(self, table: Any, columns: list[float], *, head: bool = False) -> Iterator[Any]:
        row = SubElement(table, qn("w:tr"))
        properties = SubElement(row, qn("w:trPr"))
        SubElement(properties, qn("w:cantSplit"))
        if head:
            SubElement(properties, qn("w:tblHeader"))
        for share in columns:
            cell = SubElement(row, qn("w:tc"))
            _sized(SubElement(cell, qn("w:tcPr")), "w:tcW", share * self._width)
            yield cell

    def _table(self, element: Element, into: Any) -> None:
        parts = [(part.tag == "thead", row) for part in element for row in part]
        columns = _shares(parts[-1][1])
        drawn = any("drawn" in classes(cell) for cell in parts[-1][1])
        table = self._grid(into, "Ranges" if drawn else "Findings", columns, head=parts[0][0])
        for head, row in parts:
            cells = self._row(table, columns, head=head)
            for cell, told, share in zip(cells, row, columns, strict=True):
                if "drawn" in classes(told):
                    drawing = next((run.drawing for run in runs(told) if run.drawing is not None), None)
                    written = SubElement(self._paragraph(cell, "Range"), qn("w:r"))
                    if drawing is not None:
                        self._picture(written, drawing, round(share * self._width - 0.25, 2))
                else:
                    self._line(told, cell, "Range" if drawn else "Cell")
        self._paragraph(into, "Break")

    def _rows(self, element: Element, number: int, into: Any) -> None:
        """Parts that stand side by side, row by row."""
        parts = list(element)
        rows = [parts[place : place + number] for place in range(0, len(parts), number)]
        self._layout([[[part] for part in row] + [[]] * (number - len(row)) for row in rows], into)

    def _layout(self, rows: list[list[list[Element]]], into: Any) -> None:
        """A table that only lays out."""
        columns = [1 / len(rows[0])] * len(rows[0])
        table = self._grid(into, "Columns", columns)
        for row in rows:
            for cell, kids in zip(self._row(table, columns), row, strict=True):
                for kid in kids:
                    if kid.tag in ("h2", "h3", "li"):
                        self._line(kid, cell, "Tiles" if kid.tag == "li" else "Small heading")
                    else:
                        self._element(kid, cell)
                if cell[-1].tag != qn("w:p"):
                    self._paragraph(cell, "Break")
        self._paragraph(into, "Break")


def _called(name: str) -> str:
    """A class as the name of its Word style: `not-met` is *Not met*."""
    return name.replace("-", " ").capitalize()


def _shares(row: Element) -> list[float]:
    """How wide each column is, of 1: by what its cells are."""
    weights = []
    for place, cell in enumerate(row):
        named = classes(cell)
        weights.append(
            3.2 if "drawn" in named else 0.9 if {"num", "count", "mark"} & {*named} else 2.0 if not place else 1.2
        )
    return [weight / sum(weights) for weight in weights]


def _width_in_line(drawing: Element) -> float:
    """A drawing within a line is as high as any other, in centimetres."""
    _, _, width, height = map(float, drawing.get("viewBox", "0 0 1 1").split())
    return round(SIGN * width / height, 2)


def _twips(centimetres: float) -> int:
    return round(centimetres * 567)


def _sized(properties: Any, name: str, centimetres: float) -> None:
    size = SubElement(properties, qn(name))
    size.set(qn("w:w"), str(_twips(centimetres)))
    size.set(qn("w:type"), "dxa")
