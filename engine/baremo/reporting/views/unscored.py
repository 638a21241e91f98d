"""What is said where there is no scorecard: of which mechanisms, on which day, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model.catalogue import Catalogue
from ...model.dossier import Dossier
from ...model.unscored import Unscored
from ..words import Words
from .head import Head, edition
from .labels import names
from .phrases import standards_words, unscored_words

Missing = tuple[tuple[str, str], ...]
"""What mechanisms are called, each with why there is no scorecard of it."""


@dataclass(frozen=True)
class UnscoredView:
    """Mechanisms of which there is no scorecard."""

    head: Head
    unscored: Missing


def missing(unscored: Sequence[Unscored], dossiers: Mapping[str, Dossier], words: Words) -> Missing:
    """Why there is no scorecard of each."""
    called = names(list(dossiers), dossiers, words)
    return tuple((called[each.mechanism], unscored_words(each, words, called)) for each in unscored)


def unscored_view(
    unscored: Sequence[Unscored], dossiers: Mapping[str, Dossier], catalogue: Catalogue, words: Words
) -> UnscoredView:
    """A page that says of mechanisms why there is no scorecard."""
    ids = list(dict.fromkeys(each.mechanism for each in unscored))
    called = names(ids, {id: dossiers[id] for id in ids}, words)
    heading = words.say("labelled", label=words.say("unscored.head"), value=words.listed(called.values()))
    head = Head(
        name="-".join(ids),
        title=heading,
        kicker=words.say("kicker"),
        heading=(heading,),
        day=max(each.as_of for each in unscored),
        look=(edition(catalogue, words),),
        evidence=(),
        standards=standards_words(catalogue, words),
    )
    return UnscoredView(head, missing(unscored, dossiers, words))
