"""The worker's own part, without the process around it: what it answers, and what it leaves behind."""

import io
import json
import math
import runpy
import sys
import warnings
from typing import Any

import pytest
from conftest import needs_durable

from baremo.model.feature import Interval
from baremo.rules import circuit, reference
from baremo.rules.durable import worker
from baremo.rules.durable.network import plan
from baremo.rules.evaluation import presumed
from baremo.workspace.workspace import Workspace

pytestmark = needs_durable


def told(monkeypatch: pytest.MonkeyPatch, *messages: object) -> list[dict[str, Any]]:
    """What it answers to these messages."""
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(json.dumps(message) + "\n" for message in messages)))
    monkeypatch.setattr(sys, "stdout", out)
    with warnings.catch_warnings(action="ignore"):
        worker.main()
    return [json.loads(line) for line in out.getvalue().splitlines()]


def rule(head: int, *tests: dict[str, Any]) -> dict[str, Any]:
    """A rule that asks one fact for all of this."""
    return {"all": [{"m0": {"$and": [*tests]}}], "run": head}


BOOT = rule(-1, {"b": -1}, {"t": -1})


def test_it_answers_every_line_in_turn(shipped: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    made = circuit.build(shipped.catalogue)
    plans = plan(made)
    features = shipped.catalogue.features
    profiles = [
        {**presumed(shipped.catalogue), **profile}
        for profile in (
            {id: feature.whole for id, feature in features.items()},
            {id: Interval(0, 0) for id in features},
            {id: Interval(feature.whole.high, feature.whole.high) for id, feature in features.items()},
        )
    ]
    first = {"rulesets": plans.rulesets, "reads": [sorted(reads) for reads in plans.reads]}
    ready, *answers = told(monkeypatch, first, *({"facts": plans.facts(profile)} for profile in profiles))
    assert ready == {"ready": True}
    for profile, answer in zip(profiles, answers, strict=True):
        derived = answer["literals"]
        assert derived == sorted(set(derived))
        truths = reference.evaluate(shipped.catalogue, profile).truths
        for path, literal in made.paths.items():
            assert (literal in derived, literal ^ 1 in derived) == (
                truths[path].value == "true",
                truths[path].value == "false",
            )


def test_a_fault_is_an_answer_and_not_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    rulesets = [{"boot": BOOT, "r0": rule(3, {"b": 0})}]
    first = {"rulesets": rulesets, "reads": [[]]}
    _, fault, answer = told(monkeypatch, first, {"facts": [[0, 1]]}, {"facts": [[0, 1, 1]]})
    assert fault["fault"].startswith("ValueError: not enough values")
    assert answer == {"literals": [3]}


def test_each_stage_sees_what_those_before_it_derived(monkeypatch: pytest.MonkeyPatch) -> None:
    """Literal 3 follows from a fact, 5 from 3 in the same ruleset, 7 from 5 in the next."""
    stages = [
        {"boot": BOOT, "r0": rule(3, {"b": 0}), "r1": rule(5, {"t": 3})},
        {"boot": BOOT, "r0": rule(7, {"t": 5})},
    ]
    ready, answer, nothing = told(
        monkeypatch, {"rulesets": stages, "reads": [[3], [5]]}, {"facts": [[0, 1, 1]]}, {"facts": []}
    )
    assert (ready, answer, nothing) == ({"ready": True}, {"literals": [3, 5, 7]}, {"literals": []})


def test_facts_are_put_in_the_bucket_that_the_rules_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Buckets hold 64 features or literals each; features' are even, literals' odd."""
    stages = [
        {
            "boot": BOOT,
            "r0": rule(63, {"b": 0}, {"f": 63}),
            "r1": rule(64, {"b": 2}, {"f": 64}),
            "r2": rule(65, {"b": 1}, {"t": 63}),
        },
        {"boot": BOOT, "r0": rule(67, {"b": 3}, {"t": 64})},
    ]  # fmt: skip
    _, answer = told(monkeypatch, {"rulesets": stages, "reads": [[63], [64]]}, {"facts": [[63, 0, 0], [64, 0, 0]]})
    assert answer == {"literals": [63, 64, 65, 67]}


def test_a_ruleset_that_the_package_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    (answer,) = told(monkeypatch, {"rulesets": [{"r0": {"all": "nonsense", "run": 1}}], "reads": [[]]})
    assert answer["fault"] == "durable-rules refuses the rules: error: Could not create ruleset, error code: 204"


NO_PACKAGE = "durable-rules cannot be imported: ModuleNotFoundError: import of durable halted; None in sys.modules"


def test_a_package_that_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable", None)
    assert told(monkeypatch) == [{"fault": NO_PACKAGE}]


def test_its_file_is_the_whole_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable", None)
    monkeypatch.setattr(sys, "stdout", out := io.StringIO())
    runpy.run_path(worker.__file__, run_name="__main__")
    assert json.loads(out.getvalue()) == {"fault": NO_PACKAGE}


def test_a_fault_names_no_folder() -> None:
    for fault, said in (
        (ImportError("/home/me/lib/durable.so: undefined symbol: PyEval"), "ImportError: durable.so: undefined symbol: PyEval"),
        (OSError(r"C:\Users\me\durable.dll is none, nor is D:\other.dll"), "OSError: durable.dll is none, nor is other.dll"),
    ):  # fmt: skip
        assert worker._said(fault) == said


def test_a_fault_within_a_rule_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package swallows what goes wrong in an action, as here, where no rule reads the literal that it passes on."""
    first = {"rulesets": [{"boot": BOOT, "r0": rule(3, {"b": 0})}], "reads": [[3]]}
    _, answer = told(monkeypatch, first, {"facts": [[0, 1, 1]]})
    assert answer["fault"].startswith("MessageNotHandledException: ")


def test_a_fault_on_the_way_leaves_nothing_to_the_next_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package refuses the second fact when the first is already there."""
    ruleset = {"boot": BOOT, "r0": rule(3, {"b": 0}, {"l": 1}), "r1": rule(5, {"b": 0}, {"l": 2})}
    messages = [{"facts": facts} for facts in ([[0, 1, 1], [0, math.inf, 1]], [[0, 2, 2]])]
    _, fault, answer = told(monkeypatch, {"rulesets": [ruleset], "reads": [[]]}, *messages)
    assert "Could not assert fact" in fault["fault"]
    assert answer == {"literals": [5]}


def test_its_states_are_gone_after_each_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact of one evaluation is never there in the next, and no state is left in the package (309: no such state)."""
    with warnings.catch_warnings(action="ignore"):
        from durable import engine

    class Host(engine.Host):  # type: ignore[misc]
        def _run(self) -> None:
            """Start no timers."""

    network = worker.Network(
        Host, engine.MessageNotHandledException, [{"boot": {**BOOT}, "r0": rule(3, {"b": 0}, {"l": 1})}], [[]]
    )
    for number in range(50):
        assert network.run([[0, 1, 1]], f"s{number}") == [3]
        assert network.run([[0, 0, 0]], f"s{number}") == []
        with pytest.raises(Exception, match="error code: 309"):
            network._host.get_state("stage0", f"s{number}")
