"""`baremo questionnaire`."""

from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.questionnaires import Choice, Form, written
from ..workbench.questionnaires import questionnaire as asked
from .options import at_work, audience_option, edition_option, lang_option, workspace_option
from .speaking import say


@click.command()
@click.argument("mechanism")
@click.option("--document", required=True, help="The document that is to be coded.")
@click.option("--coder", help="Who codes it: a role, in lower-case words. [default: the form asks, or `import` does]")
@click.option("--to", "file", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write.")
@click.option("--format", "form", type=click.Choice(("xlsx", "xlsform")), default="xlsx", show_default=True)
@click.option("--dimension", "dimensions", multiple=True, help="A theme to ask about; may be repeated. [default: all]")
@click.option("--open", "still_open", is_flag=True, help="Only what is open, in the order of `baremo ask`.")
@edition_option
@audience_option
@workspace_option
@lang_option
def questionnaire(
    mechanism: str,
    document: str,
    coder: str | None,
    file: Path,
    form: Form,
    dimensions: tuple[str, ...],
    still_open: bool,
    edition: int | None,
    audience: Visibility,
    workspace: Path | None,
    language: Language,
) -> None:
    """Write the questions that a DOCUMENT is to answer on MECHANISM: a spreadsheet, or a form for phones.

    `baremo import` takes it back. An XLSForm is for KoBoToolbox or ODK. For the public, as it is unless said otherwise,
    it names no speaker and no document that the public may not know; for the team it holds what the coder's draft says
    already.

    \b
    Examples:
      baremo questionnaire mexico --document ohchr-2019 --coder coder-a --to ohchr-2019.xlsx --lang es
      baremo questionnaire mexico --document ohchr-2019 --to field.xlsx --format xlsform --open
    """
    with at_work(workspace, audience, edition=edition) as bench:
        content = written(asked(bench, mechanism, document, language, coder, Choice(dimensions, still_open)), form)
    from ..reporting.files import write

    write(file, content)
    click.echo(say("form.written", file=file))
    if form == "xlsform":
        click.echo(say("form.kobo"), err=True)
