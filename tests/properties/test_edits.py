"""Sequences of edits of a whole workspace: each does what was meant and no other byte, and undone gives back the bytes."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from baremo.model.document import Document, SpeakerFile
from baremo.model.feature import Feature
from baremo.model.mechanism import Mechanism
from baremo.model.sheet import Sheet
from baremo.workbench.bench import Bench
from baremo.workbench.writing import change, discard, insert, put, remove, start, undo, withdraw
from baremo.workspace.edit import same
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.refusal import Refusal
from baremo.workspace.replacing import digest
from baremo.workspace.rooms import built_in
from baremo.workspace.writer import Saved
from baremo.workspace.yaml_file import parse
from tests.yaml_files import TEXTS, styled

TYPES = """\
dimension: institution
features:
  - {id: institution.number, kind: practice, type: count, effort: practice, question: {en: How many?}}
  - {id: institution.part, kind: practice, type: share, effort: practice, question: {en: Which part?}}
  - {id: institution.wait, kind: record, type: days, polarity: lower, effort: norm, question: {en: How long?}}
"""
MODELS = {"speakers": SpeakerFile, "documents": Document, "mechanism": Mechanism, "claims": Sheet, "drafts": Sheet}
SIGNS = "abcdefghijklmnopqrstuvwxyz23456789"
LANGUAGES = ("en", "es", "pt", "fr")
NAMES = {"en": "A name", "es": "Un nombre"}

# what stands in files

texts = TEXTS.filter(str.strip)
lines = texts.filter(lambda text: len(text) <= 500)
anchors = lines.filter(lambda text: len(text.split()) <= 6)
names = lines.filter(lambda text: len(text) <= 200)
notes = st.dictionaries(st.sampled_from(LANGUAGES), texts, min_size=1, max_size=3)
ids = st.tuples(st.sampled_from(SIGNS[:26]), st.text(SIGNS, min_size=7, max_size=7)).map("".join)
days = st.dates(date(1990, 1, 1), date(2016, 12, 31)).map(date.isoformat)
dates = st.one_of(days, st.integers(1990, 2016), days.map(lambda day: day[:7]), days.map(lambda day: f"by {day[:7]}"))
levels = st.sampled_from(("public", "internal", "confidential"))


def optional(**keys: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keys)


@dataclass
class World:
    """What a workspace is meant to hold: the data of every file by its name, and the features that there are."""

    files: dict[str, Any]
    features: Mapping[str, Feature] = field(repr=False)
    criteria: Sequence[str] = field(repr=False)

    def names(self, kind: str) -> list[str]:
        return [name for name in self.files if kind_of(name) == kind]

    @property
    def speakers(self) -> list[str]:
        return [speaker["id"] for speaker in self.files["speakers.yaml"]["speakers"]]

    @property
    def documents(self) -> list[str]:
        return [self.files[name]["id"] for name in self.names("documents")]

    def mechanism(self, name: str) -> Any:
        return self.files[f"{name.split('/', maxsplit=1)[0]}/mechanism.yaml"]

    def sheets(self, name: str) -> list[Any]:
        own = f"{name.split('/', maxsplit=1)[0]}/"
        return [data for other, data in self.files.items() if other.startswith(own) and "status" in data]


def kind_of(name: str) -> str:
    parts = name.split("/")
    return {"speakers.yaml": "speakers", "documents": "documents"}.get(parts[0]) or parts[1].removesuffix(".yaml")


@st.composite
def settings_of(draw: st.DrawFn, world: World, kinds: Sequence[str] = ("record", "practice")) -> dict[str, Any]:
    feature = world.features[
        draw(st.sampled_from(sorted(f for f in world.features if world.features[f].kind in kinds)))
    ]
    high = feature.whole.high
    ranks = st.integers(0, high) | st.sampled_from((0, high, min(high, 100), min(high, 4550)))
    low, top = sorted((draw(ranks), draw(ranks)))
    form = draw(st.sampled_from(("value", "value", "at_least", "at_most", "between")))
    if form == "between":
        return {"feature": feature.id, "at_least": feature.raw(low), "at_most": feature.raw(top)}
    return {"feature": feature.id, form: feature.raw(low)}


@st.composite
def entries(draw: st.DrawFn, world: World, name: str, list: str) -> dict[str, Any] | None:
    """An entry of that list; None if there can be none."""
    speakers, mechanism = st.sampled_from(world.speakers), world.mechanism(name) if "/" in name else {}
    passage = {"locator": draw(lines), **draw(optional(anchor=anchors, visibility=levels))}
    if list == "claims":
        kind = draw(st.sampled_from(("observation", "change", "commitment")))
        setting = draw(settings_of(world, ("record",) if kind == "change" else ("record", "practice")))
        more = draw(optional(date=dates, why=lines, confidence=st.sampled_from(("certain", "likely"))))
        if kind == "commitment":
            more |= draw(optional(due=dates))
        if kind == "change" and draw(st.booleans()):
            more["before"] = world.features[setting["feature"]].raw(0)
        return {**setting, "kind": kind, "speaker": draw(speakers), "note": draw(notes), **passage, **more}
    if list == "figures":
        period = st.one_of(dates, st.just({"from": 2015, "to": "2016-03"}))
        numbers = st.sampled_from((388, 0, 1.5, -2.25, 0.000001, 10**15)) | st.integers(0, 5000)
        more = draw(optional(period=period, note=notes, approximate=st.booleans()))
        return {
            "label": draw(notes),
            "unit": draw(notes),
            "value": draw(numbers),
            "speaker": draw(speakers),
            **passage,
            **more,
        }
    if list == "events":
        return {"title": draw(notes), "speaker": draw(speakers), **passage, **draw(optional(date=dates))}
    if list == "reforms" and kind_of(name) == "mechanism":
        taken = [reform["id"] for reform in mechanism.get("reforms") or ()]
        id = draw(st.sampled_from([f"reform-{n}" for n in range(20) if f"reform-{n}" not in taken]))
        return {"id": id, "name": draw(notes), **draw(optional(note=notes, visibility=levels))}
    if list == "reforms":
        reforms = [reform["id"] for reform in mechanism.get("reforms") or ()]
        if not reforms:
            return None
        more = draw(optional(date=dates, in_force=dates))
        key, kind = draw(st.sampled_from((("lays_down", "record"), ("aims", "practice"))))
        if draw(st.booleans()):
            more[key] = [draw(settings_of(world, (kind,)))]  # two might break a bond
        state = draw(st.sampled_from(("proposed", "adopted", "repealed", "annulled")))
        return {"reform": draw(st.sampled_from(reforms)), "state": state, **passage, **more}
    if list == "adjudications":
        scored = (sheet for sheet in world.sheets(name) if sheet["status"] == "accepted")
        claims = [claim for sheet in scored for claim in sheet.get("claims") or () if "id" in claim]
        pairs = [(a, b) for a in claims for b in claims if a["id"] < b["id"] and a["feature"] == b["feature"]]
        if not pairs:
            return None
        a, b = draw(st.sampled_from(pairs))
        raw = world.features[a["feature"]].raw(0)
        return {
            "feature": a["feature"],
            "between": [a["id"], b["id"]],
            "value": raw,
            "by": draw(lines),
            "date": draw(dates),
            "why": draw(notes),
        }
    if list == "not_applicable":
        taken = [exempt["criterion"] for exempt in mechanism.get("not_applicable") or ()]
        criterion = draw(st.sampled_from([id for id in world.criteria if id not in taken]))
        return {"criterion": criterion, "reason": draw(notes), "from": draw(dates)}
    if list == "replies":
        more = draw(
            optional(document=st.sampled_from(world.documents or ["amnesty-2017"]), locator=lines, visibility=levels)
        )
        return {
            "criterion": draw(st.sampled_from(world.criteria)),
            "speaker": draw(speakers),
            "date": draw(dates),
            "text": draw(notes),
            **more,
        }
    assert list == "speakers"
    id = draw(st.sampled_from([f"speaker-{n}" for n in range(20) if f"speaker-{n}" not in world.speakers]))
    return {"id": id, "kind": draw(st.sampled_from(("official", "media", "civil-society"))), "name": draw(notes)}


LISTS = {
    "speakers": ("speakers",),
    "mechanism": ("reforms", "adjudications", "not_applicable", "replies"),
    "claims": ("claims", "claims", "figures", "events", "reforms"),
    "drafts": ("claims", "figures", "events", "reforms"),
}


@st.composite
def documents(draw: st.DrawFn, world: World, id: str) -> dict[str, Any]:
    head = {"id": id, "author": draw(st.sampled_from(world.speakers)), "kind": "report", "language": "es"}
    more = draw(
        optional(
            first_hand=st.booleans(),
            titles=notes,
            locators=lines,
            seen=days,
            address=st.just("https://a.example/x?y=1#z"),
        )
    )
    return {
        **head,
        "title": draw(names),
        "published": draw(st.just("undated") | days | st.just(2017)),
        "as_of": "2017-02-28",
        **more,
    }


@st.composite
def generated(
    draw: st.DrawFn, features: Mapping[str, Feature], criteria: Sequence[str]
) -> tuple[World, dict[str, bytes]]:
    """A workspace of two documents, one mechanism, a sheet and a draft, written in every style."""
    world = World({}, features, criteria)
    speakers = [{"id": id, "kind": "official", "name": draw(notes)} for id in ("ministry", "network")]
    world.files["speakers.yaml"] = {"speakers": speakers}
    for id in ("first", "second"):
        world.files[f"documents/{id}.yaml"] = draw(documents(world, id))
    established = {"date": draw(dates), "document": "first", "locator": draw(lines)}
    own, name = "place/mechanism.yaml", "place/claims/first.yaml"
    world.files[own] = {
        "id": "place",
        "country": "NO",
        "name": draw(notes),
        "state": NAMES,
        "about": draw(notes),
        "established": established,
    }
    world.files[own]["reforms"] = [draw(entries(world, own, "reforms"))]
    world.files[name] = {
        "document": "first",
        "read": draw(lines),
        "status": "accepted",
        **draw(optional(speaker=st.just("network"), coded=st.just([{"by": "coder-a", "on": "2017-03-01"}]))),
    }
    draft = "place/drafts/second.b.yaml"
    world.files[draft] = {"document": "second", "read": "whole", "status": "draft", "journal": draw(texts)}
    taken: list[str] = []
    for file in (name, draft):
        for key in dict.fromkeys(LISTS["claims"]):
            listed = [draw(entries(world, file, key)) for _ in range(draw(st.integers(0, 3)))]
            for entry in listed:
                entry["id"] = f"gen{SIGNS[len(taken) // 10]}aaa{SIGNS[len(taken) % 10]}"
                taken.append(entry["id"])
            if listed or draw(st.integers(0, 5)) == 0:
                world.files[file][key] = listed
    for key in ("adjudications", "not_applicable", "replies"):
        if draw(st.booleans()) and (entry := draw(entries(world, own, key))) is not None:
            world.files[own][key] = [entry]
    contents = {}
    for file in list(world.files):
        text = draw(styled(world.files[file]))
        contents[file] = text.encode()
        world.files[file] = parse(contents[file], file).data
    return world, contents


def shipped_files(features: Mapping[str, Feature], criteria: Sequence[str]) -> tuple[World, dict[str, bytes]]:
    room = built_in() / "mechanisms"
    names = {"speakers.yaml", "mechanism.yaml", "amnesty-2017.yaml"}  # every kind of entry, in files of every kind
    files = sorted(path for path in room.rglob("*.yaml") if path.name in names)
    contents = {path.relative_to(room).as_posix(): path.read_bytes() for path in files}
    return World({name: parse(content, name).data for name, content in contents.items()}, features, criteria), contents


# the workspace


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A workbench that stays open, over a workspace whose mechanisms room each example fills anew."""
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "standards" / "features").mkdir(parents=True)
    (folder / "standards" / "features" / "types.yaml").write_text(TYPES)
    (folder / "baremo.yaml").write_text("# a workspace\n")
    return Bench(folder, "confidential")


def filled(bench: Bench, contents: Mapping[str, bytes]) -> Path:
    assert bench.folder is not None
    room = bench.folder / "mechanisms"
    shutil.rmtree(room, ignore_errors=True)
    for name, content in contents.items():
        (room / name).parent.mkdir(parents=True, exist_ok=True)
        (room / name).write_bytes(content)
    return room


def everything(room: Path) -> dict[str, bytes]:
    return {
        os.path.relpath(Path(top) / name, room): (Path(top) / name).read_bytes() if name in files else b""
        for top, folders, files in os.walk(room)
        for name in (*folders, *files)
    }


# what an edit leaves alone


LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def span(text: str, list: str, place: int) -> tuple[int, int]:
    """From where to where an entry stands, without its dash and what follows on its last line."""
    return spans(text)[list][place]


def spans(text: str) -> dict[str, list[tuple[int, int]]]:
    """The same for the entries of all lists; what is no list of mappings is one entry."""
    found: dict[str, list[tuple[int, int]]] = {}
    for key, value in yaml.compose(text, Loader=LOADER).value:
        listed = isinstance(value, yaml.SequenceNode) and all(
            isinstance(item, yaml.MappingNode) for item in value.value
        )
        found[key.value] = [(node.start_mark.index, end_of(node)) for node in (value.value if listed else [value])]
    return found


def end_of(node: Any) -> int:
    while not isinstance(node, yaml.ScalarNode) and node.value and not node.flow_style:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return int(node.end_mark.index)


def untouched(old: str, new: str, list: str, without: int | None, gained: int | None = None) -> None:
    """Everything in the file but one list is written as it was, and in that list every other entry."""
    before, after = pieces(old), pieces(new)
    for key in before.keys() - {list, "withdrawn"}:
        assert after[key] == before[key]
    old_entries = [piece for place, piece in enumerate(before.get(list, [])) if place != without]
    new_entries = [piece for place, piece in enumerate(after.get(list, [])) if place != gained]
    assert new_entries == old_entries
    assert old.startswith("\ufeff") == new.startswith("\ufeff")
    assert ("\r\n" in old) == ("\r\n" in new) or "\n" not in old.replace("\r\n", "") + new.replace("\r\n", "")
    if "\r\n" in old:
        assert "\n" not in new.replace("\r\n", "")


def pieces(text: str) -> dict[str, list[str]]:
    """Of each key the text of its value, and of each entry where that is a list of mappings."""
    bare = text.removeprefix("\ufeff")
    return {key: [bare[start:end].rstrip() for start, end in each] for key, each in spans(bare).items()}


def comments(text: str) -> list[str]:
    """The comments that our generator set outside entries, by name."""
    return [word for word in text.replace(":", " ").split() if word.startswith("outside-")]


# edits


@dataclass
class Edited:
    """A workspace that is being edited, what it is meant to hold, and the way back."""

    bench: Bench
    room: Path
    world: World
    back: list[tuple[Saved, dict[str, bytes]]] = field(default_factory=list)
    done: int = 0

    def digest(self, name: str) -> str:
        return digest((self.room / name).read_bytes())

    def make(self, data: st.DataObject) -> None:
        """One edit, or a refusal for a reason that the edit has."""
        draw, world = data.draw, self.world
        job = draw(
            st.sampled_from(("insert", "insert", "change", "change", "withdraw", "remove", "put", "start", "discard"))
        )
        getattr(self, f"_{job}")(draw)
        assert {name: world.files[name] for name in world.files}.keys() == {
            path.relative_to(self.room).as_posix() for path in self.room.rglob("*.yaml")
        }

    def _try(self, name: str, job: Any, meant: Any, reasons: Sequence[str] = ()) -> str | None:
        """Do it: the file then holds what was meant, or everything is as it was, for one of the reasons; the old text."""
        before = everything(self.room)
        try:
            saved = job()
        except (Refusal, WorkspaceError) as fault:
            codes = [problem.code for problem in getattr(fault, "problems", ())] or [fault.code]  # type: ignore[union-attr]
            assert everything(self.room) == before
            if codes == ["layout"]:
                text = before[name].decode()
                assert "# mine" in text or not text.endswith("\n")
                return None
            assert set(codes) <= set(reasons), codes
            return None
        self.back.append((saved, before))
        self.done += 1
        after = everything(self.room)
        assert {key for key in {**before, **after} if before.get(key) != after.get(key)} <= {
            name,
            *map(str, Path(name).parents),
        }
        if saved.content is None:
            del self.world.files[name]
            return ""
        assert after[name] == saved.content
        held = parse(saved.content, name).data
        assert same(held, meant(*saved.ids) if callable(meant) else meant)
        context = {"languages": LANGUAGES}
        model = MODELS[kind_of(name)]
        assert model.model_validate(held, context=context) == self._read(name)
        self.world.files[name] = held
        return before.get(name, b"").decode()

    def _read(self, name: str) -> Any:
        """What the workspace, opened anew, holds there."""
        parts = name.split("/")
        match kind_of(name):
            case "speakers":
                whole = self.bench.read().bibliography.speakers
                own = self.bench.folder and parse((self.room / name).read_bytes(), name).data["speakers"]
                return SpeakerFile(speakers=tuple(whole[speaker["id"]] for speaker in own or ()))
            case "documents":
                return self.bench.read().bibliography.documents[parts[1].removesuffix(".yaml")]
            case kind:
                filed = self.bench.read([parts[0]], drafts=True).dossiers[parts[0]]
                stem = parts[-1].removesuffix(".yaml")
                if kind == "mechanism":
                    return filed.dossier.mechanism
                if kind == "drafts":
                    return filed.drafts[stem].sheet
                return next(sheet for sheet in filed.dossier.sheets if sheet.document == stem)

    def _text(self, name: str) -> str:
        return (self.room / name).read_bytes().decode()

    def _where(self, draw: Any, *, filled: bool) -> tuple[str, str] | None:
        """A list, with entries in it if these are wanted."""
        known = [
            (name, key)
            for name, data in self.world.files.items()
            for key in dict.fromkeys(LISTS.get(kind_of(name), ()))
            if not filled or data.get(key)
        ]
        return draw(st.sampled_from(known)) if known else None

    def _insert(self, draw: Any) -> None:
        where = self._where(draw, filled=False)
        if where is None or (entry := draw(entries(self.world, *where))) is None:
            return
        name, key = where
        held = self.world.files[name].get(key) or []
        at = draw(st.none() | st.integers(0, len(held)))
        place = len(held) if at is None else at

        def meant(*ids: str) -> Any:
            data = deepcopy(self.world.files[name])
            given = {"id": ids[0], **entry} if ids else entry
            data[key] = [*held[:place], given, *held[place:]]
            return data

        old = self._try(name, lambda: insert(self.bench, name, key, entry, self.digest(name), at), meant)
        if old is not None:
            new = self._text(name)
            untouched(old, new, key, None, place)
            assert comments(new) == comments(old)
            if held:
                head = next((n for n in range(len(old)) if old[n] != new[n]), len(old))
                tail = len(new) - len(old)
                assert any(new[:n] + new[n + tail :] == old for n in range(max(0, head - tail), head + 1))

    def _change(self, draw: Any) -> None:
        where = self._where(draw, filled=True)
        if where is None or (entry := draw(entries(self.world, *where))) is None:
            return
        name, key = where
        held = self.world.files[name][key]
        place = draw(st.integers(0, len(held) - 1))
        old_entry = held[place]
        if draw(st.booleans()):
            sensible = sorted(
                {"note", "locator", "anchor", "visibility", "name", "title", "speaker"} & old_entry.keys()
            )
            kept = draw(st.sets(st.sampled_from(sensible))) if sensible else ()
            entry = {**entry, **{k: old_entry[k] for k in kept}}
        id = old_entry.get("id")
        if id is not None:
            entry = {**entry, "id": id}
        data = deepcopy(self.world.files[name])
        data[key][place] = entry
        reasons = (
            "unknown-claim",
            "adjudication.other-feature",
            "corrects",
            "duplicate-id.list",
            "missing-key",
            "exempted-twice",
            "value.ends-first",
            "unknown-speaker",
        )
        old = self._try(
            name, lambda: change(self.bench, name, key, id or place, entry, self.digest(name)), data, reasons
        )
        if old is not None:
            new = self._text(name)
            untouched(old, new, key, place, place)
            old, new = old.removeprefix("\ufeff"), new.removeprefix("\ufeff")
            start, end = span(old, key, place)
            assert new.startswith(old[:start])
            outside = old[end:].partition("\n")[2] if old[end - 1] != "\n" else old[end:]
            column = len(re.match(" *", old[old.rfind("\n", 0, start) + 1 :]).group())  # type: ignore[union-attr]
            while re.match(f" {{{column + 1},}}#", outside):  # comments that are the entry's own
                outside = outside.partition("\n")[2]
            assert new.endswith(outside.lstrip("\r\n"))

    def _withdraw(self, draw: Any) -> None:
        known = [
            (name, key, entry["id"])
            for name, data in self.world.files.items()
            if kind_of(name) in ("claims", "drafts")
            for key in dict.fromkeys(LISTS["claims"])
            for entry in data.get(key) or ()
            if "id" in entry
        ]
        if not known:
            return
        name, key, id = draw(st.sampled_from(known))
        on, why = draw(st.dates(date(2000, 1, 1), date(2030, 1, 1))), draw(lines)
        data = deepcopy(self.world.files[name])
        place = next(place for place, entry in enumerate(data[key]) if entry.get("id") == id)
        del data[key][place]
        data["withdrawn"] = [*(data.get("withdrawn") or ()), {"id": id, "on": on.isoformat(), "why": why}]
        job = lambda: withdraw(self.bench, name, key, id, on, why, self.digest(name))  # noqa: E731
        old = self._try(name, job, data, ("unknown-claim",))
        if old is not None:
            untouched(old, self._text(name), key, place)
            assert comments(self._text(name)) == comments(old)

    def _remove(self, draw: Any) -> None:
        where = self._where(draw, filled=True)
        if where is None:
            return
        name, key = where
        held = self.world.files[name][key]
        place = draw(st.integers(0, len(held) - 1))
        data = deepcopy(self.world.files[name])
        del data[key][place]
        id = held[place].get("id")
        reasons = (
            ("to-withdraw",)
            if kind_of(name) == "claims"
            else ("unknown-claim", "unknown-reform", "unknown-speaker", "missing-key")
        )
        old = self._try(name, lambda: remove(self.bench, name, key, id or place, self.digest(name)), data, reasons)
        if old is not None:
            untouched(old, self._text(name), key, place)
            assert comments(self._text(name)) == comments(old)

    def _put(self, draw: Any) -> None:
        name = draw(
            st.sampled_from(
                [*self.world.names("documents"), *self.world.names("claims"), *self.world.names("mechanism")]
            )
        )
        options = {
            "documents": {
                "title": names,
                "titles": st.none() | notes,
                "locators": st.none() | lines,
                "first_hand": st.booleans(),
                "as_of": days,
            },
            "claims": {
                "read": lines,
                "nothing_on": st.none() | st.lists(st.sampled_from(sorted(self.world.features)), max_size=3),
                "reviewed": st.none() | st.builds(lambda by: {"by": by, "on": "2017-04-01"}, lines),
            },
            "mechanism": {
                "about": notes,
                "name": notes,
                "names": st.none() | st.lists(st.builds(lambda d, n: {"from": d, "name": n}, dates, notes), max_size=2),
            },
        }[kind_of(name)]
        key = draw(st.sampled_from(sorted(options)))
        value = draw(options[key])
        data = deepcopy(self.world.files[name])
        data[key] = value
        if value is None:
            data.pop(key)
        old = self._try(name, lambda: put(self.bench, name, key, value, self.digest(name)), data)
        if old is not None:
            before, after = pieces(old), pieces(self._text(name))
            assert {k: v for k, v in after.items() if k != key} == {k: v for k, v in before.items() if k != key}
            assert [c for c in comments(old) if c in comments(self._text(name))] == comments(self._text(name))

    def _start(self, draw: Any) -> None:
        world = self.world
        kind = draw(st.sampled_from(("documents", "claims", "drafts", "mechanism")))
        id = f"new-{draw(st.integers(1, 3))}"
        if not world.documents and kind != "documents":
            return
        if kind == "documents":
            name, data = f"documents/{id}.yaml", draw(documents(world, id))
        elif kind == "mechanism":
            established = {
                "date": draw(dates),
                "document": draw(st.sampled_from(world.documents)),
                "locator": draw(lines),
            }
            name, data = (
                f"{id}/mechanism.yaml",
                {
                    "id": id,
                    "country": "NO",
                    "name": draw(notes),
                    "state": NAMES,
                    "about": draw(notes),
                    "established": established,
                },
            )
        else:
            own = draw(st.sampled_from(world.names("mechanism"))).split("/")[0]
            document = draw(st.sampled_from(world.documents))
            name = f"{own}/{kind}/{document}.yaml" if kind == "claims" else f"{own}/drafts/{document}.c.yaml"
            data = {"document": document, "read": draw(lines), "status": "draft" if kind == "drafts" else "accepted"}
            for key in LISTS["drafts"]:
                if draw(st.booleans()) and (entry := draw(entries(world, name, key))) is not None:
                    data[key] = [entry]
        if name in world.files:
            self._try(name, lambda: start(self.bench, name, data), None, ("file-exists",))
            return

        def meant(*ids: str) -> Any:
            given = iter(ids)
            return {k: [{"id": next(given), **v[0]}] if k in LISTS["drafts"] else v for k, v in data.items()}

        self._try(name, lambda: start(self.bench, name, data), meant)

    def _discard(self, draw: Any) -> None:
        known = [*self.world.names("documents"), *self.world.names("drafts")]
        if not known:
            return
        name = draw(st.sampled_from(known))
        reasons = ("unknown-document", "unknown-claim")
        self._try(name, lambda: discard(self.bench, name, self.digest(name)), None, reasons)

    def undo(self) -> None:
        """Take everything back, the last first: after each step the bytes are those before it."""
        for saved, before in reversed(self.back):
            undo(self.bench, saved.undo)
            assert everything(self.room) == before


def edited(bench: Bench, data: st.DataObject, world: World, contents: Mapping[str, bytes]) -> None:
    room = filled(bench, contents)
    first = everything(room)
    bench.read(drafts=True)
    editing = Edited(bench, room, world)
    for _ in range(data.draw(st.integers(1, 6))):
        editing.make(data)
    editing.undo()
    assert everything(room) == first


def known(bench: Bench) -> tuple[Mapping[str, Feature], list[str]]:
    whole = bench.read(()).standards.whole
    return whole.features, list(whole.criteria)


FEWER = settings(max_examples=max(settings().max_examples // 5, 1))  # each is a workspace and six edits


@FEWER
@given(st.data())
def test_a_generated_workspace(bench: Bench, data: st.DataObject) -> None:
    filled(bench, {"speakers.yaml": b"speakers: []\n"})
    edited(bench, data, *data.draw(generated(*known(bench))))


@FEWER
@given(st.data())
def test_the_shipped_one(bench: Bench, data: st.DataObject) -> None:
    world, contents = shipped_files(*known(bench))
    edited(bench, data, world, contents)


def values_of(feature: Feature) -> Iterator[Any]:
    high = feature.whole.high
    ranks = range(high + 1) if feature.type in ("choice", "yes-no") else (0, 1, 10, 110, 4550, high)
    return (feature.raw(rank) for rank in ranks)


def test_every_value_of_every_feature(bench: Bench) -> None:
    world, contents = shipped_files(*known(bench))
    room = filled(bench, contents)
    head = {"document": "amnesty-2017", "read": "whole", "status": "draft", "speaker": "amnesty"}
    rest = {"kind": "observation", "locator": "p. 1", "note": {"en": "no"}}
    claims = [
        {"feature": id, "value": value, **rest}
        for id, feature in world.features.items()
        for value in values_of(feature)
    ]
    name = "mexico/drafts/amnesty-2017.b.yaml"
    saved = start(bench, name, {**head, "claims": claims})
    held = parse((room / name).read_bytes(), name).data["claims"]
    assert all(same(claim, {"id": claim["id"], **meant}) for claim, meant in zip(held, claims, strict=True))
    sheet = bench.read(["mexico"], drafts=True).dossiers["mexico"].drafts["amnesty-2017.b"].sheet
    assert [claim.value for claim in sheet.claims] == [claim["value"] for claim in claims]
    last = saved
    for claim, other in list(zip(held, reversed(claims), strict=True))[:: len(claims) // 10]:
        last = change(bench, name, "claims", claim["id"], other, last.digest)
        (now,) = (c for c in parse((room / name).read_bytes(), name).data["claims"] if c["id"] == claim["id"])
        assert same(now, {"id": claim["id"], **other})
