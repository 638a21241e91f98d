"""What other methodologies require, and how far the standards cover it."""

from dataclasses import dataclass

from .. import __version__
from ..analysis.crosswalk import covered
from ..model.crosswalk import CoverageFile
from ..workspace.guidance import load_crosswalk
from ..workspace.workspace import Workspace
from .bench import Bench


@dataclass(frozen=True)
class Crosswalk:
    """How far one edition covers what other methodologies require; `file` is what is published of it as JSON."""

    workspace: Workspace
    file: CoverageFile


def crosswalk(bench: Bench) -> Crosswalk:
    """The crosswalk of the standards.

    Raises:
        WorkspaceError: with everything that is wrong in the files read.
    """
    workspace = bench.read(())
    return Crosswalk(workspace, coverage(workspace))


def coverage(workspace: Workspace) -> CoverageFile:
    """How far the workspace's edition covers what other methodologies require."""
    methodologies = load_crosswalk(workspace.rooms.standards, workspace.standards)
    return CoverageFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        methodologies=covered(methodologies.values(), workspace.catalogue),
    )
