"""`baremo robustness`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.sensitivity import DRAWS, SEED
from ..workbench.sensitivity import robustness as analysis
from .options import all_option, at_work, format_option, lang_option, view_options
from .showing import show
from .speaking import notes


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@click.option("--draws", type=click.IntRange(1, 10_000_000), default=DRAWS, show_default=True, help="How many draws.")
@click.option(
    "--seed", type=click.IntRange(0, 2**32 - 1), default=SEED, show_default=True, help="Equal seeds, equal results."
)
@all_option
@view_options
@lang_option
@format_option("terminal", "json", "html", "markdown")
def robustness(
    mechanisms: tuple[str, ...],
    draws: int,
    seed: int,
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    """Show how far scores depend on weights, on how findings are added up, and on what is unknown.

    In each draw the weights are drawn around the declared ones, the findings are added up arithmetically or
    geometrically, with or without the cap, and what is unknown is completed at random. It is a sensitivity analysis: a
    share of draws is no probability and no rank. Needs the extra `analysis`.

    \b
    Examples:
      baremo robustness
      baremo robustness colombia mexico --draws 1000000 --seed 7
    """
    with at_work(workspace, audience, edition=edition, shipped=shipped) as bench:
        sensitivity = analysis(bench, mechanisms, draws, seed, as_of, perspective)
    file = sensitivity.file
    if form == "json":
        click.echo(file.model_dump_json(indent=2))
        return
    from ..workbench.reports import publication

    published = publication(sensitivity.workspace, language, file.engines[:-1])
    show(published, [published.robustness(file.robustness, sensitivity.assessments)], form)
    notes(file.unscored, published.words)
