"""`baremo standards`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.standards import standards as what_rests
from .options import all_option, at_work, lang_option, view_options
from .speaking import notes


@click.command()
@click.argument("what", required=False, metavar="[PROVISION|CRITERION|FEATURE]")
@all_option
@view_options
@lang_option
def standards(
    what: str | None,
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
) -> None:
    """Show what rests on what, in both directions, and how each mechanism fares.

    Without an argument: every criterion with the provisions it rests on.

    \b
    Examples:
      baremo standards UNDHRD/12.2
      baremo standards collective.granted
    """
    with at_work(workspace, audience, edition=edition, shipped=shipped) as bench:
        standing = what_rests(bench, what, as_of, perspective)
    from ..reporting import terminal
    from ..workbench.reports import telling

    words, catalogue = telling(standing.workspace, language, ()).words, standing.workspace.catalogue
    notes(standing.unscored, words)
    if standing.id is None:
        terminal.console().print(terminal.criteria(catalogue, words))
        return
    mechanisms = [(card.mechanism.dossier, card.scorecard) for card in standing.assessments]
    terminal.console().print(terminal.standing(standing.id, standing.criteria, mechanisms, catalogue, words))
