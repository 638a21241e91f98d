"""Spreadsheets that are hostile, or merely broken: each is refused in words, within limits."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest

from baremo.workspace.tables import reading, worker
from baremo.workspace.tables.fault import TableFault
from baremo.workspace.tables.reading import read

pytest.importorskip("python_calamine")
openpyxl = pytest.importorskip("openpyxl")

ROW = '<row r="{0}"><c r="{1}{0}"><v>1</v></c></row>'


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rebuilt(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The same file with other parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part not in parts:
                new.writestr(part, old.read(part))
        for name, part_content in parts.items():
            new.writestr(name, part_content)
    return stream.getvalue()


def sheet(rows: str) -> bytes:
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return rebuilt(workbook(["x"]), {"xl/worksheets/sheet1.xml": f"{head}{rows}</sheetData></worksheet>".encode()})


def refused(content: bytes) -> str:
    with pytest.raises(TableFault) as fault:
        read(content)
    return fault.value.code


def test_cells_are_what_they_were_meant_to_be() -> None:
    (table,) = read(workbook(["a", 1.0, 2.5, True, date(2019, 7, 10), datetime(2019, 7, 10, 1), None, "=a", "1,5"]))
    assert table.rows[0][:7] == ("a", 1, 2.5, True, date(2019, 7, 10), date(2019, 7, 10), None)
    assert isinstance(table.rows[0][1], int)
    assert table.rows[0][8] == "1,5"
    assert table.formulas == {(0, 7)}


def test_a_formula_keeps_no_cell_for_an_answer() -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>3</v></c><c r="C1" t="str"><f t="shared">A1</f><v>x</v></c>'
    (table,) = read(sheet(f'<row r="1">{cells}</row>'))
    assert table.formulas == {(0, 0), (0, 2)}


def test_merged_cells_are_known() -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = "x"
    book.active["D4"] = "y"
    book.active.merge_cells("B2:C3")
    stream = io.BytesIO()
    book.save(stream)
    (table,) = read(stream.getvalue())
    assert table.merged == {1: [(1, 2)], 2: [(1, 2)]}


def test_hidden_sheets_are_read_too() -> None:
    book = openpyxl.Workbook()
    for name, state in (("h", "hidden"), ("v", "veryHidden")):
        page = book.create_sheet(name)
        page.append(["x"])
        page.sheet_state = state
    stream = io.BytesIO()
    book.save(stream)
    assert [table.name for table in read(stream.getvalue())] == ["Sheet", "h", "v"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table-of-unknown-kind"),
        (b"id;answer\n1;yes\n", "table-of-unknown-kind"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "table-locked"),
        (b"PK\x03\x04" + bytes(600), "table-broken"),
        (workbook(["x"])[:-200], "table-broken"),
        (rebuilt(workbook(["x"]), {"xl/workbook.xml": b"<no"}), "table-broken"),
        (rebuilt(workbook(["x"]), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"}), "table-broken"),
    ],
)
def test_what_is_no_spreadsheet(content: bytes, code: str) -> None:
    assert refused(content) == code


def test_a_word_file_is_none() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert refused(stream.getvalue()) == "table-of-unknown-kind"


def test_a_zip_bomb() -> None:
    bomb = rebuilt(workbook(["x"]), {"xl/media/image1.png": bytes(worker.MOST_UNZIPPED + 1)})
    assert len(bomb) < 1_000_000
    assert refused(bomb) == "table-unzips-too-large"


def test_a_million_rows() -> None:
    rows = "".join(f'<row r="{n}"/>' for n in range(1, 1_000_001))
    assert refused(sheet(rows)) == "table-too-many"


@pytest.mark.parametrize("cell", [(1_048_576, "A"), (1, "XFD"), (1_048_576, "XFD")])
def test_one_cell_far_away(cell: tuple[int, str]) -> None:
    assert refused(sheet(ROW.format(*cell))) == "table-too-many"


@pytest.mark.parametrize(("rows", "columns", "code"), [(30_000, 2, "many"), (1_048_576, 16_384, "broken")])
def test_rows_that_an_ods_file_repeats(rows: int, columns: int, code: str) -> None:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    row = (
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell table:number-columns-repeated="{columns}" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    )
    body = f'<office:spreadsheet><table:table table:name="t">{row}</table:table></office:spreadsheet>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        entry = (
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:file-entry m:full-path="/"/>'
        )
        archive.writestr("META-INF/manifest.xml", f"{entry}</m:manifest>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>",
        )
    assert refused(stream.getvalue()).endswith(code)


def test_entities_that_unfold() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    part = f'<!DOCTYPE w [<!ENTITY e0 "haha">{entities}]><workbook>&e11;</workbook>'.encode()
    assert refused(rebuilt(workbook(["x"]), {"xl/workbook.xml": part})) in ("table-broken", "table-crashed")


def test_macros_are_left_alone() -> None:
    (table,) = read(rebuilt(workbook(["x"]), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(100)}))
    assert table.rows[0][0] == "x"


def test_a_file_behind_a_password() -> None:
    content = bytearray(workbook(["x"]))
    at = content.index(b"PK\x01\x02")
    while at >= 0:  # the bit that says so, in the list of parts
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 4)
    assert refused(bytes(content)) == "table-locked"


def test_a_file_that_is_too_large_or_not_there(tmp_path: Path) -> None:
    file = tmp_path / "large.xlsx"
    with pytest.raises(TableFault, match="table-missing"):
        reading.content_of(file)
    with file.open("wb") as stream:
        stream.truncate(reading.MOST_BYTES + 1)
    with pytest.raises(TableFault, match="table-too-large"):
        reading.content_of(file)


def test_reading_that_takes_too_long() -> None:
    with pytest.raises(TableFault, match="table-too-slow"):
        read(workbook(["x"]), seconds=0.01)
