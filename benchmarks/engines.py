"""Scorecards a second by each engine, and growth with scenarios, criteria and mechanisms. One table and one JSON file.

Everything is measured in turn in one run on one core; what counts are the ratios. `rule-engine` (the package) and one
compiled Python function stand beside our engines as yardsticks; they answer for the criteria alone.

    python benchmarks/engines.py [--largest 100000000] [--json FILE]
"""

import argparse
import json
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from baremo.assessment.kernel import Kernel
from baremo.assessment.scoring import scores
from baremo.model.catalogue import Catalogue
from baremo.model.condition import All, Any_, AtLeastN, Condition, CriterionTest, FeatureTest, None_
from baremo.model.feature import Interval
from baremo.rules import reference
from baremo.rules.accepting import accepted
from baremo.rules.durable.engine import Durable, DurableUnavailable
from baremo.rules.evaluation import Evaluation, Values
from baremo.rules.planes import BLOCK, Column, Planes
from baremo.workspace.workspace import load


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def best(work: Callable[[], object], rounds: int = 3) -> float:
    return min(timed(work) for _ in range(rounds))


def drawn(catalogue: Catalogue, size: int, seed: int) -> list[Values]:
    """A fifth of the features open in each scenario, the others settled, at random."""
    random = Random(seed)

    def interval(highest: int) -> Interval:
        ends = [random.randint(0, highest) for _ in range(2 if random.random() < 0.2 else 1)]
        return Interval(min(ends), max(ends))

    return [{id: interval(feature.whole.high) for id, feature in catalogue.features.items()} for _ in range(size)]


def full_scorecard(whole: Kernel, evaluation: Evaluation) -> object:
    """Findings and scores of one scenario, as `judge` makes them."""
    bases = {id: {"settled": 1} for id in whole.criteria}
    return evaluation.findings, *scores(whole.answered(evaluation), bases)


def grown(catalogue: Catalogue, times: int) -> Catalogue:
    """The catalogue that many times over, with features of its own each time."""
    features, criteria = {}, {}
    for copy in range(times):
        features |= {
            f"{id}.{copy}": feature.model_copy(update={"id": f"{id}.{copy}", "implies": ()})
            for id, feature in catalogue.features.items()
        }
        for id, criterion in catalogue.criteria.items():
            update = {"id": f"{id}.{copy}", "met": renamed(criterion.met, copy)}
            if criterion.partly is not None:
                update["partly"] = renamed(criterion.partly, copy)
            criteria[f"{id}.{copy}"] = criterion.model_copy(update=update)
    return replace(catalogue, features=features, criteria=criteria, flags={})


def renamed(condition: Condition, copy: int) -> Any:
    match condition:
        case FeatureTest():
            return condition.model_copy(update={"feature": f"{condition.feature}.{copy}"})
        case CriterionTest():
            return condition.model_copy(update={"criterion": f"{condition.criterion}.{copy}"})
        case AtLeastN(at_least_n=given):
            of = tuple(renamed(part, copy) for part in given.of)
            return condition.model_copy(update={"at_least_n": given.model_copy(update={"of": of})})
    name = {All: "all", Any_: "any", None_: "none"}[type(condition)]
    field = name if name in type(condition).model_fields else f"{name}_"
    return condition.model_copy(update={field: tuple(renamed(part, copy) for part in getattr(condition, field))})


def blocks(columns: dict[str, Column], size: int) -> Iterator[tuple[dict[str, Column], int]]:
    """The same columns again and again, as many scenarios as are wanted in all."""
    while size > 0:
        now = min(size, BLOCK)
        yield columns if now == BLOCK else {id: first(column, now) for id, column in columns.items()}, now
        size -= now


def first(column: Column, size: int) -> Column:
    everywhere = (1 << size) - 1
    low, high = (tuple(plane & everywhere for plane in planes) for planes in (column.low, column.high))
    return Column(low, high)


def yardsticks(catalogue: Catalogue) -> Iterator[tuple[str, Callable[[dict[str, int]], object]]]:
    """The criteria as expressions over settled ranks: compiled by Python, and by the package rule-engine."""
    said = {}
    for id, criterion in catalogue.criteria.items():
        said[f"{id}:met"] = expression(catalogue, criterion.met)
        if criterion.partly is not None:
            said[f"{id}:partly"] = expression(catalogue, criterion.partly)
    compiled = eval(f"lambda v: ({', '.join(said.values())},)")  # our own rules, written just above
    yield "one compiled Python function", compiled
    try:
        import rule_engine
    except ModuleNotFoundError:
        return
    made = [rule_engine.Rule(text.replace("v['", "").replace("']", "")) for text in said.values()]
    yield "rule-engine", lambda v: [rule.matches(v) for rule in made]


def expression(catalogue: Catalogue, condition: Condition) -> str:
    match condition:
        case FeatureTest():
            feature = catalogue.features[condition.feature]
            name = condition.feature.replace(".", "_").replace("-", "_")
            tests = [f"(v['{name}'] >= {low} and v['{name}'] <= {high})" for low, high in accepted(condition, feature)]
            return "(" + " or ".join(tests) + ")"
        case CriterionTest():
            raise NotImplementedError("the shipped criteria refer to no other criterion")
        case All():
            return "(" + " and ".join(expression(catalogue, part) for part in _parts(condition)) + ")"
        case Any_():
            return "(" + " or ".join(expression(catalogue, part) for part in _parts(condition)) + ")"
    raise NotImplementedError(type(condition).__name__)


def _parts(condition: Condition) -> Any:
    from baremo.model.condition import parts

    return parts(condition)


def full(kernel: Kernel, columns: dict[str, Column], size: int) -> object:
    """All that a scorecard has: findings, flags, the dimensions' scores, and the overall one with and without cap."""
    judgement = kernel.judge(columns, size)
    dimensions = [judgement.of(own) for d in kernel.catalogue.dimensions if (own := kernel.of_dimension(d))]
    return judgement.possible, judgement.certain, judgement.absent, dimensions, judgement.uncapped, judgement.overall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, default=10_000_000)
    parser.add_argument("--json", dest="file")
    given = parser.parse_args()
    catalogue = load(None, []).catalogue
    many = Kernel(catalogue)
    scenarios = drawn(catalogue, BLOCK, seed=1)
    columns, each = Planes(catalogue).columns(scenarios), scenarios[:200]
    found: dict[str, dict[str, float]] = {"scorecards a second": {}}
    rates = found["scorecards a second"]

    def by(evaluate: Callable[[Values], Evaluation]) -> None:
        for values in each:
            full_scorecard(many, evaluate(values))

    try:
        durable = Durable(catalogue)
        durable.evaluate(each[0])
        rates["durable"] = len(each) / best(lambda: by(durable.evaluate))
        durable.worker.close()
    except DurableUnavailable as fault:
        print(f"durable does not take part: {fault}")
    rates["reference"] = len(each) / best(lambda: by(lambda values: reference.evaluate(catalogue, values)))

    def by_planes(size: int) -> None:
        for block, now in blocks(columns, size):
            full(many, block, now)

    million = 1_000_000
    by_planes(BLOCK)
    rates["planes"] = million / best(lambda: by_planes(million))
    settled = [{id.replace(".", "_").replace("-", "_"): low for id, (low, _) in values.items()} for values in each]
    for name, answer in yardsticks(catalogue):
        rates[f"{name} (findings alone)"] = len(each) / best(lambda answer=answer: [answer(v) for v in settled])  # type: ignore[misc]

    found["planes: scorecards a second by scenarios"] = {
        f"{size:,}": size / timed(lambda size=size: by_planes(size))  # type: ignore[misc]
        for size in (10**power for power in range(3, 10))
        if size <= given.largest
    }
    found["memory"] = {"peak by then, MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    found["planes: scorecards a second by criteria"] = {}
    for times in (1, 10, 100):
        larger = grown(catalogue, times)
        more = Kernel(larger)
        wide = more.planes.columns(drawn(larger, BLOCK // 16, seed=2))
        seconds = best(lambda more=more, wide=wide: full(more, wide, BLOCK // 16))  # type: ignore[misc]
        found["planes: scorecards a second by criteria"][f"{len(larger.criteria):,}"] = BLOCK // 16 / seconds
    found["planes: seconds by mechanisms, one scenario each"] = {
        f"{size:,}": timed(lambda size=size: by_planes(size))  # type: ignore[misc]
        for size in (4, 1_000, 100_000)
    }
    rates["planes / reference"] = rates["planes"] / rates["reference"]
    if "durable" in rates:
        rates["planes / durable"] = rates["planes"] / rates["durable"]
    for title, rows in found.items():
        print(f"\n{title}")
        for name, number in rows.items():
            print(f"  {name:48} {number:16,.4g}" if number < 100 else f"  {name:48} {number:16,.0f}")
    if given.file:
        with open(given.file, "w", encoding="utf-8") as stream:  # noqa: PTH123
            json.dump(found, stream, indent=2)


if __name__ == "__main__":
    main()
