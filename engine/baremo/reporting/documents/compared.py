"""Comparisons as pages: mechanisms side by side, around a reform, under an assumption, and by two perspectives."""

from collections.abc import Mapping, Sequence

from ...model.catalogue import Catalogue
from ...model.comparison import Around, Comparison, PerspectiveGap
from ...model.dossier import Dossier
from ...model.scorecard import Scorecard
from ...model.unscored import Unscored
from ...model.whatif import WhatIf
from ..labels import alike_in_day, evidences, labels, names
from ..phrases import assumed_words, shown_score, unscored_words
from ..scorecard import evidence
from .blocks import Bars, Block, Document, Items, Line, Run, Table, said, text_of
from .edition import Edition
from .pieces import Pieces


def comparison_document(
    comparison: Comparison, dossiers: Mapping[str, Dossier], catalogue: Catalogue, edition: Edition
) -> Document:
    """Mechanisms side by side: ranges, the places they can take, each dimension, and every criterion."""
    words, p = edition.words, Pieces(edition.words)
    cards = comparison.scorecards
    called = labels(cards, dossiers, words)
    missing = unscored_blocks(comparison.unscored, dossiers, p)
    overall = tuple(p.bar(label, card.overall) for label, card in zip(called, cards, strict=True))
    places = tuple(
        (
            p.line(label),
            p.line(shown_score(card.overall, words)),
            p.line(str(rank.best) if rank.best == rank.worst else f"{rank.best}–{rank.worst}"),
        )
        for label, card, rank in zip(called, cards, comparison.ranks, strict=True)
    )
    place_head = (p.say("mechanism"), p.say("overall"), p.say("place.head"))
    if not cards:
        return unscored_document("comparison", comparison.unscored, dossiers, edition)
    blocks: list[Block] = [
        Bars(overall, p.alt(overall), words.say("places.note")),
        Table(words.say("place.head"), place_head, places, numbers=(1, 2)),
        *missing,
    ]
    for dimension, title in catalogue.dimensions.items():
        scores = [next((d for d in card.dimensions if d.dimension == dimension), None) for card in cards]
        bars = tuple(p.bar(label, score) for label, score in zip(called, scores, strict=True) if score is not None)
        rows = tuple(
            (
                said(words.text(catalogue.criteria[row.criterion].title)),
                *(p.status(possible, row.criterion, catalogue) for possible in row.possible),
                p.line("≠" if row.separates else "", "strong"),
            )
            for row in comparison.rows
            if catalogue.criteria[row.criterion].dimension == dimension
        )
        head = (p.say("criterion.short"), *(p.line(label) for label in called), p.say("separates.head"))
        title_text = words.text(title).text
        blocks += [
            p.heading_of(title_text),
            Bars(bars, p.alt(bars), "", axis=False),
            Table(title_text, head, rows),
        ]
    blocks.append(p.paragraph(f"≠ {words.say('separates')}", "quiet"))
    return edition.document(
        name="comparison",
        title=words.say("comparison.title", list=words.listed(called)),
        heading=p.say("comparison.title", list=words.listed(called)),
        meta=(
            *((words.say("as-of", date=words.day(cards[0].as_of)),) if alike_in_day(cards) else ()),
            words.perspective(cards[0].perspective),
            words.say(f"audience.{cards[0].audience}"),
        ),
        banner=evidences(cards, called, words),
        mark="",
        day=max(card.as_of for card in cards),
        blocks=tuple(blocks),
    )


def unscored_items(unscored: Sequence[Unscored], dossiers: Mapping[str, Dossier], p: Pieces) -> Items:
    """Those of which there is no scorecard on their day, and why."""
    called = names(list(dossiers), dossiers, p.words)
    return Items(
        tuple((*p.named(called[each.mechanism]), *p.line(unscored_words(each, p.words, called))) for each in unscored)
    )


def unscored_blocks(unscored: Sequence[Unscored], dossiers: Mapping[str, Dossier], p: Pieces) -> tuple[Block, ...]:
    """The same under a heading, beside scorecards of others; nothing where there are none."""
    return (p.heading("unscored.head"), unscored_items(unscored, dossiers, p)) if unscored else ()


def unscored_document(
    name: str, unscored: Sequence[Unscored], dossiers: Mapping[str, Dossier], edition: Edition
) -> Document:
    """A page that says of mechanisms why there is no scorecard."""
    words, p = edition.words, Pieces(edition.words)
    called = names(list(dict.fromkeys(each.mechanism for each in unscored)), dossiers, words)
    heading = words.say("labelled", label=words.say("unscored.head"), value=words.listed(called.values()))
    return edition.document(
        name=name,
        title=heading,
        heading=p.line(heading),
        meta=(),
        banner=(),
        mark="",
        day=max(each.as_of for each in unscored),
        blocks=(unscored_items(unscored, dossiers, p),),
    )


def around_document(made: Around, dossier: Dossier, catalogue: Catalogue, edition: Edition) -> Document:
    """The day before a reform and the day it was adopted: what it moved by itself, and what else moved."""
    words, p = edition.words, Pieces(edition.words)
    reform = next(reform for reform in dossier.reforms if reform.id == made.reform)
    state, name = words.text(dossier.mechanism.state), words.text(reform.name)
    before, after = words.day(made.before.as_of), words.day(made.after.as_of)
    scored = [side for side in (made.after, made.before) if isinstance(side, Scorecard)]
    blocks: list[Block] = [p.said_paragraph(words.text(reform.note), "lead")] if reform.note else []
    if isinstance(made.before, Scorecard) and isinstance(made.after, Scorecard):
        blocks += [
            p.shifts((before, made.before), (after, made.after), catalogue),
            p.heading("due-to-reform"),
            p.moved(made.due_to_reform, catalogue, words.say("due-to-reform"), after),
            p.heading("due-to-others"),
            p.moved(made.due_to_others, catalogue, words.say("due-to-others"), after),
            *p.provided(reform, made.after, catalogue),
            p.heading("flags.title"),
            p.flags_before_after(made.before, made.after, catalogue),
        ]
    else:
        missing = [side for side in (made.before, made.after) if isinstance(side, Unscored)]
        bars = tuple(p.bar(words.day(side.as_of), side.overall) for side in scored)
        blocks += [p.paragraph(unscored_words(side, words)) for side in missing]
        blocks += [Bars(bars, p.alt(bars), words.say("overall"))] if bars else []
    return edition.document(
        name=f"{dossier.id}-around-{made.reform}",
        title=words.say("around.title", state=state.text, reform=name.text),
        heading=(*said(state), *p.line(words.say("colon")), *said(name)),
        meta=(words.say("around.meta", date=after), *(words.perspective(side.perspective) for side in scored[:1])),
        banner=(evidence(made.after, words),) if isinstance(made.after, Scorecard) else (),
        mark="",
        day=made.after.as_of,
        blocks=tuple(blocks),
    )


def whatif_document(
    name: str, heading: Line, made: Sequence[WhatIf], dossier: Dossier, catalogue: Catalogue, edition: Edition
) -> Document:
    """A mechanism as it is and as it would be, for one assumption or several; every line of the latter is marked."""
    words, p = edition.words, Pieces(edition.words)
    mark, real = words.say("hypothetical.mark"), made[0].before
    blocks: list[Block] = []
    for one in made:
        assumed = words.say("hypothetical.list", list=assumed_words(one.assumed, catalogue, words))
        blocks += [
            p.heading_of(f"{words.say('hypothetical')}. {assumed}"),
            p.shifts((words.say("as-it-is"), one.before), (mark, one.after), catalogue),
            p.moved(one.moved, catalogue, f"{mark}: {assumed}", mark),
            p.flags_before_after(one.before, one.after, catalogue, mark),
        ]
    return edition.document(
        name=name,
        title=words.say("whatif.title", state=words.text(dossier.mechanism.state).text, what=text_of(heading)),
        heading=(*said(words.text(dossier.mechanism.state)), *p.line(words.say("colon")), *heading),
        meta=(words.say("as-of", date=words.day(real.as_of)), words.perspective(real.perspective)),
        banner=(evidence(real, words),),
        mark=words.say("hypothetical"),
        day=real.as_of,
        blocks=tuple(blocks),
    )


def perspectives_document(gap: PerspectiveGap, dossier: Dossier, catalogue: Catalogue, edition: Edition) -> Document:
    """The same mechanism under two perspectives."""
    words, p = edition.words, Pieces(edition.words)
    first, second = gap.scorecards
    names = words.perspective(first.perspective), words.perspective(second.perspective)
    rows = tuple(
        (
            said(words.text(catalogue.criteria[row.criterion].title)),
            *(p.status(possible, row.criterion, catalogue) for possible in row.possible),
            p.line("≠" if row.apart else "", "strong"),
        )
        for row in gap.rows
    )
    bars = (p.bar(names[0], first.overall), p.bar(names[1], second.overall))
    head = (p.say("criterion.short"), p.line(names[0]), p.line(names[1]), p.say("separates.head"))
    title = words.say("perspectives.title")
    empty: Block = p.paragraph(words.say("perspectives.none"))
    blocks: tuple[Block, ...] = (
        p.paragraph(words.say("perspectives.lead", n=len(gap.rows), total=len(first.findings)), "lead"),
        Table(title, head, rows) if rows else empty,
        Bars(bars, p.alt(bars), words.say("perspectives.caption")),
    )
    state = words.text(dossier.mechanism.state)
    return edition.document(
        name=f"{dossier.id}-perspectives",
        title=words.say("labelled", label=state.text, value=title),
        heading=(*said(state), *p.line(words.say("colon")), *p.line(title)),
        meta=(words.say("as-of", date=words.day(first.as_of)), words.say(f"audience.{first.audience}")),
        banner=(evidence(second, words),),
        mark="",
        day=first.as_of,
        blocks=blocks,
    )


def index_document(
    entries: Sequence[tuple[Line, Sequence[tuple[str, str]]]],
    overall: Bars,
    method: Sequence[str],
    cards: Sequence[Scorecard],
    missing: Sequence[Block],
    edition: Edition,
) -> Document:
    """The page that links all files of a report: for each entry its line, and the files with their labels."""
    words, p = edition.words, Pieces(edition.words)
    items = []
    for line, files in entries:
        links: list[Run] = []
        for file, label in files:
            links += [*p.line(" · " if links else " ", "quiet"), *p.line(label, link=file)]
        items.append((*line, *links))
    return edition.document(
        name="index",
        title=words.say("index.title"),
        heading=p.say("index.title"),
        meta=(
            *((words.say("as-of", date=words.day(cards[0].as_of)),) if alike_in_day(cards) else ()),
            words.say(f"audience.{cards[0].audience}"),
        ),
        banner=(),
        mark="",
        day=max(card.as_of for card in cards),
        blocks=(
            p.paragraph(words.say("index.lead"), "lead"),
            overall,
            p.heading("index.files"),
            Items(tuple(items), marked=True),
            *missing,
            p.heading("method.title"),
            *(p.paragraph(line, "quiet") for line in method),
        ),
    )
