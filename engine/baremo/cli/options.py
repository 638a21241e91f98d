"""The options that commands share, and reading what they name."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from ..model.dates import PartialDate
from ..model.document import full_day
from ..model.standard import ALL
from ..model.visibility import AUDIENCES, Visibility
from ..workbench.bench import Bench
from ..workbench.slip import Slip, unknown
from ..workspace.refusal import Refusal
from ..workspace.rooms import find, interface_languages
from ..workspace.standards import read_standard
from .speaking import FOLDER, LANGUAGE, say, why

_EXTRAS = {
    "numpy": "analysis",
    "scipy": "analysis",
    "ortools": "plan",
    "pypdfium2": "texts",
    "python_calamine": "forms",
    "flask": "app",
    "waitress": "app",
}
"""The extra that brings a package; all others come with `office`."""

Function = TypeVar("Function", bound=Callable[..., Any])
Part = TypeVar("Part")


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic in newer releases only
    """A full day, as 2017-03-31."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or a message that says what was expected."""
        if isinstance(value, date):
            return value
        try:
            return full_day(value)
        except ValueError:
            example = _last_day(value) or "2017-03-31"
            self.fail(say("slip.not-a-day", given=repr(value), example=example), param, ctx)


def _last_day(value: Any) -> str | None:
    """The last day of a month or a year."""
    try:
        return PartialDate.parse(value).last.isoformat()
    except ValueError:
        return None


def _kept(ctx: click.Context, param: click.Parameter, value: Path | None) -> Path | None:
    ctx.meta[FOLDER] = value
    return value


workspace_option = click.option(
    "--workspace",
    "-w",
    type=click.Path(path_type=Path),
    is_eager=True,  # the languages depend on it
    callback=_kept,
    help="A folder with rooms of your own. [default: the workspace that this one is in, else the built-in content]",
)
all_option = click.option(
    "--all", "shipped", is_flag=True, help="Take the built-in mechanisms too, where none is named."
)
as_of_option = click.option(
    "--as-of",
    type=Day(),
    help="The day to look at, as 2017-03-31. [default: that of the dossier's newest claim]",
)
perspective_option = click.option(
    "--perspective",
    default=ALL,
    show_default=True,
    help="Whose claims count: all, or a perspective of the standards, as official or civil-society.",
)
audience_option = click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    default="public",
    show_default=True,
    help="Who will see it; what is above is left out.",
)
edition_option = click.option(
    "--edition", type=click.IntRange(min=1), help="The edition of the standards. [default: as standard.yaml says]"
)


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """A language of the content or of the interface; says so where the interface does not speak it."""
    rooms = find(ctx.params.get("workspace"))
    standard, _ = read_standard(rooms.standards)
    spoken = interface_languages(rooms.reports)
    known = list(dict.fromkeys((*standard.languages, *spoken)))
    language = known[0] if value is None else value
    if language not in known:
        raise click.BadParameter(why(unknown("language", language, known)))
    if language not in spoken:
        instead = next(code for code in known if code in spoken)
        click.echo(say("note.stands-in", language=language, instead=instead), err=True)
    ctx.meta[LANGUAGE] = language
    return language


lang_option = click.option(
    "--lang",
    "language",
    callback=_language,
    help="A language of the content or the interface, as en. [default: the standards' first]",
)


def _spoken(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        _language(ctx, param, value)


speech_option = click.option(
    "--lang",
    callback=_spoken,
    expose_value=False,
    help="The language to answer in, as en. [default: the environment's]",
)
"""For commands that give no results but answers."""


class Folder(click.Path):
    """A folder that has a name: an empty one would be the current folder's."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """The folder, or a message that says how to name the current one."""
        if value == "":
            self.fail(say("slip.no-folder-named"), param, ctx)
        return super().convert(value, param, ctx)


to_option = click.option(
    "--to",
    "folder",
    type=Folder(path_type=Path, file_okay=False),
    required=True,
    help="The folder to write to.",
)
count_withheld_option = click.option(
    "--count-withheld", is_flag=True, help="Say how many statements are withheld from the audience."
)


def format_option(*forms: str) -> Callable[[Function], Function]:
    """`--format`, the first of the forms being the default."""
    return click.option("--format", "form", type=click.Choice(forms), default=forms[0], show_default=True)


def together(*options: Callable[[Function], Function]) -> Callable[[Function], Function]:
    """Several options as one decorator, in the given order."""

    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


view_options = together(workspace_option, edition_option, as_of_option, perspective_option, audience_option)
look_options = together(view_options, count_withheld_option)


def progress(parts: Iterable[Part], number: int) -> Iterator[Part]:
    """The parts as they come; once they have taken a second, with a bar that shows how far they are."""
    started, coming = time.monotonic(), iter(parts)
    for done, part in enumerate(coming, 1):
        yield part
        if done < number and time.monotonic() - started > 1:
            with click.progressbar(coming, number - done, file=sys.stderr) as shown:
                yield from shown


@contextmanager
def at_work(
    folder: Path | None, audience: Visibility = "public", *, edition: int | None = None, shipped: bool = False
) -> Iterator[Bench]:
    """An open workbench; what a user asked for that cannot be is told as their slip, in the language of the command.

    Says afterwards if durable did not take part.
    """
    with slips(), Bench(folder, audience, edition, shipped) as bench:
        bench.watch = progress if sys.stderr.isatty() else None
        yield bench
    if bench.notice is not None:
        click.echo(say("note.reference-alone", why=bench.notice), err=True)


@contextmanager
def slips() -> Iterator[None]:
    """Tells what a user asked for that cannot be, in the language of the command."""
    try:
        yield
    except (Slip, Refusal) as fault:
        raise click.UsageError(why(fault)) from None
    except ModuleNotFoundError as fault:
        command = click.get_current_context().command.name
        extra = _EXTRAS.get(fault.name or "", "office")
        raise click.UsageError(say("slip.extra", command=command, module=fault.name, extra=extra)) from None
