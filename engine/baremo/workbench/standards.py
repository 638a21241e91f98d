"""What rests on what in the standards, in both directions, and how mechanisms fare in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..assessment.assess import Assessment, assess_all
from ..model.catalogue import Catalogue
from ..model.unscored import Unscored
from ..workspace.workspace import Workspace
from .bench import Bench
from .slip import unknown_standard


@dataclass(frozen=True)
class Standing:
    """What was asked for, the criteria that rest on it or are it, and the mechanisms that were there on the day.

    Where nothing was asked for, `criteria` are all, and no mechanism is looked at. A name that a criterion and a
    feature share is a criterion's.
    """

    workspace: Workspace
    kind: Literal["provision", "criterion", "feature"] | None
    id: str | None
    criteria: Sequence[str]
    assessments: Sequence[Assessment] = ()
    unscored: Sequence[Unscored] = ()


def standards(bench: Bench, id: str | None = None, as_of: date | None = None, perspective: str = "all") -> Standing:
    """What rests on a provision or a feature, or what a criterion rests on.

    Raises:
        Slip: if there is nothing of that id.
        WorkspaceError: with everything that is wrong in the files read.
    """
    workspace = bench.read()
    catalogue = workspace.catalogue
    if id is None:
        return Standing(workspace, None, None, [criterion.id for criterion in catalogue.in_order])
    kind = _kind(catalogue, id)
    asked = ((mechanism, as_of) for mechanism in bench.mechanisms(workspace))
    cards, unscored = assess_all(asked, bench.engines(workspace), perspective)
    return Standing(workspace, kind, id, list(dict.fromkeys(_criteria(catalogue, id))), cards, unscored)


def _kind(catalogue: Catalogue, id: str) -> Literal["provision", "criterion", "feature"]:
    if id in catalogue.provisions:
        return "provision"
    if id in catalogue.criteria:
        return "criterion"
    if id in catalogue.features:
        return "feature"
    raise unknown_standard(id, catalogue)


def _criteria(catalogue: Catalogue, id: str) -> Iterator[str]:
    """The criterion itself, and those that rest on the provision or test the feature."""
    if id in catalogue.criteria:
        yield id
    for criterion in catalogue.in_order:
        tested = id in catalogue.features and id in catalogue.features_of(criterion.id)
        if id in criterion.rests_on or tested:
            yield criterion.id
