"""`baremo report`."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..reporting.report import FORMATS, NamedTwice
from ..workbench.reports import Content, write
from ..workbench.reports import report as finish
from ..workbench.slip import Slip
from .options import all_option, at_work, lang_option, look_options, to_option
from .speaking import say


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

    Nothing is written unless everything could be made; then the folder holds all of it at once, in the place of an
    earlier report there. Its other files stay.

    \b
    Examples:
      baremo report --to scorecards --as-of 2017-03-31
      baremo report colombia --to out --lang es --format html --format json
      baremo report --to out --format pdf --format docx --format xlsx
    """
    with at_work(workspace, audience, edition=edition, shipped=shipped) as bench:
        try:
            finished = finish(
                bench,
                mechanisms,
                forms,
                language,
                as_of,
                perspective,
                count_withheld=count_withheld,
                robustness=robustness,
            )
        except NamedTwice as fault:
            raise Slip("named-twice", file=fault.args[0]) from None
        number = write(folder, list(_shown(finished.contents(), len(finished.files))))
    click.echo(say("files.report", number, folder=folder, index=folder / "index.html"))


def _shown(made: Iterable[Content], number: int) -> Iterator[Content]:
    """What is made, with a bar if somebody is looking."""
    if not sys.stderr.isatty():
        yield from made
        return
    with click.progressbar(made, number, label="Writing", file=sys.stderr) as bar:
        yield from bar
