"""`baremo robustness`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..assessment.assess import Assessment, assess
from ..model.robustness import Robustness, RobustnessFile
from ..model.text import Language
from ..model.visibility import Visibility
from .options import all_option, format_option, lang_option, opened, view_options

DRAWS, SEED = 100_000, 1
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
    with opened(workspace, mechanisms, audience, shipped=shipped, edition=edition) as (read, ready, engines):
        cards = [assess(one, engines, as_of, perspective) for one in ready]
        names = engines.names
    made = analysed(cards, draws, seed)
    if form == "json":
        standards = read.catalogue.version
        file = RobustnessFile(baremo=__version__, standards=standards, engines=(*names, "planes"), robustness=made)
        click.echo(file.model_dump_json(indent=2))
        return
    if form != "terminal":
        from ..reporting.telling import Telling

        telling = Telling(read.catalogue, language, read.rooms.reports, names, read.publisher)
        click.echo(telling.page(telling.robustness(made, cards), form), nl=False)
        return
    for line in told(made):
        click.echo(line)


def analysed(cards: Sequence[Assessment], draws: int = DRAWS, seed: int = SEED) -> Robustness:
    """The analysis; says what to install where it cannot be made."""
    try:
        from ..analysis.robustness import robustness as analyse

        return analyse(cards, draws, seed)  # which imports scipy when it gets there
    except ModuleNotFoundError as fault:
        raise click.UsageError(f"robustness needs '{fault.name}': pip install 'baremo[analysis]'.") from None


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
