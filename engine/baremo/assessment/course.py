"""Many profiles of one mechanism at once, as of its days one after the other: their scores and flags."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import is_not

from ..model.profile import FeatureState, Profile
from ..model.scorecard import Basis, FlagFinding
from ..rules.planes import Plane
from . import flags
from .assess import Mechanism
from .findings import basis
from .kernel import Bases, Judgement, kernel
from .scenario import Scenario
from .scoring import Scores, scores


def judge_all(mechanism: Mechanism, course: Sequence[Profile]) -> Iterator[tuple[Scores, tuple[FlagFinding, ...]]]:
    """What each profile comes to, in their order; a scenario each, evaluated on planes."""
    own, catalogue = mechanism.dossier.mechanism, mechanism.catalogue
    scenarios = [Scenario.of(own, catalogue, known) for known in course]
    for criteria, together in groupby(zip(course, scenarios, strict=True), key=lambda pair: pair[1].criteria):
        alike = list(together)
        whole, profiles = kernel(catalogue, criteria), [known for known, _ in alike]
        judgement = whole.judge(whole.planes.columns([scenario.values for _, scenario in alike]), len(alike))
        raised = flags.raised(judgement, own.country, [known.as_of for known in profiles])
        yield from zip(scores(judgement, _bases(mechanism, judgement, profiles)), raised, strict=True)


def _bases(mechanism: Mechanism, judgement: Judgement, course: Sequence[Profile]) -> Bases:
    """What every finding rests on in each profile: looked at anew only where something of its features has changed."""
    bases: dict[str, Mapping[Basis, Plane]] = {}
    for criterion in judgement.kernel.criteria:
        planes: dict[Basis, Plane] = {}
        before: list[FeatureState] | None = None
        for scenario, known in enumerate(course):
            states = [known.states[feature] for feature in mechanism.catalogue.tied[criterion]]
            if before is None or any(map(is_not, states, before)):
                possible = judgement.possible[criterion].statuses(scenario)
                current, before = basis(criterion, possible, mechanism.counterfactuals(known)), states
            planes[current] = planes.get(current, 0) | 1 << scenario
        bases[criterion] = planes
    return bases
