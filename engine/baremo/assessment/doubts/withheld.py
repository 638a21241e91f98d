"""What the public is told that has been superseded by what it is not told."""

from collections.abc import Iterator

from ...model.profile import Statement
from ...workspace.mechanisms import Filed
from ...workspace.problem import Problem
from ..assess import Mechanism, prepare
from ..redaction import tell
from .places import Places


def superseded_by_withheld(mechanism: Mechanism, filed: Filed, places: Places) -> Iterator[Problem]:
    """Claims on which a public page rests while a withheld one has taken their place. As secret as the withheld one."""
    told_of = tell(mechanism.dossier, mechanism.speakers, mechanism.documents, "public").dossier
    if (told_of.claims, told_of.reforms) == (mechanism.dossier.claims, mechanism.dossier.reforms):
        return
    public = prepare(filed.dossier, mechanism.catalogue, mechanism.speakers, mechanism.documents)
    told = {_entry(statement) for statement in public.statements}
    withheld: dict[str, list[Statement]] = {}
    for statement in mechanism.statements:
        if _entry(statement) not in told:
            withheld.setdefault(statement.feature, []).append(statement)
    profiles = public.profiles()
    for feature, hidden in withheld.items():
        for statement in profiles.state(feature, public.newest).statements:
            newer = [other for other in hidden if _supersedes(other, statement)]
            if newer:
                yield places.doubt(statement, "superseded-by-withheld", newer)


def _entry(statement: Statement) -> tuple[object, ...]:
    return statement.claim or statement.stage, statement.document, statement.locator, statement.kind, statement.interval


def _supersedes(other: Statement, statement: Statement) -> bool:
    observed = (other.kind, other.speaker) == (statement.kind, statement.speaker) and other.kind == "observation"
    return (other.kind == "change" or observed) and other.days.after(statement.days)
