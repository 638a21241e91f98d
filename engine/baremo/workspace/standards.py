"""Reads the standards room into a catalogue, and checks that everything in it fits together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from ..model.catalogue import Catalogue
from ..model.condition import Condition, CriterionTest, FeatureTest, leaves, parts
from ..model.criterion import Criterion, CriterionFile, FeatureFile, Flag, FlagFile, Scale
from ..model.feature import Feature
from ..model.instrument import Instrument
from ..model.text import Localised
from .problem import Location, Problem, WorkspaceError, suggestion
from .rooms import digest, files, the_file
from .validation import validate
from .yaml_file import YamlFile, read

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")
Placed = tuple[Item, YamlFile, Location]


@dataclass
class _Standards:
    """What was read so far, each thing with its place, and the problems found."""

    problems: list[Problem] = field(default_factory=list)
    yaml_files: list[YamlFile] = field(default_factory=list)
    instruments: dict[str, Placed[Instrument]] = field(default_factory=dict)
    features: dict[str, Placed[Feature]] = field(default_factory=dict)
    criteria: dict[str, Placed[Criterion]] = field(default_factory=dict)
    dimensions: dict[str, Localised] = field(default_factory=dict)
    flags: dict[str, Placed[Flag]] = field(default_factory=dict)
    scale: tuple[Scale, YamlFile] | None = None

    def load(self, file: Path, name: str, model: type[Model]) -> tuple[Model, YamlFile] | None:
        try:
            yaml_file = read(file, name)
            self.yaml_files.append(yaml_file)
            return validate(yaml_file, model), yaml_file
        except WorkspaceError as fault:
            self.problems += fault.problems
            return None

    def add(self, known: dict[str, Placed[Item]], id: str, item: Item, yaml_file: YamlFile, at: Location) -> None:
        if id in known:
            other = known[id][1]
            line, _ = other.place((*known[id][2], "id"))
            message = f"the id '{id}' was already used in {other.path}, line {line}"
            self.problems.append(yaml_file.problem((*at, "id"), "duplicate-id", message))
        else:
            known[id] = (item, yaml_file, at)


def load_standards(room: Path) -> tuple[Catalogue, tuple[YamlFile, ...]]:
    """The catalogue in the standards room, and the files that it was read from.

    Raises:
        WorkspaceError: with everything that is wrong in the room.
    """
    read_so_far = _read_all(room)
    if not read_so_far.problems:
        read_so_far.problems += _Check(read_so_far).problems()
    if read_so_far.problems or read_so_far.scale is None:
        raise WorkspaceError(read_so_far.problems)
    criteria = {id: item for id, (item, _, _) in read_so_far.criteria.items()}
    order = [id for id in _dependencies_first(criteria) if id in criteria]
    catalogue = Catalogue(
        instruments={id: item for id, (item, _, _) in read_so_far.instruments.items()},
        features={id: item for id, (item, _, _) in read_so_far.features.items()},
        criteria={id: criteria[id] for id in order},
        dimensions=read_so_far.dimensions,
        flags={id: item for id, (item, _, _) in read_so_far.flags.items()},
        scale=read_so_far.scale[0],
        digest=digest((yaml_file.path, yaml_file.content) for yaml_file in read_so_far.yaml_files),
    )
    return catalogue, tuple(read_so_far.yaml_files)


def _read_all(room: Path) -> _Standards:
    found = _Standards()
    for file, name in files(room, "instruments/*.yaml"):
        if (loaded := found.load(file, name, Instrument)) is not None:
            found.add(found.instruments, loaded[0].id, loaded[0], loaded[1], ())
    for file, name in files(room, "features/*.yaml"):
        if (features := found.load(file, name, FeatureFile)) is not None:
            for place, feature in enumerate(features[0].features):
                found.add(found.features, feature.id, feature, features[1], ("features", place))
                found.problems += _in_its_file(feature.id, features[0].dimension, features[1], ("features", place))
    titles: dict[str, Localised] = {}
    for file, name in files(room, "criteria/*.yaml"):
        if (criteria := found.load(file, name, CriterionFile)) is not None:
            titles[criteria[0].dimension] = criteria[0].title
            for place, criterion in enumerate(criteria[0].criteria):
                found.add(found.criteria, criterion.id, criterion, criteria[1], ("criteria", place))
                found.problems += _in_its_file(criterion.id, criteria[0].dimension, criteria[1], ("criteria", place))
    if (flags := found.load(*the_file(room, "flags.yaml"), FlagFile)) is not None:
        for place, flag in enumerate(flags[0].flags):
            found.add(found.flags, flag.id, flag, flags[1], ("flags", place))
    found.scale = found.load(*the_file(room, "scale.yaml"), Scale)
    order = ("participation", "collective", "nonpolice", "impunity", "effectiveness", "institution")
    found.dimensions = {dimension: titles[dimension] for dimension in order if dimension in titles}
    if not found.criteria and not found.problems:
        found.problems.append(Problem(f"{room.name}/criteria", 0, 0, "empty", "there is no criterion in this folder"))
    return found


def _in_its_file(id: str, dimension: str, yaml_file: YamlFile, at: Location) -> Iterator[Problem]:
    if id.split(".", maxsplit=1)[0] != dimension:
        message = (
            f"'{id}' stands in the file of the dimension {dimension}; expected an id that begins with '{dimension}.'"
        )
        yield yaml_file.problem((*at, "id"), "dimension", message)


class _Check:
    """Whether everything that is named exists, and every test fits what it tests."""

    def __init__(self, found: _Standards) -> None:
        self._found = found
        self._provisions = {
            instrument.provision_id(provision)
            for instrument, _, _ in found.instruments.values()
            for provision in instrument.provisions
        }

    def problems(self) -> Iterator[Problem]:
        yield from self._repeated_provisions()
        for feature, yaml_file, at in self._found.features.values():
            yield from self._bonds(feature, yaml_file, at)
        for criterion, yaml_file, at in self._found.criteria.values():
            yield from self._criterion(criterion, yaml_file, at)
        for flag, yaml_file, at in self._found.flags.values():
            yield from self._condition(flag.when, yaml_file, (*at, "when"))
        yield from self._circles()
        yield from self._scale()

    def _repeated_provisions(self) -> Iterator[Problem]:
        for instrument, yaml_file, _ in self._found.instruments.values():
            seen: set[str] = set()
            for place, provision in enumerate(instrument.provisions):
                if provision.at in seen:
                    message = f"the provision '{provision.at}' stands twice in this instrument"
                    yield yaml_file.problem(("provisions", place, "at"), "duplicate-id", message)
                seen.add(provision.at)

    def _bonds(self, feature: Feature, yaml_file: YamlFile, at: Location) -> Iterator[Problem]:
        for place, bond in enumerate(feature.implies):
            here = (*at, "implies", place)
            yield from self._value(feature, bond.when.at_least, yaml_file, (*here, "when", "at_least"))
            other = self._named(self._found.features, bond.then.feature)
            if other is None:
                yield yaml_file.unknown("feature", bond.then.feature, self._found.features, (*here, "then", "feature"))
            else:
                yield from self._value(other, bond.then.at_least, yaml_file, (*here, "then", "at_least"))

    def _criterion(self, criterion: Criterion, yaml_file: YamlFile, at: Location) -> Iterator[Problem]:
        yield from self._condition(criterion.met, yaml_file, (*at, "met"))
        if criterion.partly is not None:
            yield from self._condition(criterion.partly, yaml_file, (*at, "partly"))
        for place, provision in enumerate(criterion.rests_on):
            if provision not in self._provisions:
                yield yaml_file.unknown("provision", provision, self._provisions, (*at, "rests_on", place))
        if criterion.carried_out_by and criterion.aspect != "law":
            message = "only a criterion of the aspect law is carried out by others"
            yield yaml_file.problem((*at, "carried_out_by"), "carried-out-by", message, key=True)
        for place, other_id in enumerate(criterion.carried_out_by):
            other = self._named(self._found.criteria, other_id)
            here = (*at, "carried_out_by", place)
            if other is None:
                yield yaml_file.unknown("criterion", other_id, self._found.criteria, here)
            elif other.aspect != "practice":
                yield yaml_file.problem(here, "carried-out-by", f"'{other_id}' is no criterion of the aspect practice")

    def _condition(self, condition: Condition, yaml_file: YamlFile, at: Location) -> Iterator[Problem]:
        if isinstance(condition, FeatureTest):
            yield from self._feature_test(condition, yaml_file, at)
        elif isinstance(condition, CriterionTest):
            yield from self._criterion_test(condition, yaml_file, at)
        for step, part in located_parts(condition):
            yield from self._condition(part, yaml_file, (*at, *step))

    def _feature_test(self, test: FeatureTest, yaml_file: YamlFile, at: Location) -> Iterator[Problem]:
        feature = self._named(self._found.features, test.feature)
        if feature is None:
            yield yaml_file.unknown("feature", test.feature, self._found.features, (*at, "feature"))
        elif isinstance(test.operand, tuple):
            for place, raw in enumerate(test.operand):
                yield from self._value(feature, raw, yaml_file, (*at, "one_of", place))
        else:
            yield from self._value(feature, test.operand, yaml_file, (*at, test.operator))

    def _criterion_test(self, test: CriterionTest, yaml_file: YamlFile, at: Location) -> Iterator[Problem]:
        criterion = self._named(self._found.criteria, test.criterion)
        if criterion is None:
            yield yaml_file.unknown("criterion", test.criterion, self._found.criteria, (*at, "criterion"))
        elif criterion.partly is None and test.accepted in ({"partly"}, {"met", "not-met"}):
            message = f"'{test.criterion}' cannot be partly met: it has no condition `partly`"
            yield yaml_file.problem(at, "value", message)

    def _value(self, feature: Feature, raw: object, yaml_file: YamlFile, at: Location) -> Iterator[Problem]:
        try:
            feature.rank(raw)
        except ValueError as fault:
            hint = suggestion(raw, (value.id for value in feature.values))
            yield yaml_file.problem(at, "value", f"{fault}{hint}")

    def _circles(self) -> Iterator[Problem]:
        bare = {id: item for id, (item, _, _) in self._found.criteria.items()}
        for circle in _circles(bare):
            _, yaml_file, at = self._found.criteria[circle[0]]
            message = "these criteria refer to each other in a circle: " + " → ".join((*circle, circle[0]))
            yield yaml_file.problem((*at, "id"), "circle", message)

    def _scale(self) -> Iterator[Problem]:
        if self._found.scale is None:
            return
        scale, yaml_file = self._found.scale
        for place, critical in enumerate(scale.cap.critical):
            if critical not in self._found.criteria:
                yield yaml_file.unknown("criterion", critical, self._found.criteria, ("cap", "critical", place))
        for what, weights, known in (
            ("dimension", scale.weights.dimensions, self._found.dimensions),
            ("criterion", scale.weights.criteria, self._found.criteria),
        ):
            for place, weight in enumerate(weights):
                if weight.of not in known:
                    group = "dimensions" if what == "dimension" else "criteria"
                    yield yaml_file.unknown(what, weight.of, known, ("weights", group, place, "of"))

    @staticmethod
    def _named(known: dict[str, Placed[Item]], id: str) -> Item | None:
        return known[id][0] if id in known else None


def located_parts(condition: Condition) -> Iterator[tuple[Location, Condition]]:
    """The conditions directly under this one, each with where it stands in the file, seen from this one."""
    name = type(condition).__name__.rstrip("_").lower()
    way: Location = ("at_least_n", "of") if name == "atleastn" else (name,)
    for place, part in enumerate(parts(condition)):
        yield (*way, place), part


def _named_criteria(criterion: Criterion) -> Iterator[str]:
    for condition in criterion.conditions:
        yield from (test.criterion for test in leaves(condition) if isinstance(test, CriterionTest))


def _circles(criteria: dict[str, Criterion]) -> list[tuple[str, ...]]:
    circles: list[tuple[str, ...]] = []
    _visit(criteria, circles.append)
    return circles


def _dependencies_first(criteria: dict[str, Criterion]) -> list[str]:
    return _visit(criteria, lambda circle: None)


def _visit(criteria: dict[str, Criterion], on_circle: Callable[[tuple[str, ...]], None]) -> list[str]:
    """The ids, each after those it refers to; `on_circle` hears of every circle once."""
    done: dict[str, bool] = {}
    order: list[str] = []
    for start, first in criteria.items():
        path: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if start not in done:
            done[start], stack = False, [(start, _named_criteria(first))]
            path.append(start)
        while stack:
            id, following = stack[-1]
            other = next(following, None)
            if other is None:
                done[id] = True
                order.append(id)
                stack.pop()
                path.pop()
            elif other not in criteria or done.get(other):
                continue
            elif other in done:
                on_circle(tuple(path[path.index(other) :]))
            else:
                done[other] = False
                stack.append((other, _named_criteria(criteria[other])))
                path.append(other)
    return order
