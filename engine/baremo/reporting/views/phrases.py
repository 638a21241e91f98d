"""From the model's values to words: statuses, values, rules, ranges, and how a provision is cited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ...model.catalogue import Catalogue
from ...model.condition import STATUSES, CriterionTest, FeatureTest, ProvidedTest, Status, Test
from ...model.criterion import Criterion
from ...model.exact import Range
from ...model.feature import Feature, Interval
from ...model.force import Force, force
from ...model.instrument import Instrument, Order, Provision
from ...model.scorecard import Score
from ...model.sheet import Stage
from ...model.standard import StandardsVersion
from ...model.supposed import Supposed
from ...model.text import Phrase
from ...model.unscored import Unscored
from ...model.why import Change
from ..words import Words


@dataclass(frozen=True)
class Citation:
    """A provision as a page cites it.

    `force` is what it is to the State, where that was verified; `orders` are what the State was ordered: a sentence
    that introduces it, what, and as of when that was seen.
    """

    id: str
    label: str
    title: Phrase
    text: Phrase
    reference: str
    address: str | None
    checked: str
    standing: bool
    force: str | None = None
    orders: tuple[tuple[str, Phrase, str], ...] = ()


def status_words(possible: Sequence[Status], criterion: Criterion, words: Words) -> str:
    """The statuses still possible, in words; `open` where nothing is known."""
    if len(possible) == len(criterion.statuses):
        return words.say("status.open")
    return words.listed([words.say(f"status.{status}") for status in possible], style="or")


def interval_words(feature: Feature, interval: Interval, words: Words) -> str:
    """What an interval of values says, in words."""
    if interval == feature.whole:
        return words.say("value.anything")
    low, high = (value_words(feature, rank, words) for rank in interval)
    if feature.unit is not None and not interval.single:
        low = low if interval.high == feature.whole.high else words.number(interval.low)
    if interval.single:
        return low
    if interval.high == feature.whole.high:
        return words.say("value.at-least", value=low)
    if interval.low == feature.whole.low:
        return words.say("value.at-best" if feature.type == "choice" else "value.at-most", value=high)
    return words.say("value.between", low=low, high=high)


def value_words(feature: Feature, rank: int, words: Words) -> str:
    """A value, in words."""
    raw = feature.raw(rank)
    if isinstance(raw, bool):
        return words.say("value.yes" if raw else "value.no")
    if isinstance(raw, str):
        return words.text(feature.values[rank].label).text
    number = words.number(raw)
    if feature.unit is not None:
        return f"{number} {words.text(feature.unit).text}"
    if feature.type == "days":
        return words.say("value.days", n=rank, number=number)
    return words.say("percent", value=number) if feature.type == "share" else number


def change_words(feature: Feature, change: Change, words: Words) -> str:
    """The value that a feature would have to take."""
    value = value_words(feature, feature.rank(change.value), words)
    if not change.or_better:
        return words.say("value.quoted", value=value)
    return words.say("value.at-least" if feature.polarity == "higher" else "value.at-most", value=value)


def supposed_words(supposed: Supposed, catalogue: Catalogue, words: Words) -> str:
    """One thing that is assumed."""
    if supposed.name is not None:
        form = f"{supposed.kind}-with-aims" if supposed.with_aims and supposed.kind != "aims" else supposed.kind
        return words.say(f"assumed.{form}", name=words.text(supposed.name).text)
    feature = catalogue.features[supposed.id]
    value = words.say("value.quoted", value=value_words(feature, feature.rank(supposed.value), words))
    return words.say("assumed.set", question=words.text(feature.question).text, value=value)


def expected_words(feature: Feature, words: Words) -> str:
    """What a value of a feature looks like."""
    known = words.listed((value.id for value in feature.values), style="or")
    return words.say(f"expected.{feature.type}", known=known, highest=words.number(feature.whole.high))


def band_words(catalogue: Catalogue, bands: Sequence[str], words: Words) -> str:
    """The bands that a range spans."""
    labels = {band.id: words.text(band.label).text for band in catalogue.scale.bands}
    if not bands:
        return ""
    if len(bands) == 1:
        return labels[bands[0]]
    return words.say("bands.span", low=labels[bands[0]], high=labels[bands[-1]])


def rule_lines(catalogue: Catalogue, criterion: str, words: Words) -> tuple[str, ...]:
    """The rule of a criterion, one line a condition; what holds of every rule where none is met is not said."""
    rule = catalogue.criteria[criterion]
    lines = [words.say("rule.met", rule=_condition(catalogue, rule.met, words))]
    if rule.partly is not None:
        lines.append(words.say("rule.partly", rule=_condition(catalogue, rule.partly, words)))
    return tuple(lines)


def _condition(catalogue: Catalogue, condition: object, words: Words, *, inner: bool = False) -> str:
    match condition:
        case FeatureTest() | CriterionTest() | ProvidedTest():
            return test_words(catalogue, condition, words)
    form, parts_ = _form(condition)
    joined = words.say("rule.parts").join(_condition(catalogue, part, words, inner=True) for part in parts_)
    text = words.say(f"rule.{form}", n=getattr(getattr(condition, "at_least_n", None), "n", len(parts_)), parts=joined)
    return f"({text})" if inner else text


def test_words(catalogue: Catalogue, test: Test, words: Words) -> str:
    """What a test asks, as the rest of a sentence that begins with *if*."""
    match test:
        case FeatureTest():
            feature = catalogue.features[test.feature]
            operator, ranks = _asked(feature, test)
            quoted = (words.say("value.quoted", value=value_words(feature, rank, words)) for rank in ranks)
            question = words.text(feature.question).text
            return words.say(f"rule.{operator}", question=question, value=" / ".join(quoted))
        case CriterionTest():
            title = words.text(catalogue.criteria[test.criterion].title).text
            statuses = (words.say(f"status.{status}") for status in STATUSES if status in test.accepted)
            return words.say("rule.criterion", title=title, statuses=" / ".join(statuses))
    return words.say("rule.provided", title=words.text(catalogue.criteria[test.provided_for].title).text)


def _asked(feature: Feature, test: FeatureTest) -> tuple[str, Sequence[int]]:
    """The sentence about a test and the ranks that it names. Values of a choice are better or worse; numbers are more
    or less, whichever of it is better; and where one value is left it is named alone.
    """
    operand = test.operand
    ranks = [feature.rank(raw) for raw in (operand if isinstance(operand, tuple) else (operand,))]
    if test.operator in {"is", "one_of"}:
        return test.operator, ranks
    passing = Interval(ranks[0], feature.whole.high) if test.operator == "at_least" else Interval(0, ranks[0])
    if passing.single:
        return "is", ranks
    if feature.type == "yes-no":
        return "one_of", passing
    if feature.type == "choice":
        return test.operator, ranks
    return "or-more" if test.operator == "at_least" else "or-less", ranks


def _form(condition: object) -> tuple[str, tuple[object, ...]]:
    for form in ("all", "any", "none"):
        if hasattr(condition, form):
            return form, getattr(condition, form)
    return "at-least-n", condition.at_least_n.of  # type: ignore[attr-defined]


def shown_score(score: Score, words: Words) -> str:
    """A score's range; where too little is told for one number, that first. Nothing is known where all is silent."""
    points = words.points(score.score)
    if not score.too_little:
        return points
    nothing = score.coverage.numbers["silent"] == score.coverage.criteria
    return words.say("nothing-known" if nothing else "little-known", range=points)


def standards_words(catalogue: Catalogue, words: Words) -> str:
    """Which edition of which standards was applied; and by whom it was changed, and in what, if it was."""
    names = {edition.id: words.text(edition.name).text for edition in catalogue.standard.editions}
    name = words.text(catalogue.standard.name).text
    applied = words.say("standards.applied", name=name, edition=names[catalogue.edition])
    return f"{applied} {changed_words(catalogue.version, words)}" if catalogue.changed else applied


def changed_words(version: StandardsVersion, words: Words) -> str:
    """By whom an edition was changed, and the ids of what was."""
    by = version.changed_by or words.say("standards.this-workspace")
    return words.say("standards.changed", edition=version.edition, by=by, changed=", ".join(version.changed))


def stage_words(stage: Stage, words: Words) -> str:
    """The state of a reform, and from when it takes effect where that is another day."""
    state = words.say(f"reform.{stage.state}")
    if stage.in_force is None or stage.in_force == stage.date:
        return state
    return words.say("reform.effective", state=state, date=words.partial(stage.in_force))


def unscored_words(unscored: Unscored, words: Words, names: Mapping[str, str] | None = None) -> str:
    """Why there is no scorecard; the mechanism that took its place is called by its name in `names`, or by its id."""
    key = f"unscored.{unscored.state}{'.announced' if unscored.announced else ''}"
    day = "" if unscored.day is None else words.day(unscored.day)
    said = words.say(key, date=words.day(unscored.as_of), day=day)
    if unscored.replaced_by is None:
        return said
    successor = (names or {}).get(unscored.replaced_by, unscored.replaced_by)
    return f"{said} {words.say('unscored.replaced', name=successor)}"


def score_words(score: Range, words: Words) -> str:
    """A range, read aloud."""
    return words.points(score, join=f" {words.say('to')} ")


def citation(catalogue: Catalogue, id: str, words: Words, to: tuple[str, date] | None = None) -> Citation:
    """A provision; cited to a State on a day, what it is to it, and whether it stood (always, to nobody)."""
    instrument, provision = catalogue.provisions[id]
    here = None if to is None else force(instrument, *to)
    return Citation(
        id=id,
        label=_label(instrument, provision, words),
        title=words.text(instrument.title),
        text=words.text(provision.text),
        reference=instrument.reference,
        address=instrument.address,
        checked=words.say(f"checked.{provision.checked}"),
        standing=to is None or stood(instrument, *to),
        force=None if here is None else force_words(here, words),
        orders=() if here is None else tuple(_ordered(order, words) for order in here.orders),
    )


def force_words(force: Force, words: Words) -> str | None:
    """What a provision is to the State of whom is told; None where that was not verified."""
    if force.kind == "unknown":
        return None
    if force.kind == "interpretive" and not force.states:
        return words.say("force.to-nobody")
    date = "" if force.day is None else words.partial(force.day)
    return words.say(f"force.{force.kind}", date=date, states=words.states(force.states))


def _ordered(order: Order, words: Words) -> tuple[str, Phrase, str]:
    seen = "" if order.as_of is None else words.say("order.as-of", date=words.partial(order.as_of))
    return words.say(f"order.{order.status}"), words.text(order.what), seen


def stood(instrument: Instrument, state: str, day: date) -> bool:
    """Whether an instrument stood by that day, for a State that it binds from its own day; undated ones always did."""
    since = instrument.stands_from(state)
    return since is None or since.last <= day


def _label(instrument: Instrument, provision: Provision, words: Words) -> str:
    short = words.text(instrument.short).text
    locator = provision.printed_locator
    return f"{short}, {words.text(locator).text}" if locator is not None else short
