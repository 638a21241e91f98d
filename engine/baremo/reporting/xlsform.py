"""A questionnaire as an XLSForm, for KoBoToolbox and ODK: a repeat is a statement, and all languages are on all sheets.

The form tells no title, in its own name neither: it goes to a server that is somebody else's.
"""

import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import cached_property

import xlsxwriter

from ..model.feature import Feature
from ..model.questionnaire import CONFIDENCE, FEATURE, ORIGIN, ROW, name_of
from ..model.text import Localised
from .excel import AS_IT_STANDS
from .questionnaire import Asked, Questionnaire, guided
from .vocabulary import Choice, Vocabulary, name_of_answer
from .words import Words

Entry = dict[str, str]
"""A row of a sheet, by its columns; a text in every language has a column each."""

_DAY = r"^(by |≤)?[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_SIX_WORDS = r"^\s*\S+(\s+\S+){0,5}\s*$"
_ROLE = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_REPEAT = "statement"
_ANSWERED = f"${{how}} != 'nothing' and ${{{FEATURE}}} != ''"


def xlsform(questionnaire: Questionnaire) -> bytes:
    """The questionnaire as a form; equal ones have equal bytes."""
    writing = _Writing(questionnaire)
    sheets = {"survey": [*writing.survey()], "choices": [*writing.choices()]}
    sheets["settings"] = [writing.settings(repr(sheets))]
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, AS_IT_STANDS)
    book.set_properties({"author": "Baremo", "created": datetime.combine(questionnaire.document.as_of, time())})
    head = book.add_format({"bold": True, "bottom": 1})
    for name, entries in sheets.items():
        page = book.add_worksheet(name)
        columns = list(dict.fromkeys(column for entry in entries for column in entry))
        page.set_column(0, len(columns) - 1, 24)
        page.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            page.write_string(0, at, column, head)
            for row, entry in enumerate(entries, 1):
                if entry.get(column):
                    page.write_string(row, at, entry[column])
    book.close()
    return out.getvalue()


@dataclass(frozen=True)
class _Writing:
    questionnaire: Questionnaire

    @property
    def _vocabulary(self) -> Vocabulary:
        return self.questionnaire.vocabulary

    @cached_property
    def _speaking(self) -> Mapping[str, Words]:
        """The words by the name of their language, as forms have it: English (en)."""
        return {f"{words.language_name} ({words.asked})": words for words in self._vocabulary.speaking}

    def _in_all(self, column: str, texts: Mapping[str, str]) -> Entry:
        return {f"{column}::{language}": text for language, text in texts.items()}

    def _said(self, column: str, message: str) -> Entry:
        return self._in_all(column, {name: words.say(message) for name, words in self._speaking.items()})

    def _text(self, column: str, text: Localised) -> Entry:
        return self._in_all(column, {name: words.text(text).text for name, words in self._speaking.items()})

    def _asks(self, column: str, type: str, **more: str) -> Entry:
        label = self._said("label", f"form.column.{column}")
        return {"type": type, "name": column, **label, **self._said("hint", f"form.help.{column}"), **more}

    # what is asked

    def survey(self) -> Iterator[Entry]:
        """The questions, in order: of the document as a whole, then of each statement."""
        origin = self.questionnaire.origin
        for key in ("standard", "edition", "digest", "mechanism", "document", "language"):
            yield {"type": "calculate", "name": f"{ORIGIN}_{key}", "calculation": f"'{getattr(origin, key)}'"}
        if origin.coder is not None:
            yield {"type": "calculate", "name": "coder", "calculation": f"'{origin.coder}'"}
        else:
            rule = {"constraint": f"regex(., '{_ROLE}')", **self._said("constraint_message", "form.help.coder")}
            yield self._asks("coder", "text", required="yes", **rule)
        yield self._asks("note_language", "select_one note_language", required="yes", default=origin.language)
        yield self._asks("read", "text", required="yes")
        yield {
            "type": "begin_repeat",
            "name": _REPEAT,
            **self._said("label", "form.statement"),
            **self._said("hint", "form.statement-help"),
        }
        yield from self._statement()
        yield {"type": "end_repeat", "name": _REPEAT}
        yield self._asks("journal", "text", appearance="multiline")

    def _statement(self) -> Iterator[Entry]:
        yield {"type": "calculate", "name": ROW, "calculation": "once(uuid())"}
        theme = {**self._said("label", "form.theme"), "appearance": "minimal", "required": "yes"}
        yield {"type": "select_one theme", "name": "theme", **theme}
        yield self._asks(
            FEATURE, f"select_one {FEATURE}", choice_filter="theme=${theme}", relevant="${theme} != ''", required="yes"
        )
        yield self._asks("how", "select_one how", relevant=f"${{{FEATURE}}} != ''", required="yes", default="exactly")
        for asked in self.questionnaire.asked:
            yield self._answer(asked)
        happening = {"required": "yes", "default": "observation", **self._records()}
        yield self._asks("kind", "select_one kind", relevant=_ANSWERED, **happening)
        yield self._asks("speaker", "select_one speaker", relevant=_ANSWERED, required="yes", appearance="minimal")
        day = {"constraint": f"regex(., '{_DAY}')", **self._said("constraint_message", "form.error.date")}
        yield self._asks("date", "text", relevant=_ANSWERED, **day)
        yield self._asks("end", "text", relevant=f"{_ANSWERED} and ${{kind}} != 'change'", **day)
        yield self._asks("locator", "text", relevant=_ANSWERED, required="yes")
        six = {"constraint": f"regex(., '{_SIX_WORDS}')", **self._said("constraint_message", "form.error.anchor")}
        yield self._asks("anchor", "text", relevant=_ANSWERED, **six)
        yield self._asks("note", "text", relevant=_ANSWERED, required="yes", appearance="multiline")
        yield self._asks("confidence", "select_one confidence", relevant=_ANSWERED)
        yield self._asks("visibility", "select_one visibility", relevant=_ANSWERED, default="public")

    def _answer(self, asked: Asked) -> Entry:
        """The question itself, which is asked where it was chosen, unless the document says nothing on it."""
        feature = asked.feature
        entry: Entry = {"name": name_of_answer(feature.id), **self._text("label", feature.question), "required": "yes"}
        entry["relevant"] = f"${{{FEATURE}}} = '{name_of(feature.id)}' and ${{how}} != 'nothing'"
        if asked.guidance is not None:
            told = {language: guided(asked, self._vocabulary, words) for language, words in self._speaking.items()}
            entry |= self._in_all("hint", told)
        if feature.type in ("yes-no", "choice"):
            return {"type": f"select_one {_list_of(feature)}", **entry}
        highest = 100 if feature.type == "share" else feature.whole.high
        rule = {"constraint": f". >= 0 and . <= {highest}", **self._said("constraint_message", "form.error.number")}
        return {"type": "decimal" if feature.type == "share" else "integer", **entry, **rule}

    def _records(self) -> Entry:
        """A change is one of the public record alone."""
        names = [name_of(asked.feature.id) for asked in self.questionnaire.asked if asked.feature.kind == "record"]
        records = " or ".join(f"${{{FEATURE}}} = '{name}'" for name in names) or "false()"
        return {
            "constraint": f". != 'change' or {records}",
            **self._said("constraint_message", "form.error.record"),
        }

    # what may be chosen

    def choices(self) -> Iterator[Entry]:
        """Every list, in all languages."""
        themes: dict[str, Localised] = {asked.feature.dimension: asked.theme for asked in self.questionnaire.asked}
        for id, theme in themes.items():
            yield {"list_name": "theme", "name": name_of(id), **self._text("label", theme)}
        for asked in self.questionnaire.asked:
            feature = asked.feature
            label = self._text("label", feature.question)
            yield {
                "list_name": FEATURE, "name": name_of(feature.id), **label, "theme": name_of(feature.dimension),
            }  # fmt: skip
        for column in ("how", "kind", "speaker", "visibility", "note_language"):
            yield from self._list(column, column, None)
        for level in CONFIDENCE:
            label = self._said("label", f"form.confidence.{level}")
            yield {"list_name": "confidence", "name": level, **label}
        listed: set[str] = set()
        for asked in self.questionnaire.asked:
            name = _list_of(asked.feature)
            if asked.feature.type in ("yes-no", "choice") and name not in listed:
                listed.add(name)
                yield from self._list(name, "answer", asked.feature)

    def _list(self, name: str, column: str, feature: Feature | None) -> Iterator[Entry]:
        """One list; a phone has no place for the other end of a range between two."""
        by_language: dict[str, Sequence[Choice]] = {
            language: self._vocabulary.choices(column, feature, words) for language, words in self._speaking.items()
        }
        for place, (id, _) in enumerate(next(iter(by_language.values()))):
            if id != "between":
                labels = {language: choices[place][1] for language, choices in by_language.items()}
                yield {"list_name": name, "name": name_of(id), **self._in_all("label", labels)}

    def settings(self, content: str) -> Entry:
        """The form's name, its id, and a version that is another where anything else is."""
        origin = self.questionnaire.origin
        form_id = re.sub(r"[^a-z0-9_]", "_", f"{ORIGIN}_{origin.mechanism}_{origin.document}")
        version = hashlib.sha256(content.encode()).hexdigest()[:10]
        return {
            "form_title": f"Baremo {origin.mechanism} {origin.document}",
            "form_id": form_id,
            "version": f"{origin.edition}-{version}",
            "default_language": next(iter(self._speaking)),
        }


def _list_of(feature: Feature) -> str:
    return "yes_no" if feature.type == "yes-no" else f"values_{name_of(feature.id)}"
