"""What an audience may know: a dossier as if nothing above the audience had ever been written into it."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from ..model.document import Document, Speaker
from ..model.dossier import Dossier
from ..model.mechanism import Adjudication, Mechanism
from ..model.sheet import Claim, Sheet
from ..model.visibility import AUDIENCES, Visibility
from ..workspace.rooms import digest


@dataclass(frozen=True)
class Told:
    """A dossier with the documents that it cites and the speakers whom it or they name."""

    dossier: Dossier
    speakers: Mapping[str, Speaker]
    documents: Mapping[str, Document]

    @property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that identify what is told; of what is not told they betray nothing."""
        parts = [*self.speakers.values(), *self.documents.values(), self.dossier]
        told = [part.model_dump(mode="json", by_alias=True, exclude_defaults=True) for part in parts]
        return digest([("told", json.dumps(told, sort_keys=True).encode())])


def tell(
    dossier: Dossier, speakers: Mapping[str, Speaker], documents: Mapping[str, Document], audience: Visibility
) -> Told:
    """What an audience may know of a dossier.

    A document is as secret as its author, whom a citation names; what stands in a document, or is said by somebody, is
    as secret as these. A sheet of which nothing may be told is not told, nor is a reform of which no stage may be, nor
    an adjudication between claims of which fewer than two may be.
    """
    allowed = AUDIENCES[: AUDIENCES.index(audience) + 1]
    named = {id for id, speaker in speakers.items() if speaker.visibility in allowed}
    read = {id for id, document in documents.items() if document.visibility in allowed and document.author in named}
    redaction = _Redaction(allowed, named, read, {r.id for r in dossier.mechanism.reforms if r.visibility in allowed})
    sheets = tuple(sheet for whole in dossier.sheets if (sheet := redaction.sheet(whole)) is not None)
    claims = {claim.id for sheet in sheets for claim in sheet.claims if claim.id is not None}
    stages = {stage.reform for sheet in sheets for stage in sheet.reforms}
    mechanism = redaction.mechanism(dossier.mechanism, claims, stages)
    sheets = tuple(_without_loose_ends(sheet, claims) for sheet in sheets)
    kept = Dossier(mechanism=mechanism, sheets=sheets)
    cited = {id for id in _cited(kept) if id in documents}
    heard = {claim.speaker for claim in kept.claims} | {figure.speaker for figure in kept.figures}
    heard |= {event.speaker for event in kept.events} | {reply.speaker for reply in mechanism.replies}
    heard |= {documents[id].author for id in cited}
    return Told(kept, {id: speakers[id] for id in sorted(heard)}, {id: documents[id] for id in sorted(cited)})


def _cited(dossier: Dossier) -> Iterator[str]:
    mechanism = dossier.mechanism
    yield mechanism.established.document
    if mechanism.ended is not None:
        yield mechanism.ended.document
    yield from (sheet.document for sheet in dossier.sheets)
    yield from (reply.document for reply in mechanism.replies if reply.document is not None)


def _without_loose_ends(sheet: Sheet, claims: Collection[str]) -> Sheet:
    """The sheet without what is told of nobody: which claims it corrects that are not told, and its default speaker."""

    def told(claim: Claim) -> Claim:
        known = claim.corrects is None or claim.corrects in claims
        return claim if known else claim.model_copy(update={"corrects": None})

    return sheet.model_copy(update={"claims": tuple(map(told, sheet.claims)), "speaker": None})


@dataclass(frozen=True)
class _Redaction:
    """What may be told: marks, speakers, documents and reforms."""

    allowed: Collection[Visibility]
    speakers: Collection[str]
    documents: Collection[str]
    reforms: Collection[str]

    def sheet(self, sheet: Sheet) -> Sheet | None:
        if sheet.visibility not in self.allowed or sheet.document not in self.documents:
            return None
        kept = {
            "claims": tuple(c for c in sheet.claims if c.visibility in self.allowed and c.speaker in self.speakers),
            "reforms": tuple(s for s in sheet.reforms if s.visibility in self.allowed and s.reform in self.reforms),
            "figures": tuple(f for f in sheet.figures if f.visibility in self.allowed and f.speaker in self.speakers),
            "events": tuple(e for e in sheet.events if e.visibility in self.allowed and e.speaker in self.speakers),
        }
        return sheet.model_copy(update=kept) if any(kept.values()) else None

    def mechanism(self, mechanism: Mechanism, claims: Collection[str], stages: Collection[str]) -> Mechanism:
        return mechanism.model_copy(
            update={
                "reforms": tuple(reform for reform in mechanism.reforms if reform.id in stages),
                "adjudications": tuple(
                    told
                    for adjudication in mechanism.adjudications
                    if (told := self._adjudication(adjudication, claims)) is not None
                ),
                "not_applicable": tuple(e for e in mechanism.not_applicable if e.visibility in self.allowed),
                "replies": tuple(
                    reply
                    for reply in mechanism.replies
                    if reply.visibility in self.allowed
                    and reply.speaker in self.speakers
                    and (reply.document is None or reply.document in self.documents)
                ),
            }
        )

    def _adjudication(self, adjudication: Adjudication, claims: Collection[str]) -> Adjudication | None:
        between = tuple(id for id in adjudication.between if id in claims)
        if adjudication.visibility not in self.allowed or len(between) < 2:
            return None
        return adjudication.model_copy(update={"between": between})
