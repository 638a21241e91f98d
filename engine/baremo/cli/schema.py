"""`baremo schema`."""

import json
from pathlib import Path

import click

from ..workbench.bench import Bench
from ..workbench.schemas import MODELS, PROFILE
from ..workbench.schemas import schema as schema_of
from .options import slips, workspace_option


@click.command()
@click.argument("name", type=click.Choice([*MODELS, PROFILE]), metavar="NAME")
@workspace_option
def schema(name: str, workspace: Path | None) -> None:
    """Print a JSON Schema.

    NAME is a kind of file (mechanism, sheet, document, speakers, bill, costs, decisions, replies, instrument, features,
    criteria, flags, scale), the JSON that commands print (scorecard, comparison, timeline, whatif, why, plan,
    robustness, ask, agreement, evidence, manifest, verification, coverage), or the answers to all questions (profile).

    \b
    Example:
      baremo schema sheet > sheet.schema.json
    """
    with slips():
        click.echo(json.dumps(schema_of(Bench(workspace), name), indent=2, ensure_ascii=False))
