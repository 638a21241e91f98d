"""The JSON Schemas of the files that we read and of the JSON that we print."""

from typing import Any

from pydantic import BaseModel

from ..model.agreement import AgreementFile
from ..model.ask import AskFile
from ..model.coding import DecisionFile
from ..model.comparison import ComparisonFile
from ..model.criterion import CriterionFile, FeatureFile, FlagFile
from ..model.crosswalk import CoverageFile, CrosswalkFile
from ..model.document import Document, SpeakerFile
from ..model.dossier import Bill
from ..model.evidence import EvidenceFile
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
from .bench import Bench

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
    "evidence": EvidenceFile,
    "manifest": Manifest,
    "verification": VerificationFile,
    "coverage": CoverageFile,
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
    "evidence",
    "manifest",
    "verification",
    "coverage",
)
"""The schemas of what we print; the others are of files that we read."""
PROFILE = "profile"
"""The answers to all questions of a catalogue: a schema that depends on the workspace."""


def schema(bench: Bench, name: str) -> dict[str, Any]:
    """The schema of one of `MODELS`, or of `PROFILE`.

    Raises:
        KeyError: if it is none of them.
        WorkspaceError: if the workspace's standards cannot be read.
    """
    model = answers_model(bench.read(()).catalogue.features.values()) if name == PROFILE else MODELS[name]
    written = model.model_json_schema(mode="serialization" if name in PRINTED else "validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **written}
