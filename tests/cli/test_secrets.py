"""What is withheld shows nowhere: every output of every command is that of a workspace which never held it."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from commands import calls, outputs_here
from program import baremo

CRITERION = "collective.granted"
NAME = re.compile("xochitl", re.IGNORECASE)
"""It stands in everything that a dossier withholds."""

SPEAKERS = """\
speakers:
  - {id: ministry, kind: official, name: {en: The Ministry, es: El Ministerio}}
  - {id: network, kind: civil-society, name: {en: The Network, es: La Red}}
"""
DOCUMENTS = {
    "early": "{id: early, author: network, kind: report, language: en, title: Early, published: 2014, as_of: 2013-06-30}",
    "late": "{id: late, author: network, kind: report, language: en, title: Late, published: 2017, as_of: 2017-02-28, address: 'https://example.org'}",
}
MECHANISM = """\
country: XX
name: {en: A mechanism}
state: {en: A state}
about: {en: It protects.}
established: {date: 2005, document: early, locator: "1"}
reforms:
  - {id: law, name: {en: A law}, note: {en: It provides.}}
  - {id: bill, name: {en: A bill}, note: {en: It would provide.}}
"""
LATE = "document: late\nread: whole\nstatus: accepted\n"
PARTS = {
    "claims": """\
  - {id: cgranted, feature: collective.granted, kind: observation, value: isolated, date: 2016-05, speaker: network, locator: "2", anchor: a few words, note: {en: A note.}}
  - {id: cregular, feature: collective.granted, kind: observation, value: regular, date: 2016-04, speaker: ministry, locator: "3", note: {en: Another.}}
""",
    "figures": """\
  - {id: fstaffst, label: {en: Staff}, value: 9, unit: {en: people}, period: 2016, speaker: ministry, locator: "4"}
""",
    "events": '  - {id: ehappend, date: 2015, title: {en: It met.}, speaker: network, locator: "5"}\n',
    "reforms": """\
  - {id: slawlaws, reform: law, state: adopted, date: 2014-06, locator: "6", lays_down: [{feature: collective.legal-basis, value: yes}]}
  - id: sbillbil
    reform: bill
    state: pending
    date: 2016-11
    locator: "7"
    lays_down: [{feature: impunity.specialised-unit, value: investigating}]
    aims: [{feature: impunity.investigations, at_least: some}]
""",
}  # fmt: skip
HIDDEN_SPEAKERS = "  - {id: xochitl, kind: civil-society, name: {en: Xochitl}, visibility: confidential}\n"
HIDDEN_DOCUMENTS = {
    "letter-of-xochitl": "{id: letter-of-xochitl, author: xochitl, kind: letter, language: en, title: Xochitl writes, published: 2017, as_of: 2017-02-28}",
    "report-of-xochitl": "{id: report-of-xochitl, author: network, kind: report, language: en, title: Xochitl says, published: 2017, as_of: 2017-02-28, visibility: internal}",
}
HIDDEN_MECHANISM = """\
  - {id: reform-of-xochitl, name: {en: Xochitl}, note: {en: Xochitl.}, visibility: internal}
adjudications:
  - {feature: collective.granted, between: [cgranted, cregular], value: isolated, date: 2017-02-28, by: Xochitl, why: {en: Xochitl.}, visibility: internal}
replies:
  - {criterion: collective.granted, speaker: ministry, date: 2017-01, text: {en: Xochitl answers.}, visibility: internal}
not_applicable:
  - {criterion: institution.reach, reason: {en: Xochitl.}, visibility: confidential}
"""
HIDDEN = {
    "claims": """\
  - {id: choneone, feature: collective.granted, kind: observation, value: none, date: 2017-02-27, speaker: network, locator: "Xochitl 1", anchor: Xochitl says, note: {en: Xochitl., es: Xochitl.}, visibility: confidential}
  - {id: chtwotwo, feature: effectiveness.suitability, kind: observation, value: unsuited, speaker: xochitl, locator: "Xochitl 2", note: {en: Xochitl.}}
""",
    "figures": """\
  - {id: fhiddenn, label: {en: Xochitl}, value: 7, unit: {en: Xochitl}, speaker: xochitl, locator: "Xochitl 5"}
""",
    "events": '  - {id: ehiddenn, date: 2016-12, title: {en: Xochitl met.}, speaker: xochitl, locator: "Xochitl 6"}\n',
    "reforms": """\
  - {id: shiddenn, reform: reform-of-xochitl, state: adopted, date: 2016-08, locator: "Xochitl 7", lays_down: [{feature: participation.decision-body, value: member}]}
""",
}  # fmt: skip
KEEPERS = "coded: [{by: Xochitl}]\nreviewed: {by: Xochitl}\nnothing_on: [institution.privacy]\nwithdrawn: [{id: chgoness, on: 2026-11-20, why: Xochitl}]\njournal: Xochitl\n"
"""What only the keepers of a dossier know, of whatever visibility."""
HIDDEN_SHEETS = {
    "letter-of-xochitl": """\
document: letter-of-xochitl
read: whole
status: accepted
claims:
  - {id: chthreee, feature: institution.resources, kind: observation, value: insufficient, speaker: network, locator: "Xochitl 3", note: {en: Xochitl.}}
""",
    "report-of-xochitl": """\
document: report-of-xochitl
read: whole
status: accepted
claims:
  - {id: chfourfo, feature: institution.integrity, kind: observation, value: serious-allegations, speaker: ministry, locator: "Xochitl 4", note: {en: Xochitl.}}
reforms:
  - {id: sadopted, reform: bill, state: adopted, date: 2016-12, locator: "Xochitl 8"}
""",
}
DRAFT = """\
document: late
read: whole
status: draft
coded: [{by: Xochitl}]
claims:
  - {id: cdraftss, feature: institution.resources, kind: observation, value: sufficient, speaker: network, locator: "Xochitl 9", note: {en: Xochitl.}}
journal: Xochitl
"""
BILL = """\
id: my-bill
name: {en: My bill}
note: {en: Mine.}
lays_down: [{feature: impunity.specialised-unit, value: investigating}]
"""


def workspace(folder: Path, *, hidden: bool) -> Path:
    """Two mechanisms in a workspace; with secrets in everything that can have any, or without them."""
    files = {"baremo.yaml": "# A workspace.\n", "bill.yaml": BILL}
    files["mechanisms/speakers.yaml"] = SPEAKERS + (HIDDEN_SPEAKERS if hidden else "")
    documents = DOCUMENTS | (HIDDEN_DOCUMENTS if hidden else {})
    files |= {f"mechanisms/documents/{id}.yaml": f"{text}\n" for id, text in documents.items()}
    for id in ("nowhere", "elsewhere"):
        files[f"mechanisms/{id}/mechanism.yaml"] = f"id: {id}\n{MECHANISM}" + (HIDDEN_MECHANISM if hidden else "")
        parts = (f"{key}:\n{part}{HIDDEN[key] if hidden else ''}" for key, part in PARTS.items())
        files[f"mechanisms/{id}/claims/late.yaml"] = LATE + (KEEPERS if hidden else "") + "".join(parts)
        if hidden:
            files |= {f"mechanisms/{id}/claims/{document}.yaml": text for document, text in HIDDEN_SHEETS.items()}
            files[f"mechanisms/{id}/drafts/late.coder-x.yaml"] = DRAFT
            files["mechanisms/texts/late.txt"] = "Xochitl"
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


CALLS = [*calls("nowhere", "elsewhere", "law", "bill", CRITERION), ["check"]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str | bytes], dict[str, str | bytes]]:
    """What comes of a workspace with secrets, and of the same without them."""
    folder = tmp_path_factory.mktemp("secrets")
    held, never = workspace(folder / "held", hidden=True), workspace(folder / "never", hidden=False)
    return outputs_here(CALLS, held), outputs_here(CALLS, never)


def test_every_output_is_that_of_a_workspace_which_never_held_it(
    found: tuple[dict[str, str | bytes], dict[str, str | bytes]],
) -> None:
    held, never = found
    assert held.keys() == never.keys()
    meant = [name for name in held if "--count-withheld" in name or name == "check"]
    assert [name for name in held if held[name] != never[name]] == meant


def test_no_output_has_a_word_of_it(found: tuple[dict[str, str | bytes], dict[str, str | bytes]]) -> None:
    held, _ = found
    assert [name for name, content in held.items() if NAME.search(text(content))] == []


def test_those_who_may_know_are_told(tmp_path: Path) -> None:
    """Else the tests above would see nothing."""
    asked = [
        ["score", "--format", "markdown"],
        ["why", "nowhere", CRITERION],
        ["timeline", "nowhere"],
        ["compare", "nowhere", "--around", "reform-of-xochitl"],
        ["whatif", "nowhere", "--adopt", "no-such-reform"],
        ["report", "--to", "reports"],
        ["export", "--to", "data"],
    ]
    calls_ = [[*words, "--audience", "confidential"] for words in asked]
    held = outputs_here(calls_, workspace(tmp_path / "held", hidden=True))
    assert [" ".join(words) for words in calls_ if not NAME.search(text(held[" ".join(words)]))] == [
        " ".join(words) for words in calls_[-2:]
    ]
    assert NAME.search(text(held["reports/nowhere.html"]))
    assert NAME.search(text(held["data/statements.csv"]))


def text(content: str | bytes) -> str:
    """All that a file says, packed or not; of a PDF its names and properties alone."""
    if isinstance(content, str):
        return content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    return content.decode("utf-8", "replace")


LATE_SHEET, OWN_FILE = "claims/late.yaml", "mechanism.yaml"
SPOILT = [
    (LATE_SHEET, "locator: \"Xochitl 1\"", "locator: {Xochitl: 1}"),
    (LATE_SHEET, "value: none, date: 2017-02-27", "value: Xochitl, date: 2017-02-27"),
    (LATE_SHEET, "date: 2017-02-27", "date: Xochitl"),
    (LATE_SHEET, "anchor: Xochitl says", "anchor: Xochitl says who and when and where it was"),
    (LATE_SHEET, "id: fhiddenn", "id: fstaffst"),
    (LATE_SHEET, "label: {en: Xochitl}", "label: Xochitl"),
    (LATE_SHEET, "id: choneone", "id: xochitl"),
    (OWN_FILE, "id: reform-of-xochitl", "id: Reform-of-xochitl"),
    (OWN_FILE, "by: Xochitl", "by: [Xochitl]"),
    (OWN_FILE, "text: {en: Xochitl answers.}", "text: Xochitl"),
    (OWN_FILE, "criterion: institution.reach", "criterion: Xochitl"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), SPOILT)
def test_a_fault_in_it_is_told_by_its_place(tmp_path: Path, name: str, old: str, new: str) -> None:
    """To everybody, by every command; what stands there is told to whoever asks for it as one who may know."""
    folder = workspace(tmp_path / "held", hidden=True)
    file = folder / "mechanisms" / "nowhere" / name
    before, found, after = file.read_text().partition(old)
    assert found
    file.write_text(before + new + after)
    done = baremo("score", "nowhere", "--audience", "confidential", cwd=folder)
    assert done.returncode == 2
    told, asked = (
        done.stderr.splitlines(),
        baremo("check", "--audience", "confidential", cwd=folder).stderr.splitlines(),
    )
    assert len(told) == len(asked)
    assert f"mechanisms/nowhere/{name}:{before.count(chr(10)) + 1}:" in told[0]
    assert "it concerns what is " in told[0]
    assert not NAME.search(done.stderr)
    assert "it concerns what is " not in asked[0]


@pytest.mark.parametrize("file", ["documents/report-of-xochitl.yaml", "nowhere/claims/report-of-xochitl.yaml"])
@pytest.mark.parametrize("fault", ["Xochitl: 1\n", "[\n"])
def test_a_fault_in_a_marked_file_names_neither_file_nor_document(tmp_path: Path, file: str, fault: str) -> None:
    folder = workspace(tmp_path / "held", hidden=True)
    with (folder / "mechanisms" / file).open("a") as stream:
        stream.write(fault)
    done = baremo("score", "nowhere", cwd=folder)
    assert done.returncode == 2
    assert done.stderr.startswith("mechanisms: error: it concerns what is ")
    assert not NAME.search(done.stderr)
