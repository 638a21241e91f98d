"""Double coding in the terminal: two codings side by side, and how far coders agree."""

from collections.abc import Iterator, Mapping, Sequence

from ..model.agreement import Agreement, Alpha, Counts, Values
from ..model.coding import Pair
from ..model.dates import PartialDate
from ..model.feature import Feature, Interval
from ..model.sheet import Claim, Entry, Event, Figure, Stage
from .views.phrases import interval_words
from .words import Words

Features = Mapping[str, Feature]


def agreement(agreement: Agreement, features: Features, words: Words) -> Iterator[str]:
    """Counts and differences of each document, and the measures over all."""
    if not agreement.documents:
        yield words.say("agreement.none")
        return
    for row in agreement.documents:
        coders = words.listed(row.coders)
        key = "agreement.document" if row.blind else "agreement.document-not-blind"
        counts = _counts(row.counts, words)
        yield words.say(key, mechanism=row.mechanism, document=row.document, coders=coders, counts=counts)
        for difference in row.differences or ():
            feature = features[difference.feature]
            a, b = (_answer(feature, side, words) for side in (difference.a, difference.b))
            question, speaker = words.text(feature.question).text, difference.speaker
            relation = words.say(f"relation.{difference.relation}")
            said = words.say("agreement.difference", relation=relation, question=question, speaker=speaker, a=a, b=b)
            yield f"  {said}"
    yield ""
    yield words.say("agreement.all", counts=_counts(agreement.counts, words))
    yield words.say("agreement.nominal", alpha=_alpha(agreement.nominal, words))
    if agreement.nominal_with_nothing is not None:
        yield words.say("agreement.nominal-with-nothing", alpha=_alpha(agreement.nominal_with_nothing, words))
    yield words.say("agreement.ordinal", alpha=_alpha(agreement.ordinal, words))


def _answer(feature: Feature, answer: Values | None, words: Words) -> str:
    if answer is None:
        return words.say("coding.nothing")
    return interval_words(feature, Interval(feature.rank(answer.low), feature.rank(answer.high)), words)


def _counts(counts: Counts, words: Words) -> str:
    named = (
        ("same", counts.same),
        ("overlapping", counts.overlapping),
        ("contradictory", counts.contradictory),
        ("only-one", counts.only_one),
        ("nothing", counts.nothing),
    )
    labels = ((words.say(f"relation.{name}"), number) for name, number in named if number is not None)
    return "; ".join(words.say("labelled", label=label, value=words.number(number)) for label, number in labels)


def _alpha(alpha: Alpha, words: Words) -> str:
    size = words.say("alpha.size", units=words.number(alpha.units), documents=words.number(alpha.documents))
    if alpha.alpha is None:
        return words.say(f"alpha.{alpha.why_none}", size=size)
    value = words.number(round(alpha.alpha, 3))
    if alpha.low is None or alpha.high is None:
        return words.say("alpha.value", value=value, size=size)
    low, high = (words.number(round(end, 2)) for end in (alpha.low, alpha.high))
    return words.say("alpha.interval", value=value, low=low, high=high, size=size)


def pair(pair: Pair, number: int, total: int, features: Features, words: Words) -> Iterator[str]:
    """Two entries that somebody has to decide between, side by side."""
    first, relation = pair.entries[0], words.say(f"relation.{pair.relation}")
    differs = f" ({', '.join(pair.differs)})" if pair.differs else ""
    yield words.say("coding.pair", number=number, total=total, relation=f"{relation}{differs}")
    if isinstance(first, Claim):
        yield f"  {words.text(features[first.feature].question).text} [{first.feature}; {first.speaker}]"
    for side, entry in (("A", pair.a), ("B", pair.b)):
        said = words.say("coding.nothing") if entry is None else _entry(entry, features, words)
        yield "  " + words.say("labelled", label=side, value=said)


def _entry(entry: Entry, features: Features, words: Words) -> str:
    """An entry on a line."""
    said: tuple[str, ...] = ()
    match entry:
        case Claim():
            feature = features[entry.feature]
            value = interval_words(feature, entry.interval(feature), words)
            dates = _dates((entry.date, entry.until, entry.due), words)
            said = (words.say(f"kind.{entry.kind}"), value, *dates, words.text(entry.note).text)
        case Stage():
            dates = _dates((entry.date, entry.in_force), words)
            said = (entry.reform, words.say(f"reform.{entry.state}"), *dates)
            for setting in (*entry.lays_down, *entry.aims):
                feature = features[setting.feature]
                said += (f"{setting.feature} {interval_words(feature, setting.interval(feature), words)}",)
        case Figure():
            said = (words.text(entry.label).text, words.number(entry.value), words.text(entry.unit).text)
        case Event():
            said = (words.text(entry.title).text, *_dates((entry.date,), words))
    return f"{'; '.join(said)} [{entry.locator}]"


def _dates(dates: Sequence[PartialDate | None], words: Words) -> tuple[str, ...]:
    return tuple(words.partial(date) for date in dates if date is not None)
