"""`baremo plan`: what it prints, what it refuses, and what it does without the solver."""

import json
import os
import shutil
from pathlib import Path

import pytest
from jsonschema import validate
from program import baremo

from baremo.workspace.rooms import built_in

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
    assert "participation.decision-body: 0.5" in baremo(*command).stdout


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


def test_without_the_solver_the_plan_is_the_same() -> None:
    import subprocess
    import sys

    command = [sys.executable, "-c", NO_SOLVER, "plan", "mexico", "--target", "60", "--front"]
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert (done.returncode, done.stdout) == (0, baremo("plan", "mexico", "--target", "60", "--front").stdout)


def test_heavy_parts_are_imported_only_by_those_who_need_them() -> None:
    import subprocess
    import sys

    program = "import sys; from baremo.cli import program; program({!r}, standalone_mode=False); print(sorted({{'numpy', 'ortools', 'scipy'}} & set(sys.modules)), file=sys.stderr)"
    for arguments, expected in ((["score", "mexico"], "[]"), (["why", "mexico", "impunity.investigations"], "[]")):
        done = subprocess.run(
            [sys.executable, "-c", program.format(arguments)], capture_output=True, text=True, check=False
        )
        assert done.stderr.strip().endswith(expected)


WEIGHED = (
    "participation.engagement", "collective.scope", "nonpolice.preventive", "impunity.specialised-unit",
    "effectiveness.emergency", "institution.reach",
)  # fmt: skip


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    """A workspace whose weights have no common unit that OR-Tools could count in."""
    (tmp_path / "fine" / "standards").mkdir(parents=True)
    shutil.copy(built_in() / "standards" / "scale.yaml", tmp_path / "fine" / "standards")
    scale = tmp_path / "fine" / "standards" / "scale.yaml"
    weights = (f"{{of: {one}, is: {3 + place}.12345{place}, because: {{en: x}}}}" for place, one in enumerate(WEIGHED))
    scale.write_text(scale.read_text("utf-8").replace("criteria: []", f"criteria: [{', '.join(weights)}]", 1), "utf-8")
    return tmp_path / "fine"


def test_fine_weights_are_added_up_exactly(fine: Path) -> None:
    """OR-Tools has no whole numbers for them; what is tried group by group needs none."""
    done = baremo("plan", "mexico", "--target", "60", "-w", str(fine), "--front", "--format", "json")
    plan = json.loads(done.stdout)["plan"]
    assert plan["plans"][0]["options"][0]["score"][0] >= 60
    assert [point["cost"] for point in plan["front"]] == sorted({point["cost"] for point in plan["front"]})


def test_so_are_fine_costs(tmp_path: Path) -> None:
    costs = tmp_path / "costs.yaml"
    costs.write_text("norm: 0.000001\npractice: 999999\n")
    plan = json.loads(baremo("plan", "mexico", "--target", "40", "--costs", str(costs), "--format", "json").stdout)
    (option, *_) = plan["plan"]["plans"][0]["options"]
    assert option["cost"] == pytest.approx(sum(step["cost"] for step in option["steps"]))
