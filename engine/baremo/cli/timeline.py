"""`baremo timeline`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.timeline import Timeline
from ..model.visibility import Visibility
from ..workbench.comparisons import timeline as over_the_years
from .options import at_work, format_option, lang_option, view_options
from .showing import show


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
    with at_work(workspace, audience, edition=edition) as bench:
        course = over_the_years(bench, mechanism, as_of, perspective)
    (made,) = course.file.timelines
    if form == "json":
        click.echo(course.file.model_dump_json(indent=2))
        return
    if form == "csv":
        click.echo(_csv(made), nl=False)
        return
    from ..workbench.reports import publication

    published = publication(course.workspace, language, course.file.engines)
    show(published, [published.timeline(made, course.dossier)], form)


def _csv(made: Timeline) -> str:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("mechanism", "date", "score", "low", "high", "told"))
    for point in made.points:
        rows = [("overall", point.overall), *((score.dimension, score) for score in point.dimensions)]
        rows += [
            (name, score) for name, score in (("law", point.law), ("practice", point.practice)) if score is not None
        ]
        for name, score in rows:
            writer.writerow((made.mechanism, point.date, name, *score.score, score.coverage.told_share))
    writer.writerows((made.mechanism, none.as_of, none.state, "", "", "") for none in made.unscored)
    return out.getvalue()
