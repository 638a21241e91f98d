"""`baremo ask`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.asking import ask as open_questions
from .options import all_option, at_work, format_option, lang_option, view_options
from .showing import show


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@click.option("--most", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many questions to show.")
@all_option
@view_options
@lang_option
@format_option("terminal", "json", "html", "markdown")
def ask(
    mechanisms: tuple[str, ...],
    most: int,
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    """Show which answer would tell most: the open questions in the order of what their answer could do.

    For each: by how many points the score's range could narrow at most, and must at least; and the verdicts that an
    answer would tell. Then what grows too old within a year, and which verdicts fall with it. JSON holds all questions.

    \b
    Examples:
      baremo ask honduras
      baremo ask --most 3 --lang es
    """
    with at_work(workspace, audience, edition=edition, shipped=shipped) as bench:
        asked = open_questions(bench, mechanisms, as_of, perspective)
    if form == "json":
        click.echo(asked.file.model_dump_json(indent=2))
        return
    from ..workbench.reports import publication

    published = publication(asked.workspace, language, asked.file.engines)
    drafts = [published.questions(each, asked.dossiers[each.mechanism], most) for each in asked.file.ask]
    drafts += [published.unscored([none], asked.dossiers) for none in asked.file.unscored]
    show(published, drafts, form)
