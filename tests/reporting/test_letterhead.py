"""A letterhead gives its styles, headers and pictures to a Word file, and nothing that says who made it, or where."""

import io
import zipfile
from pathlib import Path

import pytest

from baremo.assessment.assess import Mechanism, assess
from baremo.reporting.publication import Publication
from baremo.rules.engines import Engines
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import Workspace

docx = pytest.importorskip("docx", reason="the extra `office` is not installed: pip install 'baremo[office]'")
from docx.shared import RGBColor  # noqa: E402

from baremo.reporting import letterhead  # noqa: E402
from baremo.reporting.pdf import Typesetter  # noqa: E402
from baremo.reporting.pictures import bare_picture  # noqa: E402
from baremo.reporting.word import WordWriter  # noqa: E402

SECRET = "Maria-Secreto"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c636060606000000005000"
    "1a5f645400000000049454e44ae426082"
)


def chunk(name: bytes, content: bytes) -> bytes:
    import zlib

    return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")


def marked_letterhead(folder: Path) -> bytes:
    """The built-in letterhead with a name in every corner that a program could leave it in."""
    word = docx.Document(str(built_in() / "reports" / "letterhead.docx"))
    properties = word.core_properties
    for name in (
        "author",
        "last_modified_by",
        "comments",
        "keywords",
        "category",
        "title",
        "subject",
        "content_status",
    ):
        setattr(properties, name, SECRET)
    word.styles["Heading 1"].font.color.rgb = RGBColor(0x12, 0x34, 0x56)
    word.add_paragraph(f"a text of {SECRET}")
    picture = PNG[:33] + chunk(b"tEXt", b"Author\x00" + SECRET.encode()) + PNG[33:]
    (folder / f"{SECRET}.png").write_bytes(picture)
    run = word.sections[0].header.paragraphs[0].add_run("Our House ")
    run.add_picture(str(folder / f"{SECRET}.png"))
    header = word.sections[0].header.paragraphs[0]._p
    changed = header.makeelement(docx.oxml.ns.qn("w:del"), {docx.oxml.ns.qn("w:author"): SECRET})
    header.append(changed)
    out = io.BytesIO()
    word.save(out)
    return with_parts(out.getvalue())


def with_parts(content: bytes) -> bytes:
    """The file with a thumbnail, a company and comments beside its text."""
    types = '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    comments = f'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:comment w:id="0" w:author="{SECRET}"/></w:comments>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode("utf-8", "surrogateescape")
            if name == "[Content_Types].xml":
                part = part.replace("</Types>", f"{types}</Types>")
            if name == "word/_rels/document.xml.rels":
                part = part.replace(
                    "</Relationships>",
                    f'<Relationship Id="rC" Type="{kind}/comments" Target="comments.xml"/></Relationships>',
                )
            if name == "docProps/app.xml":
                part = part.replace("</Properties>", f"<Company>{SECRET}</Company></Properties>")
            new.writestr(name, part.encode("utf-8", "surrogateescape"))
        new.writestr("word/comments.xml", comments)
    return out.getvalue()


def test_only_looks_headers_and_pictures_are_taken(
    shipped: Workspace, mechanisms: dict[str, Mechanism], engines: Engines, tmp_path: Path
) -> None:
    publication = Publication(shipped.catalogue, "es", shipped.rooms.reports)
    page = publication.page(publication.scorecard(assess(mechanisms["honduras"], engines)))
    paper = marked_letterhead(tmp_path)
    assert SECRET.encode() in b"".join(
        zipfile.ZipFile(io.BytesIO(paper)).read(n) for n in zipfile.ZipFile(io.BytesIO(paper)).namelist()
    )
    writer = WordWriter(Typesetter(publication.pages.typst_template), paper)
    made = writer.docx(page, publication.words.quotation_marks)
    assert made == writer.docx(page, publication.words.quotation_marks)
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        for name in parts.namelist():
            assert SECRET.encode() not in parts.read(name), name
            assert SECRET not in name
        assert "word/comments.xml" not in parts.namelist()
        assert not [name for name in parts.namelist() if "thumbnail" in name or name.endswith("app.xml")]
    word = docx.Document(io.BytesIO(made))
    assert "Our House" in word.sections[0].header.paragraphs[0].text
    assert word.styles["Heading 1"].font.color.rgb == RGBColor(0x12, 0x34, 0x56)
    assert len([part for part in zipfile.ZipFile(io.BytesIO(made)).namelist() if "header" in part]) >= 1
    assert word.core_properties.author == "Baremo"


def test_a_jpeg_keeps_its_picture_and_loses_its_camera() -> None:
    def segment(marker: int, content: bytes) -> bytes:
        return bytes((0xFF, marker)) + (len(content) + 2).to_bytes(2, "big") + content

    head, table = segment(0xE0, b"JFIF\x00"), segment(0xDB, b"\x00" * 65)
    camera = segment(0xE1, b"Exif\x00\x00" + SECRET.encode()) + segment(0xFE, SECRET.encode())
    scan = b"\xff\xda\x00\x02rest\xff\xd9"
    assert bare_picture(b"\xff\xd8" + head + camera + table + scan) == b"\xff\xd8" + head + table + scan


def test_what_is_no_word_file_is_told() -> None:
    with pytest.raises(WorkspaceError):
        letterhead.opened(b"not a Word file")
