"""Reads the standards rooms: a workspace's own over the built-in one, and each edition of them as a catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from ..model.catalogue import Catalogue
from ..model.criterion import Criterion
from ..model.feature import Feature
from ..model.instrument import Instrument
from ..model.scale import Scale
from ..model.standard import Standard
from .dependencies import dependencies_first
from .entries import Entries, Placed, read_entries
from .problem import Problem, WorkspaceError, nearest, values
from .rooms import STANDARD, digest, the_file, there
from .standards_check import check
from .validation import validate
from .yaml_file import Read, YamlFile, read

SCALE = "standards/scale.yaml"

Entry = TypeVar("Entry", Criterion, Feature)


@dataclass(frozen=True)
class Standards:
    """A body of standards with all its editions, and where each entry of it stands.

    `below` are the built-in entries that a workspace's own are read over, None where it is read over nothing.
    """

    standard: Standard
    entries: Entries
    below: Entries | None = None
    changed_by: str | None = None

    @property
    def files(self) -> tuple[YamlFile, ...]:
        """The files that it was read from."""
        return tuple(self.entries.files)

    @cached_property
    def features(self) -> Mapping[str, Feature]:
        """The features of all editions."""
        return {id: placed.item for id, placed in self.entries.features.items()}

    @cached_property
    def criteria(self) -> Mapping[str, Criterion]:
        """The criteria of all editions."""
        return {id: placed.item for id, placed in self.entries.criteria.items()}

    @cached_property
    def whole(self) -> Catalogue:
        """All editions at once: what a dossier may speak of, whichever of them is applied to it."""
        ordered = {id: self.criteria[id] for id in dependencies_first(self.criteria)}
        return replace(self.catalogue(), features=self.features, criteria=ordered)

    @cached_property
    def _catalogues(self) -> dict[int, Catalogue]:
        """The editions that were asked for."""
        return {}

    def catalogue(self, edition: int | None = None) -> Catalogue:
        """One edition, the default one unless it is named.

        Raises:
            WorkspaceError: if there is none of that number.
        """
        number = self.standard.default_edition if edition is None else edition
        known = [str(known.id) for known in self.standard.editions]
        if str(number) not in known:
            told = values(edition=str(number), known=known)
            raise WorkspaceError([Problem(f"standards/{STANDARD}", 0, 0, "unknown-edition.listed", told)])
        if number not in self._catalogues:
            self._catalogues[number] = self._put_together(number)
        return self._catalogues[number]

    def _put_together(self, number: int) -> Catalogue:
        held = _held(self.standard, self.entries, number)
        built_in = {} if self.below is None else _held(self.standard, self.below, number)
        changed = [key for key in {**built_in, **held} if held.get(key) != built_in.get(key)] if built_in else []
        criteria = _standing(self.entries.criteria, number)
        dimensions = {criterion.dimension for criterion in criteria.values()}
        return Catalogue(
            standard=self.standard,
            edition=number,
            instruments=_instruments(self.entries),
            features=_standing(self.entries.features, number),
            criteria={id: criteria[id] for id in dependencies_first(criteria)},
            dimensions={id: self.entries.titles[id].item for id in self.standard.dimensions if id in dimensions},
            flags={id: flag.item for id, flag in self.entries.flags.items() if flag.item.stands_in(number)},
            scale=_scale(self.entries, number),
            digest=digest((key, content.encode()) for key, content in held.items()),
            changed=tuple(sorted(changed)),
            changed_by=self.changed_by if changed else None,
        )


def load_standards(rooms: Sequence[Path], changed_by: str | None = None, read: Read = read) -> Standards:
    """What these standards rooms say, the first over the last: a workspace's own over the built-in one.

    An own room with a `standard.yaml` is a body of standards by itself; of the built-in room it is read over what it
    takes over. `changed_by` names whose workspace it is.

    Raises:
        WorkspaceError: with everything that is wrong in the rooms.
    """
    own, built_in = rooms[0], rooms[-1]
    standard, file = read_standard(rooms, read)
    if own == built_in:
        entries, below = read_entries(own, standard.languages, read=read), None
    elif there(own, STANDARD):
        taken = read_entries(built_in, (), partial(_any_within, standard.takes_over), read)
        entries, below = read_entries(own, standard.languages, read=read).over(taken), None
        entries.problems += _nothing_taken(standard, file, built_in)
    else:
        below = read_entries(built_in, standard.languages, read=read)
        entries = read_entries(own, standard.languages, read=read).over(below)
    problems = entries.problems or [*check(standard, entries), *_scales(standard, entries)]
    if problems:
        raise WorkspaceError(problems)
    entries.files.insert(0, file)
    return Standards(standard, entries, below, changed_by)


def read_standard(rooms: Sequence[Path], read: Read = read) -> tuple[Standard, YamlFile]:
    """What the first of these standards rooms that has a `standard.yaml` says there, and the file.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    room = next((room for room in rooms if there(room, STANDARD)), rooms[-1])
    file = read(*the_file(room, STANDARD))
    standard = validate(file, Standard)
    return validate(file, Standard, standard.languages), file


def _any_within(paths: Sequence[str], name: str) -> bool:
    return any(name == path or name.startswith(path.rstrip("/") + "/") for path in paths)


def _nothing_taken(standard: Standard, file: YamlFile, built_in: Path) -> list[Problem]:
    known = [path.relative_to(built_in).as_posix() for path in built_in.rglob("*")]
    return [
        file.problem(
            ("takes_over", place),
            "unknown-file",
            file=path,
            near=nearest(path, known),
        )
        for place, path in enumerate(standard.takes_over)
        if path.rstrip("/") not in known
    ]


def _standing(placed: Mapping[str, Placed[Entry]], edition: int) -> dict[str, Entry]:
    """What stands in the edition; of each what it says of other entries as far as these stand in it too."""
    items = {id: entry.item for id, entry in placed.items() if entry.item.stands_in(edition)}
    return {id: _restricted(item, items, edition) for id, item in items.items()}


def _restricted(item: Entry, standing: Mapping[str, Entry], edition: int) -> Entry:
    match item:
        case Criterion():
            kept: tuple[Any, ...] = tuple(id for id in item.carried_out_by if id in standing)
            return item if kept == item.carried_out_by else item.model_copy(update={"carried_out_by": kept})
        case Feature():
            kept = tuple(bond for bond in item.implies if bond.stands_in(edition))
            return item if kept == item.implies else item.model_copy(update={"implies": kept})


def _instruments(entries: Entries) -> dict[str, Instrument]:
    """The instruments, each with all its provisions, from whichever room."""
    own: dict[str, list[Any]] = {id: [] for id in entries.instruments}
    for id, placed in entries.provisions.items():
        own[id if id in own else id.rpartition("/")[0]].append(placed.item)
    return {
        id: placed.item
        if list(placed.item.provisions) == own[id]
        else placed.item.model_copy(update={"provisions": tuple(own[id])})
        for id, placed in entries.instruments.items()
    }


def _scale(entries: Entries, edition: int) -> Scale:
    """The scale of an edition.

    Raises:
        ValidationError: if something that it needs is said nowhere.
    """
    own = ("editions", str(edition))
    said = {at[-1]: placed.item for at, placed in entries.scale.items() if at[:-1] in ((), own)}
    return Scale.model_validate(said)


def _scales(standard: Standard, entries: Entries) -> list[Problem]:
    problems = []
    for edition in standard.editions:
        try:
            _scale(entries, edition.id)
        except ValidationError as fault:
            told = values(edition=str(edition.id), names=[f"`{details['loc'][0]}`" for details in fault.errors()])
            problems.append(Problem(SCALE, 0, 0, "missing-key.scale", told))
    return problems


def _held(standard: Standard, entries: Entries, edition: int) -> dict[str, str]:
    """All that an edition holds, written out, by where it belongs; what begins or ends with another leaves it equal."""
    criteria = _standing(entries.criteria, edition)
    flags = {id: placed.item for id, placed in entries.flags.items() if placed.item.stands_in(edition)}
    dimensions = [id for id in standard.dimensions if any(c.dimension == id for c in criteria.values())]
    held: dict[str, BaseModel] = {f"criteria/{id}": criterion for id, criterion in criteria.items()}
    held |= {f"features/{id}": feature for id, feature in _standing(entries.features, edition).items()}
    held |= {f"flags/{id}": flag for id, flag in flags.items()}
    held |= {f"criteria/{id}": entries.titles[id].item for id in dimensions if id in entries.titles}
    cited = {id for criterion in criteria.values() for id in criterion.rests_on}
    only_for = [*(c.only_for for c in criteria.values()), *(flag.only_for for flag in flags.values())]
    cited |= {id for addressed in only_for if addressed is not None for id in addressed.addressed_by}
    for id in cited & entries.provisions.keys():
        held[f"provisions/{id}"] = entries.provisions[id].item
    for id in cited | {id.rpartition("/")[0] for id in cited}:
        if id in entries.instruments:
            held[f"instruments/{id}"] = entries.instruments[id].item
    written = {key: item.model_dump_json(by_alias=True, exclude=_ELSEWHERE) for key, item in held.items()}
    written |= {
        "/".join(map(str, ("scale", *at))): repr(placed.item)
        for at, placed in entries.scale.items()
        if at[:-1] in ((), ("editions", str(edition)))
    }
    return written | {
        "standard": standard.model_dump_json(include={"id", "speakers", "perspectives", "cut_off"}),
        "standard/dimensions": " ".join(dimensions),
    }


_ELSEWHERE: Any = {"start": True, "end": True, "provisions": True, "implies": {"__all__": {"start", "end"}}}
"""What does not belong to an edition: where else something stands, and the provisions that it does not cite."""
