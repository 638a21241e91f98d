"""Texts go out to a translator, what is missing first, and come back into the files that they stand in."""

from pathlib import Path
from typing import Any

import pytest
from forms import book, columns, content_of
from nowhere import claim, write

from baremo.workbench.bench import Bench
from baremo.workbench.slip import Slip
from baremo.workbench.translating import Translated, take_back, to_translate, written
from baremo.workspace.guidance import load_guidance

pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")

FEATURES = """\
dimension: collective
features:
  # our own wording
  - id: collective.granted
    kind: practice
    type: choice
    effort: practice
    question: {en: "Are they granted?"}
    short: {en: "Granted", es: "Otorgadas"}
    values:
      - {id: none, label: {en: "none"}}
      - {id: isolated, label: {en: "few"}}
      - {id: regular, label: {en: "all"}}
"""
GUIDANCE = """\
dimension: collective
guidance:
  - feature: collective.granted
    text: {en: "Only what was decided for a group."}
"""
QUESTION = "standards/features/collective.yaml#features/collective.granted/question"
SHORT = "standards/features/collective.yaml#features/collective.granted/short"
NOTE = "mechanisms/nowhere/claims/late.yaml#claims/aaaaaaaa/note"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    told = claim("nonpolice.balance", "only", more='id: aaaaaaaa, locator: "1", ')
    hidden = claim("nonpolice.balance", "mainly", more='id: bbbbbbbb, locator: "2", visibility: internal, ')
    write(tmp_path, "claims:\n" + told + hidden.replace("A note.", "Xochitl."))
    (tmp_path / "baremo.yaml").write_text("")
    for name, text in (("features", FEATURES), ("guidance", GUIDANCE)):
        (tmp_path / "standards" / name).mkdir(parents=True)
        (tmp_path / "standards" / name / "collective.yaml").write_text(text)
    return tmp_path


def out(folder: Path, language: str = "pt", audience: Any = "public") -> bytes:
    bench = Bench(folder, audience)
    return written(bench, to_translate(bench, language), language, "en")


def filled(content: bytes, texts: dict[str, str]) -> bytes:
    sheet = book(content)
    page = sheet.worksheets[0]
    at = columns(page)
    for row in range(3, page.max_row + 1):
        key = page.cell(row, at["key"]).value
        if key in texts:
            page.cell(row, at["text"]).value = texts[key]
    return content_of(sheet)


def back(folder: Path, content: bytes, language: str = "pt", **more: Any) -> Translated:
    file = folder / "back.xlsx"
    file.write_bytes(content)
    return take_back(Bench(folder, "confidential"), language, file, **more)


def test_what_is_missing_comes_first(folder: Path) -> None:
    listed = to_translate(Bench(folder), "es")
    missing = [not each.text for each in listed]
    assert missing == sorted(missing, reverse=True)
    assert {each.key for each in listed if each.text} >= {SHORT, NOTE}
    assert {each.key for each in listed if not each.text} >= {QUESTION}
    assert next(each.source for each in listed if each.key == QUESTION) == "Are they granted?"


def test_texts_come_back_into_their_files(folder: Path) -> None:
    content = filled(out(folder), {QUESTION: "São concedidas?", NOTE: "Uma nota.", SHORT: "Concedidas"})
    done = back(folder, content)
    assert {row.item.outcome for row in done.rows} == {"taken"}
    assert done.written == ["mechanisms/nowhere/claims/late.yaml", "standards/features/collective.yaml"]
    workspace = Bench(folder).read(["nowhere"])
    assert workspace.catalogue.features["collective.granted"].question.root["pt"] == "São concedidas?"
    assert workspace.dossiers["nowhere"].dossier.claims[0].note.root["pt"] == "Uma nota."
    assert "# our own wording" in (folder / "standards" / "features" / "collective.yaml").read_text()
    before = (folder / "standards" / "features" / "collective.yaml").read_bytes()
    assert {row.item.outcome for row in back(folder, content).rows} == {"unchanged"}
    assert (folder / "standards" / "features" / "collective.yaml").read_bytes() == before
    changed = back(folder, filled(out(folder), {QUESTION: "Elas são concedidas?"}))
    assert changed.number("changed") == 1


def test_guidance_is_among_them(folder: Path) -> None:
    key = "standards/guidance/collective.yaml#guidance/collective.granted/text"
    back(folder, filled(out(folder), {key: "Só o que foi decidido para um grupo."}))
    workspace = Bench(folder).read(())
    guidance = load_guidance(workspace.rooms.standards, workspace.standards)
    assert guidance["collective.granted"].root["pt"] == "Só o que foi decidido para um grupo."


@pytest.mark.parametrize(("text", "code"), [("x" * 31, "value.short"), ("=1+1", "cell.formula")])
def test_a_text_that_is_refused_holds_up_all(folder: Path, text: str, code: str) -> None:
    content = filled(out(folder), {QUESTION: "São concedidas?", SHORT: text})
    done = back(folder, content)
    assert [problem.code for row in done.rows for problem in row.problems] == [code]
    assert done.written == ()
    assert back(folder, content, partial=True).written == ["standards/features/collective.yaml"]


def test_the_original_has_changed_since(folder: Path) -> None:
    content = filled(out(folder), {QUESTION: "São concedidas?"})
    file = folder / "standards" / "features" / "collective.yaml"
    file.write_text(file.read_text().replace("Are they granted?", "Are they ever granted?"))
    done = back(folder, content)
    assert [problem.code for row in done.rows for problem in row.problems] == ["cell.text-changed"]
    file.write_text(file.read_text().replace("collective.granted\n", "collective.other\n"))
    assert [p.code for row in back(folder, content).rows for p in row.problems] == ["cell.no-text"]


def test_dry_run_writes_nothing(folder: Path) -> None:
    done = back(folder, filled(out(folder), {QUESTION: "São concedidas?"}), dry_run=True)
    assert (done.number("taken"), done.written) == (1, ())
    assert "pt" not in (folder / "standards" / "features" / "collective.yaml").read_text()


def test_what_the_public_may_not_know_is_not_sent(folder: Path) -> None:
    assert not any("Xochitl" in each.source for each in to_translate(Bench(folder), "pt"))
    assert any("Xochitl" in each.source for each in to_translate(Bench(folder, "internal"), "pt"))
    assert not any("itness" in each.source for each in to_translate(Bench(folder), "pt"))


@pytest.mark.parametrize(("language", "code"), [("fr", "other-translation"), ("xx", "other-translation")])
def test_another_language(folder: Path, language: str, code: str) -> None:
    with pytest.raises(Slip) as slip:
        back(folder, out(folder), language)
    assert slip.value.code == code
    with pytest.raises(Slip) as slip:
        to_translate(Bench(folder), "xx")
    assert slip.value.code.startswith("unknown-language")


def test_only_ones_own_texts_are_written(tmp_path: Path) -> None:
    with pytest.raises(Slip) as slip:
        to_translate(Bench(), "pt")
    assert slip.value.code == "no-own-workspace"
