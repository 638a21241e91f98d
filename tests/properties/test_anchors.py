"""An anchor is found whatever its spaces, hyphens, quotation marks and case, and otherwise not."""

import re
import unicodedata

from hypothesis import assume, example, given
from hypothesis import strategies as st

from baremo.model.document_text import DocumentText, Page
from baremo.workspace.texts.anchors import HYPHENS, QUOTES, Index, Spot

WORDS = st.text("abcdeéñçIL12", min_size=1, max_size=6)
SENTENCES = st.lists(WORDS, min_size=1, max_size=14)


def text(*paragraphs: str) -> DocumentText:
    """One paragraph a page."""
    pages = tuple(Page(paragraphs=(paragraph,)) for paragraph in paragraphs)
    return DocumentText(document="late", kind="plain", sha256="0" * 64, pages=pages)


@st.composite
def disguised(draw: st.DrawFn, words: list[str]) -> str:
    """The words as a file may print them: other spaces, hyphens within words, quotation marks around, other case."""
    between = st.sampled_from((" ", "  ", "\u00a0", "\n", "\t ", " – ", " «", "” ", "\u2009"))
    within = st.sampled_from(("", "", "", "-", "\u00ad", "‐ ", "- "))
    printed = ""
    for word in words:
        case = draw(st.sampled_from((str, str.upper, str.lower, str.title)))
        printed += draw(between) + "".join(sign + draw(within) for sign in case(word))
    return printed


@given(st.data(), SENTENCES)
def test_found_in_any_disguise(data: st.DataObject, words: list[str]) -> None:
    start = data.draw(st.integers(0, len(words) - 1))
    anchor = words[start : start + data.draw(st.integers(1, 6))]
    assume(not any(unicodedata.normalize("NFC", w.title()).casefold() != w.casefold() for w in words))
    cut = data.draw(st.integers(0, len(words)))
    kept = text(data.draw(disguised(words[:cut])), data.draw(disguised(words[cut:])))
    spots = Index(kept).spots(data.draw(disguised(anchor)))
    assert spots
    assert (start >= cut) in {spot.page for spot in spots}


def bare(text: str) -> str:
    return re.sub(r"\s", "", "".join(s for s in text if s not in QUOTES + HYPHENS)).casefold()


def naive(paragraph: str, anchor: str) -> bool:
    """Every stretch of the paragraph that begins and ends between words, against the anchor."""
    forgiven = {i for i, sign in enumerate(paragraph) if not bare(sign)}
    ends = [i for i in range(len(paragraph) + 1) if {i - 1, i} & (forgiven | {-1, len(paragraph)})]
    ends += [i for i in range(1, len(paragraph)) if "," in paragraph[i - 1 : i + 1]]
    return any(bare(paragraph[i:j]) == bare(anchor) for i in ends for j in ends if i < j)


@given(st.text("abA1 -’,", max_size=24), st.text("abA1 -’,", min_size=1, max_size=6))
@example("part of it", "art")
@example("this lawyer", "is law")
def test_as_a_second_implementation_has_it(paragraph: str, anchor: str) -> None:
    assume(bare(anchor))
    assert bool(Index(text(paragraph)).spots(anchor)) == naive(paragraph, anchor)


@given(SENTENCES, st.data())
def test_other_words_are_never_found(words: list[str], data: st.DataObject) -> None:
    """One letter more, less or other, or an accent less, is another anchor."""
    place = data.draw(st.integers(0, len(words) - 1))
    other = [*words]
    other[place] = data.draw(st.sampled_from((words[place] + "z", "z" + words[place], "z", "e\u0300" + words[place])))
    assert not Index(text(" ".join(words))).spots(" ".join(other))


def test_by_hand() -> None:
    kept = text("El mecanismo «no» ofreció medidas", "no policiales; l’État. DEFENSORAS")
    assert [spot.page for spot in Index(kept).spots("medidas no-policiales")] == [0]
    assert Index(kept).spots("l'état")
    assert Index(kept).spots("etat") == ()
    assert Index(kept).spots("E\u0301tat")
    assert Index(kept).spots("polic") == ()
    assert Index(kept).spots("—") == ()
    assert Index(kept).spots("defensoras") == (Spot(1, 0),)
