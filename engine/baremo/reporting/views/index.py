"""What the index of a report says: every page and its files, a mechanism's scorecard first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...analysis.survey import Survey
from ...model.catalogue import Catalogue
from ...model.dossier import Dossier
from ...model.unscored import Unscored
from ..words import Words
from .head import Head, edition
from .labels import alike_in_day, labels
from .phrases import standards_words
from .ranges import ScoreRange
from .scorecard import ScorecardView
from .unscored import Missing, missing


@dataclass(frozen=True)
class Entry:
    """A page, and its files with what their format is called."""

    title: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Listed:
    """One mechanism: its scorecard's files, what it comes to, and its other pages."""

    range: ScoreRange
    name: str
    verdicts: str
    day: str
    scorecard: Entry
    others: tuple[Entry, ...]


@dataclass(frozen=True)
class IndexView:
    """The page that links all files of a report; `several` are the pages about more than one mechanism."""

    head: Head
    mechanisms: tuple[Listed, ...]
    several: tuple[Entry, ...]
    unscored: Missing
    method: tuple[str, ...]


def index_view(
    surveys: Sequence[Survey],
    views: Sequence[ScorecardView],
    entries: Mapping[str, Sequence[Entry]],
    unscored: Sequence[tuple[Dossier, Unscored]],
    catalogue: Catalogue,
    words: Words,
) -> IndexView:
    """The index; `entries` has the pages by mechanism, and under "" those of several; `unscored` have none."""
    cards = [survey.assessment.scorecard for survey in surveys]
    dossiers = {s.assessment.scorecard.mechanism: s.assessment.mechanism.dossier for s in surveys}
    called, alike, title = labels(cards, dossiers, words), alike_in_day(cards), words.say("index.title")
    head = Head(
        name="index",
        title=title,
        kicker=words.say("kicker"),
        heading=(title,),
        day=max(card.as_of for card in cards),
        look=(
            *((words.say("as-of", date=words.day(cards[0].as_of)),) if alike else ()),
            edition(catalogue, words),
            words.say(f"audience.{cards[0].audience}"),
        ),
        evidence=(),
        standards=standards_words(catalogue, words),
    )
    return IndexView(
        head=head,
        mechanisms=tuple(
            Listed(
                range=replace(view.overall, label=label),
                name=words.text(dossiers[card.mechanism].mechanism.name).text,
                verdicts=" · ".join(count for _, count, _ in view.verdicts.signs),
                day="" if alike else words.day(card.as_of),
                scorecard=entries[card.mechanism][0],
                others=tuple(entries[card.mechanism][1:]),
            )
            for label, card, view in zip(called, cards, views, strict=True)
        ),
        several=tuple(entries.get("", ())),
        unscored=missing([none for _, none in unscored], dossiers | {d.id: d for d, _ in unscored}, words),
        method=views[0].method[:-1],
    )
