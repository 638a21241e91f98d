"""What other methodologies require, and what covers it: counted, told openly where nothing does, in every form."""

import json

import pytest
from jsonschema import validate
from program import baremo

from baremo.analysis.crosswalk import covered
from baremo.model.crosswalk import CoverageFile
from baremo.workspace.guidance import load_crosswalk
from baremo.workspace.workspace import Workspace


@pytest.mark.parametrize("edition", [1, 2])
def test_each_requirement_is_covered_or_told_openly(shipped: Workspace, edition: int) -> None:
    listed = load_crosswalk(shipped.rooms.standards, shipped.standards)
    catalogue = shipped.standards.catalogue(edition)
    for told in covered(listed.values(), catalogue):
        named = {requirement.id: requirement for requirement in listed[told.id].requirements}
        assert [each.id for each in told.requirements] == list(named)
        assert told.covered == sum(bool(catalogue.criteria.keys() & set(r.criteria)) for r in named.values())
        for each in told.requirements:
            assert {*each.criteria, *each.elsewhere} == set(named[each.id].criteria)
            assert set(each.criteria) == set(named[each.id].criteria) & catalogue.criteria.keys()


def test_the_second_edition_leaves_nothing_to_another(shipped: Workspace) -> None:
    """What only the first one had has ended with a criterion that follows it; each is named there."""
    listed = load_crosswalk(shipped.rooms.standards, shipped.standards)
    told = covered(listed.values(), shipped.standards.catalogue(2))
    assert not [each.id for methodology in told for each in methodology.requirements if each.elsewhere]


def test_the_command_tells_it_in_words_and_as_json() -> None:
    done = baremo("standards", "--crosswalk", "--format", "json", "--edition", "2")
    validate(json.loads(done.stdout), CoverageFile.model_json_schema(mode="serialization"))
    said = baremo("standards", "--crosswalk", "--lang", "es").stdout
    assert "ningún criterio la cubre" in said
    assert "en otra edición: " in said
    for words in (("--crosswalk", "UNDHRD/12.2"), ("--format", "json")):
        assert baremo("standards", *words).returncode == 2
