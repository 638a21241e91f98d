"""An edition is the same, findings, scores and digest, with all later content deleted."""

from dossiers import AS_OF, DOCUMENTS, SPEAKERS, full_dossiers
from hypothesis import assume, given
from hypothesis import strategies as st

from baremo.analysis.timeline import timeline
from baremo.assessment.assess import assess, prepare
from baremo.assessment.explanation import Explanations
from baremo.model.catalogue import Catalogue
from baremo.model.condition import CriterionTest, FeatureTest, ProvidedTest, leaves
from baremo.model.criterion import Criterion
from baremo.model.dossier import Dossier
from baremo.model.feature import Bond
from baremo.rules.reference import evaluate
from baremo.workspace.entries import Entries, Placed
from baremo.workspace.standards import Standards
from baremo.workspace.standards_check import check
from baremo.workspace.yaml_file import parse

from baremo.testing import STANDARD, TEXT, catalogues, partial_dates, profiles  # isort: skip
from test_profiles import _Reference  # isort: skip

FILE = parse(b"{}", "standards/none.yaml")


@st.composite
def two_editions(draw: st.DrawFn) -> Standards:
    """Standards of which some things stand from the second edition on; nothing is named before it stands."""
    drawn = draw(catalogues(max_criteria=6))
    features = {id: f.model_copy(update={"start": draw(st.sampled_from((1, 2)))}) for id, f in drawn.features.items()}
    ids = sorted(features)
    for id in ids:
        if draw(st.booleans()):
            other = features[draw(st.sampled_from(ids))]
            if other.id != id:
                start = max(features[id].start, other.start)
                when = {"at_least": features[id].raw(1)}
                then = {"feature": other.id, "at_least": other.raw(1)}
                bond = Bond.model_validate({"from": start, "when": when, "then": then})
                features[id] = features[id].model_copy(update={"implies": (bond,)})
    starts: dict[str, int] = {}
    criteria: dict[str, Criterion] = {}
    for id, criterion in drawn.criteria.items():
        tests = [test for condition in criterion.conditions for test in leaves(condition)]
        starts[id] = max([draw(st.sampled_from((1, 2))), *(_start(test, features, starts) for test in tests)])
        criteria[id] = criterion.model_copy(update={"start": starts[id]})
    practice = [id for id, criterion in criteria.items() if criterion.aspect == "practice"]
    for id, criterion in criteria.items():
        if criterion.aspect == "law" and practice:
            criteria[id] = criterion.model_copy(update={"carried_out_by": tuple(practice)})
    flags = {
        id: flag.model_copy(update={"start": max([1, *(_start(test, features, starts) for test in leaves(flag.when))])})
        for id, flag in drawn.flags.items()
    }
    return _standards(features, criteria, flags, drawn, [1, 2])


def _start(test: object, features: dict, starts: dict[str, int]) -> int:  # type: ignore[type-arg]
    if isinstance(test, FeatureTest):
        return int(features[test.feature].start)
    if isinstance(test, ProvidedTest):
        return starts[test.provided_for]
    assert isinstance(test, CriterionTest)
    return starts[test.criterion]


def _standards(features: dict, criteria: dict, flags: dict, drawn: Catalogue, editions: list[int]) -> Standards:  # type: ignore[type-arg]
    def placed(items: dict) -> dict:  # type: ignore[type-arg]
        return {id: Placed(item, FILE, ()) for id, item in items.items()}

    scale = {("statuses",): drawn.scale.statuses, ("costs",): drawn.scale.costs}
    for edition in editions:
        critical = tuple(id for id in drawn.scale.cap.critical if id in criteria and criteria[id].stands_in(edition))
        cap = drawn.scale.cap.model_copy(update={"critical": critical})
        own = {"cap": cap, "bands": drawn.scale.bands, "least_coverage": drawn.scale.least_coverage}
        scale |= {("editions", str(edition), key): item for key, item in own.items()}
    entries = Entries(
        features=placed(features), criteria=placed(criteria), flags=placed(flags), scale=placed(scale),
        titles={dimension: Placed(TEXT, FILE, ()) for dimension in STANDARD.dimensions},
    )  # fmt: skip
    standard = STANDARD.model_copy(update={"editions": STANDARD.editions[: len(editions)]})
    return Standards(standard, entries)


def _of_the_first(standards: Standards, drawn: Catalogue) -> Standards:
    """The same with everything deleted that the first edition does not hold."""

    def kept(items: dict) -> dict:  # type: ignore[type-arg]
        return {id: placed.item for id, placed in items.items() if placed.item.start == 1}

    features, criteria = kept(standards.entries.features), kept(standards.entries.criteria)
    features = {
        id: feature.model_copy(update={"implies": tuple(bond for bond in feature.implies if bond.start == 1)})
        for id, feature in features.items()
    }
    criteria = {
        id: criterion.model_copy(update={"carried_out_by": tuple(c for c in criterion.carried_out_by if c in criteria)})
        for id, criterion in criteria.items()
    }
    return _standards(features, criteria, kept(standards.entries.flags), drawn, [1])


@given(two_editions(), st.data())
def test_an_edition_does_not_know_what_comes_after_it(standards: Standards, data: st.DataObject) -> None:
    assert [p for p in check(standards.standard, standards.entries) if p.code in ("edition", "circle")] == []
    first = standards.catalogue(1)
    alone = _of_the_first(standards, first).catalogue(1)
    assert (alone.features, alone.criteria, alone.flags, alone.dimensions) == (
        first.features,
        first.criteria,
        first.flags,
        first.dimensions,
    )
    assert (alone.scale, alone.digest, list(alone.criteria)) == (first.scale, first.digest, list(first.criteria))
    given_values = data.draw(profiles(first))
    assert evaluate(first, given_values).findings == evaluate(alone, given_values).findings


def _cut(told: Dossier, alone: Catalogue) -> Dossier:
    """The dossier as if nothing of a later edition had ever been asked or written down."""

    def known(entries: tuple) -> tuple:  # type: ignore[type-arg]
        return tuple(entry for entry in entries if entry.feature in alone.features)

    sheets = []
    for sheet in told.sheets:
        stages = tuple(
            stage.model_copy(update={"lays_down": known(stage.lays_down), "aims": known(stage.aims)})
            for stage in sheet.reforms
        )
        left = sheet.model_copy(update={"claims": known(sheet.claims), "reforms": stages})
        if left.claims or left.reforms or left.figures or left.events:
            sheets.append(left)
    own = told.mechanism
    exempt = tuple(entry for entry in own.not_applicable if entry.criterion in alone.criteria)
    kept = {"adjudications": known(own.adjudications), "not_applicable": exempt}
    return Dossier(mechanism=own.model_copy(update=kept), sheets=tuple(sheets))


@given(two_editions(), st.data())
def test_its_scores_are_the_same_byte_for_byte_with_all_later_content_deleted(
    standards: Standards, data: st.DataObject
) -> None:
    """Scorecards, what explains them, the years and the default day, of dossiers that speak of both editions."""
    first = standards.catalogue(1)
    assume(first.criteria)
    alone = _of_the_first(standards, first).catalogue(1)
    everything = {id: placed.item for id, placed in standards.entries.features.items()}
    whole = data.draw(full_dossiers(everything))
    exempt = [
        {"criterion": id, "reason": {"en": "A reason."}, "until": data.draw(partial_dates())}
        for id in sorted(standards.entries.criteria)
        if data.draw(st.integers(0, 3)) == 0
    ]
    own = whole.mechanism.model_dump(by_alias=True, exclude_none=True) | {"not_applicable": exempt}
    whole = Dossier.model_validate({"mechanism": own, "sheets": whole.sheets})
    one = prepare(whole, first, SPEAKERS, DOCUMENTS)
    other = prepare(_cut(whole, alone), alone, SPEAKERS, DOCUMENTS)
    assert (one.newest, one.digest) == (other.newest, other.digest)
    day = data.draw(st.none() | AS_OF)
    if one.unscored(day or one.newest) is not None:
        assert one.unscored(day or one.newest) == other.unscored(day or one.newest)
        return
    cards = [assess(m, _Reference(m.catalogue), day) for m in (one, other)]  # type: ignore[arg-type]
    assert cards[0].scorecard.model_dump_json() == cards[1].scorecard.model_dump_json()
    for finding in cards[0].scorecard.findings:
        told = [Explanations(card).finding(finding.criterion).model_dump_json() for card in cards]
        assert told[0] == told[1]
    assert Explanations(cards[0]).since_then == Explanations(cards[1]).since_then
    assert timeline(one, day).model_dump_json() == timeline(other, day).model_dump_json()
