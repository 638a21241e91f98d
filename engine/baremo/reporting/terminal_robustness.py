"""The sensitivity analysis in the terminal."""

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..model.catalogue import Catalogue
from ..model.dossier import Dossier
from ..model.robustness import Driver, Robustness
from .labels import names
from .words import Words

SHOWN = 5
"""How many factors are listed of each mechanism."""


def robustness(
    analysis: Robustness, dossiers: Mapping[str, Dossier], catalogue: Catalogue, words: Words
) -> RenderableType:
    """How the draws are spread, the places, the pairs, and what drives the spread of each mechanism."""
    states = names([spread.mechanism for spread in analysis.spreads], dossiers, words)
    parts: list[RenderableType] = [
        Text(words.say("robustness.lead", draws=words.number(analysis.draws))),
        Text(words.say("robustness.notice"), "bold"),
        Text(),
    ]
    spreads = _table(words.say("robustness.spread"))
    for column in ("", *(words.say(f"robustness.{column}") for column in ("median", "half", "nine", "all"))):
        spreads.add_column(column)
    for spread in analysis.spreads:
        p = spread.percentiles
        ranges = ((p["25"], p["75"]), (p["5"], p["95"]), (spread.lowest, spread.highest))
        median, *others = (_points(*ends, words) for ends in ((p["50"], p["50"]), *ranges))
        spreads.add_row(states[spread.mechanism], Text(median, "bold"), *others)
    parts.append(spreads)
    if len(analysis.spreads) > 1:
        places = _table(words.say("robustness.places-caption"))
        for column in ("", *(words.number(place + 1) for place in range(len(analysis.spreads)))):
            places.add_column(column)
        for spread in analysis.spreads:
            places.add_row(states[spread.mechanism], *(words.percent(share) for share in spread.ranks))
        above = _table(words.say("robustness.above"))
        for column in ("", *states.values()):
            above.add_column(column)
        share = {(pair.one, pair.other): words.percent(pair.share) for pair in analysis.above}
        for id, state in states.items():
            above.add_row(state, *(share.get((id, other), "–") for other in states))
        parts += [Text(), places, Text(), above]
    for drivers in analysis.drivers:
        causes = _table(words.say("robustness.drivers", state=states[drivers.mechanism]))
        for column in ("factor", "first", "total"):
            causes.add_column(words.say(f"robustness.{column}"))
        for driver in drivers.factors[:SHOWN]:
            causes.add_row(_factor(driver, catalogue, words), words.number(driver.first), words.number(driver.total))
        parts += [Text(), causes] if drivers.factors else []
    return Group(*parts)


def _table(title: str) -> Table:
    return Table(box=None, padding=(0, 2, 0, 0), title=title, title_justify="left", title_style="bold")


def _points(low: float, high: float, words: Words) -> str:
    return words.points((round(low, 1), round(high, 1)))


def _factor(driver: Driver, catalogue: Catalogue, words: Words) -> str:
    match driver.kind:
        case "weights":
            return words.say("robustness.weights", dimension=words.text(catalogue.dimensions[driver.factor]).text)
        case "aggregation":
            return words.say("robustness.aggregation")
    return words.text(catalogue.features[driver.factor].question).text
