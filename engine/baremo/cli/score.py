"""`baremo score`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.scores import published as as_json
from ..workbench.scores import score as scored
from .options import all_option, at_work, format_option, lang_option, look_options
from .showing import show
from .speaking import notes


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
    with at_work(workspace, audience, edition=edition, shipped=shipped) as bench:
        if form == "json":
            file = as_json(bench, mechanisms, as_of, perspective, count_withheld=count_withheld, exact=exact)
            click.echo(file.model_dump_json(indent=2))
            return
        scores = scored(bench, mechanisms, as_of, perspective, count_withheld=count_withheld, exact=exact)
    from ..workbench.reports import publication

    published, cards = publication(scores.workspace, language, scores.file.engines), scores.assessments
    if form == "csv":
        from ..reporting.tables import findings_csv

        click.echo(findings_csv(cards, published.words), nl=False)
        notes(scores.file.unscored, published.words)
    else:
        show(published, [published.scorecard(card) for card in cards], form, "front", "flags", "later", "standards")
        show(published, [published.unscored([none], scores.dossiers) for none in scores.file.unscored], form)
    if scores.file.exact:
        from ..reporting.terminal import console
        from ..reporting.terminal_exact import exact as shown

        beside = console(err=form != "terminal")
        for range, card in zip(scores.file.exact, cards, strict=True):
            beside.print(shown(range, card.mechanism.dossier, published.catalogue, published.words))
