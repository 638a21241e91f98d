"""Which of what other methodologies require an edition covers, and what has no home in it."""

from collections.abc import Iterable

from ..model.catalogue import Catalogue
from ..model.crosswalk import Methodology, MethodologyCovered, Requirement, RequirementCovered


def covered(methodologies: Iterable[Methodology], catalogue: Catalogue) -> tuple[MethodologyCovered, ...]:
    """Every methodology, requirement by requirement, as one edition covers it."""
    return tuple(_methodology(each, catalogue) for each in methodologies)


def _methodology(methodology: Methodology, catalogue: Catalogue) -> MethodologyCovered:
    requirements = tuple(_requirement(each, catalogue) for each in methodology.requirements)
    return MethodologyCovered(
        id=methodology.id,
        title=dict(methodology.title.root),
        reference=methodology.reference,
        address=methodology.address,
        covered=sum(bool(each.criteria) for each in requirements),
        requirements=requirements,
    )


def _requirement(requirement: Requirement, catalogue: Catalogue) -> RequirementCovered:
    return RequirementCovered(
        id=requirement.id,
        text=dict(requirement.text.root),
        criteria=tuple(id for id in requirement.criteria if id in catalogue.criteria),
        elsewhere=tuple(id for id in requirement.criteria if id not in catalogue.criteria),
        note=None if requirement.note is None else dict(requirement.note.root),
    )
