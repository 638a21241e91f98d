"""`baremo agreement`."""

from pathlib import Path

import click

from ..model.visibility import Visibility
from ..workbench.coding import agreement as measured
from .options import all_option, at_work, audience_option, format_option, speech_option, workspace_option
from .speaking import words


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@all_option
@workspace_option
@audience_option
@speech_option
@format_option("terminal", "json")
def agreement(
    mechanisms: tuple[str, ...], shipped: bool, workspace: Path | None, audience: Visibility, form: str
) -> None:
    """Show how far two coders of the same documents agree: counts first, then Krippendorff's alpha.

    An answer is what a document says of one question by one speaker. Nominal alpha compares answers as exact values or
    intervals, ordinal alpha exact values by how far they lie apart. The interval is a jackknife over the documents, of
    which it needs five. One document alone carries no judgement: look at the differences (`--audience internal`).
    """
    with at_work(workspace, audience, shipped=shipped) as bench:
        file = measured(bench, mechanisms)
        features = bench.read(()).standards.whole.features
    if form == "json":
        click.echo(file.model_dump_json(indent=2))
        return
    from ..reporting.terminal_coding import agreement as shown

    for line in shown(file.agreement, features, words()):
        click.echo(line)
