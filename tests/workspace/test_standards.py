"""Standards: read over each other, one edition at a time; what does not fit together is told with its place."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from said import refused, told

from baremo.model.force import force
from baremo.model.instrument import Instrument
from baremo.workspace.guidance import load_crosswalk, load_guidance
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.rooms import built_in
from baremo.workspace.standards import Standards, load_standards

SHIPPED = built_in() / "standards"
SMALL = Path(__file__).parents[1] / "fuzz" / "small" / "standards"
NEW_FEATURE = (
    "  - {id: collective.new, from: 2, kind: practice, type: yes-no, effort: practice, question: {en: New?}}\n"
)
NEW_CRITERION = """
  - id: collective.new
    from: 2
    aspect: practice
    title: {en: New}
    met: {feature: collective.new, is: yes}
    rests_on: [DECLARATION/1]
    reason: {en: Because.}
    advice: {en: Do it.}
"""


@pytest.fixture(scope="session")
def shipped_standards() -> Standards:
    return load_standards([SHIPPED])


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """The small standards, whose two editions weigh alike here, with something that stands in the second alone."""
    room = Path(shutil.copytree(SMALL, tmp_path / "standards"))
    scale = (room / "scale.yaml").read_text("utf-8").partition("  2:\n")[0]
    (room / "scale.yaml").write_text(scale + scale[scale.index("  1:\n") :].replace("  1:\n", "  2:\n"), "utf-8")
    append(room, "features/collective.yaml", NEW_FEATURE)
    append(room, "criteria/collective.yaml", NEW_CRITERION)
    return room


def change(room: Path, file: str, before: str, after: str) -> None:
    text = (room / file).read_text("utf-8")
    assert before in text
    (room / file).write_text(text.replace(before, after, 1), "utf-8")


def append(room: Path, file: str, text: str) -> None:
    (room / file).write_text((room / file).read_text("utf-8") + text, "utf-8")


def write(room: Path, file: str, text: str) -> None:
    (room / file).parent.mkdir(parents=True, exist_ok=True)
    (room / file).write_text(text, "utf-8")


def faults(*rooms: Path) -> list[str]:
    with pytest.raises(WorkspaceError) as caught:
        load_standards(rooms)
    return [told(problem) for problem in caught.value.problems]


def test_the_shipped_standards_are_two_editions_of_six_dimensions(shipped_standards: Standards) -> None:
    first = shipped_standards.catalogue()
    assert (first.edition, len(first.criteria), len(first.features)) == (1, 38, 46)
    assert list(first.dimensions) == list(shipped_standards.standard.dimensions)
    assert "institution.court-order" in first.features
    assert "institution.court-order" not in shipped_standards.catalogue(2).features
    with refused("there is no edition 7; there are: 1, 2"):
        shipped_standards.catalogue(7)


def test_an_edition_holds_what_stands_in_it_and_its_digest_does_not_know_the_later_one(room: Path) -> None:
    before = load_standards([SMALL]).catalogue()
    standards = load_standards([room])
    first, second = standards.catalogue(1), standards.catalogue(2)
    assert "collective.new" not in first.criteria
    assert "collective.new" not in first.features
    assert set(second.criteria) == {*first.criteria, "collective.new"} - {"collective.carried-out"}
    assert (first.features, first.criteria, first.flags, first.scale) == (
        before.features,
        before.criteria,
        before.flags,
        before.scale,
    )
    assert first.digest == before.digest != second.digest
    change(room, "features/collective.yaml", "question: {en: New?}", "question: {en: Brand new?}")
    changed = load_standards([room])
    assert changed.catalogue(1).digest == first.digest
    assert changed.catalogue(2).digest != second.digest


def test_ending_an_entry_before_an_edition_leaves_the_earlier_ones_as_they_were(room: Path) -> None:
    first = load_standards([room]).catalogue(1)
    change(room, "criteria/collective.yaml", "    aspect: law\n", "    before: 2\n    aspect: law\n")
    change(
        room,
        "criteria/collective.yaml",
        "{criterion: collective.legal, is: not-met}",
        "{feature: collective.legal, is: no}",
    )
    before = load_standards([SMALL]).catalogue(1).criteria["collective.legal"]
    found = faults(room)
    assert any(
        "'collective.legal' does not stand in edition 2, in which it is named here [edition]" in f for f in found
    )
    for file in ("criteria/collective.yaml", "flags.yaml"):
        text = (room / file).read_text("utf-8")
        text = text.replace(
            "{criterion: collective.legal, one_of: [partly, met]}", "{feature: collective.legal, is: yes}"
        )
        (room / file).write_text(
            text.replace("{criterion: collective.legal, is: met}", "{feature: collective.legal, is: yes}"), "utf-8"
        )
    standards = load_standards([room])
    assert standards.catalogue(1).criteria["collective.legal"].rests_on == before.rests_on
    assert "collective.legal" not in standards.catalogue(2).criteria
    assert list(first.criteria) == list(standards.catalogue(1).criteria)


def test_what_carries_out_a_law_criterion_later_is_not_there_before(room: Path) -> None:
    first = load_standards([room]).catalogue(1)
    change(
        room,
        "criteria/collective.yaml",
        "carried_out_by: [collective.granted]",
        "carried_out_by: [collective.granted, collective.new]",
    )
    standards = load_standards([room])
    assert standards.catalogue(1).criteria == first.criteria
    assert standards.catalogue(1).digest == first.digest
    assert standards.catalogue(2).criteria["collective.legal"].carried_out_by == (
        "collective.granted",
        "collective.new",
    )


def test_a_bond_of_a_later_edition_binds_nothing_before(room: Path) -> None:
    first = load_standards([room]).catalogue(1)
    bond = "implies: [{from: 2, when: {at_least: some}, then: {feature: collective.new, at_least: yes}}]"
    change(room, "features/collective.yaml", "    good_for: 5\n", f"    good_for: 5\n    {bond}\n")
    standards = load_standards([room])
    assert standards.catalogue(1).features == first.features
    assert standards.catalogue(1).digest == first.digest
    assert len(standards.catalogue(2).features["collective.granted"].implies) == 1
    change(room, "features/collective.yaml", "{from: 2, when", "{when")
    assert any("does not stand in edition 1" in fault for fault in faults(room))


@pytest.mark.parametrize(
    ("file", "before", "after", "told"),
    [
        ("standard.yaml", "default_edition: 1", "default_edition: 3", "there is no edition 3; there are: 1, 2"),
        ("standard.yaml", "kinds: [official]", "kinds: [offical]", "there is no kind of speaker 'offical'"),
        ("standard.yaml", "- {id: official, kinds", "- {id: all, kinds", "the perspective 'all' is always there"),
        ("standard.yaml", "dimensions: [collective", "dimensions: [colective", "there is no dimension 'collective'; did you mean 'colective'?"),
        ("standard.yaml", "languages: [en", "languages: [En", "'En' is not accepted; expected a language such as es or es-419"),
        ("standard.yaml", "en: Small standards", "de: Kleine Normen", "unknown language 'de'; expected one of en, es, pt, fr"),
        ("features/collective.yaml", '{en: "Is it law?"', '{se: "Is it law?"', "features/collective.yaml:3:"),
        ("features/collective.yaml", "from: 2", "from: 5", "there is no edition 5; there are: 1, 2"),
        ("features/collective.yaml", "from: 2", "from: 0", "0 is out of range; expected at least 1"),
        ("features/collective.yaml", "from: 2", "from: 2, before: 1", "it ends before edition 1 and stands from edition 2"),
        ("features/collective.yaml", "from: 2", "short: {en: A short title of more than thirty letters}, from: 2", "the short title in 'en' has 41 letters; expected 30 at most"),
        ("criteria/collective.yaml", "    aspect: practice\n    title: {en: New}", "    only_for: {addressed_by: [DECLARATOIN]}\n    aspect: practice\n    title: {en: New}", "there is no provision 'DECLARATOIN'; did you mean 'DECLARATION'?"),
        ("criteria/collective.yaml", "{feature: collective.new, is: yes}", "{provided_for: collective.legal}", "only a flag asks what is provided for"),
        ("flags.yaml", "{criterion: collective.legal, is: met}", "{provided_for: collective.leagl}", "there is no criterion 'collective.leagl'; did you mean 'collective.legal'?"),
        ("scale.yaml", "  2:\n    weights:", "  3:\n    weights:", "there is no edition '3'"),
        ("scale.yaml", "    least_coverage: 33.333333\n  2:", "  2:", "the scale of edition 1 lacks `least_coverage`"),
        ("scale.yaml", "critical: [collective.granted]", "critical: [collective.new]", "there is no criterion 'collective.new'"),
        ("instruments/declaration.yaml", "kind: declaration", "kind: declaration\nparties: [{state: CO, since: 2001-01-01}]", "only a treaty has parties, and this is of the kind declaration"),
        ("instruments/declaration.yaml", "kind: declaration", "kind: report\naddresses: []", "only a judgment or an order addresses States"),
        ("instruments/declaration.yaml", "kind: declaration", "kind: treaty\nparties: [{state: CO, since: 2001-01}]", "'2001-01' is not a full day"),
        ("instruments/declaration.yaml", "kind: declaration", "kind: treaty\nparties: [{state: CO, since: 2001-01-01}]\nnot_parties: [{state: CO, as_of: 2000}]", "a State stands twice"),
        ("instruments/declaration.yaml", "kind: declaration", "kind: treaty\nforce: not-binding", "unknown key 'force'"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told_with_its_place(room: Path, file: str, before: str, after: str, told: str) -> None:
    change(room, file, before, after)
    found = faults(room)
    assert any(told in fault for fault in found), found
    assert all(fault.startswith(("standards/", "scale")) for fault in found)


def test_a_dimension_with_criteria_has_a_title(room: Path) -> None:
    change(
        room,
        "criteria/collective.yaml",
        "dimension: collective\ntitle: {en: Collective measures, es: Medidas colectivas, pt: Medidas coletivas, fr: Mesures collectives}\n",
        "",
    )
    assert any("the dimension collective has no title" in fault for fault in faults(room))


class TestRoomsOverRooms:
    def test_an_entry_replaces_the_whole_entry_and_nothing_else(self, room: Path, tmp_path: Path) -> None:
        own = tmp_path / "own"
        write(own, "criteria/ours.yaml", "criteria:" + NEW_CRITERION.replace("title: {en: New}", "title: {en: Ours}"))
        below = load_standards([room]).catalogue(2)
        standards = load_standards([own, room], "The Network")
        second = standards.catalogue(2)
        assert second.criteria["collective.new"].title["en"] == "Ours"
        assert {id: c for id, c in second.criteria.items() if id != "collective.new"} == {
            id: c for id, c in below.criteria.items() if id != "collective.new"
        }
        assert (second.changed, second.changed_by) == (("criteria/collective.new",), "The Network")
        assert second.version.model_dump()["changed"] == ("criteria/collective.new",)
        first = standards.catalogue(1)
        assert (first.changed, first.changed_by, first.digest) == ((), None, load_standards([room]).catalogue(1).digest)

    def test_an_equal_copy_changes_nothing(self, room: Path, tmp_path: Path) -> None:
        own = Path(shutil.copytree(room, tmp_path / "own"))
        (own / "standard.yaml").unlink()
        catalogue = load_standards([own, room], "The Network").catalogue(2)
        assert (catalogue.changed, catalogue.digest) == ((), load_standards([room]).catalogue(2).digest)

    def test_the_scale_goes_by_edition_and_key(self, room: Path, tmp_path: Path) -> None:
        own = tmp_path / "own"
        write(own, "scale.yaml", "editions: {2: {cap: {at: 40, critical: []}}}\n")
        standards, below = load_standards([own, room], "The Network"), load_standards([room])
        assert standards.catalogue(1).scale == below.catalogue(1).scale
        second = standards.catalogue(2)
        assert second.scale == below.catalogue(2).scale.model_copy(update={"cap": second.scale.cap})
        assert (second.scale.cap.at, second.changed) == (40, ("scale/editions/2/cap",))

    def test_an_instruments_provisions_go_one_by_one(self, room: Path, tmp_path: Path) -> None:
        own = tmp_path / "own"
        text = (room / "instruments" / "declaration.yaml").read_text("utf-8")
        head = text[: text.index("provisions:")]
        write(own, "instruments/ours.yaml", head + 'provisions: [{at: "1", text: {en: Ours.}, checked: article}]\n')
        instrument = load_standards([own, room]).catalogue(1).instruments["DECLARATION"]
        assert {p.at: p.text["en"] for p in instrument.provisions} == {
            "1": "Ours.",
            "2.1": "States must.",
            "whole": "All of it.",
        }

    def test_an_entry_of_no_edition_is_taken_out(self, room: Path, tmp_path: Path) -> None:
        own = tmp_path / "own"
        write(own, "criteria/ours.yaml", "criteria:" + NEW_CRITERION.replace("from: 2", "from: 2\n    before: 2"))
        catalogue = load_standards([own, room], "The Network").catalogue(2)
        assert "collective.new" not in catalogue.criteria
        assert catalogue.changed == ("criteria/collective.new",)

    def test_an_own_standard_starts_from_nothing_and_takes_over_what_it_names(self, room: Path, tmp_path: Path) -> None:
        own = Path(shutil.copytree(SMALL, tmp_path / "own"))
        shutil.rmtree(own / "instruments")
        assert any("there is no provision 'DECLARATION/1'" in fault for fault in faults(own, room))
        change(own, "standard.yaml", "takes_over: []", "takes_over: [instruments, criteria/none.yaml]")
        (fault,) = faults(own, room)
        assert "there is no 'criteria/none.yaml' in the built-in standards" in fault
        change(own, "standard.yaml", ", criteria/none.yaml", "")
        catalogue = load_standards([own, room], "The Network").catalogue()
        assert set(catalogue.criteria) == {"collective.legal", "collective.granted", "collective.carried-out"}
        assert (catalogue.changed, set(catalogue.instruments)) == ((), {"DECLARATION", "TREATY", "JUDGMENT"})


class TestForce:
    def at(self, standards: Standards, instrument: str, state: str, day: str) -> str:
        return force(standards.catalogue().instruments[instrument], state, date.fromisoformat(day)).kind

    @pytest.mark.parametrize(
        ("instrument", "state", "day", "kind"),
        [
            ("ESCAZU", "CO", "2024-12-23", "not-yet-binding"),
            ("ESCAZU", "CO", "2024-12-24", "binding"),
            ("ESCAZU", "HN", "2012-01-01", "not-party"),
            ("ESCAZU", "HN", "2024-12-24", "not-party"),
            ("ESCAZU", "HN", "2199-12-31", "not-party"),
            ("ESCAZU", "MX", "2021-04-21", "not-yet-binding"),
            ("ESCAZU", "MX", "2021-04-22", "binding"),
            ("ESCAZU", "AR", "2026-01-01", "unknown"),
            ("ACHR", "BR", "1992-09-24", "not-yet-binding"),
            ("ACHR", "BR", "1992-09-25", "binding"),
            ("IACtHR/human-rights-defender-v-guatemala", "GT", "2014-08-27", "not-yet-addressed"),
            ("IACtHR/human-rights-defender-v-guatemala", "GT", "2014-08-28", "addressed"),
            ("IACtHR/human-rights-defender-v-guatemala", "HN", "2026-01-01", "interpretive"),
            ("IACtHR/nogueira-de-carvalho-v-brazil", "BR", "2026-01-01", "interpretive"),
            ("UNDHRD", "HN", "2026-01-01", "not-binding"),
            ("IACHR/defenders-2011", "HN", "2026-01-01", "not-binding"),
        ],
    )
    def test_of_a_provision_for_a_state_on_a_day(
        self, shipped_standards: Standards, instrument: str, state: str, day: str, kind: str
    ) -> None:
        assert self.at(shipped_standards, instrument, state, day) == kind

    def test_whom_a_judgment_addresses_and_what_it_orders(self, shipped_standards: Standards) -> None:
        day = date(2026, 1, 1)
        judgment = shipped_standards.catalogue().instruments["IACtHR/human-rights-defender-v-guatemala"]
        assert force(judgment, "HN", day).states == ("GT",)
        assert force(judgment, "HN", day).orders == ()
        assert [order.status for order in force(judgment, "GT", day).orders] == ["unknown"]
        nobody = shipped_standards.catalogue().instruments["IACtHR/nogueira-de-carvalho-v-brazil"]
        assert force(nobody, "BR", day).states == ()

    def test_a_judgment_of_which_nothing_is_verified_has_no_force(self) -> None:
        judgment = Instrument.model_validate(
            {
                "id": "COURT/x", "kind": "judgment", "title": {"en": "X"}, "short": {"en": "X"}, "body": {"en": "C"},
                "reference": "1", "provisions": [{"at": "whole", "text": {"en": "T"}, "checked": "article"}],
            }
        )  # fmt: skip
        assert force(judgment, "HN", date(2020, 1, 1)).kind == "unknown"

    def test_it_stands_for_a_party_from_its_own_day(self, shipped_standards: Standards) -> None:
        escazu = shipped_standards.catalogue().instruments["ESCAZU"]
        assert str(escazu.stands_from("CO")) == "2024-12-24"
        assert str(escazu.stands_from("HN")) == str(escazu.stands_from()) == "2021-04-22"


@pytest.mark.parametrize(
    ("state", "day", "applies"),
    [("HN", "2013-10-10", True), ("HN", "2013-10-09", False), ("GT", "2026-01-01", False), ("CO", "2026-01-01", False)],
)
def test_a_criterion_is_only_for_the_states_that_an_instrument_addresses(
    shipped_standards: Standards, state: str, day: str, applies: bool
) -> None:
    catalogue = shipped_standards.catalogue()
    criterion = catalogue.criteria["institution.public-policy"]
    assert catalogue.applies(criterion, state, date.fromisoformat(day))
    addressed = {"addressed_by": ("IACtHR/luna-lopez-v-honduras",)}
    only = type(criterion).model_validate({**dict(criterion), "only_for": addressed})
    assert catalogue.applies(only, state, date.fromisoformat(day)) is applies


def test_guidance_and_crosswalk_are_read_when_asked_for(room: Path) -> None:
    write(
        room,
        "guidance/collective.yaml",
        "dimension: collective\nguidance: [{feature: collective.legal, text: {en: A decree counts.}}]\n",
    )
    write(
        room,
        "crosswalk.yaml",
        "methodologies: [{id: un, title: {en: T}, reference: R, requirements: [{id: one, text: {en: T}, criteria: [collective.legal]}, {id: two, text: {en: T}, criteria: []}]}]\n",
    )
    standards = load_standards([room])
    assert load_guidance([room], standards)["collective.legal"]["en"] == "A decree counts."
    (methodology,) = load_crosswalk([room], standards).values()
    assert [requirement.criteria for requirement in methodology.requirements] == [("collective.legal",), ()]
    change(room, "guidance/collective.yaml", "feature: collective.legal", "feature: collective.leagl")
    change(room, "crosswalk.yaml", "criteria: [collective.legal]", "criteria: [collective.leagl]")
    with refused(r"guidance/collective.yaml:2:22: .* did you mean 'collective.legal'"):
        load_guidance([room], standards)
    with refused(r"crosswalk.yaml:1:.* did you mean 'collective.legal'"):
        load_crosswalk([room], standards)
