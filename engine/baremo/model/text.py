"""Localised text: the same words in several languages."""

from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import Field, RootModel, model_validator

LanguageTag = Annotated[str, Field(pattern=r"^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", max_length=35)]
"""A language by BCP 47: `es`, `es-419`, `zh-Hans`."""

Language = Literal["en", "es", "pt", "fr"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Phrase(NamedTuple):
    """A text and the language that it is really in, which need not be the one asked for."""

    text: str
    language: Language


class Localised(RootModel[dict[Language, str]]):
    """A text in one or more languages; where one is missing another stands in, marked as such."""

    model_config = {"frozen": True, "defer_build": True}

    @model_validator(mode="after")
    def _not_empty(self) -> "Localised":
        if not self.root:
            raise ValueError("a text in at least one language is needed, e.g. {en: ...}")
        for language, text in self.root.items():
            if not text.strip():
                raise ValueError(f"the text in '{language}' is empty")
        return self

    def phrase(self, language: Language) -> Phrase:
        """The text in `language`, or else in the first of en, es, pt, fr that exists, with the language it is in."""
        for candidate in (language, *LANGUAGES):
            if candidate in self.root:
                return Phrase(self.root[candidate], candidate)
        raise AssertionError("a localised text is never empty")

    def __getitem__(self, language: Language) -> str:
        return self.phrase(language).text

    def missing(self) -> tuple[Language, ...]:
        """The languages that this text does not have."""
        return tuple(language for language in LANGUAGES if language not in self.root)
