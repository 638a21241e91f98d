"""`baremo robustness`."""

from datetime import date
from pathlib import Path

import click

from ..model.robustness import Robustness
from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.sensitivity import DRAWS, SEED
from ..workbench.sensitivity import robustness as analysis
from .options import all_option, at_work, format_option, lang_option, view_options
from .speaking import notes, words

NOTICE = "This is a sensitivity analysis: a share of draws is no probability and no rank."


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
    if form != "terminal":
        from ..workbench.reports import telling

        pages = telling(sensitivity.workspace, language, file.engines[:-1])
        click.echo(pages.page(pages.robustness(file.robustness, sensitivity.assessments), form), nl=False)
        return
    for line in told(file.robustness):
        click.echo(line)
    notes(file.unscored, words())


def told(made: Robustness) -> list[str]:
    """The analysis in words."""
    lines = [f"{made.draws:,} draws, seed {made.seed}. {NOTICE}", ""]
    lines.append(f"{'':12} {'median':>7}  middle half   9 of 10 draws   lowest and highest")
    for one in made.spreads:
        p = one.percentiles
        lines.append(
            f"{one.mechanism:12} {p['50']:7.1f}  {p['25']:5.1f}–{p['75']:<5.1f}   {p['5']:5.1f}–{p['95']:<5.1f}"
            f"     {one.lowest:5.1f}–{one.highest:<5.1f}"
        )
    if len(made.spreads) > 1:
        lines += ["", "Share of draws by place, the highest score first:"]
        lines += [f"{one.mechanism:12} " + "  ".join(f"{share:6.1%}" for share in one.ranks) for one in made.spreads]
        lines += ["", "Share of draws in which one scores above the other:"]
        lines += [f"  {pair.one} above {pair.other}: {pair.share:.1%}" for pair in made.above]
    for drivers in made.drivers:
        lines += ["", f"What drives the spread of {drivers.mechanism} (Sobol indices, first and total):"]
        lines += [f"  {one.first:6.3f} {one.total:6.3f}  {one.kind}: {one.factor}" for one in drivers.factors[:5]]
    return lines
