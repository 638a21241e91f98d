"""What is doubtful in a dossier: for its researcher to look at."""

from collections.abc import Iterable, Iterator
from datetime import date

from ..model.dossier import Visibility
from ..model.feature import Interval
from ..model.profile import Statement
from ..workspace.doubts import counted, untranslated
from ..workspace.problem import Location, Problem
from ..workspace.yaml_file import YamlFile
from .assess import Mechanism
from .profiling import combine, in_force
from .statements import of_claim

_OF = {
    "observation": "one speaker for one day",
    "change": "two changes on one day",
    "before": "what two changes on one day say that they replace",
}


def dossier_doubts(mechanism: Mechanism, yaml_file: YamlFile) -> Iterator[Problem]:
    """Everything doubtful in one dossier, of which the mechanism must hold all: its researcher is the audience."""
    yield from _dates(mechanism, yaml_file)
    yield from _contradictions(mechanism, yaml_file)
    yield from _bonds(mechanism, yaml_file)
    yield from _adjudications(mechanism, yaml_file)
    claims: Iterator[tuple[Location, bool]] = (
        (("claims", place), claim.reviewed_by is None) for place, claim in enumerate(mechanism.dossier.claims)
    )
    yield from counted(yaml_file, "unreviewed", claims, "claims have no reviewer")
    yield from untranslated(yaml_file, ("en", "es"))


def _dates(mechanism: Mechanism, yaml_file: YamlFile) -> Iterator[Problem]:
    for place, claim in enumerate(mechanism.dossier.claims):
        source = mechanism.sources[claim.source]
        if claim.date is not None and claim.date.first > source.as_of:
            message = f"this is dated after {source.as_of}, the day up to which its source's information goes"
            yield yaml_file.problem(("claims", place, "date"), "later-than-source", message, doubt=True)


def _contradictions(mechanism: Mechanism, yaml_file: YamlFile) -> Iterator[Problem]:
    """Two values by one speaker for one day; two changes on one day; a `before` that an earlier change denies."""
    groups: dict[tuple[str, str, str | None, date], list[Statement]] = {}
    for statement in mechanism.statements:
        who = statement.speaker if statement.kind == "observation" else None
        groups.setdefault((statement.feature, statement.kind, who, statement.start), []).append(statement)
    for (feature, kind, _, _), said in groups.items():
        if combine(mechanism.catalogue.features[feature], [s.interval for s in said])[1] == "disputed":
            message = f"'{feature}' gets values that exclude each other from {_OF[kind]}"
            quoting = _levels(mechanism, yaml_file, said)
            yield yaml_file.problem(_place(mechanism, said[-1]), "contradiction", message, doubt=True, quoting=quoting)
    for statement in mechanism.statements:
        if statement.kind == "before":
            earlier = [s for s in mechanism.statements if s.feature == statement.feature and s.kind == "change"]
            then = in_force([s for s in earlier if s.start < statement.start], statement.start)
            if any(s.interval.meets(statement.interval) is None for s in then):
                message = f"what `before` says of '{statement.feature}' is not what an earlier change says"
                place, quoting = _place(mechanism, statement), _levels(mechanism, yaml_file, then)
                yield yaml_file.problem(place, "contradiction", message, doubt=True, quoting=quoting)


def _bonds(mechanism: Mechanism, yaml_file: YamlFile) -> Iterator[Problem]:
    """Claims in force on one day that break a bond between features."""
    catalogue = mechanism.catalogue
    of: dict[str, list[Statement]] = {id: [] for id in catalogue.features}
    for statement in mechanism.statements:
        of[statement.feature].append(statement)
    for day in sorted({s.start for s in mechanism.statements}):
        current = {id: in_force(said, day) for id, said in of.items()}
        intervals = {id: combine(catalogue.features[id], [s.interval for s in said])[0] for id, said in current.items()}
        for feature, bond in catalogue.broken_bonds(intervals):
            message = (
                f"on {day} '{feature.id}' is at least {bond.when.at_least} while '{bond.then.feature}' is below "
                f"{bond.then.at_least}, which the bond between them rules out"
            )
            bound = (*current[feature.id], *current[bond.then.feature])
            place, quoting = _place(mechanism, bound[0]), _levels(mechanism, yaml_file, bound)
            yield yaml_file.problem(place, "bond", message, doubt=True, quoting=quoting)


def _adjudications(mechanism: Mechanism, yaml_file: YamlFile) -> Iterator[Problem]:
    for place, decision in enumerate(mechanism.dossier.adjudications):
        feature = mechanism.catalogue.features[decision.feature]
        said = in_force([s for s in mechanism.statements if s.feature == feature.id], decision.date.last)
        interval, knowledge = combine(feature, [s.interval for s in said])
        rank, quoting = feature.rank(decision.value), _levels(mechanism, yaml_file, said)
        if knowledge != "disputed":
            message = f"the claims on '{feature.id}' do not differ on that day; there is nothing to decide"
            yield yaml_file.problem(("adjudications", place), "adjudication", message, doubt=True, quoting=quoting)
        elif interval.meets(Interval(rank, rank)) is None:
            message = f"the value decided for '{feature.id}' lies outside everything that is claimed"
            at: Location = ("adjudications", place, "value")
            yield yaml_file.problem(at, "adjudication", message, doubt=True, quoting=quoting)


def _levels(mechanism: Mechanism, yaml_file: YamlFile, said: Iterable[Statement]) -> list[Visibility]:
    """How secret the statements are that a doubt speaks of."""
    return [yaml_file.visibility(_place(mechanism, statement)) for statement in said]


def _place(mechanism: Mechanism, statement: Statement) -> Location:
    if statement.reform is not None:
        ids = [reform.id for reform in mechanism.dossier.reforms]
        return ("reforms", ids.index(statement.reform))
    features, speakers, sources = mechanism.catalogue.features, mechanism.speakers, mechanism.sources
    drawn = (of_claim(claim, features, speakers, sources) for claim in mechanism.dossier.claims)
    return ("claims", next(place for place, own in enumerate(drawn) if statement in own))
