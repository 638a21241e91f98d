"""Pages in the form that a command was asked for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..reporting.publication import Draft, Publication


def show(published: "Publication", drafts: Sequence["Draft"], form: str, *parts: str) -> None:
    """Put pages out: as HTML, Markdown or PDF, or for the terminal, there only these parts of them if any are named."""
    if form == "pdf":
        for draft in drafts:
            click.echo(published.pdf(draft), nl=False)
        return
    if form != "terminal":
        click.echo("\n".join(published.written(draft, form) for draft in drafts), nl=False)
        return
    from ..reporting.terminal import console

    for draft in drafts:
        console().print(published.shown(draft, *parts))
