"""Finished pages, by Jinja from the reports room."""

import base64
import re
import traceback
from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .. import __version__
from ..model.catalogue import Catalogue
from ..model.organisation import NOBODY, Publisher
from ..workspace.plain_text import read_bytes, read_text
from ..workspace.problem import Problem, WorkspaceError, values
from ..workspace.rooms import inside
from .documents.blocks import Document
from .page import Page, Unfit, read
from .words import Words

_FOLDER = "reports/templates"
_FAULTS = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a template can do wrong that the sandbox lets it try."""
_UNFIT_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Signs that no page can hold."""


class Pages:
    """Renders templates: a workspace's own where it has one of that name, else the built-in one, always sandboxed."""

    def __init__(
        self, rooms: Sequence[Path], words: Words, catalogue: Catalogue, publisher: Publisher = NOBODY
    ) -> None:
        """Look for templates and styles in these reports rooms, in order.

        The Typst template is always the built-in one: Typst has no sandbox as strict as that of Jinja.
        """
        self._words = words
        self.publisher = publisher
        picture = base64.b64encode(publisher.logo).decode()
        self._logo = f"data:image/{publisher.logo_format};base64,{picture}" if publisher.logo else ""
        self._environment: Environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([FunctionLoader(partial(_template, room / "templates")) for room in rooms]),
            autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_shown,
        )
        styles = (read_text(room / "styles", "report.css", "reports/styles/report.css") for room in rooms)
        self._style = next(style for style in styles if style is not None).replace("</", "<\\/")
        self.typst_template = (rooms[-1] / "templates" / "page.typ").read_bytes()
        self._rooms = rooms
        self.scale = [
            {"at": band.start, "to": end, "label": words.text(band.label).text}
            for band, end in zip(
                catalogue.scale.bands, [*(b.start for b in catalogue.scale.bands[1:]), 100], strict=True
            )
        ]

    @cached_property
    def letterhead(self) -> bytes:
        """What Word files are written on: a workspace's own letterhead, else the built-in one."""
        files = (inside(room, "letterhead.docx") for room in self._rooms)
        return read_bytes(next(file for file in files if file is not None), "reports/letterhead.docx")

    def page(self, document: Document) -> Page:
        """The document as one self-contained HTML file, and as a tree.

        Raises:
            WorkspaceError: if a template cannot be rendered, or the page breaks the contract of pages.
        """
        name = "document.html.j2"
        made = self._rendered(name, document, style=self._style, scale=self.scale, logo=self._logo).lstrip()
        made = re.sub(r"\n\s*\n+", "\n", made)
        try:
            return read(made, document.name, document.day)
        except Unfit as fault:
            what = values(what=self._words.say(fault.what), shown=fault.shown, row=fault.line)
            raise WorkspaceError([Problem(f"{_FOLDER}/{name}", 1, 1, "page", what)]) from None

    def _rendered(self, name: str, document: Document, **given: object) -> str:
        """A template's result; a template that cannot be rendered is bad input, told with its place."""
        try:
            template = self._environment.get_template(name)
            return template.render(document=document, words=self._words, version=__version__, **given)
        except _FAULTS as fault:
            path, line = _place(fault, name)
            code = "template.missing" if isinstance(fault, TemplateNotFound) else "template"
            raise WorkspaceError([Problem(path, line, min(line, 1), code, values(why=str(fault)))]) from None


def _shown(value: object) -> object:
    """A value as a page can hold it."""
    return _UNFIT_SIGNS.sub("\ufffd", value) if type(value) is str else value


def _template(folder: Path, name: str) -> tuple[str, str, None] | None:
    """A template's text and what it is called; only files of the folder itself are looked at, links followed."""
    path = f"{_FOLDER}/{name}"
    text = read_text(folder, name, path)
    return None if text is None else (text, path, None)


def _place(fault: BaseException, name: str) -> tuple[str, int]:
    """The template and the line at which rendering stopped."""
    if isinstance(fault, TemplateSyntaxError):
        return fault.filename or f"{_FOLDER}/{name}", fault.lineno
    frames = traceback.extract_tb(fault.__traceback__)
    inmost = next((frame for frame in reversed(frames) if frame.filename.startswith(_FOLDER)), None)
    return (inmost.filename, inmost.lineno or 0) if inmost else (f"{_FOLDER}/{name}", 0)
