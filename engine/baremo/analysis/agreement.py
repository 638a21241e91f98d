"""How far two coders of one document agree: counts first, then Krippendorff's alpha with what can be said of it.

The unit is document × feature × speaker; a commitment is compared with commitments, not with what is stated to hold,
and where a coder has several claims on a unit each is one. A coder's answer is an exact value, an interval, or *nothing
on it*: that the coder says so, or has answers to the question by other speakers alone. Whoever did not answer the
question at all leaves the unit without a second value.

Nominal alpha takes answers as they are written, over all features together (what one feature calls its values another
one seldom does: that lowers the agreement expected by chance). Ordinal alpha takes exact values alone, with distances
and expected disagreement within each feature, so that a feature answered in one unit draws it towards 0. Both are after
K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); see `alpha`.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from ..assessment.coding import Features, paired
from ..model.agreement import Agreement, Alpha, Counts, Difference, DocumentAgreement, Values
from ..model.coding import Pair
from ..model.feature import Interval
from ..model.sheet import Claim, Sheet
from ..model.shown import show
from ..model.visibility import AUDIENCES, Visibility
from .alpha import alpha, jackknife, nominal, ordinal

NOTHING = "nothing"
Answer = Interval | str
"""An interval of ranks, or NOTHING."""


class Coded(NamedTuple):
    """The codings of one document of one mechanism."""

    mechanism: str
    sheets: Sequence[Sheet]


class Unit(NamedTuple):
    """The answers of two coders on one feature and speaker of a document; None where a coder gave none at all."""

    document: str
    feature: str
    answers: tuple[Answer | None, Answer | None]
    labels: tuple[Hashable, Hashable]


def agreement(
    coded: Iterable[Coded],
    features: Features,
    audience: Visibility,
    withheld: Callable[[Claim], bool] = lambda claim: False,
) -> Agreement:
    """How far the codings of each document agree, and all of them together.

    A pair with a claim that is `withheld` is left out. Below the internal audience coders are A and B, differences are
    not listed, and *nothing on it* is neither counted nor compared.
    """
    inside = AUDIENCES.index(audience) >= AUDIENCES.index("internal")
    rows: list[DocumentAgreement] = []
    units: list[Unit] = []
    for mechanism, sheets in coded:
        for a, b in combinations(sheets, 2):
            pairs = [
                pair
                for pair in paired(a, b, features)
                if pair.group == "claims" and not any(withheld(claim) for claim in _claims(pair))
            ]
            own = [_unit(a, b, pair, features) for pair in pairs]
            silent = _both_silent(a, b)
            units += own
            units += [Unit(a.document, feature, (NOTHING, NOTHING), (NOTHING, NOTHING)) for feature in silent]
            rows.append(
                DocumentAgreement(
                    mechanism=mechanism,
                    document=a.document,
                    coders=(_coder(a, "A"), _coder(b, "B")) if inside else ("A", "B"),
                    blind=all(signature.blind for sheet in (a, b) for signature in sheet.coded),
                    counts=_counts(pairs, len(silent) if inside else None),
                    differences=tuple(_difference(pair, features) for pair in pairs if pair.relation != "same")
                    if inside
                    else None,
                )
            )
    return Agreement(
        audience=audience,
        documents=tuple(rows),
        counts=_total([row.counts for row in rows]),
        nominal=_alpha(units, _answered, _nominally),
        nominal_with_nothing=_alpha(units, _heard, _nominally) if inside else None,
        ordinal=_alpha(units, _exact, _ordinally),
    )


def _claims(pair: Pair) -> list[Claim]:
    return [claim for claim in pair.entries if isinstance(claim, Claim)]


def _coder(sheet: Sheet, otherwise: str) -> str:
    return sheet.coded[0].by if len(sheet.coded) == 1 else otherwise


def _unit(a: Sheet, b: Sheet, pair: Pair, features: Features) -> Unit:
    feature = features[_claims(pair)[0].feature]
    sides = ((a, pair.a), (b, pair.b))
    answers = tuple(
        claim.interval(feature) if isinstance(claim, Claim) else _silence(sheet, feature.id) for sheet, claim in sides
    )
    labels = tuple(
        tuple(show(feature.raw(rank)) for rank in answer) if isinstance(answer, Interval) else answer
        for answer in answers
    )
    return Unit(a.document, feature.id, (answers[0], answers[1]), (labels[0], labels[1]))


def _silence(sheet: Sheet, feature: str) -> str | None:
    answered = feature in sheet.nothing_on or any(claim.feature == feature for claim in sheet.claims)
    return NOTHING if answered else None


def _both_silent(a: Sheet, b: Sheet) -> list[str]:
    claimed = {claim.feature for sheet in (a, b) for claim in sheet.claims}
    return sorted({*a.nothing_on} & {*b.nothing_on} - claimed)


def _counts(pairs: Sequence[Pair], nothing: int | None) -> Counts:
    relations = Counter(pair.relation for pair in pairs)
    return Counts(
        same=relations["same"],
        overlapping=relations["overlapping"],
        contradictory=relations["contradictory"],
        only_one=relations["only-one"],
        nothing=nothing,
    )


def _total(counts: Sequence[Counts]) -> Counts:
    silent = [count.nothing for count in counts if count.nothing is not None]
    return Counts(
        same=sum(count.same for count in counts),
        overlapping=sum(count.overlapping for count in counts),
        contradictory=sum(count.contradictory for count in counts),
        only_one=sum(count.only_one for count in counts),
        nothing=sum(silent) if len(silent) == len(counts) else None,
    )


def _difference(pair: Pair, features: Features) -> Difference:
    claim = _claims(pair)[0]
    return Difference(
        feature=claim.feature,
        speaker=claim.speaker,
        relation=pair.relation,
        a=None if pair.a is None else _values(pair.a, features),
        b=None if pair.b is None else _values(pair.b, features),
    )


def _values(claim: object, features: Features) -> Values:
    assert isinstance(claim, Claim)
    feature = features[claim.feature]
    low, high = (feature.raw(rank) for rank in claim.interval(feature))
    return Values(low=low, high=high)


def _answered(unit: Unit) -> bool:
    return all(isinstance(answer, Interval) for answer in unit.answers)


def _heard(unit: Unit) -> bool:
    return None not in unit.answers


def _exact(unit: Unit) -> bool:
    return all(isinstance(answer, Interval) and answer.single for answer in unit.answers)


def _nominally(units: Sequence[Unit]) -> float | None:
    return alpha([[unit.labels for unit in units]], nominal)


def _ordinally(units: Sequence[Unit]) -> float | None:
    groups: dict[str, list[tuple[int, int]]] = {}
    for unit in units:
        one, other = unit.answers
        assert isinstance(one, Interval)
        assert isinstance(other, Interval)
        groups.setdefault(unit.feature, []).append((one.low, other.low))
    return alpha(groups.values(), ordinal)


def _alpha(
    units: Iterable[Unit], compared: Callable[[Unit], bool], measure: Callable[[Sequence[Unit]], float | None]
) -> Alpha:
    """Alpha over the units in which both coders gave what is compared, and its interval over the documents."""
    kept = [unit for unit in units if compared(unit)]
    documents = sorted({unit.document for unit in kept})
    whole = measure(kept)
    if whole is None:
        why = "one-value" if kept else "no-units"
        return Alpha(alpha=None, why_none=why, units=len(kept), documents=len(documents))
    without = [measure([unit for unit in kept if unit.document != document]) for document in documents]
    low, high = jackknife(whole, without) or (None, None)
    return Alpha(alpha=whole, units=len(kept), documents=len(documents), low=low, high=high)
