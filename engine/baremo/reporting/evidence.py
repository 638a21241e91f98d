"""How much evidence there is, as a table: in the terminal, and as Markdown to be kept beside the dossiers."""

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..model.catalogue import Catalogue
from ..model.dossier import Dossier
from ..model.evidence import Evidence, EvidenceFile
from .words import Words


def in_terminal(
    file: EvidenceFile, dossiers: Mapping[str, Dossier], catalogue: Catalogue, words: Words
) -> RenderableType:
    """A table for each mechanism; what nobody speaks of in a year is a dot."""
    parts: list[RenderableType] = []
    for each in file.evidence:
        table = Table(box=None, padding=(0, 1, 0, 0))
        table.add_column("")
        for year in each.years:
            table.add_column(str(year), justify="right")
        for id, counts in _rows(each, catalogue, words):
            table.add_row(id, *(str(count) if count else "·" for count in counts))
        parts += [Text(_title(each, dossiers, words), "bold"), *map(Text, _summary(each, catalogue, words)), Text()]
        parts += [table, Text()]
    return Group(*parts)


def as_markdown(file: EvidenceFile, dossiers: Mapping[str, Dossier], catalogue: Catalogue, words: Words) -> str:
    """A section for each mechanism."""
    lines: list[str] = []
    for each in file.evidence:
        lines += [
            f"## {_title(each, dossiers, words)}",
            "",
            *(f"- {line}" for line in _summary(each, catalogue, words)),
            "",
        ]
        lines.append(f"| {words.say('evidence.question')} | {' | '.join(map(str, each.years))} |")
        lines.append("| --- |" + " ---: |" * len(each.years))
        for id, counts in _rows(each, catalogue, words):
            lines.append(f"| {id} | {' | '.join(str(count) if count else '' for count in counts)} |")
        lines.append("")
    return "\n".join(lines)


def _title(evidence: Evidence, dossiers: Mapping[str, Dossier], words: Words) -> str:
    mechanism = dossiers[evidence.mechanism].mechanism
    return f"{words.text(mechanism.state).text}: {words.text(mechanism.name).text}"


def _summary(evidence: Evidence, catalogue: Catalogue, words: Words) -> Sequence[str]:
    names = {kind.id: words.text(kind.name).text for kind in catalogue.standard.speakers}
    total = sum(evidence.documents.values())
    kinds = words.listed(f"{names[id]} {number}" for id, number in evidence.documents.items() if number)
    return (
        words.say("evidence.documents", total, kinds=kinds, reconciled=evidence.reconciled),
        words.say("evidence.context", evidence.context_only),
        words.say(
            "evidence.entries",
            **{key: getattr(evidence, key) for key in ("claims", "speakers", "stages", "figures", "events")},
        ),
        words.say("evidence.table"),
    )


def _rows(evidence: Evidence, catalogue: Catalogue, words: Words) -> Iterator[tuple[str, Sequence[int]]]:
    for row in evidence.questions:
        short = catalogue.features[row.feature].short
        yield row.feature if short is None else f"{words.text(short).text} (`{row.feature}`)", row.in_force
