"""Texts that stand in several languages: where each stands in a workspace's own files, and a language put beside."""

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .edit import PutEach, same
from .problem import Location
from .refusal import Refusal
from .replacing import digest, locked, settle, stage
from .yaml_file import YamlFile, parse

_NAMES = ("id", "at", "feature", "criterion", "dimension")
"""The keys by which an entry of a list is known, the first that it has and no other entry of the list shares."""


@dataclass(frozen=True)
class Text:
    """A text by language, in a file; `key` says where by ids rather than by numbers."""

    key: str
    file: YamlFile
    at: Location
    said: Mapping[str, str]

    def digest(self, language: str) -> str:
        """Sixteen hexadecimal digits that identify what it says in a language."""
        return hashlib.sha256(self.said.get(language, "").encode()).hexdigest()[:16]


def texts(file: YamlFile, languages: Collection[str]) -> Iterator[Text]:
    """Every text of a file that is given by language."""
    for key, at, said in _texts(file.data, frozenset(languages), (), ()):
        yield Text(f"{file.path}#{'/'.join(key)}", file, at, said)


def _texts(
    data: Any, languages: frozenset[str], key: tuple[str, ...], at: Location
) -> Iterator[tuple[tuple[str, ...], Location, dict[str, str]]]:
    if isinstance(data, dict):
        if data and data.keys() <= languages and all(isinstance(text, str) for text in data.values()):
            yield key, at, data
            return
        for name, part in data.items():
            yield from _texts(part, languages, (*key, name), (*at, name))
    elif isinstance(data, list):
        for number, part in enumerate(data):
            yield from _texts(part, languages, (*key, _name(data, number)), (*at, number))


def _name(entries: Sequence[Any], number: int) -> str:
    """What an entry of a list is called: by a key of its own, else by its number."""
    entry = entries[number]
    for name in _NAMES if isinstance(entry, dict) else ():
        held = entry.get(name)
        if isinstance(held, str) and sum(isinstance(e, dict) and e.get(name) == held for e in entries) == 1:
            return held
    return str(number + 1)


def beside(file: YamlFile, language: str, said: Mapping[Location, str], order: Sequence[str]) -> bytes:
    """The file's content with these texts in a language, by where the text stands; nothing else is touched.

    Raises:
        Refusal: if the file's form leaves no place for one.
        WorkspaceError: if it could not be read then.
    """
    edit = PutEach({(*at, language): text for at, text in said.items()}, tuple(order))
    content = edit.in_text(file.content.decode()).encode()
    if not same(parse(content, file.path).data, edit.in_data(file.data)):
        raise Refusal("not-as-meant", file=file.path)
    return content


def replace(folder: Path, contents: Mapping[str, tuple[bytes, bytes]]) -> None:
    """Let files of a workspace become others, all of them or none: by name in the folder, what each held and will hold.

    Raises:
        Refusal: `changed`, if one does not hold that any more.
        OSError: nothing was written.
    """
    rooms = sorted({folder / name.partition("/")[0] for name in contents})
    with ExitStack() as held:
        for room in rooms:
            held.enter_context(locked(room))
        for name, (before, _) in contents.items():
            if (folder / name).read_bytes() != before:
                raise Refusal("changed", file=name, digest=digest((folder / name).read_bytes()))
        staged: list[tuple[Path, Path]] = []
        done: list[str] = []
        try:
            for name, (_, after) in contents.items():
                staged.append((stage(folder / name, after), folder / name))
            for name, (new, file) in zip(contents, staged, strict=True):
                new.replace(file)
                done.append(name)
        except BaseException:
            for name in done:
                stage(folder / name, contents[name][0]).replace(folder / name)
            for new, _ in staged:
                new.unlink(missing_ok=True)
            raise
        for parent in {file.parent for _, file in staged}:
            settle(parent)
