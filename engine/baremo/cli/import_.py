"""`baremo import`."""

from datetime import date
from pathlib import Path

import click

from ..workbench.imports import take
from ..workbench.laying import Imported
from .options import Day, at_work, lang_option, workspace_option
from .rows import lines, numbers
from .speaking import say


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--mechanism", help="The mechanism, where the file names none, as a colleague's sheet.")
@click.option("--coder", help="Who coded it, where the file does not say: a role, in lower-case words.")
@click.option("--on", type=Day(), help="The day of the coding. [default: today]")
@click.option("--dry-run", is_flag=True, help="Say what would become of each row, and write nothing.")
@click.option("--partial", is_flag=True, help="Take what can be taken, although some rows are refused.")
@workspace_option
@lang_option
def import_(
    file: Path,
    mechanism: str | None,
    coder: str | None,
    on: date | None,
    dry_run: bool,
    partial: bool,
    workspace: Path | None,
    language: str,
) -> None:
    """Take in a questionnaire that came back: it becomes a draft of its coder, row by row, all of it or nothing.

    FILE is the spreadsheet (XLSX or ODS), the XLSX export of a form in KoBoToolbox or ODK, or a colleague's coding
    sheet (YAML). The same file twice changes nothing. An empty row takes nothing out of a draft. Exit code 2 if a row
    is refused.

    \b
    Examples:
      baremo import ohchr-2019.xlsx --dry-run
      baremo import sheet.yaml --mechanism mexico --coder coder-b
    """
    with at_work(workspace, "confidential") as bench:
        taken = take(
            bench, file, mechanism=mechanism, coder=coder, on=on or date.today(), dry_run=dry_run, partial=partial
        )
        for each in taken:
            for line in _lines(each, dry_run=dry_run):
                click.echo(line)
    if any(each.refused for each in taken):
        if not dry_run and not partial:
            click.echo(say("import.nothing-written"), err=True)
        raise click.exceptions.Exit(2)


def _lines(each: Imported, *, dry_run: bool) -> list[str]:
    """What became of a document's answers: what is to be known of the whole, the rows, and how many came to what."""
    told = [*(say(f"import.{code}", **values) for code, values in each.remarks), *lines(each.rows)]
    done = "import.written" if each.saved is not None else "import.dry-run" if dry_run else "import.not-written"
    of = {"mechanism": each.mechanism, "document": each.document, "coder": each.coder}
    return [*told, say(done, None, **of, numbers=numbers(each.rows))]
