"""Running the program: exit codes, and what a user sees when something goes wrong."""

import errno
import io
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

_UNFIT = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL}
"""How a machine refuses a path that cannot be written to whoever asks: that is a slip of the user's."""


def run(program: click.Group) -> NoReturn:
    """Run the program and leave: 0 success, 2 bad input, 1 a fault of ours or the machine's, 130 Ctrl-C."""
    sys.exit(outcome(program))


def outcome(program: click.Group) -> int:
    """Run the program; gives its exit code."""
    _speakable()
    try:
        left = program.main(standalone_mode=False)
        if sys.stdout is not None:  # it is None where a user has closed it
            sys.stdout.flush()
        return left if isinstance(left, int) else 0  # click gives the code of a command that leaves with one
    except (click.Abort, KeyboardInterrupt):
        return 130
    except (BrokenPipeError, SystemExit):  # click leaves so where a pipe is closed
        # Whoever read our output has had enough; keep Python from complaining when it flushes on exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except click.ClickException as fault:
        fault.show()
        return 2
    except OSError as fault:
        where = f" ({Path(fault.filename).name})" if isinstance(fault.filename, str) else ""
        click.echo(f"Error: {fault.strerror or 'the machine refused'}{where}", err=True)
        return 2 if fault.errno in _UNFIT else 1
    except Exception as fault:
        return _told(fault)


def _speakable() -> None:
    """Have nothing that we say refused: files and pipes get UTF-8 everywhere, a terminal escapes for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def _told(fault: Exception) -> int:
    from ..rules.engines import Disagreement

    if isinstance(fault, Disagreement):
        click.echo(f"Error: {fault}", err=True)
        return 1
    if os.environ.get("BAREMO_DEBUG"):
        raise fault
    click.echo(f"Error: a defect in Baremo ({type(fault).__name__}{_place(fault)}).", err=True)
    click.echo("Please report it; run again with BAREMO_DEBUG=1 for its traceback.", err=True)
    return 1


def _place(fault: Exception) -> str:
    """Where it happened; the fault's own words are left out, since they may quote what not everybody may know."""
    import traceback

    frames = traceback.extract_tb(fault.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(Path(__file__).parents[1])]
    return f" in {Path(own[-1].filename).name}, line {own[-1].lineno}" if own else ""
