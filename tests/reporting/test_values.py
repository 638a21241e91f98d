"""What is said of values, in every language: by type, polarity and bound, in a claim, in a rule, and as advice.

The table is `values.csv`. To accept a change: BAREMO_ACCEPT=1 make test, and read the diff.
"""

import csv
import io
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from baremo.model.condition import FeatureTest
from baremo.model.feature import Feature, Interval
from baremo.model.why import Change
from baremo.reporting.views import phrases
from baremo.reporting.words import Words
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import Workspace

TABLE = Path(__file__).with_name("values.csv")
LANGUAGES = ("en", "es", "pt", "fr")
QUESTION = {"en": "Question?", "es": "¿Pregunta?", "pt": "Pergunta?", "fr": "Question\u202f?"}
CHOICE = [
    {"id": id, "label": {"en": en, "es": es, "pt": pt, "fr": fr}}
    for id, en, es, pt, fr in (
        ("none", "none", "ninguna", "nenhuma", "aucune"),
        ("few", "few", "pocas", "poucas", "peu"),
        ("some", "some", "algunas", "algumas", "certaines"),
        ("all", "all", "todas", "todas", "toutes"),
    )
]
ENDS = {"yes-no": (0, 1), "choice": (1, 2), "count": (1, 1_200), "share": (45_50, 90_00), "days": (1, 90)}
"""Two ranks of each type."""


def feature(type: str, polarity: str) -> Feature:
    values = CHOICE if type == "choice" else []
    return Feature.model_validate(
        {"id": "theme.f", "kind": "practice", "type": type, "polarity": polarity, "effort": "norm", "question": QUESTION, "values": values}
    )  # fmt: skip


def cases() -> Iterator[tuple[str, str, str, Feature]]:
    for type in ENDS:
        for polarity in ("higher",) if type == "choice" else ("higher", "lower"):
            for bound in ("value", "at_least", "at_most", "between", "anything"):
                yield type, polarity, bound, feature(type, polarity)


def rows(shipped: Workspace) -> Iterator[tuple[str, ...]]:
    words = {language: Words(language, (built_in() / "reports",), shipped.catalogue.standard) for language in LANGUAGES}
    for type, polarity, bound, asked in cases():
        low, high = ENDS[type]
        interval = {
            "value": Interval(low, low), "at_least": Interval(low, asked.whole.high), "at_most": Interval(0, high),
            "between": Interval(low, high), "anything": asked.whole,
        }[bound]  # fmt: skip
        yield (
            type,
            polarity,
            bound,
            "claim",
            *(phrases.interval_words(asked, interval, words[code]) for code in LANGUAGES),
        )
        if bound in {"value", "at_least", "at_most"}:
            operator = "is" if bound == "value" else bound
            test = FeatureTest.model_validate(
                {"feature": asked.id, operator: asked.raw(high if bound == "at_most" else low)}
            )
            catalogue = replace(shipped.catalogue, features={asked.id: asked})
            yield (
                type,
                polarity,
                bound,
                "rule",
                *(phrases.test_words(catalogue, test, words[code]) for code in LANGUAGES),
            )
    for type in ENDS:
        for polarity in ("higher",) if type == "choice" else ("higher", "lower"):
            asked = feature(type, polarity)
            for or_better in (False,) if type == "yes-no" else (False, True):
                change = Change(feature=asked.id, value=asked.raw(ENDS[type][1]), or_better=or_better)
                name = "or better" if or_better else "value"
                yield (
                    type,
                    polarity,
                    name,
                    "advice",
                    *(phrases.change_words(asked, change, words[code]) for code in LANGUAGES),
                )


def test_every_value_is_said_as_agreed(shipped: Workspace) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("type", "polarity", "bound", "in", *LANGUAGES))
    writer.writerows(rows(shipped))
    if os.environ.get("BAREMO_ACCEPT"):
        TABLE.write_text(out.getvalue(), "utf-8")
    assert out.getvalue() == TABLE.read_text("utf-8")


@pytest.mark.parametrize("polarity", ["higher", "lower"])
def test_of_numbers_nothing_is_called_best(shipped: Workspace, polarity: str) -> None:
    """Where less is better, at most 90 days is no best case; nor are 30 days or more better than 30."""
    best = {"en": ("best", "better"), "es": ("mejor",), "pt": ("melhor",), "fr": ("mieux",)}
    for type, of, _, _, *said in rows(shipped):
        if type in {"count", "share", "days"} and of == polarity:
            for language, sentence in zip(LANGUAGES, said, strict=True):
                assert not [word for word in best[language] if word in sentence]


NUMBERS = {
    0.0004: ("0.0004", "0,0004"),
    1.2345: ("1.2345", "1,2345"),
    -0.0001: ("-0.0001", "-0,0001"),
    0.333333: ("0.333333", "0,333333"),
    59.5: ("59.5", "59,5"),
    1e6: ("1,000,000", None),
    1e-07: ("0.0000001", "0,0000001"),
}


@pytest.mark.parametrize("number", NUMBERS)
def test_numbers_are_said_with_every_decimal(number: float) -> None:
    english, others = NUMBERS[number]
    words = {language: Words(language, (built_in() / "reports",)) for language in LANGUAGES}
    assert words["en"].number(number) == english
    for language in LANGUAGES[1:]:
        if others is not None:
            assert words[language].number(number) == others
