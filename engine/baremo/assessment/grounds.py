"""On whose word a verdict stands: what would be left of it without a speaker, the State, or our own decisions."""

from collections.abc import Callable
from dataclasses import dataclass, field

from ..model.catalogue import Catalogue
from ..model.condition import STATUSES, Status
from ..model.dossier import Dossier
from ..model.profile import Profile, Statement
from ..model.scorecard import Grounds, Verdict
from ..rules import reference
from ..rules.evaluation import Values
from .profiling import profile

Possible = tuple[Status, ...]


def verdict(possible: Possible) -> Verdict:
    """Met if nothing else is possible, short if met is impossible, else open."""
    return "met" if possible == ("met",) else "open" if "met" in possible else "short"


@dataclass(frozen=True)
class Counterfactuals:
    """What a profile would be without some of what it rests on; each worked out once, when it is first asked for."""

    dossier: Dossier
    catalogue: Catalogue
    statements: tuple[Statement, ...]
    actual: Profile
    _known: dict[str, Values] = field(default_factory=dict)

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
            and _worst(self._without_state(criterion)) < _worst(possible),
            adjudicated=any(state.adjudication is not None for state in states)
            and verdict(self.unadjudicated(criterion)) != verdict(possible),
            state_heard=any(s.speaker is None or s.speaker_kind in kinds for s in current),
        )

    def unadjudicated(self, criterion: str) -> Possible:
        """What would be possible had we decided nothing between claims."""
        values = self._values("adjudicated", self.statements, decided=False)
        return self._finding(criterion, values)

    def _one_speaker(self, criterion: str, possible: Possible, current: list[Statement]) -> str | None:
        """The speaker whose observations, beside the record, suffice for the verdict, which falls without them."""
        settled = verdict(possible)
        if settled == "open":
            return None
        for speaker in sorted({s.speaker for s in current if _word(s) and s.speaker is not None}):
            without = self._finding(criterion, self._keeping(f"-{speaker}", _by_others_than(speaker)))
            alone = self._finding(criterion, self._keeping(f"+{speaker}", _by(speaker)))
            if verdict(without) != settled and verdict(alone) == settled:
                return speaker
        return None

    def _without_state(self, criterion: str) -> Possible:
        kinds = self.catalogue.standard.state_kinds
        return self._finding(criterion, self._keeping("-state", lambda s: s.speaker_kind not in kinds))

    def _keeping(self, key: str, kept: Callable[[Statement], bool]) -> Values:
        """The values had the other observations not been made; what is of the record stays."""
        return self._values(key, tuple(s for s in self.statements if not _word(s) or kept(s)))

    def _values(self, key: str, statements: tuple[Statement, ...], decided: bool = True) -> Values:
        if key not in self._known:
            actual, dossier = self.actual, self.dossier
            if not decided:
                mechanism = dossier.mechanism.model_copy(update={"adjudications": ()})
                dossier = dossier.model_copy(update={"mechanism": mechanism})
            kinds = self.catalogue.standard.kinds_of(actual.perspective)
            features = self.catalogue.features
            other = profile(dossier, features, statements, actual.as_of, actual.perspective, kinds)
            assumed = {id: s.interval for id, s in actual.states.items() if s.knowledge == "known" and not s.statements}
            self._known[key] = {**other.values, **assumed}
        return self._known[key]

    def _finding(self, criterion: str, values: Values) -> Possible:
        return reference.evaluate(self.catalogue.alone[criterion], values).findings[criterion]


def _by(speaker: str) -> Callable[[Statement], bool]:
    return lambda statement: statement.speaker == speaker


def _by_others_than(speaker: str) -> Callable[[Statement], bool]:
    return lambda statement: statement.speaker != speaker


def _word(statement: Statement) -> bool:
    """Whether it is somebody's word, and not of the public record."""
    return statement.kind == "observation"


def _worst(possible: Possible) -> int:
    return STATUSES.index(possible[0])
