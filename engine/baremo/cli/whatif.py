"""`baremo whatif`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.suppositions import whatif as suppose
from .options import at_work, format_option, lang_option, view_options
from .showing import show


@click.command()
@click.argument("mechanism")
@click.option("--adopt", multiple=True, metavar="REFORM", help="Suppose that a reform is adopted; may be repeated.")
@click.option(
    "--draft",
    "drafts",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Suppose that a bill of your own is adopted: a file in the form of a dossier's reform; may be repeated.",
)
@click.option("--without", multiple=True, metavar="REFORM", help="Suppose that an adopted reform had not been made.")
@click.option("--with-aims", is_flag=True, help="Suppose too that adopted reforms reach the practice they aim at.")
@click.option("--set", "settings", multiple=True, metavar="FEATURE=VALUE", help="Suppose a value; may be repeated.")
@view_options
@lang_option
@format_option("terminal", "json", "html", "markdown", "pdf")
def whatif(
    mechanism: str,
    adopt: tuple[str, ...],
    drafts: tuple[Path, ...],
    without: tuple[str, ...],
    with_aims: bool,
    settings: tuple[str, ...],
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
    form: str,
) -> None:
    """Show the same mechanism with changes that are not (yet) real, always marked as hypothetical.

    Adopting a reform changes the record alone: a decree does not make practice.

    \b
    Examples:
      baremo whatif guatemala --adopt general-directive
      baremo whatif mexico --set collective.implemented=most
      baremo whatif mexico --set collective.implemented=most --format pdf > mexico.pdf
      baremo whatif honduras --draft my-bill.yaml --with-aims
    """
    with at_work(workspace, audience, edition=edition) as bench:
        supposed = suppose(
            bench,
            mechanism,
            adopt=adopt,
            bills=drafts,
            without=without,
            with_aims=with_aims,
            settings=settings,
            as_of=as_of,
            perspective=perspective,
        )
    if form == "json":
        click.echo(supposed.file.model_dump_json(indent=2))
        return
    from ..workbench.reports import publication

    published, file = publication(supposed.workspace, language, supposed.file.engines), supposed.file
    for feature in supposed.clashing:
        click.echo(published.words.say("note.clash", feature=feature), err=True)
    if file.whatif is not None:
        draft = published.whatif(file.whatif, supposed.dossier)
    else:
        assert file.unscored is not None
        draft = published.unscored([file.unscored], {mechanism: supposed.dossier})
    show(published, [draft], form)
