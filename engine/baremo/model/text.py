"""Localised text: the same words in several languages."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple

from pydantic import Field, RootModel, ValidationInfo, model_validator

from .record import LANGUAGE
from .shown import show

LanguageTag = Annotated[str, Field(pattern=LANGUAGE, max_length=35)]
"""A language by BCP 47: `es`, `es-419`, `zh-Hans`."""

Language = LanguageTag


class Phrase(NamedTuple):
    """A text and the language that it is really in, which need not be the one asked for."""

    text: str
    language: Language


class Localised(RootModel[dict[LanguageTag, str]]):
    """A text in one or more languages; where one is missing another stands in, marked as such.

    Where the context of validation names `languages`, those of the body of standards, it is in no other.
    """

    model_config = {"frozen": True, "defer_build": True}

    @model_validator(mode="after")
    def _in_known_languages(self, info: ValidationInfo) -> "Localised":
        if not self.root:
            raise ValueError("a text in at least one language is needed, e.g. {en: ...}")
        known = (info.context or {}).get("languages")
        for language, text in self.root.items():
            if not text.strip():
                raise ValueError(f"the text in '{language}' is empty")
            if known and language not in known:
                raise ValueError(f"unknown language {show(language)}; expected one of {', '.join(known)}")
        return self

    def phrase(self, language: Language, stand_ins: Sequence[Language] = ()) -> Phrase:
        """The text in `language`, or else in the first of the stand-ins that it has, or else in its own first."""
        for candidate in (language, *stand_ins, *self.root):
            if candidate in self.root:
                return Phrase(self.root[candidate], candidate)
        raise AssertionError("a localised text is never empty")

    def __getitem__(self, language: Language) -> str:
        return self.phrase(language).text
