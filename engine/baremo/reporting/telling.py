"""From results to documents, and from documents to files: the door of this room that the commands knock on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from ..analysis.survey import Survey
from ..assessment.assess import Assessment
from ..model.catalogue import Catalogue
from ..model.comparison import Around, Comparison, PerspectiveGap
from ..model.crosswalk import MethodologyCovered
from ..model.dossier import Dossier, Reform
from ..model.organisation import NOBODY, Publisher
from ..model.robustness import Robustness
from ..model.text import Language
from ..model.timeline import Timeline
from ..model.unscored import Unscored
from ..model.whatif import WhatIf
from ..model.why import Remedy, WhyFile
from .context import Context
from .crosswalk import crosswalk_view
from .documents import compared, course
from .documents.blocks import Bars, Document, said
from .documents.crosswalk import crosswalk_document
from .documents.edition import Edition
from .documents.pieces import Pieces
from .documents.robustness import robustness_document
from .documents.scorecard import scorecard_document
from .finding import told_finding, told_flag
from .labels import alike_in_day, labels
from .markdown import markdown
from .pages import Pages
from .phrases import standards_words
from .scorecard import scorecard_view
from .told import Explained, ScorecardView
from .words import Words


@dataclass(frozen=True)
class Telling:
    """Tells results in one language. `rooms` are the reports rooms to look in, a workspace's own first."""

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
    def edition(self) -> Edition:
        """What all pages have in common."""
        standards = standards_words(self.catalogue, self.words)
        return Edition(self.words, self.catalogue.dimensions, standards, self.publisher.name)

    @cached_property
    def pages(self) -> Pages:
        """The pages' templates."""
        return Pages(self.rooms, self.words, self.catalogue, self.publisher)

    def view(self, assessment: Assessment) -> ScorecardView:
        """One scorecard, told; it is asked for by several pages."""
        known = self._views.get(id(assessment))
        if known is None:
            known = self._views[id(assessment)] = assessment, scorecard_view(assessment, self.words, self.engines)
        return known[1]

    def explained(self, assessment: Assessment, file: WhyFile) -> Explained:
        """A finding or a flag with everything that explains it."""
        words, card, context = self.words, assessment.scorecard, Context.of(assessment, self.words)
        mechanism = assessment.mechanism.dossier.mechanism
        day = words.say("as-of", date=words.day(card.as_of))
        view = " · ".join((day, words.perspective(card.perspective), words.say(f"audience.{card.audience}")))
        return Explained(
            title=f"{words.text(mechanism.state).text}: {words.text(mechanism.name).text}",
            about=(view, *([] if card.withheld is None else [words.say("withheld", n=card.withheld)])),
            finding=None if file.why is None else told_finding(file.why, file.remedy or Remedy(sets=()), context),
            flag=None if file.flag is None else told_flag(file.flag, context),
        )

    def scorecard(self, assessment: Assessment, timeline: Timeline | None = None) -> Document:
        """One scorecard as a page, with its course over the years if that is given."""
        drawn = None if timeline is None else course.course_of(timeline, self.edition)
        return scorecard_document(self.view(assessment), drawn, self.edition)

    def timeline(self, timeline: Timeline, dossier: Dossier) -> Document:
        """One mechanism over the years."""
        state, name = self.words.text(dossier.mechanism.state), self.words.text(dossier.mechanism.name)
        return course.timeline_document(timeline, state, name, self.catalogue, self.edition)

    def comparison(self, comparison: Comparison, dossiers: Mapping[str, Dossier]) -> Document:
        """Mechanisms side by side."""
        return compared.comparison_document(comparison, dossiers, self.catalogue, self.edition)

    def around(self, made: Around, dossier: Dossier) -> Document:
        """One mechanism before and after a reform."""
        return compared.around_document(made, dossier, self.catalogue, self.edition)

    def perspectives(self, gap: PerspectiveGap, dossier: Dossier) -> Document:
        """One mechanism by what officials say and by what civil society says."""
        return compared.perspectives_document(gap, dossier, self.catalogue, self.edition)

    def whatif(self, made: WhatIf, dossier: Dossier) -> Document:
        """One mechanism under an assumption."""
        heading = Pieces(self.words).say("whatif")
        name = f"{dossier.id}-whatif"
        return compared.whatif_document(name, heading, (made,), dossier, self.catalogue, self.edition)

    def reform(self, reform: Reform, made: Sequence[WhatIf], dossier: Dossier) -> Document:
        """What a reform that is not in force would change."""
        heading, name = said(self.words.text(reform.name)), f"{dossier.id}-whatif-{reform.id}"
        return compared.whatif_document(name, heading, made, dossier, self.catalogue, self.edition)

    def robustness(self, made: Robustness, cards: Sequence[Assessment]) -> Document:
        """How far scores depend on weights and on what is unknown."""
        dossiers = {card.scorecard.mechanism: card.mechanism.dossier for card in cards}
        return robustness_document(made, [c.scorecard for c in cards], dossiers, self.catalogue, self.edition)

    def crosswalk(self, methodologies: Sequence[MethodologyCovered], day: date) -> Document:
        """What other methodologies require, and what covers it."""
        return crosswalk_document(crosswalk_view(methodologies, self.catalogue, self.words), day, self.edition)

    def unscored(self, unscored: Sequence[Unscored], dossiers: Mapping[str, Dossier]) -> Document:
        """Why there is no scorecard of mechanisms on their days."""
        name = "-".join(dict.fromkeys(each.mechanism for each in unscored))
        return compared.unscored_document(name, unscored, dossiers, self.edition)

    def page(self, document: Document, form: str) -> str:
        """A document as `html` or `markdown`."""
        page = self.pages.page(document)
        return page.html if form == "html" else markdown(page, self.words)

    def survey(self, survey: Survey) -> Iterator[Document]:
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

    def index(
        self,
        surveys: Sequence[Survey],
        files: Mapping[str, Sequence[tuple[Document, Sequence[str]]]],
        unscored: Sequence[tuple[Dossier, Unscored]] = (),
    ) -> Document:
        """The page that links every document's files; `files` has them by mechanism, and under "" the comparison's.

        Of the `unscored` there are none, and it says why.
        """
        views = [self.view(survey.assessment) for survey in surveys]
        pieces, cards = Pieces(self.words), [survey.assessment.scorecard for survey in surveys]
        dossiers = {s.assessment.scorecard.mechanism: s.assessment.mechanism.dossier for s in surveys}
        called = labels(cards, dossiers, self.words)
        overall = tuple(replace(view.overall, label=label) for view, label in zip(views, called, strict=True))
        entries = []
        for view in views:
            scorecard, *others = files[view.mechanism]
            day = () if alike_in_day(cards) else (view.as_of,)
            about = " · ".join(filter(None, (*day, view.overall.points, view.overall.bands)))
            line = (*scorecard[0].heading, *pieces.line(f" {about}", "quiet"))
            entries.append((line, _links(scorecard[1])))
            entries += [(pieces.line(f"{_short(document)}"), _links(names)) for document, names in others]
        entries += [(document.heading, _links(names)) for document, names in files.get("", ())]
        chart = Bars(overall, pieces.alt(overall), self.words.say("dimensions.caption"))
        missing = compared.unscored_blocks(
            [each for _, each in unscored], dossiers | {dossier.id: dossier for dossier, _ in unscored}, pieces
        )
        return compared.index_document(entries, chart, views[0].method[:-1], cards, missing, self.edition)


def _links(names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, name.rsplit(".", 1)[1].upper()) for name in names]


def _short(document: Document) -> str:
    return document.title
