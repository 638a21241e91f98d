"""`baremo reply`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from ..workbench.bench import Bench
from ..workbench.replies import replies_in
from ..workbench.replies import reply as keep
from .options import at_work, lang_option, workspace_option
from .speaking import say


@click.command()
@click.argument("mechanism")
@click.argument("criterion", required=False)
@click.option(
    "--file", type=click.Path(path_type=Path), help="A YAML file with `replies`, as mechanism.yaml holds them."
)
@workspace_option
@lang_option
def reply(mechanism: str, criterion: str | None, file: Path | None, workspace: Path | None, language: str) -> None:
    """Keep what the State answers to a finding: it stands beside the finding in every format, and never changes it.

    Evidence in an answer is a claim of its own: code the document that it came in.

    \b
    Examples:
      baremo reply guatemala collective.granted
      baremo reply guatemala --file answers.yaml
    """
    with at_work(workspace, "confidential") as bench:
        if criterion is not None and file is None:
            answers: Sequence[Mapping[str, Any]] = [_asked(bench, criterion)]
        elif criterion is None and file is not None:
            answers = replies_in(bench, file)
        else:
            raise click.UsageError(say("reply.what"))
        kept = keep(bench, mechanism, answers)
    for answer, saved in zip(answers, kept, strict=True):
        named = {key: answer[key] for key in ("speaker", "criterion")}
        click.echo(say("reply.kept", id=answer.get("id") or saved.ids[0], **named))


def _asked(bench: Bench, criterion: str) -> dict[str, Any]:
    """The answer, key by key."""
    answer: dict[str, Any] = {"criterion": criterion}
    for key in ("speaker", "date"):
        answer[key] = click.prompt(say(f"reply.{key}"))
    if document := click.prompt(say("reply.document"), default="", show_default=False):
        answer |= {"document": document, "locator": click.prompt(say("reply.locator"))}
    texts = {
        code: click.prompt(say("reply.text", code=code), default="", show_default=False)
        for code in bench.read(()).catalogue.standard.languages
    }
    return answer | {"text": {code: text for code, text in texts.items() if text}}
