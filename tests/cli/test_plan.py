"""`baremo plan`: what it prints, what it refuses, and what it does without the solver."""

import json
from pathlib import Path

import pytest
from jsonschema import validate
from program import baremo

pytest.importorskip("ortools", reason="the extra `plan` is not installed: pip install 'baremo[plan]'")
NO_SOLVER = """
import sys
sys.modules["ortools"] = None
from baremo.cli import main
main()
"""


def test_the_json_is_as_published_and_reaches_its_target() -> None:
    done = baremo("plan", "mexico", "--target", "substantial", "--format", "json", "--options", "2")
    made = json.loads(done.stdout)
    validate(made, json.loads(baremo("schema", "plan").stdout))
    by_effort, equal, *_ = made["plan"]["plans"]
    for plans in (by_effort, equal):
        for option in plans["options"]:
            assert option["score"][0] >= 60
            assert option["cost"] == plans["cost"] == pytest.approx(sum(step["cost"] for step in option["steps"]))
    assert len(equal["options"][0]["steps"]) == equal["cost"]


def test_a_plan_carried_out_reaches_its_target() -> None:
    made = json.loads(baremo("plan", "honduras", "--target", "40", "--format", "json").stdout)
    steps = made["plan"]["plans"][0]["options"][0]["steps"]
    said = {True: "yes", False: "no"}
    settings = [
        f"--set={s['feature']}={said[s['value']] if isinstance(s['value'], bool) else s['value']}" for s in steps
    ]
    done = baremo("whatif", "honduras", *settings, "--format", "json")
    assert (
        json.loads(done.stdout)["whatif"]["after"]["overall"]["score"]
        == made["plan"]["plans"][0]["options"][0]["score"]
    )


def test_what_is_fixed_stays(tmp_path: Path) -> None:
    costs = tmp_path / "costs.yaml"
    costs.write_text("norm: 2\nfeatures: {participation.decision-body: 0.5}\n")
    command = ("plan", "mexico", "--target", "45", "--costs", str(costs), "--fix", "collective.legal-basis")
    made = json.loads(baremo(*command, "--format", "json").stdout)["plan"]
    steps = {s["feature"]: s["cost"] for s in made["plans"][0]["options"][0]["steps"]}
    assert "collective.legal-basis" not in steps
    assert {cost for id, cost in steps.items() if id != "participation.decision-body"} <= {2, 3, 9}
    assert "participation.decision-body 0.5" in baremo(*command).stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("mexico", "--target", "substancial"), "did you mean 'substantial'?"),
        (("mexico", "--target", "101"), "expected a score from 0 to 100"),
        (("mexico", "--target", "nan"), "expected a score from 0 to 100"),
        (("mexico", "--target", "60", "--fix", "collective.grantd"), "did you mean 'collective.granted'?"),
        (("mexico", "--target", "60", "--costs", "{file}"), "costs.yaml:1:7: error: "),
        (("mexico", "--target", "60", "--costs", "missing.yaml"), "there is no such file"),
    ],
)
def test_bad_input(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    (tmp_path / "costs.yaml").write_text("norm: -1\n")
    done = baremo("plan", *(part.replace("{file}", str(tmp_path / "costs.yaml")) for part in arguments))
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_without_the_solver_too_much_is_told_as_such() -> None:
    import subprocess
    import sys

    command = [sys.executable, "-c", NO_SOLVER, "plan", "mexico", "--target", "60"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "sets of changes, too many to try: pip install 'baremo[plan]', or use --fix." in done.stderr


def test_heavy_parts_are_imported_only_by_those_who_need_them() -> None:
    import subprocess
    import sys

    program = "import sys; from baremo.cli import program; program({!r}, standalone_mode=False); print(sorted({{'numpy', 'ortools', 'SALib'}} & set(sys.modules)), file=sys.stderr)"
    for arguments, expected in ((["score", "mexico"], "[]"), (["why", "mexico", "impunity.investigations"], "[]")):
        done = subprocess.run(
            [sys.executable, "-c", program.format(arguments)], capture_output=True, text=True, check=False
        )
        assert done.stderr.strip().endswith(expected)
