"""HTML and Markdown pages, by Jinja from the reports room."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.sandbox import SandboxedEnvironment

from .. import __version__
from ..model.catalogue import Catalogue
from .view import Bar, ScorecardView, score_words
from .words import Words


class Pages:
    """Renders templates: a workspace's own where it has one of that name, else the built-in one, always sandboxed."""

    def __init__(self, rooms: Sequence[Path], words: Words, catalogue: Catalogue) -> None:
        """Look for templates and styles in these reports rooms, in order."""
        self._rooms = rooms
        self._words = words
        self._environment: Environment = SandboxedEnvironment(
            loader=ChoiceLoader([FileSystemLoader(room / "templates") for room in rooms]),
            autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._scale = [
            {"at": band.start, "to": end, "label": words.text(band.label).text}
            for band, end in zip(
                catalogue.scale.bands, [*(b.start for b in catalogue.scale.bands[1:]), 100], strict=True
            )
        ]

    def scorecard_html(self, view: ScorecardView) -> str:
        """The scorecard as one self-contained HTML file."""
        return self._render("scorecard.html.j2", view=view, dimension_list=bar_list(view.dimensions, self._words))

    def scorecard_markdown(self, view: ScorecardView) -> str:
        """The scorecard as Markdown."""
        text = self._render("scorecard.md.j2", view=view, markdown=escape_markdown)
        return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"

    def index_html(self, entries: Sequence[dict[str, Any]], overall: Sequence[Bar], method: Sequence[str]) -> str:
        """The page that links all files of a report."""
        listed = bar_list(overall, self._words)
        return self._render("index.html.j2", entries=entries, overall=overall, overall_list=listed, method=method)

    def _render(self, template: str, **context: Any) -> str:
        style = next(f for room in self._rooms if (f := room / "styles" / "report.css").is_file()).read_text("utf-8")
        return self._environment.get_template(template).render(
            words=self._words,
            style=style.replace("</", "<\\/"),
            scale=self._scale,
            version=__version__,
            **context,
        )


def bar_list(bars: Sequence[Bar], words: Words) -> str:
    """Labels and ranges, read aloud."""
    return "; ".join(f"{bar.label}: {score_words((bar.low, bar.high), words)}" for bar in bars)


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as itself."""
    return re.sub(r"([\\`*_\[\]<>|#~$])", r"\\\1", text).replace("\n", " ")
