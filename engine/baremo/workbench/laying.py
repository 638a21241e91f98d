"""What came back, laid beside a coder's draft: what it makes of that draft, row by row.

A row is known by its id: what was taken once is unchanged the second time. An empty row takes nothing out of a draft.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from ..model.feature import Feature
from ..model.imported import Group, Item, Outcome
from ..model.questionnaire import FEATURE, ROW, SHEET
from ..model.record import ENTRY
from ..model.sheet import Sheet
from ..reporting.vocabulary import Vocabulary
from ..workspace.excerpt import Excerpt, Places
from ..workspace.form import entry_of
from ..workspace.ids import id_for
from ..workspace.mechanisms import LISTS, Checks, Draft, Filed
from ..workspace.problem import Problem, WorkspaceError, nearest
from ..workspace.refusal import Refusal
from ..workspace.replacing import digest
from ..workspace.validation import validate
from ..workspace.workspace import Workspace
from ..workspace.writer import Saved
from ..workspace.yaml_file import YamlFile
from .bench import Bench
from .forms import document_of, drafts_of, vocabulary
from .returned import Returned
from .rows import KEYS, Line, answer, unreadable
from .slip import unknown
from .writing import revise, start

_ENTRY_ID = re.compile(ENTRY)


@dataclass(frozen=True)
class Row:
    """What became of a row, and what speaks against it where it was refused."""

    item: Item
    problems: Sequence[Problem] = ()


@dataclass(frozen=True)
class Imported:
    """What became of one document's answers; `saved` is the way back, None where nothing was written.

    `remarks` are codes, with values, of what is worth knowing of the whole: other standards, emptied rows.
    """

    mechanism: str
    document: str
    coder: str
    rows: Sequence[Row]
    remarks: Sequence[tuple[str, Mapping[str, Any]]] = ()
    saved: Saved | None = None

    def number(self, outcome: Outcome) -> int:
        """How many rows came to this."""
        return sum(row.item.outcome == outcome for row in self.rows)

    @property
    def refused(self) -> Sequence[Row]:
        """The rows that are not taken."""
        return [row for row in self.rows if row.item.outcome == "refused"]


@dataclass
class Laid:
    """One thing that came back: a claim, an entry of another list, or a question on which the document says nothing."""

    group: Group
    sheet: str
    row: int
    name: str
    key: str
    entry: dict[str, Any]
    places: Places
    known: Sequence[str] | None = None
    """The keys that the row can fill; None for all."""
    problems: list[Problem] = field(default_factory=list)
    outcome: Outcome = "refused"


@dataclass
class Desk:
    """One draft, and what is to go into it."""

    bench: Bench
    workspace: Workspace
    filed: Filed
    mechanism: str
    document: str
    coder: str
    on: date
    file_name: str
    draft: Draft | None
    head: dict[str, Any]
    laid: list[Laid] = field(default_factory=list)
    remarks: list[tuple[str, Mapping[str, Any]]] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    emptied: int = 0

    @classmethod
    def at(cls, bench: Bench, mechanism: str, document: str, coder: str, on: date) -> "Desk":
        """The desk for a coder's draft, which may be there or not."""
        known = bench.read(()).layout.folders
        if mechanism not in known:
            raise unknown("mechanism", mechanism, known)
        workspace = bench.read([mechanism], drafts=True)
        document_of(bench, workspace, document)
        filed = workspace.dossiers[mechanism]
        drafts = drafts_of(filed, document, coder)
        name, draft = drafts[0] if drafts else (f"{document}.{coder}", None)
        head = {} if draft is None else {key: draft.file.data[key] for key in SHEET if key in draft.file.data}
        return cls(bench, workspace, filed, mechanism, document, coder, on, name, draft, head)

    # laying out what came back

    def lay_form(self, came: Returned) -> None:
        """The rows of a questionnaire, or of one submission of a form."""
        standards = self.workspace.standards
        language = came.origin.get("language") or standards.standard.languages[0]
        words = vocabulary(self.bench, self.workspace, standards.features, language)
        self._compare(came.origin)
        for key, line in came.whole.items():
            self._lay_whole(key, line, words)
        first: dict[str, Line] = {}
        for line in came.lines:
            self._lay_line(line, words, language, first)

    def _compare(self, origin: Mapping[str, str]) -> None:
        """Tell of other standards than those of here."""
        catalogue = self.workspace.catalogue
        edition = origin.get("edition", str(catalogue.edition))
        if origin.get("standard", catalogue.standard.id) != catalogue.standard.id:
            self._remark("other-standard", name=origin["standard"], own=catalogue.standard.id)
        elif edition != str(catalogue.edition):
            self._remark("other-edition", edition=edition, own=catalogue.edition)
        elif origin.get("digest", catalogue.digest) != catalogue.digest:
            self._remark("changed-standard", edition=edition)

    def _remark(self, code: str, **values: Any) -> None:
        if (code, values) not in self.remarks:
            self.remarks.append((code, values))

    def _lay_whole(self, key: str, line: Line, words: Vocabulary) -> None:
        text = line.text(key)
        problems = unreadable(line)
        if text is None and not problems:
            return
        text = text or ""
        if key == "speaker" and not problems:
            id = words.choice(key, text)
            if id is None:
                known = [label for _, label in words.choices(key)]
                problems.append(line.problem(key, "value.not-listed", given=text, known=known))
            text = id or text
        places: Places = {(): (line.row + 1, line.columns[key] + 1)}
        laid = Laid("sheet", line.table.name, line.row + 1, key, key, {key: text}, places, problems=problems)
        self.laid.append(laid)
        if not problems:
            self.head[key] = text

    def _lay_line(self, line: Line, words: Vocabulary, language: str, first: dict[str, Line]) -> None:
        name = str(line.cells[FEATURE])
        key = line.text(ROW) or f"{name}/{line.row + 1}"
        problems = unreadable(line)
        if line.empty and not any(problem.code == "cell.formula" for problem in problems):
            self.emptied += self._own_id(key) in self._held
            return
        if key in first:
            problems.append(line.problem(ROW, "cell.same-row", row=first[key].row + 1))
        first.setdefault(key, line)
        feature = self.workspace.standards.features.get(name)
        group: Group = "claims"
        entry: dict[str, Any] = {FEATURE: name}
        if feature is None:
            known = self.workspace.standards.features
            problems.append(_unknown_question(line, name, known))
        elif not problems:
            own = self._own_id(key)
            said = answer(
                line,
                feature,
                words,
                language,
                self.head.get("speaker"),
                noted=bool(self._held.get(own, {}).get("note")),
            )
            problems += said.problems
            entry, group = (entry, "nothing_on") if said.nothing else (said.entry, "claims")
        known_keys = [key for column in line.columns for key in KEYS.get(column, ())]
        self.laid.append(
            Laid(group, line.table.name, line.row + 1, name, key, entry, line.places, known_keys, problems)
        )

    @cached_property
    def _held(self) -> Mapping[str, Any]:
        """What the draft holds already, by id."""
        data = {} if self.draft is None else self.draft.file.data
        listed = (entry for group in LISTS for entry in data.get(group) or ())
        return {entry["id"]: entry for entry in listed if entry.get("id") is not None}

    @cached_property
    def _withdrawn(self) -> set[str]:
        """The ids of what was taken out of the draft."""
        return set() if self.draft is None else {gone.id for gone in self.draft.sheet.withdrawn}

    @cached_property
    def _places(self) -> dict[tuple[str, str], int]:
        """The place of each entry in its list, by list and id."""
        return {
            (group, entry["id"]): place
            for group in LISTS
            for place, entry in enumerate(self.data.get(group) or ())
            if entry.get("id") is not None
        }

    @cached_property
    def _taken(self) -> set[str]:
        """The ids that are in use in the mechanism's files."""
        return self.filed.ids()

    def lay_sheet(self, held: YamlFile) -> None:
        """The entries of a coding sheet in a file of its own."""
        data: dict[str, Any] = held.data if isinstance(held.data, dict) else {}
        own = {key: data[key] for key in SHEET if data.get(key) is not None}
        foreign = [key for key in data if key not in Sheet.model_fields]
        for key in (*foreign, *own):
            problems = [_unknown_key(held, key)] if key in foreign else []
            place = held.place((key,), key=True)
            self.laid.append(
                Laid("sheet", held.path, place[0], key, key, {key: data[key]}, {(): place}, problems=problems)
            )
        self.head |= own
        for group in LISTS:
            entries = data.get(group) or []
            for number, entry in enumerate(entries if isinstance(entries, list) else ()):
                if isinstance(entry, dict):
                    self._lay_entry(held, group, number, entry)
        for number, name in enumerate(data.get("nothing_on") or ()):
            place = held.place(("nothing_on", number))
            places: Places = {("nothing_on", 0): place, (): place}
            self.laid.append(
                Laid("nothing_on", held.path, place[0], str(name), f"{name}/nothing", {FEATURE: name}, places)
            )

    def _lay_entry(self, held: YamlFile, group: Any, number: int, entry: dict[str, Any]) -> None:
        places = {(group, 0, *way): held.place((group, number, *way)) for way in _ways(entry)}
        name = str(next((entry[key] for key in (FEATURE, "reform") if key in entry), group))
        key = str(entry.get("id") or f"{group}/{sorted(entry.items(), key=str)}")
        row = held.place((group, number))[0]
        content = {name: value for name, value in entry.items() if name != "id"}
        self.laid.append(Laid(group, held.path, row, name, key, content, {(): (row, 1), **places}))

    # looking at it

    @property
    def rows(self) -> Sequence[Row]:
        """What became of each row so far."""
        return [
            Row(
                Item(sheet=laid.sheet, row=laid.row, group=laid.group, name=laid.name, outcome=laid.outcome),
                laid.problems,
            )
            for laid in self.laid
        ]

    def look(self) -> None:
        """Look at every row, and plan what the draft would hold."""
        if self.draft is None:
            self.data = {"document": self.document, "status": "draft", "coded": [{"by": self.coder, "on": self.on}]}
            if self.laid and "read" not in self.head:
                problem = Problem(self.laid[0].sheet, 0, 0, "cell.read")
                self.laid.append(Laid("sheet", problem.path, 0, "read", "read", {}, {}, problems=[problem]))
        else:
            self.data = deepcopy(self.draft.file.data)
        self._heads()
        checks = Checks.of(self.filed, self.workspace.standards.whole, self.workspace.bibliography)
        for laid in self.laid:
            if laid.group != "sheet" and not laid.problems:
                self._look_at(laid, checks)
        self._nothing()
        if self.emptied:
            self._remark("emptied", n=self.emptied)
        changes = any(laid.outcome in ("taken", "changed") for laid in self.laid)
        if changes and self.draft is not None and self.draft.sheet.status == "handed-in":
            raise Refusal("handed-in", file=f"{self.file_name}.yaml")

    def _heads(self) -> None:
        """What is said of the document as a whole; entries that leave out their speaker keep the one they have."""
        before = self.data.get("speaker")
        for laid in self.laid:
            if laid.group != "sheet" or laid.problems:
                continue
            value = laid.entry[laid.key]
            held = self.data.get(laid.key)
            laid.outcome = "unchanged" if held == value else "changed" if held is not None else "taken"
            self.data[laid.key] = value
        if before is not None and self.data.get("speaker") != before:
            for group in ("claims", "figures", "events"):
                for entry in self.data.get(group) or ():
                    entry.setdefault("speaker", before)

    def _own_id(self, key: str) -> str:
        """The id of the entry that a row stands for: its own, or the one that always goes with it."""
        if _ENTRY_ID.fullmatch(key) and (key in self._held or key not in self._taken):
            return key
        return id_for(self.mechanism, self.document, self.coder, key)

    def _look_at(self, laid: Laid, checks: Checks) -> None:
        if laid.group == "nothing_on":
            excerpt = self._excerpt(laid, {"nothing_on": [laid.name]})
            laid.problems += self._faults(excerpt, checks)
            return
        id = self._own_id(laid.key)
        if id in self._withdrawn:
            laid.problems.append(self._excerpt(laid, {}).problem((), "cell.withdrawn", id=id))
            return
        listed: list[dict[str, Any]] = self.data.setdefault(laid.group, [])
        place = self._places.get((laid.group, id))
        entry = {"id": id, **laid.entry}
        if (corrected := laid.entry.get("corrects")) is not None:
            entry["corrects"] = self._own_id(str(corrected))
        if place is not None and laid.known is not None:
            entry = self._merged(listed[place], entry, laid.known)
        excerpt = self._excerpt(laid, {laid.group: [entry]})
        laid.problems += self._faults(excerpt, checks)
        if laid.problems:
            return
        sheet = validate(excerpt, Sheet, self.workspace.standards.standard.languages)
        new = getattr(sheet, laid.group)[0]
        written = entry_of(new, self.data)
        if place is None:
            laid.outcome = "taken"
            self._places[laid.group, id] = len(listed)
            listed.append(written)
        elif self._model(laid.group, listed[place]) == new:
            laid.outcome = "unchanged"
        else:
            laid.outcome = "changed"
            listed[place] = written

    def _merged(self, old: Mapping[str, Any], new: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
        """The entry with what the row can say from the row; its note keeps what it says in other languages."""
        kept = {key: value for key, value in old.items() if key not in known}
        note = {**old.get("note", {}), **new.get("note", {})}
        return {**kept, **new, **({"note": note} if note else {})}

    def _model(self, group: str, entry: Mapping[str, Any]) -> Any:
        data = {**self._head(), group: [entry]}
        return getattr(Sheet.model_validate(data), group)[0]

    def _head(self) -> dict[str, Any]:
        head = {"document": self.document, "read": "whole", "status": "draft"}
        return head | ({"speaker": self.data["speaker"]} if self.data.get("speaker") is not None else {})

    def _excerpt(self, laid: Laid, more: Mapping[str, Any]) -> Excerpt:
        names = self.workspace.bibliography.secret_names
        return Excerpt(laid.sheet, b"", {**self._head(), **more}, names, "internal", places=laid.places)

    def _faults(self, excerpt: Excerpt, checks: Checks) -> list[Problem]:
        try:
            sheet = validate(excerpt, Sheet, self.workspace.standards.standard.languages)
        except WorkspaceError as fault:
            return list(fault.problems)
        return list(checks.sheet(sheet, excerpt, self.document, draft=True))

    def _nothing(self) -> None:
        """That the document says nothing on a question is not said beside a claim on it; a claim takes it back."""
        silent: list[str] = list(self.data.get("nothing_on") or ())
        before = list(silent)
        claimed = {entry[FEATURE]: entry for entry in self.data.get("claims") or ()}
        for laid in self.laid:
            if laid.group != "nothing_on" or laid.problems:
                continue
            if laid.name in claimed:
                laid.problems.append(self._excerpt(laid, {}).problem(("nothing_on", 0), "cell.nothing-but"))
                continue
            laid.outcome = "unchanged" if laid.name in silent else "taken"
            if laid.name not in silent:
                silent.append(laid.name)
        silent = [name for name in silent if name not in claimed]
        if silent != before:
            self.data["nothing_on"] = silent

    # writing

    def result(self, *, write: bool) -> Imported:
        """What became of it, written if there is something to write."""
        saved: Saved | None = None
        changed = any(laid.outcome in ("taken", "changed") for laid in self.laid)
        unread = self.draft is None and "read" not in self.data
        if write and changed and not unread:
            name = f"{self.mechanism}/drafts/{self.file_name}.yaml"
            data = {key: value for key, value in self.data.items() if value != []}
            if self.draft is None:
                saved = start(self.bench, name, data)
            else:
                saved = revise(self.bench, name, data, digest(self.draft.file.content))
        return Imported(self.mechanism, self.document, self.coder, self.rows, tuple(self.remarks), saved)


def _ways(entry: Any) -> "Sequence[tuple[str | int, ...]]":
    """The ways to everything in plain data."""
    ways: list[tuple[str | int, ...]] = [()]
    parts: Any = entry.items() if isinstance(entry, dict) else enumerate(entry) if isinstance(entry, list) else ()
    for step, part in parts:
        ways += [(step, *way) for way in _ways(part)]
    return ways


def _unknown_question(line: Line, name: str, known: Mapping[str, Feature]) -> Problem:
    return line.problem(FEATURE, "unknown-feature", id=name, near=nearest(name, known))


def _unknown_key(held: YamlFile, key: str) -> Problem:
    return held.problem((key,), "unknown-key.listed", key=True, name=key, known=tuple(Sheet.model_fields))
