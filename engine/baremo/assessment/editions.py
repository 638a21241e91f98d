"""What an edition does not ask about is left out of a dossier before anything is drawn from it."""

from ..model.catalogue import Catalogue
from ..model.dossier import Dossier
from ..model.mechanism import Mechanism
from ..model.sheet import Sheet, Stage


def asked(dossier: Dossier, catalogue: Catalogue) -> Dossier:
    """The dossier with what it says of the features and criteria that the edition holds, and of no others."""
    return Dossier(
        mechanism=_mechanism(dossier.mechanism, catalogue),
        sheets=tuple(_sheet(sheet, catalogue) for sheet in dossier.sheets),
    )


def _mechanism(mechanism: Mechanism, catalogue: Catalogue) -> Mechanism:
    features, criteria = catalogue.features, catalogue.criteria
    kept = {
        "adjudications": tuple(entry for entry in mechanism.adjudications if entry.feature in features),
        "not_applicable": tuple(entry for entry in mechanism.not_applicable if entry.criterion in criteria),
        "replies": tuple(entry for entry in mechanism.replies if entry.criterion in criteria),
    }
    return mechanism.model_copy(update=kept)


def _sheet(sheet: Sheet, catalogue: Catalogue) -> Sheet:
    kept = {
        "claims": tuple(claim for claim in sheet.claims if claim.feature in catalogue.features),
        "reforms": tuple(_stage(stage, catalogue) for stage in sheet.reforms),
        "nothing_on": tuple(id for id in sheet.nothing_on if id in catalogue.features),
    }
    return sheet.model_copy(update=kept)


def _stage(stage: Stage, catalogue: Catalogue) -> Stage:
    kept = {
        "lays_down": tuple(change for change in stage.lays_down if change.feature in catalogue.features),
        "aims": tuple(aim for aim in stage.aims if aim.feature in catalogue.features),
    }
    return stage.model_copy(update=kept)
