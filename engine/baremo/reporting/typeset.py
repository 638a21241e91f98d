"""Typst: tagged PDF (PDF/UA-1), and charts as pictures, from a fixed template that reads no file.

The template is given the document as data, so no text of it is ever markup.
"""

import json
import shutil
import tempfile
import threading
import weakref
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any, Literal

import typst

from ..model.organisation import Publisher
from ..workspace.problem import Problem, WorkspaceError
from .documents.blocks import Bars, Course, Document, Shifts

RESOLUTION = 144
"""Pixels an inch of a chart's picture."""


class Typesetter:
    """Sets documents. `scale` are the bands with their ends and labels."""

    def __init__(self, template: bytes, scale: Sequence[dict[str, Any]], publisher: Publisher) -> None:
        """Keep the template; the only folder that Typst may read holds the logo at most, and goes with this object."""
        self._template = template
        self._scale = scale
        self._folder = tempfile.mkdtemp(prefix="baremo-")
        self._logo = f"logo.{publisher.logo_format}" if publisher.logo else ""
        if self._logo:
            (Path(self._folder) / self._logo).write_bytes(publisher.logo)
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        self._own = threading.local()

    def pdf(self, document: Document) -> bytes:
        """The document as PDF; equal documents have equal bytes wherever Typst's own fonts have all their letters."""
        return self._set(document, None, "pdf", ["ua-1"])

    def picture(self, document: Document, chart: Bars | Shifts | Course) -> bytes:
        """A chart of the document as PNG, 16 cm wide."""
        return self._set(document, chart, "png", [])

    def _set(
        self,
        document: Document,
        chart: Bars | Shifts | Course | None,
        form: Literal["pdf", "png"],
        standards: list[Any],
    ) -> bytes:
        told = asdict(replace(document, blocks=()) if chart else document)
        data = {"document": told, "scale": self._scale, "logo": self._logo, "chart": asdict(chart) if chart else None}
        # Where Typst's own fonts lack a letter the machine's are used; where those do too, the PDF cannot be UA-1.
        for own_fonts, wanted in ((True, standards), (False, standards), (False, [])):
            try:
                made = self._compiler(own_fonts).compile(
                    input=self._template,
                    sys_inputs={"document": json.dumps(data, default=str)},
                    format=form,
                    ppi=RESOLUTION,
                    pdf_standards=wanted,
                    timestamp=datetime.combine(document.day, time(), UTC),
                )
            except typst.TypstError as fault:
                if self._logo and "image" in fault.message:
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
            compilers[own_fonts] = typst.Compiler(root=self._folder, ignore_system_fonts=own_fonts)
        return compilers[own_fonts]
