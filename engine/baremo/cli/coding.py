"""`baremo hand-in`, `baremo accept` and `baremo reconcile`."""

from datetime import date
from pathlib import Path

import click

from ..model.coding import Decision, Pair
from ..model.sheet import Claim, Signature
from ..workbench import coding
from ..workbench.coding import SideBySide
from ..workbench.slip import Slip
from .options import Day, at_work, speech_option, together, workspace_option
from .speaking import say, why, words

_of_a_document = together(click.argument("mechanism"), click.argument("document"), workspace_option, speech_option)
_coder_option = click.option("--coder", help="Whose draft, where there are several.")


@click.command("hand-in")
@_of_a_document
@_coder_option
def hand_in(mechanism: str, document: str, workspace: Path | None, coder: str | None) -> None:
    """Lock the draft of DOCUMENT in MECHANISM: its coder has finished. It is not scored yet.

    Where another coder's sheet of the document was accepted before, the draft is marked as not blind.
    """
    with at_work(workspace, "confidential") as bench:
        draft = coding.hand_in(bench, mechanism, document, coder).sheet
    blind = all(signature.blind for signature in draft.coded)
    click.echo(say("coding.handed-in" if blind else "coding.handed-in-not-blind"))


@click.command()
@_of_a_document
@_coder_option
def accept(mechanism: str, document: str, workspace: Path | None, coder: str | None) -> None:
    """Make the draft of DOCUMENT that was handed in the sheet that counts, marked as one coder's. The draft stays."""
    with at_work(workspace, "confidential") as bench:
        sheet = coding.accept(bench, mechanism, document, coder).sheet
    click.echo(say("coding.accepted", len(sheet.claims), file=f"mechanisms/{mechanism}/claims/{document}.yaml"))


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
        click.echo(say("coding.to-decide", pairs=len(held.pairs), open=len(held.open)))
        if decisions is not None:
            file = coding.decisions_in(bench, decisions)
            if (file.mechanism, file.document) != (mechanism, document):
                raise Slip("decided-elsewhere", file=decisions, mechanism=file.mechanism, document=file.document)
            taken, signature, how_much = file.decisions, Signature(by=file.by, on=file.on), file.read
        else:
            how_much = None if held.a.read == held.b.read else _asked_how_much(held)
            taken = tuple(_asked(pair, number, held) for number, pair in enumerate(held.open, 1))
            by = by or click.prompt(say("coding.ask.by"))
            signature = Signature(by=by, on=on or date.today())
        sheet = coding.reconcile(bench, mechanism, document, taken, signature, how_much).sheet
    click.echo(say("coding.reconciled", len(sheet.claims), file=f"mechanisms/{mechanism}/claims/{document}.yaml"))


def _asked_how_much(held: SideBySide) -> str:
    click.echo(say("coding.read", a=held.a.read, b=held.b.read))
    return str(click.prompt(say("coding.ask.read")))


def _asked(pair: Pair, number: int, held: SideBySide) -> Decision:
    """Show a pair and ask what becomes of it."""
    from ..reporting.terminal_coding import pair as shown

    click.echo()
    for line in shown(pair, number, len(held.open), held.features, words()):
        click.echo(line)
    choices = {"a": pair.a, "b": pair.b}
    known = [side for side, entry in choices.items() if entry is not None]
    known += ["both"] if len(known) == 2 else []
    known += ["own"] if pair.group == "claims" else []
    chosen = click.prompt(say("coding.ask.take"), type=click.Choice([*known, "nothing"], case_sensitive=False))
    between = tuple(entry.id for entry in pair.entries if entry.id is not None)
    if chosen == "own":
        claim = _own(pair, held)
        return Decision(between=between, claim=claim, why=click.prompt(say("coding.ask.why")))
    taken = pair.entries if chosen == "both" else [choices[chosen]] if chosen in choices else []
    ids = tuple(entry.id for entry in taken if entry is not None and entry.id is not None)
    return Decision(between=between, take=ids, why=click.prompt(say("coding.ask.why")))


def _own(pair: Pair, held: SideBySide) -> Claim:
    """Ask for a claim of one's own until it has a value."""
    from ..reporting.views.phrases import expected_words

    first = pair.entries[0]
    assert isinstance(first, Claim)
    language, note = next(iter(first.note.root.items()))
    while True:
        value = click.prompt(say("coding.ask.value", expected=expected_words(held.features[first.feature], words())))
        locator = click.prompt(say("coding.ask.locator"), default=first.locator)
        noted = click.prompt(say("coding.ask.note"), default=note)
        try:
            return coding.own_claim(held, first, value, locator, {language: noted})
        except Slip as slip:
            click.echo(why(slip))
