"""Editing YAML as text: a value is inserted, put or removed at its place, and every byte elsewhere stays as it was.

Where things stand is told by the marks that the parser gives to each node. A comment on the last line of an entry is
the entry's, and goes with it; comments above and below stay. What these functions cannot do in the form that a file
has (keys written with `?`, lists with tags) they refuse.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

import yaml

from . import yaml_text
from .refusal import Refusal
from .yaml_file import Loader

Path = tuple[str | int, ...]
Splice = tuple[int, int, str]
"""From where to where what stands instead."""

_BOM = "\ufeff"
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?")
_COMMENT_BELOW = re.compile(r"\r?\n( *)#[^\r\n]*")
_LINE_END = re.compile(r"\r?\n")
_NOTHING = ("", "~", "null", "Null", "NULL")
_LINE_ENDS = re.compile(r"(?:\r?\n)+\Z")
_CHOMPED = re.compile(r"[|>]\d?-")
_KEPT = re.compile(r"[|>]\d?\+")


def insert(text: str, path: Path, value: Any, at: int | None = None, order: Sequence[str] = ()) -> str:
    """Put a value into the list at `path`, before its entry `at` or at its end.

    A list that is missing is made, as `order` has the keys of the mapping that it belongs to.

    Raises:
        Refusal: `no-entry` if nothing at `path` can hold it, or `layout`.
    """
    bare = text.removeprefix(_BOM)
    tree = _Tree(bare)
    return text[: len(text) - len(bare)] + _spliced(bare, tree.insert(path, value, at, order))


def put(text: str, path: Path, value: Any, order: Sequence[str] = ()) -> str:
    """Let the value at `path` be this one; a key that is missing is added as `order` has the keys.

    Raises:
        Refusal: `no-entry` if there is nothing that could hold it, or `layout`.
    """
    return put_each(text, {path: value}, order)


def put_each(text: str, values: Mapping[Path, Any], order: Sequence[str] = ()) -> str:
    """`put` for several values at once, at most one of each mapping or list."""
    bare = text.removeprefix(_BOM)
    tree = _Tree(bare)
    splices = [splice for path, value in values.items() for splice in tree.put(path, value, order)]
    return text[: len(text) - len(bare)] + _spliced(bare, splices)


def remove(text: str, path: Path) -> str:
    """Take out the entry or the key at `path`; a list or mapping that becomes empty stays, as `[]` or `{}`.

    Raises:
        Refusal: `no-entry` if there is none, or `layout`.
    """
    bare = text.removeprefix(_BOM)
    return text[: len(text) - len(bare)] + _spliced(bare, _Tree(bare).remove(path))


def _spliced(text: str, splices: Iterable[Splice]) -> str:
    for start, end, instead in sorted(splices, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def _is_plain(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.style


class _Tree:
    """A text and its nodes."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = yaml.compose(text, Loader=Loader)
        first = _LINE_END.search(text)
        self.newline = first.group() if first else "\n"

    # what the three edits come to

    def insert(self, path: Path, value: Any, at: int | None, order: Sequence[str]) -> list[Splice]:
        parent = self._node(path[:-1])
        held = self._held(parent, path[-1])
        if held is None:
            return self.put(path, [value], order)
        if isinstance(held, yaml.SequenceNode) and held.value:
            place = len(held.value) if at is None else min(at, len(held.value))
            if self._is_flow(held):
                return self._insert_in_flow(held, place, yaml_text.flow(value))
            return [self._insert_in_block(held, place, value)]
        if not isinstance(held, yaml.SequenceNode) and not (_is_plain(held) and held.value in _NOTHING):
            self._no_entry(path)
        if self._is_flow(parent) or not isinstance(parent, yaml.MappingNode):
            return self.put(path, [value])
        return self._fill(parent, held, value)

    def put(self, path: Path, value: Any, order: Sequence[str] = ()) -> list[Splice]:
        if not path:
            self._no_entry(path)
        parent = self._node(path[:-1])
        held = self._held(parent, path[-1])
        if held is not None:
            return self._replace(parent, path[-1], held, value)
        if not isinstance(parent, yaml.MappingNode):
            self._no_entry(path)
        return self._add(parent, str(path[-1]), value, order)

    def remove(self, path: Path) -> list[Splice]:
        if not path:
            self._no_entry(path)
        parent = self._node(path[:-1])
        held = self._held(parent, path[-1])
        if held is None:
            self._no_entry(path)
        place = self._place(parent, path[-1])
        if self._is_flow(parent):
            return self._remove_from_flow(parent, place)
        if len(parent.value) == 1:
            return self._empty(path[:-1], parent)
        return [self._remove_from_block(parent, place)]

    # finding

    def _node(self, path: Path) -> Any:
        node = self.root
        for step in path:
            node = self._held(node, step)
            if node is None:
                self._no_entry(path)
        return node

    @staticmethod
    def _held(node: yaml.Node | None, step: str | int) -> Any:
        if isinstance(node, yaml.MappingNode):
            return next((value for key, value in node.value if key.value == str(step)), None)
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
            return node.value[step]
        return None

    @staticmethod
    def _place(node: yaml.Node, step: str | int) -> int:
        if isinstance(node, yaml.MappingNode):
            return next(place for place, (key, _) in enumerate(node.value) if key.value == str(step))
        return int(step)

    def _is_flow(self, node: yaml.Node) -> bool:
        """Whether it stands between brackets; a pair that is alone in a list between brackets may have none."""
        if not isinstance(node, yaml.CollectionNode) or not node.flow_style:
            return False
        if self.text[node.start_mark.index] not in "[{":
            self._no_place(node)
        return True

    @staticmethod
    def _is_empty(node: yaml.Node) -> bool:
        """Whether nothing is written: `key:` and no more."""
        return _is_plain(node) and node.value == ""

    # where things begin and end

    def _start(self, parent: yaml.Node, place: int) -> int:
        """Of an entry's value, or of a key."""
        child = parent.value[place]
        start: int = (child[0] if isinstance(parent, yaml.MappingNode) else child).start_mark.index
        return start

    def _end(self, parent: yaml.Node, place: int) -> int:
        """Behind an entry, or a key's value: before the line's end, or behind it where the value keeps line ends."""
        child = parent.value[place]
        value = child[1] if isinstance(parent, yaml.MappingNode) else child
        if self._is_empty(value):
            return self._indicator_end(parent, place)
        return self._end_of(value)

    def _end_of(self, node: Any) -> int:
        end: int = node.end_mark.index
        if isinstance(node, yaml.ScalarNode):
            return self._end_of_block_scalar(node) if node.style in ("|", ">") else end
        if node.flow_style and self.text[end - 1] in "]}":
            return end
        return self._end(node, len(node.value) - 1)

    def _end_of_block_scalar(self, node: yaml.Node, *, kept: bool = True) -> int:
        start, end = node.start_mark.index, node.end_mark.index
        if kept and _KEPT.match(self.text, start):
            return int(end)
        trailing = _LINE_ENDS.search(self.text, start, end)
        return int(trailing.start() if trailing else end)

    def _indicator_end(self, parent: yaml.Node, place: int) -> int:
        """Behind the colon after a key, or the dash before an entry."""
        if isinstance(parent, yaml.SequenceNode):
            return self._dash(parent, place) + 1
        end: int = parent.value[place][0].end_mark.index
        colon = self._gap(end)
        return colon + 1 if self.text[colon : colon + 1] == ":" else end

    def _dash(self, parent: yaml.Node, place: int) -> int:
        dash = self._gap(self._end(parent, place - 1)) if place else parent.start_mark.index
        if self.text[dash] != "-":
            self._no_place(parent)
        return int(dash)

    def _gap(self, start: int) -> int:
        """Behind the spaces, line ends and comments that begin there."""
        gap = _GAP.match(self.text, start)
        return gap.end() if gap else start

    def _line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def _begins_line(self, index: int) -> bool:
        return not self.text[self._line_start(index) : index].strip(" ")

    def _line_end(self, end: int, deeper_than: int | None = None) -> int:
        """The end of the line, or of the comments below that are indented deeper and so belong to what stands there."""
        if self.text[end - 1 : end] == "\n":
            return end
        rest = _REST_OF_LINE.match(self.text, end)
        end = rest.end() if rest else end
        while deeper_than is not None:
            below = _COMMENT_BELOW.match(self.text, end)
            if below is None or len(below.group(1)) <= deeper_than:
                break
            end = below.end()
        return end

    def _lines_after(self, parent: yaml.Node, place: int, column: int, lines: str) -> Splice:
        """New lines below an entry or a key."""
        end = self._line_end(self._end(parent, place), column)
        last: Any = parent
        while not isinstance(last, yaml.ScalarNode) and last.value and not last.flow_style:
            last = last.value[-1][1] if isinstance(last, yaml.MappingNode) else last.value[-1]
        unended = end == len(self.text) and self.text[end - 1] != "\n" and place == len(parent.value) - 1
        if (
            unended
            and getattr(last, "style", None) in ("|", ">")
            and not _CHOMPED.match(self.text, last.start_mark.index)
        ):
            self._no_place(last)  # a line end behind it would become part of its text
        indented = " " * column + lines
        if self.text[end - 1 : end] == "\n":
            return end, end, indented + self.newline
        return end, end, self.newline + indented

    def _column(self, mapping: yaml.Node) -> int:
        """Of a block mapping's keys."""
        key = mapping.value[0][0]
        before = self.text[self._line_start(key.start_mark.index) : key.start_mark.index]
        if before.strip(" -"):
            self._no_place(key)
        return int(key.start_mark.column)

    # in block style

    def _insert_in_block(self, sequence: yaml.Node, place: int, value: Any) -> Splice:
        column, first = sequence.start_mark.column, sequence.value[0]
        self._dash(sequence, 0)
        padding = first.start_mark.column - column if first.start_mark.line == sequence.start_mark.line else 2
        if all(getattr(item, "flow_style", False) for item in sequence.value):
            lines = yaml_text.flow(value)
        else:
            lines = yaml_text.block(value, column + padding, self.newline)
        lines = "-" + " " * (padding - 1) + lines
        if place == len(sequence.value):
            return self._lines_after(sequence, place - 1, column, lines)
        dash = self._dash(sequence, place)
        return dash, dash, lines + self.newline + " " * column

    def _fill(self, parent: yaml.Node, held: yaml.Node, value: Any) -> list[Splice]:
        """Give the first entry to a list that is empty, below its key."""
        place = next(place for place, (_, node) in enumerate(parent.value) if node is held)
        colon, end = self._indicator_end(parent, place), self._end(parent, place)
        if isinstance(held, yaml.SequenceNode) and self.text[colon:end].strip(" []"):
            return self._insert_in_flow(held, 0, yaml_text.flow(value))
        column = self._column(parent) + self._offset()
        line = self._line_end(end)
        entry = "- " + yaml_text.block(value, column + yaml_text.INDENT, self.newline)
        return [(colon, end, ""), (line, line, self.newline + " " * column + entry)]

    def _offset(self) -> int:
        """How much deeper than their keys the file's own lists stand."""
        for key, value in self.root.value if isinstance(self.root, yaml.MappingNode) else ():
            if isinstance(value, yaml.SequenceNode) and not value.flow_style:
                return int(value.start_mark.column - key.start_mark.column)
        return yaml_text.INDENT

    def _add(self, mapping: yaml.Node, name: str, value: Any, order: Sequence[str]) -> list[Splice]:
        """Add a key behind the last of those that come before it."""
        before = order[: order.index(name)] if name in order else [key.value for key, _ in mapping.value]
        place = max((place for place, (key, _) in enumerate(mapping.value) if key.value in before), default=-1) + 1
        if self._is_flow(mapping):
            return self._insert_in_flow(mapping, place, f"{yaml_text.key(name)}: {yaml_text.flow(value)}")
        column = self._column(mapping)
        lines = yaml_text.pair(name, value, column, self.newline, self._offset())
        if place == 0:
            start = self._start(mapping, 0)
            return [(start, start, lines + self.newline + " " * column)]
        return [self._lines_after(mapping, place - 1, column, lines)]

    def _replace(self, parent: yaml.Node, step: str | int, held: yaml.Node, value: Any) -> list[Splice]:
        place = self._place(parent, step)
        start, end = held.start_mark.index, self._end(parent, place)
        if self._is_flow(parent):
            if self._is_empty(held):
                return [(end, end, (" " if self.text[end - 1] == ":" else ": ") + yaml_text.flow(value))]
            return [(start, end, yaml_text.flow(value))]
        if isinstance(held, yaml.ScalarNode) and held.style in ("|", ">"):
            end = self._end_of_block_scalar(held, kept=False)
            if "#" in self.text[start : self.text.index("\n", start)]:
                self._no_place(held)  # a comment beside the sign
        plain = not (isinstance(value, Mapping) or yaml_text.is_list(value))
        if isinstance(held, yaml.ScalarNode) and plain and not self._is_empty(held):
            return [(start, end, yaml_text.scalar(value))]
        indicator = self._indicator_end(parent, place)
        if "#" in self.text[indicator:start]:
            return [self._replace_below(parent, start, end, value)]
        if isinstance(parent, yaml.SequenceNode):
            column = parent.start_mark.column + yaml_text.INDENT
            return [(indicator, end, " " + yaml_text.block(value, column, self.newline))]
        name = parent.value[place][0]
        lines = yaml_text.pair(name.value, value, self._column(parent), self.newline, self._offset())
        return [(name.start_mark.index, end, lines)]

    def _replace_below(self, parent: yaml.Node, start: int, end: int, value: Any) -> Splice:
        """Put a value where the old one stands, below comments on its key or dash, which stay."""
        line = self._line_start(start)
        if self.text[line:start].strip(" "):
            self._no_place(parent)  # the dash or the key of what stands there
        column = max(start - line, parent.start_mark.column + yaml_text.INDENT)
        return line, end, " " * column + yaml_text.block(value, column, self.newline)

    def _empty(self, path: Path, collection: yaml.Node) -> list[Splice]:
        """Take out the only entry of a list, or the only key of a mapping, and leave what is around it."""
        empty = "[]" if isinstance(collection, yaml.SequenceNode) else "{}"
        if not path:
            self._no_place(collection)
        parent = self._node(path[:-1])
        first = self._dash(collection, 0) if empty == "[]" else self._start(collection, 0)
        indicator = self._indicator_end(parent, self._place(parent, path[-1]))
        if not self._begins_line(first):
            return [(first, self._end(collection, 0), empty)]
        return [(indicator, indicator, f" {empty}"), self._lines_out(first, self._end(collection, 0))]

    def _remove_from_block(self, parent: yaml.Node, place: int) -> Splice:
        first = self._dash(parent, place) if isinstance(parent, yaml.SequenceNode) else self._start(parent, place)
        if self._begins_line(first):
            return self._lines_out(first, self._end(parent, place))
        if place + 1 == len(parent.value) or self.text[self._line_start(first) : first].strip(" -"):
            self._no_place(parent)
        following = (
            self._dash(parent, place + 1) if isinstance(parent, yaml.SequenceNode) else self._start(parent, place + 1)
        )
        return first, following, ""

    def _lines_out(self, start: int, end: int) -> Splice:
        end = self._line_end(end)
        line_end = _LINE_END.match(self.text, end) if self.text[end - 1] != "\n" else None
        return self._line_start(start), line_end.end() if line_end else end, ""

    # in flow style

    def _insert_in_flow(self, collection: yaml.Node, place: int, value: str) -> list[Splice]:
        if not collection.value:
            start = collection.start_mark.index + 1
            return [(start, start, value + (" " if self.text[start] == "#" else ""))]
        if place == 0:
            start = self._start(collection, 0)
            return [(start, start, f"{value}, ")]
        end = self._end(collection, place - 1)
        start = self._start(collection, place - 1)
        if self._begins_line(start) and place == len(collection.value):
            return [(end, end, "," + self.newline + self.text[self._line_start(start) : start] + value)]
        return [(end, end, f", {value}")]

    def _remove_from_flow(self, collection: yaml.Node, place: int) -> list[Splice]:
        """With the comma behind it, or else the one before it."""
        start, end = self._start(collection, place), self._end(collection, place)
        comma = self._gap(end)
        if self.text[comma] == ",":
            if comma > end and self.text[end:comma].strip(" "):
                return [(start, end, ""), (comma, comma + 1, "")]
            blanks = _BLANKS.match(self.text, comma + 1)
            return [(start, blanks.end() if blanks else comma + 1, "")]
        if place == 0:
            return [(start, end, "")]
        before = self._end(collection, place - 1)
        comma = self._gap(before)
        if self.text[comma + 1 : start].strip(" \r\n") or self.text[before:comma].strip():
            return [(comma, comma + 1, ""), (start, end, "")]
        return [(comma, end, "")]

    def _no_entry(self, path: Path) -> NoReturn:
        raise Refusal("no-entry", path=path)

    def _no_place(self, node: yaml.Node) -> NoReturn:
        raise Refusal("layout", line=node.start_mark.line + 1)
