"""`baremo init` and `baremo new`."""

from pathlib import Path

import click

from ..reporting.files import copy, write
from ..workspace import rooms
from ..workspace.workspace import load
from .options import workspace_option

MARKER_TEXT = """# This folder is a Baremo workspace. It may have rooms of its own: standards/, mechanisms/, reports/.
# A room that it does not have is the one that comes with Baremo; of reports/, file by file.
"""


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=".")
@click.option("--with-standards", is_flag=True, help="Copy the built-in standards too, to change them.")
def init(folder: Path, with_standards: bool) -> None:
    """Start a workspace of your own in FOLDER: a marker file and a copy of the bibliography.

    Then write a dossier with `baremo new`, from that folder.
    """
    if (folder / rooms.MARKER).exists():
        raise click.UsageError(f"{folder} is a workspace already.")
    if (folder / "mechanisms").exists() or (with_standards and (folder / "standards").exists()):
        raise click.UsageError(f"{folder} already has a folder of that name; nothing was changed.")
    if with_standards:
        copy(rooms.built_in() / "standards", folder / "standards")
    write(
        folder / "mechanisms" / "sources.yaml",
        (rooms.built_in() / "mechanisms" / "sources.yaml").read_bytes(),
    )
    write(folder / rooms.MARKER, MARKER_TEXT)
    click.echo(f"Started a workspace in {folder}. Next, from there: baremo new MECHANISM")


@click.command()
@click.argument("mechanism")
@click.option("--country", required=True, help="The country's two-letter code, as CO.")
@workspace_option
def new(mechanism: str, country: str, workspace: Path | None) -> None:
    """Start the dossier of MECHANISM, with every question of the catalogue open.

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
    file = own / "mechanisms" / f"{mechanism}.yaml"
    if file.exists():
        raise click.UsageError(f"{file} exists already; nothing was changed.")
    catalogue = load(own, []).catalogue
    lines = [
        f"id: {mechanism}",
        f"country: {country}",
        'name: {en: "Name of the mechanism"}',
        'state: {en: "Name of the country"}',
        'about: {en: "What it is, in two sentences."}',
        "established:",
        "  date: 2020              # as precise as the source: 2020, 2020-05, 2020-05-15",
        "  source: amnesty-2017    # an id of sources.yaml",
        '  locator: "page 1"',
        "claims: []",
        "# To answer a question replace `claims: []` by `claims:` and fill in an entry under it, as often as somebody",
        "# says something. Leave open what no source states. The value is one of those listed.",
    ]
    for feature in catalogue.features.values():
        lines += [
            "#",
            f"# {feature.question['en']}",
            f"#  - feature: {feature.id}",
            "#    kind: observation",
            f"#    value:              # {feature.expected}",
            "#    date:               # the day on which it held, if the source says so",
            "#    speaker:            # who says so",
            "#    source:             # where it was found",
            '#    locator: ""',
            '#    note: {en: ""}',
        ]
    write(file, "\n".join(lines) + "\n")
    click.echo(f"Wrote {file}: {len(catalogue.features)} questions, all open. See `baremo score {mechanism}`.")
