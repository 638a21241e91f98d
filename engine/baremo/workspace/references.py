"""Whether what a file of the mechanisms rooms names exists, and whether every value is one of its feature."""

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic_core import PydanticCustomError

from ..model.catalogue import Catalogue
from ..model.feature import Interval
from ..model.sheet import LaidDown, Passage, Setting
from .bibliography import Bibliography
from .problem import Location, Problem, as_written
from .yaml_file import YamlFile


@dataclass(frozen=True)
class References:
    """What the names in a file may refer to; every method yields what is wrong at its place."""

    yaml_file: YamlFile
    catalogue: Catalogue
    bibliography: Bibliography

    def document(self, id: str, at: Location) -> Iterator[Problem]:
        """The document is one of the workspace's."""
        yield from self._known("document", id, self.bibliography.documents, at)

    def public(self, passage: Passage, at: Location) -> Iterator[Problem]:
        """The document exists, and everybody may know it."""
        yield from self.document(passage.document, at)
        if passage.document in self.bibliography.secret_names:
            yield self.yaml_file.problem((*at, "document"), "secret")

    def speaker(self, id: str, at: Location) -> Iterator[Problem]:
        """The speaker is one of the workspace's."""
        yield from self._known("speaker", id, self.bibliography.speakers, at)

    def criterion(self, id: str, at: Location) -> Iterator[Problem]:
        """The criterion is in the catalogue."""
        yield from self._known("criterion", id, self.catalogue.criteria, at)

    def feature(self, id: str, at: Location) -> Iterator[Problem]:
        """The feature is in the catalogue."""
        if id in self.catalogue.criteria and id not in self.catalogue.features:
            features = list(self.catalogue.features_of(id))
            yield self.yaml_file.problem((*at, "feature"), "unknown-feature.criterion", id=id, features=features)
        else:
            yield from self._known("feature", id, self.catalogue.features, at)

    def named(self, what: str, id: str, known: Collection[str], at: Location) -> Iterator[Problem]:
        """The `what` of this id is one of those known."""
        yield from self._known(what, id, known, at)

    def setting(self, setting: Setting, at: Location, only: str | None) -> Iterator[Problem]:
        """Its feature exists and is of the kind wanted, its values are of the feature's type, its bounds leave some."""
        feature = self.catalogue.features.get(setting.feature)
        if feature is None:
            yield from self.feature(setting.feature, at)
            return
        if only is not None and feature.kind != only:
            code = "kind.record" if only == "record" else "kind.practice"
            yield self.yaml_file.problem((*at, "feature"), code, feature=feature.id, kind=feature.kind)
        for key in ("value", "at_least", "at_most"):
            yield from self.value(feature.id, getattr(setting, key), (*at, key))
        if setting.at_least is not None and setting.at_most is not None:
            try:
                setting.interval(feature)
            except PydanticCustomError as fault:
                if fault.type == "value.bounds":  # others are told of the values
                    yield self.yaml_file.refused((*at, "at_least"), fault)

    def value(self, id: str, raw: object, at: Location) -> Iterator[Problem]:
        """The value, if there is one, is of its feature's type; a feature that does not exist is not told again."""
        feature = self.catalogue.features.get(id)
        if raw is None or feature is None:
            return
        try:
            feature.rank(raw)
        except PydanticCustomError as fault:
            yield self.yaml_file.refused(at, fault)

    def changes(self, laid_down: Sequence[LaidDown], aims: Sequence[Setting], at: Location) -> Iterator[Problem]:
        """What is laid down and aimed at sets no feature twice, and breaks no bond between two that it sets."""
        placed: dict[str, tuple[Setting, Location]] = {}
        for key, settings, only in (("lays_down", laid_down, "record"), ("aims", aims, "practice")):
            for step, setting in enumerate(settings):
                here = (*at, key, step)
                yield from self.setting(setting, here, only)
                yield from self.value(setting.feature, getattr(setting, "before", None), (*here, "before"))
                if setting.feature in placed:
                    code = "contradiction.set-twice"
                    yield self.yaml_file.problem((*here, "feature"), code, feature=setting.feature)
                placed[setting.feature] = (setting, here)
        yield from self._bonds(placed)

    def _bonds(self, placed: Mapping[str, tuple[Setting, Location]]) -> Iterator[Problem]:
        intervals: dict[str, Interval] = {}
        for id, (setting, _) in placed.items():
            try:
                intervals[id] = setting.interval(self.catalogue.features[id])
            except (KeyError, ValueError):
                continue  # told already
        for feature, bond in self.catalogue.broken_bonds(intervals):
            yield self.yaml_file.problem(
                (*placed[feature.id][1], "feature"),
                "contradiction.bond",
                feature=feature.id,
                least=as_written(bond.when.at_least),
                other=bond.then.feature,
                other_least=as_written(bond.then.at_least),
            )

    def unique(self, what: str, ids: Sequence[Hashable], key: str = "id") -> Iterator[Problem]:
        """No id stands twice in the list called `what`, in whose entries it is under `key`."""
        seen: set[Hashable] = set()
        for place, id in enumerate(ids):
            if id in seen:
                yield self.yaml_file.problem((what, place, key), "duplicate-id.list", name=key, id=str(id), list=what)
            seen.add(id)

    def _known(self, what: str, id: str, known: Collection[str], at: Location) -> Iterator[Problem]:
        if id not in known:
            yield self.yaml_file.unknown(what, id, known, (*at, what))
