"""`baremo agreement`."""

from pathlib import Path

import click

from ..model.agreement import Agreement, Alpha, Counts
from ..model.visibility import Visibility
from ..workbench.coding import agreement as measured
from .options import all_option, at_work, audience_option, format_option, lang_option, workspace_option


@click.command()
@click.argument("mechanisms", nargs=-1, metavar="[MECHANISM]...")
@all_option
@workspace_option
@audience_option
@lang_option
@format_option("terminal", "json")
def agreement(
    mechanisms: tuple[str, ...], shipped: bool, workspace: Path | None, audience: Visibility, language: str, form: str
) -> None:
    """Show how far two coders of the same documents agree: counts first, then Krippendorff's alpha.

    An answer is what a document says of one question by one speaker. Nominal alpha compares answers as exact values or
    intervals, ordinal alpha exact values by how far they lie apart. The interval is a jackknife over the documents, of
    which it needs five. One document alone carries no judgement: look at the differences (`--audience internal`).
    """
    with at_work(workspace, audience, shipped=shipped) as bench:
        file = measured(bench, mechanisms)
    if form == "json":
        click.echo(file.model_dump_json(indent=2))
        return
    for line in _lines(file.agreement):
        click.echo(line)


def _lines(made: Agreement) -> list[str]:
    if not made.documents:
        return ["No document was coded twice."]
    lines: list[str] = []
    for row in made.documents:
        blind = "" if row.blind else ", not blind"
        lines.append(f"{row.mechanism}, {row.document} ({' and '.join(row.coders)}{blind}): {_counted(row.counts)}")
        for difference in row.differences or ():
            sides = f"{difference.a or 'nothing'} / {difference.b or 'nothing'}"
            lines.append(f"  {difference.relation}: {difference.feature}, {difference.speaker}: {sides}")
    lines += [
        "",
        f"All: {_counted(made.counts)}",
        f"Nominal alpha, on exact values and intervals: {_alpha(made.nominal)}",
    ]
    if made.nominal_with_nothing is not None:
        lines.append(f"The same, `says nothing` being an answer: {_alpha(made.nominal_with_nothing)}")
    lines.append(f"Ordinal alpha, on exact values: {_alpha(made.ordinal)}")
    return lines


def _counted(counts: Counts) -> str:
    said = (
        f"{counts.same} same, {counts.overlapping} overlapping, {counts.contradictory} contradictory, "
        f"{counts.only_one} answered by one alone"
    )
    return said if counts.nothing is None else f"{said}; on {counts.nothing} both say nothing"


def _alpha(alpha: Alpha) -> str:
    size = f"n = {alpha.units}, {alpha.documents} document{'' if alpha.documents == 1 else 's'}"
    if alpha.alpha is None:
        why = "nothing to compare" if alpha.why_none == "no-units" else "all answers are one value"
        return f"does not exist, {why} ({size})"
    interval = "" if alpha.low is None or alpha.high is None else f", 95 % interval {alpha.low:.2f} to {alpha.high:.2f}"
    return f"{alpha.alpha:.3f} ({size}{interval})"
