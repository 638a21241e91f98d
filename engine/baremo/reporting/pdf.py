"""Typst: tagged PDF (PDF/UA-1) of a finished page, and its drawings as pictures, from a fixed template.

The template is given the page's tree as data, so no text of it is ever markup, and no file is read.
"""

import json
import re
import shutil
import tempfile
import threading
import weakref
from base64 import b64decode
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element

import typst

from ..workspace.problem import Problem, WorkspaceError
from .page import DRAWN, GRID, LINES, SCREEN, Page, Run, classes, in_columns, runs, svg

RESOLUTION = 192
"""Pixels an inch of a drawing's picture."""
_LONG = re.compile(r"\S{60,}")
"""A word in which a line may break after every few signs; finding where a very long one fits takes very long."""
_PICTURE = b"""#set page(width: float(sys.inputs.width) * 1cm, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""


class Typesetter:
    """Sets pages in PDF, and makes pictures of drawings."""

    def __init__(self, template: bytes) -> None:
        """Keep the template; the only folder that Typst may read holds nothing but logos, and goes with this object."""
        self._template = template
        self._folder = Path(tempfile.mkdtemp(prefix="baremo-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._own = threading.local()
        self._pictures: dict[tuple[str, float], bytes] = {}

    def pdf(self, page: Page, quoted: tuple[str, str]) -> bytes:
        """The page as PDF, with these quotation marks.

        Equal pages have equal bytes wherever Typst's own fonts have all their letters.
        """
        anchors = {id for element in page.main.iter() if (id := element.get("id"))}
        data = {
            "language": page.language,
            "title": page.title,
            "description": page.kicker,
            "running": page.running,
            "footer": page.footer,
            "quoted": quoted,
            "main": self._data(page.main, anchors),
        }
        return self._set(self._template, {"page": json.dumps(data)}, "pdf", ["ua-1"], page.day)

    def picture(self, drawing: Element, width: float) -> bytes:
        """A drawing as PNG, so many centimetres wide."""
        key = svg(drawing), width
        if key not in self._pictures:
            self._pictures[key] = self._set(_PICTURE, {"svg": key[0], "width": str(width)}, "png", [], None)
        return self._pictures[key]

    def _set(
        self,
        template: bytes,
        inputs: dict[str, str],
        form: Literal["pdf", "png"],
        standards: list[Any],
        day: date | None,
    ) -> bytes:
        # Where Typst's own fonts lack a letter the machine's are used; where those do too, the PDF cannot be UA-1.
        for own_fonts, wanted in ((True, standards), (False, standards), (False, [])):
            try:
                made = self._compiler(own_fonts).compile(
                    input=template,
                    sys_inputs=inputs,
                    format=form,
                    ppi=RESOLUTION,
                    pdf_standards=wanted,
                    timestamp=datetime.combine(day, time(), UTC) if day else None,
                )
            except typst.TypstError as fault:
                if "failed to decode image" in fault.message or "logo" in fault.message:
                    problem = Problem("reports/organisation.yaml", 0, 0, "logo.undecodable")
                    raise WorkspaceError([problem]) from None
                if "could not be displayed" not in fault.message:
                    raise
            else:
                assert isinstance(made, bytes)
                return made
        raise AssertionError("the last attempt refuses no letter")

    def _compiler(self, own_fonts: bool) -> typst.Compiler:
        """The thread's own compiler: one cannot serve two at a time."""
        compilers: dict[bool, typst.Compiler] = self._own.__dict__.setdefault("compilers", {})
        if own_fonts not in compilers:
            compilers[own_fonts] = typst.Compiler(root=str(self._folder), ignore_system_fonts=own_fonts)
        return compilers[own_fonts]

    def _data(self, element: Element, anchors: set[str]) -> dict[str, Any]:
        """An element as data for the template."""
        data: dict[str, Any] = {"tag": element.tag, "class": classes(element), "id": element.get("id", "")}
        if element.tag in DRAWN:
            return data | self._drawing(element)
        if element.tag in LINES:
            return data | {"runs": [self._run(run, anchors) for run in runs(element)]}
        if element.tag == "table":
            rows = [
                (part.tag == "thead", [self._data(cell, anchors) for cell in row]) for part in element for row in part
            ]
            head = [row for first, row in rows if first]
            body = [row for first, row in rows if not first]
            return data | {"head": head, "rows": body, "columns": len(body[0])}
        if "grid" in data["class"]:
            columns = in_columns(element, GRID)
            return data | {"columns": [[self._data(row, anchors) for row in column] for column in columns]}
        return data | {"kids": [self._data(child, anchors) for child in element if SCREEN not in classes(child)]}

    def _run(self, run: Run, anchors: set[str]) -> dict[str, Any]:
        link = run.link if run.link.startswith("http") or (run.link[:1] == "#" and run.link[1:] in anchors) else ""
        data = {"text": _breakable(run.text), "marks": sorted(run.marks), "lang": run.language, "link": link}
        return data if run.drawing is None else data | self._drawing(run.drawing)

    def _drawing(self, drawing: Element) -> dict[str, Any]:
        if drawing.tag == "svg":
            return {"svg": svg(drawing), "alt": drawing.get("aria-label", "")}
        kind, _, content = drawing.get("src", "").removeprefix("data:image/").partition(";base64,")
        logo = self._folder / f"logo.{kind}"
        if not logo.exists():
            logo.write_bytes(b64decode(content))
        return {"logo": logo.name, "alt": drawing.get("alt", "")}


def _breakable(text: str) -> str:
    """The text with places to break in a very long word."""
    return _LONG.sub(lambda word: re.sub(r"(\S{20})", "\\1\u200b", word[0]), text)
