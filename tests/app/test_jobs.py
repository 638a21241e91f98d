"""Whole jobs, through forms alone: what is written is what a person would have written, and the scores follow."""

import re
from pathlib import Path

import pytest

pytest.importorskip("flask", reason="the extra `app` is not installed: pip install 'baremo[app]'")
pytest.importorskip("waitress", reason="the extra `app` is not installed: pip install 'baremo[app]'")
import yaml
from visitor import Visitor, served

from baremo.workbench.bench import Bench
from baremo.workbench.scores import score

DOCUMENT = """\
id: watch-2024
author: watch
kind: report
first_hand: yes
language: es
title: "Un año después"
published: 2024-03-01
as_of: 2024-03-01
address: "https://example.org/watch"
"""
MECHANISM = """\
id: new-land
country: "UY"
name: {en: "Office of protection", es: "Oficina de protección"}
state: {en: "New Land", es: "Tierra Nueva"}
about: {en: "An office.", es: "Una oficina."}
established: {document: watch-2024, locator: "p. 2", anchor: "la oficina abrió en 2019", date: 2019}
"""
SHEET = {
    "document": "watch-2024",
    "read": "whole",
    "speaker": "watch",
    "claims": [
        {
            "feature": "collective.granted",
            "kind": "observation",
            "at_most": "isolated",
            "date": "by 2024-02",
            "locator": "p. 4",
            "anchor": "rara vez a comunidades",
            "note": {"en": "Communities seldom get measures.", "es": "Rara vez las reciben."},
        },
        {
            "feature": "collective.legal-basis",
            "kind": "observation",
            "value": True,
            "speaker": "ministry",
            "locator": "p. 5",
            "note": {"en": "The decree provides for them."},
            "date": 2023,
        },
    ],
    "nothing_on": ["institution.privacy"],
}
BASE = "/m/new-land/drafts/watch-2024"


def begin(visitor: Visitor) -> None:
    """Speakers, a document and a mechanism, from nothing."""
    visitor.fill(
        "/speakers/new", "/speakers/save", id="watch", kind="civil-society", name__en="Watch", name__es="Vigía"
    )
    visitor.fill("/speakers/new", "/speakers/save", id="ministry", kind="official", name__en="Ministry")
    visitor.fill(
        "/documents/new",
        "/documents/save",
        id="watch-2024",
        author="watch",
        language="es",
        title="Un año después",
        published="2024-03-01",
        as_of="2024-03-01",
        address="https://example.org/watch",
    )
    visitor.fill(
        "/mechanisms/new",
        "/mechanisms/save",
        id="new-land",
        country="UY",
        name__en="Office of protection",
        name__es="Oficina de protección",
        state__en="New Land",
        state__es="Tierra Nueva",
        about__en="An office.",
        about__es="Una oficina.",
        established__date="2019",
        established__document="watch-2024",
        established__locator="p. 2",
        established__anchor="la oficina abrió en 2019",
    )


def code(visitor: Visitor, coder: str, granted: str = "isolated") -> None:
    """A draft with two answers, and nothing on a third question."""
    visitor.fill(
        "/m/new-land/coding", "/m/new-land/coding", document="watch-2024", coder=coder, read="whole", speaker=""
    )
    base = f"{BASE}/{coder}/q/"
    visitor.fill(
        f"{base}collective.granted",
        f"{base}collective.granted",
        act="next",
        bound="at_most",
        value=granted,
        date="by 2024-02",
        locator="p. 4",
        anchor="rara vez a comunidades",
        note__en="Communities seldom get measures.",
        note__es="Rara vez las reciben.",
    )
    visitor.fill(
        f"{base}collective.legal-basis",
        f"{base}collective.legal-basis",
        act="save",
        value="yes",
        speaker="ministry",
        date="2023",
        locator="p. 5",
        note__en="The decree provides for them.",
    )
    visitor.fill(f"{base}institution.privacy", f"{base}institution.privacy", act="nothing")


def verdicts(folder: Path) -> tuple[int, int, int]:
    with Bench(folder, "internal") as bench:
        (card,) = score(bench, ["new-land"]).file.scorecards
    return card.verdicts.met, card.verdicts.short, card.verdicts.open


def shown(visitor: Visitor) -> str:
    page = visitor.get("/")
    (mechanism,) = [part for part in page.split('<li class="mech">') if 'href="/m/new-land"' in part]
    return " ".join(re.sub(r"<[^>]*>", " ", mechanism).split())


def test_from_nothing_to_a_scorecard(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        room = folder / "mechanisms"
        assert (room / "documents" / "watch-2024.yaml").read_text("utf-8") == DOCUMENT
        assert (room / "new-land" / "mechanism.yaml").read_text("utf-8") == MECHANISM
        code(visitor, "coder-a")
        draft = yaml.safe_load((room / "new-land" / "drafts" / "watch-2024.coder-a.yaml").read_text("utf-8"))
        assert draft["status"] == "draft"
        assert "hidden until you hand the draft in" in shown(visitor)
        visitor.fill(f"{BASE}/coder-a", f"{BASE}/coder-a/hand-in")
        accept = f"{BASE}/coder-a/accept"
        assert visitor.fill("/m/new-land/coding", accept).startswith("/m/new-land?saved=")
        sheet = yaml.safe_load((room / "new-land" / "claims" / "watch-2024.yaml").read_text("utf-8"))
        assert sheet["status"] == "accepted"
        assert [signature["by"] for signature in sheet["coded"]] == ["coder-a"]
        for claim in sheet["claims"]:
            del claim["id"]
            claim.pop("from", None)
        assert {key: sheet[key] for key in SHEET} == SHEET
        met, short, open_ = verdicts(folder)
        assert short > 0
        assert (
            f"{met} {'is' if met == 1 else 'are'} met, {short} {'is' if short == 1 else 'are'} not fully met"
            in shown(visitor)
        )
        assert f"of {open_} the evidence does not tell" in shown(visitor)
        page = visitor.get("/m/new-land")
        assert "Communities seldom get measures." in page
        assert "Communities seldom get measures." in visitor.get("/m/new-land/findings/collective.granted")


def test_two_codings_are_reconciled_and_it_can_be_undone(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        code(visitor, "coder-b", granted="none")
        hidden = visitor.get(f"{BASE}/coder-a")
        assert "Communities seldom" not in hidden
        assert "Somebody else codes the same document" in hidden
        visitor.get("/m/new-land/reconcile/watch-2024")  # while coder-b has not handed in it is hidden too
        visitor.fill(f"{BASE}/coder-b", f"{BASE}/coder-b/hand-in")
        assert "coder-a" in visitor.get("/m/new-land/coding")
        visitor.fill(f"{BASE}/coder-a", f"{BASE}/coder-a/hand-in")
        page = visitor.get("/m/new-land/reconcile/watch-2024")
        assert page.count('name="take.1"') >= 3
        address = "/m/new-land/reconcile/watch-2024"
        refused = visitor.fill(address, address, 422, by="editor", take__1="a", why__1="")
        assert "Number 1 is not decided, or has no reason." in refused
        assert not (folder / "mechanisms" / "new-land" / "claims").exists()
        where = visitor.fill(address, address, by="editor", take__1="a", why__1="The text names one case.")
        sheet = yaml.safe_load((folder / "mechanisms/new-land/claims/watch-2024.yaml").read_text("utf-8"))
        assert sheet["status"] == "reconciled"
        assert sheet["reconciled"]["by"] == "editor"
        (granted,) = [claim for claim in sheet["claims"] if claim["feature"] == "collective.granted"]
        assert (granted["at_most"], granted["why"]) == ("isolated", "The text names one case.")
        visitor.post("/undo", {"write": where.partition("saved=")[2], "back": "/"})
        assert not (folder / "mechanisms" / "new-land" / "claims" / "watch-2024.yaml").exists()


def test_a_reform_its_stage_and_what_it_would_change(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        form = "/m/new-land/reforms/save"
        visitor.fill("/m/new-land/who", form, reform="trust-fund", reform__name__en="Trust fund", visibility="internal")
        visitor.fill("/m/new-land/coding", "/m/new-land/coding", document="watch-2024", coder="a", read="whole")
        stage = f"{BASE}/a/stage"
        visitor.fill(
            f"{BASE}/a",
            stage,
            reform="trust-fund",
            state="pending",
            date="2024",
            locator="p. 9",
            lays_down__0="collective.legal-basis=yes",
        )
        draft = yaml.safe_load((folder / "mechanisms/new-land/drafts/watch-2024.a.yaml").read_text("utf-8"))
        (held,) = draft["reforms"]
        assert held["lays_down"] == [{"feature": "collective.legal-basis", "value": True}]
        assert (held["reform"], held["state"], held["date"], held["locator"]) == ("trust-fund", "pending", 2024, "p. 9")
        visitor.fill(f"{BASE}/a", f"{BASE}/a/hand-in")
        visitor.fill("/m/new-land/coding", f"{BASE}/a/accept")
        page = visitor.get("/m/new-land/whatif?adopt=trust-fund")
        assert "Hypothetical: this is not the mechanism as it is" in page
        public = visitor.post("/settings", {"audience": "public", "language": "en"})
        assert public == "/"
        assert "Trust fund" not in visitor.get("/m/new-land/who")
        assert "Trust fund" not in visitor.get("/m/new-land/whatif")


def test_a_release_is_published_and_verified(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        visitor.fill(f"{BASE}/coder-a", f"{BASE}/coder-a/hand-in")
        visitor.fill("/m/new-land/coding", f"{BASE}/coder-a/accept")
        fields = {"release": "2026-1", "mechanisms": "new-land", "formats": ["html"], "audience": "public"}
        fields |= {"for_comment": "2026-12-31", "to": "The ministry"}
        where = visitor.post("/releases", fields)
        digest = where.partition("digest=")[2]
        assert len(digest) == 64
        released = folder / "releases" / "2026-1"
        assert (released / "new-land.html").is_file()
        assert "The ministry" in visitor.get("/m/new-land/replies")
        whole = visitor.post("/releases/verify", {"release": "2026-1", "announced": digest}, 200)
        assert "It is what it was when it was published." in whole
        (released / "new-land.html").write_text("other")
        assert "Changed: new-land.html." in visitor.post("/releases/verify", {"release": "2026-1"}, 200)
        assert "Changed" not in visitor.get("/releases")
        visitor.post("/releases", fields, 422)


def test_a_reply_stands_beside_the_finding_and_changes_none(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        before = shown(visitor)
        place = "/m/new-land/replies"
        reply = {"criterion": "collective.granted", "speaker": "ministry", "date": "2024-05-01", "text__en": "We do."}
        visitor.fill(place, place, **reply)
        assert "We do." in visitor.get(place)
        assert "We do." in visitor.get("/m/new-land/findings/collective.granted")
        assert shown(visitor).partition(" To do ")[0] == before.partition(" To do ")[0]


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_every_page_is_there_in_every_language(tmp_path: Path, language: str) -> None:
    with served(tmp_path / "work", language) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        paths = ["/", "/?all=1", "/settings", "/speakers", "/documents", "/documents/watch-2024", "/check", "/releases"]
        paths += [f"/m/{id}{at}" for id in ("new-land", "guatemala") for at in ("", "/coding", "/who", "/replies")]
        paths += ["/m/guatemala/whatif?all=1", "/m/guatemala/timeline", "/m/guatemala/plan?target=partial"]
        paths += [f"{BASE}/coder-a", f"{BASE}/coder-a/q/collective.granted", "/compare?m=guatemala&m=mexico"]
        paths += ["/m/guatemala/findings/collective.granted", "/mechanisms/new"]
        for path in paths:
            assert f'<html lang="{language}">' in visitor.get(path)
        visitor.fill(f"{BASE}/coder-a", f"{BASE}/coder-a/hand-in")
        code(visitor, "coder-b", granted="none")
        visitor.fill(f"{BASE}/coder-b", f"{BASE}/coder-b/hand-in")
        visitor.get("/m/new-land/reconcile/watch-2024")


def test_what_counts_is_changed_and_nothing_of_it_goes_without_a_trace(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        visitor.fill(f"{BASE}/coder-a", f"{BASE}/coder-a/hand-in")
        visitor.fill("/m/new-land/coding", f"{BASE}/coder-a/accept")
        file = folder / "mechanisms/new-land/claims/watch-2024.yaml"
        place = f"{BASE}/~/q/collective.granted"
        visitor.fill(place, place, act="save", bound="exactly", value="none")
        (granted, basis) = yaml.safe_load(file.read_text("utf-8"))["claims"]
        assert granted["value"] == "none"
        place = f"{BASE}/~/q/collective.legal-basis"
        assert "Nothing was saved" in visitor.fill(place, place, 422, act="remove")
        assert "Nothing was saved" in visitor.fill(place, place, 422, act="withdraw", why="")
        visitor.fill(place, place, act="withdraw", why="The decree was misread.")
        sheet = yaml.safe_load(file.read_text("utf-8"))
        assert [claim["id"] for claim in sheet["claims"]] == [granted["id"]]
        assert [(gone["id"], gone["why"]) for gone in sheet["withdrawn"]] == [(basis["id"], "The decree was misread.")]


def test_a_shipped_sheet_is_taken_into_the_workspace_to_be_changed(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        base = "/m/guatemala/drafts/amnesty-2017/~"
        assert "This sheet comes with Baremo" in visitor.get(base)
        before = shown_guatemala(visitor)
        visitor.fill(base, f"{base}/copy")
        assert (folder / "mechanisms/guatemala/claims/amnesty-2017.yaml").is_file()
        assert shown_guatemala(visitor) == before


def shown_guatemala(visitor: Visitor) -> list[str]:
    return re.findall(r"On the evidence recorded[^<]*", visitor.get("/m/guatemala"))


def test_the_text_stands_beside_the_questions(tmp_path: Path) -> None:
    report = Path(__file__).parents[1] / "workspace" / "invented-report.txt"
    with served(tmp_path / "work") as (server, visitor):
        begin(visitor)
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="report.txt"\r\n\r\n'
        body = head + report.read_bytes() + b"\r\n--b--\r\n"
        kind = "multipart/form-data; boundary=b"
        assert visitor.ask("POST", "/documents/watch-2024/text", body, Content_Type=kind).status == 303
        code(visitor, "coder-a")
        page = visitor.get(f"{BASE}/coder-a/q/collective.granted")
        assert "First report of the Office" in page
        assert 'data-anchor="rara vez a comunidades"' in page
        assert re.search(r'href="/m/[^"]*"[^>]*>[^<]*First report', page) is None
        server.session.audience = "public"
        assert visitor.ask("GET", f"{BASE}/coder-a/q/collective.granted").status == 404
        assert "First report of the Office" not in visitor.get("/documents/watch-2024")


def test_who_has_not_said_in_which_role_they_work_sees_no_score_that_a_draft_would_change(tmp_path: Path) -> None:
    with served(tmp_path / "work") as (server, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        for coder, hidden in ((None, True), ("coder-a", True), ("editor", False)):
            server.session.coder = coder
            for page in ("", "/findings/collective.granted", "/timeline", "/whatif", "/plan"):
                assert ("Hidden while you code" in visitor.get(f"/m/new-land{page}")) == hidden
            assert ("of 38 requirements" in shown(visitor)) != hidden
            assert ('value="new-land"' in visitor.get("/compare")) != hidden


def test_a_questionnaire_goes_out_and_comes_back_after_a_look(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    pytest.importorskip("python_calamine")
    openpyxl = pytest.importorskip("openpyxl")
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        answer = visitor.bytes("/m/new-land/questionnaire?document=watch-2024&coder=coder-c&form=xlsx")
        assert visitor.bytes("/m/new-land/questionnaire?document=watch-2024&form=xlsform")[:2] == b"PK"
        (tmp_path / "out.xlsx").write_bytes(answer)
        book = openpyxl.load_workbook(tmp_path / "out.xlsx")
        assert "questions" in [name.lower() for name in book.sheetnames] or len(book.sheetnames) > 1
        head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="sheet.yaml"\r\n\r\n'
        sheet = (
            "document: watch-2024\nread: whole\nstatus: draft\nspeaker: watch\nclaims:\n  - {feature: collective.granted, "
            'kind: observation, value: none, locator: "p. 1", note: {en: "None."}}\n'
        )
        more = b'\r\n--b\r\nContent-Disposition: form-data; name="coder"\r\n\r\ncoder-c\r\n--b--\r\n'
        kind = "multipart/form-data; boundary=b"
        page = visitor.ask("POST", "/m/new-land/import", head + sheet.encode() + more, Content_Type=kind)
        assert page.status == 200
        assert "collective.granted" in page.text
        assert not (folder / "mechanisms" / "new-land" / "drafts").exists()
        token = re.search(r'name="file" value="([^"]+)"', page.text)
        assert token
        where = visitor.post("/m/new-land/import", {"file": token[1], "coder": "coder-c", "act": "take"})
        assert where.startswith("/m/new-land/coding?saved=")
        file = folder / "mechanisms" / "new-land" / "drafts" / "watch-2024.coder-c.yaml"
        assert yaml.safe_load(file.read_text("utf-8"))["claims"][0]["value"] == "none"
        assert not (folder / ".baremo").exists()
        visitor.post("/undo", {"write": where.partition("saved=")[2], "back": "/"})
        assert not file.exists()


def test_claims_that_differ_are_decided_between_and_a_requirement_is_exempted(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    with served(folder) as (_, visitor):
        begin(visitor)
        code(visitor, "coder-a")
        base = f"{BASE}/coder-a/q/collective.granted"
        other = {"bound": "exactly", "value": "regular", "speaker": "ministry", "date": "by 2024-02", "locator": "p. 8"}
        visitor.fill(f"{base}?claim=new", base, act="save", note__en="The ministry says always.", **other)
        visitor.fill(f"{BASE}/coder-a", f"{BASE}/coder-a/hand-in")
        visitor.fill("/m/new-land/coding", f"{BASE}/coder-a/accept")
        place = "/m/new-land/decisions"
        page = visitor.get(f"{place}?feature=collective.granted")
        between = re.findall(r'name="between" value="(\w+)"', page)
        assert len(between) == 2
        read = re.search(r'name="read" value="(\w+)"', page)
        assert read
        fields = {"read": read[1], "list": "adjudications", "feature": "collective.granted", "between": between}
        fields |= {"bound": "exactly", "value": "isolated", "by": "editor", "date": "2024-06-01", "why.en": "Seen."}
        visitor.post(place, {**fields, "between": between[:1]}, 422)
        visitor.post(place, fields)
        exempt = {"list": "not_applicable", "criterion": "collective.implemented", "reason.en": "None was asked for."}
        now = re.search(r'name="read" value="(\w+)"', visitor.get(place))
        assert now
        visitor.post(place, {**exempt, "read": now[1]})
        held = yaml.safe_load((folder / "mechanisms/new-land/mechanism.yaml").read_text("utf-8"))
        (decided,) = held["adjudications"]
        assert (decided["between"], decided["value"], decided["by"]) == (between, "isolated", "editor")
        assert held["not_applicable"] == [
            {"criterion": "collective.implemented", "reason": {"en": "None was asked for."}}
        ]
        assert "None was asked for." in visitor.get("/m/new-land")
        visitor.fill(place, place, act="remove", list="not_applicable", place="0")
