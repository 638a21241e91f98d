"""One report in one language: results become views, views pages, pages files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from rich.console import RenderableType

from ..analysis.survey import Survey
from ..assessment.assess import Assessment
from ..model.ask import Ask
from ..model.catalogue import Catalogue
from ..model.comparison import Around, Comparison, PerspectiveGap
from ..model.crosswalk import MethodologyCovered
from ..model.dossier import Dossier, Reform
from ..model.organisation import NOBODY, Publisher
from ..model.release import Since
from ..model.robustness import Robustness
from ..model.text import Language
from ..model.timeline import Timeline
from ..model.unscored import Unscored
from ..model.whatif import WhatIf
from ..model.why import WhyFile
from .markdown import markdown
from .page import Page
from .pages import Pages, View
from .terminal import terminal
from .views.comparison import comparison_view
from .views.crosswalk import crosswalk_view
from .views.index import Entry, index_view
from .views.perspectives import perspectives_view
from .views.questions import questions_view
from .views.reform import around_view, reform_view, whatif_view
from .views.robustness import robustness_view
from .views.scorecard import ScorecardView, scorecard_view
from .views.since import since_view
from .views.timeline import timeline_view
from .views.unscored import unscored_view
from .views.why import why_view
from .words import Words


@dataclass(frozen=True)
class Draft:
    """A page that is not finished yet: what it says, and the kind of page that says it."""

    kind: str
    view: View

    @property
    def name(self) -> str:
        """Of its file, without ending."""
        return self.view.head.name

    @property
    def title(self) -> str:
        """What it is called."""
        return self.view.head.title


@dataclass(frozen=True)
class Publication:
    """Publishes results in one language. `rooms` are the reports rooms to look in, a workspace's own first."""

    catalogue: Catalogue
    language: Language
    rooms: tuple[Path, ...]
    engines: tuple[str, ...] = ()
    publisher: Publisher = NOBODY
    _views: dict[int, tuple[Assessment, ScorecardView]] = field(default_factory=dict, repr=False)

    @cached_property
    def words(self) -> Words:
        """The interface's words in this language."""
        return Words(self.language, self.rooms, self.catalogue.standard)

    @cached_property
    def pages(self) -> Pages:
        """The pages' templates."""
        return Pages(self.rooms, self.words, self.publisher)

    def page(self, draft: Draft) -> Page:
        """The finished page."""
        return self.pages.page(draft.kind, draft.view)

    def written(self, draft: Draft, form: str) -> str:
        """A page as `html` or `markdown`."""
        page = self.page(draft)
        return page.html if form == "html" else markdown(page, self.words)

    def pdf(self, draft: Draft) -> bytes:
        """A page as PDF; needs the extra `office`."""
        from .pdf import Typesetter

        return Typesetter(self.pages.typst_template).pdf(self.page(draft), self.words.quotation_marks)

    def shown(self, draft: Draft, *parts: str) -> RenderableType:
        """A page for the terminal, or these parts of it."""
        return terminal(self.page(draft), self.words, parts)

    def scorecard(self, assessment: Assessment, timeline: Timeline | None = None) -> Draft:
        """One scorecard, with its course over the years if that is given."""
        return Draft("scorecard", self.view(assessment, timeline))

    def view(self, assessment: Assessment, timeline: Timeline | None = None) -> ScorecardView:
        """What one scorecard says; several pages ask for it."""
        known = self._views.get(id(assessment))
        if known is None:
            view = scorecard_view(assessment, self.words, self.engines, self.publisher.name, timeline)
            known = self._views[id(assessment)] = assessment, view
        return known[1]

    def why(self, assessment: Assessment, file: WhyFile) -> Draft:
        """A finding or a flag with everything that explains it."""
        return Draft("why", why_view(assessment, file, self.words))

    def questions(self, asked: Ask, dossier: Dossier, most: int) -> Draft:
        """The questions whose answer would tell most, and what grows too old within a year."""
        return Draft("questions", questions_view(asked, dossier, self.catalogue, self.words, most))

    def timeline(self, timeline: Timeline, dossier: Dossier) -> Draft:
        """One mechanism over the years."""
        return Draft("timeline", timeline_view(timeline, dossier, self.catalogue, self.words))

    def comparison(self, comparison: Comparison, dossiers: Mapping[str, Dossier]) -> Draft:
        """Mechanisms side by side."""
        if not comparison.scorecards:
            return self.unscored(comparison.unscored, dossiers)
        return Draft("comparison", comparison_view(comparison, dossiers, self.catalogue, self.words))

    def unscored(self, unscored: Sequence[Unscored], dossiers: Mapping[str, Dossier]) -> Draft:
        """Why there is no scorecard of mechanisms on their days."""
        return Draft("unscored", unscored_view(unscored, dossiers, self.catalogue, self.words))

    def since(self, made: Since, dossier: Dossier) -> Draft:
        """What was published of a mechanism and what is known now."""
        return Draft("since", since_view(made, dossier, self.catalogue, self.words))

    def around(self, made: Around, dossier: Dossier) -> Draft:
        """One mechanism before and after a reform."""
        return Draft("reform", around_view(made, dossier, self.catalogue, self.words))

    def whatif(self, made: WhatIf, dossier: Dossier) -> Draft:
        """One mechanism under an assumption."""
        return Draft("whatif", whatif_view(made, dossier, self.catalogue, self.words))

    def reform(self, reform: Reform, made: Sequence[WhatIf], dossier: Dossier) -> Draft:
        """What a reform that is not in force would change."""
        return Draft("whatif", reform_view(reform, made, dossier, self.catalogue, self.words))

    def perspectives(self, gap: PerspectiveGap, dossier: Dossier) -> Draft:
        """One mechanism by what officials say and by what civil society says."""
        return Draft("perspectives", perspectives_view(gap, dossier, self.catalogue, self.words))

    def robustness(self, made: Robustness, cards: Sequence[Assessment]) -> Draft:
        """How far scores depend on weights and on what is unknown."""
        return Draft("robustness", robustness_view(made, cards, self.catalogue, self.words))

    def crosswalk(self, methodologies: Sequence[MethodologyCovered], day: date = date.max) -> Draft:
        """What other methodologies require, and what covers it; a page of that day."""
        return Draft("crosswalk", crosswalk_view(methodologies, self.catalogue, self.words, day))

    def index(
        self,
        surveys: Sequence[Survey],
        entries: Mapping[str, Sequence[Entry]],
        unscored: Sequence[tuple[Dossier, Unscored]] = (),
    ) -> Draft:
        """The page that links every page's files; `entries` has them by mechanism, and under "" those of several.

        Of the `unscored` there are none, and it says why.
        """
        views = [self.view(survey.assessment) for survey in surveys]
        return Draft("index", index_view(surveys, views, entries, unscored, self.catalogue, self.words))

    def survey(self, survey: Survey) -> Iterator[Draft]:
        """All pages about one mechanism, the scorecard first."""
        dossier = survey.assessment.mechanism.dossier
        yield self.scorecard(survey.assessment, survey.timeline)
        yield self.timeline(survey.timeline, dossier)
        for made in survey.arounds:
            yield self.around(made, dossier)
        for reform, supposed in survey.whatifs:
            yield self.reform(reform, supposed, dossier)
        if survey.perspectives is not None and survey.perspectives.rows:
            yield self.perspectives(survey.perspectives, dossier)
