"""A save is shown once it was read back; it can be undone, and of two the later one sees what changed."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("flask", reason="the extra `app` is not installed: pip install 'baremo[app]'")
pytest.importorskip("waitress", reason="the extra `app` is not installed: pip install 'baremo[app]'")
import yaml
from test_jobs import BASE, begin, code
from visitor import Visitor, served

QUESTION = f"{BASE}/coder-a/q/collective.granted"


def draft_of(folder: Path) -> Path:
    return folder / "mechanisms" / "new-land" / "drafts" / "watch-2024.coder-a.yaml"


def read_of(page: str) -> str:
    found = re.search(r'name="read" value="(\w+)"', page)
    assert found
    return found[1]


def test_a_save_is_undone(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        before = draft_of(folder).read_bytes()
        where = visitor.fill(QUESTION, QUESTION, act="save", bound="exactly", value="none")
        assert draft_of(folder).read_bytes() != before
        assert "Saved and read back" in visitor.get(where)
        token = where.partition("saved=")[2]
        assert visitor.post("/undo", {"write": token, "back": QUESTION}) == QUESTION
        assert draft_of(folder).read_bytes() == before
        assert visitor.post("/undo", {"write": token, "back": "//evil.example/"}) == "/"
        assert "Saved and read back: answer." not in visitor.get(where)


def test_an_answer_takes_nothing_on_it_back_and_both_are_undone_together(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        before = draft_of(folder).read_bytes()
        place = f"{BASE}/coder-a/q/institution.privacy"
        where = visitor.fill(place, place, act="save", value="doubtful", locator="p. 1", note__en="It is.")
        now = yaml.safe_load(draft_of(folder).read_text("utf-8"))
        assert "nothing_on" not in now
        assert now["claims"][-1]["feature"] == "institution.privacy"
        visitor.post("/undo", {"write": where.partition("saved=")[2], "back": "/"})
        assert draft_of(folder).read_bytes() == before


def test_the_later_of_two_windows_sees_what_changed_and_loses_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        first = visitor.get(QUESTION)
        visitor.fill(QUESTION, QUESTION, act="save", bound="exactly", value="none", note__en="The other window.")
        claim = re.search(r'name="claim" value="(\w+)"', first)
        assert claim
        fields = {"act": "save", "read": read_of(first), "claim": claim[1], "bound": "exactly", "value": "regular"}
        fields |= {"kind": "observation", "locator": "p. 4", "note.en": "My own words."}
        saved = draft_of(folder).read_bytes()
        page = visitor.post(QUESTION, fields, 422)
        assert draft_of(folder).read_bytes() == saved
        assert "The file was changed in another window" in page
        assert claim[1] in page
        assert "My own words." in page
        visitor.post(QUESTION, {**fields, "read": read_of(page)})
        assert b"My own words." in draft_of(folder).read_bytes()


def test_an_editor_s_change_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        page = visitor.get(f"{BASE}/coder-a")
        draft_of(folder).write_text(draft_of(folder).read_text("utf-8") + "journal: a thought\n", "utf-8")
        fields = {"read": read_of(page), "how_much": "pages 1 to 3", "journal": "mine"}
        refused = visitor.post(f"{BASE}/coder-a/sheet", fields, 422)
        assert "a thought" in refused
        assert "a thought" in draft_of(folder).read_text("utf-8")


def test_a_file_that_an_editor_broke_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        whole = draft_of(folder).read_text("utf-8")
        draft_of(folder).write_text(whole + "claims: [\n", "utf-8")
        page = visitor.get(f"{BASE}/coder-a", 409)
        assert "drafts/watch-2024.coder-a.yaml" in page
        draft_of(folder).write_text(whole, "utf-8")
        visitor.get(f"{BASE}/coder-a")


def test_what_is_wrong_is_told_and_what_was_typed_stays(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        before = draft_of(folder).read_bytes()
        place = f"{BASE}/coder-a/q/collective.implemented"
        page = visitor.fill(
            place, place, 422, act="save", bound="exactly", value="some", date="soon", locator="p. 1", note__en="Typed."
        )
        assert "Nothing was saved" in page
        assert "Typed." in page
        assert 'value="soon"' in page
        assert draft_of(folder).read_bytes() == before


def test_an_autosave_answers_with_what_is_in_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        page = visitor.get(f"{BASE}/coder-a/q/collective.implemented")
        fields = f"act=save&read={read_of(page)}&bound=exactly&value=some&kind=observation&locator=p.+1"
        place = f"{BASE}/coder-a/q/collective.implemented"
        answer = visitor.ask("POST", place, fields, X_Autosave="yes")
        assert yaml.safe_load(answer.text)["saved"] is False
        answer = visitor.ask("POST", place, fields + "&note.en=Some.", X_Autosave="yes")
        told = yaml.safe_load(answer.text)
        assert told["saved"] is True
        assert told["claim"] in draft_of(folder).read_text("utf-8")
        again = f"act=save&read={told['read']}&claim={told['claim']}&bound=exactly&value=none&kind=observation"
        answer = visitor.ask("POST", place, again + "&locator=p.+1&note.en=None.", X_Autosave="yes")
        assert yaml.safe_load(answer.text)["claim"] == told["claim"]
        assert draft_of(folder).read_text("utf-8").count("collective.implemented") == 1


def test_a_save_for_an_audience_that_does_not_see_all_drops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (server, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        server.session.audience = "confidential"
        visitor.fill(QUESTION, QUESTION, act="save", visibility="confidential")
        server.session.audience = "internal"
        place = f"{BASE}/coder-a/q/collective.implemented"
        page = visitor.get(QUESTION)
        assert "Communities seldom" not in page
        before = draft_of(folder).read_text("utf-8")
        fields = {"act": "save", "read": read_of(page), "bound": "exactly", "value": "some", "kind": "observation"}
        visitor.post(place, {**fields, "locator": "p. 1", "note.en": "Some."})
        now = draft_of(folder).read_text("utf-8")
        assert "Communities seldom get measures." in now
        assert len(now) > len(before)


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        before = draft_of(folder).read_bytes()

        def full(*_: object) -> Path:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patched:
            patched.setattr("baremo.workspace.writer.stage", full)
            page = visitor.fill(QUESTION, QUESTION, 422, act="save", value="none", note__en="Kept here.")
        assert "No space left on device" in page
        assert "Kept here." in page
        assert draft_of(folder).read_bytes() == before


SERVE = """
import sys
from pathlib import Path
from baremo.app.server import Server
from baremo.app.session import Session
server = Server(Session(Path(sys.argv[1]), "en"))
print(server.address, flush=True)
server.run()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system knows no SIGKILL")
@pytest.mark.parametrize("turn", range(4))
def test_killed_at_any_moment_nothing_that_was_shown_as_saved_is_lost(tmp_path: Path, turn: int) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
    with subprocess.Popen([sys.executable, "-c", SERVE, str(folder)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        visitor = Visitor(process.stdout.readline().strip())
        page = visitor.get(f"{BASE}/coder-a")
        read, shown, until = read_of(page), "", time.monotonic() + 0.15 + turn * 0.17
        number = 0
        try:
            while True:
                number += 1
                text = f"thought {number}"
                if time.monotonic() > until:
                    os.kill(process.pid, signal.SIGKILL)
                visitor.post(f"{BASE}/coder-a/sheet", {"read": read, "how_much": "whole", "journal": text})
                shown = text
                read = read_of(visitor.get(f"{BASE}/coder-a"))
        except OSError:
            process.kill()
    left = yaml.safe_load(draft_of(folder).read_text("utf-8"))
    assert left.get("journal") in (shown, f"thought {number}", shown or None)
    with served(folder) as (_, visitor):
        assert list(folder.rglob(".baremo-new-*")) == []
        visitor.get(f"{BASE}/coder-a")


def test_a_workspace_that_is_gone_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        folder.rename(tmp_path / "elsewhere")
        page = visitor.get("/", 409)
        assert "The workspace cannot be read as it is" in page
        assert visitor.ask("POST", "/speakers/save", "id=x&kind=media&name.en=X").status in (409, 422)
        assert not folder.exists()
        (tmp_path / "elsewhere").rename(folder)
        visitor.get("/")
