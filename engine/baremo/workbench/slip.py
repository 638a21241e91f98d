"""What a user may mistake: a feature for a criterion, one id for another."""

from ..model.catalogue import Catalogue
from ..workspace.slip import Slip, unknown

__all__ = ["Slip", "unknown", "unknown_criterion", "unknown_feature", "unknown_standard"]


def unknown_feature(id: str, catalogue: Catalogue) -> Slip:
    """There is no feature of that id; a criterion of that id is told with the features that its rule tests."""
    if id in catalogue.criteria:
        return Slip("criterion-not-feature", name=id, features=list(catalogue.features_of(id)))
    return unknown("feature", id, catalogue.features)


def unknown_criterion(id: str, catalogue: Catalogue) -> Slip:
    """There is no criterion or flag of that id; a feature of that id is told with the criteria whose rules test it."""
    testing = [known for known in catalogue.criteria if id in catalogue.features_of(known)]
    if testing:
        return Slip("feature-not-criterion", name=id, criteria=testing)
    return unknown("criterion", id, (*catalogue.criteria, *catalogue.flags))


def unknown_standard(id: str, catalogue: Catalogue) -> Slip:
    """There is nothing of that id that rests on anything, or that anything rests on."""
    return unknown("standard", id, (*catalogue.provisions, *catalogue.criteria, *catalogue.features))
