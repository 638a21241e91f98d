"""The catalogue: everything that is required, read and cross-checked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .condition import CriterionTest, leaves
from .criterion import Criterion, Flag, Scale
from .feature import Bond, Feature, Interval
from .instrument import Instrument, Provision
from .text import Localised


@dataclass(frozen=True)
class Catalogue:
    """The standards room in memory.

    `criteria` are ordered so that each stands after those that its rule refers to; `dimensions` maps the id of
    each dimension to its title, in the order of the reports. `digest` identifies the files it was read from.
    """

    instruments: Mapping[str, Instrument]
    features: Mapping[str, Feature]
    criteria: Mapping[str, Criterion]
    dimensions: Mapping[str, Localised]
    flags: Mapping[str, Flag]
    scale: Scale
    digest: str

    @cached_property
    def provisions(self) -> Mapping[str, tuple[Instrument, Provision]]:
        """Every provision by the id under which criteria cite it."""
        return {
            instrument.provision_id(provision): (instrument, provision)
            for instrument in self.instruments.values()
            for provision in instrument.provisions
        }

    @cached_property
    def in_order(self) -> tuple[Criterion, ...]:
        """The criteria as reports list them: by dimension, as declared."""
        return tuple(c for d in self.dimensions for c in self.criteria.values() if c.dimension == d)

    def closure(self, criterion: str) -> tuple[str, ...]:
        """A criterion and all those that its rule refers to, each once and after those it refers to itself."""
        ids: dict[str, None] = {}
        for condition in self.criteria[criterion].conditions:
            for test in leaves(condition):
                if isinstance(test, CriterionTest):
                    ids |= dict.fromkeys(self.closure(test.criterion))
        return tuple(ids | {criterion: None})

    def features_of(self, criterion: str) -> tuple[str, ...]:
        """The features that a criterion rests on, through other criteria too, each once and as the rules name them."""
        ids: dict[str, None] = {}
        for condition in self.criteria[criterion].conditions:
            for test in leaves(condition):
                through = self.features_of(test.criterion) if isinstance(test, CriterionTest) else (test.feature,)
                ids |= dict.fromkeys(through)
        return tuple(ids)

    def broken_bonds(self, intervals: Mapping[str, Interval]) -> Iterator[tuple[Feature, Bond]]:
        """The bonds that no values within these intervals keep; a feature without an interval is left out."""
        for id, interval in intervals.items():
            feature = self.features[id]
            for bond in feature.implies:
                other = self.features[bond.then.feature]
                implied = intervals.get(other.id, other.whole)
                if interval.low >= feature.rank(bond.when.at_least) and implied.high < other.rank(bond.then.at_least):
                    yield feature, bond
