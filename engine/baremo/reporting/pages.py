"""HTML and Markdown pages, by Jinja from the reports room."""

import base64
import re
import traceback
from collections.abc import Sequence
from functools import partial
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
from ..workspace.plain_text import read_text
from ..workspace.problem import Problem, WorkspaceError, values
from .documents.blocks import Document
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
_COMMANDS = re.compile(r"<meta\b[^>]*http-equiv", re.IGNORECASE)
_HEAD = re.compile(
    r"<!doctype html>\s*<html[^<>]*>\s*<head>\s*(<meta (charset|name)=[^<>]*>\s*)*"
    r"<meta http-equiv=\"Content-Security-Policy\" "
    r"content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
)


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
        )
        styles = (read_text(room / "styles", "report.css", "reports/styles/report.css") for room in rooms)
        self._style = next(style for style in styles if style is not None).replace("</", "<\\/")
        self.typst_template = (rooms[-1] / "templates" / "document.typ").read_bytes()
        self.scale = [
            {"at": band.start, "to": end, "label": words.text(band.label).text}
            for band, end in zip(
                catalogue.scale.bands, [*(b.start for b in catalogue.scale.bands[1:]), 100], strict=True
            )
        ]

    def html(self, document: Document) -> str:
        """The document as one self-contained HTML file."""
        name = "document.html.j2"
        page = self._rendered(name, document, style=self._style, scale=self.scale, logo=self._logo).lstrip()
        if not _HEAD.match(page) or len(_COMMANDS.findall(page)) != 1:
            raise WorkspaceError([Problem(f"{_FOLDER}/{name}", 1, 1, "template.head")])
        return re.sub(r"\n\s*\n+", "\n", page)

    def _rendered(self, name: str, document: Document, **given: object) -> str:
        """A template's result; a template that cannot be rendered is bad input, told with its place."""
        try:
            template = self._environment.get_template(name)
            return template.render(document=document, words=self._words, version=__version__, **given)
        except _FAULTS as fault:
            path, line = _place(fault, name)
            code = "template.missing" if isinstance(fault, TemplateNotFound) else "template"
            raise WorkspaceError([Problem(path, line, min(line, 1), code, values(why=str(fault)))]) from None

    def markdown(self, document: Document) -> str:
        """The document as Markdown."""
        text = self._rendered("document.md.j2", document, m=escape_markdown)
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


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


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as itself."""
    return re.sub(r"([\\`*_\[\]<>|#~$]|&(?=#?\w+;))", r"\\\1", text).replace("\n", " ")
