"""A mechanism in no country, over the shipped catalogue: what a test needs of a dossier, and nothing else."""

from pathlib import Path

from baremo.assessment.assess import Mechanism, prepare
from baremo.model.visibility import Visibility
from baremo.workspace.mechanisms import load_dossier, load_sources
from baremo.workspace.workspace import Workspace
from baremo.workspace.yaml_file import YamlFile

SOURCES = """\
speakers:
  - {id: ministry, kind: official, name: {en: The Ministry, es: El Ministerio}}
  - {id: network, kind: civil-society, name: {en: The Network, es: La Red}}
  - {id: witness, kind: civil-society, name: {en: A witness, es: Testigo}, visibility: confidential}
  - {id: court, kind: international, name: {en: The Court, es: La Corte}}
sources:
  - {id: early, author: network, title: {en: Early, es: Antes}, published: 2014, as_of: 2013-06-30}
  - {id: late, author: network, title: {en: Late, es: Ahora}, published: 2017, as_of: 2017-02-28}
  - {id: letter, author: witness, title: {en: Letter, es: Carta}, published: 2017, as_of: 2017-02-28}
"""

HEAD = """\
id: nowhere
country: XX
name: {en: A mechanism, es: Un mecanismo}
state: {en: Nowhere, es: Ninguna parte}
about: {en: It protects., es: Protege.}
"""
ESTABLISHED = 'established: {date: 2005, source: early, locator: "1"}\n'


def nowhere(
    shipped: Workspace, room: Path, rest: str, audience: Visibility = "public", *, established: bool = True
) -> tuple[Mechanism, YamlFile]:
    """The mechanism whose dossier has this below its head, as one audience may know it."""
    (room / "sources.yaml").write_text(SOURCES, "utf-8")
    (room / "nowhere.yaml").write_text(HEAD + (ESTABLISHED if established else "") + rest, "utf-8")
    sources = load_sources(room)
    filed = load_dossier(room / "nowhere.yaml", "nowhere.yaml", shipped.catalogue, sources)
    mechanism = prepare(filed.dossier, shipped.catalogue, sources.speakers, sources.sources, audience)
    return mechanism, filed.yaml_file


def claim(feature: str, value: str, *, speaker: str = "network", source: str = "late", more: str = "") -> str:
    """One claim as it stands in a file; `value` may be bounds, `more` are further keys."""
    kind = "" if "kind:" in more else "kind: observation, "
    setting = value if ":" in value else f"value: {value}"
    note = "note: {en: A note., es: Una nota.}"
    return f"  - {{feature: {feature}, {kind}{setting}, speaker: {speaker}, source: {source}, {more}{note}}}\n"
