"""`baremo import`."""

from datetime import date
from pathlib import Path

import click

from ..model.imported import OUTCOMES
from ..reporting.faults import said
from ..workbench.imports import Imported, take
from ..workspace.problem import Problem
from .options import Day, at_work, lang_option, workspace_option
from .speaking import say, words


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
    """What became of a document's answers: what is to be known of the whole, each row that counts, and the numbers."""
    told = [say(f"import.{code}", **values) for code, values in each.remarks]
    for row in each.rows:
        name, what = row.item.name, say(f"import.{row.item.outcome}")
        if row.item.outcome == "refused":
            told += [_refused(name, what, problem) for problem in row.problems]
        elif row.item.outcome != "unchanged":
            told.append(say("import.row", place=f"{row.item.sheet}:{row.item.row}", name=name, what=what))
    numbers = [say("import.number", n=each.number(o), what=say(f"import.{o}")) for o in OUTCOMES if each.number(o)]
    listed = ", ".join(numbers) or say("import.no-rows")
    done = "import.written" if each.saved is not None else "import.dry-run" if dry_run else "import.not-written"
    told.append(say(done, mechanism=each.mechanism, document=each.document, coder=each.coder, numbers=listed))
    return told


def _refused(name: str, what: str, problem: Problem) -> str:
    return say("import.row-refused", place=_cell(problem), name=name, what=what, why=said(problem, words()))


def _cell(problem: Problem) -> str:
    """A cell as a spreadsheet calls it; a line of any other file."""
    if problem.path.endswith((".yaml", ".yml")):
        return f"{problem.path}:{problem.line}:{problem.column}"
    letters, number = "", problem.column
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{problem.path}!{letters}{problem.line}" if problem.line else problem.path
