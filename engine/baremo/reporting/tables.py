"""CSV: one row a finding."""

import csv
import io
from collections.abc import Sequence

from ..assessment.assess import Assessment
from .words import Words

_RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
COLUMNS = (
    "mechanism",
    "as_of",
    "reading",
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


def findings_csv(cards: Sequence[Assessment], words: Words) -> str:
    """All findings as CSV, with a header row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for card in cards:
        catalogue = card.mechanism.catalogue
        for finding in card.scorecard.findings:
            title = words.text(catalogue.criteria[finding.criterion].title).text
            row = (
                card.scorecard.mechanism, card.scorecard.as_of.isoformat(), card.scorecard.reading, finding.criterion,
                title,
                finding.dimension, finding.aspect, " ".join(finding.possible), finding.basis,
                "yes" if finding.contested else "no", "yes" if finding.critical else "no", str(finding.worth),
            )  # fmt: skip
            writer.writerow(tuple(neutral(cell) for cell in row))
    return out.getvalue()


def neutral(cell: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run as a formula."""
    return f"'{cell}" if cell.startswith(_RUN_BY_SPREADSHEETS) else cell
