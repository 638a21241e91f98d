"""Edits of a text: it holds what was meant, and every byte outside the entry is as it was."""

import re
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from baremo.workspace.edit import Insert, Put, Remove, changes, same
from baremo.workspace.refusal import Refusal
from baremo.workspace.yaml_file import parse
from tests.yaml_files import ENTRIES, INNER, Written, yaml_files

NEW = ENTRIES.map(lambda entry: {"id": "new", **entry})


def data(text: str) -> Any:
    return parse(text.encode(), "x").data


def whole(file: Written, text: str, without: int | None = None) -> None:
    """All comments outside entries, and all entries but one, stand there as they stood."""
    assert [name for name in file.comments if name + ":" in text] == list(file.comments)
    for place, entry in enumerate(file.entries):
        assert place == without or entry in text
    assert text.startswith("\ufeff") == file.text.startswith("\ufeff")
    assert ("\r\n" in text) == ("\r\n" in file.text) or "\n" not in file.text
    assert "\r\n" not in file.text or "\n" not in text.replace("\r\n", "")


def shared(old: str, new: str) -> tuple[int, int]:
    """How long the beginning and the end are that two texts share, without overlap."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    return head, tail


def unended(file: Written) -> bool:
    """Whether the last line belongs to a text whose end a new line below would move; that is refused."""
    return not file.text.endswith("\n") and "|" in file.text


def remarked(file: Written) -> bool:
    """Whether a text has a comment beside the sign that begins it; it is not replaced."""
    return re.search(r"\|[-+]? # mine", file.text) is not None


def assert_refused_rightly(refusal: Refusal, file: Written) -> None:
    assert refusal.code == "layout"
    assert unended(file) or remarked(file)


@given(yaml_files(), NEW, st.integers(0, 4) | st.none())
def test_an_entry_that_is_inserted_changes_no_other_byte(file: Written, entry: dict[str, Any], at: int | None) -> None:
    edit = Insert(("claims",), entry, None if at is None else min(at, len(file.entries)))
    try:
        text = edit.in_text(file.text)
    except Refusal as refusal:
        assert_refused_rightly(refusal, file)
        return
    assert same(data(text), edit.in_data(file.data))
    whole(file, text)
    if file.entries:
        assert sum(shared(file.text, text)) == len(file.text)


@given(yaml_files(), st.integers(0, 3))
def test_an_entry_that_is_removed_takes_no_other_byte_with_it(file: Written, place: int) -> None:
    assume(place < len(file.entries))
    edit = Remove(("claims", place))
    text = edit.in_text(file.text)
    assert same(data(text), edit.in_data(file.data))
    whole(file, text, without=place)


@given(yaml_files(), st.integers(0, 3), NEW)
def test_an_entry_that_is_changed_changes_no_byte_around_it(file: Written, place: int, new: dict[str, Any]) -> None:
    assume(place < len(file.entries))
    text, now = file.text, file.data
    for edit in changes(now["claims"][place], new, ("claims", place)):
        try:
            text = edit.in_text(text)
        except Refusal as refusal:
            assert_refused_rightly(refusal, file)
            return
        now = edit.in_data(now)
        assert same(data(text), now)
    assert same(now["claims"][place], new)
    whole(file, text, without=place)
    start = file.text.index(file.entries[place])
    assert text.startswith(file.text[:start])
    after = file.text[start + len(file.entries[place]) :].lstrip("\r\n")
    assert text.endswith(after)


@given(yaml_files(), st.sampled_from(("b0", "z0", "z1", "new")), INNER | st.just("gone"))
def test_a_key_of_the_file_is_put_or_removed_alone(file: Written, key: str, value: Any) -> None:
    edit = Put((key,), value) if value != "gone" else Remove((key,))
    assume(value != "gone" or key in file.data)
    try:
        text = edit.in_text(file.text)
    except Refusal as refusal:
        assert_refused_rightly(refusal, file)
        return
    assert same(data(text), edit.in_data(file.data))
    for entry in file.entries:
        assert entry in text
