"""A flag is possible where something supports it, and is else not shown; what is provided for, in full or in part."""

from dataclasses import replace

import pytest

from baremo.assessment import flags, provided
from baremo.assessment.kernel import Kernel
from baremo.model.catalogue import Catalogue
from baremo.model.criterion import Criterion, Flag
from baremo.model.feature import Feature, Interval
from baremo.model.scorecard import FlagState
from baremo.rules import reference
from baremo.rules.evaluation import NO, YES, Values, applying
from baremo.testing import SCALE, STANDARD, TEXT

ORDER, POLICY = (
    Feature(id=f"institution.{id}", kind="practice", type="yes-no", effort="norm", question=TEXT)
    for id in ("order", "policy")
)
ADOPTED = Criterion.model_validate(
    {
        "id": "institution.adopted", "aspect": "practice", "title": TEXT, "rests_on": ["X/1"], "reason": TEXT,
        "advice": TEXT, "met": {"feature": POLICY.id, "is": True},
    }
)  # fmt: skip
UNMET = {"all": [{"feature": ORDER.id, "is": True}, {"criterion": ADOPTED.id, "is": "not-met"}]}


def catalogue(when: object) -> Catalogue:
    flag = Flag.model_validate({"id": "unmet", "title": TEXT, "text": TEXT, "when": when})
    return Catalogue(
        standard=STANDARD,
        edition=1,
        instruments={},
        features={feature.id: feature for feature in (ORDER, POLICY)},
        criteria={ADOPTED.id: ADOPTED},
        dimensions={"institution": TEXT},
        flags={flag.id: flag},
        scale=SCALE,
        digest="0" * 16,
    )


def state(when: object, order: Interval, policy: Interval, *, applies: bool = True) -> FlagState:
    beside = {applying(ADOPTED.id): YES if applies else NO}
    return raised(catalogue(when), {ORDER.id: order, POLICY.id: policy, **beside}, applies=applies)


def raised(standards: Catalogue, values: Values, *, applies: bool = True) -> FlagState:
    """The state of the flag where the criterion that it asks for applies, or another one does alone."""
    other = ADOPTED.model_copy(update={"id": "institution.other"})
    standards = replace(standards, criteria={**standards.criteria, other.id: other})
    judges = Kernel(standards, [ADOPTED.id, other.id] if applies else [other.id])
    judgement = judges.answered(reference.evaluate(standards, values))
    (state,) = flags.states(judgement, "unmet", judgement.everywhere)
    return state


OPEN = Interval(0, 1)


@pytest.mark.parametrize(
    ("order", "policy", "expected"),
    [
        (YES, NO, "certain"),  # an order, and no policy
        (YES, OPEN, "possible"),  # an order, and nobody knows of a policy
        (NO, NO, "absent"),  # no order
        (NO, OPEN, "absent"),
        (OPEN, OPEN, "open"),  # nothing supports it
        (OPEN, NO, "possible"),
        (YES, YES, "absent"),
    ],
)
def test_three_states(order: Interval, policy: Interval, expected: FlagState) -> None:
    assert state(UNMET, order, policy) == expected


def test_what_does_not_apply_raises_no_flag() -> None:
    assert state(UNMET, YES, NO, applies=False) == "absent"
    assert state({"none": [UNMET]}, OPEN, OPEN, applies=False) == "certain"
    either = {"any": [{"criterion": ADOPTED.id, "is": "not-met"}, {"feature": ORDER.id, "is": True}]}
    assert state(either, OPEN, NO, applies=False) == "open"
    assert state(either, OPEN, NO) == "certain"


def test_of_what_a_flag_wants_the_contrary_the_contrary_supports_it() -> None:
    when = {"all": [{"none": [{"feature": ORDER.id, "is": True}]}, {"criterion": ADOPTED.id, "is": "not-met"}]}
    assert state(when, NO, OPEN) == "possible"
    assert state(when, OPEN, OPEN) == "open"


@pytest.mark.parametrize(
    ("policy", "aim", "expected"),
    [(OPEN, YES, "in-full"), (NO, YES, "in-full"), (YES, YES, None), (NO, NO, None), (NO, OPEN, None)],
)
def test_provided_for(policy: Interval, aim: Interval, expected: str | None) -> None:
    known = {ORDER.id: OPEN, POLICY.id: policy}
    standards = catalogue({"provided_for": ADOPTED.id})
    would_be = provided.aimed(standards, known, {POLICY.id: aim})
    possible = reference.evaluate(standards, known).findings[ADOPTED.id]
    assert provided.level(possible, would_be.get(ADOPTED.id)) == expected
    assert provided.aimed(standards, known, {ORDER.id: YES}) == {}


def test_a_flag_asks_what_is_provided_for() -> None:
    standards = catalogue({"provided_for": ADOPTED.id})
    known = {ORDER.id: OPEN, POLICY.id: NO}
    for aims, expected in (({POLICY.id: YES}, YES), ({POLICY.id: OPEN}, OPEN), ({}, NO), ({ORDER.id: YES}, NO)):
        asked = provided.asked(standards, provided.aimed(standards, known, aims))
        assert list(asked.values()) == [expected]
    assert provided.asked(replace(standards, flags={}), {}) == {}


def test_an_aim_in_part() -> None:
    partly = ADOPTED.model_copy(update={"partly": ADOPTED.met.model_copy(update={"feature": ORDER.id})})
    standards = replace(catalogue({"provided_for": ADOPTED.id}), criteria={partly.id: partly})
    would_be = provided.aimed(standards, {ORDER.id: NO, POLICY.id: NO}, {ORDER.id: YES})
    assert provided.level(("not-met",), would_be[partly.id]) == "in-part"
    assert provided.level(("partly",), would_be[partly.id]) is None


def test_what_does_not_apply_supports_nothing() -> None:
    when = {"all": [{"feature": ORDER.id, "is": True}, {"none": [{"criterion": ADOPTED.id, "is": "met"}]}]}
    assert state(when, OPEN, NO, applies=False) == "open"
    assert state(when, OPEN, NO) == "possible"


def test_what_is_certain_to_fall_short_supports_a_flag() -> None:
    """Not met or partly met: whether the flag holds is open, that something is wanting is not."""
    standards = catalogue({"criterion": ADOPTED.id, "is": "not-met"})
    partly = ADOPTED.model_copy(update={"partly": ADOPTED.met.model_copy(update={"feature": ORDER.id})})
    standards = replace(standards, criteria={partly.id: partly})
    for policy, expected in ((NO, "possible"), (OPEN, "open")):
        assert raised(standards, {ORDER.id: OPEN, POLICY.id: policy}) == expected


def test_whom_it_is_for_supports_a_flag() -> None:
    """Of a State that an order addresses it is possible as soon as nothing rules it out; it is shown to no other."""
    standards = catalogue({"criterion": ADOPTED.id, "is": "not-met"})
    only_for = {"addressed_by": ["X/1"]}
    addressed = {id: flag.model_copy(update={"only_for": only_for}) for id, flag in standards.flags.items()}
    for policy, expected in ((OPEN, "possible"), (NO, "certain"), (YES, "absent")):
        assert raised(replace(standards, flags=addressed), {ORDER.id: OPEN, POLICY.id: policy}) == expected
