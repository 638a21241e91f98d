"""Whatever stands in a file, reading it ends in a result or in errors with their places: nothing else ever happens."""

import copy
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from baremo.assessment.assess import NoMechanism, assess, prepare
from baremo.assessment.doubts import dossier_doubts
from baremo.model.organisation import Organisation
from baremo.model.plan import CostFile
from baremo.rules.lints import rule_problems
from baremo.workspace.document import read
from baremo.workspace.doubts import catalogue_doubts
from baremo.workspace.mechanisms import load_draft
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.rooms import built_in
from baremo.workspace.validation import validate
from baremo.workspace.workspace import Workspace, load

KINDS = {
    "dossier": "mechanisms/mexico.yaml",
    "sources": "mechanisms/sources.yaml",
    "criteria": "standards/criteria/collective.yaml",
    "features": "standards/features/collective.yaml",
    "flags": "standards/flags.yaml",
    "scale": "standards/scale.yaml",
    "instrument": "standards/instruments/undhrd.yaml",
}
DRAFT = """id: my-bill
name: {en: A bill}
changes:
  - {feature: collective.legal-basis, value: yes}
aims:
  - {feature: collective.implemented, at_least: some}
history:
  - {state: pending, date: 2017-03, source: amnesty-2017, locator: "1"}
"""
COSTS = "norm: 1\ninstitution: 3\npractice: 9\nfeatures: {collective.granted: 2.5}\n"
ORGANISATION = "name: Somebody\nlogo: logo.png\n"
NASTY = st.sampled_from(
    [
        "", "~", "yes", "no", "0", "-1", "1e400", ".nan", ".inf", "9" * 30, "1.0000000000001", "0001-01-01", "9999-12-31",
        "10000-01-01", "2014-02-30", "by 2017", "by by 2017", "2017-13", "..", "../../etc/passwd", "a" * 5_000, "\u202eabc",
        "аmnesty-2017", "amnesty‑2017", "é", "😀", "{{x}}", "!!python/name:os.system", "*a", "&a b", "<<", "=", "- x", "[", "{",
        "'", '"', "#", "%TAG", "\\0", "\t", "null", "True", "0x10", "0o7", "1_000", "1:30", "2017-01-01T00:00:00Z", "|", ">",
    ]
)  # fmt: skip


def nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    yield root
    for part in root.value if isinstance(root.value, list) else ():
        for node in part if isinstance(part, tuple) else (part,):
            yield from nodes(node)


def scalar(text: str, style: str | None) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style)


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> bytes:
    """The file with a few faults in its structure, or in its bytes."""
    if draw(st.integers(0, 3)) == 0:
        return draw(bytes_spoiled(text.encode()))
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    for _ in range(draw(st.integers(1, 3))):
        listed = [node for node in nodes(root) if isinstance(node.value, list) and node.value]
        if not listed:
            break
        node = draw(st.sampled_from(listed))
        place = draw(st.integers(0, len(node.value) - 1))
        nasty = scalar(draw(NASTY), draw(st.sampled_from((None, '"', "'"))))
        match draw(st.sampled_from(("drop", "twice", "scalar", "list", "map", "key", "swap"))):
            case "drop":
                del node.value[place]
            case "twice":
                node.value.append(node.value[place])
            case "swap":
                other = draw(st.sampled_from(listed))
                node.value[place] = _with(node, place, draw(st.sampled_from((copy.deepcopy(other), nasty))))
            case "key" if isinstance(node, yaml.MappingNode):
                node.value[place] = (nasty, node.value[place][1])
            case "list":
                node.value[place] = _with(node, place, yaml.SequenceNode("tag:yaml.org,2002:seq", [nasty]))
            case "map":
                node.value[place] = _with(node, place, yaml.MappingNode("tag:yaml.org,2002:map", [(nasty, nasty)]))
            case _:
                node.value[place] = _with(node, place, nasty)
    return yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()


def _with(node: yaml.Node, place: int, value: yaml.Node) -> object:
    return (node.value[place][0], value) if isinstance(node, yaml.MappingNode) else value


@st.composite
def bytes_spoiled(draw: st.DrawFn, content: bytes) -> bytes:
    at = draw(st.integers(0, len(content)))
    junk = draw(
        st.sampled_from(
            [
                b"\0",
                b"\xff\xfe",
                b"\xef\xbb\xbf",
                b"\r",
                b"\r\n",
                b"\t",
                b"\x85",
                b"\xc3",
                b"[" * 2_000,
                b"{a: " * 500,
                b"- " * 800,
                b"&a ",
                b"*a ",
                b"<<: ",
                b"? ",
                b"--- ",
                b"...\n",
                b"%YAML 9.9\n",
                b"\xe2\x80\xa8",
                b"\xed\xa0\x80",
                b"\x1b[31m",
            ]
        )
    )
    match draw(st.sampled_from(("insert", "cut", "crlf", "latin", "utf16"))):
        case "insert":
            return content[:at] + junk + content[at:]
        case "cut":
            return content[:at]
        case "crlf":
            return content.replace(b"\n", b"\r\n")
        case "latin":
            return content.decode().encode("latin-1", "replace")
    return content.decode().encode("utf-16")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fuzzed")
    for room in ("standards", "mechanisms"):
        shutil.copytree(built_in() / room, folder / room)
    return folder


class _Alone:
    """The reference engine in the place of all engines."""

    def __init__(self, read: Workspace) -> None:
        self.read = read

    def evaluate(self, values: object) -> object:
        from baremo.rules.reference import evaluate

        return evaluate(self.read.catalogue, values)  # type: ignore[arg-type]


def told(fault: WorkspaceError, file: str) -> None:
    """Every problem names its file, and its place unless the whole file is meant."""
    assert fault.problems
    for problem in fault.problems:
        assert problem.path
        assert problem.message
        assert "Traceback" not in problem.message
        assert (problem.line == 0) == (problem.column == 0)
    assert any(problem.path == file or problem.line for problem in fault.problems)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_a_workspace(workspace: Path, kind: str, data: st.DataObject) -> None:
    file = workspace / KINDS[kind]
    original = file.read_bytes()
    content = data.draw(spoiled(original.decode()))
    try:
        file.write_bytes(content)
        try:
            read_ = load(workspace, None if kind == "sources" else ["mexico"])
        except WorkspaceError as fault:
            told(fault, KINDS[kind])
            return
        list(rule_problems(read_.catalogue, read_.standards))
        list(catalogue_doubts(read_))
        for filed in read_.dossiers.values():
            sources = read_.sources
            ready = prepare(filed.dossier, read_.catalogue, sources.speakers, sources.sources)
            list(dossier_doubts(ready, filed.document))
            try:
                assess(ready, _Alone(read_)).scorecard.model_dump_json()  # type: ignore[arg-type]
            except NoMechanism:
                pass
    finally:
        file.write_bytes(original)


@given(data=st.data())
def test_a_bill(shipped: Workspace, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    file = tmp_path_factory.getbasetemp() / "bill.yaml"
    file.write_bytes(data.draw(spoiled(DRAFT)))
    try:
        load_draft(file, shipped.catalogue, shipped.sources)
    except WorkspaceError as fault:
        told(fault, str(file))


@pytest.mark.parametrize(("text", "model"), [(COSTS, CostFile), (ORGANISATION, Organisation)])
@given(data=st.data())
def test_a_small_file(tmp_path_factory: pytest.TempPathFactory, text: str, model: type, data: st.DataObject) -> None:
    file = tmp_path_factory.getbasetemp() / "small.yaml"
    file.write_bytes(data.draw(spoiled(text)))
    try:
        validate(read(file, str(file)), model)
    except WorkspaceError as fault:
        told(fault, str(file))


@given(content=st.binary(max_size=200))
@example(content=b"a: " + b"&a " * 50)
@example(content=b"\xff\xfea\0")
def test_any_bytes(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.getbasetemp() / "bytes.yaml"
    file.write_bytes(content)
    try:
        read(file, str(file))
    except WorkspaceError as fault:
        told(fault, str(file))
