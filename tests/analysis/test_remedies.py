"""Least sets of changes on the shipped catalogue."""

from baremo.analysis.remedy import least_sets
from baremo.model.feature import Interval
from baremo.workspace.workspace import Workspace


def test_a_set_brings_what_its_features_are_bound_to(shipped: Workspace) -> None:
    catalogue = shipped.catalogue
    values = {id: feature.whole for id, feature in catalogue.features.items()}
    values["collective.granted"] = Interval(0, 0)
    found, _ = least_sets(catalogue.alone["collective.implemented"], values, "collective.implemented")
    assert found == ({"collective.implemented": 2, "collective.granted": 1},)


def test_a_share_of_what_is_known_need_not_change(shipped: Workspace) -> None:
    catalogue = shipped.catalogue
    values = {id: feature.whole for id, feature in catalogue.features.items()}
    prompt = catalogue.features["effectiveness.assessment-delay"].rank("prompt")
    values["effectiveness.assessment-delay"] = Interval(prompt, prompt)
    found, _ = least_sets(catalogue.alone["effectiveness.timeliness"], values, "effectiveness.timeliness")
    assert found == ({"effectiveness.implementation-delay": prompt},)
