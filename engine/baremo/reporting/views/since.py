"""What was published of a mechanism and what is known now: findings that differ, and every entry that moved."""

from dataclasses import dataclass

from ...model.catalogue import Catalogue
from ...model.dossier import Dossier
from ...model.release import Since, SinceRow
from ..words import Words
from .head import Head, Name, edition
from .looks import Look, look_of
from .phrases import standards_words


@dataclass(frozen=True)
class Otherwise:
    """A criterion of which something else is said now; None where it did not, or does not, apply."""

    title: Name
    then: Look | None
    now: Look | None


@dataclass(frozen=True)
class SinceView:
    """A release and today; `entries` are the ids of what came, changed or went, each with its document."""

    head: Head
    days: str
    other_standards: bool
    rows: tuple[Otherwise, ...]
    entries: tuple[tuple[str, tuple[str, ...]], ...]


def since_view(made: Since, dossier: Dossier, catalogue: Catalogue, words: Words) -> SinceView:
    """What is found otherwise now, and why that may be."""
    then, now = (words.day(day) for day in made.days)
    title = words.say("since.title", state=words.text(dossier.mechanism.state).text)
    head = Head(
        name=f"{dossier.id}-since-{made.release}",
        title=title,
        kicker=words.say("since.kicker"),
        heading=(title,),
        day=made.days[1],
        look=(edition(catalogue, words),),
        evidence=(),
        standards=standards_words(catalogue, words),
    )
    documents = {entry.id: entry.document for entry in (*dossier.claims, *dossier.figures, *dossier.events)}
    documents |= {stage.id: stage.document for reform in dossier.reforms for stage in reform.history}
    moved = (("new", made.new), ("recoded", made.recoded), ("withdrawn", made.withdrawn))
    return SinceView(
        head=head,
        days=words.say("since.days", release=made.release, then=then, now=now),
        other_standards=made.catalogue,
        rows=tuple(_row(row, catalogue, words) for row in made.rows),
        entries=tuple(
            (words.say(f"since.{key}"), tuple(f"{id} {documents.get(id, '')}".rstrip() for id in ids))
            for key, ids in moved
            if ids
        ),
    )


def _row(row: SinceRow, catalogue: Catalogue, words: Words) -> Otherwise:
    criterion = catalogue.criteria.get(row.criterion)
    if criterion is None:
        return Otherwise(row.criterion, None, None)
    looks = (look_of(side, criterion, words) for side in (row.then, row.now))
    return Otherwise(words.text(criterion.title), *looks)
