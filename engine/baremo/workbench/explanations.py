"""Why a finding or a flag is as it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .. import __version__
from ..analysis.remedy import remedy
from ..assessment.assess import Assessment, assess
from ..assessment.explanation import Explanations
from ..model.sheet import Signature
from ..model.why import Origin, WhyFile
from ..workspace.mechanisms import Filed
from ..workspace.workspace import Workspace
from .bench import Bench
from .slip import Slip, unknown_criterion


@dataclass(frozen=True)
class Explained:
    """A finding or a flag explained, and the assessment that found it; `file` is what is published of it as JSON."""

    workspace: Workspace
    assessment: Assessment
    file: WhyFile


def why(
    bench: Bench,
    mechanism: str,
    id: str,
    as_of: date | None = None,
    perspective: str = "all",
    *,
    count_withheld: bool = False,
) -> Explained:
    """The way back from the finding on a criterion, or from a flag, by its id.

    Raises:
        Slip: if there is no such criterion or flag, or it does not apply to the mechanism.
        NoScorecard: if there is none on that day.
        WorkspaceError: with everything that is wrong in the files read.
    """
    workspace = bench.read([mechanism], sparing=True)
    catalogue = workspace.catalogue
    if id not in catalogue.criteria and id not in catalogue.flags:
        raise unknown_criterion(id, catalogue)
    engines = bench.engines(workspace)
    (whole,) = bench.mechanisms(workspace)
    card = assess(whole, engines, as_of, perspective, count_withheld)
    origins = {} if bench.audience == "public" else _origins(workspace.dossiers[mechanism])
    explanations = Explanations(card, origins)
    file = WhyFile(baremo=__version__, standards=catalogue.version, engines=engines.names)
    if id in catalogue.flags:
        if id not in (flag.flag for flag in card.scorecard.flags):
            raise Slip("flag-not-for", name=id, mechanism=mechanism)
        return Explained(workspace, card, file.model_copy(update={"flag": explanations.flag(id)}))
    if id not in (finding.criterion for finding in card.scorecard.findings):
        raise Slip("not-applicable", name=id, mechanism=mechanism)
    found = {"why": explanations.finding(id), "remedy": remedy(card, id)}
    return Explained(workspace, card, file.model_copy(update=found))


def _origins(filed: Filed) -> Mapping[str, Origin]:
    """Where every entry of a dossier's sheets stands, and who coded and reviewed its sheet, by the entry's id."""
    sheets = {filed.sheets[sheet.document].path: sheet for sheet in filed.dossier.sheets}
    origins = {}
    for id, (file, at) in filed.places.items():
        sheet = sheets[file.path]
        line, _ = file.place(at)
        origins[id] = Origin(
            file=file.path,
            line=line,
            coded=tuple(signature.by for signature in sheet.coded),
            reconciled=_by(sheet.reconciled),
            reviewed=_by(sheet.reviewed),
        )
    return origins


def _by(signature: Signature | None) -> str | None:
    return None if signature is None else signature.by
