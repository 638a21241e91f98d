"""The circuit: what means the same is one node."""

from dataclasses import replace

from baremo.model.criterion import Criterion
from baremo.rules.circuit import build
from baremo.workspace.workspace import Workspace

GRANTED = "collective.granted"


def test_what_means_the_same_is_one_node(shipped: Workspace) -> None:
    """A test twice, its negation, and all, any or some of it alone."""
    test = {"feature": GRANTED, "at_least": "regular"}
    some = {"at_least_n": {"n": 1, "of": [test]}}
    rule = {"any": [test, {"none": [test]}, {"all": [test]}, {"any": [test, test]}, some]}
    criterion = shipped.catalogue.criteria[GRANTED]
    told = criterion.model_dump(by_alias=True, exclude_unset=True, exclude={"partly"})
    changed = Criterion.model_validate({**told, "met": rule})
    made = build(replace(shipped.catalogue, criteria={GRANTED: changed}, flags={}))
    literal = made.paths[f"{GRANTED}:met/0"]
    parts = [made.paths[f"{GRANTED}:met/{place}"] for place in range(5)]
    assert parts == [literal, literal ^ 1, literal, literal, literal]
    assert len(made.nodes) == 2
