"""Bad input: each fault is told with its place and what was expected, exit code 2, nothing written."""

import shutil
from pathlib import Path

import pytest
from program import baremo

from baremo.workspace.problem import WorkspaceError
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import load

COLLECTIVE = "standards/criteria/collective.yaml"
MEXICO = "mechanisms/mexico.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for room in ("standards", "mechanisms"):
        shutil.copytree(built_in() / room, tmp_path / room)
    return tmp_path


def spoil(workspace: Path, file: str, old: str, new: str) -> int:
    """Writes the fault in place of the first `old`; gives the number of its line."""
    path = workspace / file
    before, found, after = path.read_text("utf-8").partition(old)
    assert found
    path.write_text(before + new + after, "utf-8")
    return before.count("\n") + 1


CASES = {
    "a misspelt feature in a rule": (
        COLLECTIVE, "{feature: collective.granted, at_least: regular}", "{feature: collective.grantd, at_least: regular}",
        "standards/criteria/collective.yaml:{line}:20: error: there is no feature 'collective.grantd'; did you mean 'collective.granted'? [unknown-feature]",
    ),
    "a value that is none of the feature": (
        COLLECTIVE, "{feature: collective.granted, at_least: regular}", "{feature: collective.granted, at_least: regula}",
        "standards/criteria/collective.yaml:{line}:50: error: 'regula' is not a value of collective.granted; expected one of none, isolated, regular; did you mean 'regular'? [value]",
    ),
    "a misspelt feature in a claim": (
        MEXICO, "  - feature: institution.public-policy", "  - feature: institution.publik-policy",
        "mechanisms/mexico.yaml:{line}:14: error: there is no feature 'institution.publik-policy'; did you mean 'institution.public-policy'? [unknown-feature]",
    ),
    "a wrong type": (
        MEXICO, "    value: no", "    value: 7",
        "mechanisms/mexico.yaml:{line}:12: error: 7 is not a value of institution.public-policy; expected yes or no [value]",
    ),
    "a letter of another alphabet": (
        MEXICO, "    document: amnesty-2017", "    document: \u0430mnesty-2017",
        "mechanisms/mexico.yaml:{line}:13: error: '\u0430mnesty-2017' is not accepted: '\u0430' is U+0430, CYRILLIC SMALL LETTER A; "
        "expected small letters from a to z and digits, joined by hyphens or dots [form]",
    ),
    "a mark that turns the direction of writing": (
        MEXICO, "    speaker: mexico-civil-society", '    speaker: "mexico\u202e-civil-society"',
        "error: 'mexico\\u202e-civil-society' is not accepted: '\\u202e' is U+202E, RIGHT-TO-LEFT OVERRIDE; expected",
    ),
    "a key with such a mark": (
        MEXICO, "    speaker: mexico-civil-society", '    "speak\u202eer": mexico-civil-society',
        "error: unknown key 'speak\\u202eer'; did you mean 'speaker'? [unknown-key]",
    ),
    "a hyphen that is none": (
        MEXICO, "  - feature: institution.public-policy", "  - feature: institution.public\u2011policy",
        "'\u2011' is U+2011, NON-BREAKING HYPHEN; expected",
    ),
    "a country that is none": (
        MEXICO, "country: MX", "country: mexico", "error: 'mexico' is not accepted; expected two capital letters such as CO [form]",
    ),
    "an address that is none": (
        "standards/instruments/unsr-a-hrc-31-55.yaml", 'address: "https://', 'address: "javascript://',
        "is not accepted; expected an address that begins with https:// or http:// [form]",
    ),
    "a misspelt key": (
        MEXICO, "    speaker: mexico-civil-society", "    speeker: mexico-civil-society",
        "mechanisms/mexico.yaml:{line}:5: error: unknown key 'speeker'; did you mean 'speaker'? [unknown-key]",
    ),
    "a missing document": (
        MEXICO, "    document: amnesty-2017", "    document: amnesty-2018",
        "mechanisms/mexico.yaml:{line}:13: error: there is no document 'amnesty-2018'; did you mean 'amnesty-2017'? [unknown-document]",
    ),
    "a date that is none": (
        MEXICO, "    date: 2014\n", "    date: 2014-02-30\n",
        "error: '2014-02-30' is not a day of the calendar; expected a date such as 2016, 2016-12, 2016-12-20 or \"by 2017-02\" [value]",
    ),
    "a provision that does not exist": (
        COLLECTIVE, "rests_on: [UNDHRD/1,", "rests_on: [UNDHRD/12.4,",
        "standards/criteria/collective.yaml:{line}:16: error: there is no provision 'UNDHRD/12.4'; did you mean 'UNDHRD/12.3'? [unknown-provision]",
    ),
    "a duplicate id": (
        COLLECTIVE, "  - id: collective.implemented", "  - id: collective.granted",
        "collective.yaml:{line}:9: error: the id 'collective.granted' was already used in standards/criteria/collective.yaml, line ",
    ),
    "a duplicate key": (
        MEXICO, "country: MX", "country: MX\ncountry: MX",
        "mechanisms/mexico.yaml:3:1: error: the key 'country' stands twice here [duplicate-key]",
    ),
    "broken YAML": (MEXICO, "country: MX", "country: [MX", "mechanisms/mexico.yaml:3:5: error: this is not valid YAML: "),
    "an alias": (MEXICO, "country: MX", "country: &x MX\nname: *x", "anchors and aliases (& and *) are not accepted"),
    "code in a tag": (MEXICO, "country: MX", "country: !!python/object/apply:os.system [true]", "is not accepted; expected plain data"),
    "practice that a decree changes": (
        MEXICO, "    kind: observation\n    value: undue", "    kind: change\n    value: undue", "practice is only ever observed",
    ),
    "an anchor that is too long": (
        MEXICO, 'anchor: "was established on 12 November 2012"', 'anchor: "one two three four five six seven"', "an anchor has one to six words",
    ),
    "a provision cited more precisely than it was checked": (
        "standards/instruments/iacthr-kawas-fernandez.yaml", 'at: "whole"', 'at: "145"',
        "provision '145' is numbered but was checked only as 'instrument'",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_is_told_with_its_place(workspace: Path, case: str) -> None:
    file, old, new, expected = CASES[case]
    line = spoil(workspace, file, old, new)
    with pytest.raises(WorkspaceError) as caught:
        load(workspace)
    assert expected.replace("{line}", str(line)) in str(caught.value)


def test_a_circle_of_criteria(workspace: Path) -> None:
    spoil(
        workspace,
        COLLECTIVE,
        "met: {feature: collective.granted, at_least: regular}",
        "met: {criterion: collective.implemented, is: met}",
    )
    spoil(
        workspace,
        COLLECTIVE,
        "met: {feature: collective.implemented, at_least: most}",
        "met: {criterion: collective.granted, is: met}",
    )
    with pytest.raises(WorkspaceError, match=r"in a circle: .*collective\.granted"):
        load(workspace)


def test_an_empty_file(workspace: Path) -> None:
    (workspace / MEXICO).write_text("")
    with pytest.raises(WorkspaceError, match=r"mexico\.yaml: error: the file is empty"):
        load(workspace)


def test_a_folder_in_place_of_a_file(workspace: Path) -> None:
    (workspace / MEXICO).unlink()
    (workspace / MEXICO).mkdir()
    with pytest.raises(WorkspaceError, match="this is a folder; expected a file"):
        load(workspace)


def test_bytes_that_are_no_text(workspace: Path) -> None:
    (workspace / MEXICO).write_bytes(b"id: mexico\nname: \xff\n")
    with pytest.raises(WorkspaceError, match=r"mexico\.yaml:2:7: error: this byte is not UTF-8"):
        load(workspace)


def test_a_control_character(workspace: Path) -> None:
    (workspace / MEXICO).write_bytes(b"id: mexico\nname: a\x00b\n")
    with pytest.raises(WorkspaceError, match=r"mexico\.yaml:2:8: error: control character U\+0000"):
        load(workspace)


@pytest.mark.parametrize("text", ["[" * 5000, "a: " * 50 + "b", "\n".join("  " * n + f"k{n}:" for n in range(3000))])
def test_deep_nesting(workspace: Path, text: str) -> None:
    (workspace / MEXICO).write_text(text)
    with pytest.raises(WorkspaceError):
        load(workspace)


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(workspace: Path) -> None:
    before = load(workspace).dossiers["mexico"]
    text = (workspace / MEXICO).read_text("utf-8")
    (workspace / MEXICO).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    after = load(workspace).dossiers["mexico"]
    assert after.dossier == before.dossier


def test_all_problems_of_all_files_come_at_once(workspace: Path) -> None:
    spoil(workspace, MEXICO, "    value: no", "    value: 7")
    spoil(workspace, MEXICO, "    document: amnesty-2017", "    document: nowhere")
    spoil(workspace, "mechanisms/colombia.yaml", "    value: mainly", "    value: manly")
    with pytest.raises(WorkspaceError) as caught:
        load(workspace)
    assert [problem.path for problem in caught.value.problems] == ["mechanisms/colombia.yaml", MEXICO, MEXICO]


def test_the_program_exits_with_2_and_writes_nothing(workspace: Path, tmp_path: Path) -> None:
    line = spoil(workspace, MEXICO, "    value: no", "    value: 7")
    target = tmp_path / "out"
    done = baremo("report", "-w", str(workspace), "--to", str(target))
    assert done.returncode == 2
    assert f"mechanisms/mexico.yaml:{line}:12: error: 7 is not a value" in done.stderr
    assert "Traceback" not in done.stderr
    assert not target.exists()
