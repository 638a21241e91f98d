"""Word files: real headings, lists and tables, a contents table that works, charts as pictures with their words."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime, time
from typing import Any

import docx
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Written
from lxml.etree import SubElement

from ..model.organisation import Publisher
from .documents.blocks import (
    Bars,
    Block,
    Chronicle,
    Course,
    Document,
    Group,
    Heading,
    Headline,
    Items,
    Line,
    Pair,
    Paragraph,
    Run,
    Shifts,
    Table,
    text_of,
)
from .typeset import Typesetter

TONES = {"met": "1F6F54", "partly": "8A5F05", "not-met": "A3322A", "open": "66635C"}
SOFT = "5C5A55"
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_LONGEST_PROPERTY = 255


class WordWriter:
    """Makes Word files of documents; charts are drawn by the typesetter."""

    def __init__(self, typesetter: Typesetter, publisher: Publisher) -> None:
        """Draw charts with this typesetter; the publisher's logo stands on top."""
        self._typesetter = typesetter
        self._publisher = publisher

    def docx(self, document: Document) -> bytes:
        """The document as a Word file; equal documents have equal bytes."""
        page = _Page(document, self._typesetter, self._publisher)
        page.write()
        out = io.BytesIO()
        page.word.save(out)
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


class _Page:
    def __init__(self, document: Document, typesetter: Typesetter, publisher: Publisher) -> None:
        self._publisher = publisher
        self.document = document
        self.word: Word = docx.Document()
        self._typesetter = typesetter
        self._marks = 0
        self._listed = False
        self._style_ids = {style.name: style.style_id for style in self.word.styles}

    def write(self) -> None:
        document = self.document
        self._set_up()
        if self._publisher.logo:
            self._logo()
        self._paragraph("Subtitle").add_run(document.kicker)
        self._line(self._paragraph("Title"), document.heading)
        for line in document.meta:
            self._soft(self._paragraph(), line)
        if document.mark:
            self._paragraph("Intense Quote").add_run(document.mark)
        for place, block in enumerate(document.blocks):
            if isinstance(block, Heading) and block.anchor and not self._listed:
                self._listed = True
                self._contents(_headings(document.blocks[place:]))
            self._block(block)
        for line in document.footer:
            self._soft(self._paragraph(), line)

    def _paragraph(self, style: str = "") -> Written:
        """A new paragraph; looking a style up by name each time would take half of all the time."""
        paragraph = self.word.add_paragraph()
        if style:
            paragraph._p.style = self._style_ids[style]
        return paragraph

    def _set_up(self) -> None:
        document, word = self.document, self.word
        properties = word.core_properties
        made_at = datetime.combine(document.day, time())
        properties.title, properties.subject = _short(document.title), _short(document.kicker)
        properties.language, properties.author, properties.comments = document.language, "Baremo", ""
        properties.created = properties.modified = made_at
        properties.last_modified_by, properties.revision = "Baremo", 1
        section = word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.5)
        header = " · ".join((*([document.mark] if document.mark else []), *document.banner))
        self._soft(section.header.paragraphs[0], header)
        normal = word.styles["Normal"]
        normal.font.name, normal.font.size = "Georgia", Pt(10.5)
        normal.paragraph_format.space_after = Pt(4)
        _language(normal.element.get_or_add_rPr(), document.language)
        for name, size in (("Subtitle", 9), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11.5), ("Heading 3", 10.5)):
            font = word.styles[name].font
            font.name, font.size, font.color.rgb = "Georgia", Pt(size), RGBColor.from_string("1D1D1B")
            fonts = word.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in [a for a in fonts.attrib if a.endswith("Theme")]:
                del fonts.attrib[attribute]

    def _logo(self) -> None:
        paragraph = self.word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        picture = paragraph.add_run().add_picture(io.BytesIO(self._publisher.logo), height=Cm(1.2))
        picture._inline.docPr.set("descr", self._publisher.name)

    def _contents(self, headings: Sequence[Heading]) -> None:
        """A contents field, filled in: its entries lead to the headings, and Word can bring it up to date.

        It stands before the first part that one looks things up in.
        """
        for place, heading in enumerate(headings):
            paragraph = self._paragraph()
            paragraph.paragraph_format.left_indent = Cm(0.6 * (heading.level - 2))
            paragraph.paragraph_format.space_after = Pt(0)
            if place == 0:
                _field(paragraph, "begin")
                _instruction(paragraph, r' TOC \o "1-2" \h \z \u ')
                _field(paragraph, "separate")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), f"_Toc{self._marks + place + 1:06}")
            paragraph._p.append(link)
            run = paragraph.add_run(text_of(heading.line))
            link.append(run._r)
            if place == len(headings) - 1:
                _field(paragraph, "end")

    def _blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(role="said" | "notice"):
                paragraph = self._paragraph()
                paragraph.paragraph_format.left_indent = Cm(0.6)
                self._line(paragraph, block.line)
            case Paragraph():
                self._line(self._paragraph(), block.line, soft=block.role in ("quiet", "meta"))
            case Headline():
                paragraph = self._paragraph()
                number = paragraph.add_run(block.points)
                number.bold, number.font.size = True, Pt(28)
                paragraph.add_run(f" {block.of}  ")
                self._line(paragraph, block.line)
            case Items():
                for line in block.items:
                    self._line(self._paragraph("List Bullet"), line)
            case Bars() | Shifts() | Course():
                self._chart(block)
            case Table():
                self._table(block)
            case Chronicle():
                for entry in block.entries:
                    paragraph = self._paragraph("List Bullet")
                    self._line(paragraph, entry.line)
                    if entry.note:
                        paragraph.add_run().add_break()
                        self._line(paragraph, entry.note)
            case Group():
                self._blocks(block.blocks)
            case Pair():
                self._blocks(block.left)
                self._blocks(block.right)

    def _heading(self, heading: Heading) -> None:
        paragraph = self._paragraph(f"Heading {heading.level - 1}")
        if heading.level - 1 <= 2:
            self._marks += 1
            for name in ("bookmarkStart", "bookmarkEnd"):
                mark = OxmlElement(f"w:{name}")
                mark.set(qn("w:id"), str(self._marks))
                if name == "bookmarkStart":
                    mark.set(qn("w:name"), f"_Toc{self._marks:06}")
                paragraph._p.append(mark)
        self._line(paragraph, heading.line)
        if heading.meta:
            self._soft(paragraph, f"  {heading.meta}")

    def _chart(self, block: Bars | Shifts | Course) -> None:
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = bool(block.caption)
        picture = paragraph.add_run().add_picture(
            io.BytesIO(self._typesetter.picture(self.document, block)), width=Cm(16)
        )
        described = picture._inline.docPr
        described.set("descr", block.alt)
        described.set("name", f"chart {described.get('id')}")

    def _table(self, block: Table) -> None:
        table = self.word.add_table(rows=1, cols=len(block.head), style="Table Grid")
        for cell, line in zip(table.rows[0].cells, block.head, strict=True):
            self._line(cell.paragraphs[0], tuple(_strong(run) for run in line))
        _repeated(table.rows[0]._tr)
        for row in block.rows:
            for cell, line in zip(table.add_row().cells, row, strict=True):
                self._line(cell.paragraphs[0], line)
        self.word.add_paragraph()

    def _line(self, paragraph: Written, line: Line, *, soft: bool = False) -> None:
        for run in line:
            self._run(paragraph, run, soft)

    def _run(self, paragraph: Written, run: Run, soft: bool) -> None:
        """One run, written as XML: through the library's own properties it takes five times as long."""
        quiet = soft or run.voice in ("quiet", "quote")
        parent: Any = paragraph._p
        if run.link.startswith("http"):
            parent = SubElement(parent, qn("w:hyperlink"))
            parent.set(qn("r:id"), paragraph.part.relate_to(run.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        written = SubElement(parent, qn("w:r"))
        properties = SubElement(written, qn("w:rPr"))
        if run.voice in ("strong", "tag"):
            SubElement(properties, qn("w:b"))
        if run.voice == "cite":
            SubElement(properties, qn("w:i"))
        if run.tone or quiet:
            SubElement(properties, qn("w:color")).set(qn("w:val"), TONES[run.tone] if run.tone else SOFT)
        if quiet:
            SubElement(properties, qn("w:sz")).set(qn("w:val"), "18")
        if run.language != self.document.language:
            _language(properties, run.language)
        text = SubElement(written, qn("w:t"))
        text.set(qn("xml:space"), "preserve")
        text.text = " ".join((f"“{run.text}”" if run.voice == "quote" else run.text).splitlines()) or run.text

    def _soft(self, paragraph: Written, text: str) -> None:
        self._run(paragraph, Run(text, self.document.language, "quiet"), soft=True)


def _headings(blocks: Iterable[Block]) -> list[Heading]:
    """The headings of the contents table, in order."""
    found: list[Heading] = []
    for block in blocks:
        match block:
            case Heading() if block.level <= 3:
                found.append(block)
            case Group():
                found += _headings(block.blocks)
            case Pair():
                found += [*_headings(block.left), *_headings(block.right)]
    return found


def _strong(run: Run) -> Run:
    return Run(run.text, run.language, "strong", run.tone, run.link)


_REGIONAL = {"en": "en-GB", "es": "es-419", "pt": "pt-BR", "fr": "fr-FR"}
"""For the readers' region: what Word checks the spelling by."""


def _language(properties: Any, language: str) -> None:
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), _REGIONAL.get(language, language))
    properties.append(mark)


def _field(paragraph: Written, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _instruction(paragraph: Written, text: str) -> None:
    mark = OxmlElement("w:instrText")
    mark.set(qn("xml:space"), "preserve")
    mark.text = text
    paragraph.add_run()._r.append(mark)


def _repeated(row: Any) -> None:
    """Say that a row is the table's head, repeated on every page."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(mark)
