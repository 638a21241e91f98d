"""How little is known, on whose word, and what is provided for stand in every form and language, in whole sentences."""

import html
import re
from datetime import date
from pathlib import Path

import pytest
from nowhere import claim, nowhere

from baremo.analysis.comparison import around, compare
from baremo.analysis.survey import survey
from baremo.analysis.timeline import timeline
from baremo.assessment.assess import Assessment, Mechanism, assess
from baremo.assessment.explanation import Explanations
from baremo.model.why import Origin, Remedy
from baremo.reporting.publication import Draft, Publication
from baremo.reporting.terminal import console
from baremo.reporting.views.context import Context
from baremo.reporting.views.finding import finding_view
from baremo.reporting.views.index import Entry
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

GRANTED, IMPLEMENTED = "collective.granted", "collective.implemented"
DAY = date(2017, 3, 1)
FORMS = ("terminal", "md", "html")


def said(feature: str, value: str, more: str = "", **named: str) -> str:
    return claim(feature, value, more='locator: "1", ' + more, **named)


ACT = (
    "reforms:\n  - {id: act, name: {en: The Act, es: La Ley}}\n"
    'stages:\n  - {reform: act, state: adopted, date: 2013, document: early, locator: "1", '
    f"aims: [{{feature: {GRANTED}, value: isolated}}, {{feature: {IMPLEMENTED}, value: most}}]}}\n"
)
REST = (
    ACT
    + "claims:\n"
    + said(GRANTED, "none", speaker="ministry")
    + said("nonpolice.balance", "balanced", speaker="ministry")
)


def on_screen(publication: Publication, draft: Draft) -> str:
    screen = console()
    screen.width = 400
    with screen.capture() as caught:
        screen.print(publication.shown(draft))
    return caught.get()


def shown(card: Assessment, publication: Publication, form: str) -> str:
    """A scorecard in that form, without line ends and tags."""
    return " ".join(_shown(card, publication, form).split())


def _shown(card: Assessment, publication: Publication, form: str) -> str:
    if form == "terminal":
        return on_screen(publication, publication.scorecard(card))
    page = publication.written(publication.scorecard(card), form)
    return html.unescape(re.sub(r"<[^>]+>", "", page)) if form == "html" else re.sub(r"\\(.)|\*\*", r"\1", page)


SENTENCES = {
    "en": (
        "Too little is known for one number.",
        "On the evidence recorded, of 38 requirements 1 is met, 2 are not fully met, and of 35 the evidence does not tell.",
        "Of the 3 of which it tells, 2 rest on one speaker, 1 rests on the State’s word alone, on 1 the State has not been heard and 3 were coded by one person alone.",
        "provided for in part, not carried out",
        "little is known (",
        "nothing is known (0–100)",
    ),
    "es": (
        "Se sabe demasiado poco para un solo número.",
        "Según la evidencia registrada, de 38 requisitos 1 se cumple, 2 no se cumplen plenamente, y sobre 35 la evidencia no permite decirlo.",
        "De los 3 sobre los que sí lo permite, 2 descansan en una sola voz, 1 descansa solo en la palabra del Estado, sobre 1 no se ha oído al Estado y 3 fueron codificados por una sola persona.",
        "previsto en parte, no cumplido",
        "se sabe poco (",
        "no se sabe nada (0–100)",
    ),
    "pt": (
        "Sabe-se muito pouco para um único número.",
        "Segundo as evidências registradas, de 38 requisitos 1 é cumprido, 2 não são plenamente cumpridos, e sobre 35 as evidências não permitem dizer.",
        "Dos 3 sobre os quais permitem, 2 se apoiam em uma única voz, 1 se apoia apenas na palavra do Estado, sobre 1 o Estado não foi ouvido e 3 foram codificados por uma só pessoa.",
        "previsto em parte, não cumprido",
        "sabe-se pouco (",
        "não se sabe nada (0–100)",
    ),
    "fr": (
        "On en sait trop peu pour un seul chiffre.",
        "D’après les éléments recueillis, sur 38 exigences, 1 est respectée, 2 ne sont pas pleinement respectées, et pour 35 ils ne permettent pas de le dire.",
        "Sur les 3 pour lesquelles ils le permettent, 2 reposent sur une seule voix, 1 repose sur la seule parole de l’État, pour 1 l’État n’a pas été entendu et 3 ont été codées par une seule personne.",
        "prévu en partie, non mis en œuvre",
        "on sait peu de choses (",
        "on ne sait rien (0–100)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", SENTENCES)
def test_in_every_form_and_language(shipped: Workspace, tmp_path: Path, engines: Engines, language: str) -> None:
    card = assess(nowhere(shipped, tmp_path, REST)[0], engines, DAY)
    publication = Publication(shipped.catalogue, language, shipped.rooms.reports)
    for form in FORMS:
        text = shown(card, publication, form)
        for sentence in SENTENCES[language]:
            assert " ".join(sentence.split()) in text, form


def test_enough_is_known_for_a_number(shipped: Workspace, mechanisms: dict[str, Mechanism], engines: Engines) -> None:
    """A third of the criteria told, which the scale asks for."""
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports)
    card = assess(mechanisms["honduras"], engines, date(2017, 3, 31))
    assert not card.scorecard.overall.too_little
    for form in FORMS:
        assert "Too little is known" not in shown(card, publication, form)


def test_every_kind_of_page_says_that_too_little_is_known(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    mechanism, _ = nowhere(shipped, tmp_path, REST)
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports)
    card = assess(mechanism, engines, DAY).scorecard
    dossiers = {card.mechanism: mechanism.dossier}
    criteria = [criterion.id for criterion in shipped.catalogue.in_order]
    surveyed = survey(mechanism, engines, DAY)
    pages = [
        publication.comparison(compare([card, card], criteria), dossiers),
        publication.timeline(timeline(mechanism, DAY), mechanism.dossier),
        publication.around(around(mechanism, "act", engines), mechanism.dossier),
        publication.perspectives(surveyed.perspectives, mechanism.dossier) if surveyed.perspectives else None,
        publication.index([surveyed], {card.mechanism: [Entry("Nowhere", (("nowhere.html", "HTML"),))]}),
    ]
    for page in filter(None, pages):
        for form in ("md", "html"):
            text = publication.written(page, form).replace("\\", "")
            assert re.search(r"(little|nothing) is known \(\d", text), page.name
            assert not re.search(r" · *($|[)<\n])", text), page.name


def test_what_a_reform_provides_for_stands_on_its_page(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """Of one that changes nothing of the record too; whether it is carried out, and whether anybody reports."""
    mechanism, _ = nowhere(shipped, tmp_path, ACT)
    (made,) = survey(mechanism, engines, DAY).arounds
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports)
    page = publication.written(publication.around(made, mechanism.dossier), "md")
    assert "## What it provides for" in page
    for feature, value in ((GRANTED, 1), (IMPLEMENTED, 2)):
        assert f"**{shipped.catalogue.features[feature].values[value].label['en']}**" in page
    assert "open Collective measures are granted · provided for in part, nobody reports" in page
    assert "open Granted collective measures are carried out · provided for, nobody reports" in page
    told = " ".join(on_screen(publication, publication.around(made, mechanism.dossier)).split())
    assert "Granted collective measures are carried out · provided for, nobody reports" in told


def test_a_timeline_names_what_grew_too_old(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """A score never falls without a cause."""
    rest = "claims:\n" + said(GRANTED, "regular", "date: 2012-06-30, ", document="early")
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    made = timeline(mechanism, DAY)
    assert [(str(point.date), point.lapsed) for point in made.points] == [
        ("2005-12-31", ()),
        ("2012-06-30", ()),
        ("2015-07-01", (GRANTED,)),
    ]
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports)
    page = publication.written(publication.timeline(made, mechanism.dossier), "md")
    feature = shipped.catalogue.features[GRANTED]
    assert f"| {feature.short['en'] if feature.short else feature.question['en']} |" in page
    shown = on_screen(publication, publication.timeline(made, mechanism.dossier))
    assert (feature.short or feature.question)["en"] in shown


def test_the_machines_read_the_verdicts_first(mechanisms: dict[str, Mechanism], engines: Engines) -> None:
    keys = list(assess(mechanisms["honduras"], engines).scorecard.model_dump())
    assert keys[:4] == ["mechanism", "as_of", "verdicts", "standing"]


def test_what_stands_beside_a_finding(shipped: Workspace, tmp_path: Path, engines: Engines) -> None:
    """A reply, who reports whom, what was committed to; where it stands in the files only where that may be told."""
    rest = (
        f"replies:\n  - {{criterion: {GRANTED}, speaker: ministry, date: 2026-11, text: {{en: We do., es: Sí.}}}}\n"
        "claims:\n"
        + said(GRANTED, "none", "id: aaaaaaaa, date: 2016, ", speaker="ministry")
        + said(GRANTED, "regular", "id: bbbbbbbb, kind: commitment, date: 2016, due: 2016-12, ", speaker="ministry")
    )
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    card = assess(mechanism, engines, DAY)
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports)
    origin = Origin(
        file="claims/late.yaml", line=8, coded=("coder-a", "coder-b"), reconciled="editor", reviewed="reader"
    )
    for origins in ({}, {"aaaaaaaa": origin}):
        why = Explanations(card, origins).finding(GRANTED)
        told = finding_view(why, Remedy(sets=()), Context.of(card, publication.words))
        assert told.grounds == ("on one speaker’s word alone: The Ministry",)
        (claimed,), (committed,) = told.known[0].said, told.known[0].beside
        assert claimed.speaker == "The Ministry, as reported by The Network"
        assert committed.value.startswith("commitment: ")
        assert committed.when == "2016 · due December 2016, and overdue"
        assert [(reply.speaker, reply.when, reply.text.text) for reply in told.replies] == [
            ("The Ministry", "November 2026", "We do.")
        ]
        assert claimed.origin == (
            "claims/late.yaml:8; coded by coder-a and coder-b; reconciled by editor; read against the document by reader"
            if origins
            else None
        )
    for form in ("md", "html"):
        page = shown(card, publication, form)
        for text in (
            "Reply, The Ministry, November 2026",
            "as reported by The Network",
            "due December 2016, and overdue",
        ):
            assert text in page
        assert "coder" not in page
