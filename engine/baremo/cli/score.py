"""`baremo score`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..assessment.assess import Assessment, NoMechanism, assess
from ..model.dossier import Reading, Visibility
from ..model.scorecard import ScorecardFile, StandardsVersion
from ..model.text import Language
from ..rules.engines import Engines
from ..workspace.workspace import Workspace
from .options import lang_option, look_options, opened, tell_notice


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@look_options
@lang_option
@click.option(
    "--format", "form", type=click.Choice(["terminal", "json", "markdown", "csv"]), default="terminal", show_default=True
)
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
    """Score mechanisms: all of the workspace, or those named.

    A score is a range: what no source states is open and could still go either way. The evaluation is made by two
    engines, which must agree.

    \b
    Examples:
      baremo score
      baremo score honduras --as-of 2017-03-31
      baremo score --format json | jq '.scorecards[].overall'
    """
    opened_workspace, ready = opened(workspace, mechanisms)
    with Engines(opened_workspace.catalogue) as engines:
        try:
            cards = [assess(one, engines, as_of, reading, audience, count_withheld) for one in ready]
        except NoMechanism as fault:
            raise click.UsageError(str(fault)) from None
        names = engines.names
        tell_notice(engines.notice)
    click.echo(_written(form, cards, opened_workspace, names, language), nl=False)


def _written(form: str, cards: Sequence[Assessment], workspace: Workspace, engines: tuple[str, ...], language: Language) -> str:
    if form == "json":
        return scorecard_file(cards, workspace, engines).model_dump_json(indent=2) + "\n"
    from ..reporting import told

    words = told.words(language, workspace.rooms)
    match form:
        case "markdown":
            return told.markdown(cards, words, workspace.rooms, engines)
        case "csv":
            return told.csv(cards, words)
    return told.terminal(cards, words)


def scorecard_file(cards: Sequence[Assessment], workspace: Workspace, engines: tuple[str, ...]) -> ScorecardFile:
    """The scorecards as the published JSON says them."""
    return ScorecardFile(
        baremo=__version__,
        standards=StandardsVersion(digest=workspace.catalogue.digest),
        engines=engines,
        scorecards=tuple(card.scorecard for card in cards),
    )
