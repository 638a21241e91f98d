"""`baremo compare`."""

from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..analysis.comparison import around as before_and_after
from ..analysis.comparison import compare as side_by_side
from ..analysis.whatif import Impossible
from ..assessment.assess import assess
from ..model.comparison import Around, Comparison, ComparisonFile
from ..model.dossier import Reading, Visibility
from ..model.scorecard import StandardsVersion
from ..model.text import Language
from .options import Day, as_of_option, audience_option, lang_option, opened, reading_option, workspace_option


@click.command()
@click.argument("mechanisms", nargs=-1, required=True, metavar="MECHANISM[@DAY]...")
@click.option("--around", metavar="REFORM", help="Compare one mechanism before and after a reform.")
@workspace_option
@as_of_option
@reading_option
@audience_option
@lang_option
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True)
def compare(
    mechanisms: tuple[str, ...],
    around: str | None,
    workspace: Path | None,
    as_of: date | None,
    reading: Reading,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    r"""Show mechanisms side by side, or one before and after a reform.

    Places are ranges: two mechanisms whose scores overlap are not put in an order.

    \b
    Examples:
      baremo compare colombia honduras --as-of 2017-03-31
      baremo compare mexico@2014-06-30 mexico@2017-02-28
      baremo compare colombia --around resolution-1085
    """
    if around is None and len(mechanisms) < 2:
        raise click.UsageError("There is nothing to compare with; name a second mechanism, or give --around.")
    if around is not None and len(mechanisms) != 1:
        raise click.UsageError("A reform belongs to one mechanism; name one with --around.")
    asked = [_dated(given, as_of) for given in mechanisms]
    comparison: Comparison | None = None
    reform: Around | None = None
    with opened(workspace, [id for id, _ in asked]) as (read, ready, engines):
        by_id = {one.dossier.id: one for one in ready}
        if around is None:
            cards = [assess(by_id[id], engines, day, reading, audience).scorecard for id, day in asked]
            comparison = side_by_side(cards, [criterion.id for criterion in read.catalogue.in_order])
        else:
            try:
                reform = before_and_after(ready[0], around, engines, reading, audience)
            except Impossible as fault:
                raise click.UsageError(f"{str(fault)[:1].upper()}{str(fault)[1:]}.") from None
        names = engines.names
    if form == "json":
        file = ComparisonFile(
            baremo=__version__,
            standards=StandardsVersion(digest=read.catalogue.digest),
            engines=names,
            comparison=comparison,
            around=reform,
        )
        click.echo(file.model_dump_json(indent=2))
        return
    from ..reporting import terminal
    from ..reporting.telling import Telling

    words = Telling(read.catalogue, language, read.rooms.reports).words
    if comparison is not None:
        dossiers = {id: one.dossier for id, one in by_id.items()}
        terminal.console().print(terminal.compared(comparison, dossiers, read.catalogue, words))
    if reform is not None:
        terminal.console().print(terminal.around_reform(reform, ready[0].dossier, read.catalogue, words))


def _dated(given: str, otherwise: date | None) -> tuple[str, date | None]:
    """A mechanism and its day, from MECHANISM or MECHANISM@DAY."""
    id, at, day = given.partition("@")
    return id, Day().convert(day, None, None) if at else otherwise
