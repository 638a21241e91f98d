"""What mechanisms are called where several stand side by side."""

from collections import Counter
from collections.abc import Mapping, Sequence

from ...model.dossier import Dossier
from ...model.scorecard import Scorecard
from ..words import Words
from .head import evidence


def labels(cards: Sequence[Scorecard], dossiers: Mapping[str, Dossier], words: Words) -> tuple[str, ...]:
    """The State of each, and its name where another one is of that State; with its day where the days differ."""
    called = names([card.mechanism for card in cards], dossiers, words)
    if alike_in_day(cards):
        return tuple(called[card.mechanism] for card in cards)
    return tuple(f"{called[card.mechanism]}, {words.day(card.as_of)}" for card in cards)


def names(mechanisms: Sequence[str], dossiers: Mapping[str, Dossier], words: Words) -> dict[str, str]:
    """By mechanism its State, and its name too where another one is of that State; no two are called the same."""
    own = {id: dossiers[id].mechanism for id in mechanisms}
    states = {id: words.text(mechanism.state).text for id, mechanism in own.items()}
    full = {id: f"{states[id]}, {words.text(mechanism.name).text}" for id, mechanism in own.items()}
    of_state, of_name = Counter(states.values()), Counter(full.values())
    return {
        id: state if of_state[state] == 1 else full[id] if of_name[full[id]] == 1 else f"{full[id]} ({id})"
        for id, state in states.items()
    }


def alike_in_day(cards: Sequence[Scorecard]) -> bool:
    """Whether all stand on one day."""
    return len({card.as_of for card in cards}) == 1


def evidences(cards: Sequence[Scorecard], labels: Sequence[str], words: Words) -> tuple[str, ...]:
    """Of what day the newest evidence on each is: said once where it is the same."""
    said = [evidence(card, words) for card in cards]
    if len(set(said)) == 1:
        return tuple(said[:1])
    return tuple(words.say("labelled", label=label, value=line) for label, line in zip(labels, said, strict=True))
