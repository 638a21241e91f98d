"""Releases: a report that is provably what it was, and what is known now beside what was published then."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from .. import __version__
from ..assessment.assess import Assessment, Mechanism, assess_all
from ..model.comparison import ComparisonFile
from ..model.dossier import Dossier
from ..model.release import MANIFEST, Manifest, Released, ReleasedFile, Since, SinceRow, Superseded, Verification
from ..model.scorecard import Scorecard, ScorecardFile
from ..workspace.layout import MECHANISM
from ..workspace.replacing import digest
from ..workspace.workspace import Workspace
from .bench import Bench
from .comparisons import Compared
from .reports import Content, report, write
from .slip import Slip
from .writing import insert, own_room

DATA = "json"
"""The format that every release has: what a later comparison reads."""


@dataclass(frozen=True)
class Release:
    """A report with its manifest, ready to be put into a folder of its own; `digest` is the manifest's."""

    manifest: Manifest
    files: Sequence[Content]

    @property
    def content(self) -> str:
        """The manifest as its file holds it."""
        return self.manifest.model_dump_json(indent=2) + "\n"

    @property
    def digest(self) -> str:
        """The manifest's SHA-256: what is announced beside the release, so that nobody can put another in its place."""
        return _sha256(self.content.encode())


@dataclass(frozen=True)
class Request:
    """What a release is to be: its name, the day it is published and, for comment first, the last day for comments."""

    release: str
    published: date
    for_comment: date | None = None
    supersedes: Path | None = None
    corrects: str | None = None


def release(
    bench: Bench,
    mechanisms: Iterable[str],
    request: Request,
    formats: Sequence[str],
    language: str,
    as_of: date | None = None,
    perspective: str = "all",
) -> Release:
    """The report of these mechanisms with the manifest that identifies it; nothing is written yet.

    Raises:
        Slip: if what it supersedes is no release, or it corrects none.
        NamedTwice: if two pages would have the same file's name.
        ModuleNotFoundError: if a format needs an extra that is not installed.
    """
    if request.corrects is not None and request.supersedes is None:
        raise Slip("release-corrects-none")
    superseded = None if request.supersedes is None else _superseded(request.supersedes, request.corrects)
    made = report(bench, mechanisms, (*formats, DATA), language, as_of, perspective)
    files = sorted(made.contents())
    looks = [survey.assessment for survey in made.surveys]
    manifest = Manifest(
        baremo=__version__,
        release=request.release,
        published=request.published,
        for_comment=request.for_comment,
        audience=bench.audience,
        perspective=perspective,
        language=language,
        standards=made.workspace.catalogue.version,
        mechanisms=tuple(map(_released, looks)),
        supersedes=superseded,
        files=tuple(_listed(name, content) for name, content in files),
    )
    return Release(manifest, files)


def publish(folder: Path, release: Release) -> None:
    """Put the release into a folder of its own, all of it at once.

    Raises:
        Slip: if there is something in the folder: no release is ever overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Slip("release-exists", folder=str(folder))
    write(folder, [*release.files, (MANIFEST, release.content)])


def send(bench: Bench, manifest: Manifest, to: str) -> None:
    """Note in the files of the mechanisms to whom the release was sent for comment, and until when.

    Raises:
        Slip: if it is not for comment, or a mechanism is not one of the workspace's own.
    """
    if manifest.for_comment is None:
        raise Slip("release-not-for-comment")
    room = own_room(bench)
    sent = {
        "release": manifest.release,
        "sent_on": manifest.published.isoformat(),
        "to": to,
        "until": manifest.for_comment.isoformat(),
    }
    for mechanism in manifest.mechanisms:
        name = f"{mechanism.mechanism}/{MECHANISM}"
        if not (room / name).is_file():
            raise Slip("not-own", name=mechanism.mechanism)
        insert(bench, name, "comments", sent, digest((room / name).read_bytes()))


def verify(folder: Path, announced: str | None = None) -> Verification:
    """Whether the release in a folder is what it was; `announced` is the digest of its manifest, as it was published.

    Where the manifest is not the one announced nothing that it says is believed.

    Raises:
        Slip: if there is no manifest in the folder, or it is none of ours.
    """
    content = _manifest(folder)
    own = _sha256(content)
    as_announced = None if announced is None else own == announced.strip().lower()
    if as_announced is False:
        return Verification(release=None, manifest=own, as_announced=False)
    manifest = _read(folder, content)
    there = {path.name: path for path in folder.iterdir() if path.name != MANIFEST}
    listed = {file.name: file for file in manifest.files}
    return Verification(
        release=manifest.release,
        manifest=own,
        as_announced=as_announced,
        changed=tuple(name for name in listed if name in there and not _same(there[name], listed[name])),
        missing=tuple(name for name in listed if name not in there),
        foreign=tuple(sorted(there.keys() - listed.keys())),
    )


def since(bench: Bench, mechanism: str, folder: Path, as_of: date | None = None) -> Compared:
    """A mechanism as it was published in a release, and as it is known now, with what came, changed or went since.

    Raises:
        Slip: if there is no release in the folder, it is not whole, or does not hold the mechanism.
    """
    verification = verify(folder)
    if not verification.whole:
        raise Slip("release-not-whole", files=[*verification.changed, *verification.missing])
    manifest = _read(folder, _manifest(folder))
    released = next((each for each in manifest.mechanisms if each.mechanism == mechanism), None)
    if released is None:
        raise Slip("release-without", name=mechanism, known=[each.mechanism for each in manifest.mechanisms])
    then = _scorecard(folder, released)
    workspace = bench.read([mechanism])
    engines = bench.engines(workspace)
    (whole,) = bench.mechanisms(workspace)
    looks, unscored = assess_all([(whole, as_of)], engines, manifest.perspective)
    file = ComparisonFile(
        baremo=__version__,
        standards=workspace.catalogue.version,
        engines=engines.names,
        since=_since(manifest, released, then, looks[0], workspace) if looks else None,
        unscored=unscored[0] if unscored else None,
    )
    return Compared(workspace, {mechanism: whole.dossier}, file)


def _since(manifest: Manifest, released: Released, then: Scorecard, now: Assessment, workspace: Workspace) -> Since:
    before, after = released.entries, entries(now.mechanism)
    findings = [{finding.criterion: finding for finding in card.findings} for card in (then, now.scorecard)]
    known = list(dict.fromkeys((*(criterion.id for criterion in workspace.catalogue.in_order), *findings[0])))
    rows = []
    for criterion in known:
        was, is_now = (side.get(criterion) for side in findings)
        statuses = [() if finding is None else finding.possible for finding in (was, is_now)]
        if statuses[0] != statuses[1]:
            verdicts = (None if was is None else was.verdict, None if is_now is None else is_now.verdict)
            rows.append(SinceRow(criterion=criterion, then=statuses[0], now=statuses[1], verdicts=verdicts))
    return Since(
        release=manifest.release,
        mechanism=released.mechanism,
        days=(then.as_of, now.scorecard.as_of),
        catalogue=manifest.standards.digest != workspace.catalogue.digest,
        rows=tuple(rows),
        new=tuple(sorted(after.keys() - before.keys())),
        recoded=tuple(sorted(id for id in after.keys() & before.keys() if after[id] != before[id])),
        withdrawn=tuple(sorted(before.keys() - after.keys())),
    )


def entries(mechanism: Mechanism) -> Mapping[str, str]:
    """Of every entry of the sheets that is told, by its id, sixteen hexadecimal digits that identify what is told."""
    return dict(sorted(_entries(mechanism.dossier)))


def _entries(dossier: Dossier) -> Iterator[tuple[str, str]]:
    for sheet in dossier.sheets:
        for entry in (*sheet.claims, *sheet.reforms, *sheet.figures, *sheet.events):
            if entry.id is not None:
                told = entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)
                yield entry.id, _sha256(json.dumps(told, sort_keys=True).encode())[:16]


def _released(look: Assessment) -> Released:
    card = look.scorecard
    return Released(
        mechanism=card.mechanism,
        as_of=card.as_of,
        dossier_digest=card.dossier_digest,
        data=f"{card.mechanism}.{DATA}",
        entries=dict(entries(look.mechanism)),
    )


def _listed(name: str, content: str | bytes) -> ReleasedFile:
    raw = content.encode() if isinstance(content, str) else content
    return ReleasedFile(name=name, size=len(raw), sha256=_sha256(raw))


def _superseded(folder: Path, corrects: str | None) -> Superseded:
    content = _manifest(folder)
    return Superseded(release=_read(folder, content).release, manifest=_sha256(content), corrects=corrects)


def _manifest(folder: Path) -> bytes:
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        raise Slip("release-none", folder=str(folder), file=MANIFEST) from None


def _read(folder: Path, content: bytes) -> Manifest:
    try:
        return Manifest.model_validate_json(content)
    except ValidationError as fault:
        where = ".".join(map(str, fault.errors()[0]["loc"])) or MANIFEST
        raise Slip("release-unreadable", folder=str(folder), file=MANIFEST, where=where) from None


def _scorecard(folder: Path, released: Released) -> Scorecard:
    """The scorecard that was published."""
    try:
        file = ScorecardFile.model_validate_json((folder / released.data).read_bytes())
    except ValidationError:
        raise Slip("release-of-other-version", file=released.data) from None
    return next(card for card in file.scorecards if card.mechanism == released.mechanism)


def _same(path: Path, listed: ReleasedFile) -> bool:
    if path.is_symlink() or not path.is_file() or path.stat().st_size != listed.size:
        return False
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == listed.sha256


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
