"""`baremo export`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.reports import export as tidy
from ..workbench.reports import write
from .options import all_option, at_work, lang_option, to_option, view_options
from .speaking import say


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@to_option
@all_option
@view_options
@lang_option
def export(
    mechanisms: tuple[str, ...],
    folder: Path,
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
) -> None:
    """Write tidy data for analysts to a folder: scores, findings, claims, documents and standards as CSV tables.

    `datapackage.json` describes every table, column by column, as the Data Package standard has it; R, Python and
    spreadsheets read the tables as they are. Nothing is written unless everything could be made.

    \b
    Example:
      baremo export --to data --as-of 2017-03-31
    """
    with at_work(workspace, audience, edition=edition, shipped=shipped) as bench:
        number = write(folder, tidy(bench, mechanisms, language, as_of, perspective))
    click.echo(say("files.export", number, folder=folder, index=folder / "datapackage.json"))
