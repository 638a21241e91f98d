"""What an audience may know, part by part; that no output betrays more is tested over whole workspaces elsewhere."""

from pathlib import Path

import pytest
from nowhere import claim, nowhere
from said import sentence

from baremo.model.visibility import Visibility
from baremo.workspace.problem import WorkspaceError
from baremo.workspace.workspace import Workspace

GRANTED = "collective.granted"
REFORM = """\
reforms:
  - id: law
    name: {{en: Law, es: Ley}}
    note: {{en: It does., es: Hace.}}
    visibility: {reform}
stages:
  - reform: law
    state: adopted
    date: 2012-05
    document: {document}
    visibility: {stage}
    locator: "2"
    lays_down: [{{feature: collective.legal-basis, value: yes}}]
  - reform: law
    state: adopted
    date: 2014
    document: late
    locator: "3"
    lays_down: [{{feature: collective.legal-basis, value: yes}}]
"""
ID = 'locator: "1", id: {}, '
EVENT = 'events:\n  - {{title: {{en: It met., es: Se reunió.}}, document: {document}, speaker: network, visibility: {own}, locator: "1"}}\n'
FIGURE = (
    "figures:\n"
    '  - {{label: {{en: Staff, es: Personal}}, value: 9, unit: {{en: people, es: personas}}, locator: "1",\n'
    "     document: {document}, speaker: {speaker}, visibility: {own}}}\n"
)
WHO = [
    ("public", "network", "late", "public"),
    ("internal", "network", "late", "internal"),
    ("public", "witness", "late", "confidential"),
    ("public", "network", "letter", "confidential"),
]
AUDIENCES: tuple[Visibility, ...] = ("public", "internal", "confidential")


def who_knows(shipped: Workspace, room: Path, rest: str, key: str) -> list[str]:
    """The audiences that are told of the one thing that the dossier has under this key."""
    return [audience for audience in AUDIENCES if getattr(nowhere(shipped, room, rest, audience)[0].dossier, key) != ()]


def knows(level: str) -> list[str]:
    return list(AUDIENCES[AUDIENCES.index(level) :])  # type: ignore[arg-type]


@pytest.mark.parametrize(("own", "speaker", "document", "level"), WHO)
def test_claims_and_figures(
    shipped: Workspace, tmp_path: Path, own: str, speaker: str, document: str, level: str
) -> None:
    """A claim or figure is as secret as its speaker, its document, and the author of that."""
    given = claim(GRANTED, "none", speaker=speaker, document=document, more=f'locator: "1", visibility: {own}, ')
    assert who_knows(shipped, tmp_path, f"claims:\n{given}", "claims") == knows(level)
    figure = FIGURE.format(document=document, speaker=speaker, own=own)
    assert who_knows(shipped, tmp_path, figure, "figures") == knows(level)


@pytest.mark.parametrize(
    ("own", "document", "level"),
    [("public", "late", "public"), ("internal", "late", "internal"), ("public", "letter", "confidential")],
)
def test_events(shipped: Workspace, tmp_path: Path, own: str, document: str, level: str) -> None:
    assert who_knows(shipped, tmp_path, EVENT.format(document=document, own=own), "events") == knows(level)


def test_adjudications(shipped: Workspace, tmp_path: Path) -> None:
    """An adjudication is as secret as its mark, and is told only where two of its claims are."""
    for own, other, level in (("internal", "late", "internal"), ("public", "letter", "confidential")):
        rest = (
            f"adjudications:\n  - {{feature: {GRANTED}, between: [aaaaaaaa, bbbbbbbb], value: none, date: 2016, by: Us, "
            f"why: {{en: So., es: Así.}}, visibility: {own}}}\n"
            f"claims:\n{claim(GRANTED, 'none', more=ID.format('aaaaaaaa'))}"
            f"{claim(GRANTED, 'isolated', document=other, more=ID.format('bbbbbbbb'))}"
        )
        told = [a for a in AUDIENCES if nowhere(shipped, tmp_path, rest, a)[0].dossier.mechanism.adjudications]
        assert told == knows(level)


@pytest.mark.parametrize(
    ("reform", "stage", "document", "dates"),
    [
        ("public", "public", "early", {audience: ["2012-05", "2014"] for audience in AUDIENCES}),
        ("internal", "public", "early", {"internal": ["2012-05", "2014"], "confidential": ["2012-05", "2014"]}),
        (
            "public", "confidential", "early",
            {"public": ["2014"], "internal": ["2014"], "confidential": ["2012-05", "2014"]},
        ),
        ("public", "public", "letter", {"public": ["2014"], "internal": ["2014"], "confidential": ["2012-05", "2014"]}),
    ],
)  # fmt: skip
def test_a_reform_is_told_by_the_stages_that_may_be(
    shipped: Workspace, tmp_path: Path, reform: str, stage: str, document: str, dates: dict[str, list[str]]
) -> None:
    """It counts from the first stage told, as if no other had been written."""
    rest = REFORM.format(reform=reform, stage=stage, document=document)
    for audience in AUDIENCES:
        mechanism, _ = nowhere(shipped, tmp_path, rest, audience)
        told = [stage.date.text for one in mechanism.dossier.reforms for stage in one.history if stage.date]
        assert told == dates.get(audience, [])
        assert {statement.day for statement in mechanism.statements} == set(told[:1])


def test_a_reform_of_which_no_stage_may_be_told_is_not_told(shipped: Workspace, tmp_path: Path) -> None:
    rest = REFORM.format(reform="public", stage="public", document="letter").replace(
        "document: late", "document: letter"
    )
    assert who_knows(shipped, tmp_path, rest, "reforms") == ["confidential"]


def test_only_what_it_cites_comes_with_it(shipped: Workspace, tmp_path: Path) -> None:
    rest = "claims:\n" + claim(GRANTED, "none", speaker="witness", document="letter", more='locator: "1", ')
    public, _ = nowhere(shipped, tmp_path, rest)
    assert (set(public.speakers), set(public.documents)) == ({"network"}, {"early"})
    everything, _ = nowhere(shipped, tmp_path, rest, "confidential")
    assert (set(everything.speakers), set(everything.documents)) == ({"network", "witness"}, {"early", "letter"})


def test_the_digest_is_of_what_is_told(shipped: Workspace, tmp_path: Path) -> None:
    """Two dossiers that differ in what is not told have one digest; in anything told, two."""
    plain = "claims:\n" + claim(GRANTED, "none", more='locator: "1", ')
    secret = claim(GRANTED, "isolated", speaker="witness", document="letter", more='locator: "1", ')

    def digest(rest: str, audience: Visibility = "public") -> str:
        return nowhere(shipped, tmp_path, rest, audience)[0].digest

    assert digest(plain) == digest(plain + secret) == digest(f"# A word to ourselves.\n{plain}")
    assert digest(plain, "confidential") != digest(plain + secret, "confidential")
    signed = plain.replace("locator:", "confidence: likely, locator:")
    assert digest(signed) == digest(plain)  # how certain a coder was is told to nobody
    assert digest(signed, "confidential") == digest(plain, "confidential")
    assert digest(plain) != digest(plain.replace("A note.", "Another."))
    assert digest(plain) != digest(plain.replace("document: late", "document: early"))


@pytest.mark.parametrize(
    "established",
    ['{date: 2005, document: letter, locator: "1"}'],
)
def test_the_first_day_has_a_public_source(shipped: Workspace, tmp_path: Path, established: str) -> None:
    """No scorecard could be made for an audience that may not know it."""
    rest = f"established: {established}\n"
    with pytest.raises(WorkspaceError) as fault:
        nowhere(shipped, tmp_path, rest, established=False)
    (problem,) = fault.value.problems
    assert (problem.code, problem.line) == ("secret", 6)
    assert (
        sentence(problem)
        == "everybody is told when a mechanism began and ended; expected a public document that says so"
    )
