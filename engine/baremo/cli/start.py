"""`baremo init` and `baremo new`."""

from pathlib import Path

import click

from ..reporting.files import copy, write
from ..workspace import rooms
from ..workspace.workspace import load
from .options import workspace_option

MARKER_TEXT = """# This folder is a Baremo workspace. It may have rooms of its own: standards/, mechanisms/, reports/.
# A room that it does not have is the one that comes with Baremo; mechanisms/ and reports/ are read over it.
"""
SPEAKERS_TEXT = """# Who speaks: - {id: ..., kind: official, name: {en: "..."}}
# Those that come with Baremo are there already; an entry with one of their ids takes its place.
speakers: []
"""
IGNORED_TEXT = """# Texts of documents are kept for coding alone.
mechanisms/texts/
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--with-standards", is_flag=True, help="Copy the built-in standards too, to change them.")
def init(folder: Path, with_standards: bool) -> None:
    """Start a workspace of your own in FOLDER: a marker file and a room for mechanisms.

    Then write a dossier with `baremo new`, from that folder.
    """
    if (folder / rooms.MARKER).exists():
        raise click.UsageError(f"{folder} is a workspace already.")
    if (folder / "mechanisms").exists() or (with_standards and (folder / "standards").exists()):
        raise click.UsageError(f"{folder} already has a folder of that name; nothing was changed.")
    if with_standards:
        copy(rooms.built_in() / "standards", folder / "standards")
        (folder / "standards" / rooms.STANDARD).unlink()  # with it they would be standards of another body
    write(folder / "mechanisms" / "speakers.yaml", SPEAKERS_TEXT)
    write(folder / ".gitignore", IGNORED_TEXT)
    write(folder / rooms.MARKER, MARKER_TEXT)
    click.echo(f"Started a workspace in {folder}. Next, from there: baremo new MECHANISM")


@click.command()
@click.argument("mechanism")
@click.option("--country", required=True, help="The country's two-letter code, as CO.")
@workspace_option
def new(mechanism: str, country: str, workspace: Path | None) -> None:
    """Start the folder of MECHANISM, with every question of the catalogue open.

    Each question stands as a comment to be filled in; what stays a comment stays unknown.
    """
    import re

    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", mechanism):
        raise click.UsageError(f"'{mechanism}' is no id; expected lower-case words joined by hyphens, as costa-rica.")
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise click.UsageError(f"'{country}' is no country code; expected two capital letters, as CO.")
    own = workspace or Path()
    if not (own / rooms.MARKER).is_file():
        raise click.UsageError(f"{own} is no workspace of yours; start one with `baremo init`.")
    made = own / "mechanisms" / mechanism
    if made.exists():
        raise click.UsageError(f"{made} exists already; nothing was changed.")
    catalogue = load(own, []).catalogue
    about = [
        f"id: {mechanism}",
        f'country: "{country}"',
        'name: {en: "Name of the mechanism"}',
        'state: {en: "Name of the country"}',
        'about: {en: "What it is, in two sentences."}',
        "established:",
        "  date: 2020              # as precise as the document: 2020, 2020-05, 2020-05-15",
        "  document: amnesty-2017  # a file of documents/, without its ending",
        '  locator: "page 1"',
        "reforms: []",
    ]
    sheet = [
        "# What one document says. To answer a question fill in its entry, as often as somebody says something, and",
        "# put `claims:` in the place of `claims: []`. Leave out what the document does not state. It counts once the",
        "# sheet stands as claims/DOCUMENT.yaml, DOCUMENT being a file of documents/, with the status accepted.",
        "document: amnesty-2017",
        "read: whole",
        "status: draft",
        "coded: [{by: coder-a}]",
        "claims: []",
    ]
    for feature in catalogue.features.values():
        sheet += [
            "#",
            f"# {feature.question['en']}",
            f"#  - feature: {feature.id}",
            "#    kind: observation",
            f"#    value:              # {feature.expected}",
            "#    date:               # the day on which it held, if the document says so",
            "#    speaker:            # who says so",
            '#    locator: ""',
            '#    note: {en: ""}',
        ]
    write(made / "drafts" / "amnesty-2017.coder-a.yaml", "\n".join(sheet) + "\n")
    write(made / "mechanism.yaml", "\n".join(about) + "\n")
    click.echo(f"Wrote {made}: {len(catalogue.features)} questions, all open. See `baremo score {mechanism}`.")
