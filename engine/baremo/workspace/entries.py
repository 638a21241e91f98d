"""What the standards rooms say, entry by entry, each with its place; one room is read over another."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from ..model.criterion import Criterion, CriterionFile, FeatureFile, Flag, FlagFile
from ..model.feature import Feature
from ..model.instrument import Instrument, Provision
from ..model.scale import ScaleFile
from ..model.text import Localised
from .problem import Location, Problem, WorkspaceError
from .rooms import files
from .validation import validate
from .yaml_file import Read, YamlFile, read

Model = TypeVar("Model", bound=BaseModel)
Item = TypeVar("Item")


@dataclass(frozen=True)
class Placed(Generic[Item]):
    """Something that was read, the file in which it stands, and where."""

    item: Item
    file: YamlFile
    at: Location


@dataclass
class Entries:
    """Entries by id; provisions by the id under which criteria cite them, the scale's by the keys that lead there.

    `problems` are those of the files that were read.
    """

    files: list[YamlFile] = field(default_factory=list)
    instruments: dict[str, Placed[Instrument]] = field(default_factory=dict)
    provisions: dict[str, Placed[Provision]] = field(default_factory=dict)
    features: dict[str, Placed[Feature]] = field(default_factory=dict)
    criteria: dict[str, Placed[Criterion]] = field(default_factory=dict)
    titles: dict[str, Placed[Localised]] = field(default_factory=dict)
    flags: dict[str, Placed[Flag]] = field(default_factory=dict)
    scale: dict[Location, Placed[object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def over(self, below: "Entries") -> "Entries":
        """These entries in the place of those of the same id below, which else remain."""
        return Entries(
            [*below.files, *self.files],
            {**below.instruments, **self.instruments},
            {**below.provisions, **self.provisions},
            {**below.features, **self.features},
            {**below.criteria, **self.criteria},
            {**below.titles, **self.titles},
            {**below.flags, **self.flags},
            {**below.scale, **self.scale},
            [*below.problems, *self.problems],
        )


def read_entries(
    room: Path, languages: Sequence[str] = (), only: Callable[[str], bool] = lambda name: True, read: Read = read
) -> Entries:
    """What the files of a standards room say, or those alone whose name in it `only` accepts.

    Their texts are in these languages, or in any if none is named.
    """
    return _Reading(room, languages, only, read).entries()


class _Reading:
    def __init__(self, room: Path, languages: Sequence[str], only: Callable[[str], bool], read: Read) -> None:
        self._room, self._languages, self._only, self._read_file = room, languages, only, read
        self._read = Entries()

    def entries(self) -> Entries:
        for instrument, file in self._loaded("instruments/*.yaml", Instrument):
            self._add(self._read.instruments, instrument.id, instrument, file, ())
            for place, provision in enumerate(instrument.provisions):
                id = instrument.provision_id(provision)
                self._add(self._read.provisions, id, provision, file, ("provisions", place), key="at")
        for features, file in self._loaded("features/*.yaml", FeatureFile):
            for place, feature in enumerate(features.features):
                self._add(self._read.features, feature.id, feature, file, ("features", place))
                self._in_its_file(feature.id, features.dimension, file, ("features", place))
        for criteria, file in self._loaded("criteria/*.yaml", CriterionFile):
            if criteria.dimension is not None and criteria.title is not None:
                self._add(self._read.titles, criteria.dimension, criteria.title, file, (), key="dimension")
            for place, criterion in enumerate(criteria.criteria):
                self._add(self._read.criteria, criterion.id, criterion, file, ("criteria", place))
                self._in_its_file(criterion.id, criteria.dimension, file, ("criteria", place))
        for flags, file in self._loaded("flags.yaml", FlagFile):
            for place, flag in enumerate(flags.flags):
                self._add(self._read.flags, flag.id, flag, file, ("flags", place))
        for scale, file in self._loaded("scale.yaml", ScaleFile):
            self._read.scale |= {at: Placed(item, file, at) for at, item in _keys(scale)}
        return self._read

    def _loaded(self, pattern: str, model: type[Model]) -> Iterator[tuple[Model, YamlFile]]:
        for path, name in files(self._room, pattern):
            if self._only(path.relative_to(self._room).as_posix()):
                try:
                    file = self._read_file(path, name)
                    loaded = validate(file, model, self._languages)
                except WorkspaceError as fault:
                    self._read.problems += fault.problems
                else:
                    self._read.files.append(file)
                    yield loaded, file

    def _add(
        self, known: dict[str, Placed[Item]], id: str, item: Item, file: YamlFile, at: Location, key: str = "id"
    ) -> None:
        if id in known:
            other = known[id]
            line, _ = other.file.place((*other.at, key))
            used: dict[str, Any] = {"id": id, "path": other.file.path, "line": str(line)}
            self._read.problems.append(file.problem((*at, key), "duplicate-id.file", **used))
        else:
            known[id] = Placed(item, file, at)

    def _in_its_file(self, id: str, dimension: str | None, file: YamlFile, at: Location) -> None:
        if dimension is not None and id.split(".", maxsplit=1)[0] != dimension:
            self._read.problems.append(file.problem((*at, "id"), "dimension", id=id, dimension=dimension))


def _keys(scale: ScaleFile) -> Iterator[tuple[Location, object]]:
    """What a scale's file says, by the keys that lead there."""
    parts: Mapping[Location, BaseModel] = {(): scale, **{("editions", k): e for k, e in scale.editions.items()}}
    for at, part in parts.items():
        for key in type(part).model_fields:
            if key != "editions" and getattr(part, key) is not None:
                yield (*at, key), getattr(part, key)
