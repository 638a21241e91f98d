"""`baremo timeline`."""

from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..analysis.timeline import timeline as told_over_time
from ..model.dossier import Reading, Visibility
from ..model.scorecard import StandardsVersion
from ..model.text import Language
from ..model.timeline import Timeline, TimelineFile
from .options import as_of_option, audience_option, lang_option, opened, reading_option, workspace_option


@click.command()
@click.argument("mechanism")
@workspace_option
@as_of_option
@reading_option
@audience_option
@lang_option
@click.option("--format", "form", type=click.Choice(["terminal", "json", "csv"]), default="terminal", show_default=True)
def timeline(
    mechanism: str,
    workspace: Path | None,
    as_of: date | None,
    reading: Reading,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    r"""Show the score over the years, at every date on which something changed, and what happened.

    \b
    Examples:
      baremo timeline mexico
      baremo timeline colombia --format csv
    """
    with opened(workspace, [mechanism]) as (read, (ready,), engines):
        made = told_over_time(ready, engines, as_of, reading, audience)
        names = engines.names
    if form == "json":
        file = TimelineFile(
            baremo=__version__,
            standards=StandardsVersion(digest=read.catalogue.digest),
            engines=names,
            timelines=(made,),
        )
        click.echo(file.model_dump_json(indent=2))
        return
    if form == "csv":
        click.echo(_csv(made), nl=False)
        return
    from ..reporting import terminal
    from ..reporting.telling import Telling

    words = Telling(read.catalogue, language, read.rooms.reports).words
    terminal.console().print(terminal.over_time(made, ready.dossier, words))


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
