"""Reads the mechanisms room: the bibliography and the dossiers, checked against the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ..model.catalogue import Catalogue
from ..model.dossier import Bibliography, Dossier, Draft, Source, Speaker
from .problem import Location, Problem, WorkspaceError
from .references import References
from .rooms import files, the_file
from .secrecy import secret_names
from .validation import validate
from .yaml_file import YamlFile, read

SOURCES = "sources.yaml"


@dataclass(frozen=True)
class Sources:
    """The bibliography by id."""

    speakers: dict[str, Speaker]
    sources: dict[str, Source]
    yaml_file: YamlFile


@dataclass(frozen=True)
class Filed:
    """A dossier with the file that it was read from."""

    dossier: Dossier
    yaml_file: YamlFile


def load_sources(room: Path) -> Sources:
    """The bibliography of the mechanisms room.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    yaml_file = read(*the_file(room, SOURCES))
    yaml_file = replace(yaml_file, secret_names=secret_names(yaml_file.data))
    bibliography = validate(yaml_file, Bibliography)
    problems: list[Problem] = []
    speakers: dict[str, Speaker] = {}
    sources: dict[str, Source] = {}
    for place, speaker in enumerate(bibliography.speakers):
        if speaker.id in speakers:
            message = f"the speaker '{speaker.id}' stands twice"
            problems.append(yaml_file.problem(("speakers", place, "id"), "duplicate-id", message))
        speakers[speaker.id] = speaker
    for place, source in enumerate(bibliography.sources):
        at: Location = ("sources", place)
        if source.id in sources:
            problems.append(yaml_file.problem((*at, "id"), "duplicate-id", f"the source '{source.id}' stands twice"))
        if source.author not in speakers:
            problems.append(yaml_file.unknown("speaker", source.author, speakers, (*at, "author")))
        sources[source.id] = source
    if problems:
        raise WorkspaceError(problems)
    return Sources(speakers, sources, yaml_file)


def dossier_files(room: Path) -> dict[str, tuple[Path, str]]:
    """The dossiers' files of the room by the id that each must have, sorted."""
    return {file.stem: (file, name) for file, name in files(room, "*.yaml") if file.name != SOURCES}


def load_dossier(file: Path, name: str, catalogue: Catalogue, sources: Sources) -> Filed:
    """One dossier, checked against the catalogue and the bibliography.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    yaml_file = _read(file, name, sources)
    dossier = validate(yaml_file, Dossier)
    problems = list(_problems(dossier, References(yaml_file, catalogue, sources.speakers, sources.sources)))
    if dossier.id != file.stem:
        message = f"the file is called '{file.name}'; expected the id '{file.stem}'"
        problems.append(yaml_file.problem(("id",), "id", message))
    if problems:
        raise WorkspaceError(problems)
    return Filed(dossier, yaml_file)


def _read(file: Path, name: str, sources: Sources) -> YamlFile:
    """A file that may name speakers and sources."""
    return replace(read(file, name), secret_names=sources.yaml_file.secret_names)


def load_draft(file: Path, catalogue: Catalogue, sources: Sources) -> Draft:
    """A bill in a file of its own, in the form of a dossier's reform; its history may be left out.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    yaml_file = _read(file, str(file), sources)
    draft = validate(yaml_file, Draft)
    problems = list(References(yaml_file, catalogue, sources.speakers, sources.sources).reform(draft, ()))
    if not draft.changes and not draft.aims:
        message = "it changes nothing; expected `changes` or `aims`"
        problems.append(yaml_file.problem((), "missing-key", message))
    if problems:
        raise WorkspaceError(problems)
    return draft


def _problems(dossier: Dossier, names: References) -> Iterator[Problem]:
    """Whether all that a dossier names exists, and every value is one of its feature."""
    yield from names.found(dossier.established, ("established",))
    yield from names.public(dossier.established, ("established",))
    for place, claim in enumerate(dossier.claims):
        at: Location = ("claims", place)
        yield from names.found(claim, at)
        yield from names.setting(claim, at, only="record" if claim.kind == "change" else None)
        yield from names.value(claim.feature, claim.before, (*at, "before"))
        yield from names.speaker(claim.speaker, at)
    for place, adjudication in enumerate(dossier.adjudications):
        yield from names.feature(adjudication.feature, ("adjudications", place))
        yield from names.value(adjudication.feature, adjudication.value, ("adjudications", place, "value"))
    yield from names.unique("figures", [figure.id for figure in dossier.figures])
    for place, figure in enumerate(dossier.figures):
        yield from names.found(figure, ("figures", place))
        yield from names.speaker(figure.speaker, ("figures", place))
    yield from names.unique("reforms", [reform.id for reform in dossier.reforms])
    for place, reform in enumerate(dossier.reforms):
        yield from names.reform(reform, ("reforms", place))
    for place, event in enumerate(dossier.events):
        yield from names.found(event, ("events", place))
    exempted = [exempt.criterion for exempt in dossier.not_applicable]
    yield from names.unique("not_applicable", exempted, "criterion")
    if names.catalogue.criteria.keys() <= set(exempted):
        message = "no criterion applies to this mechanism; expected one at least, or no dossier"
        yield names.yaml_file.problem(("not_applicable",), "nothing-applies", message, key=True)
    for place, exempt in enumerate(dossier.not_applicable):
        yield from names.criterion(exempt.criterion, ("not_applicable", place))
