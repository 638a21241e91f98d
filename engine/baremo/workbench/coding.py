"""The life of a coding sheet: handed in, then accepted by its one coder or reconciled with another; and agreement."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from .. import __version__
from ..analysis.agreement import Coded
from ..analysis.agreement import agreement as measured
from ..assessment.coding import CodingFault, accepted, handed_in, kept, paired, reconciled
from ..model.agreement import AgreementFile
from ..model.coding import Decision, DecisionFile, Pair
from ..model.feature import Feature
from ..model.sheet import Claim, Sheet, Signature
from ..model.text import Localised
from ..model.visibility import AUDIENCES
from ..workspace import writer
from ..workspace.form import entry_of
from ..workspace.ids import new_id
from ..workspace.mechanisms import Draft, Filed
from ..workspace.replacing import digest
from ..workspace.validation import validate
from ..workspace.workspace import Workspace
from ..workspace.yaml_file import read
from .bench import Bench
from .slip import Slip, unknown
from .writing import readable

_OWN = frozenset(
    ("value", "at_least", "at_most", "locator", "anchor", "note", "origins", "why", "confidence", "corrects")
)
"""The keys of a claim that one of the reconciler's own does not take over from a coder's."""


@dataclass(frozen=True)
class SideBySide:
    """Two codings of a document, held against each other; the features by id."""

    mechanism: str
    document: str
    a: Sheet
    b: Sheet
    pairs: Sequence[Pair]
    features: Mapping[str, Feature]

    @property
    def open(self) -> Sequence[Pair]:
        """The pairs that somebody has to decide on."""
        return tuple(pair for pair in self.pairs if pair.open)


@dataclass(frozen=True)
class Written:
    """A sheet that was written, and the way back, to be gone in this order."""

    sheet: Sheet
    undo: Sequence[writer.Undo]


def hand_in(bench: Bench, mechanism: str, document: str, coder: str | None = None) -> Written:
    """Lock a draft, of this coder where there are several. If another coder's sheet of the document is accepted
    already, the draft is marked as not blind.

    Raises:
        Slip: if there is no such draft, or it names no coder.
        WorkspaceError, Refusal, OSError: nothing was written.
    """
    workspace, filed = _opened(bench, mechanism, document)
    name, draft = _draft(filed, document, coder, "draft")
    locked = handed_in(draft.sheet, _sheet(filed, document))
    room, file = _room(workspace), f"{mechanism}/drafts/{name}.yaml"
    seen = {} if locked.coded == draft.sheet.coded else {"coded": [_said(signature) for signature in locked.coded]}
    read, check = digest(draft.file.content), readable(bench, workspace, room / file, file)
    saved = writer.put(room, file, {**seen, "status": locked.status}, read, check)
    return Written(locked, (saved.undo,))


def accept(bench: Bench, mechanism: str, document: str, coder: str | None = None) -> Written:
    """Make the one draft that was handed in the document's sheet; the draft stays as it is.

    Raises:
        Slip: if there is no such draft, or another one to reconcile it with, or a sheet already.
        WorkspaceError, Refusal, OSError: nothing was written.
    """
    workspace, filed = _opened(bench, mechanism, document)
    if _sheet(filed, document) is not None:
        raise Slip("sheet-exists", mechanism=mechanism, document=document)
    if len(_drafts(filed, document, "handed-in")) > 1:
        raise Slip("two-handed-in", mechanism=mechanism, document=document)
    _, draft = _draft(filed, document, coder, "handed-in")
    try:
        sheet = accepted(draft.sheet, _fresh(filed))
    except CodingFault as fault:
        raise _slip(fault) from None
    room, name = _room(workspace), f"{mechanism}/claims/{document}.yaml"
    saved = writer.start(room, name, _said(sheet), readable(bench, workspace, room / name, name))
    return Written(sheet, (saved.undo,))


def side_by_side(bench: Bench, mechanism: str, document: str) -> SideBySide:
    """The two codings of a document that are to be reconciled: two drafts handed in, or one and the accepted sheet.

    Raises:
        Slip: if there are not two, or they are reconciled already.
        WorkspaceError: if the workspace cannot be read.
    """
    workspace, filed = _opened(bench, mechanism, document)
    return _held_together(workspace, filed, mechanism, document)


def decisions_in(bench: Bench, file: Path) -> DecisionFile:
    """The decisions that a file gives.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    languages = bench.read(()).catalogue.standard.languages
    return validate(read(file, str(file)), DecisionFile, languages)


def own_claim(held: SideBySide, like: Claim, value: str, locator: str, note: Mapping[str, str]) -> Claim:
    """A claim of the reconciler's own on the question of this one: another value, place and note, all else as it is.

    `value` is as a file would say it, or `LOWEST..HIGHEST`, of which one may be missing.

    Raises:
        Slip: if that is no value of the question.
    """
    feature = held.features[like.feature]
    low, bounded, high = value.partition("..")
    bounds = {"at_least": low, "at_most": high} if bounded and (low or high) else {"value": value}
    said = {key: feature.written(text) for key, text in bounds.items() if text or key == "value"}
    kept = {name: value for name, value in like if name in like.model_fields_set - _OWN}
    data: dict[str, Any] = {**kept, **said, "locator": locator, "note": Localised(dict(note))}
    own = Claim.model_construct(**data)
    try:
        own.interval(feature)
    except PydanticCustomError as fault:
        raise Slip("no-value", reason=fault) from None
    return own


def reconcile(
    bench: Bench,
    mechanism: str,
    document: str,
    decisions: Sequence[Decision],
    by: Signature,
    how_much: str | None = None,
) -> Written:
    """Make the document's sheet of two codings, decided on where they differ; the drafts stay as they are.

    `how_much` was read, where the two codings do not say the same. A sheet that had been accepted without a draft is
    kept as one.

    Raises:
        Slip: if something is not decided, or not so that it can be.
        WorkspaceError, Refusal, OSError: nothing was written.
    """
    workspace, filed = _opened(bench, mechanism, document)
    held = _held_together(workspace, filed, mechanism, document)
    _refuse_own_claims(decisions, held, workspace)
    existing, fresh, room = _sheet(filed, document), _fresh(filed), _room(workspace)
    a, b, pairs = held.a, held.b, held.pairs
    known: dict[str, str] = {}
    copy: Sheet | None = None
    try:
        if existing is not None:
            known = {origin: claim.id for claim in existing.claims for origin in claim.origins if claim.id is not None}
            if existing is a or existing is b:
                copy, known = kept(existing, fresh)
                new = {old: new for new, old in known.items()}
                decisions = [_renamed(decision, new) for decision in decisions]
                a, b = (copy if sheet is existing else sheet for sheet in (a, b))
                pairs = paired(a, b, held.features)
        sheet = reconciled(a, b, pairs, decisions, by, fresh, how_much, known)
    except CodingFault as fault:
        raise _slip(fault) from None
    undo: tuple[writer.Undo, ...] = ()
    if copy is not None:
        name = f"{mechanism}/drafts/{document}.{_file_name(filed, document)}.yaml"
        undo = (writer.start(room, name, _said(copy), readable(bench, workspace, room / name, name)).undo,)
    name = f"{mechanism}/claims/{document}.yaml"
    check = readable(bench, workspace, room / name, name)
    try:
        if (room / name).is_file():
            saved = writer.replace(room, name, _said(sheet), digest(filed.sheets[document].content), check)
        else:
            saved = writer.start(room, name, _said(sheet), check)
    except BaseException:
        for back in undo:
            back.apply()
        raise
    return Written(sheet, (saved.undo, *undo))


def agreement(bench: Bench, mechanisms: Iterable[str] = ()) -> AgreementFile:
    """How far two coders agree, over all documents of these mechanisms that were coded twice.

    Raises:
        WorkspaceError: if the workspace cannot be read.
    """
    workspace = bench.read(mechanisms, drafts=True)
    allowed = AUDIENCES[: AUDIENCES.index(bench.audience) + 1]
    bibliography = workspace.bibliography
    speakers = {id for id, speaker in bibliography.speakers.items() if speaker.visibility in allowed}
    documents = {
        id: document
        for id, document in bibliography.documents.items()
        if document.visibility in allowed and document.author in speakers
    }

    def withheld(claim: Claim) -> bool:
        return claim.visibility not in allowed or claim.speaker not in speakers

    coded = [
        Coded(filed.dossier.id, sheets)
        for filed in workspace.dossiers.values()
        for document in documents
        if len(sheets := [sheet for sheet in _codings(filed, document) if sheet.visibility in allowed]) > 1
    ]
    return AgreementFile(
        baremo=__version__, agreement=measured(coded, workspace.standards.whole.features, bench.audience, withheld)
    )


def _opened(bench: Bench, mechanism: str, document: str) -> tuple[Workspace, Filed]:
    workspace = bench.read([mechanism], drafts=True)
    if workspace.rooms.folder is None:
        raise Slip("no-own-workspace")
    if document not in workspace.bibliography.documents:
        raise unknown("document", document, workspace.bibliography.documents)
    return workspace, workspace.dossiers[mechanism]


def _room(workspace: Workspace) -> Path:
    assert workspace.rooms.folder is not None
    return workspace.rooms.folder / "mechanisms"


def _drafts(filed: Filed, document: str, status: str) -> dict[str, Draft]:
    return {
        name: draft
        for name, draft in filed.drafts.items()
        if (draft.sheet.document, draft.sheet.status) == (document, status)
    }


def _draft(filed: Filed, document: str, coder: str | None, status: str) -> tuple[str, Draft]:
    """The one draft of the document in that state, or that of the coder; it has one coder."""
    drafts = _drafts(filed, document, status)
    if coder is not None:
        drafts = {
            name: draft for name, draft in drafts.items() if coder in (_coder(draft.sheet), name.partition(".")[2])
        }
    if not drafts:
        raise Slip(f"no-{status}", document=document)
    if len(drafts) > 1:
        raise Slip(
            "which-coder", document=document, known=[_coder(draft.sheet) or name for name, draft in drafts.items()]
        )
    ((name, draft),) = drafts.items()
    if _coder(draft.sheet) is None:
        raise Slip("no-coder", file=f"{name}.yaml")
    return name, draft


def _coder(sheet: Sheet) -> str | None:
    return sheet.coded[0].by if len(sheet.coded) == 1 else None


def _sheet(filed: Filed, document: str) -> Sheet | None:
    return next((sheet for sheet in filed.dossier.sheets if sheet.document == document), None)


def _codings(filed: Filed, document: str) -> list[Sheet]:
    """Every coder's own coding of the document: the drafts handed in, and a sheet accepted without one."""
    sheets = [draft.sheet for draft in _drafts(filed, document, "handed-in").values()]
    own = _sheet(filed, document)
    if own is not None and own.status == "accepted" and _coder(own) not in {_coder(sheet) for sheet in sheets}:
        sheets.insert(0, own)
    return sheets


def _held_together(workspace: Workspace, filed: Filed, mechanism: str, document: str) -> SideBySide:
    own = _sheet(filed, document)
    if own is not None and own.status == "reconciled":
        raise Slip("reconciled-already", mechanism=mechanism, document=document)
    codings = _codings(filed, document)
    if len(codings) != 2:
        raise Slip("not-two-codings", mechanism=mechanism, document=document, number=len(codings))
    features = workspace.standards.whole.features
    a, b = codings
    return SideBySide(mechanism, document, a, b, paired(a, b, features), features)


def _refuse_own_claims(decisions: Iterable[Decision], held: SideBySide, workspace: Workspace) -> None:
    """A claim of the reconciler's own has a value of its feature, and a speaker whom the workspace knows."""
    for decision in decisions:
        claim = decision.claim
        if claim is None or claim.feature not in held.features:
            continue
        if claim.speaker not in workspace.bibliography.speakers:
            raise unknown("speaker", claim.speaker, workspace.bibliography.speakers)
        try:
            claim.interval(held.features[claim.feature])
        except PydanticCustomError as fault:
            raise Slip("coding-value", reason=fault) from None


def _renamed(decision: Decision, new: Mapping[str, str]) -> Decision:
    """The decision on the same entries under other ids."""
    update: dict[str, object] = {"between": tuple(new.get(id, id) for id in decision.between)}
    if decision.take is not None:
        update["take"] = tuple(new.get(id, id) for id in decision.take)
    return decision.model_copy(update=update)


def _fresh(filed: Filed) -> Iterator[str]:
    """New ids, none of which is in use in the mechanism's sheets and drafts."""
    taken = filed.ids()
    while True:
        id = new_id(taken)
        taken.add(id)
        yield id


def _file_name(filed: Filed, document: str) -> str:
    """A coder's name for a file that nobody named."""
    taken: Collection[str] = filed.drafts
    return next(name for n in range(1, 100) if f"{document}.{(name := f'accepted-{n}')}" not in taken)


def _said(record: Sheet | Signature) -> dict[str, Any]:
    """What a file holds of a record, without what says nothing."""
    held = entry_of(record)
    return {
        key: held[key] for key in held if held[key] not in (None, []) and (key, held[key]) != ("visibility", "public")
    }


def _slip(fault: CodingFault) -> Slip:
    return Slip(fault.code, **fault.values)
