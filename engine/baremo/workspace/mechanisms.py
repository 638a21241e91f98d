"""Reads a mechanism's folder: who it is, and its coding sheets, checked against the catalogue and the bibliography."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from ..model.catalogue import Catalogue
from ..model.dossier import Dossier
from ..model.mechanism import Mechanism
from ..model.sheet import Claim, Entry, Sheet
from ..model.visibility import Visibility
from .bibliography import Bibliography, misnamed, read_marked
from .ids import ids_in
from .layout import MECHANISM, Folder, Named
from .problem import Location, Problem, WorkspaceError
from .references import References
from .validation import validate
from .yaml_file import Read, YamlFile, read

Model = TypeVar("Model", bound=BaseModel)

LISTS = ("claims", "reforms", "figures", "events")
"""The lists of a sheet whose entries have ids."""


class Place(NamedTuple):
    """Where something stands: a file, and the way to it from the file's root."""

    file: YamlFile
    at: Location


class Draft(NamedTuple):
    """A coding sheet that is not accepted, and its file."""

    sheet: Sheet
    file: YamlFile


@dataclass(frozen=True)
class Filed:
    """A dossier with the files that it was read from: the mechanism's own, and a sheet's by its document.

    `drafts` are there only if they were asked for, by the name of their file.
    """

    dossier: Dossier
    mechanism: YamlFile
    sheets: Mapping[str, YamlFile]
    drafts: Mapping[str, Draft] = field(default_factory=dict)

    @property
    def files(self) -> Sequence[YamlFile]:
        """The mechanism's own file, the sheets and the drafts."""
        return (self.mechanism, *self.sheets.values(), *(draft.file for draft in self.drafts.values()))

    def ids(self) -> set[str]:
        """The ids in use in these files, and those that were withdrawn."""
        return {id for file in self.files for id in ids_in(file.data)}

    def placed(self, key: str) -> Iterator[tuple[Place, Entry]]:
        """The entries of one of the `LISTS` of all sheets, each with its place, in the dossier's order."""
        for sheet in self.dossier.sheets:
            file = self.sheets[sheet.document]
            for number, entry in enumerate(getattr(sheet, key)):
                yield Place(file, (key, number)), entry

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """Where the entry of each id stands."""
        return {entry.id: place for key in LISTS for place, entry in self.placed(key) if entry.id is not None}


def load_mechanism(
    id: str,
    folder: Folder,
    catalogue: Catalogue,
    bibliography: Bibliography,
    mechanisms: Collection[str] = (),
    read: Read = read,
    *,
    drafts: bool = False,
) -> Filed:
    """The mechanism in a folder, with its sheets, and its drafts if they are asked for.

    Raises:
        WorkspaceError: with everything that is wrong in its files.
    """
    reading = _Reading(bibliography, catalogue.standard.languages, read)
    own: tuple[Mechanism, YamlFile] | None = None
    if folder.mechanism is None:
        path = f"mechanisms/{id}/{MECHANISM}"
        reading.problems.append(Problem(path, 0, 0, "missing-file"))
    else:
        own = reading.read(folder.mechanism, Mechanism)
    sheets = {
        document: sheet
        for document, named in sorted(folder.claims.items())
        if (sheet := reading.read(named, Sheet, document)) is not None
    }
    drafted = {
        name: Draft(*draft)
        for name, named in sorted(folder.drafts.items() if drafts else ())
        if (draft := reading.read(named, Sheet, name.split(".", maxsplit=1)[0], draft=True)) is not None
    }
    if own is not None:
        checks = Checks(own[0], own[1], sheets, drafted, catalogue, bibliography)
        if own[0].id != id:
            reading.problems.append(own[1].problem(("id",), "id.folder", folder=id))
        reading.problems += checks.problems({*mechanisms, id})
    if reading.problems or own is None:
        raise WorkspaceError(reading.problems)
    dossier = Dossier(mechanism=own[0], sheets=tuple(sheet for sheet, _ in sheets.values()))
    return Filed(dossier, own[1], {document: file for document, (_, file) in sheets.items()}, drafted)


class _Reading:
    """Reads and validates, and keeps what is wrong."""

    def __init__(self, bibliography: Bibliography, languages: Sequence[str], read: Read) -> None:
        self.problems: list[Problem] = []
        self._bibliography, self._languages, self._read = bibliography, languages, read

    def read(
        self, named: Named, model: type[Model], document: str = "", *, draft: bool = False
    ) -> tuple[Model, YamlFile] | None:
        least: Visibility = "internal" if draft else "public"
        try:
            file = read_marked(named, self._bibliography.secret_names, document, least, self._read)
            return validate(file, model, self._languages), file
        except WorkspaceError as fault:
            self.problems += fault.problems
            return None


@dataclass(frozen=True)
class Checks:
    """Whether all that a mechanism's files name exists, and every value is one of its feature."""

    mechanism: Mechanism
    file: YamlFile
    sheets: Mapping[str, tuple[Sheet, YamlFile]]
    drafts: Mapping[str, Draft]
    catalogue: Catalogue
    bibliography: Bibliography

    def problems(self, mechanisms: Collection[str]) -> Iterator[Problem]:
        """All that is wrong; the mechanism may be followed by one of these."""
        yield from self._mechanism(mechanisms)
        for document, (sheet, file) in self.sheets.items():
            yield from self.sheet(sheet, file, document, draft=False)
        for name, (sheet, file) in self.drafts.items():
            yield from self.sheet(sheet, file, name.split(".", maxsplit=1)[0], draft=True)
        yield from self._ids()

    def _names(self, file: YamlFile) -> References:
        return References(file, self.catalogue, self.bibliography)

    @cached_property
    def _claims(self) -> Mapping[str, Claim]:
        """Those of the sheets: what is scored names none of a draft, which is not always read."""
        sheets = (sheet for sheet, _ in self.sheets.values())
        return {claim.id: claim for sheet in sheets for claim in sheet.claims if claim.id is not None}

    @cached_property
    def _drafted(self) -> Mapping[str, Claim]:
        drafts = (draft.sheet for draft in self.drafts.values())
        return {claim.id: claim for sheet in drafts for claim in sheet.claims if claim.id is not None}

    def _mechanism(self, mechanisms: Collection[str]) -> Iterator[Problem]:
        mechanism, names = self.mechanism, self._names(self.file)
        yield from names.public(mechanism.established, ("established",))
        if mechanism.ended is not None:
            yield from names.public(mechanism.ended, ("ended",))
            others, successor = set(mechanisms) - {mechanism.id}, mechanism.ended.replaced_by
            at: Location = ("ended", "replaced_by")
            if successor == mechanism.id:
                yield self.file.problem(at, "replaced-by-itself", id=successor)
            elif successor is not None and successor not in others:
                yield self.file.unknown("mechanism", successor, others, at)
        yield from names.unique("reforms", [reform.id for reform in mechanism.reforms])
        for place, adjudication in enumerate(mechanism.adjudications):
            at = ("adjudications", place)
            yield from names.setting(adjudication, at, None)
            for step, id in enumerate(adjudication.between):
                yield from self._decided(id, adjudication.feature, (*at, "between", step))
        always = [exempt.criterion for exempt in mechanism.not_applicable if not (exempt.start or exempt.until)]
        yield from self._exempted_twice()
        if self.catalogue.criteria.keys() <= set(always):
            yield self.file.problem(("not_applicable",), "nothing-applies", key=True)
        for place, exempt in enumerate(mechanism.not_applicable):
            yield from names.criterion(exempt.criterion, ("not_applicable", place))
        for place, reply in enumerate(mechanism.replies):
            yield from names.criterion(reply.criterion, ("replies", place))
            yield from names.speaker(reply.speaker, ("replies", place))
            if reply.document is not None:
                yield from names.document(reply.document, ("replies", place))

    def _exempted_twice(self) -> Iterator[Problem]:
        """A criterion may be exempted more than once, but not twice on one day."""
        entries = self.mechanism.not_applicable
        for place, entry in enumerate(entries):
            first, last = entry.days
            earlier = (other for other in entries[:place] if other.criterion == entry.criterion)
            if any(other.days[0] <= last and first <= other.days[1] for other in earlier):
                at = ("not_applicable", place, "criterion")
                yield self.file.problem(at, "exempted-twice", id=entry.criterion)

    def _decided(self, id: str, feature: str, at: Location) -> Iterator[Problem]:
        """An adjudication's claim exists and is of its feature."""
        claim = self._claims.get(id)
        if claim is None:
            yield self.file.problem(at, "unknown-claim", id=id)
        elif claim.feature != feature:
            yield self.file.problem(at, "adjudication.other-feature", claim=id, feature=feature)

    @classmethod
    def of(cls, filed: Filed, catalogue: Catalogue, bibliography: Bibliography) -> "Checks":
        """The checks beside what a mechanism has already."""
        sheets = {sheet.document: (sheet, filed.sheets[sheet.document]) for sheet in filed.dossier.sheets}
        return cls(filed.dossier.mechanism, filed.mechanism, sheets, filed.drafts, catalogue, bibliography)

    def sheet(self, sheet: Sheet, file: YamlFile, document: str, *, draft: bool) -> Iterator[Problem]:
        """What is wrong with the coding sheet of a document."""
        names = self._names(file)
        if sheet.document != document:
            yield misnamed(file, ("document",), document)
        yield from names.document(sheet.document, ())
        if draft != (sheet.status in ("draft", "handed-in")):
            code = "status.draft" if draft else "status.sheet"
            yield file.problem(("status",), code, status=sheet.status)
        if sheet.speaker is not None:
            yield from names.speaker(sheet.speaker, ())
        for place, claim in enumerate(sheet.claims):
            at: Location = ("claims", place)
            yield from names.setting(claim, at, only="record" if claim.kind == "change" else None)
            yield from names.value(claim.feature, claim.before, (*at, "before"))
            yield from names.speaker(claim.speaker, at) if claim.speaker != sheet.speaker else ()
            yield from self._corrected(claim, file, at, draft=draft)
        for place, stage in enumerate(sheet.reforms):
            at = ("reforms", place)
            yield from names.named("reform", stage.reform, [reform.id for reform in self.mechanism.reforms], at)
            yield from names.changes(stage.lays_down, stage.aims, at)
        for key in ("figures", "events"):
            for place, entry in enumerate(getattr(sheet, key)):
                yield from names.speaker(entry.speaker, (key, place)) if entry.speaker != sheet.speaker else ()
        for place, feature in enumerate(sheet.nothing_on):
            if feature not in self.catalogue.features:
                yield file.unknown("feature", feature, self.catalogue.features, ("nothing_on", place))
        for key in LISTS:
            for place, entry in enumerate(getattr(sheet, key)):
                if entry.document != sheet.document:
                    yield file.problem((key, place, "document"), "document", document=sheet.document)

    def _corrected(self, claim: Claim, file: YamlFile, at: Location, *, draft: bool) -> Iterator[Problem]:
        """What a claim corrects is a claim of the same speaker on the same feature."""
        if claim.corrects is None:
            return
        other = self._claims.get(claim.corrects) or (self._drafted.get(claim.corrects) if draft else None)
        if other is None:
            yield file.problem((*at, "corrects"), "unknown-claim", id=claim.corrects)
        elif (other.speaker, other.feature) != (claim.speaker, claim.feature) or other is claim:
            yield file.problem((*at, "corrects"), "corrects")

    def _ids(self) -> Iterator[Problem]:
        """No id is used twice in the mechanism's sheets, drafts and replies, or again after it was withdrawn."""
        files = [*self.sheets.values(), *((draft.sheet, draft.file) for draft in self.drafts.values())]
        used: dict[str, Place] = {}
        for sheet, file in files:
            for place, gone in enumerate(sheet.withdrawn):
                used.setdefault(gone.id, Place(file, ("withdrawn", place)))
        entries = [
            (entry.id, Place(file, (key, place)))
            for sheet, file in files
            for key in LISTS
            for place, entry in enumerate(getattr(sheet, key))
        ]
        entries += [
            (reply.id, Place(self.file, ("replies", place))) for place, reply in enumerate(self.mechanism.replies)
        ]
        for id, (file, at) in entries:
            if id is None:
                continue
            if id in used:
                other, where = used[id]
                line, _ = other.place((*where, "id"))
                code = "duplicate-id.withdrawn" if where[0] == "withdrawn" else "duplicate-id.used"
                level = other.visibility(where)
                yield file.problem((*at, "id"), code, quoting=[level], id=id, path=other.path, line=str(line))
            else:
                used[id] = Place(file, at)
