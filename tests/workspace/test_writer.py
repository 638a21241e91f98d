"""Writes to the mechanisms room: the old file or the new one, never what somebody else wrote meanwhile."""

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from baremo.model.record import ENTRY
from baremo.workspace import replacing, splice
from baremo.workspace.edit import Remove
from baremo.workspace.ids import new_id
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.refusal import Refusal
from baremo.workspace.replacing import LOCK, PREFIX, digest, sweep
from baremo.workspace.writer import (
    Changed,
    Saved,
    _write,
    change,
    discard,
    give_ids,
    insert,
    no_check,
    put,
    remove,
    replace,
    start,
    withdraw,
)
from baremo.workspace.yaml_file import parse
from baremo.workspace.yaml_text import Word, scalar

SHEET = """\
# a sheet
document: ohchr-2019
read: opening   # no more
speaker: ohchr
status: draft
claims:
  # the first
  - id: k7f3q2mw
    feature: effectiveness.functioning
    kind: observation
    value:   partly
    date: 2019-07
    locator: 'p. 41'
    note: {en: "One.", es: "Uno."}
  # the secret
  - {id: secretab, feature: nonpolice.balance, kind: observation, value: no, locator: "p. 2", note: {en: S}, visibility: confidential}
  # the end
journal: "..."
"""
CLAIM = {
    "note": {"en": "no", "es": "1.10 🙂 a: b # c"},
    "value": "partly",
    "kind": "observation",
    "feature": "nonpolice.timing",
    "id": "newclaim",
    "locator": "2017-03",
    "date": "2017-03",
}
NAME = "mexico/claims/ohchr-2019.yaml"
SPEAKERS = b"speakers: []  # none\n"
OHCHR = {"id": "ohchr", "kind": "international", "name": {"en": "OHCHR"}}


@pytest.fixture
def room(tmp_path: Path) -> Path:
    file = tmp_path / "mechanisms" / NAME
    file.parent.mkdir(parents=True)
    file.write_bytes(SHEET.encode())
    (tmp_path / "mechanisms" / "speakers.yaml").write_bytes(SPEAKERS)
    return tmp_path / "mechanisms"


def read(room: Path) -> str:
    return digest((room / NAME).read_bytes())


def test_a_claim_is_inserted_in_the_form_of_the_house(room: Path) -> None:
    saved = insert(room, NAME, "claims", CLAIM, read(room))
    lines = """\
  - id: newclaim
    feature: nonpolice.timing
    kind: observation
    value: partly
    date: 2017-03
    locator: "2017-03"
    note: {en: "no", es: "1.10 🙂 a: b # c"}
"""
    assert saved.content.decode() == SHEET.replace("  # the end\n", lines + "  # the end\n")
    assert (room / NAME).read_bytes() == saved.content
    saved.undo.apply()
    assert (room / NAME).read_bytes() == SHEET.encode()


def test_a_change_touches_only_the_keys_that_differ(room: Path) -> None:
    old = parse(SHEET.encode(), "x").data["claims"][0]
    saved = change(room, NAME, "claims", "k7f3q2mw", {**old, "locator": "p. 42", "until": "2020"}, read(room))
    expected = SHEET.replace("'p. 41'", '"p. 42"').replace("date: 2019-07\n", 'date: 2019-07\n    until: "2020"\n')
    assert saved.content.decode() == expected


def test_what_is_withdrawn_is_kept_by_its_id_and_the_secret_beside_it_stays(room: Path) -> None:
    saved = withdraw(room, NAME, "claims", "k7f3q2mw", date(2026, 11, 25), "a slip", read(room))
    text = saved.content.decode()
    assert 'withdrawn: [{id: k7f3q2mw, on: 2026-11-25, why: "a slip"}]\n' in text
    assert "secretab" in text
    assert "partly" not in text
    assert all(f"# {comment}" in text for comment in ("a sheet", "the first", "the secret", "the end"))


def test_a_file_that_changed_is_left_alone_and_the_caller_learns_what_changed(room: Path) -> None:
    known = read(room)
    theirs = SHEET.replace("2019-07", "2019-08").replace("p. 2", "p. 3")
    (room / NAME).write_bytes(theirs.encode())
    with pytest.raises(Changed) as fault:
        insert(room, NAME, "claims", CLAIM, known)
    assert (room / NAME).read_bytes() == theirs.encode()
    told = fault.value.differences(SHEET.encode(), "public", {})
    assert [(change.list, change.key) for change in told] == [("claims", "k7f3q2mw")]
    all_told = fault.value.differences(SHEET.encode(), "confidential", {})
    assert [change.key for change in all_told] == ["k7f3q2mw", "secretab"]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({**CLAIM, "id": "k7f3q2mw"}, Refusal),
        ({**CLAIM, "kind": "rumour"}, WorkspaceError),
        ({**CLAIM, "locator": "a\x07"}, WorkspaceError),
        ({**CLAIM, "colour": "red"}, WorkspaceError),
    ],
)
def test_what_no_sheet_may_hold_is_not_written(room: Path, entry: dict[str, object], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        insert(room, NAME, "claims", entry, read(room))
    assert (room / NAME).read_bytes() == SHEET.encode()
    assert [path.name for path in (room / NAME).parent.iterdir()] == ["ohchr-2019.yaml"]


def test_links_that_lead_out_are_refused_and_rights_are_kept(room: Path, tmp_path: Path) -> None:
    (room / NAME).chmod(0o640)
    insert(room, NAME, "claims", CLAIM, read(room))
    assert (room / NAME).stat().st_mode & 0o777 == 0o640
    outside = tmp_path / "outside.yaml"
    outside.write_text(SHEET)
    (room / NAME).unlink()
    (room / NAME).symlink_to(outside)
    with pytest.raises(Refusal, match="outside"):
        insert(room, NAME, "claims", CLAIM, digest(SHEET.encode()))
    (tmp_path / "elsewhere").mkdir()
    (room / "mexico/drafts").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refusal, match="outside"):
        start(room, "mexico/drafts/y.a.yaml", {"document": "y", "read": "whole", "status": "draft"})
    with pytest.raises(Refusal, match="no-place"):
        start(room, "../claims/y.yaml", {"document": "y", "read": "whole", "status": "draft"})
    assert outside.read_text() == SHEET
    assert not list((tmp_path / "elsewhere").iterdir())


@dataclass(frozen=True)
class Slipping(Remove):
    """An edit that takes more out of the text than it says."""

    def in_text(self, text: str) -> str:
        return super().in_text(text).replace("visibility: confidential", "visibility: public")


def test_what_is_not_as_it_was_meant_when_read_back_is_not_written(room: Path) -> None:
    with pytest.raises(Refusal, match="not-as-meant"):
        _write(room, NAME, read(room), lambda data: [Slipping(("claims", 0))], no_check)
    assert (room / NAME).read_bytes() == SHEET.encode()
    assert [path.name for path in (room / NAME).parent.iterdir()] == ["ohchr-2019.yaml"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
def test_mark_and_line_ends_of_the_file_stay(room: Path, mark: bytes, ends: bytes) -> None:
    old = mark + SHEET.encode().replace(b"\n", ends)
    (room / NAME).write_bytes(old)
    saved = insert(room, NAME, "claims", CLAIM, digest(old))
    assert saved.content is not None
    assert saved.content.startswith(mark + b"# a sheet" + ends)
    assert saved.content.count(b"\n") == saved.content.count(ends)
    assert remove(room, NAME, "claims", "newclaim", saved.digest).content == old


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("a:  # why\n  # more\n  'x'  # after\nb: 1\n", {"en": "y"}, 'a:  # why\n  # more\n  en: "y"  # after\nb: 1\n'),
        ("a:  # why\n   {x: 1}\nb: 1\n", "y", 'a:  # why\n   "y"\nb: 1\n'),
        ("a:\n# why\n- x\n- y  # after\nb: 1\n", {"en": "y"}, 'a:\n# why\n  en: "y"  # after\nb: 1\n'),
        ("a:\n  # why\n  x\n", [], "a:\n  # why\n  []\n"),
        ("a: |  # why\n  x\n", {"en": "y"}, None),
        ("a: >- # why\n  x\n", "y", None),
    ],
)
def test_comments_between_a_key_and_its_value_stay(old: str, value: object, new: str | None) -> None:
    if new is None:
        with pytest.raises(Refusal, match="layout"):
            splice.put(old, ("a",), value)
    else:
        assert splice.put(old, ("a",), value) == new


def test_files_are_started_and_an_undone_start_leaves_none(room: Path) -> None:
    data = {"status": "draft", "document": "ohchr-2020", "read": "whole", "claims": [{**CLAIM, "speaker": "ohchr"}]}
    saved = start(room, "mexico/drafts/ohchr-2020.a.yaml", data)
    assert saved.content.decode().startswith(
        'document: ohchr-2020\nread: "whole"\nstatus: draft\nclaims:\n  - id: newclaim\n'
    )
    with pytest.raises(Refusal, match="file-exists"):
        start(room, "mexico/drafts/ohchr-2020.a.yaml", data)
    saved.undo.apply()
    assert not (room / "mexico/drafts/ohchr-2020.a.yaml").exists()
    norway = {"en": "Norway"}
    mechanism = {"id": "norway", "country": "NO", "name": norway, "state": norway, "about": norway}
    start(
        room, "norway/mechanism.yaml", {**mechanism, "established": {"date": 2001, "document": "x", "locator": "p. 1"}}
    )
    assert 'country: "NO"\n' in (room / "norway/mechanism.yaml").read_text()


def test_speakers_come_and_go_and_keys_are_put(room: Path) -> None:
    saved = insert(room, "speakers.yaml", "speakers", OHCHR, digest(SPEAKERS))
    assert saved.content.decode().startswith("speakers:  # none\n  - id: ohchr\n")
    assert remove(room, "speakers.yaml", "speakers", "ohchr", saved.digest).content == SPEAKERS
    assert put(room, NAME, {"status": "handed-in"}, read(room)).content.decode() == SHEET.replace("draft", "handed-in")


def test_two_writers_at_once_both_find_a_place(room: Path) -> None:
    def write(number: int) -> None:
        while True:
            try:
                insert(room, NAME, "claims", {**CLAIM, "id": f"newclai{chr(97 + number)}"}, read(room))
            except Changed:
                continue
            return

    threads = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [claim["id"] for claim in parse((room / NAME).read_bytes(), "x").data["claims"]]
    assert sorted(ids[2:]) == [f"newclai{sign}" for sign in "abcdef"]


Operation = Callable[[], object]


def _undoing(saved: Saved) -> Operation:
    return saved.undo.apply


def _discarding(room: Path) -> Operation:
    draft = start(room, "mexico/drafts/y.a.yaml", NEW_DRAFT)
    return lambda: discard(room, "mexico/drafts/y.a.yaml", draft.digest)


NEW_DRAFT = {"document": "y", "read": "whole", "status": "draft"}
NEW_SHEET = {"document": "y", "read": "whole", "status": "accepted", "speaker": "ohchr", "claims": [CLAIM]}
NORWAY = {
    **{"id": "norway", "country": "NO", "name": {"en": "N"}, "state": {"en": "N"}, "about": {"en": "N"}},
    "established": {"date": 2001, "document": "x", "locator": "p. 1"},
}
CHANGED = {**parse(SHEET.encode(), "x").data["claims"][0], "locator": "p. 42"}
KILLED: dict[str, Callable[[Path], Operation]] = {
    "insert": lambda room: lambda: insert(room, NAME, "claims", CLAIM, read(room)),
    "change": lambda room: lambda: change(room, NAME, "claims", "k7f3q2mw", CHANGED, read(room)),
    "withdraw": lambda room: lambda: withdraw(room, NAME, "claims", "k7f3q2mw", date(2026, 11, 25), "why", read(room)),
    "remove": lambda room: lambda: remove(room, NAME, "claims", "secretab", read(room)),
    "put": lambda room: lambda: put(room, NAME, {"status": "handed-in"}, read(room)),
    "give ids": lambda room: lambda: give_ids(room, NAME, set(), read(room)),
    "start a sheet": lambda room: lambda: start(room, "mexico/claims/y.yaml", NEW_SHEET),
    "start a draft": lambda room: lambda: start(room, "mexico/drafts/y.a.yaml", NEW_DRAFT),
    "start a mechanism": lambda room: lambda: start(room, "norway/mechanism.yaml", NORWAY),
    "replace": lambda room: lambda: replace(room, NAME, {**NEW_SHEET, "document": "ohchr-2019"}, read(room)),
    "discard": _discarding,
    "undo an insert": lambda room: _undoing(insert(room, NAME, "claims", CLAIM, read(room))),
    "undo a start": lambda room: _undoing(start(room, "norway/mechanism.yaml", NORWAY)),
    "undo a discard": lambda room: _undoing(_discarding(room)()),  # type: ignore[arg-type]
}
"""What is killed, each made ready by what has to be there before."""
STEPS = ("open", "os.rename", "os.chmod", "os.remove", "os.mkdir", "os.rmdir")


def state(room: Path) -> dict[str, bytes]:
    """What the files hold, those aside that a writer leaves behind."""
    files = (path for path in room.rglob("*") if path.is_file() and not path.name.startswith(PREFIX))
    return {path.relative_to(room).as_posix(): path.read_bytes() for path in files}


def killed(operation: Operation, room: Path, step: int) -> bool:
    """Do it in a process of its own, which is killed before that step; gives whether it came to that."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that the child does not have
        child = os.fork()
    if child == 0:
        left = [step]

        def watch(event: str, given: tuple[object, ...]) -> None:
            if event == "os.fsync" or (event in STEPS and str(room) in str(given[0])):
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        real = os.fsync
        os.fsync = lambda handle: (watch("os.fsync", (handle,)), real(handle))[1]  # type: ignore[assignment]
        sys.addaudithook(watch)
        try:
            operation()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
@pytest.mark.parametrize("what", KILLED)
def test_killed_at_any_step_the_files_are_the_old_ones_or_the_new_ones(room: Path, tmp_path: Path, what: str) -> None:
    if what == "give ids":
        (room / NAME).write_text(SHEET.replace("  - id: k7f3q2mw\n    feature", "  - feature"))
    seen: list[dict[str, bytes]] = []
    before: dict[str, bytes] = {}
    for step in range(60):
        own = tmp_path / f"at-{step}" / "mechanisms"
        shutil.copytree(room, own)
        operation = KILLED[what](own)
        before = state(own)
        going_on = killed(operation, own, step)
        seen.append(state(own))
        sweep(own)
        assert not list(own.rglob(f"{PREFIX}*"))
        assert insert(own, "speakers.yaml", "speakers", OHCHR, digest(SPEAKERS)).content != SPEAKERS
        if not going_on:
            break
    after = seen[-1]
    if what == "give ids":  # which are others every time
        assert all(len(made[NAME]) in (len(before[NAME]), len(after[NAME])) for made in seen)
    else:
        assert all(made in (before, after) for made in seen)
    assert step > 3
    assert before in seen
    assert before != after


TWO = """
import os, pathlib, sys
sys.path.insert(0, os.environ["ROOT"])
from tests.workspace.test_writer import CLAIM, NAME, read
from baremo.workspace.writer import Changed, insert
room, sign = pathlib.Path(sys.argv[1]), sys.argv[2]
if sys.argv[3] == "no":
    import fcntl
    def none(*given):
        raise OSError(37, "No locks available")
    fcntl.flock = none
print("ready", flush=True)
sys.stdin.readline()
for number in "abcdefgh":
    while True:
        try:
            insert(room, NAME, "claims", {**CLAIM, "id": f"newcla{sign}{number}"}, read(room))
        except Changed:
            continue
        break
"""


@pytest.mark.parametrize("locks", ["yes", "no"])
def test_two_programs_at_once_lose_nothing(room: Path, locks: str) -> None:
    root = str(Path(__file__).parents[2])
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", TWO, str(room), sign, locks],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "ROOT": root},
            cwd=root,
        )
        for sign in "xy"
    ]
    for program in programs:
        assert program.stdout is not None
        program.stdout.readline()
    for program in programs:
        program.communicate("go\n", timeout=60)
    assert [program.returncode for program in programs] == [0, 0]
    ids = [claim["id"] for claim in parse((room / NAME).read_bytes(), "x").data["claims"]]
    assert sorted(ids[2:]) == [f"newcla{sign}{number}" for sign in "xy" for number in "abcdefgh"]
    assert sorted(path.name for path in room.rglob("*")) == ["claims", "mexico", "ohchr-2019.yaml", "speakers.yaml"]


@pytest.fixture
def without_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A drive that locks no folders."""

    def none(*given: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", none)


@pytest.mark.usefixtures("without_locks")
def test_where_folders_cannot_be_locked_a_file_is_the_lock(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = []
    insert(room, NAME, "claims", CLAIM, read(room), check=lambda content: seen.append((room / LOCK).exists()))
    assert (seen, (room / LOCK).exists()) == ([True], False)
    (room / LOCK).touch()
    monkeypatch.setattr(replacing, "WAIT", 0.05)
    known = (room / NAME).read_bytes()
    with pytest.raises(Refusal, match="busy"):
        remove(room, NAME, "claims", "newclaim", read(room))
    assert (room / NAME).read_bytes() == known
    sweep(room)
    assert (room / LOCK).exists()
    os.utime(room / LOCK, (1, 1))  # a dead program's
    monkeypatch.setattr(replacing, "WAIT", 10.0)
    remove(room, NAME, "claims", "newclaim", read(room))
    assert (room / NAME).read_bytes() == SHEET.encode()
    assert not (room / LOCK).exists()


def test_an_undo_of_what_was_changed_since_is_refused(room: Path) -> None:
    first = insert(room, NAME, "claims", CLAIM, read(room))
    insert(room, NAME, "claims", {**CLAIM, "id": "another2"}, first.digest)
    known = (room / NAME).read_bytes()
    with pytest.raises(Changed) as fault:
        first.undo.apply(lambda content: pytest.fail("looked at what will not be"))
    assert fault.value.now == (room / NAME).read_bytes() == known
    assert first.content is not None
    assert [change.key for change in fault.value.differences(first.content, "public", {})] == ["another2"]
    (room / NAME).unlink()
    with pytest.raises(Changed) as fault:
        first.undo.apply()
    assert fault.value.now is None
    assert not (room / NAME).exists()


def test_an_editor_that_saves_meanwhile_is_not_overwritten(room: Path) -> None:
    theirs = SHEET.replace("2019-07", "2019-08").encode()

    def saves(content: bytes | None) -> None:
        (room / NAME).write_bytes(theirs)

    saved = insert(room, NAME, "claims", CLAIM, read(room))
    with pytest.raises(Changed):
        remove(room, NAME, "claims", "newclaim", read(room), check=saves)
    assert saved.content is not None
    (room / NAME).write_bytes(saved.content)
    with pytest.raises(Changed):
        saved.undo.apply(saves)
    assert (room / NAME).read_bytes() == theirs
    data = {"document": "y", "read": "whole", "status": "draft"}
    started = start(room, "mexico/drafts/y.a.yaml", data)
    with pytest.raises(Changed):
        started.undo.apply(lambda content: (room / "mexico/drafts/y.a.yaml").write_bytes(theirs) and None)
    assert (room / "mexico/drafts/y.a.yaml").read_bytes() == theirs
    assert not list((room / NAME).parent.glob(f"{PREFIX}*"))


def test_what_is_saved_is_on_the_disk_before_and_after_it_takes_its_place(
    room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, renamed = os.fsync, Path.replace

    def synced(handle: int) -> None:
        every = (room.parent, *room.parent.rglob("*"))
        path = next(path for path in every if path.stat().st_ino == os.fstat(handle).st_ino)
        steps.append(f"sync {'new' if path.name.startswith(PREFIX) else path.relative_to(room.parent)}")
        fsync(handle)

    def replaced(self: Path, target: Path) -> Path:
        steps.append("rename")
        return renamed(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    insert(room, NAME, "claims", CLAIM, read(room))
    assert steps == ["sync new", "rename", "sync mechanisms/mexico/claims"]
    steps.clear()
    data = {"document": "y", "read": "whole", "status": "draft"}
    saved = start(room, "norway/drafts/y.a.yaml", data)
    assert steps == ["sync mechanisms", "sync mechanisms/norway", "sync new", "rename", "sync mechanisms/norway/drafts"]
    steps.clear()
    saved.undo.apply()
    assert steps == ["sync mechanisms/norway/drafts", "sync mechanisms/norway", "sync mechanisms"]
    assert not (room / "norway").exists()


def test_the_folders_of_an_undone_start_stay_if_something_came_in(room: Path) -> None:
    data = {"document": "y", "read": "whole", "status": "draft"}
    saved = start(room, "norway/drafts/y.a.yaml", data)
    (room / "norway" / "notes.txt").write_text("mine")
    saved.undo.apply()
    assert [path.name for path in (room / "norway").iterdir()] == ["notes.txt"]


def test_what_a_live_writer_is_at_is_not_swept_away(room: Path) -> None:
    seen = []

    def swept(content: bytes | None) -> None:
        sweep(room)
        seen.extend(room.rglob(f"{PREFIX}*"))

    insert(room, NAME, "claims", CLAIM, read(room), check=swept)
    assert len(seen) == 1
    (room / "mexico" / f"{PREFIX}left").touch()
    sweep(room)
    assert not list(room.rglob(f"{PREFIX}*"))
    sweep(room / "nowhere")


def test_whoever_reads_the_old_file_meanwhile_keeps_all_of_it(room: Path, tmp_path: Path) -> None:
    (tmp_path / "old").hardlink_to(room / NAME)
    insert(room, NAME, "claims", CLAIM, read(room))
    assert (tmp_path / "old").read_bytes() == SHEET.encode()


@pytest.mark.parametrize("text", ["no", "NO", "y", "on", "1.10", "null", "2017", "1e5", "by 2017-02", "a b"])
def test_a_word_that_a_reader_could_mistake_is_quoted(text: str) -> None:
    assert scalar(Word(text)) == f'"{text}"'


def test_an_id_has_eight_signs_of_which_the_first_is_a_letter() -> None:
    assert all(re.fullmatch(ENTRY, new_id(())) for _ in range(200))
