"""`baremo why`."""

from datetime import date
from pathlib import Path

import click

from .. import __version__
from ..analysis.way_back import way_back
from ..assessment.assess import Assessment, assess
from ..model.condition import CriterionTest, FeatureTest
from ..model.text import Language
from ..model.visibility import Visibility
from ..model.why import WhyFile
from ..rules.evaluation import nodes
from ..workbench.slip import unknown_criterion
from ..workspace.problem import as_written
from .options import format_option, lang_option, look_options, opened
from .speaking import say


@click.command()
@click.argument("mechanism")
@click.argument("criterion")
@look_options
@lang_option
@format_option("terminal", "json")
def why(
    mechanism: str,
    criterion: str,
    workspace: Path | None,
    edition: int | None,
    as_of: date | None,
    perspective: str,
    audience: Visibility,
    count_withheld: bool,
    language: Language,
    form: str,
) -> None:
    """Walk back from a finding: to its rule, the features it tests, who claims what, where, and the provisions.

    \b
    Example:
      baremo why colombia collective.implemented
    """
    with opened(workspace, [mechanism], audience, edition=edition) as (read, (ready,), engines):
        catalogue = read.catalogue
        if criterion not in catalogue.criteria:
            slip = unknown_criterion(criterion, catalogue)
            raise click.UsageError(say(f"slip.{slip.code}", **slip.values))
        card = assess(ready, engines, as_of, perspective, count_withheld)
        names = engines.names
    if criterion not in (finding.criterion for finding in card.scorecard.findings):
        raise click.UsageError(f"'{criterion}' does not apply to {mechanism}, says its dossier.")
    if form == "json":
        standards = catalogue.version
        file = WhyFile(baremo=__version__, standards=standards, engines=names, why=way_back(card, criterion))
        click.echo(file.model_dump_json(indent=2))
        return
    from ..reporting import terminal
    from ..reporting.telling import Telling

    telling = Telling(catalogue, language, read.rooms.reports, names, read.publisher)
    view = telling.view(card)
    told = next(t for part in view.parts for t in part.findings if t.id == criterion)
    terminal.console().print(terminal.way_back(told, view, telling.words, trace(card, criterion)))


def trace(card: Assessment, criterion: str) -> tuple[str, ...]:
    """The truth of every condition of a criterion's rule, as the engines found it."""
    rule = card.mechanism.catalogue.criteria[criterion]
    lines = []
    for name, condition in (("met", rule.met), ("partly", rule.partly)):
        if condition is None:
            continue
        for path, node in nodes(f"{criterion}:{name}", condition):
            depth = path.count("/")
            match node:
                case FeatureTest():
                    what = f"{node.feature} {node.operator} {_written(node.operand)}"
                case CriterionTest():
                    what = f"{node.criterion}: {' | '.join(sorted(node.accepted))}"
                case _:
                    what = type(node).__name__.rstrip("_").lower()
            lines.append(f"{'  ' * depth}{name if not depth else '·'}: {what} = {card.evaluation.truths[path].value}")
    return tuple(lines)


def _written(operand: object) -> str:
    """What a feature is tested against, as a file says it."""
    return " | ".join(map(as_written, operand)) if isinstance(operand, tuple) else as_written(operand)
