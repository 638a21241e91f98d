"""Findings made by hand, and what the kernel makes of them."""

from collections.abc import Mapping, Sequence

from baremo.assessment.grounds import verdict
from baremo.assessment.kernel import Judgement, Kernel, Possible
from baremo.model.catalogue import Catalogue
from baremo.model.condition import Status
from baremo.model.criterion import Aspect
from baremo.model.scorecard import Basis, Finding, Grounds
from baremo.rules.planes import Truths

NOBODY = Grounds(one_speaker=None, state_alone=False, adjudicated=False, state_heard=True, one_coder=False)


def finding(
    id: str, *possible: Status, basis: Basis = "settled", critical: bool = False, aspect: Aspect = "practice"
) -> Finding:
    """A finding of which this is still possible."""
    return Finding(
        criterion=id,
        dimension=id.split(".", maxsplit=1)[0],
        aspect=aspect,
        possible=possible,
        verdict=verdict(possible),
        at_least_partly=len(possible) > 1 and "not-met" not in possible,
        basis=basis,
        deciding=(),
        contested=False,
        critical=critical,
        worth=1,
        grounds=NOBODY,
        provided=None,
    )


def judged(catalogue: Catalogue, *scenarios: Mapping[str, Sequence[Status]]) -> Judgement:
    """Scenarios in which these statuses are possible of the criteria that apply."""
    planes = {
        id: Possible(
            *(
                sum(1 << place for place, scenario in enumerate(scenarios) if status in scenario[id])
                for status in ("not-met", "partly", "met")
            )
        )
        for id in scenarios[0]
    }
    judgement = Judgement(Kernel(catalogue, scenarios[0]), Truths({}, {}), len(scenarios))
    judgement.__dict__["possible"] = planes
    return judgement
