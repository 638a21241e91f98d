"""The shipped evidence: cited so that a reader can follow, by many who speak, for every year since 2017."""

import re
from datetime import date

import pytest

from baremo.analysis.evidence import evidence
from baremo.assessment.assess import Mechanism
from baremo.workspace.workspace import Workspace

MECHANISMS = ("colombia", "guatemala", "honduras", "mexico")
WORDS = 6
"""Of a document's own words, in an anchor at most."""


@pytest.mark.parametrize("id", MECHANISMS)
def test_there_is_some_for_every_year_by_many(mechanisms: dict[str, Mechanism], id: str) -> None:
    told = evidence(mechanisms[id], 2017, 2025)
    assert mechanisms[id].newest.year == 2025
    assert sum(told.documents.values()) >= 30
    assert told.speakers >= 12
    assert all(sum(row.in_force[place] for row in told.questions) for place in range(len(told.years)))


@pytest.mark.parametrize("id", MECHANISMS)
def test_everything_can_be_followed(shipped: Workspace, id: str) -> None:
    dossier, documents = shipped.dossiers[id].dossier, shipped.bibliography.documents
    for sheet in dossier.sheets:
        document = documents[sheet.document]
        assert document.address is None or re.match(r"https?://[^/]+/?", document.address)
        assert document.as_of <= date(2026, 11, 25)
        for entry in (*sheet.claims, *sheet.reforms, *sheet.figures, *sheet.events):
            assert entry.locator.strip(), (sheet.document, entry.id)
            assert entry.anchor is None or len(entry.anchor.split()) <= WORDS, (sheet.document, entry.anchor)
            assert entry.id, sheet.document


@pytest.mark.parametrize("id", MECHANISMS)
def test_what_two_coded_can_be_followed_to_both(shipped: Workspace, id: str) -> None:
    dossier = shipped.dossiers[id].dossier
    reconciled = [sheet for sheet in dossier.sheets if sheet.status == "reconciled"]
    assert reconciled
    assert all(len({signature.by for signature in sheet.coded}) == 2 for sheet in reconciled)
    assert all(sheet.reconciled is not None for sheet in reconciled)
