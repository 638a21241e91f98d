"""`baremo score`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..assessment.assess import Assessment, assess
from ..model.dossier import Reading, Visibility
from ..model.scorecard import ScorecardFile, StandardsVersion
from ..model.text import Language
from ..workspace.workspace import Workspace
from .options import format_option, lang_option, look_options, opened


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@look_options
@lang_option
@format_option("terminal", "json", "markdown", "csv")
def score(
    mechanisms: tuple[str, ...],
    workspace: Path | None,
    as_of: date | None,
    reading: Reading,
    audience: Visibility,
    count_withheld: bool,
    language: Language,
    form: str,
) -> None:
    r"""Score mechanisms: all of the workspace, or those named.

    A score is a range: what no source states is open and could still go either way. The evaluation is made by two
    engines, which must agree.

    \b
    Examples:
      baremo score
      baremo score honduras --as-of 2017-03-31
      baremo score --format json | jq '.scorecards[].overall'
    """
    with opened(workspace, mechanisms) as (read, ready, engines):
        cards = [assess(one, engines, as_of, reading, audience, count_withheld) for one in ready]
        names = engines.names
    if form == "json":
        click.echo(scorecard_file(cards, read, names).model_dump_json(indent=2))
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


def scorecard_file(cards: Sequence[Assessment], workspace: Workspace, engines: tuple[str, ...]) -> ScorecardFile:
    """The scorecards as the published JSON says them."""
    return ScorecardFile(
        baremo=__version__,
        standards=StandardsVersion(digest=workspace.catalogue.digest),
        engines=engines,
        scorecards=tuple(card.scorecard for card in cards),
    )
