"""Reads the mechanisms room: the bibliography and the dossiers, checked against the catalogue."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..model.catalogue import Catalogue
from ..model.dossier import Bibliography, Coded, Dossier, Found, Setting, Source, Speaker
from ..model.feature import Feature
from .document import Document, Location, read
from .problem import Problem, WorkspaceError, suggestion
from .rooms import digest, files
from .validation import validate

SOURCES = "sources.yaml"


@dataclass(frozen=True)
class Sources:
    """The bibliography by id."""

    speakers: dict[str, Speaker]
    sources: dict[str, Source]
    document: Document


@dataclass(frozen=True)
class Filed:
    """A dossier with the document that it was read from, and the digest of the two files it rests on."""

    dossier: Dossier
    document: Document
    digest: str


def load_sources(room: Path) -> Sources:
    """The bibliography of the mechanisms room.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    document = read(room / SOURCES, f"{room.name}/{SOURCES}")
    bibliography = validate(document, Bibliography)
    problems: list[Problem] = []
    speakers: dict[str, Speaker] = {}
    sources: dict[str, Source] = {}
    for place, speaker in enumerate(bibliography.speakers):
        if speaker.id in speakers:
            message = f"the speaker '{speaker.id}' stands twice"
            problems.append(document.problem(("speakers", place, "id"), "duplicate-id", message))
        speakers[speaker.id] = speaker
    for place, source in enumerate(bibliography.sources):
        at: Location = ("sources", place)
        if source.id in sources:
            problems.append(document.problem((*at, "id"), "duplicate-id", f"the source '{source.id}' stands twice"))
        if source.author not in speakers:
            hint = suggestion(source.author, speakers)
            message = f"there is no speaker '{source.author}'{hint}"
            problems.append(document.problem((*at, "author"), "unknown-speaker", message))
        sources[source.id] = source
    if problems:
        raise WorkspaceError(problems)
    return Sources(speakers, sources, document)


def dossier_files(room: Path) -> dict[str, tuple[Path, str]]:
    """The dossiers' files of the room by the id that each must have, sorted."""
    return {file.stem: (file, name) for file, name in files(room, "*.yaml") if file.name != SOURCES}


def load_dossier(file: Path, name: str, catalogue: Catalogue, sources: Sources) -> Filed:
    """One dossier, checked against the catalogue and the bibliography.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    document = read(file, name)
    dossier = validate(document, Dossier)
    problems = list(_Check(dossier, document, catalogue, sources).problems())
    if dossier.id != file.stem:
        message = f"the file is called '{file.name}'; expected the id '{file.stem}'"
        problems.append(document.problem(("id",), "id", message))
    if problems:
        raise WorkspaceError(problems)
    rests_on = ((part.path, part.content) for part in (document, sources.document))
    return Filed(dossier, document, digest(rests_on))


class _Check:
    """Whether all that a dossier names exists, and every value is one of its feature."""

    def __init__(self, dossier: Dossier, document: Document, catalogue: Catalogue, sources: Sources) -> None:
        self._dossier = dossier
        self._document = document
        self._catalogue = catalogue
        self._sources = sources

    def problems(self) -> Iterator[Problem]:
        dossier = self._dossier
        yield from self._found(dossier.established, ("established",))
        for place, claim in enumerate(dossier.claims):
            at: Location = ("claims", place)
            yield from self._found(claim, at)
            yield from self._setting(claim, at, only="record" if claim.kind == "change" else None)
            yield from self._before(claim.feature, claim.before, at)
            yield from self._known("speaker", claim.speaker, self._sources.speakers, (*at, "speaker"))
        for place, adjudication in enumerate(dossier.adjudications):
            yield from self._value(adjudication.feature, adjudication.value, ("adjudications", place))
        yield from self._unique("figures", [figure.id for figure in dossier.figures])
        for place, figure in enumerate(dossier.figures):
            yield from self._found(figure, ("figures", place))
            yield from self._known("speaker", figure.speaker, self._sources.speakers, ("figures", place, "speaker"))
        yield from self._reforms()
        for place, event in enumerate(dossier.events):
            yield from self._found(event, ("events", place))
        for place, exempt in enumerate(dossier.not_applicable):
            at = ("not_applicable", place, "criterion")
            yield from self._known("criterion", exempt.criterion, self._catalogue.criteria, at)

    def _reforms(self) -> Iterator[Problem]:
        yield from self._unique("reforms", [reform.id for reform in self._dossier.reforms])
        for place, reform in enumerate(self._dossier.reforms):
            at: Location = ("reforms", place)
            for step, stage in enumerate(reform.history):
                yield from self._found(stage, (*at, "history", step))
            for step, change in enumerate(reform.changes):
                here = (*at, "changes", step)
                yield from self._setting(change, here, only="record")
                yield from self._before(change.feature, change.before, here)
            for step, aim in enumerate(reform.aims):
                yield from self._setting(aim, (*at, "aims", step), only="practice")
            named = [setting.feature for setting in (*reform.changes, *reform.aims)]
            for twice in sorted({feature for feature in named if named.count(feature) > 1}):
                message = f"the reform sets '{twice}' twice; expected one value"
                yield self._document.problem((*at, "id"), "contradiction", message)

    def _found(self, found: Found | Coded, at: Location) -> Iterator[Problem]:
        yield from self._known("source", found.source, self._sources.sources, (*at, "source"))

    def _setting(self, setting: Setting, at: Location, only: str | None) -> Iterator[Problem]:
        feature = self._catalogue.features.get(setting.feature)
        if feature is None:
            yield from self._known("feature", setting.feature, self._catalogue.features, (*at, "feature"))
            return
        if only is not None and feature.kind != only:
            reason = {
                "record": "practice is only ever observed; expected a feature of the kind record",
                "practice": "what belongs to the record is changed and not aimed at; expected it under `changes`",
            }[only]
            message = f"'{feature.id}' is a feature of the kind {feature.kind}: {reason}"
            yield self._document.problem((*at, "feature"), "kind", message)
        for key in ("value", "at_least", "at_most"):
            raw = getattr(setting, key)
            if raw is not None:
                yield from self._fits(feature, raw, (*at, key))
        if setting.at_least is not None and setting.at_most is not None:
            try:
                setting.interval(feature)
            except ValueError as fault:
                yield self._document.problem((*at, "at_least"), "value", str(fault))

    def _before(self, feature_id: str, before: object, at: Location) -> Iterator[Problem]:
        feature = self._catalogue.features.get(feature_id)
        if before is not None and feature is not None:
            yield from self._fits(feature, before, (*at, "before"))

    def _value(self, feature_id: str, raw: object, at: Location) -> Iterator[Problem]:
        feature = self._catalogue.features.get(feature_id)
        if feature is None:
            yield from self._known("feature", feature_id, self._catalogue.features, (*at, "feature"))
        else:
            yield from self._fits(feature, raw, (*at, "value"))

    def _fits(self, feature: Feature, raw: object, at: Location) -> Iterator[Problem]:
        try:
            feature.rank(raw)
        except ValueError as fault:
            hint = suggestion(raw, (value.id for value in feature.values))
            yield self._document.problem(at, "value", f"{fault}{hint}")

    def _known(self, what: str, id: str, known: Collection[str], at: Location) -> Iterator[Problem]:
        if id not in known:
            yield self._document.problem(at, f"unknown-{what}", f"there is no {what} '{id}'{suggestion(id, known)}")

    def _unique(self, what: str, ids: list[str]) -> Iterator[Problem]:
        for place, id in enumerate(ids):
            if id in ids[:place]:
                message = f"the id '{id}' stands twice among the {what}"
                yield self._document.problem((what, place, "id"), "duplicate-id", message)
