"""The planes engine is the reference, scenario by scenario, over generated catalogues; and its scores are `assess`'s."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import catalogues, values

np = pytest.importorskip("numpy", reason="the extra `analysis` is not installed: pip install 'baremo[analysis]'")

from baremo.assessment import scoring  # noqa: E402
from baremo.assessment.columns import Columns, Scorecards  # noqa: E402
from baremo.model.catalogue import Catalogue  # noqa: E402
from baremo.model.criterion import Scale  # noqa: E402
from baremo.model.feature import Interval  # noqa: E402
from baremo.model.scorecard import Finding  # noqa: E402
from baremo.rules import reference  # noqa: E402
from baremo.rules.evaluation import Values  # noqa: E402
from baremo.rules.kleene import Truth  # noqa: E402
from baremo.rules.planes import Column, Planes, unpacked  # noqa: E402


def columns_of(catalogue: Catalogue, scenarios: list[Values], whole: bool) -> dict[str, Column]:
    """The scenarios as columns; what is alike in all of them as one interval, unless `whole` columns are wanted."""
    made: dict[str, Column] = {}
    for id in catalogue.features:
        found = [scenario[id] for scenario in scenarios]
        if len(set(found)) == 1 and not whole:
            made[id] = found[0]
        else:
            low = np.array([low for low, _ in found])
            single = all(interval.single for interval in found)
            made[id] = (low, low if single else np.array([high for _, high in found]))
    return made


@st.composite
def cases(draw: st.DrawFn) -> tuple[Catalogue, list[Values], dict[str, Column]]:
    catalogue = draw(catalogues())
    if draw(st.booleans()):
        scale = catalogue.scale.model_dump(by_alias=True)
        ids = [*catalogue.dimensions, *catalogue.criteria]
        weight = st.sampled_from((0.5, 2, 3, 7.25))
        text = {"en": "because"}
        listed = [{"of": id, "is": draw(weight), "because": text} for id in ids if draw(st.booleans())]
        scale["weights"] = {
            "dimensions": [one for one in listed if one["of"] in catalogue.dimensions],
            "criteria": [one for one in listed if one["of"] in catalogue.criteria],
        }
        catalogue = type(catalogue)(**{**catalogue.__dict__, "scale": Scale.model_validate(scale)})
    scenarios = draw(st.lists(values(catalogue), min_size=1, max_size=70))
    if draw(st.booleans()):
        scenarios = [{id: Interval(low, low) for id, (low, _) in scenario.items()} for scenario in scenarios]
    return catalogue, scenarios, columns_of(catalogue, scenarios, draw(st.booleans()))


@given(case=cases())
def test_every_condition_is_as_in_the_reference(case: tuple[Catalogue, list[Values], dict[str, Column]]) -> None:
    catalogue, scenarios, columns = case
    truths = Planes(catalogue).evaluate(columns, len(scenarios))
    for place, scenario in enumerate(scenarios):
        expected = reference.evaluate(catalogue, scenario).truths
        got = {
            path: Truth.TRUE
            if unpacked(truths.true[path], truths.size)[place]
            else Truth.FALSE
            if unpacked(truths.false[path], truths.size)[place]
            else Truth.OPEN
            for path in truths.true
        }
        assert got == dict(expected)


@given(case=cases())
def test_findings_and_scores_are_those_of_a_scorecard(case: tuple[Catalogue, list[Values], dict[str, Column]]) -> None:
    catalogue, scenarios, columns = case
    made = Columns(catalogue).scorecards(columns, len(scenarios))
    share = scoring.weights(catalogue, catalogue.criteria)
    for place, scenario in enumerate(scenarios):
        evaluation = reference.evaluate(catalogue, scenario)
        findings = [
            Finding(
                criterion=id, dimension=catalogue.criteria[id].dimension, aspect="law", possible=possible, basis="silent",
                contested=False, critical=id in catalogue.scale.cap.critical, worth=0,
            )
            for id, possible in evaluation.findings.items()
        ]  # fmt: skip
        assert {id: _possible(made, id, place) for id in made.possible} == dict(evaluation.findings)
        overall = scoring.overall(catalogue, findings, share)
        assert _points(made.overall, place) == overall.score
        assert _points(made.uncapped, place) == overall.uncapped
        for one in scoring.dimension_scores(catalogue, findings, share):
            assert _points(made.dimensions[one.dimension], place) == one.score
        for id, truth in evaluation.flags.items():
            assert bool(unpacked(made.certain[id], made.size)[place]) == (truth is Truth.TRUE)
            assert bool(unpacked(made.absent[id], made.size)[place]) == (truth is Truth.FALSE)


def _possible(made: Scorecards, id: str, place: int) -> tuple[str, ...]:
    planes = zip(("not-met", "partly", "met"), made.possible[id], strict=True)
    return tuple(status for status, plane in planes if unpacked(plane, made.size)[place])


def _points(scores: object, place: int) -> tuple[float, float]:
    low, high = scores.points()  # type: ignore[attr-defined]
    return float(low[place]), float(high[place])
