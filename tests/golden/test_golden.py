"""Whole reports as they were agreed on. To accept a change: BAREMO_ACCEPT=1 make test, and read the diff."""

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from baremo.analysis.comparison import compare
from baremo.analysis.survey import survey
from baremo.assessment.assess import Mechanism, assess
from baremo.model.text import Language
from baremo.reporting.page import LINES, Page, Run, classes, runs
from baremo.reporting.publication import Publication
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("mechanism", "language", "form"),
    [("honduras", "en", "txt"), ("honduras", "es", "md"), ("colombia", "en", "md")],
)
def test_as_agreed(
    shipped: Workspace,
    brief: dict[str, Mechanism],
    engines: Engines,
    mechanism: str,
    language: Language,
    form: str,
) -> None:
    publication = Publication(shipped.catalogue, language, shipped.rooms.reports, ("durable", "reference"))
    card = assess(brief[mechanism], engines, date(2017, 3, 31))
    draft = publication.scorecard(card)
    text = outline(publication.page(draft)) if form == "txt" else publication.written(draft, form)
    agreed(text, f"{mechanism}.{language}.{form}")


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
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports, ("durable", "reference"))
    drafts = publication.survey(survey(brief[mechanism], engines, date(2017, 3, 31)))
    (draft,) = (draft for draft in drafts if draft.name == page)
    agreed(publication.written(draft, "md"), f"{page}.en.md")


def test_comparison_as_agreed(shipped: Workspace, brief: dict[str, Mechanism], engines: Engines) -> None:
    publication = Publication(shipped.catalogue, "es", shipped.rooms.reports, ("durable", "reference"))
    cards = [assess(one, engines, date(2017, 3, 31)).scorecard for one in brief.values()]
    made = compare(cards, [criterion.id for criterion in shipped.catalogue.in_order])
    draft = publication.comparison(made, {id: one.dossier for id, one in brief.items()})
    agreed(publication.written(draft, "md"), "comparison.es.md")


def test_robustness_as_agreed(shipped: Workspace, brief: dict[str, Mechanism], engines: Engines) -> None:
    pytest.importorskip("scipy", reason="the extra `analysis` is not installed: pip install 'baremo[analysis]'")
    from baremo.analysis.robustness import robustness

    publication = Publication(shipped.catalogue, "fr", shipped.rooms.reports, ("durable", "reference"))
    cards = [assess(one, engines, date(2017, 3, 31)) for one in brief.values()]
    draft = publication.robustness(robustness(cards, draws=2_000, seed=1), cards)
    agreed(publication.written(draft, "md"), "robustness.fr.md")


def outline(page: Page) -> str:
    """The words and the structure of a page, without its looks: a line of text each, below the rooms that it is in."""

    def lines(element: Element, depth: int) -> Iterator[str]:
        name = ".".join((element.tag, *classes(element))) + (f"#{id}" if (id := element.get("id")) else "")
        if element.tag in LINES:
            said = "".join(map(_said, runs(element)))
            yield f"{'  ' * depth}{name}: {said}"
            return
        yield f"{'  ' * depth}{name}"
        for child in element if element.tag != "svg" else ():
            yield from lines(child, depth + 1)

    return "\n".join(lines(page.main, 0)) + "\n"


def _said(run: Run) -> str:
    return run.text.replace("\n", " / ") if run.drawing is None else run.drawing.get("data-sign", "▭")


def agreed(text: str, name: str) -> None:
    """The text is that of the file, digests and version aside."""
    text = re.sub(r"\b[0-9a-f]{16}\b", "DIGEST", text)
    file = HERE / name
    if os.environ.get("BAREMO_ACCEPT"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
