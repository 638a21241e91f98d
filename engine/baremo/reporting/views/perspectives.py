"""What is said of two perspectives on one mechanism, in the criteria of which both speak."""

from dataclasses import dataclass

from ...model.catalogue import Catalogue
from ...model.comparison import PerspectiveGap
from ...model.dossier import Dossier
from ...model.text import Phrase
from ..words import Words
from .head import Head, edition, evidence
from .looks import Look, look_of
from .phrases import standards_words
from .ranges import ScoreRange, score_range


@dataclass(frozen=True)
class Seen:
    """One criterion under both perspectives; `apart` if no status is possible under both."""

    title: Phrase
    looks: tuple[Look | None, ...]
    apart: bool


@dataclass(frozen=True)
class PerspectivesView:
    """One mechanism under two perspectives."""

    head: Head
    lead: str
    names: tuple[str, str]
    rows: tuple[Seen, ...]
    ranges: tuple[ScoreRange, ...]


def perspectives_view(gap: PerspectiveGap, dossier: Dossier, catalogue: Catalogue, words: Words) -> PerspectivesView:
    """The same mechanism under two perspectives."""
    first, second = gap.scorecards
    names = words.perspective(first.perspective), words.perspective(second.perspective)
    state, title = words.text(dossier.mechanism.state), words.say("perspectives.title")
    head = Head(
        name=f"{dossier.id}-perspectives",
        title=words.say("labelled", label=state.text, value=title),
        kicker=words.say("perspectives.kicker"),
        heading=(state, title),
        day=first.as_of,
        look=(
            words.say("as-of", date=words.day(first.as_of)),
            edition(catalogue, words),
            words.say(f"audience.{first.audience}"),
        ),
        evidence=(evidence(second, words),),
        standards=standards_words(catalogue, words),
    )
    return PerspectivesView(
        head=head,
        lead=words.say("perspectives.lead", n=len(gap.rows), total=len(first.findings)),
        names=names,
        rows=tuple(
            Seen(
                words.text(catalogue.criteria[row.criterion].title),
                tuple(look_of(possible, catalogue.criteria[row.criterion], words) for possible in row.possible),
                row.apart,
            )
            for row in gap.rows
        ),
        ranges=tuple(
            score_range(card.perspective, name, card.overall, words)
            for name, card in zip(names, (first, second), strict=True)
        ),
    )
