"""`baremo hand-in`, `baremo accept` and `baremo reconcile`."""

from datetime import date
from pathlib import Path

import click

from ..model.coding import Decision, Pair
from ..model.sheet import Claim, Entry, Signature
from ..model.shown import show
from ..workbench import coding
from ..workbench.coding import SideBySide
from .options import Day, at_work, lang_option, together, workspace_option

_of_a_document = together(click.argument("mechanism"), click.argument("document"), workspace_option, lang_option)
_coder_option = click.option("--coder", help="Whose draft, where there are several.")


@click.command("hand-in")
@_of_a_document
@_coder_option
def hand_in(mechanism: str, document: str, workspace: Path | None, language: str, coder: str | None) -> None:
    """Lock the draft of DOCUMENT in MECHANISM: its coder has finished. It is not scored yet.

    Where another coder's sheet of the document was accepted before, the draft is marked as not blind.
    """
    with at_work(workspace, "confidential") as bench:
        draft = coding.hand_in(bench, mechanism, document, coder)
    seen = "" if all(signature.blind for signature in draft.coded) else ", marked as not blind"
    click.echo(f"Handed in{seen}. It is locked; `baremo accept` or `baremo reconcile` comes next.")


@click.command()
@_of_a_document
@_coder_option
def accept(mechanism: str, document: str, workspace: Path | None, language: str, coder: str | None) -> None:
    """Make the draft of DOCUMENT that was handed in the sheet that counts, marked as one coder's. The draft stays."""
    with at_work(workspace, "confidential") as bench:
        sheet = coding.accept(bench, mechanism, document, coder)
    click.echo(
        f"Accepted, by one coder; claims: {len(sheet.claims)}, in mechanisms/{mechanism}/claims/{document}.yaml."
    )


@click.command()
@_of_a_document
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A YAML file with a decision on every difference (`baremo schema decisions`). [default: ask]",
)
@click.option("--by", help="The role of whoever decides, where it is asked. [default: ask]")
@click.option("--on", type=Day(), help="The day of the decisions. [default: today]")
def reconcile(
    mechanism: str,
    document: str,
    workspace: Path | None,
    language: str,
    decisions: Path | None,
    by: str | None,
    on: date | None,
) -> None:
    """Show where two coders of DOCUMENT differ, take a decision with a reason on each, and make the sheet that counts.

    What both say in the same way is taken over as the first of the two has it. The two drafts stay as they are.

    \b
    Examples:
      baremo reconcile mexico ohchr-2019
      baremo reconcile mexico ohchr-2019 --decisions decided.yaml
    """
    with at_work(workspace, "confidential") as bench:
        held = coding.side_by_side(bench, mechanism, document)
        click.echo(f"Answers: {len(held.pairs)}; to be decided: {len(held.open)}.")
        if decisions is not None:
            file = coding.decisions_in(bench, decisions)
            if (file.mechanism, file.document) != (mechanism, document):
                raise click.UsageError(f"{decisions} decides on {file.mechanism}, {file.document}.")
            taken, signature, how_much = file.decisions, Signature(by=file.by, on=file.on), file.read
        else:
            how_much = None if held.a.read == held.b.read else _asked_how_much(held)
            taken = tuple(_asked(pair, number, held) for number, pair in enumerate(held.open, 1))
            by = by or click.prompt("Decided by (a role)")
            signature = Signature(by=by, on=on or date.today())
        sheet = coding.reconcile(bench, mechanism, document, taken, signature, how_much)
    click.echo(f"Reconciled; claims: {len(sheet.claims)}, in mechanisms/{mechanism}/claims/{document}.yaml.")


def _asked_how_much(held: SideBySide) -> str:
    click.echo(f"Read: A says {show(held.a.read)}, B says {show(held.b.read)}.")
    return str(click.prompt("How much was read, of what the sheet says"))


def _asked(pair: Pair, number: int, held: SideBySide) -> Decision:
    """Show a pair and ask what becomes of it."""
    click.echo(
        f"\n{number} of {len(held.open)}: {pair.relation}" + (f" ({', '.join(pair.differs)})" if pair.differs else "")
    )
    first = pair.entries[0]
    if isinstance(first, Claim):
        click.echo(f"  {first.feature}, {first.speaker}")
    for side, entry in (("A", pair.a), ("B", pair.b)):
        click.echo(f"  {side}: {'nothing' if entry is None else _said(entry, held)}")
    choices = {"a": pair.a, "b": pair.b}
    known = [side for side, entry in choices.items() if entry is not None]
    known += ["both"] if len(known) == 2 else []
    chosen = click.prompt("Take", type=click.Choice([*known, "nothing"], case_sensitive=False))
    taken = pair.entries if chosen == "both" else [choices[chosen]] if chosen in choices else []
    return Decision(
        between=tuple(entry.id for entry in pair.entries if entry.id is not None),
        take=tuple(entry.id for entry in taken if entry is not None and entry.id is not None),
        why=click.prompt("Why"),
    )


def _said(entry: Entry, held: SideBySide) -> str:
    """An entry on a line."""
    if not isinstance(entry, Claim):
        return f"{entry.locator}: " + ", ".join(
            f"{key} {value}" for key, value in entry if key not in ("id", "document", "locator", "visibility") and value
        )
    feature = held.features[entry.feature]
    low, high = (show(feature.raw(rank)) for rank in entry.interval(feature))
    value = low if low == high else f"{low} to {high}"
    dated = f", {entry.date}" if entry.date else ""
    note = next(iter(entry.note.root.values()))
    return f"{entry.kind} {value}{dated} [{entry.locator}] {note}"
