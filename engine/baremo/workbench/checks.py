"""Everything wrong or doubtful in a workspace: the one home of `check`."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..assessment.assess import Mechanism, prepare
from ..assessment.doubts import dossier_doubts
from ..model.standard import StandardsVersion
from ..rules.lints import rule_problems
from ..workspace.doubts import catalogue_doubts
from ..workspace.mechanisms import Filed
from ..workspace.problem import Problem
from ..workspace.strays import file_doubts, replacements
from ..workspace.texts.doubts import text_doubts
from ..workspace.workspace import Workspace
from .bench import Bench


@dataclass(frozen=True)
class Checked:
    """A workspace that can be used, and all that is wrong or doubtful in it, sorted by place."""

    workspace: Workspace
    problems: Sequence[Problem]

    @cached_property
    def errors(self) -> int:
        """How many of the problems are errors; the others are doubts."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def hidden(self) -> Sequence[str]:
        """The built-in entries and files in the place of which the workspace has its own."""
        return tuple(replacements(self.workspace.layout, self.workspace.bibliography))

    @property
    def changed(self) -> Sequence[StandardsVersion]:
        """The editions of the standards that the workspace has changed."""
        standards = self.workspace.standards
        versions = (standards.catalogue(edition.id).version for edition in standards.standard.editions)
        return tuple(version for version in versions if version.changed)


def check(bench: Bench) -> Checked:
    """Read the whole workspace, with its drafts, and look at everything; whoever keeps it is told all.

    Raises:
        WorkspaceError: with everything that makes the workspace unusable.
    """
    workspace = bench.read(drafts=True)
    problems = [
        *rule_problems(workspace.standards),
        *catalogue_doubts(workspace),
        *file_doubts(workspace.layout, workspace.bibliography),
        *text_doubts(workspace),
    ]
    for filed in workspace.dossiers.values():
        problems += dossier_doubts(_whole(workspace, filed), filed)
    return Checked(workspace, sorted(set(problems)))


def _whole(workspace: Workspace, filed: Filed) -> Mechanism:
    """A dossier with all that it says, of whichever edition and for whomever."""
    bibliography = workspace.bibliography
    whole = workspace.standards.whole
    return prepare(filed.dossier, whole, bibliography.speakers, bibliography.documents, "confidential")
