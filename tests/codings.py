"""Sheets of two coders, for the tests of double coding."""

from typing import Any

from hypothesis import strategies as st

from baremo.model.feature import Feature, Value
from baremo.model.sheet import Sheet
from baremo.model.text import Localised

TEXT = Localised({"en": "A text."})
FEATURES = {
    feature.id: feature
    for feature in (
        Feature(id="impunity.law", kind="record", type="yes-no", effort="norm", question=TEXT),
        Feature(
            id="impunity.investigated",
            kind="practice",
            type="choice",
            effort="practice",
            question=TEXT,
            values=tuple(Value(id=id, label=TEXT) for id in ("never", "some", "most", "always")),
        ),
        Feature(id="effectiveness.days", kind="practice", type="days", polarity="lower", effort="practice", question=TEXT),
    )
}  # fmt: skip
SPEAKERS = ("ministry", "ombud")
CHOICES = ("never", "some", "most", "always")


def claim(feature: str = "impunity.investigated", speaker: str = "ministry", **more: Any) -> dict[str, Any]:
    """A claim in the form of a sheet's file."""
    given = {
        "feature": feature,
        "kind": "observation",
        "speaker": speaker,
        "locator": "p. 1",
        "note": {"en": "A note."},
    }
    return {**given, **more}


def sheet(coder: str, *claims: dict[str, Any], document: str = "report-2019", **more: Any) -> Sheet:
    """A handed-in draft; its claims get ids that begin with the coder's letter."""
    letters = "abcdefghijklmnopqrstuvwxyz234567"
    named = [
        {"id": f"{coder[-1]}{document[-1]}{letters[number // 32]}{letters[number % 32]}aaaa", **claim}
        for number, claim in enumerate(claims)
    ]
    given = {"document": document, "read": "whole", "status": "handed-in", "coded": [{"by": coder, "on": "2020-01-02"}]}
    return Sheet.model_validate({**given, "claims": named, **more})


def _values(feature: str) -> st.SearchStrategy[dict[str, Any]]:
    if feature == "impunity.law":
        return st.booleans().map(lambda value: {"value": value})
    ranks = st.lists(st.integers(0, 3), min_size=1, max_size=2, unique=True).map(sorted)
    named = (lambda rank: CHOICES[rank]) if feature == "impunity.investigated" else (lambda rank: rank)
    return ranks.map(
        lambda ends: (
            {"value": named(ends[0])} if len(ends) == 1 else {"at_least": named(ends[0]), "at_most": named(ends[1])}
        )
    )


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """A claim on one of the few features."""
    feature = draw(st.sampled_from(list(FEATURES)))
    kinds = ("observation", "commitment", "change") if feature == "impunity.law" else ("observation", "commitment")
    return claim(
        feature,
        draw(st.sampled_from(SPEAKERS)),
        kind=draw(st.sampled_from(kinds)),
        note={"en": draw(st.sampled_from(("A note.", "Another.")))},
        **draw(_values(feature)),
        **draw(st.sampled_from(({}, {"date": "2018"}, {"date": "2018-05"}, {"date": "2019"}))),
    )


@st.composite
def sheets(draw: st.DrawFn, coder: str, document: str = "report-2019") -> Sheet:
    """A coder's draft with up to six claims, events and figures, and what it says nothing on."""
    stated = draw(st.lists(claims(), max_size=6))
    silent = draw(st.lists(st.sampled_from(list(FEATURES)), unique=True, max_size=3))
    claimed = {entry["feature"] for entry in stated}
    place = {"speaker": "ministry", "locator": "p. 2"}
    events = [
        {"id": f"{coder[-1]}{document[-1]}event{'abc'[number]}", "title": {"en": title}, "date": "2018", **place}
        for number, title in enumerate(draw(st.lists(st.sampled_from(("A march.", "A vote.")), max_size=2)))
    ]
    return sheet(
        coder,
        *stated,
        document=document,
        nothing_on=[feature for feature in silent if feature not in claimed],
        events=events,
    )
