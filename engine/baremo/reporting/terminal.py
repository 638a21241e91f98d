"""A finished page in the terminal."""

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .page import Page, classes, runs
from .words import Words

STYLES = {
    "quiet": "dim",
    "meta": "dim",
    "kicker": "dim",
    "q": "dim",
    "figcaption": "dim",
    "h1": "bold",
    "h2": "bold",
    "h3": "bold",
    "strong": "bold",
    "banner": "bold red",
    "met": "green",
    "partly": "yellow",
    "not-met": "red",
    "open": "bright_black",
}
"""How tags and classes look."""
INDENTED = {"said": 4, "notice": 2, "fine": 2}
BARE = {"plain", "tiles", "chronicle"}
"""Lists whose items bring their own sign."""
WIDTH = 24
"""Characters of a range."""


def console(*, err: bool = False) -> Console:
    """The terminal, or its error stream: colour and width as it has them, none where output is piped or NO_COLOR is
    set.
    """
    return Console(highlight=False, soft_wrap=False, stderr=err)


def terminal(page: Page, words: Words, parts: Iterable[str] = ()) -> RenderableType:
    """The page on a screen; of what follows the header only what has one of these classes or ids, if any has."""
    wanted = set(parts)
    named = [element for element in page.main.iter() if wanted & {element.get("id"), *classes(element)}]
    chosen = [*page.main.findall("header"), *named] if named else list(page.main)
    return Group(*(block for element in chosen for block in _Writer(words).blocks(element)), Text())


class _Writer:
    def __init__(self, words: Words) -> None:
        self._words = words

    def blocks(self, element: Element) -> Iterator[RenderableType]:
        """The blocks of an element, in order."""
        match element.tag:
            case "h2" | "h3":
                yield Text()
                yield self._line(element)
            case "h1" | "figcaption" | "summary":
                yield self._line(element)
            case "p":
                indent = max((INDENTED.get(name, 0) for name in classes(element)), default=0)
                line = self._line(element)
                yield Padding(line, (0, 0, 0, indent), expand=False) if indent else line
            case "svg":
                if element.get("aria-label"):
                    yield Text(element.get("aria-label", ""))
            case "ul" | "ol":
                start = "" if BARE & {*classes(element)} else "– "
                for item in element:
                    yield Text.assemble(start, self._line(item), (_leading_to(item), "dim"))
            case "table":
                yield self._table(element)
            case "nav" | "img" | "footer":
                return
            case _:
                for child in element:
                    yield from self.blocks(child)

    def _table(self, element: Element) -> Table:
        rows = [(part.tag == "thead", row) for part in element for row in part]
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
        for cell in rows[0][1]:
            drawn = "drawn" in classes(cell)
            table.add_column(no_wrap=drawn, min_width=WIDTH if drawn else None)
        for head, row in rows:
            table.add_row(*(self._cell(cell) for cell in row), style="dim" if head else None)
        return table

    def _cell(self, cell: Element) -> Text:
        if "drawn" not in classes(cell):
            return self._line(cell)
        if not cell.get("data-low"):
            return Text()
        low, high = (round(float(cell.get(f"data-{end}", 0)) / 100 * (WIDTH - 1)) for end in ("low", "high"))
        text = Text("".join("█" if at < low else "▒" if at <= high else "·" for at in range(WIDTH)), "bright_black")
        text.stylize("blue", 0, high + 1)
        return text

    def _line(self, element: Element) -> Text:
        line = Text(style=_style((element.tag, *classes(element))))
        for run in runs(element):
            text = run.text if run.drawing is None else run.drawing.get("data-sign", "")
            line.append(self._words.say("value.quoted", value=text) if "q" in run.marks else text, _style(run.marks))
        return line


def _leading_to(item: Element) -> str:
    """What an item leads to on the page: the name that a command knows it by."""
    return "".join(f"  {run.link[1:]}" for run in runs(item) if run.link.startswith("#"))


def _style(marks: Iterable[str]) -> str:
    named = set(marks)
    return " ".join(style for mark, style in STYLES.items() if mark in named)
