"""What a comparison says: mechanisms side by side, their verdicts, their ranges, and every criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model.catalogue import Catalogue
from ...model.comparison import Comparison, Rank
from ...model.dossier import Dossier
from ...model.scorecard import Scorecard
from ...model.text import Phrase
from ..words import Words
from .head import Head, edition
from .labels import alike_in_day, evidences, labels
from .looks import Look, legend, look_of
from .phrases import standards_words
from .ranges import ScoreRange, score_range
from .unscored import Missing, missing


@dataclass(frozen=True)
class Column:
    """One mechanism: what it is called, its page, the numbers of its verdicts, its score, its possible places."""

    label: str
    page: str
    name: Phrase
    counts: tuple[tuple[str, int, str], ...]
    criteria: int
    range: ScoreRange
    place: str


@dataclass(frozen=True)
class CriterionRow:
    """One criterion across the mechanisms; None where it does not apply."""

    title: Phrase
    short: Phrase
    law: bool
    critical: bool
    contested: bool
    looks: tuple[Look | None, ...]
    separates: bool


@dataclass(frozen=True)
class Theme:
    """One dimension across the mechanisms."""

    label: str
    ranges: tuple[ScoreRange, ...]
    rows: tuple[CriterionRow, ...]


@dataclass(frozen=True)
class ComparisonView:
    """Mechanisms side by side; of the `unscored` there is no scorecard."""

    head: Head
    lead: tuple[str, ...]
    columns: tuple[Column, ...]
    themes: tuple[Theme, ...]
    legend: tuple[tuple[Look, ...], ...]
    unscored: Missing


def comparison_view(
    comparison: Comparison, dossiers: Mapping[str, Dossier], catalogue: Catalogue, words: Words
) -> ComparisonView:
    """Mechanisms side by side, in the order in which they were asked for; there is a scorecard of one at least."""
    cards = comparison.scorecards
    called = labels(cards, dossiers, words)
    alike = alike_in_day(cards)
    day = (words.say("as-of", date=words.day(cards[0].as_of)),) if alike else ()
    title = words.say("comparison.title", n=len(cards), list=words.listed(called))
    head = Head(
        name="comparison",
        title=title,
        kicker=words.say("comparison.kicker"),
        heading=(title,),
        day=max(card.as_of for card in cards),
        look=(
            *day,
            edition(catalogue, words),
            words.perspective(cards[0].perspective),
            words.say(f"audience.{cards[0].audience}"),
        ),
        evidence=evidences(cards, called, words),
        standards=standards_words(catalogue, words),
    )
    separating = sum(row.separates for row in comparison.rows)
    return ComparisonView(
        head=head,
        lead=(
            words.say("comparison.differ", n=separating, all=len(comparison.rows)),
            words.say("places.note"),
        ),
        columns=tuple(
            _column(label, card, rank, dossiers[card.mechanism], words)
            for label, card, rank in zip(called, cards, comparison.ranks, strict=True)
        ),
        themes=tuple(_theme(dimension, called, comparison, catalogue, words) for dimension in catalogue.dimensions),
        legend=legend(words),
        unscored=missing(comparison.unscored, dossiers, words),
    )


def _column(label: str, card: Scorecard, rank: Rank, dossier: Dossier, words: Words) -> Column:
    given = card.verdicts
    counts = (("met", given.met, "met"), ("short", given.short, "not-met"), ("open", given.open, "open"))
    return Column(
        label=label,
        page=f"{card.mechanism}.html",
        name=words.text(dossier.mechanism.name),
        counts=tuple((tone, n, words.say(f"count.{key}", n=n)) for key, n, tone in counts),
        criteria=len(card.findings),
        range=score_range(card.mechanism, label, card.overall, words),
        place=str(rank.best) if rank.best == rank.worst else f"{rank.best}–{rank.worst}",
    )


def _theme(dimension: str, called: Sequence[str], made: Comparison, catalogue: Catalogue, words: Words) -> Theme:
    scores = [next((d for d in card.dimensions if d.dimension == dimension), None) for card in made.scorecards]
    contested = {f.criterion for card in made.scorecards for f in card.findings if f.contested}
    critical = {f.criterion for card in made.scorecards for f in card.findings if f.critical}
    rows = []
    for row in made.rows:
        criterion = catalogue.criteria[row.criterion]
        if criterion.dimension == dimension:
            rows.append(
                CriterionRow(
                    title=words.text(criterion.title),
                    short=words.text(criterion.short or criterion.title),
                    law=criterion.aspect == "law",
                    critical=criterion.id in critical,
                    contested=criterion.id in contested,
                    looks=tuple(look_of(possible, criterion, words) for possible in row.possible),
                    separates=row.separates,
                )
            )
    return Theme(
        label=words.text(catalogue.dimensions[dimension]).text,
        ranges=tuple(
            score_range(dimension, label, score, words)
            for label, score in zip(called, scores, strict=True)
            if score is not None
        ),
        rows=tuple(rows),
    )
