"""`baremo score`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..assessment.assess import Assessment, assess
from ..model.exact import ExactRange
from ..model.scorecard import ScorecardFile
from ..model.text import Language
from ..model.visibility import Visibility
from ..workspace.workspace import Workspace
from .options import all_option, format_option, lang_option, look_options, opened


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@all_option
@look_options
@lang_option
@click.option("--exact", is_flag=True, help="Try every completion of what is open: the exact range (extra `analysis`).")
@format_option("terminal", "json", "markdown", "csv")
def score(
    mechanisms: tuple[str, ...],
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    count_withheld: bool,
    language: Language,
    exact: bool,
    form: str,
) -> None:
    """Score mechanisms: all of the workspace, or those named.

    A score is a range: what no document states is open and could still go either way. The evaluation is made by two
    engines, which must agree.

    \b
    Examples:
      baremo score
      baremo score honduras --as-of 2017-03-31
      baremo score mexico --exact
      baremo score --format json | jq '.scorecards[].overall'
    """
    with opened(workspace, mechanisms, audience, shipped=shipped, edition=edition) as (read, ready, engines):
        cards = [assess(one, engines, as_of, perspective, count_withheld) for one in ready]
        names = engines.names
    ranges = exact_ranges(cards) if exact else None
    if form == "json":
        click.echo(scorecard_file(cards, read, names, ranges).model_dump_json(indent=2))
        return
    from ..reporting.telling import Telling

    telling = Telling(read.catalogue, language, read.rooms.reports, names, read.publisher)
    match form:
        case "markdown":
            click.echo("\n".join(telling.page(telling.scorecard(card), form) for card in cards), nl=False)
        case "csv":
            from ..reporting.tables import findings_csv

            click.echo(findings_csv(cards, telling.words), nl=False)
        case _:
            from ..reporting import terminal

            for card in cards:
                terminal.console().print(terminal.scorecard(telling.view(card), telling.words))
    for one in ranges or ():
        click.echo(told(one), err=form != "terminal")


def exact_ranges(cards: Sequence[Assessment]) -> tuple[ExactRange, ...]:
    """The exact range of each; says what to install where numpy is not there."""
    try:
        from ..analysis.exact import exact
    except ModuleNotFoundError as fault:
        raise click.UsageError(f"--exact needs '{fault.name}': pip install 'baremo[analysis]'.") from None
    return tuple(exact(card) for card in cards)


def told(found: ExactRange) -> str:
    """An exact range in words."""
    (low, high), (widest, highest) = found.overall, found.kleene
    same = "as Kleene's logic leaves it" if found.overall == found.kleene else f"Kleene leaves {widest:g}–{highest:g}"
    lines = [f"{found.mechanism}: exactly {low:g}–{high:g} over {found.completions} completions; {same}."]
    lines += [
        f"  {one.id}: {' or '.join(one.exact)}; Kleene leaves {' or '.join(one.kleene)}" for one in found.narrower
    ]
    if found.untried:
        lines.append(f"  Too many completions to try, Kleene's answer stands: {', '.join(found.untried)}")
    return "\n".join(lines)


def scorecard_file(
    cards: Sequence[Assessment],
    workspace: Workspace,
    engines: tuple[str, ...],
    exact: tuple[ExactRange, ...] | None = None,
) -> ScorecardFile:
    """The scorecards as the published JSON says them."""
    return ScorecardFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=engines,
        scorecards=tuple(card.scorecard for card in cards),
        exact=exact,
    )
