"""The sensitivity analysis as a page: how far scores depend on weights, on adding up, and on what is unknown."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil, floor

from ...model.catalogue import Catalogue
from ...model.dossier import Dossier
from ...model.robustness import Driver, Drivers, Robustness, Spread
from ...model.scorecard import Scorecard
from ..labels import evidences, names
from ..told import Bar
from .blocks import Bars, Block, Document, Line, Table, said
from .edition import Edition
from .pieces import Pieces

SHOWN = 8
"""How many factors are listed of each mechanism."""


def robustness_document(
    made: Robustness,
    cards: Sequence[Scorecard],
    dossiers: Mapping[str, Dossier],
    catalogue: Catalogue,
    edition: Edition,
) -> Document:
    """The analysis: a paragraph in words, spreads, places, pairs, and what drives the spread of each mechanism."""
    words, p = edition.words, Pieces(edition.words)
    states = names([card.mechanism for card in cards], dossiers, words)
    bars = tuple(_bar(one, states[one.mechanism], edition) for one in made.spreads)
    draws, day = words.number(made.draws), max(card.as_of for card in cards)
    blocks: list[Block] = [
        p.paragraph(words.say("robustness.lead", draws=draws), "lead"),
        *(p.paragraph(_in_words(one, made.drivers, states, catalogue, edition)) for one in made.spreads),
        Bars(bars, p.alt(bars), words.say("robustness.caption")),
        _spreads(made.spreads, states, edition),
    ]
    if len(made.spreads) > 1:
        places, pairs = _places(made.spreads, states, edition), _pairs(made, states, edition)
        blocks += [p.heading("robustness.places"), p.paragraph(places.caption, "quiet"), places]
        blocks += [p.paragraph(pairs.caption, "quiet"), pairs]
    for drivers in made.drivers:
        blocks += _drivers(drivers, states, catalogue, edition)
    blocks += [
        p.heading("method.title"),
        p.paragraph(
            words.say("robustness.method", seed=made.seed, concentration=words.number(made.concentration)), "quiet"
        ),
        p.paragraph(words.say("robustness.documents"), "quiet"),
    ]
    return edition.document(
        name="robustness",
        title=words.say("robustness.title"),
        heading=p.say("robustness.title"),
        meta=(words.say("as-of", date=words.day(day)),),
        banner=(
            words.say("robustness.notice"),
            *evidences(cards, [states[card.mechanism] for card in cards], words),
        ),
        mark="",
        day=day,
        blocks=tuple(blocks),
    )


def _bar(one: Spread, label: str, edition: Edition) -> Bar:
    low, high = one.percentiles["5"], one.percentiles["95"]
    return Bar(one.mechanism, label, low, high, edition.words.points(_outwards(low, high)), "", 1.0)


def _in_words(
    one: Spread, drivers: Sequence[Drivers], states: Mapping[str, str], catalogue: Catalogue, edition: Edition
) -> str:
    words, found = edition.words, one.percentiles
    text = words.say(
        "robustness.words",
        state=states[one.mechanism],
        nine=words.points(_outwards(found["5"], found["95"])),
        half=words.points(_outwards(found["25"], found["75"])),
    )
    strongest = next((d.factors[0] for d in drivers if d.mechanism == one.mechanism and d.factors), None)
    if strongest is None:
        return text
    named = "".join(run.text for run in _factor(strongest, catalogue, edition))
    return f"{text} {words.say('robustness.strongest', factor=named)}"


def _spreads(spreads: Sequence[Spread], states: Mapping[str, str], edition: Edition) -> Table:
    words, p = edition.words, Pieces(edition.words)
    head = (
        p.say("mechanism"),
        *(p.say(f"robustness.{column}") for column in ("median", "half", "nine", "all")),
    )
    rows = tuple(
        (
            p.line(states[one.mechanism]),
            p.line(words.number(one.percentiles["50"])),
            p.line(words.points(_outwards(one.percentiles["25"], one.percentiles["75"]))),
            p.line(words.points(_outwards(one.percentiles["5"], one.percentiles["95"]))),
            p.line(words.points(_outwards(one.lowest, one.highest))),
        )
        for one in spreads
    )
    return Table(words.say("robustness.spread"), head, rows, numbers=(1, 2, 3, 4))


def _places(spreads: Sequence[Spread], states: Mapping[str, str], edition: Edition) -> Table:
    words, p = edition.words, Pieces(edition.words)
    head = (p.say("mechanism"), *(p.line(str(place + 1)) for place in range(len(spreads))))
    rows = tuple(
        (p.line(states[one.mechanism]), *(p.line(words.percent(share)) for share in one.ranks)) for one in spreads
    )
    return Table(words.say("robustness.places-caption"), head, rows, numbers=tuple(range(1, len(spreads) + 1)))


def _pairs(made: Robustness, states: Mapping[str, str], edition: Edition) -> Table:
    """Row above column."""
    words, p = edition.words, Pieces(edition.words)
    ids = [one.mechanism for one in made.spreads]
    share = {(pair.one, pair.other): pair.share for pair in made.above}
    head = (p.say("mechanism"), *(p.line(states[id]) for id in ids))
    rows = tuple(
        (p.line(states[one]), *(p.line("–" if one == other else words.percent(share[one, other])) for other in ids))
        for one in ids
    )
    return Table(words.say("robustness.above"), head, rows, numbers=tuple(range(1, len(ids) + 1)))


def _drivers(drivers: Drivers, states: Mapping[str, str], catalogue: Catalogue, edition: Edition) -> Iterator[Block]:
    words, p = edition.words, Pieces(edition.words)
    if not drivers.factors:
        return
    yield p.heading_of(words.say("robustness.drivers", state=states[drivers.mechanism]))
    head = (p.say("robustness.factor"), p.say("robustness.first"), p.say("robustness.total"))
    rows = tuple(
        (_factor(one, catalogue, edition), p.line(words.number(one.first)), p.line(words.number(one.total)))
        for one in drivers.factors[:SHOWN]
    )
    caption = words.say("robustness.drivers-caption", state=states[drivers.mechanism])
    yield Table(caption, head, rows, numbers=(1, 2))


def _factor(one: Driver, catalogue: Catalogue, edition: Edition) -> Line:
    words, p = edition.words, Pieces(edition.words)
    match one.kind:
        case "weights":
            title = words.text(catalogue.dimensions[one.factor]).text
            return p.say("robustness.weights", dimension=title)
        case "aggregation":
            return p.say("robustness.aggregation")
    return said(words.text(catalogue.features[one.factor].question))


def _outwards(low: float, high: float) -> tuple[float, float]:
    """The range in whole numbers that contains this one; a point to one decimal."""
    return (floor(low), ceil(high)) if low < high else (round(low, 1), round(low, 1))
