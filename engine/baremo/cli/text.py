"""`baremo text`."""

from pathlib import Path

import click

from ..workbench.texts import take_in
from .options import at_work, lang_option, workspace_option


@click.command()
@click.argument("document")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@workspace_option
@lang_option
def text(document: str, file: Path, workspace: Path | None, language: str) -> None:
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
    click.echo(
        f"Kept the text of {document}: {_counted(len(kept.pages), 'page')}, {_counted(paragraphs, 'paragraph')}."
    )
    if kept.blank and len(kept.pages) > 1:
        pages = ", ".join(map(str, kept.blank))
        click.echo(f"No words on {_counted(len(kept.blank), 'page')}, scanned or empty; counted from 1: {pages}.")


def _counted(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
