"""Edits of a file of data: each changes a text, and says what the data must then be."""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from . import splice
from .splice import Path
from .yaml_text import is_list


@dataclass(frozen=True)
class Insert:
    """A value comes into the list at `path`, before its entry `at` or at its end."""

    path: Path
    value: Any
    at: int | None = None
    order: Sequence[str] = ()

    def in_text(self, text: str) -> str:
        """The text with the value; see `splice.insert`."""
        return splice.insert(text, self.path, self.value, self.at, self.order)

    def in_data(self, data: Any) -> Any:
        """What the data is with the value."""
        changed = deepcopy(data)
        holder = _at(changed, self.path[:-1])
        if holder.get(self.path[-1]) is None:
            holder[self.path[-1]] = []
        entries = holder[self.path[-1]]
        entries.insert(len(entries) if self.at is None else self.at, self.value)
        return changed


@dataclass(frozen=True)
class Put:
    """The value at `path` is this one."""

    path: Path
    value: Any
    order: Sequence[str] = ()

    def in_text(self, text: str) -> str:
        """The text with the value; see `splice.put`."""
        return splice.put(text, self.path, self.value, self.order)

    def in_data(self, data: Any) -> Any:
        """What the data is with the value."""
        changed = deepcopy(data)
        _at(changed, self.path[:-1])[self.path[-1]] = self.value
        return changed


@dataclass(frozen=True)
class Remove:
    """What stands at `path` goes."""

    path: Path

    def in_text(self, text: str) -> str:
        """The text without it; see `splice.remove`."""
        return splice.remove(text, self.path)

    def in_data(self, data: Any) -> Any:
        """What the data is without it."""
        changed = deepcopy(data)
        del _at(changed, self.path[:-1])[self.path[-1]]
        return changed


@dataclass(frozen=True)
class PutEach:
    """The value at each path is the one given with it; they are of different mappings."""

    values: Mapping[Path, Any]
    order: Sequence[str] = ()

    def in_text(self, text: str) -> str:
        """The text with the values; see `splice.put_each`."""
        return splice.put_each(text, self.values, self.order)

    def in_data(self, data: Any) -> Any:
        """What the data is with the values."""
        changed = deepcopy(data)
        for path, value in self.values.items():
            _at(changed, path[:-1])[path[-1]] = value
        return changed


Edit = Insert | Put | PutEach | Remove


def changes(old: Any, new: Any, path: Path = ()) -> Iterator[Edit]:
    """The edits, to be made one after the other, by which `old` at `path` becomes `new`: as small as they can be."""
    if same(old, new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping) and old and new:
        shared = old.keys() & new.keys()
        for key in new:
            if key in shared:
                yield from changes(old[key], new[key], (*path, key))
            else:
                yield Put((*path, key), new[key], tuple(new))
        yield from (Remove((*path, key)) for key in old if key not in shared)
    elif is_list(old) and is_list(new) and old and new:
        yield from _list_changes(old, new, path)
    else:
        yield Put(path, new)


def _list_changes(old: Sequence[Any], new: Sequence[Any], path: Path) -> Iterator[Edit]:
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if not same(old[n], new[n])), shorter)
    tail = next((n for n in range(shorter - head) if not same(old[-1 - n], new[-1 - n])), shorter - head)
    changed = shorter - head - tail
    for place in range(head, head + changed):
        yield from changes(old[place], new[place], (*path, place))
    for place in range(head + changed, len(new) - tail):
        yield Insert(path, new[place], place)
    for place in reversed(range(head + changed, len(old) - tail)):
        yield Remove((*path, place))


def same(left: Any, right: Any) -> bool:
    """Whether two pieces of data are equal, types too: 1 is neither 1.0 nor yes."""
    if isinstance(left, Mapping) and isinstance(right, Mapping):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if is_list(left) and is_list(right):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return type(left) is type(right) and bool(left == right)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
