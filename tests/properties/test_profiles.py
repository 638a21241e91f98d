"""From profiles of generated dossiers to scores."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from baremo.assessment.assess import judge, prepare
from baremo.assessment.profiling import profile
from baremo.assessment.statements import statements
from baremo.model.catalogue import Catalogue
from baremo.model.document import Document, Speaker
from baremo.model.dossier import Dossier
from baremo.rules import reference
from baremo.testing import DAYS, catalogues, dossiers

SPEAKERS = {
    id: Speaker.model_validate({"id": id, "kind": kind, "name": {"en": id}})
    for id, kind in (("ministry", "official"), ("organisation", "civil-society"), ("court", "international"))
}
DOCUMENTS = {
    id: Document.model_validate(
        {
            "id": id,
            "author": "organisation",
            "title": id,
            "kind": "report",
            "language": "en",
            "published": 2018,
            "as_of": as_of,
        }
    )
    for id, as_of in (("early", "2014-06-30"), ("late", "2017-02-28"))
}


def read(catalogue: Catalogue, dossier: Dossier, day: date, perspective: str = "all"):
    said = statements(dossier, catalogue.features, SPEAKERS, DOCUMENTS)
    kinds = None if perspective == "all" else [perspective]
    return profile(dossier, catalogue.features, said, day, perspective, kinds)


class _Reference:
    """The reference engine where the main job's engines are expected: scores are under test here, not engines."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def evaluate(self, values):
        return reference.evaluate(self._catalogue, values)


@given(st.data())
def test_scores_stay_in_their_range(data: st.DataObject) -> None:
    catalogue = data.draw(catalogues())
    dossier = data.draw(dossiers(catalogue, list(SPEAKERS)))
    mechanism = prepare(dossier, catalogue, SPEAKERS, DOCUMENTS)
    card = judge(mechanism, read(catalogue, dossier, data.draw(DAYS)), _Reference(catalogue)).scorecard  # type: ignore[arg-type]
    for score in (card.overall, *card.dimensions, *filter(None, (card.law, card.practice))):
        low, high = score.score
        assert 0 <= low <= high <= 100
        assert abs(sum(score.coverage.shares.values()) - 1) < 0.001
    assert card.overall.score[0] <= card.overall.uncapped[0]
    assert card.overall.score[1] <= card.overall.uncapped[1]
    if all(len(finding.possible) == 1 for finding in card.findings):
        assert card.overall.score[0] == card.overall.score[1]
