"""Questionnaires that go out as spreadsheets and come back: what was filled in is the draft, and nothing else is."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from forms import FEW, ON, PLAIN, answer, back, book, columns, content_of, out, rows_on, whole
from hypothesis import given, settings
from hypothesis import strategies as st
from nowhere import write
from said import sentence

from baremo.model.feature import Feature
from baremo.model.sheet import Sheet
from baremo.reporting.words import Words
from baremo.workbench.asking import ask
from baremo.workbench.bench import Bench
from baremo.workbench.coding import agreement, hand_in
from baremo.workbench.imports import take
from baremo.workbench.laying import Imported
from baremo.workbench.questionnaires import Choice, questionnaire
from baremo.workbench.slip import Slip
from baremo.workbench.writing import withdraw
from baremo.workspace.refusal import Refusal
from baremo.workspace.replacing import digest
from baremo.workspace.rooms import built_in
from baremo.workspace.workspace import Workspace

pytest.importorskip("python_calamine")
pytest.importorskip("xlsxwriter")

GRANTED, LAW, BALANCE = "collective.granted", "collective.legal-basis", "nonpolice.balance"
SECOND = Path(__file__).parents[1] / "second-standard"
LANGUAGES = ("en", "es", "pt", "fr")
SPEAKERS = {"ministry": {"en": "The Ministry", "es": "El Ministerio"}, "network": {"en": "The Network", "es": "La Red"}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "")
    (tmp_path / "baremo.yaml").write_text("# a workspace\n")
    return tmp_path


@pytest.fixture
def bench(folder: Path) -> Bench:
    return Bench(folder, "confidential")


def draft(folder: Path, coder: str = "coder-a") -> Sheet:
    return (
        Bench(folder, "confidential").read(["nowhere"], drafts=True).dossiers["nowhere"].drafts[f"late.{coder}"].sheet
    )


def told(imported: Imported) -> list[tuple[str, str]]:
    return [(row.item.name, row.item.outcome) for row in imported.rows]


def faults(imported: Imported) -> list[str]:
    return [problem.code for row in imported.rows for problem in row.problems]


def filled(bench: Bench, *answers: dict[str, Any], feature: str = GRANTED, read: str | None = "whole") -> bytes:
    sheet = book(out(bench))
    if read is not None:
        whole(sheet, read=read)
    answer(sheet, feature, *answers)
    return content_of(sheet)


# any draft, filled in, is that draft


@st.composite
def claims(draw: st.DrawFn, features: dict[str, Feature]) -> dict[str, Any]:
    """A claim in the form of a sheet's file, on one of these features."""
    feature = features[draw(st.sampled_from(sorted(features)))]
    kinds = ("observation", "commitment", *(("change",) if feature.kind == "record" else ()))
    entry: dict[str, Any] = {"feature": feature.id, "kind": draw(st.sampled_from(kinds))}
    low, high = sorted(draw(st.tuples(*[st.integers(0, feature.whole.high)] * 2)))
    how = draw(st.sampled_from(("exactly", "at_least", "at_most", "between")))
    match how:
        case "exactly":
            entry["value"] = feature.raw(low)
        case "between":
            entry |= {"at_least": feature.raw(low), "at_most": feature.raw(high)}
        case _:
            entry[how] = feature.raw(low)
    dates = st.sampled_from((None, "2014", "2014-05", "2015-06-07", "by 2016-02"))
    entry["date"] = draw(dates)
    if entry["kind"] == "observation":
        entry["until"] = draw(st.sampled_from((None, "2016-11")))
    if entry["kind"] == "commitment":
        entry["due"] = draw(st.sampled_from((None, "2020", "by 2019-01")))
    if entry["kind"] == "change":
        entry["before"] = draw(st.sampled_from((None, feature.raw(high))))
    words = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)
    texts = st.lists(words, min_size=1, max_size=5).map(" ".join)
    texts = texts.filter(lambda text: not text.startswith("="))  # which openpyxl writes as a formula
    return {
        key: value
        for key, value in {
            **entry,
            "speaker": draw(st.sampled_from(sorted(SPEAKERS))),
            "locator": draw(texts),
            "anchor": draw(st.none() | texts),
            "note": draw(texts),
            "confidence": draw(st.sampled_from((None, "certain", "likely", "doubtful"))),
            "visibility": draw(st.sampled_from((None, "internal", "confidential"))),
        }.items()
        if value is not None
    }


def cells(claim: dict[str, Any], feature: Feature, words: Words) -> dict[str, Any]:
    """The same as a person writes it into the cells, in the language of the words."""

    def label(raw: object) -> object:
        if isinstance(raw, bool):
            return words.say("value.yes" if raw else "value.no")
        return next((value.label.root[words.asked] for value in feature.values if value.id == raw), raw)

    best = "at_best" if feature.type == "choice" else "at_most"
    how = (
        "exactly" if "value" in claim
        else "between" if {"at_least", "at_most"} <= claim.keys()
        else "at_least" if "at_least" in claim else best
    )  # fmt: skip
    first = next(claim[key] for key in ("value", "at_least", "at_most") if key in claim)
    given = {
        "how": words.say(f"form.how.{how}"),
        "answer": label(first),
        "up_to": label(claim["at_most"]) if how == "between" else None,
        "kind": words.say(f"form.kind.{claim['kind']}"),
        "before": label(claim["before"]) if "before" in claim else None,
        "end": claim.get("until") or claim.get("due"),
        "speaker": SPEAKERS[claim["speaker"]].get(words.asked, SPEAKERS[claim["speaker"]]["en"]),
        "confidence": words.say(f"form.confidence.{claim['confidence']}") if "confidence" in claim else None,
        "visibility": words.say(f"form.visibility.{claim['visibility']}") if "visibility" in claim else None,
        **{key: claim.get(key) for key in ("date", "locator", "anchor", "note")},
    }
    return {column: value for column, value in given.items() if value is not None}


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_draft_filled_in_comes_back_as_that_draft(language: str, shipped: Workspace, folder: Path) -> None:
    features = {id: one for id, one in shipped.catalogue.features.items() if one.dimension in FEW.dimensions}
    words = Words(language, (built_in() / "reports",), shipped.catalogue.standard)
    file = folder / "mechanisms" / "nowhere" / "drafts" / "late.coder-a.yaml"
    with Bench(folder, "confidential") as bench:
        empty = out(bench, language)

        @settings(max_examples=4)
        @given(st.lists(claims(features), min_size=1, max_size=12), st.data())
        def holds(stated: list[dict[str, Any]], data: st.DataObject) -> None:
            file.unlink(missing_ok=True)
            silent = data.draw(st.sets(st.sampled_from(sorted(features.keys() - {one["feature"] for one in stated}))))
            sheet = book(empty)
            whole(sheet, read="pp. 1-9", journal="Read twice.")
            for id in {one["feature"]: None for one in stated}:
                answer(sheet, id, *(cells(one, features[id], words) for one in stated if one["feature"] == id))
            for id in silent:
                answer(sheet, id, {"how": words.say("form.how.nothing")})
            (done,) = back(bench, folder, content_of(sheet))
            assert done.refused == [], faults(done)
            kept = draft(folder)
            assert (kept.read, kept.journal, kept.status, kept.coded[0].by) == (
                "pp. 1-9",
                "Read twice.",
                "draft",
                "coder-a",
            )
            assert set(kept.nothing_on) == silent
            wanted = Sheet.model_validate(
                {
                    "document": "late", "read": "whole", "status": "draft",
                    "claims": [{**one, "note": {language: one["note"]}} for one in stated],
                }
            ).claims  # fmt: skip
            found = [claim.model_copy(update={"id": None}) for claim in kept.claims]
            assert sorted(map(repr, found)) == sorted(map(repr, wanted))
            before = file.read_bytes()
            (again,) = back(bench, folder, content_of(sheet))
            assert {row.item.outcome for row in again.rows} == {"unchanged"}
            assert again.saved is None
            (prefilled,) = back(bench, folder, out(bench, language))
            assert {row.item.outcome for row in prefilled.rows} == {"unchanged"}, told(prefilled)
            assert len(prefilled.rows) == len(stated) + len(silent) + 2
            assert file.read_bytes() == before

        holds()


# row by row


def test_rows_are_taken_changed_and_unchanged(bench: Bench, folder: Path) -> None:
    first = {**PLAIN, "answer": "none are granted"}
    (done,) = back(bench, folder, filled(bench, first))
    assert told(done) == [("read", "taken"), (GRANTED, "taken")]
    (done,) = back(
        bench, folder, filled(bench, {**first, "answer": "isolated"}, {**PLAIN, "speaker": "network", "answer": "none"})
    )
    assert told(done) == [("read", "unchanged"), (GRANTED, "changed"), (GRANTED, "taken")]
    assert [(claim.value, claim.speaker) for claim in draft(folder).claims] == [
        ("isolated", "ministry"),
        ("none", "network"),
    ]
    assert done.saved is not None


def test_what_a_row_cannot_say_stays(bench: Bench, folder: Path) -> None:
    back(bench, folder, filled(bench, {**PLAIN, "answer": "none"}))
    file = folder / "mechanisms" / "nowhere" / "drafts" / "late.coder-a.yaml"
    file.write_text(file.read_text().replace('en: "A note."', 'en: "A note.", es: "Una nota."') + "# my own remark\n")
    (done,) = back(bench, folder, filled(bench, {**PLAIN, "answer": "none", "note": "Another."}))
    assert told(done)[-1] == (GRANTED, "changed")
    assert draft(folder).claims[0].note.root == {"en": "Another.", "es": "Una nota."}
    assert "# my own remark" in file.read_text()


def test_a_note_in_another_language_is_note_enough(bench: Bench, folder: Path) -> None:
    back(bench, folder, filled(bench, {**PLAIN, "answer": "none"}))
    (done,) = back(bench, folder, out(bench, "fr"))
    assert {row.item.outcome for row in done.rows} == {"unchanged"}


def test_an_emptied_row_takes_nothing_out(bench: Bench, folder: Path) -> None:
    back(bench, folder, filled(bench, {**PLAIN, "answer": "none"}))
    sheet = book(out(bench))
    page = sheet.worksheets[1]
    row = rows_on(page, GRANTED)[0]
    assert page.cell(row, columns(page)["answer"]).value == "none are granted"
    for at in range(3, page.max_column + 1):
        page.cell(row, at).value = None
    (done,) = back(bench, folder, content_of(sheet))
    assert done.remarks == (("emptied", {"n": 1}),)
    assert len(draft(folder).claims) == 1


def test_dry_run_writes_nothing(bench: Bench, folder: Path) -> None:
    (done,) = back(bench, folder, filled(bench, {**PLAIN, "answer": "none"}), dry_run=True)
    assert told(done)[-1] == (GRANTED, "taken")
    assert not (folder / "mechanisms" / "nowhere" / "drafts").exists()


def test_half_a_file_is_taken_only_if_asked(bench: Bench, folder: Path) -> None:
    content = filled(bench, {**PLAIN, "answer": "none"}, {**PLAIN, "answer": "sometimes"})
    (done,) = back(bench, folder, content)
    assert [row.item.row for row in done.refused] == [rows_on(book(out(bench)).worksheets[1], GRANTED)[1]]
    assert not (folder / "mechanisms" / "nowhere" / "drafts").exists()
    (done,) = back(bench, folder, content, partial=True)
    assert done.saved is not None
    assert [claim.value for claim in draft(folder).claims] == ["none"]


def test_nothing_on_a_question_and_an_answer_to_it(bench: Bench, folder: Path) -> None:
    back(bench, folder, filled(bench, {"how": "nothing on it"}))
    assert draft(folder).nothing_on == (GRANTED,)
    (done,) = back(bench, folder, filled(bench, {"how": "nothing on it"}, {**PLAIN, "answer": "none"}))
    assert faults(done) == ["cell.nothing-but"]
    (done,) = back(bench, folder, filled(bench, {**PLAIN, "how": "exactly", "answer": "none"}))
    assert told(done)[-1] == (GRANTED, "taken")
    assert draft(folder).nothing_on == ()


@pytest.mark.parametrize(
    ("cells", "codes", "column"),
    [
        ({"answer": "sometimes"}, ["value.not-listed"], "answer"),
        ({"answer": "none", "locator": None}, ["cell.empty"], "locator"),
        ({"answer": "none", "note": None}, ["cell.empty"], "note"),
        ({"answer": "none", "speaker": None}, ["cell.empty"], "speaker"),
        ({"answer": "none", "speaker": "Somebody"}, ["value.not-listed"], "speaker"),
        ({"answer": "none", "date": 43656}, ["cell.number-as-date"], "date"),
        ({"answer": "none", "date": "last year"}, ["value.date"], "date"),
        ({"answer": "none", "kind": "it was changed"}, ["kind.record"], "kind"),
        ({"answer": "none", "anchor": "one two three four five six seven"}, ["value.anchor"], "anchor"),
        ({"answer": "none", "up_to": "isolated"}, ["cell.not-between"], "up_to"),
        ({"how": "between two", "answer": "regular", "up_to": "none"}, ["value.bounds"], "answer"),
        ({"how": "nothing on it", "answer": "none"}, ["cell.nothing-and-answer"], "answer"),
        ({"answer": "none", "note": "Two\u2028lines."}, ["control-character.separator"], "note"),
        ({}, ["cell.no-answer"], "answer"),
        ({"answer": "=1+1"}, ["cell.formula"], "answer"),
    ],
)  # fmt: skip
def test_a_row_is_refused_at_its_cell(
    bench: Bench, folder: Path, cells: dict[str, Any], codes: list[str], column: str
) -> None:
    content = filled(bench, {**PLAIN, **cells})
    (done,) = back(bench, folder, content)
    assert faults(done) == codes
    (row,) = done.refused
    page = book(content).worksheets[1]
    assert row.problems[0].path == page.title
    assert (row.problems[0].line, row.problems[0].column) == (rows_on(page, GRANTED)[0], columns(page)[column])
    for language in LANGUAGES:
        assert all(sentence(problem, language) for problem in row.problems)


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (2016, "2016"),
        ("2016-05", "2016-05"),
        ("≤2016-05", "by 2016-05"),
        ("by 2016", "by 2016"),
        ("2016-05-04", "2016-05-04"),
        ("2016-05, a más tardar", "by 2016-05"),
        (ON, "2017-03-01"),
    ],
)
def test_dates_however_they_are_written(bench: Bench, folder: Path, date: Any, text: str) -> None:
    (done,) = back(bench, folder, filled(bench, {**PLAIN, "answer": "none", "date": date}))
    assert faults(done) == [] or text == "2017-03-01"
    if not done.refused:
        assert str(draft(folder).claims[0].date) == text


@pytest.mark.parametrize(
    ("answered", "value"), [(True, True), (False, False), ("TRUE", True), ("Sí", True), ("não", False), ("yes", True)]
)
def test_yes_however_it_is_written(bench: Bench, folder: Path, answered: Any, value: bool) -> None:
    (done,) = back(bench, folder, filled(bench, {**PLAIN, "answer": answered}, feature=LAW))
    if answered == "TRUE":  # a text that no list offers
        assert faults(done) == ["value.not-listed"]
    else:
        assert draft(folder).claims[0].value is value


def test_numbers_become_the_texts_that_they_look_like(bench: Bench, folder: Path) -> None:
    back(bench, folder, filled(bench, {**PLAIN, "answer": "none", "locator": 12.0, "anchor": 7}))
    assert (draft(folder).claims[0].locator, draft(folder).claims[0].anchor) == ("12", "7")


def test_a_formula_as_text_stays_text(bench: Bench, folder: Path) -> None:
    sheet = book(filled(bench, {**PLAIN, "answer": "none"}))
    page = sheet.worksheets[1]
    cell = page.cell(rows_on(page, GRANTED)[0], columns(page)["note"])
    cell.value = "=HYPERLINK(1)"
    cell.data_type = "s"
    back(bench, folder, content_of(sheet))
    assert draft(folder).claims[0].note.root == {"en": "=HYPERLINK(1)"}
    again = book(out(bench)).worksheets[1]
    cell = again.cell(rows_on(again, GRANTED)[0], columns(again)["note"])
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_rows_that_were_sorted_or_copied(bench: Bench, folder: Path) -> None:
    sheet = book(filled(bench, {**PLAIN, "answer": "none"}))
    page = sheet.worksheets[1]
    first, second = rows_on(page, GRANTED)
    for at in range(1, page.max_column + 1):
        page.cell(second + 500, at).value = page.cell(first, at).value
    (done,) = back(bench, folder, content_of(sheet))
    assert faults(done) == ["cell.same-row"]
    for at in range(1, page.max_column + 1):
        page.cell(first, at).value = None
    (done,) = back(bench, folder, content_of(sheet))
    assert told(done)[-1] == (GRANTED, "taken")


def test_a_formula_that_nobody_worked_out_is_no_empty_row(bench: Bench, folder: Path) -> None:
    (done,) = back(bench, folder, filled(bench, {"answer": "=1+1"}, read="=1+1"))
    assert faults(done) == ["cell.formula", "cell.formula", "cell.read"]


def test_merged_cells(bench: Bench, folder: Path) -> None:
    sheet = book(filled(bench, {**PLAIN, "answer": "none"}))
    page = sheet.worksheets[1]
    first, second = rows_on(page, GRANTED)
    at = columns(page)["answer"]
    page.merge_cells(start_row=first, end_row=second, start_column=at, end_column=at)
    (done,) = back(bench, folder, content_of(sheet))
    assert faults(done) == ["cell.merged"]


@pytest.mark.parametrize(
    ("feature", "answered", "value"),
    [
        ("ulinzi.siku", 30, 30),
        ("ulinzi.siku", 30.0, 30),
        ("ulinzi.siku", "30", 30),
        ("ulinzi.siku", "30,0", 30),
        ("ulinzi.siku", 30.5, None),
        ("ulinzi.siku", "1,200", None),
        ("ulinzi.siku", True, None),
        ("ulinzi.siku", "many", None),
        ("ulinzi.fedha", "33,5%", 33.5),
        ("ulinzi.fedha", "33.5", 33.5),
        ("ulinzi.fedha", 33, 33),
        ("ulinzi.fedha", "0,5 %", 0.5),
        ("ulinzi.fedha", 0.33, None),
        ("ulinzi.fedha", 133, None),
        ("msingi.sheria", True, True),
    ],
)
def test_numbers_however_they_are_written(tmp_path: Path, feature: str, answered: Any, value: Any) -> None:
    """By standards of another body, in languages that the interface hardly speaks."""
    shutil.copytree(SECOND, tmp_path / "own")
    bench = Bench(tmp_path / "own", "confidential")
    sheet = book(out(bench, "de", choice=Choice(), mechanism="pwani", document="taarifa-2020"))
    whole(sheet, read="whole")
    speaker = next(iter(bench.read(()).bibliography.speakers))
    answer(sheet, feature, {"answer": answered, "locator": "S. 1", "note": "Notiz.", "speaker": speaker})
    (done,) = back(bench, tmp_path, content_of(sheet))
    if value is None:
        assert len(done.refused) == 1
        assert all(sentence(problem) for problem in done.refused[0].problems)
    else:
        assert faults(done) == []
        drafts = bench.read(["pwani"], drafts=True).dossiers["pwani"].drafts
        (claim,) = drafts["taarifa-2020.coder-a"].sheet.claims
        assert (claim.value, claim.note.root) == (value, {"de": "Notiz."})


# what the file belongs to


def origin(sheet: Any, **changed: str) -> None:
    page = sheet["baremo"]
    for row in page.iter_rows():
        if row[0].value in changed:
            row[1].value = changed[row[0].value]


@pytest.mark.parametrize(
    ("changed", "remark"),
    [
        ({"edition": "2"}, "other-edition"),
        ({"digest": "0" * 16}, "changed-standard"),
        ({"standard": "another"}, "other-standard"),
    ],
)
def test_other_standards_are_told(bench: Bench, folder: Path, changed: dict[str, str], remark: str) -> None:
    sheet = book(filled(bench, {**PLAIN, "answer": "none"}))
    origin(sheet, **changed)
    (done,) = back(bench, folder, content_of(sheet))
    assert [code for code, _ in done.remarks] == [remark]
    assert done.saved is not None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"mechanism": "elsewhere"}, "unknown-mechanism-near"),
        ({"document": "later"}, "unknown-document-near"),
        ({"coder": "Ana María"}, "not-an-id"),
        ({"form": "translation"}, "import-translation"),
    ],
)
def test_what_there_is_not_here(bench: Bench, folder: Path, changed: dict[str, str], code: str) -> None:
    sheet = book(filled(bench, {**PLAIN, "answer": "none"}))
    origin(sheet, **changed)
    with pytest.raises(Slip) as slip:
        back(bench, folder, content_of(sheet))
    assert slip.value.code == code


def test_a_question_that_does_not_exist(bench: Bench, folder: Path) -> None:
    sheet = book(filled(bench, {**PLAIN, "answer": "none"}))
    page = sheet.worksheets[1]
    page.cell(rows_on(page, GRANTED)[0], 2).value = "collective.grantd"
    (done,) = back(bench, folder, content_of(sheet))
    assert faults(done) == ["unknown-feature"]


@pytest.mark.parametrize("more", [{"mechanism": "elsewhere"}, {"coder": "coder-b"}])
def test_a_file_of_another(bench: Bench, folder: Path, more: dict[str, str]) -> None:
    with pytest.raises(Slip) as slip:
        back(bench, folder, filled(bench, {**PLAIN, "answer": "none"}), **more)
    assert slip.value.code.startswith("import-other-")


def test_nobody_is_named_as_coder(bench: Bench, folder: Path) -> None:
    sheet = book(out(bench, coder=None))
    whole(sheet, read="whole")
    answer(sheet, GRANTED, {**PLAIN, "answer": "none"})
    with pytest.raises(Slip) as slip:
        back(bench, folder, content_of(sheet))
    assert slip.value.code == "import-no-coder"
    for coder in ("coder-a", "coder-b"):  # one empty file for two coders
        (done,) = back(bench, folder, content_of(sheet), coder=coder)
        assert done.saved is not None
        hand_in(bench, "nowhere", "late", coder)
    (pair,) = agreement(bench, ["nowhere"]).agreement.documents
    assert (pair.counts.same, pair.blind) == (1, True)


def test_a_draft_that_was_handed_in_is_locked(bench: Bench, folder: Path) -> None:
    content = filled(bench, {**PLAIN, "answer": "none"})
    back(bench, folder, content)
    hand_in(bench, "nowhere", "late")
    (done,) = back(bench, folder, content)
    assert {row.item.outcome for row in done.rows} == {"unchanged"}
    with pytest.raises(Refusal) as refusal:
        back(bench, folder, filled(bench, {**PLAIN, "answer": "isolated"}))
    assert refusal.value.code == "handed-in"


# a colleague's sheet

SHEET = """\
document: late
read: whole
speaker: network
status: handed-in
coded: [{by: coder-c, on: 2017-03-01}]
claims:
  - {id: aaaaaaaa, feature: collective.granted, kind: observation, value: none, locator: "1", note: {en: A note.}}
  - {feature: nonpolice.balance, kind: observation, value: only, speaker: ministry, locator: "2", note: {en: A note.}}
figures:
  - {label: {en: Staff}, value: 9, unit: {en: people}, locator: "3"}
nothing_on: [collective.scope]
journal: "Read on a train."
"""


def yaml(bench: Bench, folder: Path, text: str, **more: Any) -> Imported:
    (done,) = back(bench, folder, text.encode(), "sheet.yaml", mechanism="nowhere", **more)
    return done


def test_a_colleagues_sheet(bench: Bench, folder: Path) -> None:
    done = yaml(bench, folder, SHEET)
    assert faults(done) == []
    kept = draft(folder, "coder-c")
    assert (kept.status, kept.speaker, kept.journal) == ("draft", "network", "Read on a train.")
    assert [(claim.feature, claim.speaker) for claim in kept.claims] == [(GRANTED, "network"), (BALANCE, "ministry")]
    assert kept.claims[0].id == "aaaaaaaa"
    assert (len(kept.figures), kept.nothing_on) == (1, ("collective.scope",))
    again = yaml(bench, folder, SHEET)
    assert {row.item.outcome for row in again.rows} == {"unchanged"}
    other = yaml(bench, folder, SHEET.replace("coder-c", "coder-d"))
    assert faults(other) == []
    assert draft(folder, "coder-d").claims[0].id != "aaaaaaaa"


@pytest.mark.parametrize(
    ("old", "new", "code", "line"),
    [
        ("value: none", "value: nonee", "value.choice", 7),
        ("speaker: ministry", "speaker: nobody", "unknown-speaker", 8),
        ("nonpolice.balance", "nonpolice.balanc", "unknown-feature", 8),
        ("value: 9", "value: nine", "type.number", 10),
        ("[collective.scope]", "[collective.skope]", "unknown-feature", 11),
        ("journal:", "diary:", "unknown-key.listed", 12),
    ],
)
def test_an_entry_is_refused_at_its_line(bench: Bench, folder: Path, old: str, new: str, code: str, line: int) -> None:
    done = yaml(bench, folder, SHEET.replace(old, new))
    assert faults(done) == [code]
    assert done.refused[0].problems[0].line == line
    assert not (folder / "mechanisms" / "nowhere" / "drafts").exists()


# for whom


def test_what_the_audience_may_not_know_is_not_in_it(folder: Path) -> None:
    with Bench(folder, "confidential") as keeper:
        back(keeper, folder, filled(keeper, {**PLAIN, "answer": "none", "note": "Xochitl says so."}))
        whole_team = out(keeper)
    with Bench(folder) as public:
        content = out(public)
        with pytest.raises(Slip) as slip:
            questionnaire(public, "nowhere", "letter", "en")
    assert slip.value.code == "unknown-document-near"
    assert "letter" not in slip.value.values["known"]

    def words(content: bytes) -> str:
        return " ".join(str(cell.value) for page in book(content) for row in page.iter_rows() for cell in row)

    assert "Xochitl says so." in words(whole_team)
    assert "A witness" in words(whole_team)
    assert "Xochitl" not in words(content)
    assert "A witness" not in words(content)


def test_a_public_questionnaire_is_that_of_a_workspace_without_secrets(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    write(other, "")
    lines = (other / "mechanisms" / "speakers.yaml").read_text().splitlines(keepends=True)
    (other / "mechanisms" / "speakers.yaml").write_text("".join(line for line in lines if "confidential" not in line))
    (other / "mechanisms" / "documents" / "letter.yaml").unlink()
    (other / "baremo.yaml").write_text("")
    keeper = Bench(folder, "confidential")
    back(keeper, folder, filled(keeper, {**PLAIN, "answer": "none"}))
    assert out(Bench(folder)) == out(Bench(other))


def test_only_what_is_open_in_the_order_of_ask(folder: Path) -> None:
    with Bench(folder) as bench:
        open_ones = questionnaire(bench, "nowhere", "late", "en", choice=Choice(still_open=True))
        order = [question.feature for question in ask(bench, ["nowhere"]).file.ask[0].questions]
    asked = [each.feature.id for each in open_ones.asked]
    assert asked == [id for id in order if id in asked]
    assert len(asked) > 30
    with pytest.raises(Slip) as slip:
        questionnaire(bench, "nowhere", "late", "en", choice=Choice(("colective",)))
    assert slip.value.code == "unknown-dimension-near"


def test_headings_are_locked_and_answers_have_lists(bench: Bench) -> None:
    sheet = book(out(bench))
    assert [page.sheet_state for page in sheet] == ["visible", "visible", "hidden", "veryHidden"]
    page = sheet.worksheets[1]
    assert page.protection.sheet
    row = rows_on(page, GRANTED)[0]
    locked = {name: page.cell(row, at).protection.locked for name, at in columns(page).items()}
    assert {name for name, each in locked.items() if each} == {"row", "feature"}
    lists = {
        cell for rule in page.data_validations.dataValidation if rule.type == "list" for cell in str(rule.sqref).split()
    }
    assert page.cell(row, columns(page)["answer"]).coordinate in lists


# a thousand rows


def test_a_thousand_rows_in_a_few_seconds(bench: Bench, folder: Path) -> None:
    sheet = book(out(bench))
    whole(sheet, read="whole", speaker="network")
    answer(sheet, GRANTED, *({"answer": "none", "locator": f"p. {n}", "note": f"Note {n}."} for n in range(1000)))
    content = content_of(sheet)
    before = os.times()
    (done,) = back(bench, folder, content, dry_run=True)
    assert sum(os.times()[:4]) - sum(before[:4]) < 5  # seconds of the processor, the reading process's too
    assert done.number("taken") == 1002
    back(bench, folder, content)
    assert len(draft(folder).claims) == 1000
    before = os.times()
    (again,) = back(bench, folder, content)
    assert again.number("unchanged") == 1002
    assert sum(os.times()[:4]) - sum(before[:4]) < 8


def test_what_was_withdrawn_is_not_taken_again(bench: Bench, folder: Path) -> None:
    content = filled(bench, {**PLAIN, "answer": "none"})
    back(bench, folder, content)
    file = folder / "mechanisms" / "nowhere" / "drafts" / "late.coder-a.yaml"
    (claim,) = draft(folder).claims
    assert claim.id is not None
    withdraw(bench, "nowhere/drafts/late.coder-a.yaml", "claims", claim.id, ON, "Misread.", digest(file.read_bytes()))
    (done,) = back(bench, folder, content)
    assert faults(done) == ["cell.withdrawn"]


# LibreOffice


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_saved_by_libreoffice(bench: Bench, folder: Path, ending: str) -> None:
    import subprocess

    from openpyxl import load_workbook

    (folder / "in").mkdir()
    (folder / "in" / "filled.xlsx").write_bytes(
        filled(bench, {**PLAIN, "answer": "none are granted", "date": "2016-05", "locator": 12})
    )
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", ending]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / "in" / "filled.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (done,) = take(bench, folder / f"filled.{ending}", on=ON)
    assert faults(done) == []
    (claim,) = draft(folder).claims
    assert (claim.value, str(claim.date), claim.locator) == ("none", "2016-05", "12")
    if ending == "xlsx":
        page = load_workbook(folder / "filled.xlsx").worksheets[1]
        rules = {rule.type for rule in page.data_validations.dataValidation}
        assert {"list", "custom"} <= rules
        assert page.protection.sheet
