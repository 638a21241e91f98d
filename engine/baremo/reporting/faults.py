"""Says what is wrong or doubtful in a workspace, and what cannot be: every code's sentence, in a language."""

from datetime import date
from typing import Any

from pydantic_core import PydanticCustomError

from ..model.unscored import Unscored
from ..model.visibility import Visibility
from ..workspace.problem import Problem, Value, values
from ..workspace.refusal import Refusal
from ..workspace.slip import Slip
from .views.phrases import unscored_words
from .words import Words

PREFIX = "fault."


def told(problem: Problem, words: Words, audience: Visibility = "public") -> str:
    """Place, sentence and kind; to an audience that may not know what the sentence mentions, place and kind alone, and
    of a file that it may not know, its room and the kind.
    """
    withheld = problem.withheld(audience)
    sentence = said(problem, words) if withheld is None else words.say("fault.withheld", audience=withheld)
    severity = words.say(f"severity.{problem.severity}")
    return f"{problem.place(audience)}: {severity}: {sentence} [{problem.kind}]"


def said(problem: Problem, words: Words) -> str:
    """The sentence about a problem, with what was likely meant."""
    values: dict[str, Any] = {name: _shown(value, words) for name, value in problem.values}
    stranger = words.say("fault.stranger", **values) if "sign" in values else ""
    near = words.say("fault.near", near=values["near"]) if "near" in values else ""
    return words.say(PREFIX + problem.code, **values, stranger=stranger) + near


def refused(refusal: Slip | Refusal, words: Words) -> str:
    """Why what somebody asked for cannot be, or was not written."""
    named: dict[str, Any] = {name: _named(value, words) for name, value in refusal.values.items()}
    return words.say(f"{'slip' if isinstance(refusal, Slip) else 'refusal'}.{refusal.code}", **named)


def _named(value: object, words: Words) -> str:
    if isinstance(value, PydanticCustomError):
        return said(Problem("", 0, 0, value.type, values(**value.context or {})), words)
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    if isinstance(value, Unscored):
        return unscored_words(value, words)
    return words.day(value) if isinstance(value, date) else str(value)


def _shown(value: Value, words: Words) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return value if isinstance(value, str) else words.number(value)
