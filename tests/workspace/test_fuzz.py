"""Whatever stands in a file, reading it ends in a result or in errors with their places: nothing else ever happens."""

import shutil
from pathlib import Path

import pytest
import yaml
from fuzz.kinds import ALONE, KINDS, SMALL, copied, told, use, user
from fuzz.spoiling import spoil, spoil_bytes, written
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from baremo.model.criterion import CriterionFile
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import load
from baremo.workspace.yaml_file import read

SHIPPED = {
    "mechanism": "mechanisms/mexico/mechanism.yaml",
    "sheet": "mechanisms/mexico/claims/amnesty-2017.yaml",
    "document": "mechanisms/documents/amnesty-2017.yaml",
    "speakers": "mechanisms/speakers.yaml",
    "criteria": "standards/criteria/collective.yaml",
    "features": "standards/features/collective.yaml",
    "flags": "standards/flags.yaml",
    "scale": "standards/scale.yaml",
    "instrument": "standards/instruments/undhrd.yaml",
}


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> bytes:
    """The file with a few faults in its structure, or in its bytes."""

    def choose(options: object) -> object:
        return draw(st.sampled_from(options))  # type: ignore[call-overload]

    if draw(st.integers(0, 3)) == 0:
        return spoil_bytes(text.encode(), choose)
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for _ in range(draw(st.integers(1, 3))):
        spoil(root, choose)
    return written(root)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzzed")
    for room in ("standards", "mechanisms"):
        shutil.copytree(built_in() / room, folder / room)
    return folder


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("fuzzed") / "small")


@pytest.mark.parametrize("kind", SHIPPED)
@settings(max_examples=settings().max_examples // 6)
@given(data=st.data())
def test_a_shipped_file(workspace: Path, kind: str, data: st.DataObject) -> None:
    file = workspace / SHIPPED[kind]
    original = file.read_bytes()
    content = data.draw(spoiled(original.decode()))
    try:
        file.write_bytes(content)
        use(load(workspace, ["mexico"]))
    except WorkspaceError as fault:
        told(fault, SHIPPED[kind])
    finally:
        file.write_bytes(original)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=settings().max_examples // 3)
@given(data=st.data())
def test_a_small_file(small: Path, kind: str, data: st.DataObject) -> None:
    file = small / KINDS[kind].file
    original = file.read_bytes()
    content = data.draw(spoiled(original.decode()))
    used = user(kind, small)
    try:
        file.write_bytes(content)
        used()
    except WorkspaceError as fault:
        told(fault, str(file) if kind in ALONE else KINDS[kind].file)
    finally:
        file.write_bytes(original)


@pytest.mark.parametrize("kind", KINDS)
def test_the_small_files_are_right(small: Path, kind: str) -> None:
    """Faults in a file that is wrong already would show nothing."""
    user(kind, small)()


FOR_FLAGS_ALONE = {"provided_for"}
"""The schema of a criterion has it, since its conditions are those of flags; `check` refuses it there."""


@pytest.mark.parametrize(
    "model", dict.fromkeys(kind.model for kind in KINDS.values()), ids=lambda model: model.__name__
)
def test_the_small_files_have_every_key(model: type[BaseModel]) -> None:
    schema = model.model_json_schema()
    keys = {key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", ())}
    files = [SMALL / kind.file for kind in KINDS.values() if kind.model is model]
    tokens = [token for file in files for token in yaml.scan(file.read_text("utf-8"))]
    missing = keys - {token.value for token in tokens if isinstance(token, yaml.ScalarToken)}
    assert missing == (FOR_FLAGS_ALONE if model is CriterionFile else set())


@given(content=st.binary(max_size=200))
@example(content=b"a: " + b"&a " * 50)
@example(content=b"\xff\xfea\0")
@example(content=b"").via("an empty file, whose fault lies behind its last line")
@example(content=b"id: [")
@example(content=b"\xef\xbb\xbf{\xef").via("a byte order mark, before a byte that is no UTF-8")
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yaml"
    file.write_bytes(content)
    try:
        read(file, str(file))
    except WorkspaceError as fault:
        told(fault, str(file))
