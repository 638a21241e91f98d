"""Every kind of file that a user gives, and everything that is done with one: it ends in a result or in errors with their places."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel
from said import sentence

from baremo.assessment.assess import NoScorecard, assess, prepare
from baremo.assessment.doubts import dossier_doubts
from baremo.model.catalogue import Catalogue
from baremo.model.criterion import CriterionFile, FeatureFile, FlagFile
from baremo.model.crosswalk import CrosswalkFile
from baremo.model.document import Document, SpeakerFile
from baremo.model.dossier import Bill
from baremo.model.guidance import GuidanceFile
from baremo.model.instrument import Instrument
from baremo.model.mechanism import Mechanism
from baremo.model.organisation import Organisation
from baremo.model.plan import CostFile
from baremo.model.scale import ScaleFile
from baremo.model.sheet import Sheet
from baremo.model.standard import Standard
from baremo.rules.lints import rule_problems
from baremo.rules.reference import evaluate
from baremo.workspace.bills import load_bill
from baremo.workspace.doubts import catalogue_doubts
from baremo.workspace.guidance import load_crosswalk, load_guidance
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.strays import file_doubts, replacements
from baremo.workspace.validation import validate
from baremo.workspace.workspace import Workspace, load
from baremo.workspace.yaml_file import read


class Kind(NamedTuple):
    """Where a file of this kind stands in the small workspace, and the model that it is read into."""

    file: str
    model: type[BaseModel]


SMALL = Path(__file__).with_name("small")
"""A whole workspace, as small as can be with every key in it that a file may have, and a bill and costs beside it."""
KINDS = {
    "mechanism": Kind("mechanisms/nowhere/mechanism.yaml", Mechanism),
    "sheet": Kind("mechanisms/nowhere/claims/late.yaml", Sheet),
    "draft": Kind("mechanisms/nowhere/drafts/early.coder-b.yaml", Sheet),
    "document": Kind("mechanisms/documents/early.yaml", Document),
    "speakers": Kind("mechanisms/speakers.yaml", SpeakerFile),
    "standard": Kind("standards/standard.yaml", Standard),
    "features": Kind("standards/features/collective.yaml", FeatureFile),
    "criteria": Kind("standards/criteria/collective.yaml", CriterionFile),
    "flags": Kind("standards/flags.yaml", FlagFile),
    "scale": Kind("standards/scale.yaml", ScaleFile),
    "instrument": Kind("standards/instruments/declaration.yaml", Instrument),
    "treaty": Kind("standards/instruments/treaty.yaml", Instrument),
    "judgment": Kind("standards/instruments/judgment.yaml", Instrument),
    "guidance": Kind("standards/guidance/collective.yaml", GuidanceFile),
    "crosswalk": Kind("standards/crosswalk.yaml", CrosswalkFile),
    "organisation": Kind("reports/organisation.yaml", Organisation),
    "bill": Kind("bill.yaml", Bill),
    "costs": Kind("costs.yaml", CostFile),
}
ALONE = ("bill", "costs")
"""The kinds of file that belong to no room, and are called by their path."""
PNG = b"\x89PNG\r\n\x1a\n"


class Reference:
    """The reference engine in the place of all engines."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def evaluate(self, values: Any) -> Any:
        return evaluate(self._catalogue, values)


def copied(folder: Path) -> Path:
    """The small workspace in a new folder."""
    shutil.copytree(SMALL, folder)
    (folder / "reports" / "logo.png").write_bytes(PNG)
    return folder


def user(kind: str, folder: Path) -> Callable[[], object]:
    """What reads the file of that kind in a copy of the small workspace, and does with it all that is ever done."""
    file = folder / KINDS[kind].file
    if kind == "costs":
        return lambda: validate(read(file, str(file)), CostFile)
    if kind == "bill":
        whole = load(folder)
        return lambda: load_bill(file, whole.catalogue, whole.bibliography)
    return lambda: use(load(folder, drafts=True))


def use(whole: Workspace) -> None:
    """What `check` and `score` do with a workspace, and what is read of it only when it is asked for."""
    load_guidance(whole.rooms.standards, whole.standards)
    load_crosswalk(whole.rooms.standards, whole.standards)
    list(rule_problems(whole.standards))
    list(catalogue_doubts(whole))
    list(file_doubts(whole.layout, whole.bibliography))
    list(replacements(whole.layout, whole.bibliography))
    speakers, documents = whole.bibliography.speakers, whole.bibliography.documents
    for filed in whole.dossiers.values():
        list(dossier_doubts(prepare(filed.dossier, whole.standards.whole, speakers, documents, "confidential"), filed))
        ready = prepare(filed.dossier, whole.catalogue, speakers, documents, "confidential")
        try:
            assess(ready, Reference(whole.catalogue)).scorecard.model_dump_json()  # type: ignore[arg-type]
        except NoScorecard:
            pass


def told(fault: WorkspaceError, file: str) -> None:
    """Every problem names its file, and its place unless the whole file or folder is meant."""
    assert fault.problems
    for problem in fault.problems:
        assert problem.path
        assert sentence(problem)
        assert "Traceback" not in sentence(problem)
        assert (problem.line == 0) == (problem.column == 0)
    assert any(file.startswith(problem.path) or problem.line for problem in fault.problems)
