"""What a message may quote: of what is marked, an audience is told the place and the code, and nothing else."""

from pathlib import Path

import pytest
from nowhere import SPEAKERS, claim, nowhere, write
from said import said, sentence, told

from baremo.assessment.doubts import dossier_doubts
from baremo.model.visibility import Visibility
from baremo.workspace.bibliography import load_bibliography
from baremo.workspace.layout import lay_out
from baremo.workspace.problem import Problem, WorkspaceError
from baremo.workspace.strays import file_doubts
from baremo.workspace.workspace import Workspace, load

GRANTED = "collective.granted"
SOMEBODY = "Xochitl"
UNTOLD = "it concerns what is {0}; `baremo check --audience {0}` says more"


def doubts(shipped: Workspace, room: Path, claims: str) -> list[Problem]:
    """What is doubtful in a dossier with these claims."""
    return list(dossier_doubts(*nowhere(shipped, room, f"claims:\n{claims}", "confidential")))


def given(value: str = "none", *, speaker: str = "network", document: str = "late", more: str = "") -> str:
    return claim(GRANTED, value, speaker=speaker, document=document, more=f'locator: "1", {more}')


@pytest.mark.parametrize(
    ("claims", "code", "level"),
    [
        (given(SOMEBODY), "value", "public"),
        (given(SOMEBODY, more="visibility: internal, "), "value", "internal"),
        (given(SOMEBODY, more="visibility: confidential, "), "value", "confidential"),
        (given(SOMEBODY, more="visibility: secret, "), "value", "confidential"),
        (given(SOMEBODY, speaker="witness"), "value", "confidential"),
        (given(SOMEBODY, document="letter"), "value", "confidential"),
        (given(more=f"visibility: internal, anchor: {SOMEBODY} and a b c d e f, "), "value", "internal"),
        (given(more=f"visibility: internal, date: {SOMEBODY}, "), "value", "internal"),
        (given(more=f"visibility: internal, {SOMEBODY}: 1, "), "unknown-key", "internal"),
        (given(speaker="witnes"), "unknown-speaker", "confidential"),
        (given(document="leter"), "unknown-document", "confidential"),
        (given(document="lat"), "unknown-document", "public"),
        (given(speaker=SOMEBODY.lower()), "unknown-speaker", "public"),
    ],
)  # fmt: skip
def test_a_fault_is_as_secret_as_what_it_quotes(
    shipped: Workspace, tmp_path: Path, claims: str, code: str, level: Visibility
) -> None:
    with pytest.raises(WorkspaceError) as caught:
        nowhere(shipped, tmp_path, f"claims:\n{claims}")
    found = [problem for problem in caught.value.problems if problem.code.split(".")[0] == code]
    line = 1 if code == "unknown-document" else 8
    assert [(problem.visibility, problem.line) for problem in found[:1]] == [(level, line)]
    for problem in found:
        assert told(problem, level).endswith(f"{sentence(problem)} [{code}]")
        if level != "public":
            place = "mechanisms" if "document: letter" in claims else f"{problem.path}:{line}:{problem.column}"
            assert told(problem) == f"{place}: error: {UNTOLD.format(level)} [{code}]"


DISPUTE = given("none") + given("regular", more="visibility: internal, ")
BOND = claim("collective.implemented", "most", more='locator: "1", ') + given("none", document="letter")


@pytest.mark.parametrize(("claims", "code"), [(DISPUTE, "contradiction"), (BOND, "bond")])
def test_a_doubt_is_as_secret_as_all_that_it_compares(
    shipped: Workspace, tmp_path: Path, claims: str, code: str
) -> None:
    """Whichever of the two it names as its place."""
    for lines in (claims, "".join(reversed(claims.splitlines(keepends=True)))):
        found = [doubt for doubt in doubts(shipped, tmp_path, lines) if doubt.code.split(".")[0] == code]
        assert found
        assert all(doubt.visibility != "public" for doubt in found)
        assert all(GRANTED not in told(doubt) for doubt in found)
    public = [d for d in doubts(shipped, tmp_path, claims.replace("visibility: internal, ", "").replace("letter", "late")) if d.code.split(".")[0] == code]  # fmt: skip
    assert {doubt.visibility for doubt in public} == {"public"}


def test_what_is_secret_is_counted_apart(shipped: Workspace, tmp_path: Path) -> None:
    """How many texts there are is told to nobody who may not know of them."""
    whole = (
        given("isolated", speaker="ministry") + given("regular", speaker="court") + given("isolated", speaker="court")
    )
    bare = (given() + given("regular", speaker="witness")).replace(", es: Una nota.", "")
    mechanism, filed = nowhere(shipped, tmp_path, f"claims:\n{whole}{bare}", "confidential")
    found = [doubt for doubt in dossier_doubts(mechanism, filed) if doubt.code == "untranslated"]
    assert [(doubt.visibility, sentence(doubt)) for doubt in found if "'es'" in sentence(doubt)] == [
        ("public", "1 of 4 texts are not translated into 'es', this one first"),
        ("confidential", "1 of 1 texts are not translated into 'es', this one first"),
    ]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (f"  - {{id: x, kind: {SOMEBODY.lower()}, name: {{en: A}}, visibility: internal}}", "unknown-kind-of-speaker"),
        (f"  - {{id: x, kind: official, name: {SOMEBODY}, visibility: internal}}", "type"),
        ("  - {id: witness, kind: official, name: {en: A}}", "duplicate-id"),
    ],
)
def test_a_fault_of_the_speakers(shipped: Workspace, tmp_path: Path, entry: str, code: str) -> None:
    write(tmp_path, "", speakers=f"{SPEAKERS}{entry}\n")
    with pytest.raises(WorkspaceError) as caught:
        load_bibliography(lay_out([tmp_path / "mechanisms"]), shipped.catalogue.standard)
    assert code in {problem.code.split(".")[0] for problem in caught.value.problems}
    assert SOMEBODY.lower() not in said(caught.value).lower()
    assert "witness" not in said(caught.value)


@pytest.mark.parametrize(
    "fault", [f"title: {{{SOMEBODY}: 1}}", "id: letters", f"{SOMEBODY}: 1", "title: [", "title: a\0b"]
)
def test_a_fault_of_a_document_names_neither_file_nor_document(shipped: Workspace, tmp_path: Path, fault: str) -> None:
    write(tmp_path, "")
    key = fault.partition(":")[0]
    file = tmp_path / "mechanisms" / "documents" / "letter.yaml"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(f"{key}:")]
    file.write_text("\n".join([*lines, "visibility: internal", fault, ""]), "utf-8")
    with pytest.raises(WorkspaceError) as caught:
        load_bibliography(lay_out([tmp_path / "mechanisms"]), shipped.catalogue.standard)
    for line in said(caught.value).splitlines():
        assert line.startswith("mechanisms: error: it concerns what is ")
        assert "letter" not in line
        assert SOMEBODY not in line


def test_a_document_is_as_secret_as_its_author_for_the_file_that_cites_it(shipped: Workspace, tmp_path: Path) -> None:
    _, filed = nowhere(shipped, tmp_path, "")
    assert dict(filed.mechanism.secret_names) == {"witness": "confidential", "letter": "confidential"}


@pytest.mark.parametrize(
    ("name", "text", "level"),
    [
        ("documents/early.yml", "id: early\n", "public"),
        ("documents/letter.yml", "id: letter\n", "confidential"),
        ("documents/copy of letter.yaml", "id: letter\n", "confidential"),
        ("nowhere/claims/late.YAML", "document: late\n", "public"),
        ("nowhere/claims/late (1).yaml", "claims:\n  - {visibility: internal}\n", "internal"),
        ("nowhere/claims/d-7k3fq2mw copy.yaml", "document: other\n", "confidential"),
        ("nowhere/drafts/late.Coder-A.yaml", "document: late\n", "internal"),
        ("nowhere/claims/~$late.yaml", "\0", "public"),
    ],
)
def test_a_stray_is_as_secret_as_what_it_may_be_a_copy_of(
    shipped: Workspace, tmp_path: Path, name: str, text: str, level: Visibility
) -> None:
    """It is told, and never fatal."""
    write(tmp_path, "")
    stray = tmp_path / "mechanisms" / name
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_text(text, "utf-8")
    layout = lay_out([tmp_path / "mechanisms"])
    bibliography = load_bibliography(layout, shipped.catalogue.standard)
    (doubt,) = [doubt for doubt in file_doubts(layout, bibliography) if doubt.code == "stray"]
    assert (doubt.visibility, doubt.severity, doubt.path) == (level, "doubt", f"mechanisms/{name}")
    assert told(doubt).startswith(f"mechanisms/{name}: " if level == "public" else "mechanisms: doubt: it concerns ")


@pytest.mark.parametrize(
    ("file", "broken"),
    [
        ("documents/letter.yaml", "id: letter\nauthor: witness\ntitle: [\n"),
        ("documents/letter.yaml", "title: [\nauthor: 'witness'\n"),
        ("documents/letter.yaml", "{id: letter, author: witness, title: [}"),
        ("nowhere/claims/letter.yaml", "document: letter\nclaims: [\n"),
        ("nowhere/claims/late.yaml", "document: late\nspeaker: witness\nclaims: [\n"),
    ],
)
def test_a_broken_file_of_whom_not_everybody_may_know_is_not_named(tmp_path: Path, file: str, broken: str) -> None:
    """Without a mark of its own: its author has one."""
    write(tmp_path, "")
    (tmp_path / "baremo.yaml").touch()
    (tmp_path / "mechanisms" / file).parent.mkdir(exist_ok=True)
    (tmp_path / "mechanisms" / file).write_text(broken, "utf-8")
    with pytest.raises(WorkspaceError) as caught:
        load(tmp_path)
    lines = [told(problem) for problem in caught.value.problems if problem.code.startswith("broken")]
    assert lines == [f"mechanisms: error: {UNTOLD.format('confidential')} [broken-yaml]"]
    assert f"mechanisms/{file}:" in said(caught.value, "confidential")
    (tmp_path / "mechanisms" / file).write_text(broken.replace("witness", "network").replace("letter", "late"), "utf-8")
    if file.startswith("documents/"):
        with pytest.raises(WorkspaceError) as caught:
            load(tmp_path)
        assert f"mechanisms/{file}:" in said(caught.value)
