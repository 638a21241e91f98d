"""`why` on the workbench: a finding or a flag by its id, where its claims stand for who may know, and slips."""

from datetime import date
from pathlib import Path

import pytest
from nowhere import claim, write

from baremo.model.visibility import Visibility
from baremo.workbench.bench import Bench
from baremo.workbench.explanations import Explained, why
from baremo.workbench.slip import Slip

GRANTED = "collective.granted"
REST = (
    "not_applicable:\n  - {criterion: collective.scope, reason: {en: None., es: No.}}\nclaims:\n"
    + claim(GRANTED, "none", more='id: aaaaaaaa, locator: "1", date: 2016, ')
    + claim(GRANTED, "none", more='id: bbbbbbbb, locator: "2", date: 2016, visibility: internal, ', speaker="ministry")
)


def explained(room: Path, id: str, audience: Visibility = "public") -> Explained:
    write(room, REST)
    with Bench(room, audience) as bench:
        return why(bench, "nowhere", id, date(2017, 1, 1))


@pytest.mark.parametrize("audience", ["public", "internal", "confidential"])
def test_file_and_line_and_who_coded_are_for_whom_the_files_are(tmp_path: Path, audience: Visibility) -> None:
    found = explained(tmp_path, GRANTED, audience).file.why
    assert found is not None
    origins = [said.origin for said in found.features[0].said]
    if audience == "public":
        assert origins == [None]
        return
    told = sorted((origin.file, origin.line, origin.coded, origin.reviewed) for origin in origins if origin)
    sheet = "mechanisms/nowhere/claims/late.yaml"
    assert told == [(sheet, line, ("coder-a",), "second-reader") for line in (8, 9)]


def test_what_would_meet_it_stands_beside(tmp_path: Path) -> None:
    file = explained(tmp_path, GRANTED).file
    assert file.remedy is not None
    assert [[change.feature for change in changes] for changes in file.remedy.sets] == [[GRANTED]]
    assert file.flag is None


def test_a_flag(tmp_path: Path) -> None:
    file = explained(tmp_path, "promised-on-paper").file
    assert file.flag is not None
    assert (file.flag.flag.state, file.why, file.remedy) == ("possible", None, None)


@pytest.mark.parametrize(
    ("id", "code"),
    [
        ("collective.scope", "not-applicable"),
        ("collective.grantd", "unknown-criterion-near"),
        ("promised-on-papr", "unknown-criterion-near"),
        ("zzz", "unknown-criterion"),
        ("participation.rule-consultation", "feature-not-criterion"),
    ],
)
def test_slips(tmp_path: Path, id: str, code: str) -> None:
    with pytest.raises(Slip) as caught:
        explained(tmp_path, id)
    assert caught.value.code == code
