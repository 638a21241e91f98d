"""Reads a bill that no dossier holds."""

from dataclasses import replace
from pathlib import Path

from ..model.catalogue import Catalogue
from ..model.dossier import Bill
from .bibliography import Bibliography
from .problem import WorkspaceError
from .references import References
from .validation import validate
from .yaml_file import read


def load_bill(file: Path, catalogue: Catalogue, bibliography: Bibliography) -> Bill:
    """A bill in a file of its own.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    yaml_file = replace(read(file, str(file)), secret_names=bibliography.secret_names)
    bill = validate(yaml_file, Bill, catalogue.standard.languages)
    problems = list(References(yaml_file, catalogue, bibliography).changes(bill.lays_down, bill.aims, ()))
    if not bill.lays_down and not bill.aims:
        problems.append(yaml_file.problem((), "missing-key.changes"))
    if problems:
        raise WorkspaceError(problems)
    return bill
