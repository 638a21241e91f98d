"""Texts that go out to a translator and come back: only one's own files, what is missing first, all or nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model.crosswalk import CrosswalkFile
from ..model.feature import SHORT
from ..model.guidance import GuidanceFile
from ..model.imported import Item, Outcome
from ..model.questionnaire import ORIGIN
from ..model.text import Language
from ..model.visibility import AUDIENCES
from ..reporting.translations import COLUMNS, Translatable, translations
from ..reporting.words import Words
from ..workspace.problem import Location, Problem, nearest, values
from ..workspace.rooms import files
from ..workspace.tables import reading
from ..workspace.tables.fault import TableFault
from ..workspace.tables.reading import Cell, Table
from ..workspace.translatable import Text, beside, replace, texts
from ..workspace.validation import validate
from ..workspace.workspace import Workspace
from ..workspace.yaml_file import YamlFile, parse, read
from .bench import Bench
from .laying import Row
from .slip import Slip, unknown


@dataclass(frozen=True)
class Translated:
    """What became of each text that came back, and the files that were written."""

    rows: Sequence[Row]
    written: Sequence[str] = ()

    def number(self, outcome: Outcome) -> int:
        """How many rows came to this."""
        return sum(row.item.outcome == outcome for row in self.rows)


def to_translate(bench: Bench, language: Language, mechanisms: Sequence[str] = ()) -> Sequence[Translatable]:
    """The texts of the workspace's own files that the audience may know, those missing in the language first.

    Of the standards and all mechanisms, or of the mechanisms named alone.

    Raises:
        Slip: if the standards do not speak the language, there is no workspace of one's own, or nothing to translate.
        WorkspaceError: if the workspace cannot be read.
    """
    workspace, _ = _own(bench, language, mechanisms)
    order = workspace.catalogue.standard.languages
    listed = [
        _translatable(text, language, order)
        for file in _files(workspace, standards=not mechanisms)
        for text in texts(file, order)
        if AUDIENCES.index(text.file.visibility(text.at)) <= AUDIENCES.index(bench.audience)
        and text.said.keys() - {language}
    ]
    if not listed:
        raise Slip("nothing-to-translate")
    return sorted(listed, key=lambda each: bool(each.text))


def written(bench: Bench, listed: Sequence[Translatable], language: Language, speaking: Language) -> bytes:
    """The texts as a spreadsheet, whose headings are in the language that the translator's coordinator speaks."""
    workspace = bench.read(())
    standard = workspace.catalogue.standard
    return translations(listed, language, standard.id, Words(speaking, workspace.rooms.reports, standard))


def take_back(
    bench: Bench, language: Language, file: Path, *, dry_run: bool = False, partial: bool = False
) -> Translated:
    """Put the texts that came back beside those of the other languages; an empty cell takes nothing away.

    Raises:
        Slip: if the file cannot be read, or holds texts in another language or none at all.
        Refusal, WorkspaceError, OSError: nothing was written.
    """
    try:
        tables = reading.read(reading.content_of(file))
    except TableFault as fault:
        raise Slip(fault.code, file=file.name, **fault.values) from None
    _check_origin(tables, language)
    workspace, folder = _own(bench, language, ())
    order = workspace.catalogue.standard.languages
    known = {text.key: text for held in _files(workspace, standards=True) for text in texts(held, order)}
    rows: list[Row] = []
    said: dict[str, dict[Location, str]] = {}
    held: dict[str, YamlFile] = {}
    for table, number, cells in _lines(tables):
        text = known.get(cells["key"])
        problems = list(_faults(table, number, cells, text, language, known))
        outcome: Outcome = "refused"
        if not problems and text is not None:
            before = text.said.get(language)
            outcome = "unchanged" if before == cells["text"] else "taken" if before is None else "changed"
            if outcome != "unchanged":
                held[text.file.path] = text.file
                said.setdefault(text.file.path, {})[text.at] = cells["text"]
        item = Item(sheet=table.name, row=number + 1, group="text", name=cells["key"], outcome=outcome)
        rows.append(Row(item, problems))
    whole = not any(row.problems for row in rows)
    if dry_run or not said or not (whole or partial):
        return Translated(rows)
    contents = {path: (held[path].content, beside(held[path], language, said[path], order)) for path in said}
    _look(bench, workspace, folder, {path: after for path, (_, after) in contents.items()})
    replace(folder, contents)
    return Translated(rows, sorted(contents))


def _own(bench: Bench, language: Language, mechanisms: Iterable[str]) -> tuple[Workspace, Path]:
    """The workspace and its folder; it speaks the language."""
    workspace = bench.read(mechanisms)
    languages = workspace.catalogue.standard.languages
    if language not in languages:
        raise unknown("language", language, languages)
    if workspace.rooms.folder is None:
        raise Slip("no-own-workspace")
    return workspace, workspace.rooms.folder


def _files(workspace: Workspace, *, standards: bool) -> Iterator[YamlFile]:
    """One's own files: of the standards, of who speaks and what was read, and of the mechanisms, but no drafts."""
    folder = workspace.rooms.folder
    assert folder is not None
    if standards:
        room = folder / "standards"
        yield from (read(*named) for named in files(room, "**/*.yaml")) if room.is_dir() else ()
        yield from (file for file in workspace.bibliography.files if _is_own(file, folder))
    for filed in workspace.dossiers.values():
        own = (filed.mechanism, *filed.sheets.values())
        yield from (file for file in own if _is_own(file, folder))


def _is_own(file: YamlFile, folder: Path) -> bool:
    """Whether a file is the workspace's own, and not a built-in one that is called the same."""
    own = folder / file.path
    return own.is_file() and own.read_bytes() == file.content


def _translatable(text: Text, language: Language, order: Sequence[Language]) -> Translatable:
    source = next(code for code in (*order, *text.said) if code in text.said and code != language)
    path, _, place = text.key.partition("#")
    where = f"{path.rpartition('/')[2]} › {place.replace('/', ' › ')}"
    return Translatable(text.key, text.digest(source), where, source, text.said[source], text.said.get(language, ""))


def _check_origin(tables: Sequence[Table], language: Language) -> None:
    rows = next((table.rows for table in tables if table.name == ORIGIN), ())
    origin = {row[0]: row[1] for row in rows if len(row) > 1}
    if origin.get("form") != "translation":
        raise Slip("no-translation")
    if origin.get("language") != language:
        raise Slip("other-translation", language=origin.get("language"), asked=language)


def _lines(tables: Sequence[Table]) -> Iterator[tuple[Table, int, dict[str, str]]]:
    """The rows that say something, each with its number and its cells by column."""
    for table in tables:
        head = list(table.rows[0]) if table.rows else []
        if not set(COLUMNS) <= set(head):
            continue
        at = {column: head.index(column) for column in COLUMNS}
        for number, row in enumerate(table.rows[2:], 2):
            cells = {column: _text(row[place] if place < len(row) else None) for column, place in at.items()}
            if cells["key"] and (cells["text"] or (number, at["text"]) in table.formulas):
                yield table, number, cells


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell).strip()


def _faults(
    table: Table, number: int, cells: Mapping[str, str], text: Text | None, language: Language, known: Iterable[str]
) -> Iterator[Problem]:
    """What speaks against a row: it is of no text, of one that has changed, or too long for where it goes."""

    def problem(code: str, **named: Any) -> Problem:
        return Problem(table.name, number + 1, COLUMNS.index("text") + 1, code, values(**named))

    if text is None:
        yield problem("cell.no-text", id=cells["key"], near=nearest(cells["key"], known))
        return
    source, _, digest = cells["digest"].partition(":")
    if text.digest(source) != digest:
        yield problem("cell.text-changed")
    if (number, COLUMNS.index("text")) in table.formulas:
        yield problem("cell.formula")
    if text.at[-1:] == ("short",) and len(cells["text"]) > SHORT:
        yield problem("value.short", language=language, length=len(cells["text"]), limit=SHORT)


def _look(bench: Bench, workspace: Workspace, folder: Path, after: Mapping[str, bytes]) -> None:
    """The workspace can be read with these contents, what is not read to score included."""
    languages = workspace.catalogue.standard.languages
    bench.read((), drafts=True, instead={folder / path: content for path, content in after.items()})
    for path, content in after.items():
        if path.startswith("standards/guidance/"):
            validate(parse(content, path), GuidanceFile, languages)
        if path == "standards/crosswalk.yaml":
            validate(parse(content, path), CrosswalkFile, languages)
