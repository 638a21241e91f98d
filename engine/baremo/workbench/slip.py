"""What a user asked for that cannot be: a code with values, which a face says in the user's language."""

from collections.abc import Iterable
from typing import Any

from ..model.catalogue import Catalogue
from ..workspace.problem import nearest


class Slip(Exception):
    """A question that has no answer as it was put. `code` names it; `values` are what its sentence mentions."""

    def __init__(self, code: str, **values: object) -> None:
        """Keep the code and its values."""
        self.code = code
        self.values: dict[str, Any] = values
        super().__init__(f"{code}: " + ", ".join(f"{name}={value}" for name, value in values.items()))


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


def unknown(what: str, id: str, known: Iterable[str]) -> Slip:
    """There is no `what` of that id; its values tell which there are, and the nearest where one is near."""
    listed = list(known)
    near = nearest(id, listed)
    return Slip(f"unknown-{what}" if near is None else f"unknown-{what}-near", name=id, known=listed, near=near)
