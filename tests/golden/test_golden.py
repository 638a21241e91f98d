"""Whole reports as they were agreed on. To accept a change: BAREMO_ACCEPT=1 make test, and read the diff."""

import os
import re
from datetime import date
from pathlib import Path

import pytest

from baremo.assessment.assess import Mechanism, assess
from baremo.model.text import Language
from baremo.reporting.telling import Telling
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("mechanism", "language", "form"),
    [("honduras", "en", "html"), ("honduras", "es", "md"), ("colombia", "en", "md")],
)
def test_as_agreed(
    shipped: Workspace,
    mechanisms: dict[str, Mechanism],
    engines: Engines,
    mechanism: str,
    language: Language,
    form: str,
) -> None:
    telling = Telling(shipped.catalogue, language, shipped.rooms.reports, ("durable", "reference"))
    card = assess(mechanisms[mechanism], engines, date(2017, 3, 31))
    text = telling.html(card) if form == "html" else telling.markdown(card)
    text = re.sub(r"\b[0-9a-f]{16}\b", "DIGEST", text)
    file = HERE / f"{mechanism}.{language}.{form}"
    if os.environ.get("BAREMO_ACCEPT"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")
