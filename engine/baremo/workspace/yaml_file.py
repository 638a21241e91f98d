"""Reading one YAML file: plain data, and the line and column of every value in it."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, NoReturn

import yaml

from ..model.shown import show
from ..model.visibility import Visibility, most_secret
from .plain_text import decoded, place_in, read_bytes
from .problem import Location, Problem, WorkspaceError, nearest, suggestion
from .secrecy import Names, visibility

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

MAX_DEPTH = 40
MAX_TEXT = 100_000
MAX_ENTRIES = 5_000
"""Of one list or mapping: ten times what the longest dossier may come to, and read in seconds."""
_CORE_TAGS = tuple(
    f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "map", "seq", "timestamp", "value")
)
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("yes", "Yes", "YES", "true", "True", "TRUE"), True),
    **dict.fromkeys(("no", "No", "NO", "false", "False", "FALSE"), False),
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
}
_INTEGER = re.compile(r"[-+]?\d{1,18}", re.ASCII)
_DECIMAL = re.compile(r"[-+]?\d{1,18}\.\d{1,18}", re.ASCII)
_BRACKETS = re.compile(r"[\[{\]}]")
MAX_BRACKETS = 900
"""Open brackets, counted in texts too; the parser itself stops at 1,000."""
_INDENTED = re.compile(r"^[ \-?]{400}", re.MULTILINE)
_HIDDEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
"""What nobody sees, or what YAML takes for the end of a line and an editor does not."""
_INSTEAD = {
    "\r": "expected line ends as on Unix or Windows",
    "\u2028": "expected a line end",
    "\u2029": "expected a line end",
}
_TABBED = re.compile(r" *\t")


@dataclass(frozen=True)
class YamlFile:
    """A file's data, and the tree of nodes that knows where everything stands.

    `secret_names` are the speakers and documents that it may name and not everybody may know; everything in it is at
    least as secret as `least`.
    """

    path: str
    content: bytes
    data: Any
    root: yaml.Node
    secret_names: Names = field(default_factory=dict)
    least: Visibility = "public"

    def place(self, location: Location, *, key: bool = False) -> tuple[int, int]:
        """Line and column of a value, or of its key; of the nearest thing around it where it does not exist."""
        node, mark = self.root, self.root.start_mark
        for step in location:
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
                if found is not None:
                    node = found[1]
                    mark = found[0].start_mark if key else node.start_mark
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                node = node.value[step]
                mark = node.start_mark
        return mark.line + 1, mark.column + 1

    def visibility(self, location: Location) -> Visibility:
        """Who may know what stands at a place."""
        return most_secret((self.least, visibility(self.data, location, self.secret_names)))

    def problem(
        self,
        location: Location,
        code: str,
        message: str,
        *,
        key: bool = False,
        doubt: bool = False,
        quoting: Iterable[Visibility] = (),
    ) -> Problem:
        """A problem at the place of `location`, as secret as what stands there and what else its message quotes."""
        severity: Literal["error", "doubt"] = "doubt" if doubt else "error"
        level = most_secret((self.visibility(location), *quoting))
        whole = self.visibility(())
        return Problem(self.path, *self.place(location, key=key), code, message, severity, level, whole)

    def unknown(self, what: str, id: str, known: Collection[str], location: Location) -> Problem:
        """There is no `what` of this id; where the nearest name is one that not everybody may know, it is as secret."""
        level = self.secret_names.get(nearest(id, known) or "", "public")
        message = f"there is no {what} '{id}'{suggestion(id, known)}"
        return self.problem(location, f"unknown-{what.replace(' ', '-')}", message, quoting=[level])


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
        _refuse(path, *place_in(text, hidden.start()), "control-character", _told(hidden.group()))
    _refuse_depth(text, path)
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        message = f"this is not valid YAML: {fault.problem or fault.context}"
        if _TABBED.match("".join(text.split("\n")[max(line - 1, 0) : line])):  # the place may lie behind the end
            message = "this line begins with a tab; expected spaces"
        _refuse(path, line, column, "broken-yaml", message)
    except (yaml.YAMLError, RecursionError, ValueError) as fault:
        _refuse(path, 0, 0, "broken-yaml", f"this is not valid YAML: {str(fault).splitlines()[0]}")
    if root is None:
        _refuse(path, 0, 0, "empty-file", "the file is empty")
    return YamlFile(path, content, _Builder(path).build(root, 0), root)


def _told(hidden: str) -> str:
    return f"control character U+{ord(hidden):04X}; {_INSTEAD.get(hidden, 'take it out')}"


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
        _refuse(path, *place, "too-deep", f"nested deeper than {MAX_DEPTH} levels")


class _Builder:
    """Turns nodes into data, refusing what plain data cannot hold."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._seen: set[int] = set()

    def build(self, node: yaml.Node, depth: int) -> Any:
        if id(node) in self._seen:
            self._refuse(node, "alias", "anchors and aliases (& and *) are not accepted; write the value out")
        self._seen.add(id(node))
        if depth > MAX_DEPTH:
            self._refuse(node, "too-deep", f"nested deeper than {MAX_DEPTH} levels")
        if node.tag not in _CORE_TAGS:
            self._refuse(node, "tag", "a tag (!) is not accepted; expected plain data")
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node)
        if len(node.value) > MAX_ENTRIES:
            message = f"{len(node.value):,} entries in one place; expected {MAX_ENTRIES:,} at most"
            self._refuse(node, "too-many", message)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _scalar(self, node: yaml.ScalarNode) -> Any:
        text: str = node.value
        if len(text) > MAX_TEXT:
            message = f"this text has {len(text):,} characters; expected {MAX_TEXT:,} at most"
            self._refuse(node, "too-long", message)
        if hidden := _HIDDEN.search(text):  # written as an escape
            self._refuse(node, "control-character", _told(hidden.group()))
        if node.style:  # quoted or block; the C parser says "" for plain, the Python one None
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        return float(text) if _DECIMAL.fullmatch(text) else text

    def _mapping(self, node: yaml.Node, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "key", "a key is a word; expected `name: value`")
            self._scalar(key)
            if key.value in built:
                self._refuse(key, "duplicate-key", f"the key {show(key.value)} stands twice here")
            built[key.value] = self.build(value, depth + 1)
        return built

    def _refuse(self, node: yaml.Node, code: str, message: str) -> NoReturn:
        _refuse(self._path, node.start_mark.line + 1, node.start_mark.column + 1, code, message)


def _refuse(path: str, line: int, column: int, code: str, message: str) -> NoReturn:
    raise WorkspaceError([Problem(path, line, column, code, message)])
