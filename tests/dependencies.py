"""Prints DEPENDENCIES.md: what Baremo needs to run, who needs it, under which licence, and what an audit knows of it.

It reads what is installed beside this interpreter. With `--audit` it only audits.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# One licence has many names in the metadata of packages.
NAMES = {
    "3-Clause BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "BSD-2-Clause": "BSD",
    "BSD-3-Clause": "BSD",
    "MIT License": "MIT",
    "Python Software Foundation License": "PSF-2.0",
    "Zope Public License": "ZPL-2.1",
    # pypdfium2's wheel carries PDFium and its parts: Apache, BSD, MIT, zlib, FreeType, IJG and ICU, all permissive.
    "dependency licenses": "BSD",
}
# Whoever passes the package on owes its notice, and nothing else. What is not here has to be judged by a person first.
PERMISSIVE = {"0BSD", "Apache-2.0", "BSD", "CC0-1.0", "MIT", "MIT-CMU", "PSF-2.0", "ZPL-2.1", "Zlib"}
# Whoever passes a changed package on owes its source; code that only uses it is free.
WEAK_COPYLEFT = {"MPL-2.0"}

PAGE = """\
# What Baremo needs to run

Made by `make dependencies` from the metadata of what is installed; not written by hand. `core` is what plain `pip install
baremo` brings, the other parts are extras. Tools for tests and development are not listed.

| package | part | needed by | licence | which is |
| --- | --- | --- | --- | --- |
{rows}
*Permissive*: whoever passes the package on keeps its notice, and nothing more is asked. *Weak copyleft*: whoever passes
on a changed copy gives its source. Both go with Baremo's own Apache-2.0. Baremo's wheel holds none of these packages; pip
fetches each from those who publish it. The metadata speaks of a package's own code: the wheels of numpy and scipy also
carry GCC's libgfortran and libquadmath (GPL with the runtime exception, LGPL), which matters only to those who bundle them.

## Known vulnerabilities

What is installed, and the lowest version allowed of what Baremo itself asks for, held against the published advisories
by pip-audit: {audited}
"""


@dataclass
class Dependency:
    """A package, its licence in the words of its metadata, the extras it comes with, and the packages that ask for it."""

    name: str
    version: str
    licence: str
    extras: set[str] = field(default_factory=set)
    needed_by: set[str] = field(default_factory=set)


def licences(named: str) -> set[str]:
    """The licences that an expression names, each by its one name."""
    return {
        NAMES.get(one.strip(" ()"), one.strip(" ()"))
        for one in named.replace(" OR ", " AND ").replace(", ", " AND ").split(" AND ")
    }


def kind(named: str) -> str:
    """What a licence asks for, in plain words."""
    if licences(named) <= PERMISSIVE:
        return "permissive"
    return "weak copyleft" if licences(named) <= PERMISSIVE | WEAK_COPYLEFT else "not judged"


def licence(package: Distribution) -> str:
    """What a package's metadata names as its licence: an expression, else its classifiers, else a word of its own."""
    said = package.metadata
    classified = [one.split(" :: ")[-1] for one in said.get_all("Classifier", []) if one.startswith("License :: ")]
    return said.get("License-Expression") or " AND ".join(classified) or said.get("License") or "none named"


def needs(package: Distribution, extras: set[str]) -> Iterator[Requirement]:
    """What a package needs on this machine, with these of its extras."""
    for line in package.requires or ():
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield one


def installed() -> dict[str, Dependency]:
    """All that Baremo needs, directly or not, as far as it is installed here, by name."""
    found: dict[str, Dependency] = {}

    def follow(package: Distribution, part: str, extras: set[str]) -> None:
        for one in needs(package, extras):
            try:
                needed = distribution(one.name)
            except PackageNotFoundError:
                continue
            name = canonicalize_name(one.name)
            known = found.setdefault(name, Dependency(name, needed.version, licence(needed)))
            known.needed_by.add(canonicalize_name(package.name))
            if not known.extras & {part, "core"}:
                known.extras.add(part)
                follow(needed, part, one.extras)

    baremo = distribution("baremo")
    follow(baremo, "core", set())
    for extra in baremo.metadata.get_all("Provides-Extra", []):
        follow(baremo, extra, {extra})
    return dict(sorted(found.items()))


def lowest() -> dict[str, str]:
    """The lowest version that Baremo allows of each package it asks for, by name."""
    asked = map(Requirement, distribution("baremo").requires or ())
    return {one.name: spec.version for one in asked for spec in one.specifier}


def audit(versions: dict[str, str]) -> str:
    """What pip-audit reports on these packages, as JSON; nothing, and on the screen why, where it could not ask."""
    lines = "".join(f"{name}=={version}\n" for name, version in versions.items())
    options = ["--requirement", "/dev/stdin", "--no-deps", "--disable-pip", "--format", "json"]
    command = [sys.executable, "-m", "pip_audit", *options]
    done = subprocess.run(command, input=lines, capture_output=True, text=True, check=False)
    if not done.stdout:
        print(*done.stderr.splitlines()[-1:], file=sys.stderr)
    return done.stdout


def verdict(*reports: str) -> tuple[bool, str]:
    """Whether these audits let us go on, and what they say. pip-audit is content where it could look nothing up."""
    releases = [one for report in reports if report for one in json.loads(report)["dependencies"]]
    known = [one for one in releases if "vulns" in one]
    if not known:
        return True, "no advisories could be reached, so nothing was audited."
    faults = sorted({f"{one['name']} {one['version']} ({fault['id']})" for one in known for fault in one["vulns"]})
    count = f"{len(known)} of {len(releases)} releases looked up on {date.today()}"
    return not faults, f"{count}; known to be vulnerable: {', '.join(faults) or 'none'}."


def page(dependencies: Iterable[Dependency], audited: str) -> str:
    """DEPENDENCIES.md."""
    rows = (
        f"| {one.name} | {', '.join(sorted(one.extras))} | {', '.join(sorted(one.needed_by))} "
        f"| {one.licence} | {kind(one.licence)} |\n"
        for one in dependencies
    )
    return PAGE.format(rows="".join(rows), audited=audited)


def main() -> None:
    """Print the page, or with `--audit` only what the audit says; a known vulnerability is an error."""
    found = installed()
    well, said = verdict(audit({name: one.version for name, one in found.items()}), audit(lowest()))
    print(f"Audit: {said}\n" if "--audit" in sys.argv else page(found.values(), said), end="")
    sys.exit(not well)


if __name__ == "__main__":
    main()
