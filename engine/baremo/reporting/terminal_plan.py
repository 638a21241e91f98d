"""Plans in the terminal: what would have to change, what that costs, and what it would reach."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from ..model.catalogue import Catalogue
from ..model.dossier import Dossier
from ..model.plan import Option, Plan, Step
from .views.phrases import value_words
from .words import Words


def plan(plan: Plan, dossier: Dossier, catalogue: Catalogue, words: Words) -> RenderableType:
    """The least sets of changes, of each kind, and what a cost can certainly reach."""
    mechanism = dossier.mechanism
    target = words.number(plan.target)
    parts: list[RenderableType] = [
        Text(f"{words.text(mechanism.state).text}: {words.text(mechanism.name).text}", "bold"),
        Text(words.say("plan.now", date=words.partial(plan.as_of), now=words.points(plan.now), target=target)),
    ]
    for plans in plan.plans:
        key = f"{plans.kind}.{plans.costs.replace(' ', '-')}"
        parts += [Text(), Text(words.say(f"plan.{key}"), "bold")]
        if plans.cost is None:
            parts.append(Text("  " + words.say("plan.none")))
        for number, option in enumerate(plans.options, 1):
            parts += _option(number, option, dossier, catalogue, words)
        if plans.more:
            parts.append(Text("  " + words.say("plan.more"), "dim"))
    if plan.front:
        parts += [Text(), Text(words.say("plan.front"), "bold")]
        for point in plan.front:
            cost, score = words.number(point.cost), words.number(point.score)
            parts.append(Text("  " + words.say("plan.point", cost=cost, score=score)))
    costs = [
        (words.say(f"effort.{effort}"), getattr(plan.costs, effort)) for effort in ("norm", "institution", "practice")
    ]
    named = (
        words.say("plan.cost", what=what, cost=words.number(cost))
        for what, cost in (*costs, *plan.costs.features.items())
    )
    parts += [Text(), Text(words.say("plan.costs", list=", ".join(named)), "dim"), Text(words.say("plan.notice"))]
    return Group(*parts)


def _option(
    number: int, option: Option, dossier: Dossier, catalogue: Catalogue, words: Words
) -> Iterator[RenderableType]:
    if not option.steps:
        yield Text("  " + words.say("plan.nothing"))
        return
    score = words.points(option.score)
    yield Text(f"  {number}. " + words.say("plan.option", cost=words.number(option.cost), score=score))
    for step in option.steps:
        yield Padding(_step(step, dossier, catalogue, words), (0, 0, 0, 5))


def _step(step: Step, dossier: Dossier, catalogue: Catalogue, words: Words) -> Text:
    feature = catalogue.features[step.feature]
    value = words.say("value.quoted", value=value_words(feature, feature.rank(step.value), words))
    cost = words.say("plan.cost", what=words.say(f"effort.{step.effort}"), cost=words.number(step.cost))
    moved = words.say("plan.moves", list=", ".join(step.criteria)) if step.criteria else words.say("plan.moves-nothing")
    names = {reform.id: words.text(reform.name).text for reform in dossier.reforms}
    brought = (
        words.say("labelled", label=names[by.reform], value=words.say(f"reform.{by.state}")) for by in step.brought_by
    )
    about = " · ".join((step.feature, cost, moved, *brought))
    return Text.assemble(words.text(feature.question).text, f" {value}", (f"  {about}", "dim"))
