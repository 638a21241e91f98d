"""Taking in a document's text: four kinds of file, an invented report, and files that are hostile or broken."""

import io
import subprocess
import sys
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from baremo.workspace import apart
from baremo.workspace.texts.fault import TextFault
from baremo.workspace.texts.kept import keep, load, taken, texts
from baremo.workspace.texts.reading import read
from baremo.workspace.texts.worker import answer

needs_pdf = pytest.mark.skipif(not (find_spec("pypdfium2") and find_spec("typst")), reason="needs pypdfium2 and typst")
needs_word = pytest.mark.skipif(not find_spec("docx"), reason="needs python-docx")

REPORT = Path(__file__).with_name("invented-report.txt")
FIRST = "The Office received forty requests in the first half of the year and admitted thirty of them."
TYPESET = """
#set page(width: 320pt, height: 260pt, columns: 2, numbering: "i")
#set text(size: 9pt, lang: "es", hyphenate: true, font: "Libertinus Serif")
#set par(justify: true)
= Primer informe
La oficina recibió cuarenta solicitudes durante el primer semestre y admitió treinta; las organizaciones
desconfiaban de una fiscalización insuficientemente financiada.

Otro párrafo empieza aquí, con una ficha oficial.
#pagebreak()
Segunda página.
"""


def pdf(source: str) -> bytes:
    import typst

    return typst.compile(source.encode())


def word(*paragraphs: str) -> bytes:
    import docx

    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.add_table(1, 1).cell(0, 0).text = "In a table."
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def paragraphs(content: bytes, suffix: str = "") -> list[str]:
    told = answer(content, suffix)
    return [paragraph for page in told["pages"] for paragraph in page["paragraphs"]]


def fault(content: bytes, suffix: str = "") -> str:
    return answer(content, suffix)["fault"]


def test_plain_text_by_paragraphs_and_pages() -> None:
    text = taken("invented-report", REPORT.read_bytes(), REPORT.suffix)
    assert (text.kind, len(text.pages), text.blank) == ("plain", 2, ())
    assert FIRST in text.pages[0].paragraphs
    assert text.pages[1].paragraphs == ("Annex. Measures granted by the Office, by kind.",)
    assert paragraphs("ﬁrst oﬀ\r\nend\r\n\r\nof\u00ad\r\nfi-\r\nce Franco-\r\nPeruano 2016-\r\n2017".encode()) == [
        "first off end",
        "office Franco-Peruano 2016-2017",
    ]
    assert paragraphs(b"one\ntwo\n") == ["one", "two"]
    assert paragraphs("é".encode("utf-16")) == ["é"]
    assert fault(b"\xff\xffno text") == "text-not-utf-8"


@needs_pdf
def test_a_pdf_by_pages_columns_and_labels() -> None:
    kind, pages = read(pdf(TYPESET))
    assert (kind, [page.label for page in pages]) == ("pdf", ["i", "ii"])
    assert pages[0].paragraphs[:3] == (
        "Primer informe",
        "La oficina recibió cuarenta solicitudes durante el primer semestre y admitió treinta; las organizaciones "
        "desconfiaban de una fiscalización insuficientemente financiada.",
        "Otro párrafo empieza aquí, con una ficha oficial.",
    )
    assert pages[1].paragraphs[0] == "Segunda página."


@needs_pdf
def test_a_scan_has_no_text() -> None:
    with pytest.raises(TextFault) as told:
        read(pdf("#set page(width: 90pt, height: 90pt)\n#rect(width: 9pt)\n#pagebreak()\n#circle()"))
    assert (told.value.code, told.value.values) == ("text-none", {"pages": 2})


@needs_word
def test_word_with_tables_and_without_what_was_struck_out() -> None:
    content = word("One.", "Two\u2011fold.")
    assert paragraphs(content) == ["One.", "Two\u2011fold.", "In a table."]
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    body = parts["word/document.xml"]
    struck = b"<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>come</w:t></w:r></w:ins></w:p>"
    parts["word/document.xml"] = body.replace(b"</w:p>", struck, 1)
    assert paragraphs(zipped(parts))[0] == "One.come"


def test_a_web_page_as_it_reads() -> None:
    page = """<!doctype html><meta charset=iso-8859-1><title>No</title><style>p{}</style><script>no()</script>
    <nav>Menu</nav><h1>A <em>head</em>ing</h1><p>L&rsquo;\u00c9tat<br>second&nbsp; line<ul><li>item</ul>tail"""
    assert paragraphs(page.encode("latin-1")) == ["Menu", "A heading", "L’État second line", "item", "tail"]
    assert paragraphs(b"<p>caf\xe9</p>", ".html") == ["café"]


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return stream.getvalue()


def test_files_that_are_none_of_these() -> None:
    assert fault(b"\xd0\xcf\x11\xe0" + b"x" * 99) == "text-old-word"
    assert fault(b"{\\rtf1 hello}") == "text-of-unknown-kind"
    assert fault(b"a\0b") == "text-of-unknown-kind"
    assert fault(b"PK\x03\x04 broken") == "text-broken"


@needs_word
def test_a_zip_that_is_no_word_file_and_one_that_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fault(zipped({"a.txt": b"a"})) == "text-not-word"
    bomb = zipped({"word/document.xml": b"\0" * 101_000_000})
    assert len(bomb) < 200_000
    opened = monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("it was unzipped"))
    assert opened is None
    assert fault(bomb) == "text-unzips-too-large"


@needs_pdf
def test_broken_and_locked_pdfs() -> None:
    assert fault(b"%PDF-1.7\nno more") == "text-broken"
    assert fault(pdf("a")[:300]) == "text-broken"


def test_the_clock_the_memory_and_the_crash() -> None:
    with pytest.raises(TextFault) as told:
        read(b"a text", seconds=0.001)
    assert told.value.code == "text-too-slow"
    assert read(b"a text").pages[0].paragraphs == ("a text",)
    deep = b"<p>" * 10 + b"x" * 21_000_000
    with pytest.raises(TextFault, match="text-too-long"):
        read(deep, ".html")


@pytest.mark.skipif(not find_spec("resource"), reason="no limits here")
def test_the_limits_hold() -> None:
    code = "from baremo.workspace import apart; apart._limit(); bytearray(10**10)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "MemoryError" in ended.stderr
    assert apart.MOST_MEMORY < 10**10


def test_a_module_in_the_current_folder_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('taken over')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", "")
    assert read(b"a text").kind == "plain"


def test_kept_and_read_back(tmp_path: Path) -> None:
    text = taken("invented-report", REPORT.read_bytes(), REPORT.suffix)
    room = tmp_path / "mechanisms"
    room.mkdir()
    file = keep(room, text)
    assert file == room / "texts" / "invented-report.json"
    assert load(texts([room])["invented-report"], "public") == text
    assert [path.name for path in file.parent.iterdir()] == ["invented-report.json"]
