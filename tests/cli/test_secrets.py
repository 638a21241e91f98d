"""What is withheld shows nowhere: every output of every command is that of a workspace which never held it."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from commands import calls, outputs
from program import baremo

CRITERION = "collective.granted"
NAME = re.compile("xochitl", re.IGNORECASE)
"""It stands in everything that a dossier withholds."""

SPEAKERS = """\
speakers:
  - {id: ministry, kind: official, name: {en: The Ministry, es: El Ministerio}}
  - {id: network, kind: civil-society, name: {en: The Network, es: La Red}}
"""
SOURCES = """\
sources:
  - {id: early, author: network, title: {en: Early}, published: 2014, as_of: 2013-06-30}
  - {id: late, author: network, title: {en: Late}, published: 2017, as_of: 2017-02-28, address: "https://example.org"}
"""
DOSSIER = """\
country: XX
name: {en: A mechanism}
state: {en: A state}
about: {en: It protects.}
established: {date: 2005, document: early, locator: "1"}
"""
PENDING = '      - {state: pending, date: 2016-11, document: late, locator: "7"}\n'
PARTS = {
    "claims": """\
  - {feature: collective.granted, kind: observation, value: isolated, date: 2016-05, speaker: network, document: late, locator: "2", anchor: a few words, note: {en: A note.}}
  - {feature: collective.granted, kind: observation, value: regular, date: 2016-04, speaker: ministry, document: late, locator: "3", note: {en: Another.}}
""",
    "figures": """\
  - {id: staff, label: {en: Staff}, value: 9, unit: {en: people}, period: 2016, speaker: ministry, document: late, locator: "4"}
""",
    "events": '  - {date: 2015, title: {en: It met.}, document: late, locator: "5"}\n',
    "reforms": f"""\
  - id: law
    name: {{en: A law}}
    note: {{en: It provides.}}
    history:
      - {{state: adopted, date: 2014-06, document: late, locator: "6"}}
    changes: [{{feature: collective.legal-basis, value: yes}}]
  - id: bill
    name: {{en: A bill}}
    note: {{en: It would provide.}}
    history:
{PENDING}    changes: [{{feature: impunity.specialised-unit, value: investigating}}]
    aims: [{{feature: impunity.investigations, at_least: some}}]
""",
    "adjudications": "",
}  # fmt: skip
HIDDEN_SPEAKERS = "  - {id: xochitl, kind: civil-society, name: {en: Xochitl}, visibility: confidential}\n"
HIDDEN_SOURCES = """\
  - {id: letter-of-xochitl, author: xochitl, title: {en: Xochitl writes}, published: 2017, as_of: 2017-02-28}
  - {id: report-of-xochitl, author: network, title: {en: Xochitl says}, published: 2017, as_of: 2017-02-28, visibility: internal}
"""
HIDDEN_STAGE = '      - {state: adopted, date: 2016-12, source: report-of-xochitl, locator: "Xochitl 8"}\n'
HIDDEN = {
    "claims": """\
  - {feature: collective.granted, kind: observation, value: none, date: 2017-02-27, speaker: network, document: late, locator: "Xochitl 1", anchor: Xochitl says, note: {en: Xochitl., es: Xochitl.}, visibility: confidential}
  - {feature: effectiveness.suitability, kind: observation, value: unsuited, speaker: xochitl, document: late, locator: "Xochitl 2", note: {en: Xochitl.}}
  - {feature: institution.resources, kind: observation, value: insufficient, speaker: network, document: letter-of-xochitl, locator: "Xochitl 3", note: {en: Xochitl.}}
  - {feature: institution.integrity, kind: observation, value: serious-allegations, speaker: ministry, source: report-of-xochitl, locator: "Xochitl 4", note: {en: Xochitl.}, coded_by: Xochitl, reviewed_by: Xochitl}
""",
    "figures": """\
  - {id: figure-of-xochitl, label: {en: Xochitl}, value: 7, unit: {en: Xochitl}, speaker: xochitl, document: letter-of-xochitl, locator: "Xochitl 5"}
""",
    "events": '  - {date: 2016-12, title: {en: Xochitl met.}, document: letter-of-xochitl, locator: "Xochitl 6"}\n',
    "reforms": """\
  - id: reform-of-xochitl
    name: {en: Xochitl}
    note: {en: Xochitl.}
    visibility: internal
    history:
      - {state: adopted, date: 2016-08, document: late, locator: "Xochitl 7"}
    changes: [{feature: participation.decision-body, value: member}]
""",
    "adjudications": """\
  - {feature: collective.granted, value: isolated, date: 2017-02-28, by: Xochitl, why: {en: Xochitl.}, visibility: internal}
""",
}  # fmt: skip
BILL = """\
id: my-bill
name: {en: My bill}
note: {en: Mine.}
changes: [{feature: impunity.specialised-unit, value: investigating}]
"""


def workspace(folder: Path, *, hidden: bool) -> Path:
    """Two mechanisms in a workspace; with secrets in everything that can have any, or without them."""
    (folder / "mechanisms").mkdir(parents=True)
    (folder / "baremo.yaml").write_text("# A workspace.\n")
    (folder / "bill.yaml").write_text(BILL)
    speakers, sources = (HIDDEN_SPEAKERS, HIDDEN_SOURCES) if hidden else ("", "")
    (folder / "mechanisms" / "sources.yaml").write_text(SPEAKERS + speakers + SOURCES + sources)
    for id in ("nowhere", "elsewhere"):
        told = f"id: {id}\n{DOSSIER}"
        for key, part in PARTS.items():
            held = part.replace(PENDING, PENDING + HIDDEN_STAGE) + HIDDEN[key] if hidden else part
            told += f"{key}:\n{held}" if held else ""
        (folder / "mechanisms" / f"{id}.yaml").write_text(told)
    return folder


CALLS = [*calls("nowhere", "elsewhere", "law", "bill", CRITERION), ["check"]]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str | bytes], dict[str, str | bytes]]:
    """What comes of a workspace with secrets, and of the same without them."""
    folder = tmp_path_factory.mktemp("secrets")
    held, never = workspace(folder / "held", hidden=True), workspace(folder / "never", hidden=False)
    return outputs(CALLS, held), outputs(CALLS, never)


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
    held = outputs(calls_, workspace(tmp_path / "held", hidden=True))
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


SPOILT = [
    ("locator: \"Xochitl 1\"", "locator: {Xochitl: 1}"),
    ("value: none, date: 2017-02-27", "value: Xochitl, date: 2017-02-27"),
    ("date: 2017-02-27", "date: Xochitl"),
    ("anchor: Xochitl says", "anchor: Xochitl says who and when and where it was"),
    ("document: letter-of-xochitl, locator: \"Xochitl 3\"", "source: leter-of-xochitl, locator: \"Xochitl 3\""),
    ("coded_by: Xochitl", "codedby: Xochitl"),
    ("id: reform-of-xochitl", "id: Reform-of-xochitl"),
    ("by: Xochitl", "by: [Xochitl]"),
    ("id: figure-of-xochitl", "id: staff"),
    ("feature: participation.decision-body", "feature: Xochitl"),
    ("label: {en: Xochitl}", "label: Xochitl"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SPOILT)
def test_a_fault_in_it_is_told_by_its_place(tmp_path: Path, old: str, new: str) -> None:
    """To everybody, by every command; what stands there is told to whoever asks for it as one who may know."""
    folder = workspace(tmp_path / "held", hidden=True)
    file = folder / "mechanisms" / "nowhere.yaml"
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
    assert f"mechanisms/nowhere.yaml:{before.count(chr(10)) + 1}:" in told[0]
    assert "it concerns what is " in told[0]
    assert not NAME.search(done.stderr)
    assert "it concerns what is " not in asked[0]
