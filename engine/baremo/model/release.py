"""What identifies a report that was published: the manifest beside its files, and what is told of either later."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from .condition import Status
from .record import Identifier, Note, PlainIdentifier, Record
from .scorecard import Verdict
from .standard import StandardsVersion
from .visibility import Visibility

MANIFEST = "manifest.json"
"""The name of the file; it lists all others of the release."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""Of a file's bytes, as hexadecimal digits."""

FileName = Annotated[str, Field(pattern=r"^[^./\\\x00-\x1f][^/\\\x00-\x1f]*$", max_length=255)]
"""A file of the release's own folder: no path leads out of it."""


class ReleasedFile(Record):
    """A file of the release; its size in bytes."""

    name: FileName
    size: int = Field(ge=0)
    sha256: Sha256


class Released(Record):
    """One mechanism as it was told: on which day, and what identifies it, whole and entry by entry."""

    mechanism: Identifier
    as_of: date
    dossier_digest: str = Field(description="identifies all that this audience was told of the dossier")
    data: FileName = Field(description="the file of the scorecard as JSON")
    entries: dict[str, str] = Field(description="of every entry of its sheets that was told, by id, what identifies it")


class Superseded(Record):
    """The release that this one takes the place of, by the digest of its manifest; and what this one corrects in it."""

    release: PlainIdentifier
    manifest: Sha256
    corrects: Note | None = None


class Manifest(Record):
    """`manifest.json`. It holds no digest of itself: that is told when the release is published."""

    schema_version: Literal[1] = 1
    baremo: str = Field(description="version of Baremo")
    release: PlainIdentifier
    published: date
    for_comment: date | None = Field(default=None, description="the last day for comments; null for the release itself")
    audience: Visibility
    perspective: str
    language: str
    standards: StandardsVersion
    mechanisms: tuple[Released, ...]
    supersedes: Superseded | None = None
    files: tuple[ReleasedFile, ...]


class Verification(Record):
    """Whether a release is what it was: the names of its files that changed, are missing, or are not of it.

    `manifest` is the digest of the manifest as it is; `as_announced` whether that is the one that was announced, null
    if none was given.
    """

    release: PlainIdentifier | None = Field(description="null if the manifest itself is not the one announced")
    manifest: Sha256
    as_announced: bool | None
    changed: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every file of the release is there as it was; files beside them do it no harm."""
        return self.as_announced is not False and not self.changed and not self.missing


class VerificationFile(Record):
    """What `baremo verify --format json` prints."""

    baremo: str
    schema_version: Literal[1] = 1
    verification: Verification


class SinceRow(Record):
    """One criterion of which something else is said now; an empty list where it did not, or does not, apply."""

    criterion: str
    then: tuple[Status, ...]
    now: tuple[Status, ...]
    verdicts: tuple[Verdict | None, Verdict | None]


class Since(Record):
    """One mechanism as it was published, and as it is known now; and every entry that came, changed or went since.

    Entries are named by id, as `baremo why` names them; `catalogue` tells that the standards changed.
    """

    release: PlainIdentifier
    mechanism: str
    days: tuple[date, date]
    catalogue: bool
    rows: tuple[SinceRow, ...]
    new: tuple[str, ...]
    recoded: tuple[str, ...]
    withdrawn: tuple[str, ...]
