"""On whose word a verdict stands: what would be left of it without a speaker, the State, or our own decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from ..model.bonds import narrowed
from ..model.catalogue import Catalogue
from ..model.condition import STATUSES, Status
from ..model.dossier import Dossier
from ..model.profile import FeatureState, Profile, Statement
from ..model.scorecard import Grounds, Verdict
from ..rules import outcome
from ..rules.evaluation import Values
from .profiling import Profiles

Possible = tuple[Status, ...]
Without = tuple[Literal["without", "but", "state", "decided"], str]
"""What is left out: what one speaker says, or all but that; the State's word; what we decided between claims."""


def verdict(possible: Possible) -> Verdict:
    """Met if nothing else is possible, short if met is impossible, else open."""
    return "met" if possible == ("met",) else "open" if "met" in possible else "short"


@dataclass(frozen=True)
class Counterfactuals:
    """What a profile would be without some of what it rests on; `said` has all statements by their feature.

    Of each criterion only the features that it rests on are looked at, with what bonds tie to them; and a feature is
    worked out anew, once, only where something of it is left out.
    """

    dossier: Dossier
    catalogue: Catalogue
    said: Mapping[str, Sequence[Statement]]
    actual: Profile
    _known: dict[tuple[Without, str], FeatureState] = field(default_factory=dict)

    def grounds(self, criterion: str, possible: Possible) -> Grounds:
        """On whose word the verdict on a criterion stands."""
        catalogue, kinds = self.catalogue, self.catalogue.standard.state_kinds
        states = [self.actual.states[id] for id in catalogue.features_of(criterion)]
        current = [statement for state in states for statement in state.statements]
        practice = catalogue.criteria[criterion].aspect == "practice"
        return Grounds(
            one_speaker=self._one_speaker(criterion, possible, current),
            state_alone=practice
            and any(_word(s) and s.speaker_kind in kinds for s in current)
            and _worst(self._finding(criterion, ("state", ""))) < _worst(possible),
            adjudicated=any(state.adjudication is not None for state in states)
            and verdict(self.unadjudicated(criterion)) != verdict(possible),
            state_heard=any(s.speaker is None or s.speaker_kind in kinds for s in current),
            one_coder=self._one_coder(criterion, current),
        )

    def _one_coder(self, criterion: str, current: Sequence[Statement]) -> bool:
        """Whether nothing that it rests on, by a bond if not by itself, was coded twice."""
        tied = (self.actual.states[id] for id in self.catalogue.tied[criterion])
        resting = current or [statement for state in tied for statement in state.statements]
        return bool(resting) and all(statement.status == "accepted" for statement in resting)

    def unadjudicated(self, criterion: str) -> Possible:
        """What would be possible had we decided nothing between claims."""
        return self._finding(criterion, ("decided", ""))

    def _one_speaker(self, criterion: str, possible: Possible, current: list[Statement]) -> str | None:
        """The speaker whose observations, beside the record, suffice for the verdict, which falls without them."""
        settled = verdict(possible)
        if settled == "open":
            return None
        for speaker in sorted({s.speaker for s in current if _word(s) and s.speaker is not None}):
            falls = verdict(self._finding(criterion, ("without", speaker))) != settled
            if falls and verdict(self._finding(criterion, ("but", speaker))) == settled:
                return speaker
        return None

    def _finding(self, criterion: str, without: Without) -> Possible:
        return outcome.possible(self.catalogue, criterion, self._values(criterion, without))

    def _values(self, criterion: str, without: Without) -> Values:
        states = {id: self._state(id, without) for id in self.catalogue.tied[criterion]}
        lapsed = {id for id, state in states.items() if state.lapsed}
        values = narrowed(self.catalogue.features, {id: state.interval for id, state in states.items()}, fixed=lapsed)
        actual = {id: self.actual.states[id] for id in values}
        assumed = (id for id, state in actual.items() if state.knowledge == "known" and not state.statements)
        return {**values, **{id: actual[id].interval for id in assumed}}

    def _state(self, feature: str, without: Without) -> FeatureState:
        """What would be known of a feature; what is of the record stays."""
        if (without, feature) not in self._known:
            said = self.said.get(feature, ())
            kept = [statement for statement in said if not _word(statement) or self._keeps(statement, without)]
            decided = self.actual.states[feature].adjudication is not None and without[0] == "decided"
            same = len(kept) == len(said) and not decided
            self._known[without, feature] = (
                self.actual.states[feature] if same else self._alone(feature, kept, decided=not decided)
            )
        return self._known[without, feature]

    def _alone(self, feature: str, said: list[Statement], *, decided: bool) -> FeatureState:
        dossier, actual = self.dossier, self.actual
        if not decided:
            mechanism = dossier.mechanism.model_copy(update={"adjudications": ()})
            dossier = dossier.model_copy(update={"mechanism": mechanism})
        kinds = self.catalogue.standard.kinds_of(actual.perspective)
        features = {feature: self.catalogue.features[feature]}
        return Profiles(dossier, features, said, actual.perspective, kinds).state(feature, actual.as_of)

    def _keeps(self, statement: Statement, without: Without) -> bool:
        what, speaker = without
        match what:
            case "without":
                return statement.speaker != speaker
            case "but":
                return statement.speaker == speaker
            case "state":
                return statement.speaker_kind not in self.catalogue.standard.state_kinds
        return True


def _word(statement: Statement) -> bool:
    """Whether it is somebody's word, and not of the public record."""
    return statement.kind == "observation"


def _worst(possible: Possible) -> int:
    return STATUSES.index(possible[0])
