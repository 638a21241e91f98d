"""HTML and Markdown pages, by Jinja from the reports room."""

import re
from collections.abc import Sequence
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from .. import __version__
from ..model.catalogue import Catalogue
from .documents.blocks import Document
from .words import Words


class Pages:
    """Renders templates: a workspace's own where it has one of that name, else the built-in one, always sandboxed."""

    def __init__(self, rooms: Sequence[Path], words: Words, catalogue: Catalogue, logo: str = "") -> None:
        """Look for templates and styles in these reports rooms, in order; `logo` is a data address or empty.

        The Typst template is always the built-in one: Typst has no sandbox as strict as that of Jinja.
        """
        self._words = words
        self._logo = logo
        self._environment: Environment = ImmutableSandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(room / "templates") for room in rooms]),
            autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        style = next(f for room in rooms if (f := room / "styles" / "report.css").is_file()).read_text("utf-8")
        self._style = style.replace("</", "<\\/")
        self.typst_template = (rooms[-1] / "templates" / "document.typ").read_bytes()
        self.scale = [
            {"at": band.start, "to": end, "label": words.text(band.label).text}
            for band, end in zip(
                catalogue.scale.bands, [*(b.start for b in catalogue.scale.bands[1:]), 100], strict=True
            )
        ]

    def html(self, document: Document) -> str:
        """The document as one self-contained HTML file."""
        page = self._environment.get_template("document.html.j2").render(
            document=document,
            words=self._words,
            style=self._style,
            scale=self.scale,
            logo=self._logo,
            version=__version__,
        )
        return re.sub(r"\n\s*\n+", "\n", page).lstrip()

    def markdown(self, document: Document) -> str:
        """The document as Markdown."""
        text = self._environment.get_template("document.md.j2").render(
            document=document, words=self._words, m=escape_markdown
        )
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as itself."""
    return re.sub(r"([\\`*_\[\]<>|#~$])", r"\\\1", text).replace("\n", " ")
