"""Whether everything that the standards name exists where it is named, and every test fits what it tests."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from pydantic_core import PydanticCustomError

from ..model.condition import Condition, CriterionTest, FeatureTest, ProvidedTest, leaves, parts
from ..model.criterion import Criterion, Flag
from ..model.edition import Standing
from ..model.feature import Feature
from ..model.instrument import Addressed
from ..model.scale import Cap, Weights
from ..model.standard import Standard
from .dependencies import circles
from .entries import Entries, Placed
from .problem import Location, Problem
from .yaml_file import YamlFile


def check(standard: Standard, entries: Entries) -> list[Problem]:
    """Everything that does not fit together."""
    return list(_Check(standard, entries).problems())


class _Check:
    def __init__(self, standard: Standard, entries: Entries) -> None:
        self._standard, self._entries = standard, entries
        self._editions = [edition.id for edition in standard.editions]
        self._cited = {**entries.instruments, **entries.provisions}

    def problems(self) -> Iterator[Problem]:
        if not self._entries.criteria:
            yield Problem("standards/criteria", 0, 0, "empty.criteria")
        yield from self._dimensions()
        for feature in self._entries.features.values():
            yield from self._feature(feature)
        for criterion in self._entries.criteria.values():
            yield from self._criterion(criterion)
        for flag in self._entries.flags.values():
            yield from self._spans(flag)
            yield from self._addressed(flag.item.only_for, flag, ("only_for",))
            yield from self._condition(flag.item.when, flag, flag.file, (*flag.at, "when"))
        for edition in self._editions:
            yield from self._circles(edition)
        yield from self._scale()

    def _dimensions(self) -> Iterator[Problem]:
        known = self._standard.dimensions
        for id, title in self._entries.titles.items():
            if id not in known:
                yield title.file.unknown("dimension", id, known, ("dimension",))
        for feature in self._entries.features.values():
            if feature.item.dimension not in known:
                yield feature.file.unknown("dimension", feature.item.dimension, known, (*feature.at, "id"))
        for criterion in self._entries.criteria.values():
            dimension = criterion.item.dimension
            if dimension not in known:
                yield criterion.file.unknown("dimension", dimension, known, (*criterion.at, "id"))
            elif dimension not in self._entries.titles:
                yield criterion.file.problem((*criterion.at, "id"), "untitled", dimension=dimension)
        for provision in self._entries.provisions.values():
            for place, theme in enumerate(provision.item.themes):
                if theme not in known and not self._standard.takes_over:
                    yield provision.file.unknown("dimension", theme, known, (*provision.at, "themes", place))

    def _spans(self, placed: Placed[Feature] | Placed[Criterion] | Placed[Flag]) -> Iterator[Problem]:
        yield from self._span(placed.item, placed.file, placed.at)

    def _span(self, item: Standing, file: YamlFile, at: Location) -> Iterator[Problem]:
        for key, number in (("from", item.start), ("before", item.end)):
            if number is not None and number not in self._editions and number != 1:
                told: dict[str, Any] = {"edition": str(number), "known": self._editions}
                yield file.problem((*at, key), "unknown-edition.listed", **told)

    def _feature(self, placed: Placed[Feature]) -> Iterator[Problem]:
        feature, file, at = placed.item, placed.file, placed.at
        yield from self._spans(placed)
        yield from self._addressed(feature.told_by, placed, ("told_by",))
        for place, bond in enumerate(feature.implies):
            here = (*at, "implies", place)
            yield from self._span(bond, file, here)
            yield from self._value(feature, bond.when.at_least, file, (*here, "when", "at_least"))
            other = self._entries.features.get(bond.then.feature)
            there = (*here, "then", "feature")
            if other is None:
                yield self._unknown_feature(bond.then.feature, file, there)
            else:
                yield from self._value(other.item, bond.then.at_least, file, (*here, "then", "at_least"))
                yield from self._stands((feature, bond), other.item, other.item.id, file, there)

    def _criterion(self, placed: Placed[Criterion]) -> Iterator[Problem]:
        criterion, file, at = placed.item, placed.file, placed.at
        yield from self._spans(placed)
        yield from self._addressed(criterion.only_for, placed, ("only_for",))
        yield from self._condition(criterion.met, placed, file, (*at, "met"))
        if criterion.partly is not None:
            yield from self._condition(criterion.partly, placed, file, (*at, "partly"))
        for place, provision in enumerate(criterion.rests_on):
            if provision not in self._entries.provisions:
                yield file.unknown("provision", provision, self._entries.provisions, (*at, "rests_on", place))
        if criterion.carried_out_by and criterion.aspect != "law":
            yield file.problem((*at, "carried_out_by"), "carried-out-by.law", key=True)
        for place, id in enumerate(criterion.carried_out_by):
            other = self._entries.criteria.get(id)
            here = (*at, "carried_out_by", place)
            if other is None:
                yield file.unknown("criterion", id, self._entries.criteria, here)
            elif other.item.aspect != "practice":
                yield file.problem(here, "carried-out-by.practice", criterion=id)

    def _addressed(
        self, addressed: Addressed | None, placed: Placed[Feature] | Placed[Criterion] | Placed[Flag], at: Location
    ) -> Iterator[Problem]:
        for place, id in enumerate(() if addressed is None else addressed.addressed_by):
            if id not in self._cited:
                here = (*placed.at, *at, "addressed_by", place)
                yield placed.file.unknown("provision", id, self._cited, here)

    def _condition(
        self, condition: Condition, of: Placed[Criterion] | Placed[Flag], file: YamlFile, at: Location
    ) -> Iterator[Problem]:
        match condition:
            case FeatureTest():
                yield from self._feature_test(condition, of.item, file, at)
            case CriterionTest():
                yield from self._criterion_test(condition, of.item, file, at)
            case ProvidedTest():
                yield from self._provided_for(condition, of.item, file, at)
        for step, part in _located_parts(condition):
            yield from self._condition(part, of, file, (*at, *step))

    def _feature_test(self, test: FeatureTest, of: Standing, file: YamlFile, at: Location) -> Iterator[Problem]:
        placed = self._entries.features.get(test.feature)
        if placed is None:
            yield self._unknown_feature(test.feature, file, (*at, "feature"))
            return
        yield from self._stands((of,), placed.item, test.feature, file, (*at, "feature"))
        if isinstance(test.operand, tuple):
            for place, raw in enumerate(test.operand):
                yield from self._value(placed.item, raw, file, (*at, "one_of", place))
        else:
            yield from self._value(placed.item, test.operand, file, (*at, test.operator))

    def _unknown_feature(self, id: str, file: YamlFile, at: Location) -> Problem:
        """There is no feature of that id; a criterion of that id is told with the features that its rule tests."""
        criterion = self._entries.criteria.get(id)
        tests = [] if criterion is None else [test for part in criterion.item.conditions for test in leaves(part)]
        features = dict.fromkeys(test.feature for test in tests if isinstance(test, FeatureTest))
        if not features:
            return file.unknown("feature", id, self._entries.features, at)
        return file.problem(at, "unknown-feature.criterion", id=id, features=tuple(features))

    def _criterion_test(self, test: CriterionTest, of: Standing, file: YamlFile, at: Location) -> Iterator[Problem]:
        placed = self._entries.criteria.get(test.criterion)
        if placed is None:
            yield file.unknown("criterion", test.criterion, self._entries.criteria, (*at, "criterion"))
            return
        yield from self._stands((of,), placed.item, test.criterion, file, (*at, "criterion"))
        if placed.item.partly is None and test.accepted in ({"partly"}, {"met", "not-met"}):
            yield file.problem(at, "value.never-partly", criterion=test.criterion)

    def _provided_for(self, leaf: ProvidedTest, of: Standing, file: YamlFile, at: Location) -> Iterator[Problem]:
        here = (*at, "provided_for")
        placed = self._entries.criteria.get(leaf.provided_for)
        if not isinstance(of, Flag):
            yield file.problem(here, "provided-for", key=True)
        elif placed is None:
            yield file.unknown("criterion", leaf.provided_for, self._entries.criteria, here)
        else:
            yield from self._stands((of,), placed.item, leaf.provided_for, file, here)

    def _stands(
        self, naming: Iterable[Standing], named: Standing, id: str, file: YamlFile, at: Location
    ) -> Iterator[Problem]:
        """What is named stands in every edition in which what names it stands."""
        where = [edition for edition in self._editions if all(item.stands_in(edition) for item in naming)]
        lacking = next((edition for edition in where if not named.stands_in(edition)), None)
        if lacking is not None:
            yield file.problem(at, "edition", id=id, edition=str(lacking))

    @staticmethod
    def _value(feature: Feature, raw: object, file: YamlFile, at: Location) -> Iterator[Problem]:
        try:
            feature.rank(raw)
        except PydanticCustomError as fault:
            yield file.refused(at, fault)

    def _circles(self, edition: int) -> Iterator[Problem]:
        standing = {id: p.item for id, p in self._entries.criteria.items() if p.item.stands_in(edition)}
        for circle in circles(standing):
            placed = self._entries.criteria[circle[0]]
            yield placed.file.problem((*placed.at, "id"), "circle", criteria=" → ".join((*circle, circle[0])))

    def _scale(self) -> Iterator[Problem]:
        for at, placed in self._entries.scale.items():
            if len(at) == 1:
                continue
            edition = int(str(at[1]))
            if edition not in self._editions:
                yield placed.file.unknown("edition", str(edition), list(map(str, self._editions)), at[:2])
                continue
            criteria = {id for id, p in self._entries.criteria.items() if p.item.stands_in(edition)}
            match placed.item:
                case Cap(critical=critical):
                    yield from _named("criterion", critical, criteria, placed, "critical")
                case Weights(dimensions=dimensions, criteria=weighed):
                    own = {self._entries.criteria[id].item.dimension for id in criteria}
                    yield from _weights("dimension", [w.of for w in dimensions], own, placed, "dimensions")
                    yield from _weights("criterion", [w.of for w in weighed], criteria, placed, "criteria")


def _named(
    what: str, ids: Iterable[str], known: Collection[str], placed: Placed[object], key: str
) -> Iterator[Problem]:
    for place, id in enumerate(ids):
        if id not in known:
            yield placed.file.unknown(what, id, known, (*placed.at, key, place))


def _weights(
    what: str, ids: Iterable[str], known: Collection[str], placed: Placed[object], key: str
) -> Iterator[Problem]:
    for place, id in enumerate(ids):
        if id not in known:
            yield placed.file.unknown(what, id, known, (*placed.at, key, place, "of"))


def _located_parts(condition: Condition) -> Iterator[tuple[Location, Condition]]:
    """The conditions directly under this one, each with where it stands in the file, seen from this one."""
    name = type(condition).__name__.rstrip("_").lower()
    way: Location = ("at_least_n", "of") if name == "atleastn" else (name,)
    for place, part in enumerate(parts(condition)):
        yield (*way, place), part
