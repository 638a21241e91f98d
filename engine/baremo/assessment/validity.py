"""How long an observation is good, and what is still claimed by one that has grown too old."""

from datetime import date

from ..model.days import PossibleDays
from ..model.feature import Feature, Interval
from ..model.sheet import Claim


def good_until(feature: Feature, claim: Claim, days: PossibleDays, interval: Interval, as_of: date) -> date | None:
    """The last day on which an observation counts in full; None if it cannot grow old.

    Its feature's validity counts from its last possible day, or from its `until`, of which its document knows only up
    to `as_of`. On a record feature nothing grows old that is claimed at its lower end alone; what leaves every value
    possible claims none.
    """
    lower_alone = feature.kind == "record" and lower_end(feature, interval) == interval != feature.whole
    if feature.good_for == "always" or lower_alone:
        return None
    last = days.last if claim.until is None else max(days.last, min(claim.until.last, as_of))
    return _years_later(last, feature.good_for)


def lower_end(feature: Feature, interval: Interval) -> Interval:
    """What an observation of the record still claims when it has grown too old.

    That a norm exists, or says at least so much, stays until a change; that it does not, or says no more, lapses:

    - yes-no: *yes* stays, *no* leaves both possible, whichever of them is the better;
    - choice, count, share, days where more is better: from the value claimed to the best;
    - count, share, days where less is better: from the best to the value claimed (a term of 90 days: 90 or fewer).
    """
    if feature.polarity == "lower" and feature.type != "yes-no":
        return Interval(feature.whole.low, interval.high)
    return Interval(interval.low, feature.whole.high)


def _years_later(day: date, years: int) -> date:
    """The same day some years later; 28 February for 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
