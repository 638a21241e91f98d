"""What does not apply to a mechanism on a day: by what its dossier says, or because it is only for other States."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..model.catalogue import Catalogue
from ..model.mechanism import Mechanism
from ..model.scorecard import NotApplicableFinding


def exempt(mechanism: Mechanism, catalogue: Catalogue, day: date) -> dict[str, NotApplicableFinding]:
    """The criteria that do not apply on that day, each with why."""
    found: dict[str, NotApplicableFinding] = {}
    for criterion in catalogue.in_order:
        entry = next((e for e in mechanism.not_applicable if e.criterion == criterion.id and e.holds(day)), None)
        if entry is not None:
            found[criterion.id] = NotApplicableFinding(criterion=criterion.id, reason=dict(entry.reason.root))
        elif criterion.only_for is not None and not catalogue.applies(criterion, mechanism.country, day):
            found[criterion.id] = NotApplicableFinding(
                criterion=criterion.id, reason=None, addressed_by=criterion.only_for.addressed_by
            )
    return found


def turns(mechanism: Mechanism, catalogue: Catalogue) -> Iterator[date]:
    """The days on which a criterion or flag may begin or cease to apply."""
    for entry in mechanism.not_applicable:
        first, last = entry.days
        if entry.start is not None:
            yield first
        if entry.until is not None:
            yield last + timedelta(days=1)
    only_for = [
        *(criterion.only_for for criterion in catalogue.criteria.values()),
        *(flag.only_for for flag in catalogue.flags.values()),
    ]
    for addressed in only_for:
        for instrument in () if addressed is None else catalogue.cited(addressed):
            if (day := instrument.stands_from(mechanism.country)) is not None:
                yield day.last
