"""`baremo plan`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.suppositions import plan as least
from .options import at_work, format_option, lang_option, view_options


@click.command()
@click.argument("mechanism")
@click.option("--target", required=True, metavar="N|BAND", help="The score to reach, or the band.")
@click.option("--fix", "fixed", multiple=True, metavar="FEATURE", help="Leave a feature as it is; may be repeated.")
@click.option(
    "--costs",
    "cost_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What changes cost, by effort (norm, institution, practice) and, under `features`, one by one.",
)
@click.option(
    "--options", "most", type=click.IntRange(1, 100), default=1, show_default=True, help="How many sets to show."
)
@click.option("--front", is_flag=True, help="Show too what every cost can reach (extra `plan`).")
@view_options
@lang_option
@format_option("terminal", "json")
def plan(
    mechanism: str,
    target: str,
    fixed: tuple[str, ...],
    cost_file: Path | None,
    most: int,
    front: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    """Show the least that would have to change for a mechanism to reach a score.

    Some sets of changes reach it whatever is still unknown; others may reach it. Each change is an answer to one of the
    catalogue's questions; what it costs goes by its effort: a norm, an institution, a practice. With the extra `plan`
    the cheapest sets are proven by a solver (OR-Tools CP-SAT); without it all sets are tried, where they are not too
    many.

    \b
    Examples:
      baremo plan mexico --target substantial
      baremo plan colombia --target 60 --fix institution.resources --format json
    """
    with at_work(workspace, audience, edition=edition) as bench:
        planned = least(
            bench,
            mechanism,
            target,
            fixed=fixed,
            costs=cost_file,
            most=most,
            front=front,
            as_of=as_of,
            perspective=perspective,
        )
    if form == "json":
        click.echo(planned.file.model_dump_json(indent=2))
        return
    from ..reporting.terminal import console
    from ..reporting.terminal_plan import plan as shown
    from ..workbench.reports import publication

    published = publication(planned.workspace, language, planned.file.engines)
    console().print(shown(planned.file.plan, planned.dossier, published.catalogue, published.words))
