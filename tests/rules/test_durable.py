"""The durable engine at its edges: empty, large, repeated, broken."""

import os
import signal
import sys
import time
from pathlib import Path
from random import Random

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
    Plan,
    plan,
)
from baremo.rules.engines import Disagreement, Engines
from baremo.rules.evaluation import Evaluation
from baremo.rules.kleene import Truth
from baremo.workspace.workspace import Workspace

from baremo.testing import SCALE, STANDARD, TEXT  # isort: skip

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
    return Catalogue(STANDARD, 1, {}, features, made, {"collective": TEXT}, {"f": flag}, SCALE, "0" * 16)


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
    within_limits(made)


def test_the_largest_edition_stays_within_the_limits(shipped: Workspace) -> None:
    """Its rules fit, and durable's answers are the reference's."""
    catalogue = shipped.standards.catalogue(2)
    assert len(catalogue.criteria) > 60
    within_limits(plan(circuit.build(catalogue)))
    random = Random(1)
    with Durable(catalogue) as durable:
        for _ in range(20):
            values = {
                id: Interval(*sorted(random.choices(range(feature.whole.high + 1), k=2)))
                for id, feature in catalogue.features.items()
                if feature.whole.high < 10_000
            }
            profile = {**unknown(catalogue), **values}
            assert durable.evaluate(profile).truths == reference.evaluate(catalogue, profile).truths


def within_limits(made: Plan) -> None:
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


def test_a_worker_that_reads_nothing_is_ended(shipped: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """However long what it is sent is: a pipe holds some 64 KB."""
    monkeypatch.setattr(durable_engine, "PATIENCE", 0.5)
    worker = Worker()
    os.kill(worker.pid, signal.SIGSTOP)
    with pytest.raises(DurableUnavailable, match="signal 9"):
        worker.send({"rulesets": "x" * 1_000_000})
    worker.close()


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


def test_a_worker_that_cannot_read_the_rules_says_so(shipped: Workspace) -> None:
    worker = Worker()
    try:
        worker.send({"rulesets": [{"r0": {"all": "nonsense", "run": 1}}], "reads": [[]]})
        with pytest.raises(DurableUnavailable, match="durable-rules refuses the rules: "):
            worker.receive("ready")
    finally:
        worker.close()


def test_a_worker_that_ends_of_itself(shipped: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the package's native code calls exit."""
    (tmp_path / "durable").mkdir()
    (tmp_path / "durable" / "__init__.py").write_text("import os\nos._exit(3)")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), *sys.path)))
    with Engines(shipped.catalogue) as engines:
        engines.evaluate(unknown(shipped.catalogue))
        assert (engines.notice, engines.names) == ("its process ended with exit code 3", ("reference",))


def test_a_worker_says_nothing_on_the_terminal(
    shipped: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whatever the package prints on its way: a warning of Python's, a word on standard error."""
    (tmp_path / "durable").mkdir()
    (tmp_path / "durable" / "__init__.py").write_text(
        "import sys, warnings\nwarnings.warn('old')\nprint('noise', file=sys.stderr)\nraise ImportError('no')"
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), *sys.path)))
    with Engines(shipped.catalogue) as engines:
        engines.evaluate(unknown(shipped.catalogue))
        assert engines.notice == "durable-rules cannot be imported: ImportError: no"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("noise", ["hello", "[1, 2]", "null", '{"literals": "none"}'])
def test_a_package_that_talks_on_the_workers_line(
    shipped: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, noise: str
) -> None:
    (tmp_path / "durable").mkdir()
    (tmp_path / "durable" / "__init__.py").write_text(f"print({noise!r}, flush=True)\nimport time\ntime.sleep(9)")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), *sys.path)))
    with Engines(shipped.catalogue) as engines:
        engines.evaluate(unknown(shipped.catalogue))
        assert engines.names == ("reference",)
        assert engines.notice in ("its answer cannot be read", "it gave no answer")


def test_a_package_that_is_not_there(shipped: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable_engine, "installed", lambda: False)
    with Engines(shipped.catalogue) as engines:
        assert (engines.names, engines.notice) == (("reference",), "durable-rules is not installed")
        profile = unknown(shipped.catalogue)
        assert engines.evaluate(profile).truths == reference.evaluate(shipped.catalogue, profile).truths


def test_a_worker_started_before_is_the_one_that_works(shipped: Workspace) -> None:
    worker = Worker()
    with Engines(shipped.catalogue, worker) as engines:
        assert engines.notice is None
        assert engines._durable is not None
        assert engines._durable.worker is worker
        assert engines.evaluate(unknown(shipped.catalogue)).findings.keys() == shipped.catalogue.criteria.keys()
    assert worker._process.poll() is not None


def test_a_long_all_is_one_of_shorter_ones() -> None:
    """17, 256 and 300 literals: one level, one level and two levels of at most sixteen patterns a rule."""
    for size in (16, 17, 33, 256, 300):
        names = [f"collective.f{number}" for number in range(size)]
        features = {
            name: Feature.model_validate(
                {"id": name, "kind": "record", "type": "yes-no", "effort": "norm", "question": TEXT}
            )
            for name in names
        }
        met = {"all": [{"feature": name, "is": True} for name in names]}
        rule = {
            "id": "collective.c",
            "aspect": "law",
            "title": TEXT,
            "met": met,
            "rests_on": ["X/1"],
            "reason": TEXT,
            "advice": TEXT,
        }
        criteria = {"collective.c": Criterion.model_validate(rule)}
        catalogue = Catalogue(STANDARD, 1, {}, features, criteria, {"collective": TEXT}, {}, SCALE, "0" * 16)
        made = plan(circuit.build(catalogue))
        rules = [rule for ruleset in made.rulesets for rule in ruleset.values()]
        assert max(len(rule["all"]) for rule in rules) == 16
        longest = {16: 1, 17: 1 + 2, 33: 1 + 3, 256: 1 + 16, 300: 1 + 19 + 2}[size]
        heads = [rule["run"] for rule in rules if len(rule["all"]) > 1 or rule["run"] >= 2 * (size + 1)]
        assert len(heads) == len(set(heads)) == longest
        all_yes = {name: Interval(1, 1) for name in names}
        one_no = {**all_yes, names[-1]: Interval(0, 0)}
        with Durable(catalogue) as durable:
            for profile in (all_yes, one_no, {**all_yes, names[0]: Interval(0, 1)}):
                assert durable.evaluate(profile).truths == reference.evaluate(catalogue, profile).truths


def test_a_disagreement_shows_both_traces(shipped: Workspace) -> None:
    catalogue = shipped.catalogue
    values = {"collective.granted": Interval(0, 2), "collective.scope": Interval(1, 1)}
    specified = Evaluation(catalogue, {"a:met": Truth.TRUE, "a:met/0": Truth.OPEN, "b:met": Truth.FALSE})
    durable = Evaluation(catalogue, {"a:met": Truth.TRUE, "a:met/0": Truth.FALSE})
    assert str(Disagreement(durable, specified, values)).splitlines() == [
        "the engines disagree; please report this as a defect",
        "",
        "durable   reference  condition",
        "true      true       a:met",
        "false     open       a:met/0   <-- differs",
        "missing   false      b:met   <-- differs",
        "",
        "values: collective.granted=0..2, collective.scope=1..1",
    ]


def test_a_disagreement_is_no_result(shipped: Workspace) -> None:
    profile = unknown(shipped.catalogue)
    with Engines(shipped.catalogue) as engines:
        engines.evaluate(profile)
        durable = engines._durable
        assert durable is not None
        durable._circuit.paths["collective.granted:met"] ^= 1  # type: ignore[index]
        known = {**profile, "collective.granted": Interval(0, 0)}
        with pytest.raises(Disagreement, match=r"true +false +collective\.granted:met   <-- differs"):
            engines.evaluate(known)
