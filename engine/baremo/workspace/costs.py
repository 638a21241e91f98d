"""Reads what changes cost, from a file of a user's own."""

from pathlib import Path

from ..model.catalogue import Catalogue
from ..model.plan import CostFile
from .problem import WorkspaceError
from .validation import validate
from .yaml_file import read


def load_costs(file: Path, catalogue: Catalogue) -> CostFile:
    """The costs in a file, by effort and for single features.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    yaml_file = read(file, str(file))
    costs = validate(yaml_file, CostFile)
    problems = [
        yaml_file.problem(("features", id), "unknown-feature.criterion", id=id, features=catalogue.features_of(id))
        if id in catalogue.criteria
        else yaml_file.unknown("feature", id, catalogue.features, ("features", id))
        for id in costs.features
        if id not in catalogue.features
    ]
    if problems:
        raise WorkspaceError(problems)
    return costs
