"""Every command, as a user calls it in a workspace, and everything that each puts out."""

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from program import baremo

from baremo.cli import COMMANDS

INSTALLED = {name for name in ("scipy", "ortools") if find_spec(name)}
READ = ("terminal", "json", "html", "markdown")
RUN = """
import contextlib, io, json, sys
from baremo.cli import program
from baremo.cli.running import outcome
told = []
for words in json.load(sys.stdin):
    sys.argv = ["baremo", *words]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = outcome(program)
    told.append([" ".join(words), code, out.getvalue(), err.getvalue()])
json.dump(told, sys.stdout)
"""


def calls(one: str, other: str, adopted: str, pending: str, criterion: str) -> list[list[str]]:
    """Every command in every form, on two mechanisms, a reform in force and one that is not; slips among them."""
    forms = [["--format", form] for form in READ]
    found = [
        *(["score", *form] for form in (*forms[:2], ["--format", "markdown"], ["--format", "csv", "--lang", "es"])),
        ["score", one, "--as-of", "2016-01-01", "--count-withheld"],
        ["report", "--to", "reports", "--format", "html", "--format", "json"],
        *(["why", one, criterion, *form] for form in forms[:2]),
        *(["compare", one, other, *form] for form in forms),
        *(["compare", one, "--around", adopted, *form] for form in forms),
        *(["compare", one, "--perspectives", *form] for form in forms),
        *(["timeline", one, *form] for form in (*forms, ["--format", "csv"])),
        *(["whatif", one, "--adopt", pending, "--with-aims", *form] for form in forms),
        ["whatif", one, "--without", adopted],
        ["whatif", one, "--draft", "bill.yaml"],
        ["whatif", one, "--set", f"{criterion}=nothing"],
        ["whatif", one, "--adopt", "no-such-reform"],
        ["standards", criterion],
        ["standards", "no-such-thing"],
        ["export", "--to", "data"],
        ["score", "no-such-mechanism"],
        ["score", "--as-of", "1990-01-01"],
        ["score", "--workspace", "no-such-folder"],
        ["schema", "mechanism"],
        ["schema", "profile"],
        ["--version"],
        ["--help"],
        *([command, "--help"] for command in COMMANDS),
    ]
    if "scipy" in INSTALLED:
        found += [
            ["score", "--exact", "--format", "json"],
            *(["robustness", "--draws", "1000", *form] for form in forms),
        ]
    return found


def outputs(given: list[list[str]], folder: Path, **environment: str) -> dict[str, str | bytes]:
    """By call, exit code and output; by name, every file that was written. All calls are made in one process."""
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={**os.environ, "COLUMNS": "140", **environment},
    )
    found: dict[str, str | bytes] = {"what no call put out": done.stderr}
    for words, code, out, err in json.loads(done.stdout):
        found[words] = f"{code}\n{out}\n{err}"
    return found | _files(folder)


def outputs_here(given: list[list[str]], folder: Path) -> dict[str, str | bytes]:
    """The same, made in this process by the reference engine alone."""
    found: dict[str, str | bytes] = {}
    for words in given:
        done = baremo(*words, cwd=folder, COLUMNS="140")
        found[" ".join(words)] = f"{done.returncode}\n{done.stdout}\n{done.stderr}"
    return found | _files(folder)


def _files(folder: Path) -> dict[str, str | bytes]:
    rooms = (folder / "reports", folder / "data")
    return {f"{room.name}/{file.name}": file.read_bytes() for room in rooms for file in sorted(room.iterdir())}
