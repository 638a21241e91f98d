"""A letterhead: what a Word file of a report takes of an organisation's own, and nothing else.

Taken are the styles, the lists, the fonts and colours, the paper, and the headers and footers with their pictures. Left
are the text, author, company, comments, tracked changes, the thumbnail, the template it is attached to, and whatever a
picture says of the camera or the place.
"""

import io
import zipfile
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import nsmap, qn

from ..workspace.problem import Problem, WorkspaceError
from .pictures import bare_picture

_KEPT = {
    RELATIONSHIP_TYPE.STYLES,
    RELATIONSHIP_TYPE.NUMBERING,
    RELATIONSHIP_TYPE.THEME,
    RELATIONSHIP_TYPE.FONT_TABLE,
    RELATIONSHIP_TYPE.SETTINGS,
    RELATIONSHIP_TYPE.HEADER,
    RELATIONSHIP_TYPE.FOOTER,
}
_WORD = nsmap["w"]
_GONE = (
    "del",
    "moveFrom",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "rPrChange",
    "pPrChange",
    "rsid",
)
_UNWRAPPED = ("ins", "moveTo")
_SETTINGS = ("rsids", "attachedTemplate", "docVars", "trackRevisions", "mailMerge", "documentProtection")


def opened(content: bytes) -> Any:
    """The letterhead as an empty document.

    Raises:
        WorkspaceError: if it is no Word file.
    """
    try:
        word: Any = docx.Document(io.BytesIO(content))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, OSError, SyntaxError):
        raise WorkspaceError([Problem("reports/letterhead.docx", 0, 0, "letterhead.broken")]) from None
    _drop(word.part.package, {RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})
    _drop(word.part, _KEPT)
    body = word.element.body
    for child in list(body):
        if child is not body.sectPr:
            body.remove(child)
    for relationship in word.part.rels.values():
        part = relationship.target_part
        match relationship.reltype:
            case RELATIONSHIP_TYPE.HEADER | RELATIONSHIP_TYPE.FOOTER:
                _drop(part, {RELATIONSHIP_TYPE.IMAGE, RELATIONSHIP_TYPE.HYPERLINK})
                _clean_pictures(part)
                _clean(part.element)
            case RELATIONSHIP_TYPE.SETTINGS:
                _drop(part, set())
                for name in _SETTINGS:
                    _remove(part.element, name)
            case RELATIONSHIP_TYPE.STYLES | RELATIONSHIP_TYPE.NUMBERING:
                _clean(part.element)
            case _:
                _drop(part, set())
    _clean(body)
    return word


def _drop(part: Any, kept: set[str]) -> None:
    """Let a part lead to these kinds of parts alone."""
    for id, relationship in list(part.rels.items()):
        if relationship.reltype not in kept:
            del part.rels[id]


def _clean(root: Any) -> None:
    """Without tracked changes and comments, and without the marks of who worked on it when."""
    for name in (*_GONE, "rsid"):
        _remove(root, name)
    for name in _UNWRAPPED:
        for wrapper in list(root.iter(f"{{{_WORD}}}{name}")):
            parent = wrapper.getparent()
            for child in list(wrapper):
                wrapper.addprevious(child)
            parent.remove(wrapper)
    for element in root.iter():
        for name in [name for name in element.attrib if name.startswith(f"{{{_WORD}}}rsid")]:
            del element.attrib[name]


def _remove(root: Any, name: str) -> None:
    for element in list(root.iter(f"{{{_WORD}}}{name}")):
        element.getparent().remove(element)


def _clean_pictures(part: Any) -> None:
    for relationship in part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.IMAGE:
            image = relationship.target_part
            image._blob = bare_picture(image.blob)
    for number, described in enumerate(part.element.iter(qn("wp:docPr"), qn("pic:cNvPr")), 1):
        described.set("name", f"picture {number}")
        if described.tag == qn("pic:cNvPr"):
            described.attrib.pop("descr", None)
