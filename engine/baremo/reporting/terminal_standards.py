"""What rests on what in the standards, in the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..model.catalogue import Catalogue
from ..model.dossier import Dossier
from ..model.scorecard import Scorecard
from .views.labels import labels
from .views.looks import look_of
from .views.phrases import citation, expected_words, rule_lines
from .words import Words


def criteria(catalogue: Catalogue, words: Words) -> RenderableType:
    """Every criterion with the provisions that it rests on."""
    lines: list[Text] = []
    for criterion in catalogue.in_order:
        lines.append(Text.assemble((criterion.id, "bold"), "  ", words.text(criterion.title).text))
        lines.append(Text("    " + ", ".join(criterion.rests_on), "dim"))
    return Group(*lines)


def standing(
    id: str,
    criteria: Sequence[str],
    mechanisms: Sequence[tuple[Dossier, Scorecard]],
    catalogue: Catalogue,
    words: Words,
) -> RenderableType:
    """A provision, a criterion or a feature, and how mechanisms fare in the criteria that rest on it."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(words.say("criterion.short"))
    for label in labels([card for _, card in mechanisms], {dossier.id: dossier for dossier, _ in mechanisms}, words):
        table.add_column(label)
    found = [{finding.criterion: finding.possible for finding in card.findings} for _, card in mechanisms]
    for criterion in criteria:
        looks = (look_of(possible.get(criterion, ()), catalogue.criteria[criterion], words) for possible in found)
        table.add_row(criterion, *("–" if look is None else look.glyph for look in looks))
    return Group(*_standard(id, catalogue, words), Text(), table, Text(words.say("symbols"), "dim"))


def _standard(id: str, catalogue: Catalogue, words: Words) -> Iterator[Text]:
    if id in catalogue.provisions:
        cited = citation(catalogue, id, words)
        yield Text(f"{cited.label} [{cited.id}]", "bold")
        yield Text(f"{cited.title.text}, {cited.reference}", "dim")
        yield Text(f"{cited.text.text} ({cited.checked})")
    elif id in catalogue.criteria:
        criterion = catalogue.criteria[id]
        yield Text.assemble((id, "bold"), "  ", words.text(criterion.title).text)
        yield from (Text(f"  {line}") for line in rule_lines(catalogue, id, words))
        yield Text("  " + ", ".join(catalogue.features_of(id)), "dim")
        for provision in criterion.rests_on:
            cited = citation(catalogue, provision, words)
            yield Text(f"  {cited.label} [{provision}]: {cited.text.text}")
    else:
        feature = catalogue.features[id]
        yield Text.assemble((id, "bold"), "  ", words.text(feature.question).text)
        yield Text(expected_words(feature, words), "dim")
