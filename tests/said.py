"""What is wrong in a workspace, as the program says it in English."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from baremo.model.visibility import Visibility
from baremo.reporting import faults
from baremo.reporting.words import Words
from baremo.workspace.problem import Problem, WorkspaceError
from baremo.workspace.rooms import built_in


@cache
def _words(language: str) -> Words:
    return Words(language, (built_in() / "reports",))


def sentence(problem: Problem, language: str = "en") -> str:
    """The sentence alone."""
    return faults.said(problem, _words(language))


def told(problem: Problem, audience: Visibility = "public") -> str:
    """The whole line, as an audience may know it."""
    return faults.told(problem, _words("en"), audience)


def said(error: object, audience: Visibility = "public") -> str:
    """All the lines about a workspace; what else is refused says itself."""
    if isinstance(error, WorkspaceError):
        return "\n".join(told(problem, audience) for problem in error.problems)
    return str(error)


@contextmanager
def refused(pattern: str) -> Iterator[None]:
    """What is done here is refused, and what is said of it matches."""
    with pytest.raises(WorkspaceError) as caught:
        yield
    assert re.search(pattern, said(caught.value)), said(caught.value)
