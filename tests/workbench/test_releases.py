"""Releases: what was published is provably what it was, and what is known now stands beside it."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from nowhere import claim, write

from baremo.model.release import MANIFEST, Since
from baremo.workbench.bench import Bench
from baremo.workbench.releases import Release, Request, publish, release, send, since, verify
from baremo.workbench.slip import Slip

GRANTED, BALANCE = "collective.granted", "nonpolice.balance"
ON = date(2017, 4, 1)


def known(value: str = "none", *more: str) -> str:
    return "claims:\n" + claim(GRANTED, value, more='id: aaaaaaaa, locator: "1", ') + "".join(more)


OTHER = claim(BALANCE, "mainly", more='id: bbbbbbbb, locator: "2", ')
SECRET = claim(BALANCE, "only", more='id: cccccccc, locator: "3", visibility: internal, ')


def made(room: Path, rest: str, request: Request | None = None, **keys: object) -> Release:
    write(room, rest)
    with Bench(room) as bench:
        return release(bench, ["nowhere"], request or Request("2017-1", ON), ["html"], "en", **keys)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A release's folder, and the digest that was announced."""
    room = tmp_path_factory.mktemp("releases")
    whole = made(room, known())
    publish(room / "2017-1", whole)
    return room / "2017-1", whole.digest


def test_is_whole(published: tuple[Path, str]) -> None:
    folder, digest = published
    assert verify(folder, digest.upper()).whole
    verification = verify(folder)
    assert (verification.release, verification.as_announced, verification.whole) == ("2017-1", None, True)
    assert {path.name for path in folder.iterdir()} >= {"index.html", "nowhere.json", MANIFEST}


@settings(max_examples=settings().max_examples)
@given(data=st.data())
def test_any_byte_that_is_another_is_found(published: tuple[Path, str], data: st.DataObject) -> None:
    folder, digest = published
    file = data.draw(st.sampled_from(sorted(folder.iterdir())))
    content = file.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[place]))
    file.write_bytes(content[:place] + bytes([other]) + content[place + 1 :])
    try:
        verification = verify(folder, digest)
    finally:
        file.write_bytes(content)
    assert not verification.whole
    assert verification.as_announced is False if file.name == MANIFEST else verification.changed == (file.name,)


def test_what_is_missing_or_foreign_is_named(published: tuple[Path, str], tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(published[0], folder)
    (folder / "index.html").unlink()
    (folder / "more.html").write_text("More.")
    verification = verify(folder)
    assert (verification.missing, verification.foreign, verification.whole) == (("index.html",), ("more.html",), False)
    (folder / "index.html").symlink_to(published[0] / "index.html")
    assert verify(folder).changed == ("index.html",)


def test_files_beside_a_release_do_it_no_harm(published: tuple[Path, str], tmp_path: Path) -> None:
    shutil.copytree(published[0], tmp_path / "copy")
    (tmp_path / "copy" / "notes.txt").write_text("Sent to the delegation.")
    assert verify(tmp_path / "copy", published[1]).whole


@pytest.mark.parametrize("name", ["../mechanisms/speakers.yaml", "/etc/passwd", "..", ".hidden", "a\\b", "a/b", ""])
def test_no_name_leads_out_of_the_folder(published: tuple[Path, str], tmp_path: Path, name: str) -> None:
    manifest = json.loads((published[0] / MANIFEST).read_text())
    manifest["files"][0]["name"] = name
    (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(Slip) as slip:
        verify(tmp_path)
    assert (slip.value.code, slip.value.values["where"]) == ("release-unreadable", "files.0.name")


@pytest.mark.parametrize("content", [None, "", "{}", "[]", "no manifest", "\udcff"])
def test_what_is_no_release(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / MANIFEST).write_text(content, errors="surrogateescape")
    with pytest.raises(Slip) as slip:
        verify(tmp_path)
    assert slip.value.code == ("release-none" if content is None else "release-unreadable")


def test_nothing_is_overwritten(published: tuple[Path, str], tmp_path: Path) -> None:
    folder, digest = published
    whole = made(tmp_path, known("isolated"))
    for taken in (folder, folder / MANIFEST):
        with pytest.raises(Slip) as slip:
            publish(taken, whole)
        assert slip.value.code == "release-exists"
    assert verify(folder, digest).whole
    (tmp_path / "empty").mkdir()
    publish(tmp_path / "empty", whole)
    assert verify(tmp_path / "empty", whole.digest).whole


def test_equal_content_gives_equal_bytes(tmp_path: Path) -> None:
    first, again = (made(tmp_path / name, known()) for name in ("first", "again"))
    assert (first.digest, first.files) == (again.digest, again.files)


def test_what_is_withheld_leaves_no_trace(tmp_path: Path) -> None:
    held, never = (made(tmp_path / name, rest) for name, rest in (("held", known("none", SECRET)), ("never", known())))
    assert (held.digest, held.files) == (never.digest, never.files)


def test_a_release_that_takes_the_place_of_another(published: tuple[Path, str], tmp_path: Path) -> None:
    request = Request("2017-2", ON, supersedes=published[0], corrects="Its first page named another day.")
    superseded = made(tmp_path, known(), request).manifest.supersedes
    assert superseded is not None
    assert (superseded.release, superseded.manifest, superseded.corrects) == ("2017-1", published[1], request.corrects)
    with pytest.raises(Slip) as slip:
        made(tmp_path, known(), Request("2017-2", ON, corrects="Nothing in particular."))
    assert slip.value.code == "release-corrects-none"


def test_to_whom_it_was_sent_for_comment_is_noted(tmp_path: Path) -> None:
    write(tmp_path, known())
    with Bench(tmp_path) as bench:
        for until in (None, date(2017, 5, 1)):
            sent = release(bench, ["nowhere"], Request("2017-1", ON, for_comment=until), ["html"], "en")
            if until is None:
                with pytest.raises(Slip) as slip:
                    send(bench, sent.manifest, "The Ministry")
                assert slip.value.code == "release-not-for-comment"
            else:
                send(bench, sent.manifest, "The Ministry")
    noted = yaml.safe_load((tmp_path / "mechanisms" / "nowhere" / "mechanism.yaml").read_text())["comments"]
    assert noted == [{"release": "2017-1", "sent_on": ON, "to": "The Ministry", "until": date(2017, 5, 1)}]


def compared(room: Path, published: Path, rest: str) -> Since:
    write(room, rest)
    with Bench(room) as bench:
        told = since(bench, "nowhere", published).file.since
    assert told is not None
    return told


def test_what_is_known_now_beside_what_was_published(tmp_path: Path) -> None:
    publish(tmp_path / "then", made(tmp_path, known("none", OTHER)))
    same = compared(tmp_path, tmp_path / "then", known("none", OTHER))
    assert (same.rows, same.new, same.recoded, same.withdrawn, same.catalogue) == ((), (), (), (), False)
    third = claim("impunity.investigations", "rare", more='id: dddddddd, locator: "4", ')
    other = compared(tmp_path, tmp_path / "then", known("isolated", third))
    assert (other.new, other.recoded, other.withdrawn) == (("dddddddd",), ("aaaaaaaa",), ("bbbbbbbb",))
    assert GRANTED in {row.criterion for row in other.rows}
    assert all(row.then != row.now for row in other.rows)


def test_a_note_in_another_language_is_coded_otherwise_and_moves_no_finding(tmp_path: Path) -> None:
    publish(tmp_path / "then", made(tmp_path, known()))
    told = compared(tmp_path, tmp_path / "then", known().replace("Una nota", "Otra nota"))
    assert (told.rows, told.recoded) == ((), ("aaaaaaaa",))


def test_only_with_a_release_that_is_whole_and_holds_the_mechanism(tmp_path: Path) -> None:
    publish(tmp_path / "then", made(tmp_path, known()))
    with Bench() as bench, pytest.raises(Slip) as slip:
        since(bench, "mexico", tmp_path / "then")
    assert (slip.value.code, slip.value.values["known"]) == ("release-without", ["nowhere"])
    (tmp_path / "then" / "nowhere.json").write_text("{}")
    with Bench(tmp_path) as bench, pytest.raises(Slip) as slip:
        since(bench, "nowhere", tmp_path / "then")
    assert (slip.value.code, slip.value.values["files"]) == ("release-not-whole", ["nowhere.json"])
