"""`baremo evidence`."""

from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.evidence import SINCE
from ..workbench.evidence import evidence as held
from .options import all_option, at_work, audience_option, edition_option, format_option, lang_option, workspace_option


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@click.option("--since", type=click.IntRange(1900, 2200), default=SINCE, show_default=True, help="The first year.")
@click.option("--until", type=click.IntRange(1900, 2200), help="The last year. [default: that of the newest evidence]")
@all_option
@workspace_option
@edition_option
@audience_option
@lang_option
@format_option("terminal", "json", "markdown")
def evidence(
    mechanisms: tuple[str, ...],
    since: int,
    until: int | None,
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    """Show how much evidence there is: documents by who speaks, and claims in force by question and year.

    \b
    Examples:
      baremo evidence guatemala
      baremo evidence --edition 2 --format markdown > mechanisms/README.md
    """
    with at_work(workspace, audience, edition=edition, shipped=shipped) as bench:
        told = held(bench, mechanisms, since, until)
    if form == "json":
        click.echo(told.file.model_dump_json(indent=2))
        return
    from ..reporting.evidence import as_markdown, in_terminal
    from ..reporting.terminal import console
    from ..workbench.reports import publication

    words = publication(told.workspace, language, ()).words
    content = (told.file, told.dossiers, told.workspace.catalogue, words)
    if form == "markdown":
        click.echo(as_markdown(*content), nl=False)
    else:
        console().print(in_terminal(*content))
