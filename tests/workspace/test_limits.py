"""How much a file may hold, and in what form: what goes beyond is told with its place and what was expected."""

import codecs
from datetime import date
from pathlib import Path

import pytest
from fuzz.kinds import KINDS, SMALL, copied, user
from said import refused, said, sentence, told

from baremo.model.document import SpeakerFile
from baremo.testing import entry_id
from baremo.workspace.plain_text import MAX_BYTES
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.validation import validate
from baremo.workspace.workspace import load
from baremo.workspace.yaml_file import MAX_DEPTH, MAX_ENTRIES, MAX_TEXT, parse, read

NUMBERS = {
    "scale": ("partly: 0.5", "at: 59", "from: 33.3", "is: 1.5", "norm: 1"),
    "costs": ("institution: 3", "collective.granted: 2.5"),
    "sheet": ("value: 388", "value: 1.5"),
}
"""Wherever a file takes a number, as the small workspace has it."""
WHOLE = {"features": ("good_for: 5",), "criteria": ("n: 2",)}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return copied(tmp_path / "workspace")


def fault(workspace: Path, kind: str, content: str | bytes) -> str:
    """The first problem of a workspace that has this in the place of its file of that kind."""
    (workspace / KINDS[kind].file).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(WorkspaceError) as caught:
        user(kind, workspace)()
    return told(caught.value.problems[0], "confidential").removeprefix(f"{workspace}/").removeprefix(KINDS[kind].file)


def small(kind: str, old: str = "", new: str = "") -> tuple[str, str]:
    """The small workspace's file with `new` for the first `old`, and the place of `old`'s value or else of `old`."""
    before, found, after = (SMALL / KINDS[kind].file).read_text("utf-8").partition(old or "\0")
    assert bool(found) == bool(old)
    start = len(before) + (old.index(": ") + 2 if ": " in old else 0)
    text = before + old
    line = text.count("\n", 0, start) + 1
    return before + new + after, f":{line}:{start - text.rfind(chr(10), 0, start)}"


def beyond(workspace: Path, kind: str, old: str, new: str) -> str:
    """What is said, after its place, of the small file with this in it; that place is asserted."""
    text, place = small(kind, old, new)
    said = fault(workspace, kind, text)
    assert said.startswith(f"{place}: error: "), said
    return said.removeprefix(f"{place}: error: ")


def places(kinds: dict[str, tuple[str, ...]]) -> list[tuple[str, str, str]]:
    return [(kind, *spot.split(": ")) for kind, spots in kinds.items() for spot in spots]


@pytest.mark.parametrize(
    "wrong", ["nan", ".nan", "NaN", "inf", "-.inf", "1e400", "1e3", '"1"', "1_000", "0x10", "9" * 19]
)
@pytest.mark.parametrize(("kind", "key", "value"), places(NUMBERS))
def test_what_only_looks_like_a_number(workspace: Path, kind: str, key: str, value: str, wrong: str) -> None:
    shown = wrong.strip('"')
    expected = f"'{shown}' has the wrong type; expected a number [type]"
    assert beyond(workspace, kind, f"{key}: {value}", f"{key}: {wrong}") == expected


@pytest.mark.parametrize("wrong", ["yes", "no", "[1]", "{a: 1}", "~"])
@pytest.mark.parametrize(("kind", "key", "value"), [*places(NUMBERS), *places(WHOLE)])
def test_what_is_no_number(workspace: Path, kind: str, key: str, value: str, wrong: str) -> None:
    shown = {"[1]": "[…]", "{a: 1}": "{…}"}.get(wrong, wrong)
    wanted = "a whole number" if kind in WHOLE else "a number"
    said = beyond(workspace, kind, f"{key}: {value}", f"{key}: {wrong}")
    if wrong == "~":
        assert said.startswith("nothing is written after ")
    else:
        assert said == f"{shown} has the wrong type; expected {wanted} [type]"


@pytest.mark.parametrize("wrong", ["nan", '"2"', "1.5"])
@pytest.mark.parametrize(("kind", "key", "value"), places(WHOLE))
def test_what_is_no_whole_number(workspace: Path, kind: str, key: str, value: str, wrong: str) -> None:
    assert "expected a whole number [type]" in beyond(workspace, kind, f"{key}: {value}", f"{key}: {wrong}")


@pytest.mark.parametrize(("kind", "key", "value"), places(NUMBERS))
def test_a_number_finer_than_sums_stay_exact_with(workspace: Path, kind: str, key: str, value: str) -> None:
    said = beyond(workspace, kind, f"{key}: {value}", f"{key}: 0.1234567")
    assert said == "0.1234567 has too many decimals; expected 6 at most [value]"


CASES = {
    "a cap below": ("scale", "at: 59", "at: -1", "-1 is out of range; expected at least 0 [value]"),
    "a cap above": ("scale", "at: 59", "at: 100.5", "100.5 is out of range; expected at most 100 [value]"),
    "a band that begins at the end": ("scale", "from: 33.3", "from: 100", "100 is out of range; expected less than 100 [value]"),
    "no weight": ("scale", "is: 1.5", "is: 0", "0 is out of range; expected more than 0 [value]"),
    "an absurd weight": ("scale", "is: 1.5", "is: 1001", "1001 is out of range; expected at most 1,000 [value]"),
    "no cost": ("costs", "norm: 1", "norm: 0", "0 is out of range; expected more than 0 [value]"),
    "an absurd cost": ("costs", "norm: 1", "norm: 1000001", "1000001 is out of range; expected at most 1,000,000 [value]"),
    "an absurd figure": (
        "sheet", "value: 388", "value: 1000000000000001",
        "1000000000000001 is out of range; expected at most 1,000,000,000,000,000 [value]",
    ),
    "an absurd count": (
        "sheet", "value: 13,", "value: 999999999999,",
        "999999999999 is not a value of collective.staff; expected a whole number from 0 to 1000000000 [value]",
    ),
    "a share finer than hundredths": (
        "sheet", "at_least: 80", "at_least: 0.001",
        "0.001 is not a value of collective.done; expected a percentage from 0 to 100, with two decimals at most [value]",
    ),
    "a report that stays good for ever": ("features", "good_for: 5", "good_for: 101", "101 is out of range; expected at most 100 [value]"),
    "one of nothing": ("criteria", "one_of: [some, all]", "one_of: []", "this list is empty; expected an entry at least [empty]"),
    "a yes in other words": ("sheet", "approximate: yes", 'approximate: "on"', "'on' has the wrong type; expected yes or no [type]"),
    "a value that is a list": (
        "sheet", "value: no, date", "value: [1], date", "[…] has the wrong type; expected yes or no, a number or a word [type]",
    ),
    "a long locator": ("sheet", 'locator: "2"', f"locator: {'x' * 501}", "this text has 501 characters; expected 500 at most [too-long]"),
    "a blank locator": ("sheet", 'locator: "2"', 'locator: " "', "' ' is not accepted; expected some text [form]"),
    "a long anchor": ("sheet", 'anchor: "was laid down"', f"anchor: {'x' * 501}", "this text has 501 characters; expected 500 at most [too-long]"),
    "a long name of a coder": ("sheet", "by: coder-a", f"by: {'x' * 501}", "this text has 501 characters; expected 500 at most [too-long]"),
    "a long name": ("organisation", "name: Somebody", f"name: {'x' * 201}", "this text has 201 characters; expected 200 at most [too-long]"),
    "a long id": ("bill", "id: my-bill", f"id: {'x' * 81}", "this text has 81 characters; expected 80 at most [too-long]"),
    "a long address": (
        "document", 'address: "https://example.org"', f"address: https://{'x' * 2_000}", "this text has 2,008 characters; expected 2,000 at most [too-long]",
    ),
    "a long text": ("flags", "en: Slow", f"en: {'x' * (MAX_TEXT + 1)}", "this text has 100,001 characters; expected 100,000 at most [too-long]"),
    "a long value, shown in short": (
        "sheet", "value: no, date", f"value: {'x' * 1_000}, date", f"'{'x' * 55}...' is not a value of collective.legal; expected yes or no [value]",
    ),
    "a long date, shown in short": (
        "sheet", "period: 2015", f"period: {'2' * 500}",
        f"'{'2' * 55}...' is not a date; expected a date such as 2016, 2016-12, 2016-12-20 or \"by 2017-02\" [value]",
    ),
    "a year before": ("sheet", "period: 2015", "period: 1899", "the year 1899 is out of range; expected 1900 to 2200 [value]"),
    "a year after": ("instrument", 'in_force: "by 1999-01"', "in_force: by 2201-01", "the year 2201 is out of range; expected 1900 to 2200 [value]"),
    "a day before": ("document", "as_of: 2013-06-30", "as_of: 1899-12-31", "the year 1899 is out of range; expected 1900 to 2200 [value]"),
    "a year of five digits": (
        "mechanism", "date: 2005", "date: 12005", '12005 is not a date; expected a date such as 2016, 2016-12, 2016-12-20 or "by 2017-02" [value]',
    ),
    "a period that ends before it begins": (
        "sheet", "period: {from: 2014-01, to: 2014-06-30}", "period: {from: 2016, to: 2015}", "the period ends (2015) before it begins (2016) [value]",
    ),
    "an anchor of YAML": (
        "mechanism", "country: XX", "country: &x XX\nname: *x", "anchors and aliases (& and *) are not accepted; write the value out [alias]",
    ),
    "a letter that looks like another": (
        "mechanism", "id: resolution-1", "id: res\u043elution-1",
        "'res\u043elution-1' is not accepted: '\u043e' is U+043E, CYRILLIC SMALL LETTER O; "
        "expected small letters from a to z and digits, joined by hyphens or dots [form]",
    ),
    "a mark that turns the direction of writing": (
        "features", "id: some", 'id: "so\u2067me"',
        "'so\\u2067me' is not accepted: '\\u2067' is U+2067, RIGHT-TO-LEFT ISOLATE; "
        "expected small letters from a to z and digits, joined by hyphens or dots [form]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_is_told_with_its_place(workspace: Path, case: str) -> None:
    kind, old, new, expected = CASES[case]
    assert beyond(workspace, kind, old, new) == expected


TAB = "this line begins with a tab; expected spaces [broken-yaml]"
FORMS = {
    "a tab before a key": ("country: XX", "country: XX\n\tmore: 1", ":3:1", TAB),
    "a tab before an entry": ("reforms:\n", "reforms:\n\t- 1\n", ":10:1", TAB),
    "a lone carriage return": (
        "country: XX", "country: XX\rmore: 1", ":2:12", "control character U+000D; expected line ends as on Unix or Windows [control-character]",
    ),
    "a NUL": ("country: XX", "country: X\0X", ":2:11", "control character U+0000; take it out [control-character]"),
    "a NUL as an escape": ("country: XX", 'country: "X\\0X"', ":2:10", "control character U+0000; take it out [control-character]"),
    "what only YAML takes for a line end": (
        "country: XX", "country: XX\u2028more: 1", ":2:12", "control character U+2028; expected a line end [control-character]",
    ),
    "a byte order mark within": ("country: XX", "country: \ufeffXX", ":2:10", "control character U+FEFF; take it out [control-character]"),
    "a key that stands twice": ("country: XX", "country: XX\ncountry: XX", ":3:1", "the key 'country' stands twice here [duplicate-key]"),
    "a key that stands twice, by an escape": ("country: XX", 'country: XX\n"c\\x6funtry": XX', ":3:1", "the key 'country' stands twice here [duplicate-key]"),
}  # fmt: skip


@pytest.mark.parametrize("case", FORMS)
def test_the_form_of_a_file(workspace: Path, case: str) -> None:
    old, new, place, expected = FORMS[case]
    assert fault(workspace, "mechanism", small("mechanism", old, new)[0]) == f"{place}: error: {expected}"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16(workspace: Path, encoding: str) -> None:
    text, _ = small("mechanism", "en: A mechanism", "en: A mécanisme")
    said = ":1:1: error: this looks like UTF-16; save the file as UTF-8 [not-utf-8]"
    assert fault(workspace, "mechanism", text.encode(encoding)) == said


def test_a_file_in_latin_1(workspace: Path) -> None:
    text, _ = small("mechanism", "en: A mechanism", "en: A mécanisme")
    said = ":3:15: error: this byte is not UTF-8; save the file as UTF-8 [not-utf-8]"
    assert fault(workspace, "mechanism", text.encode("latin-1")) == said


def test_two_encodings_in_one_file(workspace: Path) -> None:
    """The place is counted in characters, whatever stands before it, and a byte order mark is none of them."""
    text, _ = small("mechanism", "country: XX", "country: éé?X")
    content = codecs.BOM_UTF8 + text.encode().replace(b"?", b"\xe9")
    assert fault(workspace, "mechanism", content).startswith(":2:12: error: this byte is not UTF-8")


@pytest.mark.parametrize("change", [lambda b: codecs.BOM_UTF8 + b, lambda b: b.replace(b"\n", b"\r\n")])
def test_what_other_editors_write(workspace: Path, change: object) -> None:
    for kind in KINDS:
        content = (SMALL / KINDS[kind].file).read_bytes()
        (workspace / KINDS[kind].file).write_bytes(change(content))  # type: ignore[operator]
        user(kind, workspace)()


def sentence_on(content: bytes) -> str:
    with pytest.raises(WorkspaceError) as caught:
        parse(content, "a.yaml")
    return said(caught.value)


def test_the_size_of_a_file(tmp_path: Path) -> None:
    file, head = tmp_path / "a.yaml", b"a: b\n#"
    file.write_bytes(head + b"x" * (MAX_BYTES - len(head)))
    assert read(file, "a.yaml").data == {"a": "b"}
    file.write_bytes(file.read_bytes() + b"x")
    with refused(r"a\.yaml: error: it is larger than 4,000,000 bytes"):
        read(file, "a.yaml")


@pytest.mark.parametrize(("open_", "close"), [("[", "]"), ("{a: ", "}")])
def test_how_deep_a_file_is_nested(open_: str, close: str) -> None:
    def nested(depth: int) -> bytes:
        return f"a: {open_ * (depth - 1)}1{close * (depth - 1)}".encode()

    parse(nested(MAX_DEPTH), "a.yaml")
    column = len("a: ") + MAX_DEPTH * len(open_) + 1
    assert sentence_on(nested(MAX_DEPTH + 1)) == f"a.yaml:1:{column}: error: nested deeper than 40 levels [too-deep]"
    assert "nested deeper than 40 levels" in sentence_on(nested(100_000))


@pytest.mark.parametrize("entry", ["- 1\n", "k{}: 1\n"])
def test_how_many_entries_a_list_has(entry: str) -> None:
    def listed(number: int) -> bytes:
        return ("a:\n" + "".join("  " + entry.format(place) for place in range(number))).encode()

    parse(listed(MAX_ENTRIES), "a.yaml")
    message = "5,001 entries in one place; expected 5,000 at most [too-many]"
    assert sentence_on(listed(MAX_ENTRIES + 1)) == f"a.yaml:2:3: error: {message}"


def test_a_billion_laughs() -> None:
    lines = ["a0: &a0 [ha, ha]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))]
    assert sentence_on("\n".join(lines).encode()).startswith("a.yaml:1:5: error: anchors and aliases")


def test_many_misspelt_keys_are_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The schema that knows the right keys takes longer to make than a file to read: it is made once."""
    made, make = [], SpeakerFile.model_json_schema
    monkeypatch.setattr(SpeakerFile, "model_json_schema", lambda: made.append(1) or make())
    text = "speakers:\n" + "".join(f"  - {{id: s{n}, kined: official, name: {{en: x}}}}\n" for n in range(100))
    with pytest.raises(WorkspaceError) as caught:
        validate(parse(text.encode(), "a.yaml"), SpeakerFile)
    hints = [problem for problem in caught.value.problems if "'kined'; did you mean 'kind'" in sentence(problem)]
    assert len(hints) == 100
    assert len(made) <= 1


def test_an_id_that_stands_twice_among_many(workspace: Path) -> None:
    figure = "  - {{id: {}, label: {{en: x}}, value: 1, unit: {{en: x}}, locator: x}}\n"
    numbers = (*range(MAX_ENTRIES - 3), 7)
    entries = "".join(figure.format(entry_id(number)) for number in numbers)
    text, place = small("sheet", "figures:\n", f"figures:\n{entries}")
    line = int(place.split(":")[1])
    first = f"mechanisms/nowhere/claims/late.yaml, line {line + 8}; expected one of its own [duplicate-id]"
    said = f":{line + MAX_ENTRIES - 2}:10: error: the id '{entry_id(7)}' was used already in {first}"
    assert fault(workspace, "sheet", text) == said


def test_a_dossier_to_which_nothing_applies(workspace: Path) -> None:
    """That it does not apply for a time is another thing."""
    more = "not_applicable:\n  - {criterion: collective.carried-out, reason: {en: x}}\n"
    whole, place = small("mechanism", "not_applicable:\n", more)
    said = "no criterion applies to this mechanism; expected one at least, or no dossier [nothing-applies]"
    assert fault(workspace, "mechanism", whole.replace(", from: 2006, until: 2007", "")) == f"{place}: error: {said}"
    (workspace / KINDS["mechanism"].file).write_text(whole, "utf-8")
    assert "nowhere" in load(workspace).dossiers


def test_a_criterion_that_is_left_out_twice(workspace: Path) -> None:
    more = "not_applicable:\n  - {criterion: collective.legal, reason: {en: x}}\n"
    text, _ = small("mechanism", "not_applicable:\n", more)
    said = "the criterion 'collective.legal' stands twice among the not_applicable for the same days"
    assert said in fault(workspace, "mechanism", text)


def test_a_criterion_may_be_left_out_twice_in_different_years(workspace: Path) -> None:
    more = "not_applicable:\n  - {criterion: collective.granted, reason: {en: x}, from: 2010, until: 2011}\n"
    text, _ = small("mechanism", "not_applicable:\n", more)
    (workspace / KINDS["mechanism"].file).write_text(text, "utf-8")
    (filed,) = load(workspace, ["nowhere"]).dossiers.values()
    spells = [entry.days for entry in filed.dossier.mechanism.not_applicable if entry.start is not None]
    assert spells == [(date(2010, 12, 31), date(2011, 12, 31)), (date(2006, 12, 31), date(2007, 12, 31))]
    overlapping = text.replace("from: 2010, until: 2011", "until: 2006")
    assert "for the same days" in fault(workspace, "mechanism", overlapping)
    assert "it ends (2009) before it begins (2010)" in fault(workspace, "mechanism", text.replace("2011", "2009"))


def test_a_mechanism_does_not_replace_itself(workspace: Path) -> None:
    text, place = small("mechanism", "replaced_by: elsewhere", "replaced_by: nowhere")
    said = "a mechanism does not replace itself; expected another than 'nowhere' [replaced-by-itself]"
    assert fault(workspace, "mechanism", text) == f"{place}: error: {said}"
