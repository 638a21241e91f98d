"""Text that means something to a format comes out as itself in every format, and nothing of it is ever run."""

import csv
import io
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from dossiers import of_the_brief
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from baremo.analysis.survey import survey
from baremo.assessment.assess import prepare
from baremo.reporting.publication import Publication
from baremo.reporting.report import contents, report
from baremo.rules.engines import Engines
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import Workspace, load

pytest.importorskip("typst", reason="the extra `office` is not installed: pip install 'baremo[office]'")
PIECES = st.sampled_from(
    [
        "<script>alert(1)</script>", "</title>", "&amp;", "&", "<", ">", '"', "'", "]]>", "<!--", "{{ 7*7 }}", "{% raw %}",
        "#let x = 1", "$x^2$", "*strong*", "_soft_", "`code`", "[a](javascript:alert(1))", "![i](http://example.org/i.png)",
        "=cmd()", "=1+1", "+1", "-1", "@SUM(A1)", "|", "\\", "{n}", "%s", "1. one", "# head", "---", "~~x~~", "&#x41;",
        "\u202eabc\u202c", "\u05d0\u05d1", "\u200f", "😀", "👩🏽\u200d⚖️", "é", "x" * 10_000, "\u00a0", "<b>", "://", "www.example.org",
    ]
)  # fmt: skip
OF_ONE = ("mexico/mechanism.yaml", "mexico/claims/amnesty-2017.yaml", "documents/amnesty-2017.yaml", "speakers.yaml")
"""The files that tell of one mechanism what the brief of 2017 does."""
LOOK = ("html", "markdown", "pdf", "docx", "xlsx", "csv", "json")


@st.composite
def hostile(draw: st.DrawFn) -> str:
    """A text that starts with something which a format could take for its own."""
    return " ".join(draw(st.lists(PIECES, min_size=1, max_size=6)))


def spoil(node: yaml.Node, text: str, count: list[int], most: int | None = None) -> None:
    """Replaces each of the content's texts by `text` and a number that tells them apart."""
    if isinstance(node, yaml.MappingNode):
        words = {key.value for key, _ in node.value} <= {"en", "es", "pt", "fr"}
        for place, (key, value) in enumerate(node.value):
            if words:
                count[0] += 1
                node.value[place] = key, quoted(f"{text[:most]} t{count[0]}t")
            elif key.value == "locator" and value.tag.endswith(":str"):
                node.value[place] = key, quoted(text[:500] if text.strip() else "1")  # the longest that is accepted
            elif key.value == "anchor":
                node.value[place] = key, quoted((text[:500].split(maxsplit=1) or ["a"])[0])
            else:
                spoil(value, text, count, 20 if key.value == "short" else most)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            spoil(value, text, count, most)


def quoted(text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text, style='"')


def workspace_of(text: str, folder: Path) -> Workspace:
    """The shipped content of one mechanism with this text everywhere."""
    count = [0]
    for room in ("standards", "mechanisms"):
        whole = built_in() / room
        for file in whole.rglob("*.yaml") if room == "standards" else (whole / name for name in OF_ONE):
            target = folder / file.relative_to(built_in())
            target.parent.mkdir(parents=True, exist_ok=True)
            root = yaml.compose(file.read_text("utf-8"), Loader=yaml.CSafeLoader)
            spoil(root, text, count)
            target.write_text(yaml.serialize(root, Dumper=yaml.CSafeDumper, allow_unicode=True), "utf-8")
    return load(folder)


class _Shown(HTMLParser):
    """The text that a page shows, and every tag and address in it."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self.links = "", set[str](), list[str]()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for key, value in attrs if key in ("href", "src")]


def squeezed(text: str) -> str:
    """Without white space, and without the marks that only set a direction."""
    return re.sub(r"[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]+", "", text)


def shown(page: str) -> _Shown:
    parser = _Shown()
    parser.feed(page)
    parser.close()
    return parser


@settings(max_examples=max(4, settings().max_examples // 15))
@given(text=hostile())
@example(text=" ".join(["<script>alert(1)</script>"] * 4)).via(
    "a title longer than the 255 signs that Word allows a property"
)
@example(text="&amp;").via("a text that Markdown reads as another sign")
def test_comes_out_as_itself(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    import docx
    import openpyxl

    workspace = workspace_of(text, tmp_path_factory.mktemp("hostile"))
    speakers, documents = workspace.bibliography.speakers, workspace.bibliography.documents
    dossier = of_the_brief(workspace.dossiers["mexico"].dossier)
    with Engines(workspace.catalogue) as engines:
        made = survey(prepare(dossier, workspace.catalogue, speakers, documents), engines)
    publication = Publication(workspace.catalogue, "en", workspace.rooms.reports)
    card = made.assessment.scorecard
    written = dict(
        contents(list(report(publication, [made], LOOK, lambda one: one.assessment.scorecard.model_dump_json())))
    )
    titles = [workspace.catalogue.criteria[finding.criterion].title["en"] for finding in card.findings]
    notes = [claim.note["en"] for claim in dossier.claims if claim.feature in workspace.catalogue.features]
    wanted = [
        *titles,
        dossier.mechanism.state["en"],
        dossier.mechanism.name["en"],
        *(r.name["en"] for r in dossier.reforms if r.history),
    ]

    html = shown(str(written["mexico.html"]))
    assert [one for one in (*wanted, *notes) if squeezed(one) not in squeezed(html.text)] == []
    assert not html.tags & {"script", "b", "iframe", "object", "form", "link"}
    assert [link for link in html.links if not link.startswith(("#", "https://", "http://"))] == []

    markdown = shown(MarkdownIt().enable("strikethrough").enable("table").render(str(written["mexico.md"])))
    assert [one for one in wanted if squeezed(one) not in squeezed(markdown.text)] == []
    assert not markdown.tags & {"script", "b", "img", "s"}

    word = docx.Document(io.BytesIO(written["mexico.docx"]))  # type: ignore[arg-type]
    told = squeezed("".join(part.text or "" for part in word.element.body.iter() if part.tag.endswith("}t")))
    assert [one for one in wanted if squeezed(one) not in told] == []

    book = openpyxl.load_workbook(io.BytesIO(written["mexico.xlsx"]))  # type: ignore[arg-type]
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    values = {squeezed(str(cell.value)) for cell in cells}
    assert [one for one in titles if squeezed(one) not in values] == []

    rows = list(csv.DictReader(io.StringIO(str(written["mexico.csv"]))))
    assert all(row["title"] in (title, f"'{title}") for row, title in zip(rows, titles, strict=True))
    assert [cell for row in rows for cell in row.values() if cell[:1] in ("=", "+", "-", "@")] == []

    if shutil.which("pdftotext"):
        command = ["pdftotext", "-raw", "-", "-"]
        read = subprocess.run(command, input=bytes(written["mexico.pdf"]), capture_output=True, check=True)  # type: ignore[arg-type]
        ascii_only = re.compile(r"[^\x21-\x7e]+")
        plain = ascii_only.sub("", read.stdout.decode("utf-8", "replace"))
        assert [
            t for t in titles if ascii_only.sub("", t)[-40:] not in plain and text.isascii() and len(text) < 400
        ] == []
