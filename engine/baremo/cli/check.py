"""`baremo check`."""

from pathlib import Path

import click

from ..model.visibility import AUDIENCES, Visibility
from ..workbench.checks import check as examine
from ..workspace.problem import WorkspaceError
from .options import all_option, at_work, workspace_option


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
        with at_work(workspace, "confidential", shipped=shipped) as bench:
            checked = examine(bench)
    except WorkspaceError as fault:
        fault.audience = audience
        raise
    read, catalogue, problems = checked.workspace, checked.workspace.catalogue, checked.problems
    for line in dict.fromkeys(problem.told(audience) for problem in problems):
        click.echo(line)
    errors, doubts = checked.errors, len(problems) - checked.errors
    click.echo("Read: " + ("the built-in content" if read.rooms.folder is None else str(read.rooms.folder.resolve())))
    for name in checked.hidden:
        click.echo(f"In the place of the built-in one: {name}")
    click.echo(
        f"{len(catalogue.criteria)} criteria, {len(catalogue.features)} features, "
        f"{len(catalogue.provisions)} provisions, "
        f"{len(read.dossiers)} dossiers: {errors} errors, {doubts} doubts."
    )
    for version in checked.changed:
        by = version.changed_by or "this workspace"
        click.echo(f"Edition {version.edition} as changed by {by}: {', '.join(version.changed)}.")
    if errors or (strict and doubts):
        raise click.exceptions.Exit(2)
