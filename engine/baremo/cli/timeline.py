"""`baremo timeline`."""

from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..analysis.timeline import timeline as told_over_time
from ..model.text import Language
from ..model.timeline import Timeline, TimelineFile
from ..model.visibility import Visibility
from .options import format_option, lang_option, opened, view_options


@click.command()
@click.argument("mechanism")
@view_options
@lang_option
@format_option("terminal", "json", "csv", "html", "markdown")
def timeline(
    mechanism: str,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    """Show the score over the years, at every date on which something changed, and what happened.

    \b
    Examples:
      baremo timeline mexico
      baremo timeline colombia --format csv
    """
    with opened(workspace, [mechanism], audience, edition=edition) as (read, (ready,), engines):
        made = told_over_time(ready, engines, as_of, perspective)
        names = engines.names
    if form == "json":
        file = TimelineFile(
            baremo=__version__,
            standards=read.catalogue.version,
            engines=names,
            timelines=(made,),
        )
        click.echo(file.model_dump_json(indent=2))
        return
    if form == "csv":
        click.echo(_csv(made), nl=False)
        return
    from ..reporting.telling import Telling

    telling = Telling(read.catalogue, language, read.rooms.reports, names, read.publisher)
    if form != "terminal":
        click.echo(telling.page(telling.timeline(made, ready.dossier), form), nl=False)
        return
    from ..reporting import terminal

    terminal.console().print(terminal.over_time(made, ready.dossier, telling.words))


def _csv(made: Timeline) -> str:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("mechanism", "date", "score", "low", "high", "determined"))
    for point in made.points:
        rows = [("overall", point.overall), *((score.dimension, score) for score in point.dimensions)]
        rows += [
            (name, score) for name, score in (("law", point.law), ("practice", point.practice)) if score is not None
        ]
        for name, score in rows:
            writer.writerow((made.mechanism, point.date, name, *score.score, score.coverage.determined))
    return out.getvalue()
