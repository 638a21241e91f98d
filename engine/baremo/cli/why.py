"""`baremo why`."""

from datetime import date
from pathlib import Path

import click

from ..model.text import Language
from ..model.visibility import Visibility
from ..workbench.explanations import why as explain
from .options import at_work, format_option, lang_option, look_options
from .showing import show


@click.command()
@click.argument("mechanism")
@click.argument("what", metavar="CRITERION|FLAG")
@look_options
@lang_option
@format_option("terminal", "json", "html", "markdown")
def why(
    mechanism: str,
    what: str,
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

    From a flag: to the tests of its condition, and which of them support it.

    \b
    Examples:
      baremo why colombia collective.implemented
      baremo why honduras promised-on-paper
    """
    with at_work(workspace, audience, edition=edition) as bench:
        explained = explain(bench, mechanism, what, as_of, perspective, count_withheld=count_withheld)
    if form == "json":
        click.echo(explained.file.model_dump_json(indent=2))
        return
    from ..workbench.reports import publication

    published = publication(explained.workspace, language, explained.file.engines)
    show(published, [published.why(explained.assessment, explained.file)], form)
