"""How much evidence there is: counted by hand on a few claims."""

from pathlib import Path

import pytest
from nowhere import claim, write

from baremo.reporting.evidence import as_markdown
from baremo.reporting.words import Words
from baremo.workbench.bench import Bench
from baremo.workbench.evidence import evidence

GRANTED = "collective.granted"
REST = (
    "claims:\n"
    + claim(GRANTED, "none", document="early", more='id: aaaaaaaa, locator: "1", date: 2012, ')
    + claim(GRANTED, "none", more='id: bbbbbbbb, locator: "1", date: 2016, ', speaker="ministry")
    + claim(GRANTED, "none", more='id: cccccccc, locator: "2", date: 2016, visibility: internal, ', speaker="ministry")
    + claim("nonpolice.balance", "only", more='id: dddddddd, locator: "2", kind: commitment, ', speaker="ministry")
    + "figures:\n"
    '  - {id: eeeeeeee, label: {en: Staff}, value: 9, unit: {en: people}, period: 2016, speaker: ministry, locator: "4"}\n'
)


def test_counts(tmp_path: Path) -> None:
    write(tmp_path, REST)
    with Bench(tmp_path) as bench:
        (told,) = evidence(bench, ["nowhere"], 2011, 2017).file.evidence
    rows = {row.feature: row.in_force for row in told.questions}
    assert told.years == tuple(range(2011, 2018))
    assert rows[GRANTED] == (0, 1, 1, 1, 1, 1, 1)  # an observation holds for three years from its last possible day
    assert not any(rows["nonpolice.balance"])  # a commitment is no claim of what is
    assert (told.claims, told.speakers, told.figures, told.events, told.stages) == (3, 2, 1, 0, 0)
    assert sum(told.documents.values()) == 2
    assert (told.reconciled, told.context_only) == (0, 0)


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_as_markdown(tmp_path: Path, language: str) -> None:
    write(tmp_path, REST)
    with Bench(tmp_path) as bench:
        told = evidence(bench, ["nowhere"])
    catalogue, rooms = told.workspace.catalogue, told.workspace.rooms.reports
    lines = as_markdown(told.file, told.dossiers, catalogue, Words(language, rooms, catalogue.standard)).splitlines()
    table = [line for line in lines if line.startswith("|")]
    assert len(table) == 2 + len(catalogue.features)
    assert {line.count("|") for line in table} == {3}
    assert next(line for line in table if f"`{GRANTED}`" in line).endswith("| 1 |")
    assert sum(line.endswith("|  |") for line in table) == len(catalogue.features) - 1
