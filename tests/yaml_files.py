"""Strategies for YAML files as people write them: comments anywhere, block and flow, odd quoting and line ends."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml
from hypothesis import strategies as st

from baremo.workspace.yaml_file import parse

TEXTS = st.sampled_from(
    (
        *("a", "two words", "no", "on", "1.10", "2017-03", "2017-03-01", "null", "~", "", " led", "trailed ", ": #"),
        *(
            "a: b",
            "a #b",
            "- x",
            "it's",
            'she said "so"',
            "back\\slash",
            "línea",
            "🙂 emoji",
            "[x]",
            "{y}",
            "0x1F",
            "1_0",
        ),
        *("%", "@at", "`tick", "? q", "| bar", "> fold", "a\nb", "a\n\nb\n", "*x", "&x", "!t", "long " * 400),
    )
)
SCALARS = st.one_of(TEXTS, st.booleans(), st.integers(-5, 2100), st.sampled_from((0.5, 1.1, -2.25, 388.0)), st.none())
INNER = st.recursive(
    SCALARS,
    lambda of: (
        st.lists(of, max_size=3) | st.dictionaries(st.sampled_from(("en", "es", "from", "to", "no")), of, max_size=3)
    ),
    max_leaves=4,
)
ENTRIES = st.dictionaries(st.sampled_from(("kind", "value", "date", "note", "locator", "on")), INNER, max_size=4)


@dataclass(frozen=True)
class Written:
    """A file of data; `entries` are the pieces of text that the entries of `claims` have in it."""

    text: str
    data: dict[str, Any]
    entries: tuple[str, ...]
    comments: tuple[str, ...]


class _Writer:
    """Writes data in a style drawn anew for every value; the lines of a value are not yet indented."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.comments: list[str] = []

    def flip(self, of: int = 2) -> bool:
        return self.draw(st.integers(1, of)) == 1

    def scalar(self, value: Any, flow: bool) -> str:
        if value is None:
            return self.draw(st.sampled_from(("null", "~")))
        if isinstance(value, bool):
            return self.draw(st.sampled_from(("yes", "True", "true") if value else ("no", "False")))
        if isinstance(value, float):
            return format(Decimal(repr(value)), "f")
        if not isinstance(value, str):
            return str(value)
        styles = [json.dumps(value, ensure_ascii=self.flip())] if "🙂" not in value else [f'"{value}"']
        if "\n" not in value:
            styles.append("'" + value.replace("'", "''") + "'")
        if value and _survives(f"[{value}]" if flow else value, [value] if flow else value):
            styles.append(value)
        return self.draw(st.sampled_from(styles))

    def flow(self, value: Any) -> str:
        space = " " * self.flip()
        if isinstance(value, Mapping):
            inside = ("," + space + " ").join(f"{key}: {self.flow(held)}" for key, held in value.items())
            return "{" + space + inside + space + "}"
        if isinstance(value, list):
            return (
                "["
                + space
                + ("," + " " * self.flip()).join(map(self.flow, value))
                + "," * (self.flip(4) and bool(value))
                + "]"
            )
        return self.scalar(value, flow=True)

    def comment(self, column: int, inside: bool) -> str:
        name = f"{'inside' if inside else 'outside'}-{len(self.comments)}"
        self.comments.append(name)
        return " " * column + f"# {name}: - x [y] 'z"

    def pair(self, key: str, value: Any, column: int, inside: bool) -> list[str]:
        """Its lines; those after the first are indented."""
        remark = "  # mine" if self.flip(6) else ""
        if isinstance(value, str) and value.strip() and " " not in value[:1] and self.flip(4):
            return self.block_scalar(key, value, column)
        if value is None and self.flip():
            return [f"{key}:{remark}"]
        if not isinstance(value, dict | list) and value is not None and self.flip(8):
            deeper = column + self.draw(st.integers(1, 4))
            return [f"{key}:{remark}", self.comment(deeper, inside), " " * deeper + self.flow(value)]
        if not value or not isinstance(value, dict | list) or self.flip():
            return [f"{key}:{' ' * self.draw(st.integers(1, 2))}{self.flow(value)}{remark}"]
        deeper = column + self.draw(st.integers(0 if isinstance(value, list) else 1, 4))
        return [f"{key}:{remark}", *self.block(value, deeper, inside)]

    def block_scalar(self, key: str, value: str, column: int) -> list[str]:
        ends = len(value) - len(value.rstrip("\n"))
        body = value.rstrip("\n").split("\n")
        chomp = {0: "-", 1: ""}.get(ends, "+")
        pad = " " * (column + self.draw(st.integers(1, 4)))
        remark = " # mine" if self.flip(6) else ""
        return [f"{key}: |{chomp}{remark}", *(pad + line if line else "" for line in body), *([""] * (ends - 1))]

    def block(self, value: Any, column: int, inside: bool) -> list[str]:
        """All its lines, indented."""
        lines: list[str] = []
        for key, held in value.items() if isinstance(value, dict) else enumerate(value):
            if lines and self.flip(5):
                lines.append(self.comment(column, inside))
            if isinstance(value, dict):
                first, *rest = self.pair(key, held, column, inside)
                lines += [" " * column + first, *rest]
            else:
                lines += self.item(held, column)
        return lines

    def item(self, held: Any, column: int) -> list[str]:
        padding = self.draw(st.integers(1, 3))
        if not held or not isinstance(held, dict) or self.flip(3):
            return [" " * column + "-" + " " * padding + self.flow(held)]
        lines = self.block(held, column + 1 + padding, inside=True)
        if self.flip(6):
            return [" " * column + "- # mine", *lines]
        return [" " * column + "-" + " " * padding + lines[0].lstrip(" "), *lines[1:]]


def _survives(text: str, value: Any) -> bool:
    try:
        return yaml.safe_load(text) == value == parse(text.encode(), "x").data and isinstance(value, str | list)
    except Exception:
        return False


@st.composite
def yaml_files(draw: st.DrawFn) -> Written:
    """A sheet-like file: other keys around a list `claims` of mappings with an `id` each."""
    writer = _Writer(draw)
    claims = [{"id": f"id{place}", **draw(ENTRIES)} for place in range(draw(st.integers(0, 4)))]
    before = {f"b{n}": value for n, value in enumerate(draw(st.lists(INNER, max_size=2)))}
    after = {f"z{n}": value for n, value in enumerate(draw(st.lists(INNER, max_size=2)))}
    lines: list[str] = [writer.comment(0, False)] if writer.flip() else []
    entries: list[list[str]] = []

    def rest(pairs: dict[str, Any]) -> None:
        for key, value in pairs.items():
            lines.extend(writer.pair(key, value, 0, False))
            if writer.flip(3):
                lines.append(writer.comment(0, False))
            if writer.flip(4) and not _keeps(lines):
                lines.append("")

    rest(before)
    flow = writer.flip(4)
    if not claims:
        lines.append(draw(st.sampled_from(("claims: []", "claims: [ ]  # none", "claims:", "claims: null"))))
    elif flow:
        entries = [[writer.flow(claim)] for claim in claims]
        spread = writer.flip()
        if spread:
            lines.append("claims: [")
            for place, entry in enumerate(entries):
                lines += [f"   {entry[0]}" + "," * (place + 1 < len(entries)), writer.comment(3, False)]
            lines.append("  ]")
        else:
            lines.append("claims: [" + ", ".join(entry[0] for entry in entries) + "]")
    else:
        column = draw(st.integers(0, 4))
        lines.append("claims:")
        for claim in claims:
            if writer.flip(3):
                lines.append(writer.comment(column, False))
            entries.append(writer.item(claim, column))
            lines += entries[-1]
            if writer.flip(4):
                lines.append(writer.comment(draw(st.integers(0, column if "|" in "".join(entries[-1]) else 6)), False))
    data = {**before, "claims": claims or None, **after}
    rest(after)
    newline = draw(st.sampled_from(("\n", "\r\n")))
    text = draw(st.sampled_from(("", "", "\ufeff"))) + newline.join(lines)
    text += draw(st.sampled_from((newline, newline, "")))
    read = parse(text.encode(), "x").data
    if not claims:
        data["claims"] = read["claims"]
    pieces = tuple(newline.join(entry).lstrip(" ").rstrip("\r\n") for entry in entries)
    outside = tuple(name for name in writer.comments if name.startswith("outside"))
    return Written(text, read, pieces, outside)


def _keeps(lines: list[str]) -> bool:
    return any("|+" in line for line in lines)


@st.composite
def styled(draw: st.DrawFn, data: dict[str, Any]) -> str:
    """A file that holds this, with comments, quoting, line ends and all else as it comes."""
    writer = _Writer(draw)
    lines = [writer.comment(0, False)] if writer.flip() else []
    for key, value in data.items():
        if (
            isinstance(value, list)
            and value
            and all(isinstance(entry, dict) for entry in value)
            and writer.flip(4) != 1
        ):
            column = draw(st.integers(0, 4))
            lines.append(f"{key}:")
            for entry in value:
                if writer.flip(3):
                    lines.append(writer.comment(column, False))
                lines += writer.item(entry, column)
        else:
            lines += writer.pair(key, value, 0, inside=True)
        if writer.flip(4):
            lines.append(writer.comment(0, False))
        if writer.flip(4) and not _keeps(lines):
            lines.append("")
    newline = draw(st.sampled_from(("\n", "\r\n")))
    text = draw(st.sampled_from(("", "", "\ufeff"))) + newline.join(lines)
    return text + draw(st.sampled_from((newline, newline, "")))
