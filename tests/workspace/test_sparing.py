"""Only what is needed is read: of the documents those alone that a mechanism cites, and all once anything is wrong."""

import shutil
from pathlib import Path

import pytest

from baremo.workspace.problem import WorkspaceError
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import load


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A copy of the mechanisms that come with Baremo, with a broken document that none of them cites."""
    shutil.copytree(built_in() / "mechanisms", tmp_path / "mechanisms")
    (tmp_path / "mechanisms" / "documents" / "broken.yaml").write_text("id: broken\n")
    return tmp_path


def test_what_is_not_cited_is_not_read(own: Path) -> None:
    spared = load(own, ["colombia"], sparing=True)
    whole = load(None, ["colombia"])
    assert spared.dossiers["colombia"].dossier == whole.dossiers["colombia"].dossier
    cited = spared.bibliography.documents
    assert 0 < len(cited) < len(whole.bibliography.documents)
    assert cited == {id: whole.bibliography.documents[id] for id in cited}
    with pytest.raises(WorkspaceError, match="broken"):
        load(own, ["colombia"])


def test_where_anything_is_wrong_everything_is_told(own: Path) -> None:
    file = own / "mechanisms" / "colombia" / "mechanism.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "\nnonsense: 1\n", encoding="utf-8")
    with pytest.raises(WorkspaceError) as spared:
        load(own, ["colombia"], sparing=True)
    with pytest.raises(WorkspaceError) as whole:
        load(own, ["colombia"])
    assert spared.value.problems == whole.value.problems
