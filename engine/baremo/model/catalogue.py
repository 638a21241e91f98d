"""The catalogue: everything that one edition requires, read and cross-checked."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from .condition import Condition, CriterionTest, FeatureTest, leaves
from .criterion import Criterion, Flag
from .feature import Bond, Feature, Interval
from .force import reached
from .instrument import Addressed, Instrument, Provision
from .scale import Scale
from .standard import Standard, StandardsVersion
from .text import Localised


@dataclass(frozen=True, eq=False)
class Catalogue:
    """One edition of a body of standards in memory.

    `criteria` are ordered so that each stands after those that its rule refers to; `dimensions` maps the id of each
    dimension to its title, in the order of the reports. `digest` identifies what the edition holds; `changed_by` is
    the name of the workspace, and `changed` the ids, where a workspace has changed it. Two are never equal: what is
    worked out of one is kept by its identity.
    """

    standard: Standard
    edition: int
    instruments: Mapping[str, Instrument]
    features: Mapping[str, Feature]
    criteria: Mapping[str, Criterion]
    dimensions: Mapping[str, Localised]
    flags: Mapping[str, Flag]
    scale: Scale
    digest: str
    changed: tuple[str, ...] = ()
    changed_by: str | None = None

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

    @property
    def version(self) -> StandardsVersion:
        """Which standards these are, as published results say it."""
        return StandardsVersion(
            id=self.standard.id,
            edition=self.edition,
            digest=self.digest,
            changed_by=self.changed_by,
            changed=self.changed,
        )

    def applies(self, item: Criterion | Flag, state: str, day: date) -> bool:
        """Whether a criterion or flag is for that State on that day: where it is `only_for` some, for one of them."""
        return item.only_for is None or self.reaches(item.only_for, state, day)

    def reaches(self, addressed: Addressed, state: str, day: date) -> bool:
        """Whether one of these instruments or provisions binds that State or is addressed to it on that day."""
        return reached(self.cited(addressed), state, day)

    def cited(self, addressed: Addressed) -> Iterator[Instrument]:
        """The instruments that are named, by themselves or by a provision of theirs."""
        for id in addressed.addressed_by:
            yield self.provisions[id][0] if id in self.provisions else self.instruments[id]

    def closure(self, criterion: str) -> tuple[str, ...]:
        """A criterion and all those that its rule refers to, each once and after those it refers to itself."""
        return self._closures[criterion]

    def features_of(self, criterion: str) -> tuple[str, ...]:
        """The features that a criterion rests on, through other criteria too, each once and as the rules name them."""
        return self._features[criterion]

    def features_in(self, conditions: Iterable[Condition]) -> tuple[str, ...]:
        """The features that conditions test, by themselves or through criteria, each once and as they name them."""
        return _tested(conditions, self._features)

    @cached_property
    def _closures(self) -> Mapping[str, tuple[str, ...]]:
        closures: dict[str, tuple[str, ...]] = {}
        for id, criterion in self.criteria.items():
            tests = [test for condition in criterion.conditions for test in leaves(condition)]
            named = [other for t in tests if isinstance(t, CriterionTest) for other in closures[t.criterion]]
            closures[id] = tuple(dict.fromkeys((*named, id)))
        return closures

    @cached_property
    def _features(self) -> Mapping[str, tuple[str, ...]]:
        features: dict[str, tuple[str, ...]] = {}
        for id, criterion in self.criteria.items():
            features[id] = _tested(criterion.conditions, features)
        return features

    @cached_property
    def alone(self) -> Mapping[str, "Catalogue"]:
        """For every criterion the catalogue with just it and those that its rule refers to, and no flags."""
        return {
            id: replace(self, criteria={other: self.criteria[other] for other in self.closure(id)}, flags={})
            for id in self.criteria
        }

    @cached_property
    def tied(self) -> Mapping[str, tuple[str, ...]]:
        """For every criterion the features that it rests on, and all that bonds tie to them, whichever way."""
        return {id: self.bound(self.features_of(id)) for id in self.criteria}

    def bound(self, features: Iterable[str], among: Collection[str] | None = None) -> tuple[str, ...]:
        """These features, and all that bonds tie to them, whichever way; of those `among` alone, if they are given."""
        reached = dict.fromkeys(features)
        waiting = list(reached)
        while waiting:
            for other in sorted(self._beside[waiting.pop()]):
                if other not in reached and (among is None or other in among):
                    reached[other] = None
                    waiting.append(other)
        return tuple(reached)

    @cached_property
    def _beside(self) -> Mapping[str, Collection[str]]:
        """For every feature those that a bond ties to it."""
        beside: dict[str, set[str]] = {id: set() for id in self.features}
        for id, feature in self.features.items():
            for bond in feature.implies:
                beside[id].add(bond.then.feature)
                beside[bond.then.feature].add(id)
        return beside

    def broken_bonds(self, intervals: Mapping[str, Interval]) -> Iterator[tuple[Feature, Bond]]:
        """The bonds that no values within these intervals keep; a feature without an interval is left out."""
        for id, interval in intervals.items():
            feature = self.features[id]
            for bond in feature.implies:
                other = self.features[bond.then.feature]
                implied = intervals.get(other.id, other.whole)
                if interval.low >= feature.rank(bond.when.at_least) and implied.high < other.rank(bond.then.at_least):
                    yield feature, bond


def _tested(conditions: Iterable[Condition], of: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The features that conditions test, those `of` the criteria that they test included."""
    ids: dict[str, None] = {}
    for condition in conditions:
        for test in leaves(condition):
            if isinstance(test, FeatureTest):
                ids[test.feature] = None
            elif isinstance(test, CriterionTest):
                ids |= dict.fromkeys(of[test.criterion])
    return tuple(ids)
