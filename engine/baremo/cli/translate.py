"""`baremo translate`."""

from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.translating import take_back, to_translate, written
from .options import at_work, audience_option, lang_option, workspace_option
from .rows import lines, numbers
from .speaking import say


@click.command()
@click.argument("into", metavar="LANGUAGE")
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@click.option("--to", type=click.Path(path_type=Path, dir_okay=False), help="Write the texts to this spreadsheet.")
@click.option("--from", "back", type=click.Path(path_type=Path, dir_okay=False), help="Take this one back.")
@click.option("--dry-run", is_flag=True, help="Say what would become of each text, and write nothing.")
@click.option("--partial", is_flag=True, help="Take what can be taken, although some rows are refused.")
@audience_option
@workspace_option
@lang_option
def translate(
    into: Language,
    mechanisms: tuple[str, ...],
    to: Path | None,
    back: Path | None,
    dry_run: bool,
    partial: bool,
    audience: Visibility,
    workspace: Path | None,
    language: Language,
) -> None:
    """Write a workspace's own texts for a translator into LANGUAGE, what is missing first; or take them back.

    Notes, titles, guidance, criteria: all that stands by language, of the standards and all mechanisms, or of those
    named. What comes back is put into the files themselves, all of it or nothing; an empty cell takes nothing away.

    \b
    Examples:
      baremo translate pt --to for-the-translator.xlsx
      baremo translate pt --from for-the-translator.xlsx
    """
    if (to is None) == (back is None):
        raise click.UsageError(say("translate.to-or-from"))
    if to is not None:
        with at_work(workspace, audience) as bench:
            listed = to_translate(bench, into, mechanisms)
            content = written(bench, listed, into, language)
        from ..reporting.files import write

        write(to, content)
        click.echo(say("translate.written", file=to, n=len(listed), missing=sum(not each.text for each in listed)))
    if back is not None:
        with at_work(workspace, "confidential") as bench:
            done = take_back(bench, into, back, dry_run=dry_run, partial=partial)
            for line in lines(done.rows):
                click.echo(line)
        code = "translate.taken" if done.written else "translate.nothing-written"
        click.echo(say(code, numbers=numbers(done.rows), files=", ".join(done.written)))
        if done.number("refused"):
            raise click.exceptions.Exit(2)
