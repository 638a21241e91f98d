"""How the sheets were made: claims given twice, slips of a value, who read them against the document."""

from collections.abc import Iterator

from ...model.sheet import Claim
from ...workspace.mechanisms import Filed, Place
from ...workspace.problem import Problem
from ..assess import Mechanism


def coding_doubts(mechanism: Mechanism, filed: Filed) -> Iterator[Problem]:
    """What a second reader would stumble over."""
    for sheet in filed.dossier.sheets:
        file = filed.sheets[sheet.document]
        if sheet.status == "accepted" and sheet.reviewed is None and sheet.claims:
            yield file.problem(("status",), "unreviewed", doubt=True)
        if sheet.reviewed is not None and sheet.reviewed.by in {signature.by for signature in sheet.coded}:
            yield file.problem(("reviewed", "by"), "own-reviewer", doubt=True)
    given: dict[tuple[object, ...], list[tuple[Claim, Place]]] = {}
    for place, claim in filed.placed("claims"):
        if not isinstance(claim, Claim):
            continue
        alike = given.setdefault((claim.feature, claim.speaker, claim.document, claim.locator), [])
        twin = next((first for other, first in alike if _bare(other) == _bare(claim)), None)
        if twin is not None:
            line, _ = twin.file.place(twin.at)
            yield place.file.problem(place.at, "given-twice", doubt=True, line=line)
        alike.append((claim, place))
        if mechanism.catalogue.features[claim.feature].type == "share":
            yield from _shares(place, claim)


def _bare(claim: Claim) -> Claim:
    """A claim without what tells it from its twin."""
    return claim.model_copy(update={"id": None, "origins": ()})


def _shares(place: Place, claim: Claim) -> Iterator[Problem]:
    """Percentages that look like shares of one."""
    for key in ("value", "at_least", "at_most"):
        value = getattr(claim, key)
        if isinstance(value, float) and 0 < value < 1:
            at = (*place.at, key)
            yield place.file.problem(at, "share-of-one", doubt=True, given=value, expected=f"{100 * value:g}")
