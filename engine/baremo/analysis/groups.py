"""Groups of criteria that cannot influence each other: what is tried of one need not be tried with another's."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from ..assessment.kernel import Kernel, Shares
from ..model.catalogue import Catalogue


@dataclass(frozen=True)
class Group:
    """Criteria that share features, or bonds between these, of those that vary."""

    features: frozenset[str]
    criteria: tuple[str, ...]


def groups(catalogue: Catalogue, varying: Collection[str]) -> list[Group]:
    """All criteria in groups, in the catalogue's order; two of different groups have no varying feature in common."""
    apart: list[Group] = []
    for id in catalogue.criteria:
        own = tied(catalogue, varying, catalogue.features_of(id))
        touched = [group for group in apart if group.features & own]
        features = own.union(*(group.features for group in touched))
        criteria = (*(other for group in touched for other in group.criteria), id)
        apart = [group for group in apart if group not in touched] + [Group(features, criteria)]
    return apart


def tied(catalogue: Catalogue, varying: Collection[str], features: Iterable[str]) -> frozenset[str]:
    """Those of these features that vary, and all that bonds between such tie to them."""
    return frozenset(catalogue.bound((id for id in features if id in varying), varying))


def part(kernel: Kernel, group: Group) -> tuple[Kernel, Shares]:
    """A kernel of a group's criteria and all that their rules refer to; and the overall shares of those that apply."""
    catalogue = kernel.catalogue
    needed = {id for criterion in group.criteria for id in catalogue.closure(criterion)}
    criteria = {id: criterion for id, criterion in catalogue.criteria.items() if id in needed}
    return Kernel(replace(catalogue, criteria=criteria, flags={})), kernel.shares.among(group.criteria)
