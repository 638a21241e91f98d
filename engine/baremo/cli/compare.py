"""`baremo compare`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.comparisons import around as before_and_after
from ..workbench.comparisons import compare as side_by_side
from ..workbench.comparisons import perspectives as by_perspective
from ..workbench.releases import since
from .options import Day, at_work, format_option, lang_option, view_options
from .showing import show
from .speaking import say


@click.command()
@click.argument("mechanisms", nargs=-1, required=True, metavar="MECHANISM[@DAY]...")
@click.option("--around", metavar="REFORM", help="Compare one mechanism before and after a reform.")
@click.option(
    "--published",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Compare what a release said of one mechanism with what is known now.",
)
@click.option("--perspectives", is_flag=True, help="Compare two perspectives on one mechanism.")
@view_options
@lang_option
@format_option("terminal", "json", "html", "markdown")
def compare(
    mechanisms: tuple[str, ...],
    around: str | None,
    published: Path | None,
    perspectives: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    """Show mechanisms side by side, or one before and after a reform.

    Places are ranges: two mechanisms whose scores overlap are not put in an order.

    \b
    Examples:
      baremo compare colombia honduras --as-of 2017-03-31
      baremo compare mexico@2014-06-30 mexico@2017-02-28
      baremo compare colombia --around resolution-1085
      baremo compare guatemala --perspectives
      baremo compare guatemala --published releases/2026-1
    """
    ways = sum((around is not None, published is not None, perspectives))
    if ways > 1:
        raise click.UsageError(say("slip.one-way-alone"))
    if ways and len(mechanisms) != 1:
        raise click.UsageError(say("slip.with-itself"))
    if not ways and len(mechanisms) < 2:
        raise click.UsageError(say("slip.nothing-to-compare"))
    asked = [_dated(given, as_of) for given in mechanisms]
    with at_work(workspace, audience, edition=edition) as bench:
        if around is not None:
            compared = before_and_after(bench, mechanisms[0], around, perspective)
        elif published is not None:
            compared = since(bench, asked[0][0], published, asked[0][1])
        elif perspectives:
            compared = by_perspective(bench, *asked[0])
        else:
            compared = side_by_side(bench, asked, perspective)
    if form == "json":
        click.echo(compared.file.model_dump_json(indent=2))
        return
    from ..workbench.reports import publication

    file, dossiers = compared.file, compared.dossiers
    publisher, (dossier, *_) = publication(compared.workspace, language, file.engines), dossiers.values()
    if file.unscored is not None:
        draft = publisher.unscored([file.unscored], dossiers)
    elif file.around is not None:
        draft = publisher.around(file.around, dossier)
    elif file.since is not None:
        draft = publisher.since(file.since, dossier)
    elif file.perspectives is not None:
        draft = publisher.perspectives(file.perspectives, dossier)
    else:
        assert file.comparison is not None
        draft = publisher.comparison(file.comparison, dossiers)
    show(publisher, [draft], form)


def _dated(given: str, otherwise: date | None) -> tuple[str, date | None]:
    """A mechanism and its day, from MECHANISM or MECHANISM@DAY."""
    id, at, day = given.partition("@")
    return id, Day().convert(day, None, None) if at else otherwise
