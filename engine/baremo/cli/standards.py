"""`baremo standards`."""

from datetime import date
from pathlib import Path

import click
from rich.table import Table
from rich.text import Text

from ..assessment.assess import assess_all
from ..model.catalogue import Catalogue
from ..model.text import Language
from ..model.visibility import Visibility
from ..reporting.phrases import citation, rule_lines, symbols
from ..reporting.telling import Telling
from ..reporting.terminal import console
from ..workspace.problem import suggestion
from .options import all_option, lang_option, opened, view_options
from .speaking import notes


@click.command()
@click.argument("what", required=False, metavar="[PROVISION|CRITERION|FEATURE]")
@all_option
@view_options
@lang_option
def standards(
    what: str | None,
    shipped: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    language: Language,
) -> None:
    """Show what rests on what, in both directions, and how each mechanism fares.

    Without an argument: every criterion with the provisions it rests on.

    \b
    Examples:
      baremo standards UNDHRD/12.2
      baremo standards collective.granted
    """
    with opened(workspace, [], audience, shipped=shipped, edition=edition) as (read, ready, engines):
        catalogue = read.catalogue
        telling = Telling(catalogue, language, read.rooms.reports)
        words = telling.words
        if what is None:
            _list_all(catalogue, telling)
            return
        named = _criteria(catalogue, what)
        cards, unscored = assess_all(((one, as_of) for one in ready), engines, perspective)
        notes(unscored, words)
    if what in catalogue.provisions:
        cited = citation(catalogue, what, words)
        console().print(Text(f"{cited.label} [{cited.id}]", "bold"))
        console().print(Text(f"{cited.title.text}, {cited.reference}", "dim"))
        console().print(Text(f"{cited.text.text} ({cited.checked})"))
    elif what not in catalogue.criteria:
        feature = catalogue.features[what]
        console().print(Text.assemble((what, "bold"), "  ", words.text(feature.question).text))
        console().print(Text(feature.expected, "dim"))
    else:
        console().print(Text.assemble((what, "bold"), "  ", words.text(catalogue.criteria[what].title).text))
        for line in rule_lines(catalogue, what, words):
            console().print(Text("  " + line))
        console().print(Text("  " + ", ".join(catalogue.features_of(what)), "dim"))
        for id in catalogue.criteria[what].rests_on:
            cited = citation(catalogue, id, words)
            console().print(Text(f"  {cited.label} [{id}]: {cited.text.text}"))
    console().print()
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(words.say("criterion.short"))
    for card in cards:
        table.add_column(words.text(card.mechanism.dossier.mechanism.state).text)
    for id in named:
        found = [next((f for f in card.scorecard.findings if f.criterion == id), None) for card in cards]
        table.add_row(id, *("–" if f is None else symbols(f.possible, catalogue.criteria[id]) for f in found))
    console().print(table)
    console().print(Text(words.say("symbols"), "dim"))


def _list_all(catalogue: Catalogue, telling: Telling) -> None:
    for criterion in catalogue.in_order:
        title = telling.words.text(criterion.title).text
        console().print(Text.assemble((criterion.id, "bold"), "  ", title))
        console().print(Text("    " + ", ".join(criterion.rests_on), "dim"))


def _criteria(catalogue: Catalogue, what: str) -> list[str]:
    """The criteria that rest on a provision or a feature, or the criterion itself.

    Raises:
        click.UsageError: if there is nothing of that name.
    """
    if what in catalogue.provisions:
        return [c.id for c in catalogue.in_order if what in c.rests_on]
    if what in catalogue.criteria and what not in catalogue.features:
        return [what]
    if what in catalogue.criteria or what in catalogue.features:
        tested = [c.id for c in catalogue.in_order if what in catalogue.features_of(c.id)]
        return list(dict.fromkeys([*([what] if what in catalogue.criteria else []), *tested]))
    hint = suggestion(what, [*catalogue.provisions, *catalogue.criteria, *catalogue.features])
    raise click.UsageError(f"There is no provision, criterion or feature '{what}'{hint}")
