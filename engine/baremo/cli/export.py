"""`baremo export`."""

from datetime import date
from pathlib import Path

import click

from ..analysis.timeline import timeline
from ..assessment.assess import assess
from ..model.text import Language
from ..model.visibility import Visibility
from ..reporting.export import export as tidy
from ..reporting.files import write_all
from ..reporting.words import Words
from .options import all_option, lang_option, opened, to_option, view_options


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
    with opened(workspace, mechanisms, audience, shipped=shipped, edition=edition) as (read, ready, engines):
        looks = []
        for one in ready:
            card = assess(one, engines, as_of, perspective)
            looks.append((card, timeline(one, engines, card.profile.as_of, perspective)))
    words = Words(language, read.rooms.reports, read.catalogue.standard)
    number = write_all(folder, tidy(looks, read.catalogue, words))
    click.echo(f"Wrote {number} files to {folder}: {folder / 'datapackage.json'} describes the others")
