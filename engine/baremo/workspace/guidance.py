"""Reads what is not needed to score, and only when it is asked for: guidance for coders, and the crosswalk."""

from collections.abc import Sequence
from pathlib import Path

from ..model.crosswalk import CrosswalkFile, Methodology
from ..model.guidance import GuidanceFile
from ..model.text import Localised
from .problem import Problem, WorkspaceError
from .rooms import STANDARD, files, there
from .standards import Standards
from .validation import validate
from .yaml_file import read


def load_guidance(rooms: Sequence[Path], standards: Standards) -> dict[str, Localised]:
    """The guidance on features by their ids, from these standards rooms, the first read over the last.

    Raises:
        WorkspaceError: with everything that is wrong in its files.
    """
    guidance: dict[str, Localised] = {}
    problems: list[Problem] = []
    for path, name in _files(rooms, "guidance/*.yaml"):
        file = read(path, name)
        own: dict[str, Localised] = {}
        for place, entry in enumerate(validate(file, GuidanceFile, standards.standard.languages).guidance):
            here = ("guidance", place, "feature")
            if entry.feature not in standards.features:
                problems.append(file.unknown("feature", entry.feature, standards.features, here))
            if entry.feature in own:
                problems.append(file.problem(here, "duplicate-id.guidance", feature=entry.feature))
            own[entry.feature] = entry.text
        guidance |= own
    if problems:
        raise WorkspaceError(problems)
    return guidance


def load_crosswalk(rooms: Sequence[Path], standards: Standards) -> dict[str, Methodology]:
    """The methodologies of the crosswalk by their ids, from these standards rooms, the first read over the last.

    Raises:
        WorkspaceError: with everything that is wrong in its files.
    """
    methodologies: dict[str, Methodology] = {}
    problems: list[Problem] = []
    for path, name in _files(rooms, "crosswalk.yaml"):
        file = read(path, name)
        for place, methodology in enumerate(validate(file, CrosswalkFile, standards.standard.languages).methodologies):
            methodologies[methodology.id] = methodology
            for step, requirement in enumerate(methodology.requirements):
                for number, id in enumerate(requirement.criteria):
                    if id not in standards.criteria:
                        here = ("methodologies", place, "requirements", step, "criteria", number)
                        problems.append(file.unknown("criterion", id, standards.criteria, here))
    if problems:
        raise WorkspaceError(problems)
    return methodologies


def _files(rooms: Sequence[Path], pattern: str) -> list[tuple[Path, str]]:
    """The files that match, the built-in room's first; of an own body of standards none but its own."""
    alone = there(rooms[0], STANDARD)
    return [found for room in reversed(rooms[:1] if alone else rooms) for found in files(room, pattern)]
