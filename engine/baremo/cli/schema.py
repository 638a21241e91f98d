"""`baremo schema`."""

import json
from pathlib import Path
from typing import Any

import click
from pydantic import BaseModel

from ..model.agreement import AgreementFile
from ..model.ask import AskFile
from ..model.coding import DecisionFile
from ..model.comparison import ComparisonFile
from ..model.criterion import CriterionFile, FeatureFile, FlagFile
from ..model.crosswalk import CrosswalkFile
from ..model.document import Document, SpeakerFile
from ..model.dossier import Bill
from ..model.guidance import GuidanceFile
from ..model.instrument import Instrument
from ..model.mechanism import Mechanism, ReplyFile
from ..model.plan import CostFile, PlanFile
from ..model.profile import answers_model
from ..model.release import Manifest, VerificationFile
from ..model.robustness import RobustnessFile
from ..model.scale import ScaleFile
from ..model.scorecard import ScorecardFile
from ..model.sheet import Sheet
from ..model.standard import Standard
from ..model.timeline import TimelineFile
from ..model.whatif import WhatIfFile
from ..model.why import WhyFile
from ..workspace.workspace import load
from .options import workspace_option

MODELS: dict[str, type[BaseModel]] = {
    "mechanism": Mechanism,
    "sheet": Sheet,
    "document": Document,
    "bill": Bill,
    "costs": CostFile,
    "decisions": DecisionFile,
    "replies": ReplyFile,
    "speakers": SpeakerFile,
    "instrument": Instrument,
    "features": FeatureFile,
    "criteria": CriterionFile,
    "flags": FlagFile,
    "scale": ScaleFile,
    "standard": Standard,
    "guidance": GuidanceFile,
    "crosswalk": CrosswalkFile,
    "scorecard": ScorecardFile,
    "comparison": ComparisonFile,
    "timeline": TimelineFile,
    "whatif": WhatIfFile,
    "why": WhyFile,
    "plan": PlanFile,
    "robustness": RobustnessFile,
    "ask": AskFile,
    "agreement": AgreementFile,
    "manifest": Manifest,
    "verification": VerificationFile,
}
PRINTED = (
    "scorecard",
    "comparison",
    "timeline",
    "whatif",
    "why",
    "plan",
    "robustness",
    "ask",
    "agreement",
    "manifest",
    "verification",
)
"""The schemas of what we print; the others are of files that we read."""


@click.command()
@click.argument("name", type=click.Choice([*MODELS, "profile"]), metavar="NAME")
@workspace_option
def schema(name: str, workspace: Path | None) -> None:
    """Print a JSON Schema.

    NAME is a kind of file (mechanism, sheet, document, speakers, bill, costs, decisions, replies, instrument, features,
    criteria, flags, scale), the JSON that commands print (scorecard, comparison, timeline, whatif, why, plan,
    robustness, ask, agreement, manifest, verification), or the answers to all questions (profile).

    \b
    Example:
      baremo schema sheet > sheet.schema.json
    """
    if name == "profile":
        model: type[BaseModel] = answers_model(load(workspace, []).catalogue.features.values())
    else:
        model = MODELS[name]
    made: dict[str, Any] = model.model_json_schema(mode="serialization" if name in PRINTED else "validation")
    click.echo(
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **made}, indent=2, ensure_ascii=False)
    )
