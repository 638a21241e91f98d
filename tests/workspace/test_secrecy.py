"""What a message may quote: of what is marked, an audience is told the place and the code, and nothing else."""

from pathlib import Path

import pytest
from nowhere import ESTABLISHED, HEAD, SOURCES, claim, nowhere

from baremo.assessment.doubts import dossier_doubts
from baremo.model.visibility import Visibility
from baremo.workspace.problem import Problem, WorkspaceError
from baremo.workspace.workspace import Workspace

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
    (tmp_path / "documents.yaml").write_text(SOURCES, "utf-8")
    (tmp_path / "nowhere.yaml").write_text(HEAD + ESTABLISHED + f"claims:\n{claims}", "utf-8")
    with pytest.raises(WorkspaceError) as caught:
        nowhere(shipped, tmp_path, f"claims:\n{claims}")
    found = [problem for problem in caught.value.problems if problem.code == code]
    assert [(problem.visibility, problem.line) for problem in found[:1]] == [(level, 8)]
    for problem in found:
        assert problem.told(level).endswith(f"{problem.message} [{code}]")
        if level != "public":
            assert str(problem) == f"nowhere.yaml:8:{problem.column}: error: {UNTOLD.format(level)} [{code}]"


DISPUTE = given("none") + given("regular", more="visibility: internal, ")
BOND = claim("collective.implemented", "most", more='locator: "1", ') + given("none", document="letter")


@pytest.mark.parametrize(("claims", "code"), [(DISPUTE, "contradiction"), (BOND, "bond")])
def test_a_doubt_is_as_secret_as_all_that_it_compares(
    shipped: Workspace, tmp_path: Path, claims: str, code: str
) -> None:
    """Whichever of the two it names as its place."""
    for lines in (claims, "".join(reversed(claims.splitlines(keepends=True)))):
        found = [doubt for doubt in doubts(shipped, tmp_path, lines) if doubt.code == code]
        assert found
        assert all(doubt.visibility != "public" for doubt in found)
        assert all(GRANTED not in str(doubt) for doubt in found)
    public = [d for d in doubts(shipped, tmp_path, claims.replace("visibility: internal, ", "").replace("letter", "late")) if d.code == code]  # fmt: skip
    assert {doubt.visibility for doubt in public} == {"public"}


def test_what_is_secret_is_counted_apart(shipped: Workspace, tmp_path: Path) -> None:
    """How many claims there are is told to nobody who may not know of them."""
    claims = given() + given("isolated", speaker="ministry") + given("regular", speaker="witness")
    found = [doubt for doubt in doubts(shipped, tmp_path, claims) if doubt.code == "unreviewed"]
    assert [(doubt.visibility, doubt.message) for doubt in found] == [
        ("public", "2 of 2 claims have no reviewer, this one first"),
        ("confidential", "1 of 1 claims have no reviewer, this one first"),
    ]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (f"  - {{id: x, kind: {SOMEBODY}, name: {{en: A}}, visibility: internal}}", "value"),
        (f"  - {{id: x, kind: official, name: {SOMEBODY}, visibility: internal}}", "type"),
        ("  - {id: witness, kind: official, name: {en: A}}", "duplicate-id"),
    ],
)
def test_a_fault_of_the_bibliography(shipped: Workspace, tmp_path: Path, entry: str, code: str) -> None:
    from baremo.workspace.mechanisms import load_sources

    (tmp_path / "documents.yaml").write_text(SOURCES.replace("documents:", f"{entry}\nsources:"), "utf-8")
    with pytest.raises(WorkspaceError) as caught:
        load_sources(tmp_path)
    assert code in {problem.code for problem in caught.value.problems}
    assert SOMEBODY not in str(caught.value)
    assert "witness" not in str(caught.value)


def test_a_source_is_as_secret_as_its_author_for_the_file_that_cites_it(shipped: Workspace, tmp_path: Path) -> None:
    _, yaml_file = nowhere(shipped, tmp_path, "")
    assert dict(yaml_file.secret_names) == {"witness": "confidential", "letter": "confidential"}
