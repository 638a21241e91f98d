"""How long the analyses take after start-up, each by itself: robustness, exact ranges, plans."""

import time
from collections.abc import Callable

from baremo.analysis.exact import exact
from baremo.analysis.plan import plan
from baremo.analysis.robustness import robustness
from baremo.assessment.assess import assess, prepare
from baremo.model.plan import CostFile
from baremo.rules.engines import Engines
from baremo.workspace.workspace import load


def main() -> None:

    read = load()
    ready = [
        prepare(filed.dossier, read.catalogue, read.bibliography.speakers, read.bibliography.documents)
        for filed in read.dossiers.values()
    ]
    with Engines(read.catalogue) as engines:
        cards = [assess(one, engines) for one in ready]
    costs = CostFile(**read.catalogue.scale.costs.model_dump())

    def timed(name: str, work: Callable[[], object]) -> None:
        started = time.perf_counter()
        work()
        print(f"{name:64} {time.perf_counter() - started:6.2f} s")

    timed("robustness, four mechanisms, 100,000 draws, Sobol indices", lambda: robustness(cards, 100_000, 1))
    timed("exact ranges of four mechanisms", lambda: [exact(card) for card in cards])
    for card in cards:
        name = f"plan to 60, {card.scorecard.mechanism}: four optima proven"
        timed(name, lambda card=card: plan(card, 60, costs, most=1))  # type: ignore[misc]


if __name__ == "__main__":
    main()
