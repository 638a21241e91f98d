"""Localised text: the same words in several languages."""

from collections.abc import Sequence
from typing import Annotated, Any, NamedTuple

from pydantic import Field, RootModel, ValidationInfo, model_validator

from .fault import fault
from .record import LANGUAGE

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

    @model_validator(mode="before")
    @classmethod
    def _by_language(cls, given: Any, info: ValidationInfo) -> Any:
        if isinstance(given, str):
            languages = (info.context or {}).get("languages") or ("en",)
            raise fault("type.by-language", given=given, language=languages[0])
        return given

    @model_validator(mode="after")
    def _in_known_languages(self, info: ValidationInfo) -> "Localised":
        if not self.root:
            raise fault("value.no-text")
        known = (info.context or {}).get("languages")
        for language, text in self.root.items():
            if not text.strip():
                raise fault("value.empty-text", language=language)
            if known and language not in known:
                raise fault("value.language", given=language, known=known)
        return self

    def phrase(self, language: Language, stand_ins: Sequence[Language] = ()) -> Phrase:
        """The text in `language`, or else in the first of the stand-ins that it has, or else in its own first."""
        for candidate in (language, *stand_ins, *self.root):
            if candidate in self.root:
                return Phrase(self.root[candidate], candidate)
        raise AssertionError("a localised text is never empty")

    def __getitem__(self, language: Language) -> str:
        return self.phrase(language).text
