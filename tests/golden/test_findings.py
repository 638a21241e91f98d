"""The findings of the first reports, which nothing may change but other claims or a new edition."""

import json
from datetime import date
from pathlib import Path

import pytest

from baremo.assessment.assess import Mechanism, assess
from baremo.rules.engines import Engines

SIGNS = {"not-met": "N", "partly": "P", "met": "M"}
AGREED = json.loads(Path(__file__).with_name("findings-2017.json").read_text())
"""Of each mechanism its overall score, and of each criterion the first letters of the statuses still possible."""


@pytest.mark.parametrize("mechanism", AGREED)
def test_findings_of_2017_are_as_they_were(brief: dict[str, Mechanism], engines: Engines, mechanism: str) -> None:
    card = assess(brief[mechanism], engines, date(2017, 3, 31)).scorecard
    found = {finding.criterion: "".join(SIGNS[status] for status in finding.possible) for finding in card.findings}
    assert found == AGREED[mechanism]["findings"]
    assert list(map(float, card.overall.exact)) == pytest.approx(AGREED[mechanism]["overall"], abs=0.01)
