"""From assessments to finished texts: the one door of this room that the commands knock on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..assessment.assess import Assessment
from ..model.catalogue import Catalogue
from ..model.text import Language
from .pages import Pages
from .view import ScorecardView, scorecard_view
from .words import Words


@dataclass(frozen=True)
class Telling:
    """Tells assessments in one language. `rooms` are the reports rooms to look in, a workspace's own first."""

    catalogue: Catalogue
    language: Language
    rooms: tuple[Path, ...]
    engines: tuple[str, ...] = field(default=())

    @cached_property
    def words(self) -> Words:
        """The interface's words in this language."""
        return Words(self.language, [room / "locales" for room in self.rooms])

    @cached_property
    def pages(self) -> Pages:
        """The pages' templates."""
        return Pages(self.rooms, self.words, self.catalogue)

    def view(self, assessment: Assessment) -> ScorecardView:
        """One scorecard, told."""
        return scorecard_view(assessment, self.words, self.engines)

    def html(self, assessment: Assessment) -> str:
        """One scorecard as a self-contained HTML file."""
        return self.pages.scorecard_html(self.view(assessment))

    def markdown(self, assessment: Assessment) -> str:
        """One scorecard as Markdown."""
        return self.pages.scorecard_markdown(self.view(assessment))

    def index(self, assessments: Sequence[Assessment], files: Sequence[Sequence[tuple[str, str]]]) -> str:
        """The page that links the files (name and label) written for each of the assessments."""
        views = [self.view(assessment) for assessment in assessments]
        overall = [view.overall_of_state() for view in views]
        entries = [
            {
                "title": f"{view.state.text}: {view.name.text}",
                "as_of": view.as_of,
                "points": view.overall.points,
                "bands": view.overall.bands,
                "files": links,
            }
            for view, links in zip(views, files, strict=True)
        ]
        return self.pages.index_html(entries, overall, views[0].method[:-1])
