"""Markdown of a finished page."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from .page import Page, Run, classes, runs
from .words import Words

_AT_START = re.compile(r"^(\s*)([-+=](?=\s|[-+=]|$)|\d+(?=[.)]))")


def markdown(page: Page, words: Words) -> str:
    """The page as Markdown; any text of it shows as itself."""
    return "\n\n".join(block for block in _Writer(words).blocks(page.main) if block) + "\n"


class _Writer:
    def __init__(self, words: Words) -> None:
        self._words = words

    def blocks(self, element: Element) -> Iterator[str]:
        """The blocks of an element, in order."""
        match element.tag:
            case "h1" | "h2" | "h3":
                yield "#" * int(element.tag[1]) + " " + self._line(element)
            case "p":
                quoted = "said" in classes(element)
                yield ("> " if quoted else "") + _started(self._line(element))
            case "figcaption":
                yield _started(self._line(element))
            case "svg" if element.get("aria-label"):
                yield _started(escaped(element.get("aria-label", "")))
            case "ul" | "ol":
                yield "\n".join(f"- {_started(self._line(item))}" for item in element)
            case "table":
                yield self._table(element)
            case "nav" | "summary" | "img" | "svg":
                return
            case _:
                for child in element:
                    yield from self.blocks(child)

    def _table(self, table: Element) -> str:
        rows = [[self._line(cell) for cell in row if not drawn(cell)] for part in table for row in part]
        if table.find("thead") is None:
            rows.insert(0, [""] * len(rows[0]))
        rows.insert(1, ["---"] * len(rows[0]))
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)

    def _line(self, element: Element) -> str:
        return "".join(map(self._run, runs(element))).strip()

    def _run(self, run: Run) -> str:
        if run.drawing is not None:
            return escaped(run.drawing.get("data-sign", ""))
        if run.text == "\n":
            return " · "
        words = escaped(run.text)
        core = words.strip(" ")
        if not core:
            return words
        start = words.index(core)
        before, after = words[:start], words[start + len(core) :]
        if "q" in run.marks:
            core = self._words.say("value.quoted", value=core)
        if run.marks & {"strong"}:
            core = f"**{core}**"
        if run.link and not run.link.startswith("#"):
            core = f"[{core}](<{run.link}>)"
        return before + core + after


def drawn(cell: Element) -> bool:
    """Whether a cell is drawn, and says nothing that its row does not."""
    return "drawn" in classes(cell)


def escaped(text: str) -> str:
    """Text that Markdown shows as itself."""
    return re.sub(r"([\\`*_\[\]<>|#~$]|&(?=#?\w+;))", r"\\\1", text).replace("\n", " ")


def _started(line: str) -> str:
    """A line that is no list, heading or rule by its first signs."""
    return _AT_START.sub(r"\1\\\2", line) if not line[:1].isdigit() else re.sub(r"^(\d+)([.)])", r"\1\\\2", line)
