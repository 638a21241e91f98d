"""`baremo report`."""

from datetime import date
from pathlib import Path

import click

from ..assessment.assess import assess
from ..model.dossier import Reading, Visibility
from ..model.text import Language
from ..reporting.files import write
from ..reporting.telling import Telling
from .options import lang_option, look_options, opened
from .score import scorecard_file

FORMATS = ("html", "markdown", "csv", "json")


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
@click.option(
    "--format", "forms", type=click.Choice(FORMATS), multiple=True, default=("html", "markdown"), show_default=True,
    help="What to write; may be repeated.",
)  # fmt: skip
@look_options
@lang_option
def report(
    mechanisms: tuple[str, ...],
    folder: Path,
    forms: tuple[str, ...],
    workspace: Path | None,
    as_of: date | None,
    reading: Reading,
    audience: Visibility,
    count_withheld: bool,
    language: Language,
) -> None:
    r"""Write finished scorecards to a folder: one file each, and an index page that links them.

    Nothing is written unless everything could be made; a file that was there is replaced whole.

    \b
    Examples:
      baremo report --to scorecards --as-of 2017-03-31
      baremo report colombia --to out --lang es --format html --format json
    """
    with opened(workspace, mechanisms) as (read, ready, engines):
        cards = [assess(one, engines, as_of, reading, audience, count_withheld) for one in ready]
        names = engines.names
    telling = Telling(read.catalogue, language, read.rooms.reports, names)
    files: dict[str, str] = {}
    links: list[list[tuple[str, str]]] = []
    for card in cards:
        name = card.scorecard.mechanism
        made = {
            "html": lambda card=card: telling.html(card),
            "markdown": lambda card=card: telling.markdown(card),
            "csv": lambda card=card: _csv(telling, card),
            "json": lambda card=card: scorecard_file([card], read, names).model_dump_json(indent=2) + "\n",
        }
        endings = {"html": "html", "markdown": "md", "csv": "csv", "json": "json"}
        own = {f"{name}.{endings[form]}": made[form]() for form in dict.fromkeys(forms)}
        files |= own
        links.append([(file, file.rsplit(".", 1)[1].upper()) for file in own])
    files["index.html"] = telling.index(cards, links)
    for file, content in files.items():
        write(folder / file, content)
    click.echo(f"Wrote {len(files)} files to {folder}: open {folder / 'index.html'}")


def _csv(telling: Telling, card: object) -> str:
    from ..reporting.tables import findings_csv

    return findings_csv([card], telling.words)  # type: ignore[list-item]
