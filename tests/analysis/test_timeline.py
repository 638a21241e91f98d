"""What happened over the years: a turn of a reform is told once, however many documents report it."""

from datetime import date
from pathlib import Path

import pytest
from nowhere import nowhere

from baremo.analysis.timeline import timeline
from baremo.workspace.workspace import Workspace

REFORMS = "reforms:\n  - {id: law, name: {en: A law}}\nstages:\n"
STAGE = '  - {{id: {id}, document: {document}, reform: law, state: {state}, date: {date}, locator: "1"}}\n'


def stage(id: str, document: str, state: str, date: str) -> str:
    return STAGE.format(id=id, document=document, state=state, date=date)


@pytest.mark.parametrize(
    ("stages", "told"),
    [
        ((("early", "adopted", "2012-05"), ("late", "adopted", "2012")), [("adopted", "2012-05-31")]),
        ((("early", "pending", "2012"), ("late", "pending", "2015")), [("pending", "2012-12-31")]),
        (
            (("early", "adopted", "2012"), ("early", "repealed", "2013-01"), ("late", "adopted", "2015")),
            [("adopted", "2012-12-31"), ("repealed", "2013-01-31"), ("adopted", "2015-12-31")],
        ),
    ],
)
def test_a_turn_is_told_once(
    shipped: Workspace, tmp_path: Path, stages: tuple[tuple[str, str, str], ...], told: list[tuple[str, str]]
) -> None:
    rest = REFORMS + "".join(stage(f"stage{'abc'[n]}aa", *each) for n, each in enumerate(stages))
    mechanism, _ = nowhere(shipped, tmp_path, rest)
    moments = [moment for moment in timeline(mechanism, date(2017, 1, 1)).moments if moment.kind == "reform"]
    assert [(moment.state, moment.date.isoformat()) for moment in moments] == told
