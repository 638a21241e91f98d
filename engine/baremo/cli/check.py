"""`baremo check`."""

from pathlib import Path

import click

from ..assessment.assess import Mechanism, prepare
from ..assessment.doubts import dossier_doubts
from ..model.visibility import AUDIENCES, Visibility
from ..rules.lints import rule_problems
from ..workspace.doubts import catalogue_doubts
from ..workspace.mechanisms import Filed
from ..workspace.problem import WorkspaceError
from ..workspace.strays import file_doubts, replacements
from ..workspace.workspace import Workspace
from .options import all_option, opened, workspace_option


@click.command()
@workspace_option
@all_option
@click.option("--strict", is_flag=True, help="Let doubts count as errors.")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="public",
    show_default=True,
    help="Who will see it; of what is above, place and kind alone are told.",
)
def check(workspace: Path | None, shipped: bool, strict: bool, audience: Visibility) -> None:
    """List everything wrong or doubtful in a workspace, each with file, line and column.

    Errors make the workspace unusable: exit code 2. Doubts are for a person to look at.
    """
    try:
        with opened(workspace, [], "confidential", shipped=shipped, drafts=True) as (read, _, _):
            problems = [
                *rule_problems(read.standards),
                *catalogue_doubts(read),
                *file_doubts(read.layout, read.bibliography),
                *(doubt for filed in read.dossiers.values() for doubt in dossier_doubts(whole(read, filed), filed)),
            ]
    except WorkspaceError as fault:
        fault.audience = audience
        raise
    for line in dict.fromkeys(problem.told(audience) for problem in sorted(set(problems))):
        click.echo(line)
    errors = sum(problem.severity == "error" for problem in problems)
    doubts = len(set(problems)) - errors
    click.echo("Read: " + ("the built-in content" if read.rooms.folder is None else str(read.rooms.folder.resolve())))
    for name in replacements(read.layout, read.bibliography):
        click.echo(f"In the place of the built-in one: {name}")
    catalogue = read.catalogue
    click.echo(
        f"{len(catalogue.criteria)} criteria, {len(catalogue.features)} features, "
        f"{len(catalogue.provisions)} provisions, "
        f"{len(read.dossiers)} dossiers: {errors} errors, {doubts} doubts."
    )
    for edition in read.standards.standard.editions:
        changed = read.standards.catalogue(edition.id).version
        if changed.changed:
            by = changed.changed_by or "this workspace"
            click.echo(f"Edition {edition.id} as changed by {by}: {', '.join(changed.changed)}.")
    if errors or (strict and doubts):
        raise click.exceptions.Exit(2)


def whole(read: Workspace, filed: Filed) -> Mechanism:
    """A dossier with all that it says, of whichever edition."""
    speakers, documents = read.bibliography.speakers, read.bibliography.documents
    return prepare(filed.dossier, read.standards.whole, speakers, documents, "confidential")
