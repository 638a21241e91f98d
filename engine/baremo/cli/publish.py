"""`baremo publish`."""

import sys
from datetime import date
from pathlib import Path

import click

from ..model.release import MANIFEST
from ..model.text import Language
from ..model.visibility import Visibility
from ..reporting.report import FORMATS, NamedTwice
from ..workbench.checks import Checked, check
from ..workbench.releases import Request, release, send
from ..workbench.releases import publish as put_out
from ..workbench.slip import Slip
from .options import (
    Day,
    as_of_option,
    at_work,
    audience_option,
    edition_option,
    lang_option,
    perspective_option,
    to_option,
    workspace_option,
)
from .speaking import lines, say


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@to_option
@click.option("--release", "name", required=True, metavar="NAME", help="What the release is called, as 2026-1.")
@click.option("--for-comment", "until", type=Day(), metavar="DAY", help="For comment first: the last day for comments.")
@click.option("--sent-to", metavar="WHOM", help="Note in the mechanism's file to whom it was sent for comment.")
@click.option(
    "--supersedes", type=click.Path(path_type=Path), metavar="DIR", help="The release that this one replaces."
)
@click.option("--corrects", metavar="TEXT", help="What this one corrects in the release that it replaces.")
@click.option("--on", "published", type=Day(), metavar="DAY", help="The day of publication. [default: today]")
@click.option(
    "--format",
    "forms",
    type=click.Choice(FORMATS),
    multiple=True,
    default=("html", "pdf"),
    show_default=True,
    help="What to write; may be repeated. JSON always comes with it.",
)
@click.option("--yes", is_flag=True, help="Do not ask, whatever `check` doubts.")
@edition_option
@as_of_option
@perspective_option
@audience_option
@workspace_option
@lang_option
def publish(
    mechanisms: tuple[str, ...],
    folder: Path,
    name: str,
    until: date | None,
    sent_to: str | None,
    supersedes: Path | None,
    corrects: str | None,
    published: date | None,
    forms: tuple[str, ...],
    yes: bool,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    workspace: Path | None,
    language: Language,
) -> None:
    """Write a report as a release: in a folder of its own, with a manifest that proves later what it was.

    The manifest lists the SHA-256 of every file, what identifies the evidence and the standards, and the day. Its own
    digest is printed: announce it beside the release, so that nobody can put another in its place. No release is ever
    overwritten. Where `baremo check` doubts something you are asked first.

    \b
    Examples:
      baremo publish guatemala --to releases/2026-1 --release 2026-1 --for-comment 2026-12-31
      baremo publish --to releases/2026-2 --release 2026-2 --supersedes releases/2026-1
      baremo verify releases/2026-2 --digest 3f0c…
    """
    request = Request(name, published or date.today(), until, supersedes, corrects)
    with at_work(workspace, audience, edition=edition) as bench:
        if not yes:
            _ask(check(bench), audience)
        try:
            made = release(bench, mechanisms, request, forms, language, as_of, perspective)
        except NamedTwice as fault:
            raise Slip("named-twice", file=fault.args[0]) from None
        put_out(folder, made)
        if sent_to is not None:
            send(bench, made.manifest, sent_to)
    click.echo(say("release.published", len(made.files), folder=str(folder), release=name))
    click.echo(say("release.announce", file=MANIFEST))
    click.echo(made.digest)


def _ask(checked: Checked, audience: Visibility) -> None:
    """Whether to go on although something is doubted; where nobody can be asked, no."""
    if not checked.problems:
        return
    for line in lines(checked.problems, audience):
        click.echo(line, err=True)
    if not sys.stdin.isatty():
        raise Slip("release-doubts", number=len(checked.problems))
    click.confirm(say("release.go-on", len(checked.problems)), abort=True, err=True)
