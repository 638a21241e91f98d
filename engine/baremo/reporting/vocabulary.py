"""The words of a questionnaire's answers: written in one language, and read back in any of the interface's."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.document import Speaker
from ..model.feature import Feature
from ..model.questionnaire import COLUMNS, CONFIDENCE, FEATURE, HOWS, RARE, ROW, SHEET, SUBMISSION, name_of
from ..model.sheet import KINDS
from ..model.text import Localised
from ..model.visibility import AUDIENCES
from .words import Words

Choice = tuple[str, str]
"""What may be chosen: its id, and what it is called."""


@dataclass(frozen=True)
class Vocabulary:
    """What is asked and what may be answered, in the language of the first of the words; the others are understood."""

    speaking: Sequence[Words]
    features: Mapping[str, Feature]
    speakers: Mapping[str, Speaker]

    @property
    def words(self) -> Words:
        """Those of the language that is written."""
        return self.speaking[0]

    def heading(self, column: str, words: Words | None = None) -> str:
        """What a column, or what is asked of the whole document, is called."""
        return (words or self.words).say(f"form.column.{column}")

    def help(self, column: str, words: Words | None = None) -> str:
        """What goes into a column."""
        return (words or self.words).say(f"form.help.{column}")

    def choices(self, column: str, feature: Feature | None = None, words: Words | None = None) -> tuple[Choice, ...]:
        """What may be chosen in a column, of a question where that depends on it; empty where anything may be written.

        A choice's answers run from worst to best, as the feature has them.
        """
        speaking = words or self.words
        match column:
            case "how":
                return tuple((how, speaking.say(_how(how, feature))) for how in HOWS)
            case "kind":
                kinds = [kind for kind in KINDS if kind != "change" or feature is None or feature.kind == "record"]
                return tuple((kind, speaking.say(f"form.kind.{kind}")) for kind in kinds)
            case "confidence":
                return tuple((level, speaking.say(f"form.confidence.{level}")) for level in CONFIDENCE)
            case "visibility":
                return tuple((level, speaking.say(f"form.visibility.{level}")) for level in AUDIENCES)
            case "feature":
                return tuple((id, speaking.text(asked.question).text) for id, asked in self.features.items())
            case "note_language":
                return tuple((other.asked, other.language_name) for other in self.speaking)
            case "speaker":
                return _named((id, speaking.text(speaker.name).text) for id, speaker in self.speakers.items())
            case "answer" | "up_to" | "before" if feature is not None and feature.type == "yes-no":
                return (("no", speaking.say("value.no")), ("yes", speaking.say("value.yes")))
            case "answer" | "up_to" | "before" if feature is not None:
                return tuple((value.id, speaking.text(value.label).text) for value in feature.values)
        return ()

    def choice(self, column: str, text: str, feature: Feature | None = None) -> str | None:
        """The id of what a text says in a column, in whatever language; None if it is nothing that may be chosen."""
        return self._ids(column, feature).get(_folded(text))

    def _ids(self, column: str, feature: Feature | None) -> Mapping[str, str]:
        """The ids in a column by all that they are called; what the written language says goes first."""
        key = column, None if feature is None else feature.id
        if key not in self._known:
            known: dict[str, str] = {}
            for words in self.speaking:
                variants = (*self.choices(column, feature, words), *self.choices(column, None, words))
                for id, label in variants:
                    known.setdefault(_folded(label), id)
            for id in dict.fromkeys(known.values()):
                known.setdefault(id, id)
                known.setdefault(name_of(id), id)
            self._known[key] = known
        return self._known[key]

    @cached_property
    def _known(self) -> dict[tuple[str, str | None], Mapping[str, str]]:
        """What was asked for already."""
        return {}

    def column(self, name: str) -> str | None:
        """The column of that name or heading; a question's name in a form on a phone is its feature's answer."""
        return self._columns.get(_folded(name.rpartition("/")[2]))

    @cached_property
    def _columns(self) -> Mapping[str, str]:
        known: dict[str, str] = {}
        for column in (ROW, FEATURE, *COLUMNS, *RARE, *SHEET, *SUBMISSION):
            known[column] = column
            for words in self.speaking if column != ROW else ():
                known.setdefault(_folded(self.heading(column, words)), column)
        for id, feature in self.features.items():
            known.setdefault(name_of_answer(id), f"{ANSWER_TO}{id}")
            for text in feature.question.root.values():
                known.setdefault(_folded(text), f"{ANSWER_TO}{id}")
        return known


ANSWER_TO = "answer to "
"""With a feature's id behind it: the column that holds the answers to that question alone."""


def name_of_answer(id: str) -> str:
    """What the question of that feature is called in a form on a phone."""
    return f"answer_{name_of(id)}"


def text_of(text: Localised, words: Words) -> str:
    """A text of the content, in the language of the words where it has it."""
    return words.text(text).text


def _how(how: str, feature: Feature | None) -> str:
    """A choice has a best value, a number has none."""
    best = how == "at_most" and (feature is None or feature.type == "choice")
    return "form.how.at_best" if best else f"form.how.{how}"


def _named(named: Iterable[Choice]) -> tuple[Choice, ...]:
    """The same with the id beside a name that two of them have."""
    listed = list(named)
    names = [name for _, name in listed]
    return tuple((id, f"{name} ({id})" if names.count(name) > 1 else name) for id, name in listed)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
