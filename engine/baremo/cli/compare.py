"""`baremo compare`."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .. import __version__
from ..analysis.comparison import around as before_and_after
from ..analysis.comparison import compare as side_by_side
from ..analysis.perspectives import perspective_gap
from ..analysis.whatif import Impossible
from ..assessment.assess import assess
from ..model.comparison import ComparisonFile
from ..model.dossier import Dossier
from ..model.text import Language
from ..model.visibility import Visibility
from .options import Day, format_option, lang_option, opened, view_options

if TYPE_CHECKING:
    from ..reporting.telling import Telling


@click.command()
@click.argument("mechanisms", nargs=-1, required=True, metavar="MECHANISM[@DAY]...")
@click.option("--around", metavar="REFORM", help="Compare one mechanism before and after a reform.")
@click.option("--perspectives", is_flag=True, help="Compare two perspectives on one mechanism.")
@view_options
@lang_option
@format_option("terminal", "json", "html", "markdown")
def compare(
    mechanisms: tuple[str, ...],
    around: str | None,
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
    """
    if around is not None and perspectives:
        raise click.UsageError("Give --around or --perspectives, not both.")
    if (around is not None or perspectives) and len(mechanisms) != 1:
        raise click.UsageError("This compares one mechanism with itself; name one.")
    if around is None and not perspectives and len(mechanisms) < 2:
        raise click.UsageError("There is nothing to compare with; name a second mechanism, or give --around.")
    asked = [_dated(given, as_of) for given in mechanisms]
    with opened(workspace, [id for id, _ in asked], audience, edition=edition) as (read, ready, engines):
        by_id = {one.dossier.id: one for one in ready}
        one, day = by_id[asked[0][0]], asked[0][1]
        found: dict[str, Any] = {}
        if around is not None:
            try:
                found["around"] = before_and_after(one, around, engines, perspective)
            except Impossible as fault:
                raise click.UsageError(f"{str(fault)[:1].upper()}{str(fault)[1:]}.") from None
        elif perspectives:
            found["perspectives"] = perspective_gap(one, engines, day)
        else:
            cards = [assess(by_id[id], engines, day, perspective).scorecard for id, day in asked]
            found["comparison"] = side_by_side(cards, [criterion.id for criterion in read.catalogue.in_order])
        standards = read.catalogue.version
        file = ComparisonFile(baremo=__version__, standards=standards, engines=engines.names, **found)
    if form == "json":
        click.echo(file.model_dump_json(indent=2))
        return
    from ..reporting.telling import Telling

    telling = Telling(read.catalogue, language, read.rooms.reports, file.engines, read.publisher)
    dossiers = {id: ready.dossier for id, ready in by_id.items()}
    _show(file, dossiers, telling, form)


def _show(file: ComparisonFile, dossiers: dict[str, Dossier], telling: "Telling", form: str) -> None:
    """What was compared, in the terminal or as a page."""
    from ..reporting import terminal

    (dossier, *_), catalogue, words = dossiers.values(), telling.catalogue, telling.words
    if file.around is not None:
        shown = terminal.around_reform(file.around, dossier, catalogue, words)
        document = telling.around(file.around, dossier)
    elif file.perspectives is not None:
        shown = terminal.by_perspectives(file.perspectives, dossier, catalogue, words)
        document = telling.perspectives(file.perspectives, dossier)
    else:
        assert file.comparison is not None
        shown = terminal.compared(file.comparison, dossiers, catalogue, words)
        document = telling.comparison(file.comparison, dossiers)
    if form == "terminal":
        terminal.console().print(shown)
    else:
        click.echo(telling.page(document, form), nl=False)


def _dated(given: str, otherwise: date | None) -> tuple[str, date | None]:
    """A mechanism and its day, from MECHANISM or MECHANISM@DAY."""
    id, at, day = given.partition("@")
    return id, Day().convert(day, None, None) if at else otherwise
