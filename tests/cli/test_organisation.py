"""An organisation's own name, logo, style and templates, from its workspace and from nowhere else."""

import shutil
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from program import baremo

from baremo.workspace.rooms import built_in


def png(width: int = 4, height: int = 2) -> bytes:
    """A small grey picture."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    room = tmp_path / "own" / "reports"
    room.mkdir(parents=True)
    (room / "organisation.yaml").write_text("name: Front & Line <Press>\nlogo: logo.png\n")
    (room / "logo.png").write_bytes(png())
    return tmp_path / "own"


def test_name_and_logo_are_on_every_page(workspace: Path, tmp_path: Path) -> None:
    pytest.importorskip("typst", reason="the extra `office` is not installed: pip install 'baremo[office]'")
    command = ("report", "honduras", "-w", str(workspace), "--to", str(tmp_path / "out"))
    done = baremo(*command, "--format", "html", "--format", "pdf", "--format", "docx")
    assert done.returncode == 0, done.stderr
    for page in (tmp_path / "out").glob("*.html"):
        text = page.read_text("utf-8")
        assert '<img class="logo" src="data:image/png;base64,' in text
        assert "Front &amp; Line &lt;Press&gt;" in text
    with zipfile.ZipFile(tmp_path / "out" / "honduras.docx") as word:
        assert any(word.read(name) == png() for name in word.namelist())
        assert any(b"Front &amp; Line &lt;Press&gt;" in word.read(name) for name in word.namelist())


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        ("../secret.png", "there is no such file in the folder reports"),
        ("/etc/hostname", "there is no such file in the folder reports"),
        ("link.png", "there is no such file in the folder reports"),
        ("organisation.yaml", "this is no PNG or JPEG picture"),
        ("big.png", "it is larger than 1,000,000 bytes"),
        ("a\\0b", "control character U+0000"),
    ],
)
def test_a_logo_is_a_small_picture_of_that_folder(workspace: Path, tmp_path: Path, logo: str, said: str) -> None:
    (workspace / "secret.png").write_bytes(png())
    (workspace / "reports" / "link.png").symlink_to(workspace / "secret.png")
    (workspace / "reports" / "big.png").write_bytes(png() + b"\0" * 1_000_000)
    (workspace / "reports" / "organisation.yaml").write_text(f'name: A\nlogo: "{logo}"\n')
    done = baremo("report", "-w", str(workspace), "--to", str(tmp_path / "out"))
    assert done.returncode == 2
    assert done.stderr.startswith("reports/organisation.yaml:2:7: error: ")
    assert said in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_style_and_a_template_of_ones_own(workspace: Path, tmp_path: Path) -> None:
    for name, text in (("styles/report.css", "body{color:#123456}"), ("templates/scorecard.html.j2", '{% extends "page.html.j2" %}{% block content %}<p>MINE</p>{% endblock %}')):  # fmt: skip
        (workspace / "reports" / name).parent.mkdir()
        (workspace / "reports" / name).write_text(text)
    done = baremo("report", "honduras", "-w", str(workspace), "--to", str(tmp_path / "out"))
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "out" / "honduras.html").read_text("utf-8")
    assert "body{color:#123456}" in page
    assert "<p>MINE</p>" in page


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ words.__init__.__globals__ }}",
        "{% include '../../secret.html' %}",
        "{% include 'link.html' %}",
        "{{ undefined_thing }}",
        "{% for x in %}",
        "<!doctype html><html><head><title>A</title><script src='https://example.org'></script>",
        "{% include 'built-in.html' %}<META HTTP-EQUIV='refresh' content='0;url=https://example.org'>",
    ],
)
def test_a_strangers_template_runs_nothing_and_reads_nothing(workspace: Path, tmp_path: Path, template: str) -> None:
    (workspace / "secret.html").write_text("a secret of the machine")
    room = workspace / "reports" / "templates"
    room.mkdir()
    (room / "link.html").symlink_to(workspace / "secret.html")
    shutil.copy(built_in() / "reports" / "templates" / "scorecard.html.j2", room / "built-in.html")
    (room / "scorecard.html.j2").write_text(f"{template}")
    done = baremo("report", "honduras", "-w", str(workspace), "--to", str(tmp_path / "out"))
    assert done.returncode == 2
    assert "reports/templates/scorecard.html.j2" in done.stderr
    assert "Traceback" not in done.stderr
    assert "a secret" not in done.stdout + done.stderr
    assert not (tmp_path / "out").exists()
