"""`baremo plan`."""

from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..assessment.assess import assess
from ..model.catalogue import Catalogue
from ..model.plan import CostFile, Option, Plan, PlanFile
from ..model.shown import show
from ..model.visibility import Visibility
from ..workspace.problem import WorkspaceError, suggestion
from ..workspace.validation import validate
from ..workspace.yaml_file import read as read_yaml
from .options import format_option, opened, view_options


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
    try:
        from ..analysis.plan import plan as make
        from ..analysis.task import TooFine, TooLarge
    except ModuleNotFoundError as fault:
        raise click.UsageError(f"plan needs '{fault.name}': pip install 'baremo[plan]'.") from None
    with opened(workspace, [mechanism], audience, edition=edition) as (read, (ready,), engines):
        real = assess(ready, engines, as_of, perspective)
        names = engines.names
    catalogue = read.catalogue
    for id in fixed:
        if id not in catalogue.features:
            raise click.UsageError(f"There is no feature '{id}'{suggestion(id, catalogue.features)}")
    try:
        made = make(real, _target(catalogue, target), _costs(catalogue, cost_file), fixed, most, front)
    except TooLarge as fault:
        raise click.UsageError(
            f"There are {fault.args[0]:,} sets of changes, too many to try: pip install 'baremo[plan]', or use --fix."
        ) from None
    except TooFine:
        message = "The weights of scale.yaml, or the costs, are too fine to add up exactly: round them, or use --fix."
        raise click.UsageError(message) from None
    except ModuleNotFoundError as fault:
        raise click.UsageError(f"--front needs '{fault.name}': pip install 'baremo[plan]'.") from None
    if form == "json":
        standards = catalogue.version
        file = PlanFile(baremo=__version__, standards=standards, engines=names, plan=made)
        click.echo(file.model_dump_json(indent=2))
        return
    for line in told(made):
        click.echo(line)


def _target(catalogue: Catalogue, given: str) -> float:
    starts = {band.id: band.start for band in catalogue.scale.bands}
    if given in starts:
        return starts[given]
    try:
        number = float(given)
    except ValueError:
        known = ", ".join(starts)
        hint = suggestion(given, starts)
        raise click.UsageError(f"'{given}' is no target; expected 0 to 100 or a band: {known}{hint}") from None
    if not 0 <= number <= 100:
        raise click.UsageError(f"'{given}' is no target; expected a score from 0 to 100.")
    return number


def _costs(catalogue: Catalogue, file: Path | None) -> CostFile:
    """The scale's costs, or those of the file."""
    if file is None:
        return CostFile(**catalogue.scale.costs.model_dump())
    yaml_file = read_yaml(file, str(file))
    given = validate(yaml_file, CostFile)
    unknown = [id for id in given.features if id not in catalogue.features]
    if unknown:
        raise WorkspaceError(
            yaml_file.problem(
                ("features", id),
                "unknown-feature",
                f"there is no feature '{id}'{suggestion(id, catalogue.features)}",
                key=True,
            )
            for id in unknown
        )
    return given


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
