"""`baremo standards`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.bench import Bench
from ..workbench.crosswalk import crosswalk as crossed
from ..workbench.standards import standards as what_rests
from .options import all_option, at_work, format_option, lang_option, view_options
from .showing import show
from .speaking import notes, say


@click.command()
@click.argument("what", required=False, metavar="[PROVISION|CRITERION|FEATURE]")
@click.option("--crosswalk", is_flag=True, help="Show what other methodologies require, and what covers it here.")
@all_option
@view_options
@lang_option
@format_option("terminal", "json")
def standards(
    what: str | None,
    crosswalk: bool,
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    """Show what rests on what, in both directions, and how each mechanism fares.

    Without an argument: every criterion with the provisions it rests on. JSON is there of the crosswalk alone.

    \b
    Examples:
      baremo standards UNDHRD/12.2
      baremo standards collective.granted
      baremo standards --crosswalk --edition 2
    """
    if crosswalk and what is not None:
        raise click.UsageError(say("slip.crosswalk-whole"))
    if form == "json" and not crosswalk:
        raise click.UsageError(say("slip.crosswalk-json"))
    with at_work(workspace, audience, edition=edition, shipped=shipped) as bench:
        if crosswalk:
            _crosswalk(bench, language, form)
            return
        standing = what_rests(bench, what, as_of, perspective)
    from ..reporting.terminal import console
    from ..reporting.terminal_standards import criteria
    from ..reporting.terminal_standards import standing as shown
    from ..workbench.reports import publication

    words, catalogue = publication(standing.workspace, language, ()).words, standing.workspace.catalogue
    notes(standing.unscored, words)
    if standing.id is None:
        console().print(criteria(catalogue, words))
        return
    mechanisms = [(card.mechanism.dossier, card.scorecard) for card in standing.assessments]
    console().print(shown(standing.id, standing.criteria, mechanisms, catalogue, words))


def _crosswalk(bench: Bench, language: Language, form: str) -> None:
    found = crossed(bench)
    if form == "json":
        click.echo(found.file.model_dump_json(indent=2))
        return
    from ..workbench.reports import publication

    published = publication(found.workspace, language, ())
    show(published, [published.crosswalk(found.file.methodologies)], form)
