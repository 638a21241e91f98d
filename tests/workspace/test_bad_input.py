"""Bad input: each fault is told with its place and what was expected, exit code 2, nothing written."""

from pathlib import Path

import pytest
from fuzz.kinds import KINDS, copied
from program import baremo
from said import refused, told

from baremo.workspace.problem import WorkspaceError
from baremo.workspace.workspace import load

COLLECTIVE = KINDS["criteria"].file
DECLARATION = KINDS["instrument"].file
MECHANISM = KINDS["mechanism"].file
SHEET = KINDS["sheet"].file
DRAFT = KINDS["draft"].file
DOCUMENT = KINDS["document"].file


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return copied(tmp_path / "workspace")


def spoil(workspace: Path, file: str, old: str, new: str) -> int:
    """Writes the fault in place of the first `old`; gives the number of its line."""
    path = workspace / file
    before, found, after = path.read_text("utf-8").partition(old)
    assert found
    path.write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


CASES = {
    "a misspelt feature in a rule": (
        COLLECTIVE, "{feature: collective.granted, one_of", "{feature: collective.grantd, one_of",
        "{file}:{line}:21: error: there is no feature 'collective.grantd'; did you mean 'collective.granted'? [unknown-feature]",
    ),
    "a value that is none of the feature": (
        COLLECTIVE, "{feature: collective.granted, at_least: some}", "{feature: collective.granted, at_least: som}",
        "{file}:{line}:53: error: 'som' is not a value of collective.granted; expected one of none, some, all; did you mean 'some'? [value]",
    ),
    "a misspelt feature in a claim": (
        SHEET, "    feature: collective.staff", "    feature: collective.stuff",
        "{file}:{line}:14: error: there is no feature 'collective.stuff'; did you mean 'collective.staff'? [unknown-feature]",
    ),
    "a misspelt feature of which nothing is said": (
        SHEET, "nothing_on: [collective.done]", "nothing_on: [collective.don]",
        "{file}:{line}:14: error: there is no feature 'collective.don'; did you mean 'collective.done'? [unknown-feature]",
    ),
    "a wrong type": (
        SHEET, "    value: 12", "    value: yes",
        "{file}:{line}:12: error: yes is not a value of collective.staff; expected a whole number from 0 to 1000000000 [value]",
    ),
    "a letter of another alphabet": (
        SHEET, "document: late", "document: l\u0430te",
        "{file}:{line}:11: error: 'l\u0430te' is not accepted: '\u0430' is U+0430, CYRILLIC SMALL LETTER A; "
        "expected small letters from a to z and digits, joined by hyphens or dots [form]",
    ),
    "a mark that turns the direction of writing": (
        SHEET, "    speaker: ministry", '    speaker: "mini\u202estry"',
        "error: 'mini\\u202estry' is not accepted: '\\u202e' is U+202E, RIGHT-TO-LEFT OVERRIDE; expected",
    ),
    "a key with such a mark": (
        SHEET, "    speaker: ministry", '    "speak\u202eer": ministry',
        "error: unknown key 'speak\\u202eer'; did you mean 'speaker'? [unknown-key]",
    ),
    "a hyphen that is none": (
        MECHANISM, "criterion: collective.legal", "criterion: collective\u2011legal", "'\u2011' is U+2011, NON-BREAKING HYPHEN; expected",
    ),
    "a country that is none": (
        MECHANISM, "country: XX", "country: mexico", "{file}:2:10: error: 'mexico' is not accepted; expected two capital letters such as CO [form]",
    ),
    "an address that is none": (
        DECLARATION, 'address: "https://', 'address: "javascript://',
        "is not accepted; expected an address that begins with https:// or http:// [form]",
    ),
    "an address of a document that is none": (
        DOCUMENT, 'archived: "https://', 'archived: "javascript://',
        "{file}:{line}:11: error: 'javascript://example.org/kept' is not accepted; expected an address that begins with https:// or http:// [form]",
    ),
    "a misspelt key": (
        SHEET, "    speaker: ministry", "    speeker: ministry", "{file}:{line}:5: error: unknown key 'speeker'; did you mean 'speaker'? [unknown-key]",
    ),
    "a missing document": (
        SHEET, "document: late", "document: lat", "{file}:1:11: error: there is no document 'lat'; did you mean 'late'? [unknown-document]",
    ),
    "a sheet called otherwise than its document": (
        SHEET, "document: late", "document: early", "{file}:1:11: error: the file is called 'late.yaml'; expected the id 'late' [id]",
    ),
    "an entry of another document than its sheet": (
        SHEET, "  - {id: cstafold,", "  - {id: cstafold, document: early,",
        "{file}:{line}:30: error: every entry of this sheet is of 'late'; expected no `document` of its own [document]",
    ),
    "a draft among the sheets": (
        SHEET, "status: reconciled", "status: draft",
        "{file}:{line}:9: error: 'draft' is not accepted here; expected accepted or reconciled in claims/ [status]",
    ),
    "a sheet among the drafts": (
        DRAFT, "status: draft", "status: accepted",
        "{file}:{line}:9: error: 'accepted' is not accepted here; expected draft or handed-in in drafts/ [status]",
    ),
    "a document called otherwise": (
        DOCUMENT, "id: early", "id: earlier", "{file}:1:5: error: the file is called 'early.yaml'; expected the id 'early' [id]",
    ),
    "a mechanism called otherwise": (
        MECHANISM, "id: nowhere", "id: somewhere", "{file}:1:5: error: the folder is called 'nowhere'; expected the same id [id]",
    ),
    "a dot in a document's id": (
        DOCUMENT, "id: early", "id: early.1", "{file}:1:5: error: 'early.1' is not accepted; expected small letters from a to z and digits, joined by hyphens [form]",
    ),
    "a reform that the mechanism does not name": (
        SHEET, "    reform: resolution-1", "    reform: resolution-2",
        "{file}:{line}:13: error: there is no reform 'resolution-2'; did you mean 'resolution-1'? [unknown-reform]",
    ),
    "a misspelt kind of speaker": (
        KINDS["speakers"].file, "kind: official", "kind: oficial",
        "mechanisms/speakers.yaml:2:26: error: there is no kind of speaker 'oficial'; did you mean 'official'? [unknown-kind-of-speaker]",
    ),
    "a missing author": (
        DOCUMENT, "author: network", "author: networks", "{file}:2:9: error: there is no speaker 'networks'; did you mean 'network'? [unknown-speaker]",
    ),
    "an id of a claim that is none": (
        SHEET, "id: cstafold", "id: claim-1",
        "{file}:{line}:10: error: 'claim-1' is not accepted; expected eight signs of a to z and 2 to 9, the first a letter, such as k7f3q2mw [form]",
    ),
    "an id that was withdrawn": (
        SHEET, "id: cstafold", "id: cgonegon", "{file}:{line}:10: error: the id 'cgonegon' was withdrawn in {file}, line 49; expected one of its own [duplicate-id]",
    ),
    "an id that another sheet has": (
        SHEET, "id: cgranted", "id: clegalaw",
        "{file}:{line}:10: error: the id 'clegalaw' was used already in mechanisms/nowhere/claims/early.yaml, line 6; expected one of its own [duplicate-id]",
    ),
    "a correction of what is not there": (
        SHEET, "corrects: cstafold", "corrects: cnothing", "{file}:{line}:15: error: there is no claim 'cnothing' of this mechanism [unknown-claim]",
    ),
    "a correction of another's claim": (
        SHEET, "corrects: cstafold", "corrects: cgranted",
        "{file}:{line}:15: error: this is another speaker's or feature's claim; expected an earlier one of the same [corrects]",
    ),
    "a claim decided that is of another feature": (
        MECHANISM, "between: [cgranted, csomeone]", "between: [cgranted, cdelayed]",
        "{file}:{line}:55: error: the claim 'cdelayed' is of another feature; expected one of 'collective.granted' [adjudication]",
    ),
    "a beginning known from a letter": (
        MECHANISM, "established: {date: 2005, document: early", "established: {date: 2005, document: d-7k3fq2mw",
        "{file}:{line}:37: error: everybody is told when a mechanism began and ended; expected a public document that says so [secret]",
    ),
    "a date that is none": (
        SHEET, "    date: 2015-11-12\n", "    date: 2014-02-30\n",
        "error: '2014-02-30' is not a day of the calendar; expected a date such as 2016, 2016-12, 2016-12-20 or \"by 2017-02\" [value]",
    ),
    "a provision that does not exist": (
        COLLECTIVE, "rests_on: [DECLARATION/1,", "rests_on: [DECLARATION/12,",
        "{file}:{line}:16: error: there is no provision 'DECLARATION/12'; did you mean 'DECLARATION/1'? [unknown-provision]",
    ),
    "a duplicate id": (
        COLLECTIVE, "  - id: collective.carried-out", "  - id: collective.granted",
        "{file}:{line}:9: error: the id 'collective.granted' was already used in standards/criteria/collective.yaml, line ",
    ),
    "a duplicate key": (
        MECHANISM, "country: XX", "country: XX\ncountry: XX", "{file}:3:1: error: the key 'country' stands twice here [duplicate-key]",
    ),
    "broken YAML": (MECHANISM, "country: XX", "country: [XX", "{file}:3:5: error: this is not valid YAML: "),
    "an alias": (MECHANISM, "country: XX", "country: &x XX\nname: *x", "anchors and aliases (& and *) are not accepted"),
    "code in a tag": (MECHANISM, "country: XX", "country: !!python/object/apply:os.system [true]", "is not accepted; expected plain data"),
    "practice that a decree changes": (
        SHEET, "feature: collective.granted, kind: observation", "feature: collective.granted, kind: change", "practice is only ever observed",
    ),
    "an anchor that is too long": (
        SHEET, 'anchor: "was laid down"', 'anchor: "one two three four five six seven"', "an anchor has one to six words",
    ),
    "a provision cited more precisely than it was checked": (
        DECLARATION, "at: whole", 'at: "145"', "provision '145' is numbered but was checked only as 'instrument'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_is_told_with_its_place(workspace: Path, case: str) -> None:
    file, old, new, expected = CASES[case]
    line = spoil(workspace, file, old, new)
    with pytest.raises(WorkspaceError) as caught:
        load(workspace, drafts=True)
    said = "\n".join(told(problem, "confidential") for problem in caught.value.problems)
    assert expected.replace("{line}", str(line)).replace("{file}", file) in said


def test_a_circle_of_criteria(workspace: Path) -> None:
    spoil(
        workspace,
        COLLECTIVE,
        "met: {feature: collective.legal, is: yes}",
        "met: {criterion: collective.granted, is: met}",
    )
    with refused(r"in a circle: .*collective\.granted"):
        load(workspace)


PLACES = {"a mechanism": MECHANISM, "a sheet": SHEET, "a document": DOCUMENT, "speakers": KINDS["speakers"].file}


@pytest.mark.parametrize("place", PLACES)
def test_an_empty_file(workspace: Path, place: str) -> None:
    (workspace / PLACES[place]).write_text("")
    with refused(rf"{PLACES[place]}: error: the file is empty"):
        load(workspace)


@pytest.mark.parametrize("place", PLACES)
def test_a_folder_in_place_of_a_file(workspace: Path, place: str) -> None:
    (workspace / PLACES[place]).unlink()
    (workspace / PLACES[place]).mkdir()
    with refused("this is a folder; expected a file"):
        load(workspace)


def test_bytes_that_are_no_text(workspace: Path) -> None:
    (workspace / MECHANISM).write_bytes(b"id: nowhere\nname: \xff\n")
    with refused(r"mechanism\.yaml:2:7: error: this byte is not UTF-8"):
        load(workspace)


def test_a_control_character(workspace: Path) -> None:
    (workspace / SHEET).write_bytes(b"document: late\nread: a\x00b\n")
    with refused(r"late\.yaml:2:8: error: control character U\+0000"):
        load(workspace)


@pytest.mark.parametrize("text", ["[" * 5000, "a: " * 50 + "b", "\n".join("  " * n + f"k{n}:" for n in range(3000))])
def test_deep_nesting(workspace: Path, text: str) -> None:
    (workspace / SHEET).write_text(text)
    with pytest.raises(WorkspaceError):
        load(workspace)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(workspace: Path) -> None:
    before = load(workspace).dossiers["nowhere"]
    for file in (MECHANISM, SHEET):
        text = (workspace / file).read_text("utf-8")
        (workspace / file).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    after = load(workspace).dossiers["nowhere"]
    assert after.dossier == before.dossier


def test_all_problems_of_all_files_come_at_once(workspace: Path) -> None:
    spoil(workspace, SHEET, "    value: 12", "    value: yes")
    spoil(workspace, SHEET, "    reform: resolution-1", "    reform: nothing")
    spoil(workspace, MECHANISM, "{criterion: collective.legal", "{criterion: collective.legl")
    spoil(workspace, DRAFT, "value: 60", "value: sixty")
    with pytest.raises(WorkspaceError) as caught:
        load(workspace, drafts=True)
    assert [problem.path for problem in caught.value.problems] == [SHEET, SHEET, DRAFT, MECHANISM]


def test_a_draft_that_nobody_asks_for_is_not_read(workspace: Path) -> None:
    (workspace / DRAFT).write_text("id: [")
    assert "nowhere" in load(workspace).dossiers
    with pytest.raises(WorkspaceError):
        load(workspace, drafts=True)


def test_the_program_exits_with_2_and_writes_nothing(workspace: Path, tmp_path: Path) -> None:
    line = spoil(workspace, SHEET, "    value: 12", "    value: yes")
    target = tmp_path / "out"
    done = baremo("report", "-w", str(workspace), "--to", str(target))
    assert done.returncode == 2
    assert f"{SHEET}:{line}:12: error: yes is not a value" in done.stderr
    assert "Traceback" not in done.stderr
    assert not target.exists()
