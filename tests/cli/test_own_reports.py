"""A reports room of one's own: whatever stands in its templates, words and styles is a page, or told with its file."""

import re
from pathlib import Path

import pytest
from fuzz.kinds import Reference, copied, told
from fuzz.spoiling import JUNK
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from said import said

from baremo.analysis.survey import Survey, survey
from baremo.assessment.assess import prepare
from baremo.reporting import words
from baremo.reporting.publication import Publication
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import Workspace, load

PIECES = (
    "{{ view }}", "{{ say('no-such-message') }}", "{{ say('percent') }}", "{{ 1 / 0 }}", "{{ head.title[999] }}",
    "{{ 'x' * 10 ** 15 }}", "{{ range(10 ** 9) }}", "{{ head.title | no_such_filter }}",
    "{{ head.title | tojson | safe }}", "{{ [] | first }}", "{{ '%d' % 'x' }}", "{{ '{0.__class__}'.format(1) }}", "{{ 'x'.encode() }}",
    "{% include 'scorecard.html.j2' %}", "{% import 'findings.html.j2' as findings %}", "{% extends 'scorecard.html.j2' %}", "{% set view = 1 %}",
    "{% for x in view %}{{ x }}{% endfor %}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "{% block a %}{% endblock %}", "{% endfor %}",
    "{{ head.title() }}", "{{ view.parts.append(1) }}", "{{ self }}", "{{ caller() }}", "{{ loop }}", "{{ undefined }}", "{% raw %}",
    "{{", "}}", "{%", "{#", "{{ '\\ud800' }}", "{{ none + 1 }}", "{% do 1 %}", "\u2028", "\ufeff", "\udc00",
)  # fmt: skip
LINES = (
    'msgid ""', 'msgstr ""', 'msgstr "{no_such_place}"', 'msgstr "{0.x} {} {n!r} %s %(a)s"', 'msgstr[0] "one"', 'msgstr[9] "{n}"',
    "msgstr[x] \"a\"", 'msgid_plural "x"', 'msgctxt "x"', '"Plural-Forms: nplurals=1; plural=9;\\n"', '"Plural-Forms: nplurals=x; plural=n;\\n"',
    '"Plural-Forms: nplurals=2; plural=n%0;\\n"', '"Plural-Forms: nplurals=2; plural=' + "(" * 99 + ';\\n"', '"PO-Revision-Date: yesterday\\n"',
    '"Content-Type: text/plain; charset=utf-7\\n"', '"Content-Type: text/plain; charset=none\\n"', '"Language: xx\\n"', "#~ msgid \"x\"", "#, fuzzy",
    "# ", "#: ", "\"", "msgid", "\\", 'msgstr "\\x"', "no line of such a file",
)  # fmt: skip
FILES = (
    "templates/scorecard.html.j2",
    "templates/findings.html.j2",
    "locales/es.po",
    "locales/en.po",
    "styles/report.css",
)
MARKS = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\n)", re.DOTALL)


@st.composite
def spoiled(draw: st.DrawFn, file: str) -> bytes:
    """The shipped file with a few parts dropped, doubled, in another's place, or odd; or with junk in its bytes."""
    content = (built_in() / "reports" / file).read_bytes()
    if file.endswith(".css") or draw(st.integers(0, 5)) == 0:
        at = draw(st.integers(0, len(content)))
        return content[:at] + draw(st.sampled_from(JUNK)) + content[at:]
    parts = content.decode().splitlines(keepends=True) if file.endswith(".po") else MARKS.split(content.decode())
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(parts) - 1))
        odd = draw(st.sampled_from(LINES)) + "\n" if file.endswith(".po") else draw(st.sampled_from(PIECES))
        match draw(st.sampled_from(("drop", "twice", "swap", "odd", "odd"))):
            case "drop":
                parts[place] = ""
            case "twice":
                parts.insert(place, parts[place])
            case "swap":
                parts[place] = draw(st.sampled_from(parts))
            case _:
                parts[place] = odd
    return "".join(parts).encode("utf-8", "surrogatepass")


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small workspace, with a reports room that has nothing yet of its own."""
    return load(copied(tmp_path_factory.mktemp("reports") / "own"))


@pytest.fixture(scope="module")
def surveyed(read: Workspace) -> Survey:
    speakers, documents = read.bibliography.speakers, read.bibliography.documents
    ready = prepare(read.dossiers["nowhere"].dossier, read.catalogue, speakers, documents)
    return survey(ready, Reference(read.catalogue))  # type: ignore[arg-type]


def pages(read: Workspace, surveyed: Survey, file: str, content: bytes) -> list[str]:
    """Two pages about the small mechanism, with this in the place of a file of the reports room."""
    target = read.rooms.reports[0] / file
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(content)
    words._read.cache_clear()
    try:
        publication = Publication(read.catalogue, "es", read.rooms.reports, ("reference",), read.publisher)
        scorecard, course, *_ = publication.survey(surveyed)
        return [publication.written(page, form) for page in (scorecard, course) for form in ("html", "markdown")]
    finally:
        target.unlink()
        words._read.cache_clear()


def page_or_told(read: Workspace, surveyed: Survey, file: str, content: bytes) -> str:
    """Nothing, or what was said of the file."""
    try:
        assert all(pages(read, surveyed, file, content))
    except WorkspaceError as fault:
        told(fault, f"reports/{file}")
        return said(fault)
    return ""


@pytest.mark.parametrize("file", FILES)
@settings(max_examples=settings().max_examples // 3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_file(read: Workspace, surveyed: Survey, file: str, data: st.DataObject) -> None:
    page_or_told(read, surveyed, file, data.draw(spoiled(file)))


def test_the_shipped_files_are_pages(read: Workspace, surveyed: Survey) -> None:
    for file in FILES:
        assert page_or_told(read, surveyed, file, (built_in() / "reports" / file).read_bytes()) == ""


CASES = {
    "a template without end": ("templates/scorecard.html.j2", b"{% include 'scorecard.html.j2' %}", ":1:1: error: it cannot be rendered: "),
    "a macro without end": ("templates/scorecard.html.j2", b"\n{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", ":2:1: error: it cannot be rendered: "),
    "more than a machine holds": ("templates/scorecard.html.j2", b"{{ 'x' * 10 ** 15 }}", ":1:1: error: it cannot be rendered: "),
    "a template that is no UTF-8": ("templates/findings.html.j2", b"a\nb\xff", ":2:2: error: this byte is not UTF-8; save the file as UTF-8"),
    "a style that is no UTF-8": ("styles/report.css", b"a\nb\xff", ":2:2: error: this byte is not UTF-8; save the file as UTF-8"),
    "a style in UTF-16": ("styles/report.css", "a{}".encode("utf-16"), ":1:1: error: this looks like UTF-16; save the file as UTF-8"),
    "a style without end": ("styles/report.css", b"a{}\n" * 1_000_001, ": error: it is larger than 4,000,000 bytes"),
    "words that are no UTF-8": ("locales/es.po", b'msgid "whatif"\nmsgstr "\xe9"\n', ":2:9: error: this byte is not UTF-8; save the file as UTF-8"),
    "no line of words": ("locales/es.po", b'msgid "whatif"\nmsg "x"\n', ":2:1: error: this is no valid .po file: "),
    "a place that nothing fills": (
        "locales/es.po", b'\nmsgid "as-of"\nmsgstr "Al {dat}"\n', ":2:1: error: nothing stands for {dat} in 'as-of'; expected {n}, {date}",
    ),
    "a plural of no form": (
        "locales/es.po", b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=1; plural=9;\\n"\n\nmsgid "verdicts"\nmsgid_plural "x"\nmsgstr[0] "x"\n',
        ":5:1: error: 'verdicts' cannot be said of ",
    ),
    "a rule of plurals that is none": (
        "locales/es.po", b'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=x; plural=n;\\n"\n', ": error: this is no valid .po file: ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_is_told_with_its_file(read: Workspace, surveyed: Survey, case: str) -> None:
    file, content, expected = CASES[case]
    assert page_or_told(read, surveyed, file, content).startswith(f"reports/{file}{expected}")


def test_words_that_link_elsewhere_are_not_read(read: Workspace, surveyed: Survey, tmp_path: Path) -> None:
    (tmp_path / "es.po").write_text('msgid "percent"\nmsgstr "a secret of the machine"\n')
    folder = read.rooms.reports[0] / "locales"
    folder.mkdir(exist_ok=True)
    (folder / "es.po").symlink_to(tmp_path / "es.po")
    try:
        words._read.cache_clear()
        assert words.Words("es", read.rooms.reports).say("percent", value=1) == "1 %"
    finally:
        (folder / "es.po").unlink()
