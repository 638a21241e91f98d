"""The crosswalk as a page: a table a methodology."""

from collections.abc import Sequence
from datetime import date

from ..crosswalk import MethodologyView, RequirementView
from .blocks import Block, Document, Line, Paragraph, Table, said
from .edition import Edition
from .pieces import Pieces


def crosswalk_document(methodologies: Sequence[MethodologyView], day: date, edition: Edition) -> Document:
    """What other methodologies require, and which criteria cover it."""
    words, p = edition.words, Pieces(edition.words)
    blocks: list[Block] = [p.paragraph(words.say("crosswalk.lead"), "lead")]
    for each in methodologies:
        reference = p.line(each.reference, "cite", link=each.address or "")
        rows = tuple((said(asked.text), _covering(asked, p)) for asked in each.requirements)
        blocks += [
            p.heading_of(each.title.text),
            Paragraph((*reference, *p.line(f" · {each.covered}", "quiet"))),
            Table(each.title.text, (p.say("crosswalk.requirement"), p.say("crosswalk.criteria")), rows),
        ]
    return edition.document(
        name="crosswalk",
        title=words.say("crosswalk.title"),
        heading=p.say("crosswalk.title"),
        meta=(),
        banner=(),
        mark="",
        day=day,
        blocks=tuple(blocks),
    )


def _covering(asked: RequirementView, p: Pieces) -> Line:
    runs: list[Line] = [said(title) for _, title in asked.criteria]
    runs += [p.line(asked.beside, "quiet")] if asked.beside is not None else []
    runs += [said(asked.note, "quiet")] if asked.note is not None else []
    line: Line = ()
    for run in runs:
        line = (*line, *(p.line("; ") if line else ()), *run)
    return line
