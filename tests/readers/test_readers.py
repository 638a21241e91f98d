"""Our files as real readers open them: a browser, an HTML checker, an office suite, a PDF reader.

A reader that is not on the machine is skipped, with a word on how to get it; `.ci/run` installs them all.
"""

import csv
import json
import re
import shutil
import subprocess
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

import pytest

from baremo.analysis.survey import Survey, survey
from baremo.assessment.assess import Mechanism, assess, prepare
from baremo.model.text import Language
from baremo.reporting.page import LINES, SCREEN, Page, text
from baremo.reporting.publication import Publication
from baremo.reporting.report import contents, report
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace, load

pytest.importorskip("scipy", reason="the extra `analysis` is not installed: pip install 'baremo[analysis]'")
pytest.importorskip("typst", reason="the extra `office` is not installed: pip install 'baremo[office]'")
from baremo.analysis.robustness import robustness
from baremo.reporting.pdf import Typesetter
from baremo.reporting.word import WordWriter

HERE = Path(__file__).parent
LANGUAGES = ("en", "es", "pt", "fr")
Reports = Callable[[Language], Path]


@pytest.fixture(scope="session")
def surveys(brief: dict[str, Mechanism], engines: Engines) -> list[Survey]:
    return [survey(one, engines) for one in brief.values()]


@pytest.fixture(scope="session")
def reports(shipped: Workspace, surveys: list[Survey], tmp_path_factory: pytest.TempPathFactory) -> Reports:
    """The folder with the whole report in a language, written once; in English in every format, else as pages."""
    made: dict[Language, Path] = {}
    spread = robustness([one.assessment for one in surveys], draws=1_000, seed=1)

    def of(language: Language) -> Path:
        if language not in made:
            made[language] = tmp_path_factory.mktemp(language)
            publication = Publication(shipped.catalogue, language, shipped.rooms.reports, ("durable", "reference"))
            forms = ("html", "pdf", "docx", "xlsx", "json") if language == "en" else ("html",)
            files = list(
                report(publication, surveys, forms, lambda one: one.assessment.scorecard.model_dump_json(), spread)
            )
            for name, content in contents(files):
                (made[language] / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return made[language]

    return of


def reader(name: str, hint: str) -> str:
    """The program's path, or a skip that says how to get it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not on this machine; {hint}")
    return found


def module(path: str) -> Path:
    """A file of a node module of the tests, or a skip that says how to get it."""
    found = HERE / "node_modules" / path
    if not found.exists():
        pytest.skip(f"{path} is not installed; npm install --prefix tests/readers")
    return found


def one_of_each_kind(folder: Path, mechanisms: Collection[str]) -> list[str]:
    """The longest of the pages that differ in their mechanism alone, or in the reform that they are about."""
    kinds: dict[str, Path] = {}
    for page in sorted(folder.glob("*.html"), key=lambda page: page.stat().st_size):
        first, *rest = page.stem.split("-")
        kinds["-".join(("mechanism", *rest[:1])) if first in mechanisms else page.stem] = page
    return [page.name for page in kinds.values()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_browser_shows_every_page_and_axe_finds_nothing(
    reports: Reports, mechanisms: dict[str, Mechanism], language: Language
) -> None:
    node, chromium = reader("node", "apt-get install nodejs"), reader("chromium", "apt-get install chromium")
    module("axe-core/axe.min.js"), module("playwright-core")
    looked = one_of_each_kind(reports(language), mechanisms)
    command = [node, str(HERE / "browse.mjs"), str(reports(language)), chromium, *looked]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wrong = json.loads(done.stdout)
    assert len(wrong) == len(list(reports(language).glob("*.html")))
    assert {name: found for name, found in wrong.items() if found} == {}


def test_the_nu_checker_finds_no_error(reports: Reports) -> None:
    java, jar = reader("java", "apt-get install default-jre-headless"), module("vnu-jar/build/dist/vnu.jar")
    pages = [str(page) for language in LANGUAGES for page in sorted(reports(language).glob("*.html"))]
    done = subprocess.run(
        [java, "-jar", str(jar), "--errors-only", "--format", "json", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    found = json.loads(done.stderr)["messages"]
    assert [f"{one['url']}: {one['message']}" for one in found] == []


def _page(publication: Publication, surveys: list[Survey], mechanism: str) -> Page:
    (one,) = (one for one in surveys if one.assessment.scorecard.mechanism == mechanism)
    return publication.page(publication.scorecard(one.assessment, one.timeline))


def _texts(page: Page) -> list[str]:
    """Every heading, paragraph and cell of paper, in reading order; the foot stands on every sheet."""
    screen = (part for part in page.main.iter() if SCREEN in part.get("class", "").split())
    left = {id(line) for part in (*page.main.iter("footer"), *screen) for line in part.iter()}
    lines = (e for e in page.main.iter() if e.tag in LINES and e.tag != "summary" and id(e) not in left)
    return [found for line in lines if (found := text(line).strip())]


def _plain(text: str) -> str:
    return re.sub(r"[\s“”\"]+", "", text)


def test_libreoffice_reads_the_word_file_without_loss(
    reports: Reports, shipped: Workspace, surveys: list[Survey], tmp_path: Path
) -> None:
    soffice = reader("soffice", "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui")
    _convert(soffice, "txt:Text", reports("en") / "mexico.docx", tmp_path)
    shown = _plain((tmp_path / "mexico.txt").read_text("utf-8-sig"))
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports, ("durable", "reference"))
    place = 0
    for said in _texts(_page(publication, surveys, "mexico")):
        found = shown.find(_plain(said), place)
        assert found >= 0, said
        place = found if len(_plain(said)) > 40 else place  # what is drawn or stands in columns may come a little later


def test_libreoffice_reads_the_numbers_of_the_json(reports: Reports, tmp_path: Path) -> None:
    soffice = reader("soffice", "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui")
    every_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    _convert(soffice, every_sheet, reports("en") / "colombia.xlsx", tmp_path)
    card = json.loads((reports("en") / "colombia.json").read_text("utf-8"))
    with (tmp_path / "colombia-Summary.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[1:]
    shown = {row[0]: [float(row[1]), float(row[2])] for row in rows if row[3]}
    assert shown.pop("Overall") == card["overall"]["score"]
    assert shown.pop("In law") == card["law"]["score"]
    assert shown.pop("In practice") == card["practice"]["score"]
    assert list(shown.values()) == [one["score"] for one in card["dimensions"]]
    with (tmp_path / "colombia-Findings.csv").open(encoding="utf-8", newline="") as stream:
        findings = list(csv.reader(stream))[1:]
    assert [row[0] for row in findings] == [one["criterion"] for one in card["findings"]]


def _convert(soffice: str, form: str, file: Path, to: Path) -> None:
    home = f"-env:UserInstallation={(to / 'profile').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", form, "--outdir", str(to), str(file)]
    subprocess.run(command, capture_output=True, check=True)


def test_the_pdf_is_tagged_named_and_in_reading_order(
    reports: Reports, shipped: Workspace, surveys: list[Survey]
) -> None:
    pdfinfo, pdftotext = (reader(name, "apt-get install poppler-utils") for name in ("pdfinfo", "pdftotext"))
    file = reports("en") / "honduras.pdf"
    told = subprocess.run([pdfinfo, str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Tagged:\s+yes", told)
    assert re.search(r"Title:\s+Honduras: National Protection System", told)
    assert b"/Lang" in file.read_bytes()
    assert b"pdfuaid" in file.read_bytes()
    text = subprocess.run([pdftotext, str(file), "-"], capture_output=True, text=True, check=True).stdout
    shown, place = _plain(text), 0
    publication = Publication(shipped.catalogue, "en", shipped.rooms.reports, ("durable", "reference"))
    view = publication.view(next(s for s in surveys if s.assessment.scorecard.mechanism == "honduras").assessment)
    first = view.parts[0].range
    shown = shown[shown.index(_plain(f"{first.label} {first.points}")) :]
    for part in view.parts:
        for finding in sorted(part.findings, key=lambda finding: finding.silent):
            found = shown.find(_plain(finding.title.text), place)
            assert found >= 0, finding.title.text
            place = found


@pytest.fixture(scope="session")
def scorecards(shipped: Workspace, brief: dict[str, Mechanism], engines: Engines) -> dict[Language, list[Page]]:
    """Every scorecard of 2017 in every language."""
    cards = [assess(mechanism, engines, date(2017, 3, 31)) for mechanism in brief.values()]
    made = {}
    for language in LANGUAGES:
        publication = Publication(shipped.catalogue, language, shipped.rooms.reports, ("durable", "reference"))
        made[language] = [publication.page(publication.scorecard(card)) for card in cards]
    return made


def sheets(file: Path) -> list[str]:
    """The text of every page of a PDF."""
    pdftotext = reader("pdftotext", "apt-get install poppler-utils")
    read = subprocess.run([pdftotext, str(file), "-"], capture_output=True, text=True, check=True).stdout
    return [_plain(sheet) for sheet in read.split("\f")[:-1]]


def front_is_one_sheet(page: Page, read: list[str]) -> None:
    """All that belongs on the first sheet stands on it, and nothing of what comes after."""
    front, after = page.main.findall("section")[:2]
    titles = [_plain(text(heading)) for heading in (*front.iter("h2"), *front.iter("h3"))]
    assert [title for title in titles if title not in read[0]] == []
    last = [_plain(text(line)) for line in front.iter("li")][-1]
    assert last in read[0]
    assert _plain(text(next(after.iter("h2")))) in read[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_page_of_a_scorecard_is_one_sheet_in_pdf(
    shipped: Workspace, scorecards: dict[Language, list[Page]], tmp_path: Path, language: Language
) -> None:
    publication = Publication(shipped.catalogue, language, shipped.rooms.reports)
    typesetter = Typesetter(publication.pages.typst_template)
    for page in scorecards[language]:
        file = tmp_path / f"{page.name}.pdf"
        file.write_bytes(typesetter.pdf(page, publication.words.quotation_marks))
        read = sheets(file)
        front_is_one_sheet(page, read)
        assert len(read) <= 8, page.name


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_it_is_in_word_on_the_built_in_letterhead(
    shipped: Workspace, scorecards: dict[Language, list[Page]], tmp_path: Path, language: Language
) -> None:
    soffice = reader("soffice", "apt-get install libreoffice-writer-nogui libreoffice-calc-nogui")
    publication = Publication(shipped.catalogue, language, shipped.rooms.reports)
    writer = WordWriter(Typesetter(publication.pages.typst_template), publication.pages.letterhead)
    for page in scorecards[language]:
        file = tmp_path / f"{page.name}.docx"
        file.write_bytes(writer.docx(page, publication.words.quotation_marks))
        _convert(soffice, "pdf", file, tmp_path)
        front_is_one_sheet(page, sheets(file.with_suffix(".pdf")))


def test_the_largest_edition_too(shipped: Workspace, mechanisms: dict[str, Mechanism], tmp_path: Path) -> None:
    workspace = load(edition=max(edition.id for edition in shipped.catalogue.standard.editions))
    speakers, documents = workspace.bibliography.speakers, workspace.bibliography.documents
    ready = prepare(workspace.dossiers["colombia"].dossier, workspace.catalogue, speakers, documents)
    with Engines(workspace.catalogue) as engines:
        card = assess(ready, engines)
    assert len(card.scorecard.findings) > 55
    for language in LANGUAGES:
        publication = Publication(workspace.catalogue, language, workspace.rooms.reports)
        page = publication.page(publication.scorecard(card))
        file = tmp_path / f"{language}.pdf"
        file.write_bytes(Typesetter(publication.pages.typst_template).pdf(page, publication.words.quotation_marks))
        front_is_one_sheet(page, sheets(file))
