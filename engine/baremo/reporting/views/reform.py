"""What is said of a change: before and after a reform, and as it would be under an assumption."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...model.catalogue import Catalogue
from ...model.comparison import Around
from ...model.dossier import Dossier, Reform
from ...model.scorecard import Score, Scorecard
from ...model.text import Phrase
from ...model.unscored import Unscored
from ...model.whatif import Moved, WhatIf
from ..words import Words
from .finding import aim_words, carrying_out
from .head import Head, Name, assumed_words, edition, evidence, look
from .looks import Look, look_of
from .phrases import standards_words, unscored_words
from .ranges import ScoreRange, score_range


@dataclass(frozen=True)
class Shift:
    """One range before and after."""

    label: str
    before: ScoreRange
    after: ScoreRange


@dataclass(frozen=True)
class MovedFinding:
    """A finding before and after."""

    title: Phrase
    aspect: str
    before: Look | None
    after: Look | None


@dataclass(frozen=True)
class MovedFlag:
    """A warning sign before and after."""

    title: Phrase
    states: tuple[str, ...]


@dataclass(frozen=True)
class Change:
    """Two scorecards of one mechanism, and in what they differ."""

    before: str
    after: str
    shifts: tuple[Shift, ...]
    moved: tuple[MovedFinding, ...]
    flags: tuple[MovedFlag, ...]


@dataclass(frozen=True)
class Carried:
    """A finding on practice that a reform aims at, and what is provided for beyond it."""

    title: Phrase
    look: Look | None
    provided: str | None


@dataclass(frozen=True)
class ReformView:
    """Before and after a reform.

    Where there is no scorecard on one of the two days, `unscored` says why, there is no `change`, and `scored` is the
    other day's. `others` is what moved on the same day for other reasons, `aims` the practice that the reform aims at,
    `carried` how far that has come.
    """

    head: Head
    note: Phrase | None
    change: Change | None
    unscored: tuple[str, ...]
    scored: tuple[ScoreRange, ...]
    others: tuple[MovedFinding, ...]
    aims: tuple[tuple[Phrase, str], ...]
    carried: tuple[Carried, ...]


@dataclass(frozen=True)
class WhatIfView:
    """A mechanism as it is and as it would be, for one assumption or several; `mark` stands beside all that is not."""

    head: Head
    mark: str
    cases: tuple[tuple[str, Change], ...]


def around_view(made: Around, dossier: Dossier, catalogue: Catalogue, words: Words) -> ReformView:
    """The day before a reform and the day it was adopted: what it moved by itself, and what else moved."""
    reform = next(reform for reform in dossier.reforms if reform.id == made.reform)
    state, name = words.text(dossier.mechanism.state), words.text(reform.name)
    after = words.day(made.after.as_of)
    sides = (made.before, made.after)
    scored = [side for side in sides if isinstance(side, Scorecard)]
    head = Head(
        name=f"{dossier.id}-around-{made.reform}",
        title=words.say("around.title", state=state.text, reform=name.text),
        kicker=words.say("around.kicker"),
        heading=(state, name),
        day=made.after.as_of,
        look=(
            words.say("around.meta", date=after),
            *(look(scored[-1], catalogue, words, dated=False) if scored else (edition(catalogue, words),)),
        ),
        evidence=tuple(evidence(side, words) for side in scored[-1:]),
        standards=standards_words(catalogue, words),
    )
    change: Change | None = None
    carried: tuple[Carried, ...] = ()
    if isinstance(made.before, Scorecard) and isinstance(made.after, Scorecard):
        before = words.day(made.before.as_of)
        change = _change((before, made.before), (after, made.after), made.due_to_reform, catalogue, words)
        carried = tuple(_carried(reform, made.after, catalogue, words))
    return ReformView(
        head=head,
        note=words.text(reform.note) if reform.note else None,
        change=change,
        unscored=tuple(unscored_words(side, words) for side in sides if isinstance(side, Unscored)),
        scored=tuple(score_range("overall", words.day(side.as_of), side.overall, words) for side in scored),
        others=tuple(_moved(made.due_to_others, catalogue, words)),
        aims=tuple(
            (words.text(catalogue.features[aim.feature].question), aim_words(aim, catalogue, words))
            for aim in reform.aims
        ),
        carried=carried,
    )


def _carried(reform: Reform, card: Scorecard, catalogue: Catalogue, words: Words) -> Iterator[Carried]:
    for finding, provided in carrying_out(reform, card, catalogue, words):
        criterion = catalogue.criteria[finding.criterion]
        yield Carried(words.text(criterion.title), look_of(finding.possible, criterion, words), provided)


def whatif_view(made: WhatIf, dossier: Dossier, catalogue: Catalogue, words: Words) -> WhatIfView:
    """One mechanism under an assumption."""
    heading = words.say("whatif")
    return _supposed(f"{dossier.id}-whatif", heading, heading, (made,), dossier, catalogue, words)


def reform_view(
    reform: Reform, made: Sequence[WhatIf], dossier: Dossier, catalogue: Catalogue, words: Words
) -> WhatIfView:
    """What a reform that is not in force would change."""
    name = words.text(reform.name)
    return _supposed(f"{dossier.id}-whatif-{reform.id}", name, name.text, made, dossier, catalogue, words)


def _supposed(
    name: str,
    heading: Name,
    what: str,
    made: Sequence[WhatIf],
    dossier: Dossier,
    catalogue: Catalogue,
    words: Words,
) -> WhatIfView:
    real, state = made[0].before, words.text(dossier.mechanism.state)
    mark = words.say("hypothetical.mark")
    head = Head(
        name=name,
        title=words.say("whatif.title", state=state.text, what=what),
        kicker=words.say("whatif"),
        heading=(state, heading),
        day=real.as_of,
        look=look(real, catalogue, words),
        evidence=(evidence(real, words),),
        standards=standards_words(catalogue, words),
        hypothetical=(words.say("hypothetical"),),
    )
    return WhatIfView(
        head=head,
        mark=mark,
        cases=tuple(
            (
                assumed_words(one.assumed, catalogue, words),
                _change((words.say("as-it-is"), one.before), (mark, one.after), one.moved, catalogue, words),
            )
            for one in made
        ),
    )


def _change(
    before: tuple[str, Scorecard],
    after: tuple[str, Scorecard],
    moved: Sequence[Moved],
    catalogue: Catalogue,
    words: Words,
) -> Change:
    return Change(
        before=before[0],
        after=after[0],
        shifts=tuple(_shifts(before[1], after[1], catalogue, words)),
        moved=tuple(_moved(moved, catalogue, words)),
        flags=tuple(_flags(before[1], after[1], catalogue, words)),
    )


def _shifts(before: Scorecard, after: Scorecard, catalogue: Catalogue, words: Words) -> Iterator[Shift]:
    """The overall score, law and practice, and every dimension."""
    pairs: list[tuple[str, Score | None, Score | None]] = [
        (words.say("overall"), before.overall, after.overall),
        (words.say("in-law"), before.law, after.law),
        (words.say("in-practice"), before.practice, after.practice),
    ]
    new = {score.dimension: score for score in after.dimensions}
    pairs += [
        (words.text(catalogue.dimensions[old.dimension]).text, old, new.get(old.dimension)) for old in before.dimensions
    ]
    for label, old, now in pairs:
        if old is not None and now is not None:
            yield Shift(label, score_range("", label, old, words), score_range("", label, now, words))


def _moved(moved: Sequence[Moved], catalogue: Catalogue, words: Words) -> Iterator[MovedFinding]:
    for one in moved:
        criterion = catalogue.criteria[one.criterion]
        yield MovedFinding(
            words.text(criterion.title),
            words.say(f"aspect.{one.aspect}"),
            look_of(one.before, criterion, words),
            look_of(one.after, criterion, words),
        )


def _flags(before: Scorecard, after: Scorecard, catalogue: Catalogue, words: Words) -> Iterator[MovedFlag]:
    """The warning signs that are certain or possible on either side."""
    was = {flag.flag: flag.state for flag in before.flags}
    for flag in after.flags:
        former = was.get(flag.flag, flag.state)
        if {"certain", "possible"} & {flag.state, former}:
            states = tuple(words.say(f"flag.{state}") for state in dict.fromkeys((former, flag.state)))
            yield MovedFlag(words.text(catalogue.flags[flag.flag].title), states)
