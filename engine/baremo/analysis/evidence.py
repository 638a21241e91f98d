"""How much evidence a dossier holds, question by question and year by year."""

from datetime import date

from ..assessment.assess import Mechanism
from ..model.evidence import Evidence, QuestionEvidence


def evidence(mechanism: Mechanism, since: int, until: int) -> Evidence:
    """What was in force at the end of each of these years, and which documents say anything that ever was."""
    dossier, years = mechanism.dossier, tuple(range(since, until + 1))
    profiles = mechanism.profiles()
    ends = list(profiles.over([date(year, 12, 31) for year in years]))
    heard = {
        statement.document
        for known in profiles.over(profiles.days)
        for state in known.states.values()
        for statement in (*state.statements, *state.aims)
    }
    kinds = [mechanism.speakers[mechanism.documents[id].author].kind for id in heard]
    return Evidence(
        mechanism=dossier.id,
        years=years,
        documents={kind.id: kinds.count(kind.id) for kind in mechanism.catalogue.standard.speakers},
        reconciled=sum(sheet.status == "reconciled" for sheet in dossier.sheets if sheet.document in heard),
        context_only=sum(sheet.document not in heard for sheet in dossier.sheets),
        speakers=len({claim.speaker for claim in dossier.claims}),
        claims=len(dossier.claims),
        stages=sum(len(reform.history) for reform in dossier.reforms),
        figures=len(dossier.figures),
        events=len(dossier.events),
        questions=tuple(
            QuestionEvidence(feature=id, in_force=tuple(len(known.states[id].statements) for known in ends))
            for id in mechanism.catalogue.features
        ),
    )
