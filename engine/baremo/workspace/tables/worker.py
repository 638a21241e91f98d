"""The process that reads one spreadsheet: bytes in, its cells out; see `apart`."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.etree import ElementTree

from ..apart import MOST_MEMORY, serve
from .fault import TableFault

MOST_UNZIPPED = 200_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 400
MOST_CELLS = 1_000_000
MOST_SHEETS = 100
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
"""Excel files before 2007, and newer ones behind a password."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FORMULA = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<f[\s>/]')
_PLACE = re.compile(rb'<(?:row|c)\b[^>]*?\br="([A-Z]{0,3})(\d{1,7})"')


def answer(content: bytes, _: str = "") -> dict[str, Any]:
    """The sheets, or the fault."""
    try:
        return {"tables": list(_tables(content))}
    except TableFault as fault:
        return {"fault": fault.code, "values": fault.values}
    except MemoryError:
        return {"fault": "table-too-much-memory", "values": {"most": MOST_MEMORY}}


def _tables(content: bytes) -> Iterator[dict[str, Any]]:
    if content.startswith(_OLD_OFFICE):
        raise TableFault("table-locked")
    if not content.startswith(_ZIP):
        raise TableFault("table-of-unknown-kind")
    parts = _unzipped(content)
    formulas = {name: list(_formulas(parts[part])) for name, part in _sheet_parts(parts).items()}
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ModuleNotFoundError:
        raise TableFault("table-needs-package", package="python-calamine", extra="forms") from None
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(book.sheet_names) > MOST_SHEETS:
            raise TableFault("table-too-many", what="sheets", most=MOST_SHEETS)
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            _refuse_vast(sheet.total_height, sheet.total_width)
            rows = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
            merged = [(*start, *end) for start, end in sheet.merged_cell_ranges or ()]
            yield {"name": name, "rows": rows, "formulas": formulas.get(name, []), "merged": merged}
    except (CalamineError, ValueError, OSError, ElementTree.ParseError):
        raise TableFault("table-broken") from None


def _unzipped(content: bytes) -> dict[str, bytes]:
    """The file's parts, of which there is no more than may be; how large they say they are is not believed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > MOST_UNZIPPED:
                raise TableFault("table-unzips-too-large", most=MOST_UNZIPPED)
            if any(part.flag_bits & 1 for part in archive.infolist()):
                raise TableFault("table-locked")
            parts: dict[str, bytes] = {}
            left = MOST_UNZIPPED
            for part in archive.infolist():
                if not part.filename.endswith((".xml", ".rels")):  # pictures and macros are never looked at
                    continue
                with archive.open(part) as stream:
                    parts[part.filename] = stream.read(left + 1)
                left -= len(parts[part.filename])
                if left < 0:
                    raise TableFault("table-unzips-too-large", most=MOST_UNZIPPED)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError):
        raise TableFault("table-broken") from None
    return parts


def _sheet_parts(parts: dict[str, bytes]) -> dict[str, str]:
    """The part of each sheet of an XLSX file by its name; each is of a size that is read. Of an ODS file nothing."""
    if "xl/workbook.xml" not in parts:
        if "content.xml" not in parts:
            raise TableFault("table-of-unknown-kind")
        return {}
    try:
        relations = ElementTree.fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        sheets = ElementTree.fromstring(parts["xl/workbook.xml"]).iter(f"{_MAIN}sheet")
        named = {sheet.get("name", ""): targets.get(sheet.get(_RELATIONS), "") for sheet in sheets}
    except ElementTree.ParseError:
        raise TableFault("table-broken") from None
    found = {name: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for name, target in named.items()}
    found = {name: part for name, part in found.items() if part in parts}
    for part in found.values():
        places = [(int(row), _column(letters)) for letters, row in _PLACE.findall(parts[part])]
        if len(places) > MOST_CELLS:
            raise TableFault("table-too-many", what="cells", most=MOST_CELLS)
        _refuse_vast(max((row for row, _ in places), default=0), 1 + max((at for _, at in places), default=0))
    return found


def _refuse_vast(rows: int, columns: int) -> None:
    for what, number, most in (("rows", rows, MOST_ROWS), ("columns", columns, MOST_COLUMNS)):
        if number > most:
            raise TableFault("table-too-many", what=what, most=most)
    if rows * columns > MOST_CELLS:
        raise TableFault("table-too-many", what="cells", most=MOST_CELLS)


def _formulas(part: bytes) -> Iterator[tuple[int, int]]:
    for letters, row in _FORMULA.findall(part):
        yield int(row) - 1, _column(letters)


def _column(letters: bytes) -> int:
    """A column's number, from 0; of no letters 0 too."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return max(number - 1, 0)


def _cell(cell: Any) -> Any:
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return int(cell)
    if isinstance(cell, datetime | date):
        return {"day": cell.isoformat()[:10]}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell


if __name__ == "__main__":
    serve(answer)
