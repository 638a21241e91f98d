"""`baremo report`."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from ..analysis.survey import Survey, survey
from ..model.text import Language
from ..model.visibility import Visibility
from ..reporting.files import write_all
from ..reporting.report import FORMATS, OFFICE, NamedTwice, contents
from ..reporting.report import report as report_files
from ..reporting.telling import Telling
from .options import all_option, lang_option, look_options, opened, to_option
from .robustness import analysed
from .score import scorecard_file

Made = tuple[str, str | bytes]


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@to_option
@click.option(
    "--format",
    "forms",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("html", "markdown"),
    show_default=True,
    help="What to write; may be repeated.",
)
@click.option("--robustness", is_flag=True, help="Add how far the scores hold (see `baremo robustness`).")
@all_option
@look_options
@lang_option
def report(
    mechanisms: tuple[str, ...],
    folder: Path,
    forms: tuple[str, ...],
    robustness: bool,
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    count_withheld: bool,
    language: Language,
) -> None:
    """Write finished reports to a folder, with an index page that links them.

    For every mechanism: the scorecard, the score over the years, a page for every reform (what it changed, or what it
    would change), and where officials and civil society differ; for several, the comparison.

    Nothing is written unless everything could be made; then the folder holds all of it at once. Its other files stay.

    \b
    Examples:
      baremo report --to scorecards --as-of 2017-03-31
      baremo report colombia --to out --lang es --format html --format json
      baremo report --to out --format pdf --format docx --format xlsx
    """
    with opened(workspace, mechanisms, audience, shipped=shipped, edition=edition) as (read, ready, engines):
        surveys = [survey(one, engines, as_of, perspective, count_withheld) for one in ready]
        names = engines.names

    analysis = analysed([one.assessment for one in surveys]) if robustness else None

    def json(one: Survey) -> str:
        return scorecard_file([one.assessment], read, names).model_dump_json(indent=2) + "\n"

    telling = Telling(read.catalogue, language, read.rooms.reports, names, read.publisher)
    try:
        files = list(report_files(telling, surveys, tuple(dict.fromkeys(forms)), json, analysis))
    except NamedTwice as fault:
        raise click.UsageError(f"{str(fault)[:1].upper()}{str(fault)[1:]}.") from None
    except ModuleNotFoundError as fault:
        asked = " and ".join(form for form in OFFICE if form in forms)
        raise click.UsageError(f"{asked} needs '{fault.name}': pip install 'baremo[office]'.") from None
    made = list(_shown(contents(files), len(files)))
    number = write_all(folder, made)
    click.echo(f"Wrote {number} files to {folder}: open {folder / 'index.html'}")


def _shown(made: Iterable[Made], number: int) -> Iterator[Made]:
    """What is made, with a bar if somebody is looking."""
    if not sys.stderr.isatty():
        yield from made
        return
    with click.progressbar(made, number, label="Writing", file=sys.stderr) as bar:
        yield from bar
