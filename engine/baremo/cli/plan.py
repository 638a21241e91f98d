"""`baremo plan`."""

from datetime import date
from pathlib import Path

import click

from ..model.plan import Option, Plan
from ..model.shown import show
from ..model.visibility import Visibility
from ..workbench.suppositions import plan as least
from .options import at_work, format_option, view_options


@click.command()
@click.argument("mechanism")
@click.option("--target", required=True, metavar="N|BAND", help="The score to reach, or the band.")
@click.option("--fix", "fixed", multiple=True, metavar="FEATURE", help="Leave a feature as it is; may be repeated.")
@click.option(
    "--costs",
    "cost_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="What changes cost, by effort (norm, institution, practice) and, under `features`, one by one.",
)
@click.option(
    "--options", "most", type=click.IntRange(1, 100), default=1, show_default=True, help="How many sets to show."
)
@click.option("--front", is_flag=True, help="Show too what every cost can reach (extra `plan`).")
@view_options
@format_option("terminal", "json")
def plan(
    mechanism: str,
    target: str,
    fixed: tuple[str, ...],
    cost_file: Path | None,
    most: int,
    front: bool,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    form: str,
) -> None:
    """Show the least that would have to change for a mechanism to reach a score.

    Some sets of changes reach it whatever is still unknown; others may reach it. Each change is an answer to one of the
    catalogue's questions; what it costs goes by its effort: a norm, an institution, a practice. With the extra `plan`
    the cheapest sets are proven by a solver (OR-Tools CP-SAT); without it all sets are tried, where they are not too
    many.

    \b
    Examples:
      baremo plan mexico --target substantial
      baremo plan colombia --target 60 --fix institution.resources --format json
    """
    with at_work(workspace, audience, edition=edition) as bench:
        file = least(
            bench,
            mechanism,
            target,
            fixed=fixed,
            costs=cost_file,
            most=most,
            front=front,
            as_of=as_of,
            perspective=perspective,
        )
    if form == "json":
        click.echo(file.model_dump_json(indent=2))
        return
    for line in told(file.plan):
        click.echo(line)


def told(made: Plan) -> list[str]:
    """A plan in words."""
    low, high = made.now
    lines = [f"{made.mechanism}, as of {made.as_of}: now {low:g}–{high:g}; target {made.target:g}."]
    for plans in made.plans:
        lines += ["", f"To reach it {plans.kind}, costs {plans.costs}:"]
        if plans.cost is None:
            lines.append("  no set of changes does.")
        for number, option in enumerate(plans.options, 1):
            lines += _option(number, option)
        if plans.more:
            lines.append("  There are more sets as cheap; see --options.")
    if made.front:
        lines += ["", "What a cost can certainly reach:"]
        lines += [f"  cost {point.cost:4g}: {point.score:6.2f}" for point in made.front]
    costs = made.costs
    used = [f"norm {costs.norm:g}", f"institution {costs.institution:g}", f"practice {costs.practice:g}"]
    used += [f"{id} {cost:g}" for id, cost in costs.features.items()]
    lines += ["", f"Costs: {', '.join(used)}. What is shown is hypothetical: a calculation, not a forecast."]
    return lines


def _option(number: int, option: Option) -> list[str]:
    low, high = option.score
    if not option.steps:
        return ["  nothing has to change."]
    lines = [f"  {number}. cost {option.cost:g}, score {low:g}–{high:g}"]
    for step in option.steps:
        brought = "".join(f"; brought by {one.reform} ({one.state})" for one in step.brought_by)
        moved = ", ".join(step.criteria) or "nothing by itself"
        value = show(step.value) if isinstance(step.value, bool) else step.value
        lines.append(f"     {step.feature} = {value}  [{step.effort}, {step.cost:g}] moves {moved}{brought}")
    return lines
