"""What a scorecard's sentences say is so: of its range, its weights, its evidence, and of what is still open."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from nowhere import nowhere

from baremo.assessment.assess import Assessment, Mechanism, assess, judge
from baremo.model.feature import Interval
from baremo.model.scale import Scale, Weights
from baremo.reporting.publication import Publication
from baremo.reporting.views.scorecard import ScorecardView
from baremo.rules.engines import Engines
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import Workspace

DAY = date(2017, 3, 31)
EFFECTIVE = "effectiveness.adequacy"


def with_scale(shipped: Workspace, **changed: object) -> Workspace:
    """The shipped standards with another scale."""
    scale: Scale = shipped.catalogue.scale.model_copy(update=changed)
    return replace(shipped, catalogue=replace(shipped.catalogue, scale=scale))


def all_met_but(workspace: Workspace, room: Path, open_: Collection[str]) -> Assessment:
    """A mechanism that meets everything but what rests on the features named, of which nothing is known."""
    mechanism, _ = nowhere(workspace, room, "")
    with Engines(workspace.catalogue) as engines:
        known = assess(mechanism, engines, DAY).profile
        best = {
            id: replace(
                state,
                interval=state.feature.whole
                if id in open_
                else Interval(*[state.feature.whole.high if state.feature.polarity == "higher" else 0] * 2),
            )
            for id, state in known.states.items()
        }
        return judge(mechanism, replace(known, states=best), engines)


def view(card: Assessment, language: str = "en") -> ScorecardView:
    return Publication(card.mechanism.catalogue, language, (built_in() / "reports",)).view(card)


def narrower(told: ScorecardView) -> float:
    """By how much the range would be narrower, as the page says."""
    said = re.search(r"narrower by ([\d.]+) point", told.unknown)
    assert said is not None, told.unknown
    return float(said[1])


@pytest.mark.parametrize("id", ["honduras", "colombia", "mexico"])
def test_what_is_said_of_a_range_comes_from_the_range_shown(
    brief: dict[str, Mechanism], engines: Engines, id: str
) -> None:
    told = view(assess(brief[id], engines, DAY))
    assert narrower(told) == pytest.approx(told.overall.high - told.overall.low)
    if id == "honduras":
        assert (told.overall.points, narrower(told)) == ("10–59", 49)


@pytest.mark.parametrize(("cap", "points"), [(40, 60), (59, 41), (59.5, 41)])
def test_the_cap_included(shipped: Workspace, tmp_path: Path, cap: float, points: float) -> None:
    """Where one critical finding is open; a range is shown outwards, the cap as it is."""
    (critical,) = {EFFECTIVE} & set(shipped.catalogue.scale.cap.critical)
    capped = shipped.catalogue.scale.cap.model_copy(update={"at": cap})
    card = all_met_but(with_scale(shipped, cap=capped), tmp_path, shipped.catalogue.features_of(critical))
    told = view(card)
    assert told.overall.points == f"{int(cap)}–100"
    assert narrower(told) == points
    assert told.capped is not None
    assert f"held at {cap:g}," in told.capped


def test_nothing_is_said_of_a_cap_where_nothing_is_critical(shipped: Workspace, tmp_path: Path) -> None:
    cap = shipped.catalogue.scale.cap.model_copy(update={"critical": ()})
    told = view(all_met_but(with_scale(shipped, cap=cap), tmp_path, shipped.catalogue.features_of(EFFECTIVE)))
    assert told.capped is None
    assert not [line for line in told.method if "cannot exceed" in line]


WEIGHTS = [
    ({"dimensions": [{"of": "impunity", "is": 1000, "because": {"en": "It matters most."}}]}, "counts 1,000 times: It matters most."),
    ({"criteria": [{"of": EFFECTIVE, "is": 2.5, "because": {"en": "So."}}]}, "counts 2.5 times: So."),
    ({"criteria": [{"of": EFFECTIVE, "is": 0.125, "because": {"en": "So."}}]}, "counts 0.125 times: So."),
]  # fmt: skip


@pytest.mark.parametrize(("weights", "said"), WEIGHTS)
def test_declared_weights_are_said_with_their_reasons(
    shipped: Workspace, tmp_path: Path, weights: object, said: str
) -> None:
    own = with_scale(shipped, weights=Weights.model_validate(weights))
    method = view(all_met_but(own, tmp_path, ())).method
    assert not [line for line in method if "equally, and so do" in line]
    assert [line for line in method if line.endswith(said)]
    plain = view(all_met_but(shipped, tmp_path, ())).method
    assert [line for line in plain if "themes count equally, and so do the criteria" in line]


@pytest.mark.parametrize("partly", [0.333333, 0.5, 0.1234])
def test_what_partly_is_worth(shipped: Workspace, tmp_path: Path, partly: float) -> None:
    own = with_scale(shipped, statuses={**shipped.catalogue.scale.statuses, "partly": partly})
    assert f"partly met ({partly:g})" in view(all_met_but(own, tmp_path, ())).method[0]


def test_where_nothing_is_open_nothing_is_counted(shipped: Workspace, tmp_path: Path) -> None:
    assert view(all_met_but(shipped, tmp_path, ())).unknown == "On every criterion one finding is left."
    one = view(all_met_but(shipped, tmp_path, shipped.catalogue.features_of("collective.scope"))).unknown
    assert one.startswith("On 1 criterion more than one finding is still possible (1 because they say nothing).")
    assert not re.search(r"\b0\b", one)


@pytest.mark.parametrize("as_of", [DAY, date(2026, 11, 25), date(2020, 3, 1)])
def test_of_the_evidence_the_day_is_said_and_no_age(
    mechanisms: dict[str, Mechanism], engines: Engines, as_of: date
) -> None:
    for mechanism in mechanisms.values():
        said = " ".join(view(assess(mechanism, engines, as_of)).head.evidence)
        assert "old" not in said
        assert re.fullmatch(r"The newest evidence is of \d+ \w+ \d{4}\.|We have no information for this date\.", said)
