"""Questionnaires for phones: a form that converters take without a warning, and what its server exports."""

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from forms import FEW, back, kobo
from hypothesis import given
from hypothesis import strategies as st
from nowhere import write

from baremo.model.questionnaire import id_of, name_of
from baremo.model.sheet import Sheet
from baremo.workbench.bench import Bench
from baremo.workbench.questionnaires import Choice, questionnaire, written
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.workspace import Workspace

pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")

GRANTED = "collective.granted"
LANGUAGES = ("English (en)", "español (es)", "português (pt)", "français (fr)")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "")
    (tmp_path / "baremo.yaml").write_text("# a workspace\n")
    return tmp_path


@pytest.fixture
def bench(folder: Path) -> Bench:
    return Bench(folder)


def form(bench: Bench, coder: str | None = None, choice: Choice = FEW, language: str = "en") -> bytes:
    return written(questionnaire(bench, "nowhere", "late", language, coder, choice), "xlsform")


def rows(content: bytes, sheet: str) -> list[dict[str, Any]]:
    head, *entries = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [{str(name): cell for name, cell in zip(head, entry, strict=True) if cell is not None} for entry in entries]


@given(st.from_regex(r"[a-z0-9]+([.-][a-z0-9]+)*", fullmatch=True))
def test_a_name_leads_back_to_its_id(id: str) -> None:
    assert id_of(name_of(id)) == id
    assert name_of(id).replace("_", "").isalnum()


def test_every_language_is_on_every_sheet(bench: Bench) -> None:
    content = form(bench, choice=Choice())
    for sheet, column in (("survey", "label"), ("survey", "hint"), ("choices", "label")):
        for entry in rows(content, sheet):
            said = [language for language in LANGUAGES if f"{column}::{language}" in entry]
            assert said in ([], list(LANGUAGES)), entry
    assert all(f"label::{LANGUAGES[-1]}" in entry for entry in rows(content, "choices"))
    settings = rows(content, "settings")[0]
    assert settings["form_id"] == "baremo_nowhere_late"
    assert settings["default_language"] == LANGUAGES[0]


def test_the_version_is_another_where_anything_else_is(bench: Bench) -> None:
    versions = [rows(form(bench, **more), "settings")[0]["version"] for more in ({}, {}, {"coder": "coder-a"})]
    assert versions[0] == versions[1] != versions[2]


@pytest.mark.parametrize("coder", [None, "coder-a"])
def test_pyxform_converts_it_without_a_warning(bench: Bench, coder: str | None, tmp_path: Path) -> None:
    conversion = pytest.importorskip("pyxform.xls2xform")
    file = tmp_path / "form.xlsx"
    file.write_bytes(form(bench, coder, Choice()))
    converted = conversion.convert(file, validate=False)
    assert converted.warnings == []
    assert 'version="1-' in converted.xform
    for id in bench.read(()).catalogue.features:
        assert id not in converted.xform


def test_it_names_nobody_and_nothing_that_the_public_may_not_know(bench: Bench, folder: Path) -> None:
    document = folder / "mechanisms" / "documents" / "late.yaml"
    document.write_text(document.read_text().replace("title: Late", "title: Zanzibar"))
    content = form(bench, choice=Choice())
    words = " ".join(
        str(cell)
        for sheet in ("survey", "choices", "settings")
        for row in rows(content, sheet)
        for cell in row.values()
    )
    assert "The Network" in words
    assert "A witness" not in words
    assert "Zanzibar" not in words  # no title, not even a public one


SUBMISSION = {
    "start": "2017-03-01T10:00:00", "baremo_standard": "baremo", "baremo_edition": 1, "baremo_digest": "",
    "baremo_mechanism": "nowhere", "baremo_document": "late", "baremo_language": "en", "coder": "coder-a",
    "note_language": "es", "read": "pp. 1-3", "journal": None, "_id": 1, "_uuid": "u-1", "_index": 1,
}  # fmt: skip
STATEMENT = {
    "statement/row": "r-1", "statement/theme": "collective", "statement/feature": "collective__granted", "statement/how": "at_least",
    "statement/answer_collective__granted": "isolated", "statement/answer_collective__scope": None, "statement/kind": "observation",
    "statement/speaker": "network", "statement/date": "2016-05", "statement/locator": 4, "statement/anchor": "a few words",
    "statement/note": "Se otorgaron dos.", "statement/confidence": "likely", "statement/visibility": "public",
    "_index": 1, "_parent_table_name": "form", "_parent_index": 1, "_submission__uuid": "u-1",
}  # fmt: skip


def draft(folder: Path, coder: str = "coder-a") -> Sheet:
    return (
        Bench(folder, "confidential").read(["nowhere"], drafts=True).dossiers["nowhere"].drafts[f"late.{coder}"].sheet
    )


@pytest.fixture
def submission(bench: Bench) -> dict[str, Any]:
    return SUBMISSION | {"baremo_digest": bench.read(()).catalogue.digest}


def test_an_export_becomes_a_draft(bench: Bench, folder: Path, submission: dict[str, Any]) -> None:
    silent = STATEMENT | {
        "statement/row": "r-2", "statement/feature": "collective__scope", "statement/how": "nothing",
        "statement/answer_collective__granted": None,
    }  # fmt: skip
    silent = {
        key: silent[key]
        if key in ("statement/row", "statement/feature", "statement/how", "_submission__uuid")
        else None
        for key in silent
    }
    content = kobo([submission], [STATEMENT, silent])
    (done,) = back(bench, folder, content)
    assert done.refused == []
    assert done.remarks == ()
    kept = draft(folder)
    (claim,) = kept.claims
    assert (claim.feature, claim.at_least, claim.speaker, claim.locator) == (GRANTED, "isolated", "network", "4")
    assert claim.note.root == {"es": "Se otorgaron dos."}
    assert (kept.nothing_on, kept.read) == (("collective.scope",), "pp. 1-3")
    (again,) = back(bench, folder, content)
    assert {row.item.outcome for row in again.rows} == {"unchanged"}


def test_an_export_with_labels(bench: Bench, folder: Path, submission: dict[str, Any], shipped: Workspace) -> None:
    granted = shipped.catalogue.features[GRANTED]
    heads = {
        "feature": "Pregunta", "how": "Vale", "kind": "Qué es", "speaker": "Quién lo dice", "locator": "Dónde",
        "note": "Qué dice", "answer_collective__granted": granted.question.root["es"],
    }  # fmt: skip
    values = {
        "feature": granted.question.root["es"], "how": "al menos", "kind": "es así", "speaker": "La Red", "locator": "p. 4",
        "note": "Dos.", "answer_collective__granted": granted.values[1].label.root["es"],
    }  # fmt: skip
    told = {heads[key]: values[key] for key in heads} | {"row": "r-1", "_parent_index": 1, "_submission__uuid": "u-1"}
    (done,) = back(bench, folder, kobo([submission | {"note_language": "español"}], [told]))
    assert [problem for row in done.rows for problem in row.problems] == []
    (claim,) = draft(folder).claims
    assert (claim.feature, claim.at_least, claim.note.root) == (GRANTED, "isolated", {"es": "Dos."})


def test_each_submission_is_its_coders(bench: Bench, folder: Path, submission: dict[str, Any]) -> None:
    other = submission | {"coder": "coder-b", "_uuid": "u-2", "_index": 2}
    theirs = STATEMENT | {
        "_submission__uuid": "u-2",
        "_parent_index": 2,
        "statement/answer_collective__granted": "none",
    }
    done = back(bench, folder, kobo([submission, other], [STATEMENT, theirs]))
    assert [each.coder for each in done] == ["coder-a", "coder-b"]
    assert [draft(folder, coder).claims[0].at_least for coder in ("coder-a", "coder-b")] == ["isolated", "none"]


def test_one_refused_statement_holds_up_all_submissions(bench: Bench, folder: Path, submission: dict[str, Any]) -> None:
    other = submission | {"coder": "coder-b", "_uuid": "u-2", "_index": 2}
    theirs = STATEMENT | {"_submission__uuid": "u-2", "statement/answer_collective__granted": "never"}
    done = back(bench, folder, kobo([submission, other], [STATEMENT, theirs]))
    assert [each.saved for each in done] == [None, None]
    assert not (folder / "mechanisms" / "nowhere" / "drafts").exists()


def test_a_submission_that_cannot_be_written_takes_the_others_with_it(
    bench: Bench, folder: Path, submission: dict[str, Any]
) -> None:
    other = submission | {"coder": "coder-b", "_uuid": "u-2", "_index": 2}
    mine, theirs = ({**STATEMENT, "statement/row": "aaaaaaaa", "_submission__uuid": uuid} for uuid in ("u-1", "u-2"))
    with pytest.raises(WorkspaceError) as fault:
        back(bench, folder, kobo([submission, other], [mine, theirs]))
    assert {problem.code for problem in fault.value.problems} == {"duplicate-id.used"}
    assert not (folder / "mechanisms" / "nowhere" / "drafts").exists()


def test_a_public_form_is_that_of_a_workspace_without_secrets(
    bench: Bench, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    write(other, "")
    speakers = other / "mechanisms" / "speakers.yaml"
    speakers.write_text(
        "".join(line for line in speakers.read_text().splitlines(keepends=True) if "confidential" not in line)
    )
    (other / "mechanisms" / "documents" / "letter.yaml").unlink()
    (other / "baremo.yaml").touch()
    assert form(bench) == form(Bench(other))
