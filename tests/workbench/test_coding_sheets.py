"""The life of a coding sheet in a workspace, and what a kept text is good for; no face takes part."""

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from nowhere import write
from said import told

from baremo.cli import program
from baremo.model.coding import Decision
from baremo.model.sheet import Signature
from baremo.workbench.bench import Bench
from baremo.workbench.checks import check
from baremo.workbench.coding import accept, agreement, decisions_in, hand_in, own_claim, reconcile, side_by_side
from baremo.workbench.schemas import schema
from baremo.workbench.slip import Slip
from baremo.workbench.texts import take_in, text_of
from baremo.workspace import writer
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.refusal import Refusal
from baremo.workspace.replacing import digest

CLAIM = """\
  - id: {id}
    feature: {feature}
    kind: observation
    value: {value}
    date: 2016
    speaker: ministry
    locator: "p. 1"
    anchor: "{anchor}"
    note: {{en: "What it says."}}
"""
DRAFT = """\
# {coder}
document: late
read: whole
status: draft
coded: [{{by: {coder}, on: 2017-03-01}}]
claims:
"""
BALANCE, TIMING = "nonpolice.balance", "nonpolice.timing"
A = DRAFT.format(coder="coder-a") + CLAIM.format(id="aaaaaaaa", feature=BALANCE, value="only", anchor="mostly police")
B = DRAFT.format(coder="coder-b") + CLAIM.format(id="bbbbbbbb", feature=BALANCE, value="mainly", anchor="mostly police")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace with two drafts of one document."""
    write(tmp_path, "")
    (tmp_path / "baremo.yaml").write_text("# a workspace\n")
    drafts = tmp_path / "mechanisms" / "nowhere" / "drafts"
    drafts.mkdir(parents=True)
    (drafts / "late.coder-a.yaml").write_text(A)
    (drafts / "late.coder-b.yaml").write_text(B)
    return tmp_path


def bench(folder: Path, audience: str = "confidential") -> Bench:
    return Bench(folder, audience)


def draft(folder: Path, coder: str) -> str:
    return (folder / "mechanisms" / "nowhere" / "drafts" / f"late.{coder}.yaml").read_text()


def claims(folder: Path) -> Path:
    return folder / "mechanisms" / "nowhere" / "claims" / "late.yaml"


def slips(code: str, what: object, *arguments: object, **named: object) -> None:
    with pytest.raises(Slip) as slip:
        what(*arguments, **named)  # type: ignore[operator]
    assert slip.value.code == code


def test_handed_in_it_is_locked_and_not_scored(folder: Path) -> None:
    hand_in(bench(folder), "nowhere", "late", "coder-a")
    assert draft(folder, "coder-a") == A.replace("status: draft", "status: handed-in")
    assert not bench(folder).read(["nowhere"]).dossiers["nowhere"].dossier.claims
    name = "nowhere/drafts/late.coder-a.yaml"
    with pytest.raises(Refusal) as refusal:
        writer.put(folder / "mechanisms", name, {"read": "opening"}, digest(draft(folder, "coder-a").encode()))
    assert refusal.value.code == "handed-in"
    slips("no-draft", hand_in, bench(folder), "nowhere", "late", "coder-a")


def test_one_coder_alone(folder: Path) -> None:
    slips("which-coder", hand_in, bench(folder), "nowhere", "late")
    slips("no-handed-in", accept, bench(folder), "nowhere", "late")
    hand_in(bench(folder), "nowhere", "late", "coder-a")
    accept(bench(folder), "nowhere", "late")
    (claim,) = bench(folder).read(["nowhere"]).dossiers["nowhere"].dossier.claims
    (sheet,) = bench(folder).read(["nowhere"]).dossiers["nowhere"].dossier.sheets
    assert (sheet.status, [signature.by for signature in sheet.coded]) == ("accepted", ["coder-a"])
    assert (claim.origins, claim.value) == (("aaaaaaaa",), "only")
    slips("sheet-exists", accept, bench(folder), "nowhere", "late")
    hand_in(bench(folder), "nowhere", "late", "coder-b")
    assert "blind: no" in draft(folder, "coder-b")
    assert not agreement(bench(folder)).agreement.documents[0].blind


def test_two_coders(folder: Path) -> None:
    slips("not-two-codings", side_by_side, bench(folder), "nowhere", "late")
    for coder in ("coder-a", "coder-b"):
        hand_in(bench(folder), "nowhere", "late", coder)
    slips("two-handed-in", accept, bench(folder), "nowhere", "late", "coder-a")
    assert [pair.relation for pair in side_by_side(bench(folder), "nowhere", "late").open] == ["contradictory"]
    by = Signature(by="editor")
    slips("coding-undecided", reconcile, bench(folder), "nowhere", "late", [], by)
    assert not claims(folder).exists()
    decision = Decision(between=("aaaaaaaa", "bbbbbbbb"), take=("bbbbbbbb",), why="The annex says so.")
    reconcile(bench(folder), "nowhere", "late", [decision], by)
    (sheet,) = bench(folder).read(["nowhere"]).dossiers["nowhere"].dossier.sheets
    (claim,) = sheet.claims
    assert (sheet.status, sheet.reconciled.by, len(sheet.coded)) == ("reconciled", "editor", 2)
    assert (claim.value, claim.origins, claim.why) == ("mainly", ("aaaaaaaa", "bbbbbbbb"), "The annex says so.")
    assert claim.id not in ("aaaaaaaa", "bbbbbbbb")
    slips("reconciled-already", side_by_side, bench(folder), "nowhere", "late")
    check(bench(folder))  # both drafts and the sheet are read together: no id stands twice


def test_a_second_coding_of_a_sheet_that_had_no_draft_keeps_its_ids(folder: Path) -> None:
    (folder / "mechanisms" / "nowhere" / "drafts" / "late.coder-a.yaml").unlink()
    claims(folder).parent.mkdir()
    claims(folder).write_text(A.replace("status: draft", "status: accepted"))
    hand_in(bench(folder), "nowhere", "late")
    decision = Decision(between=("aaaaaaaa", "bbbbbbbb"), take=("aaaaaaaa",), why="Read again.")
    reconcile(bench(folder), "nowhere", "late", [decision], Signature(by="editor"))
    filed = bench(folder).read(["nowhere"], drafts=True).dossiers["nowhere"]
    (claim,) = filed.dossier.claims
    assert claim.id == "aaaaaaaa"
    first = filed.drafts["late.accepted-1"].sheet
    assert claim.origins == (first.claims[0].id, "bbbbbbbb")
    (row,) = agreement(bench(folder)).agreement.documents
    assert (row.counts.contradictory, row.coders, row.blind) == (1, ("coder-a", "coder-b"), False)


def test_decisions_from_a_file(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "decided.yaml"
    file.write_text(
        "mechanism: nowhere\ndocument: late\nby: editor\non: 2017-04-01\n"
        'decisions:\n  - {between: [aaaaaaaa, bbbbbbbb], take: [], why: "Of another body."}\n'
    )
    for coder in ("coder-a", "coder-b"):
        hand_in(bench(folder), "nowhere", "late", coder)
    decided = decisions_in(bench(folder), file)
    made = reconcile(bench(folder), "nowhere", "late", decided.decisions, Signature(by=decided.by, on=decided.on))
    assert (made.sheet.claims, made.sheet.nothing_on) == ((), (BALANCE,))


def test_agreement_below_the_internal_audience(folder: Path) -> None:
    for coder in ("coder-a", "coder-b"):
        hand_in(bench(folder), "nowhere", "late", coder)
    public = agreement(bench(folder, "public")).model_dump_json()
    assert "coder-" not in public
    assert agreement(bench(folder, "internal")).agreement.documents[0].coders == ("coder-a", "coder-b")
    speakers = folder / "mechanisms" / "speakers.yaml"
    speakers.write_text(speakers.read_text().replace("{id: ministry,", "{id: ministry, visibility: confidential,"))
    assert agreement(bench(folder, "public")).agreement.counts.contradictory == 0
    assert agreement(bench(folder)).agreement.counts.contradictory == 1


def test_check_looks_for_anchors_and_quotes_nothing(folder: Path) -> None:
    text = folder / "late.txt"
    text.write_text("Measures were MOSTLY\n«po-\nlice» patrols.\n\nThe secret sentence.\n")
    slips("unknown-document-near", take_in, bench(folder), "lat", text)
    slips("text-missing", take_in, bench(folder), "late", folder / "none.txt")
    assert text_of(bench(folder), "late") is None
    kept = take_in(bench(folder), "late", text)
    assert text_of(bench(folder), "late") == kept
    codes = {problem.code for problem in check(bench(folder)).problems}
    assert "anchor-not-there" not in codes
    file = folder / "mechanisms" / "nowhere" / "drafts" / "late.coder-b.yaml"
    file.write_text(B.replace('"mostly police"', '"nearly all police"'))
    (problem,) = (problem for problem in check(bench(folder)).problems if problem.code == "anchor-not-there")
    assert (problem.path, problem.line) == ("mechanisms/nowhere/drafts/late.coder-b.yaml", 14)
    assert problem.severity == "doubt"
    assert "nearly" not in told(problem, "confidential")
    assert "text" not in told(problem).replace("context", "")
    (folder / "mechanisms" / "texts" / "late.json").write_text('{"secret": "sentence"}')
    (broken,) = (problem for problem in check(bench(folder)).problems if problem.code == "broken-text")
    assert "sentence" not in told(broken, "confidential")


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("balanced", {"value": "balanced"}),
        ("only..mainly", {"at_least": "only", "at_most": "mainly"}),
        ("mainly..", {"at_least": "mainly"}),
        ("..mainly", {"at_most": "mainly"}),
    ],
)
def test_a_decision_for_neither_of_them(folder: Path, value: str, held: dict[str, str]) -> None:
    for coder in ("coder-a", "coder-b"):
        hand_in(bench(folder), "nowhere", "late", coder)
    side = side_by_side(bench(folder), "nowhere", "late")
    own = own_claim(side, side.open[0].a, value, "p. 3", {"en": "Both."})  # type: ignore[arg-type]
    decision = Decision(between=("aaaaaaaa", "bbbbbbbb"), claim=own, why="The annex says so.")
    written = reconcile(bench(folder), "nowhere", "late", [decision], Signature(by="editor"))
    (claim,) = bench(folder).read(["nowhere"]).dossiers["nowhere"].dossier.claims
    bounds = {key: getattr(claim, key) for key in ("value", "at_least", "at_most") if getattr(claim, key) is not None}
    assert (bounds, claim.locator, claim.anchor, claim.why) == (held, "p. 3", None, "The annex says so.")
    assert claim.origins == ("aaaaaaaa", "bbbbbbbb")
    assert "null" not in claims(folder).read_text()
    for back in written.undo:
        back.apply()
    assert not claims(folder).exists()


@pytest.mark.parametrize("value", ["much", "", "..", "balanced..only", "1"])
def test_a_decision_with_no_value_of_the_question(folder: Path, value: str) -> None:
    for coder in ("coder-a", "coder-b"):
        hand_in(bench(folder), "nowhere", "late", coder)
    side = side_by_side(bench(folder), "nowhere", "late")
    slips("no-value", own_claim, side, side.open[0].a, value, "p. 3", {"en": "Both."})


def test_the_decisions_are_asked_for(folder: Path) -> None:
    for coder in ("coder-a", "coder-b"):
        hand_in(bench(folder), "nowhere", "late", coder)
    answers = ("own", "much", "p. 3", "", "only..mainly", "p. 3", "Both.", "The annex says so.", "editor")
    command = ["reconcile", "nowhere", "late", "-w", str(folder), "--lang", "fr"]
    done = CliRunner().invoke(program, command, input="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    assert "n’est pas une valeur" in done.output
    assert "Concilié\u00a0: 1 affirmation" in done.output
    assert "at_least: only\n    at_most: mainly" in claims(folder).read_text()


def test_what_would_make_the_mechanism_unreadable_is_not_written(folder: Path) -> None:
    """A decision between claims names one that the reconciled sheet would not have any more."""
    room = folder / "mechanisms" / "nowhere"
    claims(folder).parent.mkdir()
    claims(folder).write_text(A.replace("status: draft", "status: accepted"))
    early = A.replace("document: late", "document: early").replace("aaaaaaaa", "cccccccc").replace("only", "balanced")
    (room / "claims" / "early.yaml").write_text(early.replace("status: draft", "status: accepted"))
    (room / "drafts" / "late.coder-a.yaml").unlink()
    with (room / "mechanism.yaml").open("a") as own:
        own.write(
            f"adjudications:\n  - {{feature: {BALANCE}, between: [aaaaaaaa, cccccccc], value: only, by: Team, "
            'date: 2017, why: {en: "So."}}\n'
        )
    hand_in(bench(folder), "nowhere", "late", "coder-b")
    before = {file: file.read_bytes() for file in room.rglob("*.yaml")}
    decision = Decision(between=("aaaaaaaa", "bbbbbbbb"), take=(), why="Of another body.")
    with pytest.raises(WorkspaceError) as caught:
        reconcile(bench(folder), "nowhere", "late", [decision], Signature(by="editor"))
    assert [problem.code for problem in caught.value.problems] == ["unknown-claim"]
    assert {file: file.read_bytes() for file in room.rglob("*.yaml")} == before


@pytest.mark.parametrize("audience", ["public", "internal", "confidential"])
def test_agreement_is_as_published(folder: Path, audience: str) -> None:
    published = schema(Bench(None), "agreement")
    for step in (None, "coder-a", "coder-b"):
        if step is not None:
            hand_in(bench(folder), "nowhere", "late", step)
        made = json.loads(agreement(bench(folder, audience)).model_dump_json())
        jsonschema.validate(made, published)
    assert made["agreement"]["counts"]["contradictory"] == 1
    assert (made["agreement"]["documents"][0]["differences"] is None) == (audience == "public")
    made["agreement"]["documents"][0]["counts"]["same"] = "none"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(made, published)
