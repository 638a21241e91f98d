"""`baremo whatif`."""

from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..analysis.whatif import Assumption, Impossible, clashes
from ..analysis.whatif import whatif as suppose
from ..assessment.assess import assess
from ..model.catalogue import Catalogue
from ..model.feature import Interval
from ..model.text import Language
from ..model.visibility import Visibility
from ..model.whatif import WhatIfFile
from ..workspace.bills import load_bill
from ..workspace.problem import suggestion
from .options import format_option, lang_option, opened, view_options


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
@format_option("terminal", "json", "html", "markdown")
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
      baremo whatif honduras --draft my-bill.yaml --with-aims
    """
    if not (adopt or drafts or without or settings):
        raise click.UsageError("Nothing is supposed; give --adopt, --draft, --without or --set.")
    with opened(workspace, [mechanism], audience, edition=edition) as (read, (ready,), engines):
        chosen = tuple(_setting(read.catalogue, setting) for setting in settings)
        bills = tuple(load_bill(file, read.catalogue, read.bibliography) for file in drafts)
        assumption = Assumption(adopt, bills, without, with_aims, chosen)
        real = assess(ready, engines, as_of, perspective)
        try:
            made = suppose(real, assumption, engines)
        except Impossible as fault:
            raise click.UsageError(f"{str(fault)[:1].upper()}{str(fault)[1:]}.") from None
        for feature in clashes(ready, assumption):
            click.echo(f"Note: the reforms set '{feature}' to different values; the last one named counts.", err=True)
        names = engines.names
    if form == "json":
        file = WhatIfFile(
            baremo=__version__,
            standards=read.catalogue.version,
            engines=names,
            whatif=made,
        )
        click.echo(file.model_dump_json(indent=2))
        return
    from ..reporting.telling import Telling

    telling = Telling(read.catalogue, language, read.rooms.reports, names, read.publisher)
    if form != "terminal":
        click.echo(telling.page(telling.whatif(made, ready.dossier), form), nl=False)
        return
    from ..reporting import terminal

    terminal.console().print(terminal.supposed(made, ready.dossier, read.catalogue, telling.words))


def _setting(catalogue: Catalogue, given: str) -> tuple[str, Interval]:
    """A feature and its value, from FEATURE=VALUE."""
    id, equals, value = given.partition("=")
    if not equals:
        raise click.UsageError(f"'{given}' sets nothing; expected FEATURE=VALUE.")
    if id not in catalogue.features:
        raise click.UsageError(f"There is no feature '{id}'{suggestion(id, catalogue.features)}")
    feature = catalogue.features[id]
    raw: object = {"yes": True, "no": False}.get(value, value) if feature.type == "yes-no" else value
    if feature.type in ("count", "days", "share"):
        try:
            raw = int(value) if feature.type != "share" else float(value)
        except ValueError:
            raw = value
    try:
        rank = feature.rank(raw)
    except ValueError as fault:
        hint = suggestion(value, (one.id for one in feature.values))
        raise click.UsageError(f"{str(fault)[:1].upper()}{str(fault)[1:]}{hint}") from None
    return id, Interval(rank, rank)
