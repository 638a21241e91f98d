"""Writing through the workbench: what would not be read afterwards is not written, and what is hidden stays hidden."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from nowhere import SHEET, claim, write
from program import baremo

from baremo.reporting.words import Words
from baremo.workbench.bench import Bench
from baremo.workbench.slip import Slip
from baremo.workbench.writing import (
    change,
    differences,
    discard,
    give_ids,
    insert,
    put,
    remove,
    start,
    undo,
    withdraw,
)
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.refusal import Refusal
from baremo.workspace.replacing import PREFIX, digest
from baremo.workspace.rooms import built_in
from baremo.workspace.writer import Changed
from baremo.workspace.yaml_file import parse

LATE, OWN, SPEAKERS = "nowhere/claims/late.yaml", "nowhere/mechanism.yaml", "speakers.yaml"
BALANCE, TIMING = "nonpolice.balance", "nonpolice.timing"
CLAIM = {
    "feature": BALANCE,
    "kind": "observation",
    "value": "only",
    "speaker": "network",
    "locator": "p. 1",
    "note": {"en": "What it says."},
}
REST = f"""\
claims:
{claim(BALANCE, "only", more='id: aaaaaaaa, locator: "1", ')}\
{claim(TIMING, "reactive", more='locator: "2", visibility: confidential, ')}\
{claim(BALANCE, "mainly", speaker="ministry", more='id: cccccccc, locator: "3", ')}\
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, REST)
    (tmp_path / "baremo.yaml").write_text("# a workspace\n")
    return tmp_path


def held(folder: Path, name: str) -> bytes:
    return (folder / "mechanisms" / name).read_bytes()


def now(folder: Path, name: str) -> str:
    return digest(held(folder, name))


def data(folder: Path, name: str) -> Any:
    return parse(held(folder, name), name).data


def everything(folder: Path) -> dict[str, bytes]:
    """Every file and folder, but for the lock."""
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in sorted(folder.rglob("*"))}


def test_ids_are_new_over_sheets_drafts_and_what_was_withdrawn(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = SHEET.format("early").replace("accepted", "draft") + "withdrawn: [{id: dddddddd, on: 2020-01-01, why: x}]\n"
    (folder / "mechanisms/nowhere/drafts").mkdir()
    (folder / "mechanisms/nowhere/drafts/early.b.yaml").write_text(
        draft + "claims:\n" + claim(TIMING, "reactive", document="early", more='locator: "1", ')
    )
    before = everything(folder)
    signs = iter("a" * 8 + "d" * 8 + "e" * 8 + "e" * 8 + "f" * 8)
    monkeypatch.setattr("secrets.choice", lambda among: next(signs))
    given = give_ids(Bench(folder))
    assert [(file.place("internal"), file.number) for file in given] == [
        ("mechanisms/nowhere/claims/late.yaml", 1),
        ("mechanisms/nowhere/drafts/early.b.yaml", 1),
    ]
    assert given[1].place("public") == "mechanisms"
    assert data(folder, LATE)["claims"][1]["id"] == "eeeeeeee"
    assert data(folder, "nowhere/drafts/early.b.yaml")["claims"][0]["id"] == "ffffffff"
    assert held(folder, LATE).replace(b"id: eeeeeeee, ", b"") == before[str(folder / "mechanisms" / LATE)]
    assert not give_ids(Bench(folder))
    for file in given:
        file.undo.apply()
    assert everything(folder) == before


def test_a_draft_that_is_locked_gets_ids_too(folder: Path) -> None:
    (folder / "mechanisms/nowhere/drafts").mkdir()
    file = folder / "mechanisms/nowhere/drafts/early.b.yaml"
    file.write_text(
        SHEET.format("early").replace("accepted", "handed-in")
        + "claims:\n"
        + claim(TIMING, "reactive", document="early", more='locator: "1", ')
    )
    give_ids(Bench(folder))
    assert "{id: " in file.read_text()


def test_check_gives_ids_and_says_so(folder: Path) -> None:
    told = baremo("check", "--give-ids", "--workspace", str(folder))
    assert "mechanisms/nowhere/claims/late.yaml: 1 id was given.\n" in told.stdout
    assert data(folder, LATE)["claims"][1]["id"]
    assert "given" not in baremo("check", "--give-ids", "--workspace", str(folder)).stdout


def test_only_a_workspace_of_ones_own_is_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for job in (lambda: give_ids(Bench()), lambda: remove(Bench(), SPEAKERS, "speakers", "amnesty", "")):
        with pytest.raises(Slip) as slip:
            job()
        assert slip.value.code == "no-own-workspace"


def test_nobody_gets_ids_where_something_is_wrong(folder: Path) -> None:
    (folder / "mechanisms/documents/late.yaml").write_text("id: late\n")
    before = everything(folder)
    with pytest.raises(WorkspaceError):
        give_ids(Bench(folder))
    assert everything(folder) == before


def test_what_is_inserted_gets_an_id_and_can_be_changed_and_withdrawn(folder: Path) -> None:
    bench = Bench(folder)
    before = everything(folder)
    first = insert(bench, LATE, "claims", CLAIM, now(folder, LATE))
    (id,) = first.ids
    second = change(bench, LATE, "claims", id, {**CLAIM, "value": "mainly"}, first.digest)
    assert data(folder, LATE)["claims"][3] == {"id": id, **CLAIM, "value": "mainly"}
    third = withdraw(bench, LATE, "claims", id, date(2026, 11, 25), "A slip.", second.digest)
    assert data(folder, LATE)["withdrawn"] == [{"id": id, "on": "2026-11-25", "why": "A slip."}]
    for saved in (third, second, first):
        undo(bench, saved.undo)
    assert everything(folder) == before
    with pytest.raises(Changed):
        undo(bench, first.undo)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ({"speaker": "nobody"}, "unknown-speaker"),
        ({"feature": "nonpolice.timings"}, "unknown-feature"),
        ({"value": "all"}, "value.choice"),
        ({"corrects": "cccccccc"}, "corrects"),
        ({"id": "aaaaaaaa"}, "id-taken"),
        ({"note": {"xx": "?"}}, "value.language"),
    ],
)
def test_what_the_reader_refuses_is_not_written(folder: Path, entry: dict[str, Any], code: str) -> None:
    before = everything(folder)
    with pytest.raises((WorkspaceError, Refusal)) as caught:
        insert(Bench(folder), LATE, "claims", {**CLAIM, **entry}, now(folder, LATE))
    codes = [problem.code for problem in getattr(caught.value, "problems", ())] or [caught.value.code]  # type: ignore[attr-defined]
    assert codes == [code]
    assert everything(folder) == before


def test_an_id_of_another_sheet_is_refused_with_its_place(folder: Path) -> None:
    data = {"document": "early", "read": "whole", "status": "draft", "claims": [{**CLAIM, "id": "aaaaaaaa"}]}
    before = everything(folder)
    with pytest.raises(WorkspaceError) as caught:
        start(Bench(folder, "confidential"), "nowhere/drafts/early.b.yaml", data)
    assert [problem.code for problem in caught.value.problems] == ["duplicate-id.used"]
    assert everything(folder) == before


def test_what_others_rest_on_stays(folder: Path) -> None:
    bench = Bench(folder, "confidential")
    before = everything(folder)
    for job, problem in (
        (lambda: remove(bench, SPEAKERS, "speakers", "network", now(folder, SPEAKERS)), "unknown-speaker"),
        (lambda: discard(bench, "documents/early.yaml", now(folder, "documents/early.yaml")), "unknown-document"),
        (lambda: put(bench, "documents/early.yaml", "visibility", "internal", now(folder, "documents/early.yaml")),
         "secret"),
    ):  # fmt: skip
        with pytest.raises(WorkspaceError) as caught:
            job()
        assert problem in [problem.code for problem in caught.value.problems]
    with pytest.raises(Refusal, match="to-withdraw"):
        remove(bench, LATE, "claims", "aaaaaaaa", now(folder, LATE))
    assert everything(folder) == before


def test_what_is_scored_rests_on_no_draft(folder: Path) -> None:
    bench = Bench(folder, "confidential")
    claims = [{**CLAIM, "id": "dddddddd"}, {**CLAIM, "corrects": "dddddddd"}, {**CLAIM, "corrects": "aaaaaaaa"}]
    sheet = {"document": "early", "read": "whole", "status": "draft", "claims": claims}
    start(bench, "nowhere/drafts/early.b.yaml", sheet)
    decision = {"feature": BALANCE, "value": "only", "by": "editor", "date": 2020, "why": {"en": "So it is."}}
    for list, name, entry in (
        ("adjudications", OWN, {**decision, "between": ["aaaaaaaa", "dddddddd"]}),
        ("claims", LATE, {**CLAIM, "corrects": "dddddddd"}),
    ):
        with pytest.raises(WorkspaceError) as caught:
            insert(bench, name, list, entry, now(folder, name))
        assert [problem.code for problem in caught.value.problems] == ["unknown-claim"]
    insert(bench, OWN, "adjudications", {**decision, "between": ["aaaaaaaa", "cccccccc"]}, now(folder, OWN))
    assert Bench(folder).read().dossiers["nowhere"].dossier.mechanism.adjudications


def test_an_undo_that_others_rest_on_is_refused(folder: Path) -> None:
    bench = Bench(folder)
    speaker = {"id": "herald", "kind": "media", "name": {"en": "The Herald"}}
    saved = insert(bench, SPEAKERS, "speakers", speaker, now(folder, SPEAKERS))
    later = insert(bench, LATE, "claims", {**CLAIM, "speaker": "herald"}, now(folder, LATE))
    with pytest.raises(WorkspaceError) as caught:
        undo(bench, saved.undo)
    assert "unknown-speaker" in [problem.code for problem in caught.value.problems]
    undo(bench, later.undo)
    undo(bench, saved.undo)


def test_what_an_audience_may_not_know_is_not_there_for_it(folder: Path) -> None:
    public, all = Bench(folder), Bench(folder, "confidential")
    before = everything(folder)
    for key in (1, "bbbbbbbb"):
        with pytest.raises(Refusal, match="no-entry"):
            change(public, LATE, "claims", key, CLAIM, now(folder, LATE))
    with pytest.raises(Refusal, match="no-entry"):
        remove(public, SPEAKERS, "speakers", "witness", now(folder, SPEAKERS))
    with pytest.raises(Refusal, match="no-file"):
        put(public, "documents/letter.yaml", "title", "x", now(folder, "documents/letter.yaml"))
    codes = []
    for name in ("witness", "nobody"):
        with pytest.raises((Slip, WorkspaceError)) as caught:
            insert(public, LATE, "claims", {**CLAIM, "speaker": name}, now(folder, LATE))
        codes.append([p.code for p in getattr(caught.value, "problems", ())] or [caught.value.code])  # type: ignore[attr-defined]
    assert [[code.removesuffix("-near") for code in each] for each in codes] == [["unknown-speaker"]] * 2
    assert everything(folder) == before
    assert insert(all, LATE, "claims", {**CLAIM, "speaker": "witness"}, now(folder, LATE)).ids


def test_whoever_comes_late_learns_what_changed_as_far_as_they_may(folder: Path) -> None:
    then, bench = held(folder, LATE), Bench(folder)
    all = Bench(folder, "confidential")
    change(
        all,
        LATE,
        "claims",
        1,
        {**CLAIM, "feature": TIMING, "value": "preventive", "visibility": "confidential"},
        digest(then),
    )
    insert(bench, LATE, "claims", CLAIM, now(folder, LATE))
    with pytest.raises(Changed) as caught:
        insert(bench, LATE, "claims", CLAIM, digest(then))
    assert len(differences(bench, caught.value, then)) == 1
    assert len(differences(all, caught.value, then)) == 2


def test_files_start_and_go_and_leave_no_folder(folder: Path) -> None:
    bench = Bench(folder, "confidential")
    before = everything(folder)
    document = {"id": "new-2020", "author": "network", "kind": "report", "language": "en", "title": "No", "published": 2020, "as_of": "2020-01-01"}  # fmt: skip
    name = {"en": "Norway"}
    mechanism = {"id": "norway", "country": "NO", "name": name, "state": name, "about": name, "established": {"date": 2001, "document": "new-2020", "locator": "1"}}  # fmt: skip
    sheet = {"document": "new-2020", "read": "whole", "status": "accepted", "claims": [CLAIM, CLAIM]}
    saved = [
        start(bench, "documents/new-2020.yaml", document),
        start(bench, "norway/mechanism.yaml", mechanism),
        start(bench, "norway/claims/new-2020.yaml", sheet),
        start(bench, "norway/drafts/new-2020.a.yaml", {**sheet, "status": "draft"}),
    ]
    assert [len(each.ids) for each in saved] == [0, 0, 2, 2]
    assert len({*saved[2].ids, *saved[3].ids}) == 4
    assert set(Bench(folder).read().dossiers) == {"nowhere", "norway"}
    gone = discard(bench, "norway/drafts/new-2020.a.yaml", saved[3].digest)
    undo(bench, gone.undo)
    with pytest.raises(WorkspaceError):  # a mechanism that has sheets yet
        undo(bench, saved[1].undo)
    for each in reversed(saved):
        undo(bench, each.undo)
    assert everything(folder) == before
    with pytest.raises(WorkspaceError):
        start(bench, "norway/mechanism.yaml", mechanism)
    assert everything(folder) == before


def test_a_refusal_says_in_words_what_it_is_about(folder: Path) -> None:
    bench, words = Bench(folder), Words("en", (built_in() / "reports",))
    known = now(folder, LATE)
    for job in (
        lambda: insert(bench, LATE, "claims", {**CLAIM, "id": "aaaaaaaa"}, known),
        lambda: insert(bench, LATE, "claims", CLAIM, digest(b"")),
        lambda: remove(bench, LATE, "claims", "aaaaaaaa", known),
        lambda: remove(bench, LATE, "claims", "zzzzzzzz", known),
        lambda: withdraw(bench, LATE, "claims", "zzzzzzzz", date(2020, 1, 1), "x", known),
        lambda: put(bench, LATE, "claims", [], known),
        lambda: put(bench, "nowhere/claims/early.yaml", "read", "whole", known),
        lambda: start(bench, LATE, data(folder, LATE)),
    ):
        with pytest.raises(Refusal) as caught:
            job()
        assert LATE in (said := words.say(f"refusal.{caught.value.code}", **caught.value.values)) or "early" in said


@pytest.mark.parametrize("name", ["x.yaml", "texts/mechanism.yaml", "nowhere/claims/a.b.yaml", "nowhere/other/x.yaml", "../speakers.yaml"])  # fmt: skip
def test_only_what_is_read_is_written(folder: Path, name: str) -> None:
    before = everything(folder)
    with pytest.raises(Refusal, match="no-place"):
        start(Bench(folder), name, {"id": "x"})
    assert everything(folder) == before


def test_only_what_changed_is_read_again(folder: Path) -> None:
    bench = Bench(folder)
    first = bench.read()
    again = bench.read()
    assert again.dossiers["nowhere"] is first.dossiers["nowhere"]
    assert (again.standards, again.bibliography) == (first.standards, first.bibliography)
    assert again.bibliography is first.bibliography
    insert(bench, LATE, "claims", CLAIM, now(folder, LATE))
    third = bench.read()
    assert third.dossiers["nowhere"] is not first.dossiers["nowhere"]
    assert third.dossiers["nowhere"].mechanism.data is first.dossiers["nowhere"].mechanism.data
    assert third.bibliography is first.bibliography
    assert len(third.dossiers["nowhere"].dossier.claims) == 4
    own = folder / "mechanisms" / OWN
    own.write_bytes(own.read_bytes().replace(b"protects", b"protests"))  # the same size, at once, in the same file
    assert bench.read().dossiers["nowhere"].dossier.mechanism.about["en"] == "It protests."


def test_what_comes_in_goes_or_breaks_is_noticed(folder: Path) -> None:
    bench = Bench(folder)
    bench.read(drafts=True)
    features = folder / "standards" / "features"
    features.mkdir(parents=True)
    added = "  - {id: collective.new, kind: practice, type: yes-no, effort: practice, question: {en: New?}}\n"
    (features / "own.yaml").write_text(f"dimension: collective\nfeatures:\n{added}")
    assert "collective.new" in bench.read().catalogue.features
    (features / "own.yaml").unlink()
    assert "collective.new" not in bench.read().catalogue.features
    draft = folder / "mechanisms/nowhere/drafts/early.b.yaml"
    draft.parent.mkdir()
    draft.write_text(SHEET.format("early").replace("accepted", "draft"))
    assert bench.read(drafts=True).dossiers["nowhere"].drafts
    assert not bench.read().dossiers["nowhere"].drafts
    speakers = folder / "mechanisms" / SPEAKERS
    whole = speakers.read_bytes()
    speakers.write_bytes(whole.replace(b"id: network", b"id: netwerk"))
    with pytest.raises(WorkspaceError):
        bench.read()
    speakers.write_bytes(whole)
    assert "network" in bench.read().bibliography.speakers
    (folder / "mechanisms" / LATE).unlink()
    assert not bench.read().dossiers["nowhere"].dossier.claims


def test_several_threads_write_and_read_in_one_bench(folder: Path) -> None:
    bench, faults = Bench(folder), []

    def work(number: int) -> None:
        try:
            for _ in range(4):
                bench.read()
                while True:
                    try:
                        insert(bench, LATE, "claims", {**CLAIM, "locator": f"p. {number}"}, now(folder, LATE))
                    except Changed:
                        continue
                    break
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert len(bench.read().dossiers["nowhere"].dossier.claims) == 3 + 16


def test_what_killed_writers_left_goes_at_the_start(folder: Path) -> None:
    left = [folder / "mechanisms" / place / f"{PREFIX}x" for place in ("", "documents", "nowhere/claims")]
    mine = folder / "mechanisms" / ".baremo-newer"
    for path in (*left, mine):
        path.write_text("a secret")
    with Bench(folder):
        assert not any(path.exists() for path in left)
    assert mine.exists()
