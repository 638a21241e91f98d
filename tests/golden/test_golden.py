"""Whole reports as they were agreed on. To accept a change: BAREMO_ACCEPT=1 make test, and read the diff."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from baremo.analysis.comparison import compare
from baremo.analysis.survey import survey
from baremo.assessment.assess import Mechanism, assess
from baremo.model.text import Language
from baremo.reporting.telling import Telling
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("mechanism", "language", "form"),
    [("honduras", "en", "html"), ("honduras", "es", "md"), ("colombia", "en", "md")],
)
def test_as_agreed(
    shipped: Workspace,
    brief: dict[str, Mechanism],
    engines: Engines,
    mechanism: str,
    language: Language,
    form: str,
) -> None:
    telling = Telling(shipped.catalogue, language, shipped.rooms.reports, ("durable", "reference"))
    card = assess(brief[mechanism], engines, date(2017, 3, 31))
    agreed(telling.page(telling.scorecard(card), form), f"{mechanism}.{language}.{form}")


@pytest.mark.parametrize(
    ("mechanism", "page"),
    [
        ("mexico", "mexico-timeline"),
        ("colombia", "colombia-around-resolution-1085"),
        ("guatemala", "guatemala-whatif-general-directive"),
        ("guatemala", "guatemala-perspectives"),
    ],
)
def test_each_kind_of_page_as_agreed(
    shipped: Workspace, brief: dict[str, Mechanism], engines: Engines, mechanism: str, page: str
) -> None:
    telling = Telling(shipped.catalogue, "en", shipped.rooms.reports, ("durable", "reference"))
    documents = telling.survey(survey(brief[mechanism], engines, date(2017, 3, 31)))
    (document,) = (document for document in documents if document.name == page)
    agreed(telling.page(document, "md"), f"{page}.en.md")


def test_comparison_as_agreed(shipped: Workspace, brief: dict[str, Mechanism], engines: Engines) -> None:
    telling = Telling(shipped.catalogue, "es", shipped.rooms.reports, ("durable", "reference"))
    cards = [assess(one, engines, date(2017, 3, 31)).scorecard for one in brief.values()]
    made = compare(cards, [criterion.id for criterion in shipped.catalogue.in_order])
    document = telling.comparison(made, {id: one.dossier for id, one in brief.items()})
    agreed(telling.page(document, "md"), "comparison.es.md")


def test_robustness_as_agreed(shipped: Workspace, brief: dict[str, Mechanism], engines: Engines) -> None:
    pytest.importorskip("scipy", reason="the extra `analysis` is not installed: pip install 'baremo[analysis]'")
    from baremo.analysis.robustness import robustness

    telling = Telling(shipped.catalogue, "fr", shipped.rooms.reports, ("durable", "reference"))
    cards = [assess(one, engines, date(2017, 3, 31)) for one in brief.values()]
    document = telling.robustness(robustness(cards, draws=2_000, seed=1), cards)
    agreed(telling.page(document, "md"), "robustness.fr.md")


def agreed(text: str, name: str) -> None:
    """The text is that of the file, digests and version aside."""
    text = re.sub(r"\b[0-9a-f]{16}\b", "DIGEST", text)
    file = HERE / name
    if os.environ.get("BAREMO_ACCEPT"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
