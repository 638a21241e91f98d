"""A finding made by hand."""

from baremo.assessment.grounds import verdict
from baremo.model.condition import Status
from baremo.model.criterion import Aspect
from baremo.model.scorecard import Basis, Finding, Grounds

NOBODY = Grounds(one_speaker=None, state_alone=False, adjudicated=False, state_heard=True)


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
