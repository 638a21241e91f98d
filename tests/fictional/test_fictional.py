"""A workspace with everything that a dossier can hold, all of it invented, in every form, as it was agreed on.

To accept a change: BAREMO_ACCEPT=1 make test, and read the diff.
"""

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from baremo.cli import program

HERE = Path(__file__).parent
DAYS = ("2019-01-15", "2020-06-30", "2021-06-30")
LANGUAGES = ("en", "es", "pt", "fr")
EXPLAINED = (
    "collective.granted", "nonpolice.balance", "institution.resources", "collective.legal-basis",
    "effectiveness.decision-term", "effectiveness.decision-time", "effectiveness.unanswered", "institution.reach",
    "institution.political-support", "institution.staff",
)  # fmt: skip
CALLS = {
    **{f"score-{day}.txt": ("score", "santa-lucia", "--as-of", day) for day in DAYS},
    **{f"score-{day}.json": ("score", "santa-lucia", "--as-of", day, "--format", "json") for day in DAYS},
    **{
        f"score-{day}.{language}.md": ("score", "santa-lucia", "--as-of", day, "--format", "markdown", "--lang", language)
        for day in DAYS
        for language in ("en", "es")
    },
    **{f"score-2020-06-30.{language}.txt": ("score", "santa-lucia", "--as-of", "2020-06-30", "--lang", language) for language in LANGUAGES[1:]},
    **{
        f"why-{criterion}.{language}.txt": ("why", "santa-lucia", criterion, "--as-of", "2020-06-30", "--lang", language)
        for criterion in EXPLAINED
        for language in LANGUAGES
    },
    **{f"why-{criterion}.json": ("why", "santa-lucia", criterion, "--as-of", "2020-06-30", "--format", "json") for criterion in EXPLAINED[:2]},
    **{f"timeline.{language}.txt": ("timeline", "santa-lucia", "--as-of", "2022-07-01", "--lang", language) for language in LANGUAGES},
    "ended.txt": ("score", "--as-of", "2022-07-01"),
    "confidential.txt": ("why", "santa-lucia", "nonpolice.balance", "--as-of", "2020-06-30", "--audience", "confidential"),
}  # fmt: skip


def put_out(*words: str) -> str:
    done = CliRunner().invoke(program, [*words, "--workspace", str(HERE)], env={"COLUMNS": "140"})
    assert done.exit_code == 0, done.output
    return re.sub(r"\b[0-9a-f]{16}\b", "DIGEST", done.stdout)


@pytest.mark.parametrize("name", CALLS)
def test_as_agreed(name: str) -> None:
    text, file = put_out(*CALLS[name]), HERE / "agreed" / name
    if os.environ.get("BAREMO_ACCEPT"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def test_nothing_that_is_withheld_stands_in_what_is_public() -> None:
    for name, words in CALLS.items():
        told = put_out(*words)
        for hidden in (
            "A plan not published",
            "An internal note",
            "A protected source",
            "Staff leave",
            "Little but police",
        ):
            assert (hidden in told) == (
                name == "confidential.txt" and hidden in {"A protected source", "Little but police"}
            )
