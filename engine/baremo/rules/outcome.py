"""What is possible of one criterion: by the reference, once for each of what is known of the features it rests on."""

from functools import lru_cache

from ..model.catalogue import Catalogue
from ..model.condition import Status
from ..model.feature import Interval
from . import reference
from .evaluation import Values


def possible(catalogue: Catalogue, criterion: str, values: Values) -> tuple[Status, ...]:
    """The statuses still possible of a criterion, from worst to best."""
    return _possible(catalogue, criterion, tuple(values[id] for id in catalogue.features_of(criterion)))


@lru_cache(maxsize=1 << 14)
def _possible(catalogue: Catalogue, criterion: str, known: tuple[Interval, ...]) -> tuple[Status, ...]:
    values = dict(zip(catalogue.features_of(criterion), known, strict=True))
    return reference.evaluate(catalogue.alone[criterion], values).findings[criterion]
