"""Whatever stands in a file, perspective it ends in a result or in errors with their places: nothing else ever happens."""

import shutil
from pathlib import Path

import pytest
import yaml
from fuzz.kinds import KINDS, SMALL, copied, told, use, user
from fuzz.spoiling import spoil, spoil_bytes, written
from hypothesis import example, given, settings
from hypothesis import strategies as st

from baremo.workspace.problem import WorkspaceError
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import load
from baremo.workspace.yaml_file import read

SHIPPED = {
    "dossier": "mechanisms/mexico.yaml",
    "documents": "mechanisms/documents.yaml",
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
@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_a_shipped_file(workspace: Path, kind: str, data: st.DataObject) -> None:
    file = workspace / SHIPPED[kind]
    original = file.read_bytes()
    content = data.draw(spoiled(original.decode()))
    try:
        file.write_bytes(content)
        use(load(workspace, None if kind == "documents" else ["mexico"]))
    except WorkspaceError as fault:
        told(fault, SHIPPED[kind])
    finally:
        file.write_bytes(original)


@pytest.mark.parametrize("kind", KINDS)
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
        told(fault, str(file) if kind in ("draft", "costs") else KINDS[kind].file)
    finally:
        file.write_bytes(original)


@pytest.mark.parametrize("kind", KINDS)
def test_the_small_files_are_right(small: Path, kind: str) -> None:
    """Faults in a file that is wrong already would show nothing."""
    user(kind, small)()


@pytest.mark.parametrize("kind", KINDS)
def test_the_small_files_have_every_key(kind: str) -> None:
    schema = KINDS[kind].model.model_json_schema()
    keys = {key for part in (schema, *schema.get("$defs", {}).values()) for key in part.get("properties", ())}
    tokens = list(yaml.scan((SMALL / KINDS[kind].file).read_text("utf-8")))
    assert keys <= {token.value for token in tokens if isinstance(token, yaml.ScalarToken)}


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
