"""Every command's job, done through the workbench alone; run as a program, in a folder."""

import json
import sys
from collections.abc import Callable
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from baremo.model.coding import Decision
from baremo.model.sheet import Signature
from baremo.workbench import (
    coding,
    comparisons,
    imports,
    questionnaires,
    releases,
    replies,
    reports,
    starts,
    suppositions,
    texts,
    translating,
    writing,
)
from baremo.workbench.asking import ask
from baremo.workbench.bench import Bench
from baremo.workbench.checks import check
from baremo.workbench.evidence import evidence
from baremo.workbench.explanations import why
from baremo.workbench.schemas import MODELS, schema
from baremo.workbench.scores import score
from baremo.workbench.sensitivity import robustness
from baremo.workbench.standards import standards

OF_DRAFTS = "nowhere", "late"
CRITERION = "collective.granted"


def hand_in(bench: Bench) -> object:
    return [coding.hand_in(bench, *OF_DRAFTS, coder).sheet.status for coder in ("coder-a", "coder-b")]


def reconcile(bench: Bench) -> object:
    pairs = coding.side_by_side(bench, *OF_DRAFTS).open
    decisions = [
        Decision(between=tuple(sorted(pair.ids)), take=tuple(sorted(pair.ids))[:1], why="So.") for pair in pairs
    ]
    return coding.reconcile(bench, *OF_DRAFTS, decisions, Signature(by="editor")).sheet.status


def accept(bench: Bench) -> object:
    coding.hand_in(bench, "nowhere", "early", "coder-a")
    return coding.accept(bench, "nowhere", "early").sheet.status


def init(bench: Bench) -> object:
    starts.start_workspace(Path("new"))
    return sorted(path.name for path in Path("new").iterdir())


def new(bench: Bench) -> object:
    return starts.start_mechanism(Path("new"), "ours", "NO").is_file()


def report(bench: Bench) -> object:
    finished = reports.report(bench, ["nowhere"], ["html", "markdown"], "en")
    return reports.write(Path("reports-made"), list(finished.contents()))


def publish(bench: Bench) -> object:
    request = releases.Request("2026-1", date(2026, 11, 25))
    releases.publish(Path("released"), releases.release(bench, ["nowhere"], request, ["markdown"], "en"))
    return sorted(path.suffix for path in Path("released").iterdir())


def reply(bench: Bench) -> object:
    answer = {"criterion": CRITERION, "speaker": "ministry", "date": "2017", "text": {"en": "It was."}}
    return len(replies.reply(bench, "nowhere", [answer]))


def checked(bench: Bench) -> object:
    given = writing.give_ids(bench)
    return len(given), check(bench).errors


def schemas(bench: Bench) -> object:
    return [schema(bench, name)["type"] for name in (*MODELS, "profile")]


def compared(bench: Bench) -> object:
    comparisons.perspectives(bench, "nowhere")
    return len(comparisons.compare(bench, [("nowhere", date(2013, 1, 1)), ("nowhere", None)]).file.model_dump_json())


def questionnaire(bench: Bench) -> object:
    asked = questionnaires.questionnaire(bench, "nowhere", "early", "en", "coder-q")
    return Path("asked.xlsx").write_bytes(questionnaires.written(asked, "xlsx")) > 10_000


def take(bench: Bench) -> object:
    (taken,) = imports.take(bench, Path("asked.xlsx"), on=date(2017, 3, 1))
    return len(taken.refused), taken.saved


def translate(bench: Bench) -> object:
    listed = translating.to_translate(bench, "pt", ["nowhere"])
    Path("texts.xlsx").write_bytes(translating.written(bench, listed, "pt", "en"))
    return translating.take_back(bench, "pt", Path("texts.xlsx")).rows


def needs(package: str, job: Callable[[Bench], object]) -> Callable[[Bench], object]:
    """The job, where the package that it needs is installed."""
    return job if find_spec(package) else lambda bench: f"needs {package}"


JOBS: dict[str, Callable[[Bench], object]] = {
    "check": checked,
    "score": lambda bench: len(score(bench, ["nowhere"]).assessments),
    "report": report,
    "why": lambda bench: why(bench, "nowhere", CRITERION).file.why is not None,
    "compare": compared,
    "timeline": lambda bench: len(comparisons.timeline(bench, "nowhere").file.timelines),
    "whatif": lambda bench: len(suppositions.whatif(bench, "nowhere", settings=["nonpolice.balance=mainly"]).clashing),
    "evidence": lambda bench: evidence(bench, ["nowhere"]).file.baremo != "",
    "ask": lambda bench: len(ask(bench, ["nowhere"]).file.ask),
    "plan": lambda bench: suppositions.plan(bench, "nowhere", "1").file.plan.target,
    "robustness": needs("scipy", lambda bench: robustness(bench, ["nowhere"], 100).file.robustness.draws),
    "standards": lambda bench: len(standards(bench, CRITERION).criteria),
    "text": lambda bench: len(texts.take_in(bench, "late", Path("late.txt")).pages),
    "hand-in": hand_in,
    "reconcile": reconcile,
    "agreement": lambda bench: len(coding.agreement(bench).agreement.documents),
    "accept": accept,
    "questionnaire": needs("xlsxwriter", questionnaire),
    "import": needs("python_calamine", take),
    "translate": needs("python_calamine", translate),
    "export": lambda bench: len(list(reports.export(bench, ["nowhere"], "en"))),
    "reply": reply,
    "publish": publish,
    "verify": lambda bench: releases.verify(Path("released")).whole,
    "schema": schemas,
    "init": init,
    "new": new,
}
"""In the order in which they can be done one after the other."""

if __name__ == "__main__":
    with Bench(Path(), "confidential") as bench:
        done = {name: job(bench) for name, job in JOBS.items()}
    json.dump(done, sys.stdout)
