"""Every message that is used stands in the catalogues, and every one that stands there is used.

That it stands in all four languages, `tests/workspace/test_languages.py` says.
"""

import re
from pathlib import Path

from babel.messages.pofile import read_po

from baremo.workspace.rooms import built_in

ENGINE = Path(__file__).parents[2] / "engine" / "baremo"
SAID = re.compile(r"""["'`]([a-z0-9][a-z0-9.-]*)["'`]""")
FORMED = re.compile(r"""f["']([a-z0-9][a-z0-9.-]*[.-])\{""")
"""The start of an id whose end is worked out: `f"status.{status}"`."""


def messages() -> set[str]:
    with (built_in() / "reports" / "locales" / "en.po").open("rb") as file:
        return {
            str(message.id if isinstance(message.id, str) else message.id[0]) for message in read_po(file) if message.id
        }


def sources() -> str:
    files = [*ENGINE.rglob("*.py"), *(built_in() / "reports" / "templates").glob("*.j2")]
    return "\n".join(file.read_text("utf-8") for file in files)


def used(id: str, named: set[str], formed: tuple[str, ...]) -> bool:
    """A code of a fault, a slip or a refusal is used without the word before it."""
    kind, _, code = id.partition(".")
    ids = (id, code) if kind in {"fault", "slip", "refusal"} else (id,)
    return any(each in named or each.startswith(formed) for each in ids)


def test_every_message_is_used() -> None:
    text = sources()
    named, formed = set(SAID.findall(text)), tuple(set(FORMED.findall(text)))
    assert {id for id in messages() if not used(id, named, formed)} == set()


def test_every_message_that_a_template_says_is_there() -> None:
    said = set()
    for file in (built_in() / "reports" / "templates").glob("*.j2"):
        said |= set(re.findall(r"""say\(["']([a-z0-9.-]+)["']""", file.read_text("utf-8")))
    assert said - messages() == set()
