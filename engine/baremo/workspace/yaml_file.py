"""Reading one YAML file: plain data, and the line and column of every value in it."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NoReturn

import yaml
from pydantic_core import PydanticCustomError

from ..model.shown import show
from ..model.visibility import Visibility, most_secret
from .plain_text import decoded, place_in, read_bytes
from .problem import Location, Problem, WorkspaceError, nearest, values
from .secrecy import Names, visibility

_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 40
MAX_TEXT = 100_000
MAX_ENTRIES = 5_000
"""Of one list or mapping: ten times what the longest dossier may come to, and read in seconds."""
_CORE_TAGS = tuple(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "value")
)
_TAGS = {
    yaml.ScalarNode: "tag:yaml.org,2002:str",
    yaml.SequenceNode: "tag:yaml.org,2002:seq",
    yaml.MappingNode: "tag:yaml.org,2002:map",
}
_MERGE = "tag:yaml.org,2002:merge"
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("yes", "Yes", "YES", "true", "True", "TRUE"), True),
    **dict.fromkeys(("no", "No", "NO", "false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_NUMBERS_BEGIN = frozenset("+-0123456789")
_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[-+]?\d{1,18}\.\d{1,18}", re.ASCII)
_BRACKETS = re.compile(r"[\[{\]}]")
MAX_BRACKETS = 900
"""Open brackets, counted in texts too; the parser itself stops at 1,000."""
_INDENTED = re.compile(r"^[ \-?]{400}", re.MULTILINE)
_HIDDEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What nobody sees, or what YAML takes for the end of a line and an editor does not."""
_HIDDEN_CODES = {
    "\r": "control-character.return",
    "\u2028": "control-character.separator",
    "\u2029": "control-character.separator",
}
_TABBED = re.compile(r" *\t")
_EMPTY_LIST = re.compile(r"\s*(?:- )?([\w-]+): *\[ *\]")


class Loader(_Parser):  # type: ignore[misc]
    """Composes nodes without asking what a plain scalar may be taken for, which `_Builder` decides by itself."""

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of a node that has none."""
        return _MERGE if value == "<<" and implicit[0] else _TAGS[kind]

    def descend_resolver(self, *_: object) -> None:
        """Nothing depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """See `descend_resolver`."""


@dataclass(frozen=True)
class YamlFile:
    """A file's data, and where everything in it stands.

    `secret_names` are the speakers and documents that it may name and not everybody may know; everything in it is at
    least as secret as `least`.
    """

    path: str
    content: bytes
    data: Any
    secret_names: Names = field(default_factory=dict)
    least: Visibility = "public"
    outermost: Mapping[Any, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)
    """Where the values of the outermost keys stand: most doubts are at one of these."""
    models: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    """What it was found valid as; see `validation.validate`."""

    @cached_property
    def root(self) -> Any:
        """The tree of nodes, composed anew: few files are asked for places, and the nodes outweigh the data."""
        return _composed(decoded(self.content, self.path))

    def place(self, location: Location, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a value, or of its key; of the nearest thing around it where it does not exist."""
        if len(location) == 1 and not key and location[0] in self.outermost:
            return self.outermost[location[0]]
        _, mark = self._node(location, key=key)
        return mark.line + 1, mark.column + 1

    def written(self, location: Location) -> str:
        """A value as it is written in the file, without quotes; empty for what is more than a word."""
        node, _ = self._node(location)
        return node.value if isinstance(node, yaml.ScalarNode) else ""

    def _node(self, location: Location, *, key: bool = False) -> tuple[yaml.Node, yaml.Mark]:
        node, mark = self.root, self.root.start_mark
        for step in location:
            if isinstance(node, yaml.MappingNode):
                pair = next(((k, v) for k, v in node.value if k.value == str(step)), None)
                if pair is not None:
                    node = pair[1]
                    mark = pair[0].start_mark if key else node.start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
        return node, mark

    def visibility(self, location: Location) -> Visibility:
        """Who may know what stands at a place."""
        return most_secret((self.least, visibility(self.data, location, self.secret_names)))

    def problem(
        self,
        location: Location,
        code: str,
        *,
        key: bool = False,
        doubt: bool = False,
        quoting: Iterable[Visibility] = (),
        **named: Any,
    ) -> Problem:
        """A problem at the place of `location` with the values `named`; as secret as what stands there and what else
        these quote.
        """
        severity: Literal["error", "doubt"] = "doubt" if doubt else "error"
        level = most_secret((self.visibility(location), *quoting))
        whole = self.visibility(())
        return Problem(self.path, *self.place(location, key=key), code, values(**named), severity, level, whole)

    def unknown(self, what: str, id: str, known: Collection[str], location: Location) -> Problem:
        """There is no `what` of this id; where the nearest name is one that not everybody may know, it is as secret."""
        level = self.secret_names.get(nearest(id, known) or "", "public")
        return self.problem(
            location, f"unknown-{what.replace(' ', '-')}", quoting=[level], id=id, near=nearest(id, known)
        )

    def refused(self, location: Location, fault: PydanticCustomError) -> Problem:
        """What a model of ours refuses, with the nearest value that it knows."""
        told = dict(fault.context or {})
        return self.problem(location, fault.type, **told, near=nearest(told.get("given"), told.get("known", ())))


Read = Callable[[Path, str], YamlFile]
"""How files are read: as `read` does, or from what was kept of them."""


def read(file: Path, path: str) -> YamlFile:
    """Read one file of a workspace; `path` is how it is called in messages.

    Raises:
        WorkspaceError: with the place, if it cannot be read or is not the YAML that we accept: UTF-8, one document,
            plain data, no anchors, no repeated keys.
    """
    return parse(read_bytes(file, path), path)


def parse(content: bytes, path: str) -> YamlFile:
    """The file in `content`; see `read`."""
    text = decoded(content, path)
    hidden = _HIDDEN.search(text)
    if hidden is not None:
        _refuse(path, *place_in(text, hidden.start()), _hidden_code(hidden), _point(hidden))
    _refuse_depth(text, path)
    try:
        root = _composed(text)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        _refuse(path, line, column, *_likely_cause(fault, text.split("\n"), line))
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        _refuse(path, 0, 0, "broken-yaml", {"why": str(fault).splitlines()[0]})
    if root is None:
        _refuse(path, 0, 0, "empty-file")
    return YamlFile(path, content, _Builder(path).build(root, 0), outermost=_outermost(root))


def _outermost(root: yaml.Node) -> dict[str, tuple[int, int]]:
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return {key.value: (value.start_mark.line + 1, value.start_mark.column + 1) for key, value in pairs}


def _composed(text: str) -> Any:
    """The tree of nodes; None for a text in which nothing stands."""
    return yaml.compose(text, Loader=Loader)


def _likely_cause(fault: yaml.MarkedYAMLError, lines: list[str], line: int) -> tuple[str, dict[str, object]]:
    """The code and the values of what most likely is wrong where the parser stopped."""
    why = str(fault.problem or fault.context)
    stopped = "".join(lines[max(line - 1, 0) : line])  # the place may lie behind the end
    if _TABBED.match(stopped):
        return "broken-yaml.tab", {}
    if "mapping values are not allowed" in why:
        return "broken-yaml.colon", {}
    before = [
        number
        for number, above in enumerate(lines[: max(line - 1, 0)])
        if above.strip() and not above.lstrip().startswith("#")
    ]
    empty = _EMPTY_LIST.match(lines[before[-1]]) if before else None
    if empty is not None and stopped.lstrip().startswith("-"):
        return "broken-yaml.empty-list", {"name": empty[1], "line": str(before[-1] + 1)}
    if fault.context_mark is not None and fault.context_mark.line + 1 < line:
        return "broken-yaml.opened", {"line": str(fault.context_mark.line + 1), "why": why}
    return "broken-yaml", {"why": why}


def hidden_in(text: str) -> tuple[str, dict[str, object]] | None:
    """The code and the values of what is said of the first sign in a text that no file may hold."""
    hidden = _HIDDEN.search(text)
    return None if hidden is None else (_hidden_code(hidden), _point(hidden))


def _hidden_code(hidden: re.Match[str]) -> str:
    return _HIDDEN_CODES.get(hidden.group(), "control-character")


def _point(hidden: re.Match[str]) -> dict[str, object]:
    return {"point": f"U+{ord(hidden.group()):04X}"}


def _refuse_depth(text: str, path: str) -> None:
    """Stop before the parser's own recursion does: count flow brackets and indentation, roughly but safely."""
    depth, deepest = 0, None
    for bracket in _BRACKETS.finditer(text):
        depth = max(depth + (1 if bracket.group() in "[{" else -1), 0)
        if depth > MAX_BRACKETS:
            deepest = bracket
            break
    deepest = deepest or _INDENTED.search(text)
    if deepest is not None:
        place = place_in(text, deepest.start())
        _refuse(path, *place, "too-deep", {"limit": MAX_DEPTH})


class _Builder:
    """Turns nodes into data, refusing what plain data cannot hold."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, depth: int) -> Any:
        if id(node) in self._seen:
            self._refuse(node, "alias")
        self._seen.add(id(node))
        if depth > MAX_DEPTH:
            self._refuse(node, "too-deep", limit=MAX_DEPTH)
        if node.tag not in _CORE_TAGS:
            self._refuse(node, "tag")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if len(node.value) > MAX_ENTRIES:
            self._refuse(node, "too-many", number=len(node.value), limit=MAX_ENTRIES)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text = self._text(node)
        if node.style:  # quoted or block; the C parser says "" for plain, the Python one None
            return text
        if text in _WORDS:
            return _WORDS[text]
        if text[0] not in _NUMBERS_BEGIN:
            return text
        if _INTEGER.fullmatch(text):
            return int(text)
        return float(text) if _DECIMAL.fullmatch(text) else text

    def _text(self, node: yaml.ScalarNode) -> str:
        text: str = node.value
        if len(text) > MAX_TEXT:
            self._refuse(node, "too-long", length=len(text), limit=MAX_TEXT)
        if node.style == '"' and (hidden := _HIDDEN.search(text)):  # written as an escape
            self._refuse(node, _hidden_code(hidden), **_point(hidden))
        return text

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "key")
            name = self._text(key)
            if name in built:
                self._refuse(key, "duplicate-key", name=show(name)[1:-1])
            built[name] = self.build(value, depth + 1)
        return built

    def _refuse(self, node: yaml.Node, code: str, **named: object) -> NoReturn:
        _refuse(self._path, node.start_mark.line + 1, node.start_mark.column + 1, code, named)


def _refuse(
    path: str, line: int, column: int, code: str, named: Mapping[str, object] = MappingProxyType({})
) -> NoReturn:
    raise WorkspaceError([Problem(path, line, column, code, values(**named))])
