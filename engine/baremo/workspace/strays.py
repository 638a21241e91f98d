"""What is doubtful about the files of the mechanisms rooms: strays, what hides what, ids that should be given."""

from collections.abc import Iterator

from ..model.visibility import Visibility, most_secret
from .bibliography import GIVEN, Bibliography
from .layout import Layout, Named
from .plain_text import read_bytes
from .problem import Problem, WorkspaceError
from .secrecy import marked_in


def file_doubts(layout: Layout, bibliography: Bibliography) -> Iterator[Problem]:
    """The files that are not read though they look like content, and secret documents with names that may tell."""
    for named in layout.strays:
        level = _level(named, bibliography)
        yield Problem(named[1], 0, 0, "stray", (), "doubt", level, level)
    for file in bibliography.files:
        id = file.data.get("id")
        if id in bibliography.documents and id in bibliography.secret_names and not GIVEN.fullmatch(id):
            yield file.problem(("id",), "telling-id", doubt=True)


def _level(named: Named, bibliography: Bibliography) -> Visibility:
    """How secret a stray may be: as what is marked in it, as the documents in its name; a draft internal at least."""
    file, name = named
    try:
        marked = marked_in(read_bytes(file, name), bibliography.secret_names)
    except WorkspaceError:
        marked = "public"
    secret = (level for id, level in bibliography.secret_names.items() if id in name)
    given: Visibility = "confidential" if GIVEN.search(name) else "public"
    drafted: Visibility = "internal" if "/drafts/" in name else "public"
    return most_secret((marked, *secret, given, drafted))


def replacements(layout: Layout, bibliography: Bibliography) -> Iterator[str]:
    """What of the built-in content is not read since the workspace has its own; only what everybody may know of."""
    for name, own in layout.hidden:
        if not any(id in (own.stem, name.split("/")[-1].removesuffix(".yaml")) for id in bibliography.secret_names):
            yield name
    for id in bibliography.replaced:
        if id not in bibliography.secret_names:
            yield f"speaker {id}"
