"""Which answer would tell most, against asking each question by itself and scoring by the reference."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from baremo.analysis.questions import questions
from baremo.assessment.kernel import Kernel
from baremo.model.bonds import narrowed
from baremo.model.catalogue import Catalogue
from baremo.model.feature import Bond, Interval
from baremo.rules import reference
from baremo.rules.evaluation import Values
from baremo.testing import catalogues, profiles, ranks


@st.composite
def cases(draw: st.DrawFn) -> tuple[Catalogue, Values]:
    catalogue = draw(catalogues(max_features=4))
    ids = list(catalogue.features)
    if len(ids) > 1 and draw(st.booleans()):
        least, implied = (draw(ranks(catalogue.features[id])) for id in ids[:2])
        catalogue = bound(catalogue, ids[0], least, ids[1], implied)
    return catalogue, {id: Interval(low, min(high, low + 5)) for id, (low, high) in draw(profiles(catalogue)).items()}


def bound(catalogue: Catalogue, id: str, least: int, other: str, implied: int) -> Catalogue:
    """With a bond between two features, from which rank on to which."""
    features = dict(catalogue.features)
    bond = {
        "when": {"at_least": features[id].raw(least)},
        "then": {"feature": other, "at_least": features[other].raw(implied)},
    }
    features[id] = features[id].model_copy(update={"implies": (Bond.model_validate(bond),)})
    return replace(catalogue, features=features)


def judged(catalogue: Catalogue, given: Values) -> tuple[Fraction, dict[str, tuple[str, ...]]]:
    """The width of the capped score's range, and the findings."""
    findings = reference.evaluate(catalogue, given).findings
    kernel, scale = Kernel(catalogue), catalogue.scale
    ends = [sum(kernel.share[id] * scale.worth(found[end]) for id, found in findings.items()) for end in (0, -1)]
    critical = [findings[id] for id in scale.cap.critical]
    if any("not-met" in found for found in critical):
        ends[0] = min(ends[0], kernel.cap)
    if any(found == ("not-met",) for found in critical):
        ends[1] = min(ends[1], kernel.cap)
    return ends[1] - ends[0], dict(findings)


def told(found: tuple[str, ...]) -> bool:
    return found == ("met",) or "met" not in found


@given(case=cases())
def test_questions_are_those_of_brute_force(case: tuple[Catalogue, Values]) -> None:
    catalogue, given = case
    given = narrowed(catalogue.features, given)
    if any(catalogue.broken_bonds(given)):
        return
    width, before = judged(catalogue, given)
    expected = {}
    for id, (low, high) in given.items():
        outcomes = []
        for rank in range(low, high + 1):
            after = narrowed(catalogue.features, {**given, id: Interval(rank, rank)})
            if low < high and not any(catalogue.broken_bonds(after)):
                then, findings = judged(catalogue, after)
                settled = {c for c, found in findings.items() if told(found) and not told(before[c])}
                outcomes.append((width - then, settled))
        possibly = set().union(*(settled for _, settled in outcomes))
        if outcomes and (max(gain for gain, _ in outcomes) or possibly):
            always = set.intersection(*(settled for _, settled in outcomes))
            expected[id] = (max(g for g, _ in outcomes), min(g for g, _ in outcomes), possibly, always)
    listed = questions(Kernel(catalogue), given)
    assert {q.feature: (q.most, q.least, set(q.possibly), set(q.always)) for q in listed} == expected
    assert [q.most for q in listed] == sorted((q.most for q in listed), reverse=True)
