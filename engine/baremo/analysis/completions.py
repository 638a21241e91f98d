"""Every way in which what is unknown could turn out: completions, as columns for the planes engine."""

from collections.abc import Iterator, Mapping, Sequence
from math import prod

import numpy as np
from numpy.typing import NDArray

from ..model.catalogue import Catalogue
from ..rules.cells import cells
from ..rules.evaluation import Values
from ..rules.planes import ALL, BLOCK, Column, Plane, packed

Choices = Mapping[str, Sequence[int]]
"""For every open feature one rank of each cell in which it may still be."""


def choices(catalogue: Catalogue, values: Values) -> dict[str, tuple[int, ...]]:
    """What may still be told apart, of the features that rules or bonds test and that are open in these values."""
    found: dict[str, tuple[int, ...]] = {}
    for id, own in cells(catalogue).items():
        touched = [within.low for cell in own if (within := cell.meets(values[id])) is not None]
        if len(touched) > 1:
            found[id] = tuple(touched)
    return found


def count(open_: Choices) -> int:
    """How many completions there are, bonds aside."""
    return prod(len(ranks) for ranks in open_.values())


def every(open_: Choices) -> Iterator[tuple[dict[str, Column], int]]:
    """All completions, bonds aside, in blocks: the open features' columns and how many scenarios there are."""
    total = count(open_)
    for start in range(0, total, BLOCK):
        place = np.arange(start, min(start + BLOCK, total))
        columns: dict[str, Column] = {}
        for id, ranks in open_.items():
            place, digit = np.divmod(place, len(ranks))
            column = np.array(ranks)[digit]
            columns[id] = (column, column)
        yield columns, min(BLOCK, total - start)


def keeping_bonds(catalogue: Catalogue, columns: Mapping[str, Column]) -> Plane:
    """The scenarios in which no bond between two features of single ranks is broken."""
    kept = ALL
    for feature in catalogue.features.values():
        for bond in feature.implies:
            if feature.id not in columns or bond.then.feature not in columns:
                continue
            other = catalogue.features[bond.then.feature]
            bound = _high(columns[feature.id]) < feature.rank(bond.when.at_least)
            implied = _high(columns[other.id]) >= other.rank(bond.then.at_least)
            both = np.atleast_1d(np.asarray(bound | implied))
            kept = kept & (packed(both) if len(both) > 1 else ALL if both[0] else ~ALL)
    return kept


def _high(column: Column) -> NDArray[np.integer] | int:
    return column[1]
