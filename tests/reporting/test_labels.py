"""What mechanisms are called side by side: by State, by name where two are of one State, by day where days differ."""

from datetime import date

import pytest

from baremo.analysis.comparison import compare
from baremo.assessment.assess import Mechanism, assess
from baremo.model.dossier import Dossier
from baremo.model.scorecard import Scorecard
from baremo.model.text import Localised
from baremo.reporting.publication import Publication
from baremo.reporting.terminal import console
from baremo.reporting.views.labels import evidences, labels, names
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

DAY, LATER = date(2017, 3, 31), date(2018, 3, 31)


@pytest.fixture
def pair(mechanisms: dict[str, Mechanism], engines: Engines) -> tuple[list[Scorecard], dict[str, Dossier]]:
    """Two mechanisms of one State, and one of another."""
    honduras, mexico = (mechanisms[id] for id in ("honduras", "mexico"))
    office = honduras.dossier.mechanism.model_copy(update={"id": "office", "name": Localised({"en": "The Office"})})
    cards = [assess(one, engines, DAY).scorecard for one in (honduras, honduras, mexico)]
    cards[1] = cards[1].model_copy(update={"mechanism": "office"})
    dossiers = {"honduras": honduras.dossier, "mexico": mexico.dossier}
    return cards, dossiers | {"office": honduras.dossier.model_copy(update={"mechanism": office})}


def on(card: Scorecard, day: date) -> Scorecard:
    return card.model_copy(update={"as_of": day})


def test_by_name_where_two_are_of_one_state(
    shipped: Workspace, pair: tuple[list[Scorecard], dict[str, Dossier]]
) -> None:
    cards, dossiers = pair
    words = Publication(shipped.catalogue, "en", shipped.rooms.reports).words
    assert labels(cards, dossiers, words) == ("Honduras, National Protection System", "Honduras, The Office", "Mexico")
    assert labels([cards[0], cards[2]], dossiers, words) == ("Honduras", "Mexico")
    assert labels([cards[0], on(cards[0], LATER)], dossiers, words) == (
        "Honduras, 31 March 2017",
        "Honduras, 31 March 2018",
    )
    assert labels([cards[0], on(cards[1], LATER)], dossiers, words) == (
        "Honduras, National Protection System, 31 March 2017",
        "Honduras, The Office, 31 March 2018",
    )
    dossiers["office"] = dossiers["honduras"]
    assert list(names(["honduras", "office"], dossiers, words).values()) == [
        "Honduras, National Protection System (honduras)",
        "Honduras, National Protection System (office)",
    ]


def test_in_comparison_and_charts(shipped: Workspace, pair: tuple[list[Scorecard], dict[str, Dossier]]) -> None:
    cards, dossiers = pair
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports)
    draft = publication.comparison(compare(cards, [c.id for c in shipped.catalogue.in_order]), dossiers)
    with (screen := console()).capture() as shown:
        screen.print(publication.shown(draft))
    for text in (publication.written(draft, "markdown"), shown.get()):
        assert "Honduras, The Office" in text
        assert text.count("31 March 2017") == 1


def test_the_newest_evidence_is_said_once_where_it_is_of_one_day(
    shipped: Workspace, pair: tuple[list[Scorecard], dict[str, Dossier]]
) -> None:
    cards, dossiers = pair
    words = Publication(shipped.catalogue, "en", shipped.rooms.reports).words
    called = labels(cards, dossiers, words)
    assert evidences(cards, called, words) == ("The newest evidence is of 28 February 2017.",)
    older = [cards[0], cards[2].model_copy(update={"newest_evidence": DAY})]
    assert evidences(older, ("A", "B"), words) == (
        "A: The newest evidence is of 28 February 2017.",
        "B: The newest evidence is of 31 March 2017.",
    )
