"""The words in which a face speaks, and the sentences of whatever went wrong."""

from collections.abc import Iterable

from ..model.text import Language
from ..model.visibility import Visibility
from ..reporting.faults import refused, said, told
from ..reporting.words import Words
from ..workspace.problem import Problem, WorkspaceError
from ..workspace.refusal import Refusal
from ..workspace.rooms import built_in, interface_languages
from ..workspace.slip import Slip
from .bench import Bench


def words(bench: Bench, language: Language) -> Words:
    """The words of a language; where the workspace's own cannot be read, the built-in ones."""
    try:
        workspace = bench.read(())
        return Words(language, workspace.rooms.reports, workspace.catalogue.standard)
    except WorkspaceError:
        return Words(language, (built_in() / "reports",))


def spoken() -> tuple[Language, ...]:
    """The languages of the interface as it comes."""
    return tuple(interface_languages((built_in() / "reports",)))


def sentence(fault: Slip | Refusal, words: Words) -> str:
    """Why something was not done."""
    return refused(fault, words)


def sentences(problems: Iterable[Problem], words: Words, audience: Visibility) -> list[str]:
    """What is wrong in a workspace, without its place in files: each once, as an audience may know it."""
    known = (
        said(each, words) if each.withheld(audience) is None else words.say("fault.withheld", audience=audience)
        for each in problems
    )
    return list(dict.fromkeys(known))


def lines(problems: Iterable[Problem], words: Words, audience: Visibility) -> list[str]:
    """The same with their places."""
    return list(dict.fromkeys(told(each, words, audience) for each in problems))
