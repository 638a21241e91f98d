"""The life of a coding sheet: two codings compared and reconciled, or one accepted."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Any

from ..model.coding import Decision, Group, Pair, Relation
from ..model.dates import PartialDate
from ..model.feature import Feature
from ..model.sheet import Claim, Entry, Event, Figure, Setting, Sheet, Signature, Stage
from ..model.visibility import most_secret

Features = Mapping[str, Feature]
_BEARING = ("kind", "date", "until", "before", "due", "visibility")
"""The keys of a claim that bear on what is in force, or on who may know it, beside its value."""
_BESIDE = frozenset(
    ("id", "document", "feature", "speaker", "value", "at_least", "at_most", "origins", "why", "corrects"),
)
"""The keys of a claim that tell nothing of how two coders differ, or that its relation tells."""
_PASSING = frozenset({"id", "document", "locator", "anchor", "note"})
"""The keys of other entries in which two that say the same may differ."""


class CodingFault(Exception):
    """Codings that cannot be reconciled so; `values` are what a message says of it.

    Codes: `coding-without-ids`, `coding-undecided`, `coding-decided-twice`, `coding-unknown-pair` and
    `coding-foreign-claim`.
    """

    def __init__(self, code: str, **values: str | int) -> None:
        """Keep the code and the values."""
        self.code = code
        self.values = values
        super().__init__(code)


def relation(one: Setting, other: Setting, feature: Feature) -> Relation:
    """How two values or bounds of one feature stand to each other."""
    here, there = one.interval(feature), other.interval(feature)
    if here == there:
        return "same"
    return "contradictory" if here.meets(there) is None else "overlapping"


def paired(a: Sheet, b: Sheet, features: Features) -> tuple[Pair, ...]:
    """What two coders made of one document, pair by pair: claims of one feature and speaker, a commitment apart from
    what is stated to hold; stages of one reform and state; figures and events of one speaker.

    Where there are several of one unit, those of one kind and time go together first, then those of one value. Which
    coder is which makes no difference to the pairs.
    """
    order = {id: place for place, id in enumerate(features)}
    pairs: list[Pair] = []
    for unit, (ours, theirs) in sorted(
        _units(a.claims, b.claims, _claim_unit).items(), key=lambda u: order_of(u, order)
    ):
        pairs += _matched(ours, theirs, partial(_claims, features[unit[0]]), _nearness)
    others: tuple[tuple[Group, Callable[[Any], tuple[str, ...]]], ...]
    others = (("reforms", _stage_unit), ("figures", _figure_unit), ("events", _event_unit))
    for group, unit_of in others:
        for _, (ours, theirs) in sorted(_units(getattr(a, group), getattr(b, group), unit_of).items()):
            pairs += _matched(ours, theirs, partial(_others, group), _likeness)
    return tuple(pairs)


def order_of(unit: tuple[tuple[str, ...], Any], order: Mapping[str, int]) -> tuple[int, tuple[str, ...]]:
    """Units in the catalogue's order of their features."""
    return order[unit[0][0]], unit[0]


def _claim_unit(claim: Claim) -> tuple[str, ...]:
    return claim.feature, claim.speaker, "promised" if claim.kind == "commitment" else "stated"


def _stage_unit(stage: Stage) -> tuple[str, ...]:
    return stage.reform, stage.state


def _figure_unit(figure: Figure) -> tuple[str, ...]:
    return figure.speaker, f"{figure.value:g}"


def _event_unit(event: Event) -> tuple[str, ...]:
    return event.speaker, str(event.date)


def _units(ours: Iterable[Any], theirs: Iterable[Any], unit_of: Callable[[Any], tuple[str, ...]]) -> dict[Any, Any]:
    units: dict[tuple[str, ...], tuple[list[Any], list[Any]]] = {}
    for side, entries in enumerate((ours, theirs)):
        for entry in entries:
            units.setdefault(unit_of(entry), ([], []))[side].append(entry)
    return units


def _matched(
    ours: Sequence[Any],
    theirs: Sequence[Any],
    pair: Callable[[Any, Any], Pair],
    nearness: Callable[[Pair], tuple[Any, ...]],
) -> Iterator[Pair]:
    """The nearest two first; what is left over stands alone."""
    candidates = sorted(
        ((nearness(made), sorted((_content(x), _content(y))), i, j, made)
         for i, x in enumerate(ours) for j, y in enumerate(theirs) for made in (pair(x, y),)),
        key=lambda candidate: candidate[:2],
    )  # fmt: skip
    left: list[set[int]] = [set(range(len(ours))), set(range(len(theirs)))]
    matched: list[tuple[int, Pair]] = []
    for _, _, i, j, made in candidates:
        if i in left[0] and j in left[1]:
            left[0].remove(i)
            left[1].remove(j)
            matched.append((i, made))
    yield from (made for _, made in sorted(matched, key=lambda placed: placed[0]))
    yield from (pair(ours[i], None) for i in sorted(left[0]))
    yield from (pair(None, theirs[j]) for j in sorted(left[1]))


def _content(entry: Entry) -> str:
    return repr(sorted((key, repr(value)) for key, value in entry if key != "id"))


def _claims(feature: Feature, a: Claim | None, b: Claim | None) -> Pair:
    if a is None or b is None:
        return Pair(group="claims", a=a, b=b, relation="only-one")
    differs = tuple(key for key in Claim.model_fields if key not in _BESIDE and getattr(a, key) != getattr(b, key))
    related = relation(a, b, feature)
    undecided = related != "same" or any(key in _BEARING for key in differs)
    return Pair(group="claims", a=a, b=b, relation=related, differs=differs, open=undecided)


def _others(group: Group, a: Entry | None, b: Entry | None) -> Pair:
    """Of two entries that are no claims there is no more to say than whether they are alike."""
    if a is None or b is None:
        return Pair(group=group, a=a, b=b, relation="only-one")
    differs = tuple(key for key, value in a if key != "id" and value != getattr(b, key))
    undecided = not _PASSING.issuperset(differs)
    return Pair(group=group, a=a, b=b, relation="overlapping" if undecided else "same", differs=differs, open=undecided)


def _nearness(pair: Pair) -> tuple[Any, ...]:
    assert isinstance(pair.a, Claim)
    assert isinstance(pair.b, Claim)
    relations: tuple[Relation, ...] = ("same", "overlapping", "contradictory")
    apart = not _share_a_day(pair.a.date, pair.b.date)
    return pair.a.kind != pair.b.kind, apart, relations.index(pair.relation), pair.a.date != pair.b.date


def _likeness(pair: Pair) -> tuple[Any, ...]:
    return pair.open, len(pair.differs)


def _share_a_day(one: PartialDate | None, other: PartialDate | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.first <= other.last and other.first <= one.last


def reconciled(
    a: Sheet,
    b: Sheet,
    pairs: Sequence[Pair],
    decisions: Sequence[Decision],
    by: Signature,
    fresh: Iterator[str],
    read: str | None = None,
    known: Mapping[str, str] | None = None,
) -> Sheet:
    """The sheet made of two codings: what is the same stands as the first coder has it, the rest as it was decided.

    `fresh` gives new ids; `known` tells which entry of an earlier sheet was taken from which entry of a coding, and so
    keeps its id. The two codings stay as they are.

    Raises:
        CodingFault: if an entry has no id, a pair that is open is not decided or decided twice, a decision is about no
            pair, or gives a claim of another feature or document; or if it is not decided how much was read.
    """
    if any(entry.id is None for pair in pairs for entry in pair.entries):
        raise CodingFault("coding-without-ids")
    decided = _decided(pairs, decisions)
    if a.read != b.read and read is None:
        raise CodingFault("coding-undecided", what="read")
    lists: dict[Group, list[Entry]] = {"claims": [], "reforms": [], "figures": [], "events": []}
    for pair in pairs:
        lists[pair.group] += _outcome(pair, decided.get(pair.ids))
    renamed = _renamed(chain.from_iterable(lists.values()), fresh, known or {})
    silent = {claim.feature for pair in pairs for claim in pair.entries if isinstance(claim, Claim)}
    silent |= {*a.nothing_on, *b.nothing_on}
    silent -= {claim.feature for claim in lists["claims"] if isinstance(claim, Claim)}
    return Sheet(
        document=a.document,
        read=read or a.read,
        speaker=a.speaker if a.speaker == b.speaker else None,
        status="reconciled",
        coded=(*a.coded, *b.coded),
        reconciled=by,
        visibility=most_secret((a.visibility, b.visibility)),
        nothing_on=tuple(sorted(silent)),
    ).model_copy(update={group: tuple(_named(entry, renamed) for entry in entries) for group, entries in lists.items()})


def _decided(pairs: Sequence[Pair], decisions: Sequence[Decision]) -> dict[frozenset[str], Decision]:
    """The decision on each pair, all that are needed and no other."""
    known = {pair.ids for pair in pairs}
    decided: dict[frozenset[str], Decision] = {}
    for decision in decisions:
        ids = frozenset(decision.between)
        if ids not in known:
            raise CodingFault("coding-unknown-pair", between=", ".join(decision.between))
        if ids in decided:
            raise CodingFault("coding-decided-twice", between=", ".join(decision.between))
        decided[ids] = decision
    undecided = [pair for pair in pairs if pair.open and pair.ids not in decided]
    if undecided:
        listed = "; ".join(", ".join(sorted(pair.ids)) for pair in undecided)
        raise CodingFault("coding-undecided", what=listed, n=len(undecided))
    return decided


def _outcome(pair: Pair, decision: Decision | None) -> list[Entry]:
    """What of a pair goes into the sheet; a claim knows its origins and why."""
    if decision is None:
        taken = [pair.a if pair.a is not None else pair.b]
    elif decision.claim is not None:
        taken = [_fitting(decision.claim, pair)]
    else:
        taken = [entry for entry in pair.entries if entry.id in (decision.take or ())]
    why = decision.why if decision is not None else None
    outcome: list[Entry] = []
    for entry in taken:
        assert entry is not None
        both = len(taken) > 1
        update: dict[str, object] = {"origins": tuple(e.id for e in pair.entries if not both or e is entry)}
        if why is not None:
            update["why"] = why
        outcome.append(entry.model_copy(update=update) if isinstance(entry, Claim) else entry)
    return outcome


def _fitting(claim: Claim, pair: Pair) -> Claim:
    """A claim of the reconciler's own: it answers the same question of the same document."""
    of = pair.entries[0]
    if not isinstance(of, Claim) or (claim.feature, claim.document) != (of.feature, of.document):
        raise CodingFault("coding-foreign-claim", between=", ".join(sorted(pair.ids)))
    return claim.model_copy(update={"id": of.id})


def _renamed(entries: Iterable[Entry], fresh: Iterator[str], known: Mapping[str, str]) -> dict[str, str]:
    """A new id for each entry, or the one that it had in the sheet that this one replaces."""
    renamed: dict[str, str] = {}
    for entry in entries:
        assert entry.id is not None
        renamed[entry.id] = known.get(entry.id) or next(fresh)
    return renamed


def _named(entry: Entry, renamed: Mapping[str, str]) -> Entry:
    """The entry under its new id; what it corrects within the sheet goes by the new id too."""
    update: dict[str, object] = {"id": renamed[entry.id or ""]}
    if isinstance(entry, Claim) and entry.corrects is not None:
        update["corrects"] = renamed.get(entry.corrects, entry.corrects)
    return entry.model_copy(update=update)


def handed_in(draft: Sheet, accepted: Sheet | None) -> Sheet:
    """The draft, locked. If another coder's sheet of the document was accepted already, it was not made blind."""
    seen = accepted is not None and all(mine.by not in {other.by for other in accepted.coded} for mine in draft.coded)
    coded = tuple(mine.model_copy(update={"blind": False}) if seen else mine for mine in draft.coded)
    return draft.model_copy(update={"status": "handed-in", "coded": coded})


def kept(sheet: Sheet, fresh: Iterator[str]) -> tuple[Sheet, dict[str, str]]:
    """An accepted sheet as the draft that it never had, for a second one to be held against; and of each entry of that
    draft the id that it has in the sheet.

    Raises:
        CodingFault: if an entry has no id.
    """
    draft = accepted(sheet, fresh)
    lists = {group: getattr(draft, group) for group in ("claims", "reforms", "figures", "events")}
    pairs = [(new.id, old.id) for group in lists for new, old in zip(lists[group], getattr(sheet, group), strict=True)]
    bare = tuple(claim.model_copy(update={"origins": ()}) for claim in draft.claims)
    return draft.model_copy(update={"status": "handed-in", "reviewed": None, "claims": bare}), dict(pairs)


def accepted(draft: Sheet, fresh: Iterator[str]) -> Sheet:
    """The sheet made of one coder's draft, which stays as it is.

    Raises:
        CodingFault: if an entry has no id.
    """
    entries = [*draft.claims, *draft.reforms, *draft.figures, *draft.events]
    if any(entry.id is None for entry in entries):
        raise CodingFault("coding-without-ids")
    claims = [claim.model_copy(update={"origins": (claim.id,)}) for claim in draft.claims]
    renamed = _renamed(entries, fresh, {})
    lists = {"claims": claims, "reforms": draft.reforms, "figures": draft.figures, "events": draft.events}
    named = {group: tuple(_named(entry, renamed) for entry in listed) for group, listed in lists.items()}
    return draft.model_copy(update={"status": "accepted", "journal": None, "withdrawn": (), **named})
