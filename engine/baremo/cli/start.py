"""`baremo init` and `baremo new`."""

from pathlib import Path

import click

from ..workbench.starts import start_mechanism, start_workspace
from .options import Folder, slips, speech_option, workspace_option
from .speaking import say


@click.command()
@click.argument("folder", type=Folder(path_type=Path, file_okay=False), default=".")
@speech_option
@click.option("--with-standards", is_flag=True, help="Copy the built-in standards too, to change them.")
def init(folder: Path, with_standards: bool) -> None:
    """Start a workspace of your own in FOLDER: a marker file and a room for mechanisms.

    Then write a dossier with `baremo new`, from that folder.
    """
    with slips():
        start_workspace(folder, with_standards=with_standards)
    click.echo(say("start.workspace", folder=folder))


@click.command()
@click.argument("mechanism")
@click.option("--country", required=True, help="The country's two-letter code, as CO.")
@workspace_option
@speech_option
def new(mechanism: str, country: str, workspace: Path | None) -> None:
    """Start the file of MECHANISM with what is known of it: its id, its country and what that is called.

    The rest is to be filled in; `baremo check` tells what.
    """
    with slips():
        file = start_mechanism(workspace, mechanism, country)
    click.echo(say("start.mechanism", file=file))
