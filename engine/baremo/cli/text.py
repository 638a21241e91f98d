"""`baremo text`."""

from pathlib import Path

import click

from ..workbench.texts import take_in
from .options import at_work, speech_option, workspace_option
from .speaking import say


@click.command()
@click.argument("document")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@workspace_option
@speech_option
def text(document: str, file: Path, workspace: Path | None) -> None:
    """Keep the text of DOCUMENT, read out of FILE: a PDF, a Word file, a web page or plain text.

    It is kept in the workspace's mechanisms/texts/ and goes nowhere else: it is never published, exported or quoted.
    `baremo check` looks for anchors in it.

    \b
    Example:
      baremo text ohchr-2019 ~/Downloads/report.pdf
    """
    with at_work(workspace, "confidential") as bench:
        kept = take_in(bench, document, file)
    paragraphs = sum(len(page.paragraphs) for page in kept.pages)
    click.echo(say("text.kept", document=document, pages=len(kept.pages), paragraphs=paragraphs))
    if kept.blank and len(kept.pages) > 1:
        click.echo(say("text.blank", len(kept.blank), pages=", ".join(map(str, kept.blank))))
