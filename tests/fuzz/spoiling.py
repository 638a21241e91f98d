"""Faults in a YAML file, in its structure or in its bytes. `choose` picks one of what it is given: whoever calls knows how."""

import copy
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import yaml

Choose = Callable[[Sequence[Any]], Any]

NASTY = (
    "", "~", "yes", "no", "0", "-1", "1e400", "1e15", "nan", "-inf", ".nan", ".inf", "9" * 18, "9" * 30, "0.1", "1.0000000000001",
    "0001-01-01", "9999-12-31", "10000-01-01", "2014-02-30", "by 2017", "by by 2017", "2017-13", "..", "../../etc/passwd", "a" * 5_000,
    "\u202eabc", "аmnesty-2017", "amnesty‑2017", "é", "😀", "\u2028", "{{x}}", "!!python/name:os.system", "*a", "&a b", "<<", "=", "- x",
    "[", "{", "'", '"', "#", "%TAG", "\\0", "\t", "null", "True", "0x10", "0o7", "1_000", "1:30", "2017-01-01T00:00:00Z", "|", ">",
)  # fmt: skip
JUNK = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n", b"\t", b"\x85", b"\xc3", b"[" * 2_000, b"{a: " * 500, b"- " * 800, b"&a ", b"*a ",
    b"<<: ", b"? ", b"--- ", b"...\n", b"%YAML 9.9\n", b"\xe2\x80\xa8", b"\xed\xa0\x80", b"\x1b[31m",
)  # fmt: skip


def spoil(root: yaml.Node, choose: Choose) -> None:
    """One fault in the structure: something is dropped, doubled, renamed, or in the place of something else."""
    listed = [node for node in _nodes(root) if isinstance(node.value, list) and node.value]
    if not listed:
        return
    node = choose(listed)
    place = choose(range(len(node.value)))
    nasty = yaml.ScalarNode("tag:yaml.org,2002:str", choose(NASTY), style=choose((None, '"', "'")))
    match choose(("drop", "twice", "scalar", "list", "map", "key", "swap")):
        case "drop":
            del node.value[place]
        case "twice":
            node.value.append(node.value[place])
        case "swap":
            node.value[place] = _with(node, place, choose((copy.deepcopy(choose(listed)), nasty)))
        case "key" if isinstance(node, yaml.MappingNode):
            node.value[place] = (nasty, node.value[place][1])
        case "list":
            node.value[place] = _with(node, place, yaml.SequenceNode("tag:yaml.org,2002:seq", [nasty]))
        case "map":
            node.value[place] = _with(node, place, yaml.MappingNode("tag:yaml.org,2002:map", [(nasty, nasty)]))
        case _:
            node.value[place] = _with(node, place, nasty)


def spoil_bytes(content: bytes, choose: Choose) -> bytes:
    """One fault in the bytes of a UTF-8 file: junk in it, its end cut off, or another encoding."""
    at = choose(range(len(content) + 1))
    match choose(("insert", "cut", "crlf", "latin", "utf16")):
        case "insert":
            return content[:at] + choose(JUNK) + content[at:]
        case "cut":
            return content[:at]
        case "crlf":
            return content.replace(b"\n", b"\r\n")
        case "latin":
            return content.decode().encode("latin-1", "replace")
    return content.decode().encode("utf-16")


def written(root: yaml.Node) -> bytes:
    """The file again."""
    return yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True).encode()


def _nodes(root: yaml.Node) -> Iterator[yaml.Node]:
    yield root
    for part in root.value if isinstance(root.value, list) else ():
        for node in part if isinstance(part, tuple) else (part,):
            yield from _nodes(node)


def _with(node: yaml.Node, place: int, value: yaml.Node) -> object:
    return (node.value[place][0], value) if isinstance(node, yaml.MappingNode) else value
