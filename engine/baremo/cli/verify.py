"""`baremo verify`."""

from pathlib import Path

import click

from .. import __version__
from ..model.release import Verification, VerificationFile
from ..workbench.releases import verify as look
from .options import format_option, lang_option, slips
from .speaking import say


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--digest", "announced", metavar="SHA256", help="The manifest's digest, as it was announced.")
@lang_option
@format_option("terminal", "json")
def verify(folder: Path, announced: str | None, language: str, form: str) -> None:
    """Say whether a release is what it was when it was published: whole, or which files changed or are missing.

    Without --digest the manifest itself is believed: whoever could change a file could change it too. Exit code 2 if
    the release is not whole.

    \b
    Example:
      baremo verify releases/2026-2 --digest 3f0c…
    """
    with slips():
        verification = look(folder, announced)
    if form == "json":
        click.echo(VerificationFile(baremo=__version__, verification=verification).model_dump_json(indent=2))
    else:
        for line in _lines(verification):
            click.echo(line)
    if not verification.whole:
        raise click.exceptions.Exit(2)


def _lines(verification: Verification) -> list[str]:
    if verification.as_announced is False:
        return [say("release.another", digest=verification.manifest)]
    told = [
        *(say("release.changed", file=name) for name in verification.changed),
        *(say("release.missing", file=name) for name in verification.missing),
        *(say("release.foreign", file=name) for name in verification.foreign),
    ]
    state = "release.whole" if verification.whole else "release.not-whole"
    told.append(say(state, release=verification.release))
    if verification.as_announced is None:
        told.append(say("release.unannounced", digest=verification.manifest))
    return told
