"""A mechanism in no country, over the shipped catalogue: what a test needs of a dossier, and nothing else."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from baremo.assessment.assess import Mechanism, prepare
from baremo.model.visibility import Visibility
from baremo.workspace.bibliography import load_bibliography
from baremo.workspace.layout import lay_out
from baremo.workspace.mechanisms import Filed, load_mechanism
from baremo.workspace.workspace import Workspace

SPEAKERS = """\
speakers:
  - {id: ministry, kind: official, name: {en: The Ministry, es: El Ministerio}}
  - {id: network, kind: civil-society, name: {en: The Network, es: La Red}}
  - {id: witness, kind: civil-society, name: {en: A witness, es: Testigo}, visibility: confidential}
  - {id: court, kind: international, name: {en: The Court, es: La Corte}}
"""
DOCUMENT = "id: {}\nauthor: {}\nkind: report\nlanguage: en\ntitle: {}\npublished: {}\nas_of: {}\n"
DOCUMENTS = {
    "early": DOCUMENT.format("early", "network", "Early", 2014, "2013-06-30"),
    "late": DOCUMENT.format("late", "network", "Late", 2017, "2017-02-28"),
    "letter": DOCUMENT.format("letter", "witness", "Letter", 2017, "2017-02-28"),
}

HEAD = """\
id: nowhere
country: XX
name: {en: A mechanism, es: Un mecanismo}
state: {en: Nowhere, es: Ninguna parte}
about: {en: It protects., es: Protege.}
"""
ESTABLISHED = 'established: {date: 2005, document: early, locator: "1"}\n'
SHEET = """\
document: {}
read: whole
status: accepted
coded: [{{by: coder-a}}]
reviewed: {{by: second-reader}}
visibility: public
"""
IN_SHEETS = {"claims": "claims", "stages": "reforms", "figures": "figures", "events": "events"}
"""The keys whose entries stand in the sheets of their documents, as they are called there."""


def nowhere(
    shipped: Workspace, room: Path, rest: str, audience: Visibility = "public", *, established: bool = True
) -> tuple[Mechanism, Filed]:
    """The mechanism whose files hold this, as one audience may know it.

    What stands under one of `IN_SHEETS` goes to the sheet of the document that its entry names; all else stands below
    the head of `mechanism.yaml`. The first entry of a sheet stands in line 8, as does the first below the head.
    """
    write(room, rest, established=established)
    layout = lay_out([room / "mechanisms"])
    bibliography = load_bibliography(layout, shipped.catalogue.standard)
    filed = load_mechanism("nowhere", layout.folders["nowhere"], shipped.catalogue, bibliography, drafts=True)
    mechanism = prepare(filed.dossier, shipped.catalogue, bibliography.speakers, bibliography.documents, audience)
    return mechanism, filed


def write(room: Path, rest: str, *, established: bool = True, speakers: str = SPEAKERS) -> None:
    """The mechanisms room of `nowhere` in a folder, in the place of one that may be there."""
    shutil.rmtree(room / "mechanisms", ignore_errors=True)
    own, sheets = HEAD + (ESTABLISHED if established else ""), dict[str, str]()
    for key, text in _keys(rest):
        if key not in IN_SHEETS:
            own += text
            continue
        for entry in re.split(r"(?m)^(?=  - )", text)[1:]:
            document = re.search(r"(?:^|\W)document: ([\w-]+)", entry)
            name = document.group(1) if document else "late"
            sheet = sheets.get(name, SHEET.format(name))
            if f"\n{IN_SHEETS[key]}:\n" not in sheet:
                sheet += f"{IN_SHEETS[key]}:\n"
            sheets[name] = sheet + entry
    files = {"speakers.yaml": speakers, "nowhere/mechanism.yaml": own}
    files |= {f"documents/{id}.yaml": text for id, text in DOCUMENTS.items()}
    files |= {f"nowhere/claims/{id}.yaml": text for id, text in sheets.items()}
    for path, text in files.items():
        (room / "mechanisms" / path).parent.mkdir(parents=True, exist_ok=True)
        (room / "mechanisms" / path).write_text(text, "utf-8")


def _keys(text: str) -> Iterator[tuple[str, str]]:
    """The keys at the left margin, each with its lines and the comments before it."""
    for part in re.split(r"(?m)^(?=\w)", text):
        if part:
            yield part.split(":", maxsplit=1)[0], part


def claim(feature: str, value: str, *, speaker: str = "network", document: str = "late", more: str = "") -> str:
    """One claim as it stands in a file; `value` may be bounds, `more` are further keys."""
    kind = "" if "kind:" in more else "kind: observation, "
    setting = value if ":" in value else f"value: {value}"
    note = "note: {en: A note., es: Una nota.}"
    return f"  - {{feature: {feature}, {kind}{setting}, speaker: {speaker}, document: {document}, {more}{note}}}\n"
