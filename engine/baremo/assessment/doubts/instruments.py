"""Claims against what the instruments themselves tell of the State."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ...model.sheet import Claim
from ...model.shown import show
from ...workspace.mechanisms import Filed
from ...workspace.problem import Location, Problem
from ..assess import Mechanism


def instrument_doubts(mechanism: Mechanism, filed: Filed) -> Iterator[Problem]:
    """What claims say otherwise than the instruments do, and what nobody says though they tell it."""
    catalogue, country = mechanism.catalogue, filed.dossier.mechanism.country
    told_by = {feature.id: feature.told_by for feature in catalogue.features.values() if feature.told_by is not None}
    heard: set[str] = set()
    for place, claim in filed.placed("claims"):
        if isinstance(claim, Claim) and claim.feature in told_by:
            heard.add(claim.feature)
            yes = catalogue.reaches(told_by[claim.feature], country, date.max)
            if claim.value is not None and claim.value is not yes:
                told: dict[str, Any] = {"given": claim.value, "right": show(yes), "country": country}
                yield place.file.problem((*place.at, "value"), "told-by-instruments", doubt=True, **told)
    for feature, instruments in told_by.items():
        if feature not in heard and catalogue.reaches(instruments, country, date.max):
            at: Location = ("country",)
            code = "told-by-instruments.silent"
            yield filed.mechanism.problem(at, code, doubt=True, feature=feature, country=country)
