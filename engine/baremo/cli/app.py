"""`baremo app`."""

from pathlib import Path

import click

from ..model.text import Language
from .options import lang_option, slips
from .speaking import FOLDER, say


def _kept(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path:
    """The workspace to work in: the one named, or the one that the current folder is in, or one at home; it is
    started where there is none.
    """
    from ..workbench.starts import start_workspace
    from ..workspace.rooms import MARKER, ROOMS, around

    folder = value or around(Path.cwd()) or Path.home() / "Baremo"
    if not any((folder / room).is_dir() for room in ROOMS) and not (folder / MARKER).is_file():
        with slips():
            start_workspace(folder)
    ctx.meta[FOLDER] = folder
    return folder


@click.command()
@click.option(
    "--workspace",
    "-w",
    type=click.Path(path_type=Path, file_okay=False),
    is_eager=True,
    callback=_kept,
    help="The folder to work in; a new one is made a workspace. [default: the workspace that this one is in, else "
    "Baremo in your home folder]",
)
@lang_option
@click.option("--no-open", is_flag=True, help="Open no browser; print the address, which works once.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="A port of this machine. [default: a free one]")
def app(workspace: Path, language: Language, no_open: bool, port: int) -> None:
    """Work with Baremo in the browser: on this machine alone, over no network.

    Ends with the button Stop, with Ctrl-C, or after hours in which nobody used it.
    """
    with slips():
        from ..app.server import Server
        from ..app.session import Session

        server = Server(Session(workspace, language), port)
    if no_open:
        click.echo(server.address)
    else:
        server.open()
        click.echo(say("app.running", folder=workspace))
    server.run()
