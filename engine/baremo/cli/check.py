"""`baremo check`."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model.visibility import AUDIENCES, Visibility
from ..workbench.checks import check as examine
from ..workbench.writing import give_ids
from ..workspace.problem import WorkspaceError
from .options import all_option, at_work, speech_option, workspace_option
from .speaking import lines, words

if TYPE_CHECKING:
    from ..reporting.words import Words


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
@speech_option
@click.option("--give-ids", "ids", is_flag=True, help="First give an id to every entry of your own that has none.")
def check(workspace: Path | None, shipped: bool, strict: bool, audience: Visibility, ids: bool) -> None:
    """List everything wrong or doubtful in a workspace, each with file, line and column.

    Errors make the workspace unusable: exit code 2. Doubts are for a person to look at.
    """
    try:
        with at_work(workspace, "confidential", shipped=shipped) as bench:
            given = give_ids(bench) if ids else ()
            checked = examine(bench)
    except WorkspaceError as fault:
        fault.audience = audience
        raise
    read, catalogue, problems = checked.workspace, checked.workspace.catalogue, checked.problems
    for line in lines(problems, audience):
        click.echo(line)
    for file in given:
        click.echo(words().say("check.ids", file.number, file=file.place(audience)))
    errors, doubts = checked.errors, len(problems) - checked.errors
    speaking = words()
    where = _where(workspace, read.rooms.folder, speaking)
    click.echo(speaking.say("check.read", where=where))
    for name in checked.hidden:
        click.echo(speaking.say("check.hidden", name=name))
    numbers = {
        "criteria": len(catalogue.criteria),
        "features": len(catalogue.features),
        "provisions": len(catalogue.provisions),
        "dossiers": len(read.dossiers),
        "errors": errors,
        "doubts": doubts,
    }
    counts: dict[str, Any] = {what: speaking.say(f"check.{what}", number) for what, number in numbers.items()}
    click.echo(speaking.say("check.counts", **counts))
    from ..reporting.views.phrases import changed_words

    for version in checked.changed:
        click.echo(changed_words(version, speaking))
    if errors or (strict and doubts):
        raise click.exceptions.Exit(2)


def _where(asked: Path | None, folder: Path | None, speaking: "Words") -> str:
    """Which workspace was read, as it is called from where one stands."""
    if folder is None:
        return speaking.say("check.built-in")
    if asked is None:
        return speaking.say("check.here") if folder == Path() else speaking.say("check.around", path=str(folder))
    return str(asked)
