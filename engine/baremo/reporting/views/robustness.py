"""What the sensitivity analysis says: how far scores depend on weights, on adding up, and on what is unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor

from ...assessment.assess import Assessment
from ...model.catalogue import Catalogue
from ...model.robustness import Driver, Drivers, Robustness, Spread
from ...model.text import Phrase
from ..words import Words
from .head import Head, Name, edition
from .labels import evidences, names
from .phrases import standards_words
from .ranges import ScoreRange

SHOWN = 8
"""How many factors are listed of each mechanism."""


@dataclass(frozen=True)
class SpreadView:
    """How one mechanism's runs are spread: nine in ten to be drawn, and in numbers; `ranks` its share of each place."""

    range: ScoreRange
    sentence: str
    median: str
    half: str
    nine: str
    all: str
    ranks: tuple[str, ...]
    above: tuple[str, ...]


@dataclass(frozen=True)
class DriversView:
    """What drives the spread of one mechanism's score: each factor's share alone, and with its interactions."""

    title: str
    caption: str
    factors: tuple[tuple[Name, str, str], ...]


@dataclass(frozen=True)
class RobustnessView:
    """The analysis over all mechanisms."""

    head: Head
    lead: str
    spreads: tuple[SpreadView, ...]
    drivers: tuple[DriversView, ...]
    method: str


def robustness_view(
    made: Robustness, assessed: Sequence[Assessment], catalogue: Catalogue, words: Words
) -> RobustnessView:
    """The analysis: spreads, places, pairs, and what drives the spread of each mechanism."""
    cards = [each.scorecard for each in assessed]
    dossiers = {each.scorecard.mechanism: each.mechanism.dossier for each in assessed}
    called = names([card.mechanism for card in cards], dossiers, words)
    day = max(card.as_of for card in cards)
    title = words.say("robustness.title")
    head = Head(
        name="robustness",
        title=title,
        kicker=words.say("robustness.kicker"),
        heading=(title,),
        day=day,
        look=(
            words.say("as-of", date=words.day(day)),
            edition(catalogue, words),
            words.say(f"audience.{cards[0].audience}"),
        ),
        evidence=(
            words.say("robustness.notice"),
            *evidences(cards, [called[card.mechanism] for card in cards], words),
        ),
        standards=standards_words(catalogue, words),
    )
    return RobustnessView(
        head=head,
        lead=words.say("robustness.lead", draws=words.number(made.draws)),
        spreads=tuple(_spread(one, made, called, catalogue, words) for one in made.spreads),
        drivers=tuple(_drivers(one, called, catalogue, words) for one in made.drivers if one.factors),
        method=words.say("robustness.method", seed=made.seed, concentration=words.number(made.concentration)),
    )


def _spread(one: Spread, made: Robustness, called: Mapping[str, str], catalogue: Catalogue, words: Words) -> SpreadView:
    share, label, found = {(p.one, p.other): p.share for p in made.above}, called[one.mechanism], one.percentiles
    nine, half = (words.points(_outwards(found[low], found[high])) for low, high in (("5", "95"), ("25", "75")))
    sentence = words.say("robustness.words", state=label, nine=nine, half=half)
    strongest = next((d.factors[0] for d in made.drivers if d.mechanism == one.mechanism and d.factors), None)
    if strongest is not None:
        factor = _factor(strongest, catalogue, words)
        text = factor.text if isinstance(factor, Phrase) else factor
        sentence = f"{sentence} {words.say('robustness.strongest', factor=text)}"
    return SpreadView(
        range=ScoreRange(one.mechanism, label, found["5"], found["95"], nine),
        sentence=sentence,
        median=words.number(found["50"]),
        half=half,
        nine=nine,
        all=words.points(_outwards(one.lowest, one.highest)),
        ranks=tuple(map(words.percent, one.ranks)),
        above=tuple(
            "–" if other.mechanism == one.mechanism else words.percent(share[one.mechanism, other.mechanism])
            for other in made.spreads
        ),
    )


def _drivers(drivers: Drivers, called: Mapping[str, str], catalogue: Catalogue, words: Words) -> DriversView:
    state = called[drivers.mechanism]
    return DriversView(
        title=words.say("robustness.drivers", state=state),
        caption=words.say("robustness.drivers-caption", state=state),
        factors=tuple(
            (_factor(one, catalogue, words), words.number(one.first), words.number(one.total))
            for one in drivers.factors[:SHOWN]
        ),
    )


def _factor(one: Driver, catalogue: Catalogue, words: Words) -> Name:
    match one.kind:
        case "weights":
            return words.say("robustness.weights", dimension=words.text(catalogue.dimensions[one.factor]).text)
        case "aggregation":
            return words.say("robustness.aggregation")
    return words.text(catalogue.features[one.factor].question)


def _outwards(low: float, high: float) -> tuple[float, float]:
    """The range in whole numbers that contains this one; a point to one decimal."""
    return (floor(low), ceil(high)) if low < high else (round(low, 1), round(low, 1))
