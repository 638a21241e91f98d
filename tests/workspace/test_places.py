"""Nothing outside a workspace is read, whatever its files are: links, pipes, folders, circles."""

import os
import shutil
from pathlib import Path

import pytest
from said import refused

from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import load

FILES = (
    "mechanisms/speakers.yaml",
    "mechanisms/documents/amnesty-2017.yaml",
    "mechanisms/mexico/mechanism.yaml",
    "mechanisms/mexico/claims/amnesty-2017.yaml",
    "mechanisms/mexico/drafts/amnesty-2017.coder-a.yaml",
    "standards/standard.yaml",
    "standards/flags.yaml",
    "standards/scale.yaml",
    "standards/criteria/collective.yaml",
    "standards/instruments/undhrd.yaml",
    "reports/organisation.yaml",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace"
    for room in ("standards", "mechanisms"):
        shutil.copytree(built_in() / room, folder / room)
    drafts = folder / "mechanisms" / "mexico" / "drafts"
    drafts.mkdir(exist_ok=True)
    (drafts / "amnesty-2017.coder-a.yaml").write_text("document: amnesty-2017\nread: whole\nstatus: draft\n")
    (folder / "reports").mkdir()
    (folder / "reports" / "organisation.yaml").write_text("name: Somebody\n")
    return folder


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_links_elsewhere(workspace: Path, name: str) -> None:
    outside = workspace.parent / "outside.yaml"
    (workspace / name).rename(outside)
    (workspace / name).symlink_to(outside)
    with refused(f"{name}: error: this is a link that leads out of its folder"):
        load(workspace)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(workspace: Path, name: str) -> None:
    (workspace / name).unlink()
    os.mkfifo(workspace / name)
    with refused(f"{name}: error: this is a device or a pipe"):
        load(workspace)


@pytest.mark.parametrize("name", FILES[:-1])
def test_a_circle_of_links(workspace: Path, name: str) -> None:
    file = workspace / name
    other = file.with_suffix(".other.yaml")
    file.unlink()
    file.symlink_to(other)
    other.symlink_to(file)
    with refused(r"a link that leads nowhere|there is no such file|Too many levels"):
        load(workspace)


@pytest.mark.parametrize("room", ["standards", "mechanisms", "reports"])
def test_a_room_that_links_elsewhere(workspace: Path, room: str) -> None:
    (workspace / room).rename(workspace.parent / room)
    (workspace / room).symlink_to(workspace.parent / room)
    with refused(f"{room}: error: this is a link that leads out of its folder"):
        load(workspace)


def test_a_workspace_that_is_itself_a_link_is_one(workspace: Path) -> None:
    (workspace.parent / "linked").symlink_to(workspace)
    assert "mexico" in load(workspace.parent / "linked").dossiers


def test_a_link_within_a_room_is_followed(workspace: Path) -> None:
    file = workspace / "mechanisms" / "mexico" / "mechanism.yaml"
    kept = workspace / "mechanisms" / "kept.txt"
    file.rename(kept)
    file.symlink_to(kept)
    assert "mexico" in load(workspace).dossiers
