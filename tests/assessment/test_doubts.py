"""What `check` finds doubtful in a dossier: each kind, with its place; and that nothing else is."""

import time
from pathlib import Path

import pytest

from baremo.assessment.doubts import dossier_doubts
from baremo.workspace.workspace import Workspace

from nowhere import SHEET as SHEET_HEAD  # isort: skip
from nowhere import DOCUMENTS, claim, nowhere  # isort: skip
from said import told

GRANTED, BASIS, IMPLEMENTED = "collective.granted", "collective.legal-basis", "collective.implemented"
SIGNED = 'locator: "1", '
SHEET, OWN = "mechanisms/nowhere/claims/late.yaml", "mechanisms/nowhere/mechanism.yaml"


def doubts(shipped: Workspace, room: Path, rest: str) -> list[str]:
    return [told(doubt) for doubt in dossier_doubts(*nowhere(shipped, room, rest, "confidential"))]


def said(feature: str, value: str, more: str = "", **named: str) -> str:
    return claim(feature, value, more=SIGNED + more, **named)


def change(feature: str, value: str, more: str = "", **named: str) -> str:
    return said(feature, value, "kind: change, " + more, **named)


def test_nothing(shipped: Workspace, tmp_path: Path) -> None:
    """Claims of one value; of two by different speakers, on different days, or that overlap; changes of other features."""
    rest = "claims:\n" + "".join(
        (
            said(GRANTED, "none", "date: 2016, "),
            said(GRANTED, "none", "date: 2016-02, "),
            said(GRANTED, "isolated", "date: 2017-01, "),
            said(GRANTED, "regular", "date: 2016, ", speaker="ministry"),
            said(IMPLEMENTED, "at_least: some", "date: 2017-01, ", speaker="ministry"),
            said(IMPLEMENTED, "at_most: some", "date: 2017-01, ", speaker="ministry"),
            said(GRANTED, "regular", "date: 2017-02-28, ", speaker="ministry"),
            change(BASIS, "no", "date: 2010, ", document="early"),
            change("institution.legal-basis", "law", "date: 2011, ", document="early"),
            change(BASIS, "yes", "date: 2012, before: no, ", document="early"),
        )
    )
    assert doubts(shipped, tmp_path, rest) == []


def test_a_date_later_than_its_source(shipped: Workspace, tmp_path: Path) -> None:
    rest = "claims:\n" + "".join(
        (
            said(GRANTED, "none", "date: 2013-06-30, ", document="early"),
            said(IMPLEMENTED, "none"),
            late := said(GRANTED, "none", "date: 2013-07-01, ", document="early"),
            said(GRANTED, "none", "date: 2017, "),
        )
    )
    assert doubts(shipped, tmp_path, rest) == [
        f"{SHEET.replace('late', 'early')}:9:{late.index('2013-07-01') + 1}: error: this was observed after 2013-06-30, the day "
        "up to which its document knows; expected an earlier date, or `kind: commitment` [later-than-document]"
    ]


@pytest.mark.parametrize(
    ("claims", "line", "message"),
    [
        (
            [said(GRANTED, "isolated"), *(said(GRANTED, value, "date: 2017-01, ") for value in ("none", "isolated", "regular"))],
            11,
            f"'{GRANTED}' gets values that exclude each other from one speaker for one day",
        ),
        (
            [change(BASIS, "no", "date: 2012, "), change(BASIS, "yes", "date: 2012, ", speaker="ministry")],
            8,
            f"'{BASIS}' gets values that exclude each other from two changes on one day",
        ),
        (
            [change(BASIS, "no", "date: 2010, "), change(BASIS, "yes", "date: 2012, before: yes, ")],
            9,
            f"what `before` says of '{BASIS}' is not what an earlier change says",
        ),
        (
            [change(BASIS, "yes", "date: 2012, before: no, "), change(BASIS, "yes", "date: 2012, before: yes, ")],
            9,
            f"'{BASIS}' gets values that exclude each other from what two changes on one day say that they replace",
        ),
    ],
)  # fmt: skip
def test_contradictions(shipped: Workspace, tmp_path: Path, claims: list[str], line: int, message: str) -> None:
    assert doubts(shipped, tmp_path, "claims:\n" + "".join(claims)) == [
        f"{SHEET}:{line}:5: doubt: {message} [contradiction]"
    ]


def test_a_contradiction_between_reforms_is_shown_in_the_second(shipped: Workspace, tmp_path: Path) -> None:
    names = "".join(f"  - {{id: law-{value}, name: {{en: Law, es: Ley}}}}\n" for value in ("no", "yes"))
    stages = "".join(
        f'  - {{reform: law-{value}, state: adopted, date: 2012, document: early, locator: "{value}", '
        f"lays_down: [{{feature: {BASIS}, value: {value}}}]}}\n"
        for value in ("no", "yes")
    )
    (doubt,) = doubts(shipped, tmp_path, f"reforms:\n{names}stages:\n{stages}")
    assert doubt.startswith(f"{SHEET.replace('late', 'early')}:9:")
    assert "from two changes on one day [contradiction]" in doubt


def test_the_claim_is_named_and_not_one_like_it(shipped: Workspace, tmp_path: Path) -> None:
    """Locators and anchors may be alike in two documents."""
    rest = "claims:\n" + "".join(
        (
            said(GRANTED, "none", document="early"),
            said(GRANTED, "none", "date: 2017-02-28, "),
            said(GRANTED, "regular", "date: 2017-02-28, "),
        )
    )
    (doubt,) = doubts(shipped, tmp_path, rest)
    assert doubt.startswith(f"{SHEET}:9:")


def test_a_broken_bond(shipped: Workspace, tmp_path: Path) -> None:
    """Measures that are carried out though none is granted; later some are, and nothing is wrong any more."""
    rest = "claims:\n" + "".join(
        (
            said(GRANTED, "none", "date: 2015, "),
            said(IMPLEMENTED, "some", "date: 2016-02-01, ", speaker="ministry"),
            said(GRANTED, "isolated", "date: 2016-05-01, "),
        )
    )
    assert doubts(shipped, tmp_path, rest) == [
        f"{SHEET}:9:5: doubt: on 2016-02-01 '{IMPLEMENTED}' is at least some while '{GRANTED}' is below "
        "isolated, which the bond between them rules out [bond]"
    ]


FIRST, SECOND = "aaaaaaaa", "bbbbbbbb"


def adjudication(value: str) -> str:
    return (
        f"adjudications:\n  - feature: {GRANTED}\n    between: [{FIRST}, {SECOND}]\n    value: {value}\n    date: 2016-06\n"
        "    by: A reviewer\n    why: {en: A reason., es: Una razón.}\n"
    )


@pytest.mark.parametrize(
    ("value", "theirs", "expected"),
    [
        ("isolated", "isolated", None),
        ("none", "isolated", None),
        ("isolated", "none", "8:5: doubt: the claims named on 'collective.granted' do not differ; there is nothing to decide"),
        ("regular", "isolated", "10:12: doubt: the value decided for 'collective.granted' lies outside everything that is claimed"),
    ],
)  # fmt: skip
def test_adjudications(shipped: Workspace, tmp_path: Path, value: str, theirs: str, expected: str | None) -> None:
    own = said(GRANTED, "none", f"id: {FIRST}, date: 2015, ")
    other = said(GRANTED, theirs, f"id: {SECOND}, date: 2016-05, ", speaker="ministry")
    told = doubts(shipped, tmp_path, f"claims:\n{own}{other}{adjudication(value)}")
    assert told == ([] if expected is None else [f"{OWN}:{expected} [adjudication]"])


def test_a_sheet_without_a_second_reader(shipped: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nowhere.SHEET", SHEET_HEAD.replace("reviewed: {{by: second-reader}}\n", ""))
    (doubt,) = doubts(shipped, tmp_path, "claims:\n" + said(GRANTED, "none"))
    assert doubt.startswith(f"{SHEET}:3:")
    assert doubt.endswith("[unreviewed]")


def test_a_text_that_is_not_translated(shipped: Workspace, tmp_path: Path) -> None:
    """Only into a language that most of a file's texts have: the others are not asked for."""
    last = said(GRANTED, "none", "date: 2015, ").replace(", es: Una nota.", "")
    rest = "claims:\n" + said(GRANTED, "none") + said(GRANTED, "none", "date: 2016, ") + last
    (doubt,) = doubts(shipped, tmp_path, rest)
    assert "1 of 3 texts" in doubt
    assert "'es'" in doubt
    assert doubt.endswith("[untranslated]")


LOW, HIGH = said(GRANTED, "none", "date: 2017-01, "), said(GRANTED, "regular", "date: 2017-01, ")
NO, YES = change(BASIS, "no", "date: 2010, "), change(BASIS, "yes", "date: 2012, before: yes, ")
NONE, SOME = (
    said(GRANTED, "none", f"id: {FIRST}, date: 2015, "),
    said(IMPLEMENTED, "some", "date: 2016-02-01, ", speaker="ministry"),
)
SAME, THEIRS = (
    said(GRANTED, value, f"id: {SECOND}, date: 2016-05, ", speaker="ministry") for value in ("none", "isolated")
)


@pytest.mark.parametrize(
    ("code", "claims", "rest"),
    [
        ("contradiction", [LOW, HIGH], ""),
        ("contradiction", [NO, YES], ""),
        ("bond", [NONE, SOME], ""),
        ("adjudication", [NONE, SAME], adjudication("isolated")),
        ("adjudication", [NONE, THEIRS], adjudication("regular")),
    ],
)
def test_a_doubt_is_as_secret_as_the_claims_that_it_speaks_of(
    shipped: Workspace, tmp_path: Path, code: str, claims: list[str], rest: str
) -> None:
    """Wherever it is shown."""
    for marked in (None, *range(len(claims))):
        lines = [
            one.replace("note:", "visibility: internal, note:") if place == marked else one
            for place, one in enumerate(claims)
        ]
        mechanism, filed = nowhere(shipped, tmp_path, "claims:\n" + "".join(lines) + rest, "confidential")
        told = [doubt for doubt in dossier_doubts(mechanism, filed) if doubt.code != "superseded-by-withheld"]
        (doubt,) = told
        assert (doubt.code.split(".")[0], doubt.visibility) == (code, "public" if marked is None else "internal")


ACT = "reforms:\n  - {id: act, name: {en: The Act, es: La Ley}}\nstages:\n"


def stage(state: str, day: str, *, document: str = "late", more: str = "") -> str:
    return f'  - {{reform: act, state: {state}, date: {day}, document: {document}, locator: "{state}"{more}}}\n'


LAYS_DOWN = f", lays_down: [{{feature: {BASIS}, value: yes}}]"


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        (ACT + stage("adopted", "2018-01", more=LAYS_DOWN), [("announced", SHEET, 8)]),
        (ACT + stage("adopted", "2012", more=f", in_force: 2019{LAYS_DOWN}"), [("announced", SHEET, 8)]),
        (ACT + stage("adopted", "2014", document="early") + stage("adopted", "2014"), []),  # confirmed since
        ("claims:\n" + change(BASIS, "yes", "date: 2018, "), [("announced", SHEET, 8)]),
        ("claims:\n" + said(GRANTED, "none", "kind: commitment, date: 2018, "), [("announced", SHEET, 8)]),
        ('ended: {date: 2019, document: late, locator: "1"}\n', [("announced", OWN, 7)]),
        (
            'events:\n  - {title: {en: It, es: Eso}, date: 2018, speaker: network, document: late, locator: "1"}\n',
            [("announced", SHEET, 8)],
        ),
        (
            "figures:\n  - {label: {en: A, es: A}, value: 1, unit: {en: u, es: u}, period: {from: 2018, to: 2019}, "
            'speaker: network, document: late, locator: "1"}\n',
            [("announced", SHEET, 8)],
        ),
        (ACT + stage("adopted", "2012") + stage("pending", "2014"), [("history.after-adoption", SHEET, 9)]),
        (ACT + stage("adopted", "2012") + stage("withdrawn", "2014"), [("history.after-adoption", SHEET, 9)]),
        (ACT + stage("adopted", "2012") + stage("repealed", "2013") + stage("pending", "2014"), []),
        (ACT + stage("repealed", "2013"), [("history.never-adopted", SHEET, 8)]),
        (ACT + stage("adopted", "2014") + stage("suspended", "2012"), [("history.never-adopted", SHEET, 9)]),
        (ACT + stage("proposed", "2012") + stage("adopted", "2014") + stage("annulled", "2015"), []),
        ("claims:\n" + said(GRANTED, "none") * 2, [("given-twice", SHEET, 9)]),
        ("claims:\n" + said(GRANTED, "none", "id: aaaaaaaa, ") + said(GRANTED, "none", "id: bbbbbbbb, "), [("given-twice", SHEET, 9)]),
    ],
)  # fmt: skip
def test_days_and_histories(
    shipped: Workspace, tmp_path: Path, rest: str, expected: list[tuple[str, str, int]]
) -> None:
    found = dossier_doubts(*nowhere(shipped, tmp_path, rest, "confidential"))
    assert [(doubt.code, doubt.path, doubt.line) for doubt in found] == expected


@pytest.mark.parametrize("kind", ["press", "report"])
def test_a_change_that_rests_on_the_press_alone(
    shipped: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Of a reform or by itself; a document of another kind that tells of it too takes the doubt away."""
    press = {**DOCUMENTS, "late": DOCUMENTS["late"].replace("kind: report", f"kind: {kind}")}
    monkeypatch.setattr("nowhere.DOCUMENTS", press)
    alone = (
        ACT + stage("adopted", "2012", more=LAYS_DOWN),
        "claims:\n" + change(BASIS, "yes", "date: 2012, "),
    )
    for rest, other in zip(
        alone,
        (stage("adopted", "2012", document="early"), change(BASIS, "yes", "date: 2012, ", document="early")),
        strict=True,
    ):
        (*_, doubt) = [None, *dossier_doubts(*nowhere(shipped, tmp_path, rest, "confidential"))]
        assert (None if doubt is None else doubt.code) == ("press-alone" if kind == "press" else None)
        assert not list(dossier_doubts(*nowhere(shipped, tmp_path, rest + other, "confidential")))


@pytest.mark.parametrize(
    ("newer", "expected"),
    [
        (said(GRANTED, "regular", "date: 2016-06, visibility: internal, "), "internal"),
        (said(GRANTED, "regular", "date: 2016-06, visibility: confidential, "), "confidential"),
        (said(GRANTED, "regular", "date: 2014-06, visibility: internal, "), None),
        (said(GRANTED, "regular", "date: 2016-06, visibility: internal, ", speaker="ministry"), None),
        (said(GRANTED, "regular", "date: 2016-06, "), None),
    ],
)
def test_what_the_public_is_told_and_a_withheld_claim_has_superseded(
    shipped: Workspace, tmp_path: Path, newer: str, expected: str | None
) -> None:
    rest = "claims:\n" + said(GRANTED, "none", "date: 2015-06, ") + newer
    found = list(dossier_doubts(*nowhere(shipped, tmp_path, rest, "confidential")))
    assert [(doubt.code, doubt.line, doubt.visibility) for doubt in found] == (
        [] if expected is None else [("superseded-by-withheld", 8, expected)]
    )


def test_another_claim_reopens_a_decision(shipped: Workspace, tmp_path: Path) -> None:
    third = said(GRANTED, "regular", "id: cccccccc, date: 2016-06, ", speaker="court")
    rest = f"claims:\n{NONE}{THEIRS}{third}{adjudication('isolated')}"
    (doubt,) = dossier_doubts(*nowhere(shipped, tmp_path, rest, "confidential"))
    assert (doubt.code, doubt.path, doubt.line) == ("adjudication.reopened", OWN, 8)


def test_who_coded_a_sheet_does_not_review_it(
    shipped: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nowhere.SHEET", SHEET_HEAD.replace("by: second-reader", "by: coder-a"))
    (doubt,) = dossier_doubts(*nowhere(shipped, tmp_path, "claims:\n" + said(GRANTED, "none"), "confidential"))
    assert (doubt.code, doubt.path, doubt.line) == ("own-reviewer", SHEET, 5)


@pytest.mark.parametrize("kind", ["observation", "change"])
def test_many_contradictions_take_no_more_time_each(shipped: Workspace, tmp_path: Path, kind: str) -> None:
    """Four times as many claims take hardly more than four times as long."""
    feature, values = (GRANTED, ("none", "regular")) if kind == "observation" else (BASIS, ("no", "yes"))
    seconds = []
    for number in (400, 1_600):
        lines = (
            said(feature, values[n % 2], f"kind: {kind}, date: {2010 + n % 7}-{1 + n % 12:02}-{1 + n % 28:02}, ")
            for n in range(number)
        )
        mechanism, filed = nowhere(shipped, tmp_path, "claims:\n" + "".join(lines), "confidential")
        start = time.process_time()
        assert list(dossier_doubts(mechanism, filed))
        seconds.append(time.process_time() - start)
    assert seconds[1] < 8 * seconds[0] + 0.5, seconds
