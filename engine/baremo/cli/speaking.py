"""The language in which a command says what is wrong, and the sentences of whatever went wrong."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..model.unscored import Unscored
from ..model.visibility import Visibility
from ..workspace.problem import Problem, WorkspaceError
from ..workspace.refusal import Refusal
from ..workspace.rooms import built_in, find, interface_languages
from ..workspace.slip import Slip
from ..workspace.standards import read_standard

if TYPE_CHECKING:
    from ..reporting.words import Words

LANGUAGE, FOLDER = "baremo.language", "baremo.folder"
"""Under which a context keeps what `--lang` and `--workspace` say."""
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def words() -> "Words":
    """The words of the command's language; where the workspace's own cannot be read, the built-in ones.

    The language is that of `--lang` where the command has it; else that of the environment, if the interface speaks
    it; else the first of the standards'.
    """
    from ..reporting.words import Words

    context = click.get_current_context(silent=True)
    meta = {} if context is None else context.meta
    folder: Path | None = meta.get(FOLDER)
    try:
        rooms = find(folder)
        standard, _ = read_standard(rooms.standards)
        language = meta.get(LANGUAGE) or of_environment(rooms.reports) or standard.languages[0]
        return Words(language, rooms.reports, standard)
    except WorkspaceError:
        reports = (built_in() / "reports",)
        return Words(meta.get(LANGUAGE) or of_environment(reports) or interface_languages(reports)[0], reports)


def of_environment(reports: tuple[Path, ...]) -> str | None:
    """The language of the environment, where the interface speaks it."""
    setting = next((value for name in _VARIABLES if (value := os.environ.get(name))), "")
    language = setting.partition(".")[0].partition("@")[0].replace("_", "-")
    spoken = interface_languages(reports)
    return next((code for code in (language, language.partition("-")[0]) if code in spoken), None)


def lines(problems: Iterable[Problem], audience: Visibility) -> list[str]:
    """Every problem as an audience may know it, said once."""
    from ..reporting.faults import told

    speaking, listed = words(), list(problems)
    try:
        return list(dict.fromkeys(told(problem, speaking, audience) for problem in listed))
    except WorkspaceError:  # a sentence of the workspace's own cannot be filled
        from ..reporting.words import Words

        shipped = Words(speaking.language, (built_in() / "reports",))
        return list(dict.fromkeys(told(problem, shipped, audience) for problem in listed))


def why(refusal: Slip | Refusal) -> str:
    """Why what was asked for cannot be, in the command's language."""
    from ..reporting.faults import refused

    return refused(refusal, words())


def say(message: str, n: int | None = None, **values: object) -> str:
    """A message in the command's language."""
    return words().say(message, n, **values)


def notes(unscored: Iterable[Unscored], speaking: "Words") -> None:
    """Say beside a result of which mechanisms there is none."""
    from ..assessment.assess import NoScorecard
    from ..reporting.faults import refused

    for each in unscored:
        click.echo(refused(NoScorecard(each), speaking), err=True)
