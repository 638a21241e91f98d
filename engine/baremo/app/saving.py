"""A save as a user sees it: done and able to be undone, or why not, with what they typed kept in the form."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..workbench import speaking, writing
from ..workbench.coding import Written
from ..workspace.problem import WorkspaceError
from ..workspace.refusal import Refusal
from ..workspace.slip import Slip
from ..workspace.writer import Changed, Difference, Saved
from .rendering import Voice, here


@dataclass(frozen=True)
class Attempt:
    """What came of a save: the name of its way back, or what speaks against it, and what others changed meanwhile."""

    token: str | None = None
    faults: Sequence[str] = ()
    changes: Sequence[Difference] = ()

    @property
    def done(self) -> bool:
        """Whether it is saved, and was read back."""
        return self.token is not None


def attempt(what: str, write: Callable[[], Saved | Written | Sequence[Saved]], read: str = "") -> Attempt:
    """Save; `what` says in words what is saved, `read` is the digest of the file as its form was made from it."""
    session = here()
    words = Voice(session).words
    try:
        saved = write()
    except Changed as fault:
        then = session.shown(read)
        changes = () if then is None else writing.differences(session.bench, fault, then)
        return Attempt(None, [words.say("app.fault.changed")], changes)
    except (Slip, Refusal) as fault:
        return Attempt(None, [speaking.sentence(fault, words)])
    except WorkspaceError as fault:
        return Attempt(None, speaking.sentences(fault.problems, words, session.audience))
    except OSError as fault:
        return Attempt(None, [words.say("app.fault.disk", why=fault.strerror or "")])
    if isinstance(saved, Written):
        return Attempt(session.keep(what, saved.undo))
    written = (saved,) if isinstance(saved, Saved) else saved
    return Attempt(session.keep(what, [each.undo for each in reversed(written)]))


def attempt_deed(do: Callable[[], object]) -> list[str]:
    """Do what cannot be undone; gives what speaks against it, nothing if it is done."""
    session = here()
    words = Voice(session).words
    try:
        do()
    except (Slip, Refusal) as fault:
        return [speaking.sentence(fault, words)]
    except WorkspaceError as fault:
        return speaking.sentences(fault.problems, words, session.audience)
    return []
