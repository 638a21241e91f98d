"""Coding a document: a draft is started, answered question by question, and read back from its file each time.

A draft is its coder's own: who codes the same document does not see it, nor a score that it would change.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, Literal

from ..model.catalogue import Catalogue
from ..model.feature import Feature
from ..model.record import PLAIN
from ..model.sheet import Claim, Sheet
from ..model.text import Localised
from ..model.visibility import AUDIENCES, Visibility
from ..workspace.guidance import load_guidance
from ..workspace.mechanisms import LISTS, Draft
from ..workspace.replacing import digest
from ..workspace.slip import Slip, unknown
from ..workspace.writer import Saved
from . import writing
from .bench import Bench

SHEET = "~"
"""In the place of a coder: the sheet that was accepted or reconciled."""
State = Literal["answered", "nothing", "open"]
"""Of a question in a draft: the document says something on it, nothing, or nobody has looked yet."""


@dataclass(frozen=True)
class Coding:
    """A draft as its coder works on it; `read` is the digest that a write is told. The features by id, in order."""

    mechanism: str
    document: str
    coder: str
    name: str
    sheet: Sheet
    content: bytes
    features: Mapping[str, Feature]

    @property
    def read(self) -> str:
        """What a write is told of the file."""
        return digest(self.content)

    @property
    def finished(self) -> bool:
        """Whether it is handed in, and locked."""
        return self.sheet.status == "handed-in"

    @property
    def counts_already(self) -> bool:
        """Whether it is no draft but the sheet that counts, of which nothing goes without a trace."""
        return self.coder == SHEET

    @cached_property
    def answers(self) -> Mapping[str, Sequence[Claim]]:
        """The claims on every feature that has one."""
        found: dict[str, list[Claim]] = {}
        for claim in self.sheet.claims:
            found.setdefault(claim.feature, []).append(claim)
        return found

    def state(self, feature: str) -> State:
        """How far the question is answered."""
        if feature in self.answers:
            return "answered"
        return "nothing" if feature in self.sheet.nothing_on else "open"

    @cached_property
    def counts(self) -> Mapping[State, int]:
        """How many of the questions are in each state."""
        states = [self.state(feature) for feature in self.features]
        return {state: states.count(state) for state in ("answered", "nothing", "open")}


def codings(bench: Bench, mechanism: str) -> Sequence[Coding]:
    """The drafts of a mechanism, whether handed in or not, by document and coder.

    Raises:
        WorkspaceError: if the workspace cannot be read.
    """
    workspace = bench.read([mechanism], drafts=True)
    features = in_order(workspace.catalogue)
    return tuple(
        _coding(mechanism, stem, draft, features, bench.audience)
        for stem, draft in workspace.dossiers[mechanism].drafts.items()
        if _allowed(draft.file.visibility(()), bench.audience)
    )


def in_order(catalogue: Catalogue) -> Mapping[str, Feature]:
    """The questions, theme by theme."""
    dimensions = list(catalogue.dimensions)
    features = sorted(catalogue.features.values(), key=lambda feature: dimensions.index(feature.dimension))
    return {feature.id: feature for feature in features}


def coding(bench: Bench, mechanism: str, document: str, coder: str) -> Coding | None:
    """The draft of a document by a coder, or the sheet that counts; None if there is none. For what it raises see
    `codings`.
    """
    if coder == SHEET:
        return _sheet(bench, mechanism, document)
    found = codings(bench, mechanism)
    return next((each for each in found if (each.document, each.coder) == (document, coder)), None)


def _sheet(bench: Bench, mechanism: str, document: str) -> Coding | None:
    workspace = bench.read([mechanism], drafts=True)
    filed = workspace.dossiers[mechanism]
    sheet = next((sheet for sheet in filed.dossier.sheets if sheet.document == document), None)
    if sheet is None or not _allowed(filed.sheets[document].visibility(()), bench.audience):
        return None
    stem, draft = f"{document}.{SHEET}", Draft(sheet, filed.sheets[document])
    made = _coding(mechanism, stem, draft, in_order(workspace.catalogue), bench.audience)
    return replace(made, name=f"{mechanism}/claims/{document}.yaml")


def _allowed(level: Visibility, audience: Visibility) -> bool:
    return AUDIENCES.index(level) <= AUDIENCES.index(audience)


def _coding(mechanism: str, stem: str, draft: Draft, features: Mapping[str, Feature], audience: Visibility) -> Coding:
    """The draft with those of its entries that the audience may know; the others stay in the file as they are."""
    document, _, coder = stem.partition(".")
    name = f"{mechanism}/drafts/{stem}.yaml"
    told = {
        list: tuple(
            entry
            for place, entry in enumerate(getattr(draft.sheet, list))
            if _allowed(draft.file.visibility((list, place)), audience)
        )
        for list in LISTS
    }
    sheet = draft.sheet.model_copy(update=told)
    return Coding(mechanism, document, coder, name, sheet, draft.file.content, features)


def start_draft(bench: Bench, mechanism: str, document: str, coder: str, read: str, on: date, speaker: str) -> Saved:
    """A draft of a document with nothing in it yet. `coder` is a role, as a file can be called; `read` says how much of
    the document is read; `speaker` is whom its claims are of, where they name no other.

    Raises:
        Slip: if there is no such document or speaker, or the role is no name of a file.
        Refusal: `file-exists`, if this coder has a draft of it.
        WorkspaceError, OSError: nothing was written.
    """
    bibliography = bench.read(()).bibliography
    if document not in bibliography.documents:
        raise unknown("document", document, bibliography.documents)
    if not re.fullmatch(PLAIN, coder):
        raise Slip("not-an-id", name=coder)
    data = {
        "document": document,
        "read": read,
        "speaker": speaker,
        "status": "draft",
        "coded": [{"by": coder, "on": on}],
        "claims": [],
    }
    return writing.start(bench, f"{mechanism}/drafts/{document}.{coder}.yaml", data)


def answer(bench: Bench, draft: Coding, claim: Mapping[str, Any], id: str | None, read: str) -> Sequence[Saved]:
    """Put a claim into a draft, or in the place of that id; the question then has an answer. Gives the writes in order.

    Raises:
        Slip, Changed, Refusal, WorkspaceError, OSError: nothing was written.
    """
    if id is None:
        saved = writing.insert(bench, draft.name, "claims", claim, read)
    else:
        saved = writing.change(bench, draft.name, "claims", id, claim, read)
    if claim["feature"] not in draft.sheet.nothing_on:
        return (saved,)
    left = [feature for feature in draft.sheet.nothing_on if feature != claim["feature"]]
    try:
        return saved, writing.put(bench, draft.name, "nothing_on", left or None, saved.digest)
    except BaseException:
        writing.undo(bench, saved.undo)
        raise


def say_nothing(bench: Bench, draft: Coding, feature: str, read: str) -> Saved:
    """What was read says nothing on a question. For what it raises see `answer`.

    Raises:
        Slip: if the draft has claims on it.
    """
    if feature in draft.answers:
        raise Slip("answered-already", feature=feature)
    both = {*draft.sheet.nothing_on, feature}
    order = [id for id in draft.features if id in both]
    return writing.put(bench, draft.name, "nothing_on", order, read)


def leave_open(bench: Bench, draft: Coding, feature: str, read: str) -> Saved:
    """Nobody has looked for an answer yet. For what it raises see `answer`."""
    left = [id for id in draft.sheet.nothing_on if id != feature]
    return writing.put(bench, draft.name, "nothing_on", left or None, read)


def guidance(bench: Bench) -> Mapping[str, Localised]:
    """What counts as an answer to each question, and what does not.

    Raises:
        WorkspaceError: if it cannot be read.
    """
    workspace = bench.read(())
    return load_guidance(workspace.rooms.standards, workspace.standards)
