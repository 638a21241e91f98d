"""CSV: a table of texts, and the findings as one."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from ..assessment.assess import Assessment
from .words import Words

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-\d+(\.\d+)?(e[-+]?\d+)?", re.ASCII)
COLUMNS = (
    "mechanism",
    "as_of",
    "perspective",
    "criterion",
    "title",
    "dimension",
    "aspect",
    "possible",
    "basis",
    "contested",
    "critical",
    "worth",
)


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The rows as CSV, with a header row; no cell is run as a formula by a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(tuple(neutral(cell) for cell in row) for row in rows)
    return out.getvalue()


def findings_csv(cards: Sequence[Assessment], words: Words) -> str:
    """All findings as CSV for people: as a spreadsheet in their language opens it with a click.

    It begins with a byte order mark; where the decimals have a comma, semicolons stand between the cells.
    """
    comma = words.number(0.5)[1] == ","
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";" if comma else ",", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for card in cards:
        writer.writerows(map(neutral, row) for row in _findings(card, words))
    return "\ufeff" + out.getvalue()


def _findings(card: Assessment, words: Words) -> Iterable[tuple[str, ...]]:
    made, criteria = card.scorecard, card.mechanism.catalogue.criteria
    for finding in made.findings:
        yield (
            made.mechanism, made.as_of.isoformat(), made.perspective, finding.criterion,
            words.text(criteria[finding.criterion].title).text,
            finding.dimension, finding.aspect, " ".join(finding.possible), finding.basis,
            "yes" if finding.contested else "no", "yes" if finding.critical else "no", words.number(finding.worth),
        )  # fmt: skip


def neutral(cell: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run as a formula; a number is none."""
    return f"'{cell}" if cell.startswith(_RUN_BY_SPREADSHEETS) and not _NUMBER.fullmatch(cell) else cell
