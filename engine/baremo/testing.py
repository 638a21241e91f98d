"""For those who write rules: hypothesis strategies for everything in Baremo's domain, and properties ready to be run.

Our own tests draw from here too. Needs the extra `testing`.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from .assessment.kernel import Kernel
from .model.catalogue import Catalogue
from .model.condition import STATUSES, Condition, CriterionTest, FeatureTest, ProvidedTest, Status, leaves, parts
from .model.criterion import Criterion, Flag
from .model.dossier import Dossier
from .model.feature import Feature, Interval, Value
from .model.scale import Scale
from .model.standard import Standard
from .model.text import Localised
from .rules import reference
from .rules.cells import completions
from .rules.evaluation import EITHER, NO, YES, Values, applying, provided
from .workspace.workspace import load


@cache
def standards(folder: Path | None = None, edition: int | None = None) -> Catalogue:
    """The standards of the workspace in `folder`, or of the one that the tests run in, else the built-in ones.

    Raises:
        WorkspaceError: with everything that is wrong in them.
    """
    return load(folder, [], edition=edition).catalogue


def findings(catalogue: Catalogue, profile: Values) -> Mapping[str, tuple[Status, ...]]:
    """The statuses of every criterion that a profile leaves possible, from worst to best."""
    return reference.evaluate(catalogue, profile).findings


def is_monotone(catalogue: Catalogue) -> None:
    """A better answer to any question never makes a finding worse: its worst and its best status stay or rise."""

    @given(st.data())
    def holds(data: st.DataObject) -> None:
        profile = data.draw(profiles(catalogue))
        better = {id: data.draw(improved(catalogue.features[id], interval)) for id, interval in profile.items()}
        before, after = findings(catalogue, profile), findings(catalogue, better)
        for id, possible in before.items():
            for end, was, now in (("worst", possible[0], after[id][0]), ("best", possible[-1], after[id][-1])):
                assert STATUSES.index(was) <= STATUSES.index(now), f"{id}: its {end} status falls"

    holds()


def knowledge_never_widens(catalogue: Catalogue) -> None:
    """Knowing more of any question never makes more statuses possible."""

    @given(st.data())
    def holds(data: st.DataObject) -> None:
        profile = data.draw(profiles(catalogue))
        known = {id: data.draw(narrowed(interval)) for id, interval in profile.items()}
        before, after = findings(catalogue, profile), findings(catalogue, known)
        assert all(set(after[id]) <= set(possible) for id, possible in before.items())

    holds()


def engines_agree(catalogue: Catalogue) -> None:
    """Bit-planes leave every criterion the statuses that the reference leaves it."""
    planes = Kernel(catalogue)

    @given(st.lists(profiles(catalogue), min_size=1, max_size=5))
    def holds(listed: list[dict[str, Interval]]) -> None:
        judgement = planes.judge(planes.planes.columns(listed), len(listed))
        for place, profile in enumerate(listed):
            told = {id: possible.statuses(place) for id, possible in judgement.possible.items()}
            assert told == dict(findings(catalogue, profile))

    holds()


def every_status_is_reached(catalogue: Catalogue) -> None:
    """Some answers lead to each status that a criterion's rule knows."""
    for id, criterion in catalogue.criteria.items():
        whole = Kernel(catalogue.alone[id])
        ways = {name: catalogue.features[name].whole for name in catalogue.features_of(id)}
        answers = {name: own for name, own in completions(whole.catalogue, _silent(catalogue)).items() if name in ways}
        reached: set[Status] = set()
        for columns, size, _ in whole.planes.every(answers, _silent(catalogue)):
            possible = whole.judge(columns, size).possible[id]
            planes = (possible.not_met, possible.partly, possible.met)
            reached |= {status for status, plane in zip(STATUSES, planes, strict=True) if plane}
        assert reached == set(criterion.statuses), f"{id} is never {', '.join(set(criterion.statuses) - reached)}"


def _silent(catalogue: Catalogue) -> Values:
    """A profile of which nothing is known."""
    return {id: feature.whole for id, feature in catalogue.features.items()}


DIMENSIONS = ("participation", "collective", "nonpolice", "impunity", "effectiveness", "institution")
TEXT = Localised({"en": "A text."})
SCALE = Scale.model_validate(
    {
        "statuses": {"met": 1, "partly": 0.5, "not-met": 0},
        "cap": {"at": 59, "critical": []},
        "least_coverage": 33.333333,
        "bands": [
            {"id": name, "from": start, "label": {"en": name}}
            for start, name in enumerate(("absent", "weak", "partial", "substantial", "full"))
            for start in (start * 20,)
        ],
    }
)

STANDARD = Standard.model_validate(
    {
        "id": "standard",
        "name": {"en": "A body of standards"},
        "languages": ["en", "es", "pt", "fr"],
        "dimensions": DIMENSIONS,
        "speakers": [
            {"id": kind, "state": kind == "official", "name": {"en": kind}}
            for kind in ("official", "oversight", "civil-society", "international", "media", "academic")
        ],
        "perspectives": [
            {"id": kind, "kinds": [kind], "name": {"en": kind}}
            for kind in ("official", "oversight", "civil-society", "international", "media", "academic")
        ],
        "editions": [{"id": number, "name": {"en": f"Edition {number}"}} for number in (1, 2)],
        "default_edition": 1,
    }
)


@st.composite
def features(draw: st.DrawFn, number: int) -> Feature:
    """A feature of any type; numbers are kept small so that completions can be enumerated."""
    kind = draw(st.sampled_from(("yes-no", "choice", "count", "share")))
    record = draw(st.booleans())
    return Feature(
        id=f"{draw(st.sampled_from(DIMENSIONS))}.f{number}",
        kind="record" if record else "practice",
        type=kind,
        polarity="higher" if kind == "choice" else draw(st.sampled_from(("higher", "lower"))),
        effort="norm",
        question=TEXT,
        values=tuple(Value(id=f"v{v}", label=TEXT) for v in range(draw(st.integers(2, 4)))) if kind == "choice" else (),
        **({} if record else {"good_for": draw(st.integers(1, 5))}),
    )


def ranks(feature: Feature) -> st.SearchStrategy[int]:
    """A rank of the feature; numbers stay among the first few."""
    return st.integers(0, min(feature.whole.high, 5))


@st.composite
def intervals(draw: st.DrawFn, feature: Feature) -> Interval:
    """Known, disputed or silent: one rank, a few, or the whole type."""
    if draw(st.booleans()):
        return feature.whole
    low, high = sorted((draw(ranks(feature)), draw(ranks(feature))))
    return Interval(low, high) if draw(st.booleans()) else Interval(low, low)


def profiles(catalogue: Catalogue) -> st.SearchStrategy[dict[str, Interval]]:
    """What may be known of every feature of the catalogue: for each the ranks still possible."""
    return st.fixed_dictionaries({id: intervals(feature) for id, feature in catalogue.features.items()})


def asked_beside(catalogue: Catalogue) -> st.SearchStrategy[dict[str, Interval]]:
    """What flags ask beside features: whether criteria apply, and whether they are provided for."""
    tests = [test for flag in catalogue.flags.values() for test in leaves(flag.when)]
    applies = {applying(t.criterion): st.sampled_from((YES, NO)) for t in tests if isinstance(t, CriterionTest)}
    aimed = {provided(t.provided_for): st.sampled_from((NO, EITHER, YES)) for t in tests if isinstance(t, ProvidedTest)}
    return st.fixed_dictionaries({**applies, **aimed})


@st.composite
def narrowed(draw: st.DrawFn, interval: Interval) -> Interval:
    """What may be left possible once more is known."""
    low, high = interval
    start = draw(st.integers(low, min(high, low + 6)))
    return Interval(start, draw(st.sampled_from((start, high))))


@st.composite
def improved(draw: st.DrawFn, feature: Feature, interval: Interval) -> Interval:
    """An interval whose worst and best values are no worse than this one's."""
    low, high = interval
    if feature.polarity == "higher":
        better = draw(st.integers(low, min(low + 6, feature.whole.high)))
        return Interval(better, draw(st.sampled_from((max(better, high), feature.whole.high))))
    better = draw(st.integers(0, min(high, 6)))
    return Interval(draw(st.integers(0, min(low, better))), better)


@st.composite
def feature_tests(draw: st.DrawFn, known: Sequence[Feature], monotone: bool) -> FeatureTest:
    """A test on one of the features; if `monotone`, one that no improvement can turn from true to false."""
    feature = draw(st.sampled_from(known))
    operand = feature.raw(draw(ranks(feature)))
    better = "at_least" if feature.polarity == "higher" else "at_most"
    operator = better if monotone else draw(st.sampled_from(("is", "at_least", "at_most", "one_of")))
    if operator == "one_of":
        operands = draw(st.lists(ranks(feature), min_size=1, max_size=3, unique=True))
        return FeatureTest(feature=feature.id, one_of=tuple(feature.raw(rank) for rank in operands))
    return FeatureTest.model_validate({"feature": feature.id, operator: operand})


@st.composite
def conditions(
    draw: st.DrawFn,
    known: Sequence[Feature],
    criteria: Sequence[Criterion] = (),
    monotone: bool = False,
    depth: int = 2,
    of_flag: bool = False,
) -> Condition:
    """A condition over these features and criteria; a flag's may ask what is provided for."""
    form = draw(st.sampled_from(("leaf", "leaf", "all", "any", "at_least_n", "none"))) if depth else "leaf"
    if form == "none" and monotone:
        form = "any"
    if form == "leaf":
        if criteria and of_flag and draw(st.integers(0, 3)) == 0:
            return ProvidedTest(provided_for=draw(st.sampled_from(criteria)).id)
        on_criterion: bool = draw(st.booleans())
        if criteria and on_criterion:
            return draw(criterion_tests(criteria, monotone))
        return draw(feature_tests(known, monotone))
    inner = draw(st.lists(conditions(known, criteria, monotone, depth - 1, of_flag), min_size=1, max_size=3))
    if form == "at_least_n":
        return _condition({"at_least_n": {"n": draw(st.integers(1, len(inner))), "of": inner}})
    return _condition({form: inner})


@st.composite
def criterion_tests(draw: st.DrawFn, criteria: Sequence[Criterion], monotone: bool) -> CriterionTest:
    """A test on the finding of one of the criteria."""
    criterion = draw(st.sampled_from(criteria))
    if monotone:
        status = "met" if criterion.partly is None else draw(st.sampled_from(("met", "partly")))
        return CriterionTest(criterion=criterion.id, at_least=status)
    if criterion.partly is None:
        return CriterionTest.model_validate(
            {"criterion": criterion.id, "is": draw(st.sampled_from(("met", "not-met")))}
        )
    accepted = draw(st.lists(st.sampled_from(("met", "partly", "not-met")), min_size=1, max_size=2, unique=True))
    return CriterionTest(criterion=criterion.id, one_of=tuple(accepted))


def _condition(tree: Mapping[str, object]) -> Condition:
    return Criterion.model_validate(
        {
            "id": "x.y", "aspect": "law", "title": TEXT, "met": tree,
            "rests_on": ["X/1"], "reason": TEXT, "advice": TEXT,
        }
    ).met  # fmt: skip


@st.composite
def catalogues(draw: st.DrawFn, monotone: bool = False, max_criteria: int = 5, max_features: int = 5) -> Catalogue:
    """A catalogue with a few features, criteria that may refer to each other, and flags."""
    known = [draw(features(number)) for number in range(draw(st.integers(1, max_features)))]
    criteria: list[Criterion] = []
    for number in range(draw(st.integers(1, max_criteria))):
        partly = draw(st.none() | conditions(known, criteria, monotone))
        criteria.append(
            Criterion(
                id=f"{draw(st.sampled_from(DIMENSIONS))}.c{number}",
                aspect=draw(st.sampled_from(("law", "practice"))),
                title=TEXT,
                met=draw(conditions(known, criteria, monotone)),
                partly=partly,
                rests_on=("X/1",),
                reason=TEXT,
                advice=TEXT,
            )
        )
    flags = [
        Flag(id=f"flag{number}", title=TEXT, text=TEXT, when=draw(conditions(known, criteria, of_flag=True)))
        for number in range(draw(st.integers(0, 2)))
    ]
    critical = draw(st.lists(st.sampled_from([criterion.id for criterion in criteria]), max_size=2, unique=True))
    scale = SCALE.model_copy(update={"cap": SCALE.cap.model_copy(update={"critical": tuple(critical)})})
    return Catalogue(
        standard=STANDARD,
        edition=1,
        instruments={},
        features={feature.id: feature for feature in known},
        criteria={criterion.id: criterion for criterion in criteria},
        dimensions={d: TEXT for d in DIMENSIONS if any(c.dimension == d for c in criteria)},
        flags={flag.id: flag for flag in flags},
        scale=scale,
        digest="0" * 16,
    )


DAYS = st.integers(0, 1800).map(lambda days: date(2013, 1, 1) + timedelta(days=days))
"""Close enough together that claims of one dossier are in force at the same time."""


def partial_dates() -> st.SearchStrategy[str]:
    """A year, a month, a day, or "by" one of these."""
    forms = st.sampled_from(("%Y", "%Y-%m", "%Y-%m-%d", "by %Y-%m", "by %Y-%m-%d"))
    return st.builds(lambda day, form: day.strftime(form), DAYS, forms)


@st.composite
def settings_of(draw: st.DrawFn, feature: Feature) -> dict[str, object]:
    """A value of the feature, or bounds."""
    low, high = sorted((draw(ranks(feature)), draw(ranks(feature))))
    form = draw(st.sampled_from(("value", "value", "value", "at_least", "at_most", "both")))
    if form == "both":
        return {"at_least": feature.raw(low), "at_most": feature.raw(high)}
    return {form: feature.raw(low)}


@st.composite
def claims(draw: st.DrawFn, known: Sequence[Feature], speakers: Sequence[str]) -> dict[str, object]:
    """A claim in the form of a dossier's file."""
    feature = draw(st.sampled_from(known))
    change = feature.kind == "record" and draw(st.booleans())
    claim: dict[str, object] = {
        "feature": feature.id,
        "kind": "change" if change else "observation",
        **draw(settings_of(feature)),
        "speaker": draw(st.sampled_from(speakers)),
        "document": draw(st.sampled_from(("early", "late"))),
        "locator": "1",
        "note": {"en": "A note."},
    }
    if draw(st.booleans()):
        claim["date"] = draw(partial_dates())
    if change and draw(st.booleans()):
        claim["before"] = feature.raw(draw(ranks(feature)))
    if not change and "date" in claim and draw(st.integers(0, 3)) == 0:
        claim["until"] = str(int(str(claim["date"]).removeprefix("by ")[:4]) + draw(st.integers(1, 2)))
    return claim


@st.composite
def dossiers(
    draw: st.DrawFn,
    catalogue: Catalogue,
    speakers: Sequence[str],
    max_claims: int = 8,
    min_reforms: int = 0,
    states: Sequence[str] = ("adopted", "adopted", "pending", "promised", "proposed"),
) -> Dossier:
    """A mechanism's dossier over the catalogue's features, with reforms in these states."""
    known = list(catalogue.features.values())
    records = [feature for feature in known if feature.kind == "record"]
    said = draw(st.lists(claims(known, speakers), min_size=draw(st.sampled_from((0, 3, 5))), max_size=max_claims))
    stages: list[dict[str, object]] = []
    for number in range(draw(st.integers(min_reforms, 2)) if records else 0):
        feature = draw(st.sampled_from(records))
        stage: dict[str, object] = {
            "reform": f"reform-{number}",
            "state": draw(st.sampled_from(states)),
            "document": "late",
            "locator": "1",
            "lays_down": [{"feature": feature.id, **draw(settings_of(feature))}],
        }
        if draw(st.booleans()):
            stage["date"] = draw(partial_dates())
        stages.append(stage)
    for number, entry in enumerate((*said, *stages)):
        entry["id"] = entry_id(number)
    adjudications = []
    if len(said) > 1 and draw(st.integers(0, 2)) == 0:
        first = draw(st.sampled_from(said))
        between = [claim["id"] for claim in said if claim["feature"] == first["feature"]]
        if len(between) > 1:
            feature = catalogue.features[str(first["feature"])]
            adjudications.append(
                {
                    "feature": feature.id,
                    "between": between,
                    "value": feature.raw(draw(ranks(feature))),
                    "date": draw(partial_dates()),
                    "by": "A reviewer",
                    "why": {"en": "A reason."},
                }
            )
    return dossier(
        {"claims": said, "reforms": stages},
        adjudications=adjudications,
        reforms=[
            {"id": stage["reform"], "name": {"en": "A reform"}, "note": {"en": "What it does."}} for stage in stages
        ],
    )


def entry_id(number: int) -> str:
    """An id of a sheet's entry, another for each number."""
    letters = ""
    for _ in range(7):
        number, letter = divmod(number, 26)
        letters = chr(ord("a") + letter) + letters
    return f"c{letters}"


def dossier(entries: Mapping[str, Sequence[Mapping[str, object]]], **mechanism: object) -> Dossier:
    """A dossier of these entries, a sheet for each document that they name, and of these keys of its mechanism."""
    documents = sorted({str(entry["document"]) for listed in entries.values() for entry in listed})
    sheets = [
        {
            "document": document,
            "read": "whole",
            "status": "accepted",
            **{key: [e for e in listed if e["document"] == document] for key, listed in entries.items()},
        }
        for document in documents
    ]
    own = {
        "id": "nowhere",
        "country": "XX",
        "name": {"en": "A mechanism"},
        "state": {"en": "Nowhere"},
        "about": {"en": "It protects."},
        "established": {"date": 2005, "document": "early", "locator": "1"},
        **mechanism,
    }
    return Dossier.model_validate({"mechanism": own, "sheets": sheets})


def is_leaf(condition: Condition) -> bool:
    """Whether the condition is a test."""
    return not parts(condition)
