"""What the State answers to findings: kept beside them, and changing none."""

from pathlib import Path

import pytest
from nowhere import claim, write

from baremo.workbench.bench import Bench
from baremo.workbench.explanations import why
from baremo.workbench.replies import replies_in, reply
from baremo.workbench.slip import Slip
from baremo.workspace.problem import WorkspaceError

GRANTED = "collective.granted"
ANSWER = {"criterion": GRANTED, "speaker": "ministry", "date": "2017-01", "text": {"en": "It was granted twice."}}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    write(tmp_path, "claims:\n" + claim(GRANTED, "none", more='id: aaaaaaaa, locator: "1", '))
    return tmp_path


def test_it_stands_beside_the_finding_and_changes_nothing(room: Path) -> None:
    with Bench(room) as bench:
        before = why(bench, "nowhere", GRANTED).file.why
        (saved,) = reply(bench, "nowhere", [ANSWER])
        after = why(bench, "nowhere", GRANTED).file.why
    assert before is not None
    assert after is not None
    assert before.replies == ()
    assert [answer.text.root for answer in after.replies] == [ANSWER["text"]]
    assert after.finding == before.finding
    assert len(saved.ids) == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"criterion": "collective.grantd"}, "unknown-criterion-near"),
        ({"criterion": "zzz"}, "unknown-criterion"),
    ],
)
def test_an_answer_to_nothing(room: Path, wrong: dict[str, str], code: str) -> None:
    with Bench(room) as bench, pytest.raises(Slip) as slip:
        reply(bench, "nowhere", [ANSWER, {**ANSWER, **wrong}])
    assert slip.value.code == code


@pytest.mark.parametrize("wrong", [{"speaker": "nobody"}, {"date": "soon"}, {"text": {}}, {"document": "none"}])
def test_what_the_reader_refuses_is_not_kept(room: Path, wrong: dict[str, object]) -> None:
    file = room / "mechanisms" / "nowhere" / "mechanism.yaml"
    before = file.read_bytes()
    with Bench(room) as bench, pytest.raises((WorkspaceError, Slip)):
        reply(bench, "nowhere", [ANSWER, {**ANSWER, **wrong}])
    assert file.read_bytes() == before


def test_those_in_a_file(room: Path, tmp_path: Path) -> None:
    file = tmp_path / "answers.yaml"
    file.write_text(
        "replies:\n  - {criterion: collective.granted, speaker: ministry, date: 2017-01, text: {en: Twice.}}\n"
        "  - {criterion: collective.granted, speaker: court, date: 2017-02, text: {en: Once.}}\n"
    )
    with Bench(room) as bench:
        reply(bench, "nowhere", replies_in(bench, file))
        explained = why(bench, "nowhere", GRANTED).file.why
    assert explained is not None
    assert [answer.text.root["en"] for answer in explained.replies] == ["Twice.", "Once."]
    file.write_text("replies:\n  - {criterion: collective.granted}\n")
    with Bench(room) as bench, pytest.raises(WorkspaceError):
        replies_in(bench, file)
