"""The durable engine at its edges: empty, large, repeated, broken."""

import os
import signal
import sys
import time
from pathlib import Path

import pytest
from conftest import needs_durable

from baremo.model.catalogue import Catalogue
from baremo.model.criterion import Criterion, Flag
from baremo.model.feature import Feature, Interval
from baremo.rules import circuit, reference
from baremo.rules.durable import engine as durable_engine
from baremo.rules.durable.engine import Durable, DurableUnavailable, Worker
from baremo.rules.durable.network import (
    PATTERNS_A_RULE,
    READERS_A_LITERAL,
    RULES_A_RULESET,
    TESTS_A_FEATURE,
    plan,
)
from baremo.rules.engines import Disagreement, Engines
from baremo.rules.kleene import Truth
from baremo.workspace.workspace import Workspace

from strategies import SCALE, TEXT  # isort: skip

pytestmark = needs_durable


def unknown(catalogue: Catalogue) -> dict[str, Interval]:
    return {id: feature.whole for id, feature in catalogue.features.items()}


def generated(criteria: int) -> Catalogue:
    """A catalogue of any size: each criterion tests four features, one in three refers to the one before."""
    names = [f"collective.f{number}" for number in range(max(8, criteria * 46 // 38))]
    features = {
        name: Feature.model_validate(
            {
                "id": name, "kind": "practice", "type": "choice", "effort": "practice", "question": TEXT,
                "values": [{"id": v, "label": TEXT} for v in ("none", "some", "most")],
            }
        )
        for name in names
    }  # fmt: skip
    made: dict[str, Criterion] = {}
    for number in range(criteria):
        tests = [{"feature": names[(number * 3 + step) % len(names)], "at_least": "most"} for step in range(4)]
        weaker = [{"feature": names[(number * 5 + step) % len(names)], "at_least": "some"} for step in range(4)]
        parts: list[dict[str, object]] = [*weaker]
        if number % 3 == 2:
            parts.append({"criterion": f"collective.c{number - 1}", "at_least": "partly"})
        id = f"collective.c{number}"
        made[id] = Criterion.model_validate(
            {
                "id": id, "aspect": "practice", "title": TEXT, "met": {"all": tests},
                "partly": {"at_least_n": {"n": 2, "of": parts}}, "rests_on": ["X/1"], "reason": TEXT, "advice": TEXT,
            }
        )  # fmt: skip
    flag = Flag.model_validate(
        {
            "id": "f",
            "title": TEXT,
            "text": TEXT,
            "when": {"all": [{"criterion": id, "is": "not-met"} for id in made]},
        }
    )
    return Catalogue({}, features, made, {"collective": TEXT}, {"f": flag}, SCALE, "0" * 16)


def test_nothing_known_and_nothing_derived(shipped: Workspace) -> None:
    """A profile for which no rule fires must not crash the package."""
    with Durable(shipped.catalogue) as durable:
        for _ in range(20):
            truths = durable.evaluate(unknown(shipped.catalogue)).truths
            assert set(truths.values()) == {Truth.OPEN}


@pytest.mark.parametrize("factor", [1, 10])
def test_catalogues_of_the_shipped_size_and_ten_times_it(factor: int) -> None:
    catalogue = generated(38 * factor)
    profiles = [
        unknown(catalogue),
        *({id: Interval(rank, rank) for id in catalogue.features} for rank in range(3)),
        {id: Interval(number % 3, max(number % 3, 1)) for number, id in enumerate(catalogue.features)},
    ]
    with Durable(catalogue) as durable:
        for profile in profiles:
            assert durable.evaluate(profile).truths == reference.evaluate(catalogue, profile).truths


def test_no_ruleset_comes_near_a_limit() -> None:
    made = plan(circuit.build(generated(380)))
    assert len(made.rulesets) > 1
    for ruleset in made.rulesets:
        assert len(ruleset) <= RULES_A_RULESET + 1
        tests: dict[str, int] = {}
        for rule in ruleset.values():
            assert len(rule["all"]) <= PATTERNS_A_RULE
            for pattern in rule["all"]:
                ((_, body),) = pattern.items()
                key = str(body["$and"][1])
                tests[key] = tests.get(key, 0) + 1
        assert max(tests.values()) <= max(TESTS_A_FEATURE, READERS_A_LITERAL)


def test_a_worker_that_is_killed_leaves_the_reference_result(shipped: Workspace) -> None:
    with Engines(shipped.catalogue) as engines:
        profile = unknown(shipped.catalogue)
        assert engines.names == ("durable", "reference")
        engines.evaluate(profile)
        os.kill(engines._durable.worker.pid, signal.SIGKILL)  # type: ignore[union-attr]
        assert engines.evaluate(profile).truths == reference.evaluate(shipped.catalogue, profile).truths
        assert engines.names == ("reference",)
        assert engines.notice == "its process ended with signal 9"


def test_a_worker_that_hangs_is_ended(shipped: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable_engine, "PATIENCE", 0.5)
    with Durable(shipped.catalogue) as durable:
        os.kill(durable.worker.pid, signal.SIGSTOP)
        with pytest.raises(DurableUnavailable, match="signal 9"):
            durable.evaluate(unknown(shipped.catalogue))


def test_a_package_that_cannot_be_imported(shipped: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "durable"
    broken.mkdir()
    (broken / "__init__.py").write_text("raise ImportError('undefined symbol: PyEval_CallObject')")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), *sys.path)))
    for patience in (0.0, 1.0):  # told whether it ends before or after it is handed the rules
        worker = Worker()
        time.sleep(patience)
        with (
            pytest.raises(DurableUnavailable, match="PyEval_CallObject"),
            Durable(shipped.catalogue, worker) as durable,
        ):
            durable.evaluate(unknown(shipped.catalogue))
        worker.close()


def test_a_disagreement_shows_both_traces(shipped: Workspace) -> None:
    profile = unknown(shipped.catalogue)
    with Engines(shipped.catalogue) as engines:
        engines.evaluate(profile)
        durable = engines._durable
        assert durable is not None
        durable._circuit.paths["collective.granted:met"] ^= 1  # type: ignore[index]
        known = {**profile, "collective.granted": Interval(0, 0)}
        with pytest.raises(Disagreement, match=r"true +false +collective\.granted:met   <-- differs"):
            engines.evaluate(known)
