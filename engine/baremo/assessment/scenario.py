"""What engines evaluate of a profile: what applies, what is known, and what reforms in force provide for."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..model.catalogue import Catalogue
from ..model.condition import Status
from ..model.mechanism import Mechanism
from ..model.profile import Profile
from ..model.scorecard import NotApplicableFinding
from ..rules.evaluation import NO, Values, applying
from . import provided
from .exemption import exempt


@dataclass(frozen=True)
class Scenario:
    """Of one profile what applies and what does not; what findings would be with the aims of reforms in force, of the
    criteria that these touch; and the values to evaluate.
    """

    criteria: tuple[str, ...]
    exempted: Mapping[str, NotApplicableFinding]
    aimed: Mapping[str, tuple[Status, ...]]
    values: Values

    @classmethod
    def of(cls, mechanism: Mechanism, catalogue: Catalogue, known: Profile) -> "Scenario":
        """That of a mechanism's profile."""
        exempted = exempt(mechanism, catalogue, known.as_of)
        aims = {id: state.provided for id, state in known.states.items() if state.provided is not None}
        aimed = provided.aimed(catalogue, known.values, aims)
        return cls(
            criteria=tuple(criterion.id for criterion in catalogue.in_order if criterion.id not in exempted),
            exempted=exempted,
            aimed=aimed,
            values={**known.values, **{applying(id): NO for id in exempted}, **provided.asked(catalogue, aimed)},
        )
