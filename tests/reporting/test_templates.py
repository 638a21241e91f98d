"""A designer's templates: one line moves a part of the scorecard in every format, and what breaks a page is told."""

import dataclasses
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from said import refused

from baremo.assessment.assess import Assessment, Mechanism, assess
from baremo.reporting.markdown import markdown
from baremo.reporting.page import Page, text
from baremo.reporting.publication import Publication
from baremo.reporting.terminal import console, terminal
from baremo.rules.engines import Engines
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import Workspace

BUILT_IN = built_in() / "reports" / "templates"


@pytest.fixture(scope="module")
def card(mechanisms: dict[str, Mechanism], engines: Engines) -> Assessment:
    return assess(mechanisms["honduras"], engines, date(2017, 3, 31))


def page_of(shipped: Workspace, card: Assessment, own: Path | None = None) -> tuple[Publication, Page]:
    rooms = shipped.rooms.reports if own is None else (own, *shipped.rooms.reports)
    publication = Publication(shipped.catalogue, "en", rooms)
    return publication, publication.page(publication.scorecard(card))


def own_room(folder: Path, name: str, template: str) -> Path:
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / name).write_text(template, "utf-8")
    return folder


def formats(publication: Publication, page: Page) -> Iterator[str]:
    """The page in every format, as text."""
    yield page.html
    yield markdown(page, publication.words)
    screen = console()
    with screen.capture() as shown:
        screen.print(terminal(page, publication.words))
    yield shown.get()
    docx = pytest.importorskip("docx", reason="the extra `office` is not installed: pip install 'baremo[office]'")
    from baremo.reporting.pdf import Typesetter
    from baremo.reporting.word import WordWriter

    typesetter, marks = Typesetter(publication.pages.typst_template), publication.words.quotation_marks
    word = docx.Document(io.BytesIO(WordWriter(typesetter, publication.pages.letterhead).docx(page, marks)))
    yield "\n".join(paragraph.text for paragraph in word.paragraphs)


def test_a_part_moves_with_its_line_in_every_format(shipped: Workspace, card: Assessment, tmp_path: Path) -> None:
    lines = (BUILT_IN / "scorecard.html.j2").read_text("utf-8").splitlines(keepends=True)
    moved = lines.index("{{ part.fails() }}\n")
    holds = lines.index("{{ part.holds() }}\n")
    assert holds < moved
    other = [*lines[:holds], lines[moved], *lines[holds:moved], *lines[moved + 1 :]]
    own = own_room(tmp_path / "own", "scorecard.html.j2", "".join(other))
    for room, order in ((None, ("What holds", "What fails")), (own, ("What fails", "What holds"))):
        for shown in formats(*page_of(shipped, card, room)):
            places = [shown.index(title) for title in order]
            assert places == sorted(places)


def test_a_template_of_ones_own_may_extend_the_built_in_one(
    shipped: Workspace, card: Assessment, tmp_path: Path
) -> None:
    template = (
        '{% extends "built-in/page.html.j2" %}{% block content %}<p>Ours: {{ view.verdicts.met }}</p>{% endblock %}'
    )
    publication, page = page_of(shipped, card, own_room(tmp_path / "own", "scorecard.html.j2", template))
    assert text(page.main.findall("p")[0]) == f"Ours: {publication.view(card).verdicts.met}"


@pytest.mark.parametrize(
    ("spoiled", "said"),
    [
        ("<p>{{ view.verdicts.met }}<br></p>", "it is not well formed"),
        ("<section>loose</section>", "text stands where only elements may stand: <section> loose"),
        ('<p><a href="#nowhere">x</a></p>', "this link leads to nothing on the page: #nowhere"),
        ("<p onclick='x()'>y</p>", "no element may say this: <p onclick>"),
    ],
)
def test_what_breaks_the_contract_is_told_with_its_template(
    shipped: Workspace, card: Assessment, tmp_path: Path, spoiled: str, said: str
) -> None:
    template = f'{{% extends "page.html.j2" %}}{{% block content %}}{spoiled}{{% endblock %}}'
    with refused(rf"reports/templates/scorecard\.html\.j2:1:1: error: .*{said}"):
        page_of(shipped, card, own_room(tmp_path / "own", "scorecard.html.j2", template))


def test_a_frame_that_leaves_out_for_whom_the_page_is_is_refused(
    shipped: Workspace, card: Assessment, tmp_path: Path
) -> None:
    frame = (BUILT_IN / "page.html.j2").read_text("utf-8")
    spoiled = frame.replace('<p class="meta running">{{ head.look|join(" · ") }}</p>', "")
    assert spoiled != frame
    with refused("does not say what must never be missing: As of 31 March 2017"):
        page_of(shipped, card, own_room(tmp_path / "own", "page.html.j2", spoiled))


def test_a_view_holds_no_markup(shipped: Workspace, card: Assessment) -> None:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif dataclasses.is_dataclass(value):
            for field in dataclasses.fields(value):
                yield from texts(getattr(value, field.name))
        elif isinstance(value, tuple):
            for part in value:
                yield from texts(part)

    view = Publication(shipped.catalogue, "en", shipped.rooms.reports).view(card)
    found = list(texts(view))
    assert len(found) > 500
    assert [one for one in found if "<" in one or "**" in one or "class=" in one] == []
