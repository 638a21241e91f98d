"""What `check` finds doubtful in a dossier: each kind, with its place; and that nothing else is."""

from pathlib import Path

import pytest

from baremo.assessment.doubts import dossier_doubts
from baremo.workspace.workspace import Workspace

from nowhere import claim, nowhere  # isort: skip
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
            said(GRANTED, "none", "date: 2016, "),
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
        f"nowhere.yaml:10:{late.index('2013-07-01') + 1}: doubt: this is dated after 2013-06-30, the day up to which its "
        "document knows [later-than-document]"
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
            [change(BASIS, "no", "date: 2012, "), change(BASIS, "yes", "date: 2012, ", speaker="ministry", document="early")],
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
        f"nowhere.yaml:{line}:5: doubt: {message} [contradiction]"
    ]


def test_a_contradiction_between_reforms_is_shown_in_the_second(shipped: Workspace, tmp_path: Path) -> None:
    reforms = "".join(
        f"  - id: law-{value}\n    name: {{en: Law, es: Ley}}\n    note: {{en: It does., es: Hace.}}\n"
        f'    history: [{{state: adopted, date: 2012, document: early, locator: "1"}}]\n'
        f"    changes: [{{feature: {BASIS}, value: {value}}}]\n"
        for value in ("no", "yes")
    )
    (found,) = doubts(shipped, tmp_path, "reforms:\n" + reforms)
    assert found.startswith("nowhere.yaml:13:")
    assert "from two changes on one day [contradiction]" in found


def test_the_claim_is_named_and_not_one_like_it(shipped: Workspace, tmp_path: Path) -> None:
    """Locators and anchors may be alike in two documents."""
    rest = "claims:\n" + "".join(
        (
            said(GRANTED, "none", document="early"),
            said(GRANTED, "none", "date: 2017-02-28, "),
            said(GRANTED, "regular", "date: 2017-02-28, "),
        )
    )
    (found,) = doubts(shipped, tmp_path, rest)
    assert found.startswith("nowhere.yaml:10:")


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
        f"nowhere.yaml:9:5: doubt: on 2016-02-01 '{IMPLEMENTED}' is at least some while '{GRANTED}' is below "
        "isolated, which the bond between them rules out [bond]"
    ]


def adjudication(value: str, day: str) -> str:
    return (
        f"adjudications:\n  - feature: {GRANTED}\n    value: {value}\n    date: {day}\n"
        "    by: A reviewer\n    why: {en: A reason., es: Una razón.}\n"
    )


@pytest.mark.parametrize(
    ("value", "day", "expected"),
    [
        ("isolated", "2016-06", None),
        ("none", "2016-06", None),
        ("isolated", "2015-06", "9:5: doubt: the claims on 'collective.granted' do not differ on that day; there is nothing to decide"),
        ("regular", "2016-06", "10:12: doubt: the value decided for 'collective.granted' lies outside everything that is claimed"),
    ],
)  # fmt: skip
def test_adjudications(shipped: Workspace, tmp_path: Path, value: str, day: str, expected: str | None) -> None:
    claims = said(GRANTED, "none", "date: 2015, ") + said(GRANTED, "isolated", "date: 2016-05, ", speaker="ministry")
    found = doubts(shipped, tmp_path, adjudication(value, day).replace("adj", "claims:\n" + claims + "adj"))
    assert found == ([] if expected is None else [f"nowhere.yaml:{shifted(expected)} [adjudication]"])


def shifted(expected: str) -> str:
    """The claims stand before the adjudications."""
    line, rest = expected.split(":", 1)
    return f"{int(line) + 2}:{rest}"


def test_claims_without_a_reviewer(shipped: Workspace, tmp_path: Path) -> None:
    unsigned = claim(GRANTED, "none", more='locator: "1", ')
    rest = "claims:\n" + said(IMPLEMENTED, "none") + unsigned + unsigned
    assert doubts(shipped, tmp_path, rest) == [
        "nowhere.yaml:9:5: doubt: 2 of 3 claims have no reviewer, this one first [unreviewed]"
    ]


def test_a_text_that_is_not_translated(shipped: Workspace, tmp_path: Path) -> None:
    """A dossier is written in English and Spanish; the other languages are not asked for."""
    rest = "claims:\n" + said(GRANTED, "none").replace(", es: Una nota.", "")
    (found,) = doubts(shipped, tmp_path, rest)
    assert "1 of 4 texts are not translated into 'es', this one first [untranslated]" in found


LOW, HIGH = said(GRANTED, "none", "date: 2017-01, "), said(GRANTED, "regular", "date: 2017-01, ")
NO, YES = change(BASIS, "no", "date: 2010, "), change(BASIS, "yes", "date: 2012, before: yes, ")
NONE, SOME = said(GRANTED, "none", "date: 2015, "), said(IMPLEMENTED, "some", "date: 2016-02-01, ", speaker="ministry")
THEIRS = said(GRANTED, "isolated", "date: 2016-05, ", speaker="ministry")


@pytest.mark.parametrize(
    ("code", "claims", "rest"),
    [
        ("contradiction", [LOW, HIGH], ""),
        ("contradiction", [NO, YES], ""),
        ("bond", [NONE, SOME], ""),
        ("adjudication", [NONE], adjudication("isolated", "2016-06")),
        ("adjudication", [NONE, THEIRS], adjudication("regular", "2016-06")),
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
        mechanism, yaml_file = nowhere(shipped, tmp_path, "claims:\n" + "".join(lines) + rest, "confidential")
        (found,) = dossier_doubts(mechanism, yaml_file)
        assert (found.code, found.visibility) == (code, "public" if marked is None else "internal")
