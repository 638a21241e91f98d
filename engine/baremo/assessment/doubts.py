"""What is doubtful in a dossier: for its researcher to look at."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from ..model.profile import Statement
from ..model.sheet import Claim, Stage
from ..model.shown import show
from ..model.visibility import Visibility
from ..workspace.doubts import untranslated
from ..workspace.mechanisms import Filed, Place
from ..workspace.problem import Location, Problem, as_written
from .assess import Mechanism
from .in_force import Course
from .profiling import combine
from .statements import of_claim

_CONTRADICTIONS = {
    "observation": "contradiction.observation",
    "commitment": "contradiction.observation",
    "change": "contradiction.change",
    "before": "contradiction.before",
}


def dossier_doubts(mechanism: Mechanism, filed: Filed) -> Iterator[Problem]:
    """Everything doubtful in one dossier, of which the mechanism must hold all: its researcher is the audience."""
    places = _Places(mechanism, filed)
    yield from _dates(mechanism, filed)
    yield from _contradictions(mechanism, places)
    yield from _bonds(mechanism, places)
    yield from _adjudications(mechanism, filed, places)
    yield from _told_by_instruments(mechanism, filed)
    for sheet in filed.dossier.sheets:
        if sheet.status == "accepted" and sheet.reviewed is None and sheet.claims:
            yield filed.sheets[sheet.document].problem(("status",), "unreviewed", doubt=True)
    for yaml_file in (filed.mechanism, *filed.sheets.values()):
        yield from untranslated(yaml_file, mechanism.catalogue.standard.languages, most=True)


def _told_by_instruments(mechanism: Mechanism, filed: Filed) -> Iterator[Problem]:
    """Claims against what the instruments themselves tell of the State, and what nobody says though they tell it."""
    catalogue, country = mechanism.catalogue, filed.dossier.mechanism.country
    for feature in catalogue.features.values():
        if feature.told_by is None:
            continue
        yes = catalogue.reaches(feature.told_by, country, date.max)
        claims = [(place, claim) for place, claim in filed.placed("claims") if isinstance(claim, Claim)]
        own = [(place, claim) for place, claim in claims if claim.feature == feature.id]
        for place, claim in own:
            if claim.value is not None and claim.value is not yes:
                told: dict[str, Any] = {"given": claim.value, "right": show(yes), "country": country}
                yield place.file.problem((*place.at, "value"), "told-by-instruments", doubt=True, **told)
        if yes and not own:
            at: Location = ("country",)
            code = "told-by-instruments.silent"
            yield filed.mechanism.problem(at, code, doubt=True, feature=feature.id, country=country)


def _plain(statement: Statement) -> str:
    """A statement as its claim alone makes it, whatever its sheet and other claims add."""
    return repr(replace(statement, announced=False, status="accepted"))


class _Places:
    """Where each statement of a mechanism was drawn from."""

    def __init__(self, mechanism: Mechanism, filed: Filed) -> None:
        features, speakers, documents = mechanism.catalogue.features, mechanism.speakers, mechanism.documents
        self._claims = {
            _plain(statement): place
            for place, claim in filed.placed("claims")
            if isinstance(claim, Claim)
            for statement in of_claim(claim, features, speakers, documents)
        }
        self._stages: dict[tuple[str, str, str], Place] = {}
        for place, stage in filed.placed("reforms"):
            if isinstance(stage, Stage):
                self._stages.setdefault((stage.reform, stage.document, stage.locator), place)

    def of(self, statement: Statement) -> Place:
        """The place of a claim, or of the stage of a reform that says it."""
        if statement.reform is None:
            return self._claims[_plain(statement)]
        return self._stages[statement.reform, statement.document, statement.locator]

    def doubt(self, statement: Statement, code: str, others: Iterable[Statement], **named: Any) -> Problem:
        """A doubt at a statement's place, as secret as the other statements that it speaks of."""
        place = self.of(statement)
        return place.file.problem(place.at, code, doubt=True, quoting=self.levels(others), **named)

    def levels(self, said: Iterable[Statement]) -> list[Visibility]:
        """How secret statements are."""
        return [place.file.visibility(place.at) for place in map(self.of, said)]


def _dates(mechanism: Mechanism, filed: Filed) -> Iterator[Problem]:
    for place, claim in filed.placed("claims"):
        document = mechanism.documents[claim.document]
        if isinstance(claim, Claim) and claim.date is not None and claim.date.first > document.as_of:
            yield place.file.problem((*place.at, "date"), "later-than-document", doubt=True, day=document.as_of)


def _contradictions(mechanism: Mechanism, places: _Places) -> Iterator[Problem]:
    """Two values by one speaker for one day; two changes on one day; a `before` that an earlier change denies."""
    groups: dict[tuple[str, str, str | None, date], list[Statement]] = {}
    for statement in mechanism.statements:
        who = statement.speaker if statement.kind == "observation" else None
        groups.setdefault((statement.feature, statement.kind, who, statement.counts_from), []).append(statement)
    for (feature, kind, _, _), said in groups.items():
        if combine(mechanism.catalogue.features[feature], [s.interval for s in said])[1] == "disputed":
            yield places.doubt(said[-1], _CONTRADICTIONS[kind], said, feature=feature)
    for statement in mechanism.statements:
        if statement.kind == "before":
            earlier = [s for s in mechanism.statements if s.feature == statement.feature and s.kind == "change"]
            changed = [s for s in earlier if s.counts_from < statement.counts_from]
            asked_ = mechanism.catalogue.features[statement.feature]
            then = Course(asked_, changed).on(statement.counts_from).statements
            if any(s.interval.meets(statement.interval) is None for s in then):
                yield places.doubt(statement, "contradiction.earlier", then, feature=statement.feature)


def _bonds(mechanism: Mechanism, places: _Places) -> Iterator[Problem]:
    """Claims in force on one day that break a bond between features."""
    catalogue = mechanism.catalogue
    of: dict[str, list[Statement]] = {id: [] for id in catalogue.features}
    for statement in mechanism.statements:
        of[statement.feature].append(statement)
    courses = {id: Course(catalogue.features[id], said) for id, said in of.items()}
    for day in sorted({s.counts_from for s in mechanism.statements}):
        current = {id: course.on(day).statements for id, course in courses.items()}
        intervals = {id: combine(catalogue.features[id], [s.interval for s in said])[0] for id, said in current.items()}
        for feature, bond in catalogue.broken_bonds(intervals):
            told: dict[str, Any] = {
                "day": day.isoformat(),
                "feature": feature.id,
                "least": as_written(bond.when.at_least),
                "other": bond.then.feature,
                "other_least": as_written(bond.then.at_least),
            }
            bound = (*current[feature.id], *current[bond.then.feature])
            yield places.doubt(bound[0], "bond", bound, **told)


def _adjudications(mechanism: Mechanism, filed: Filed, places: _Places) -> Iterator[Problem]:
    for place, decision in enumerate(filed.dossier.mechanism.adjudications):
        feature = mechanism.catalogue.features[decision.feature]
        said = [s for s in mechanism.statements if s.feature == feature.id and (s.claim or s.stage) in decision.between]
        interval, knowledge = combine(feature, [s.interval for s in said])
        quoting = places.levels(said)
        if knowledge != "disputed":
            whole: Location = ("adjudications", place)
            yield filed.mechanism.problem(whole, "adjudication.agreed", doubt=True, quoting=quoting, feature=feature.id)
        elif interval.meets(decision.interval(feature)) is None:
            at: Location = ("adjudications", place, "value")
            yield filed.mechanism.problem(at, "adjudication.outside", doubt=True, quoting=quoting, feature=feature.id)
