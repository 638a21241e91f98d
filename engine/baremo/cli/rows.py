"""What became of the rows of a file that came back, in lines."""

from collections.abc import Iterator, Sequence

from ..model.imported import OUTCOMES
from ..reporting.faults import said
from ..workbench.laying import Row
from ..workspace.problem import Problem
from .speaking import say, words


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """Each row that changes something or is refused, at its cell."""
    for row in rows:
        name, what = row.item.name, say(f"import.{row.item.outcome}")
        if row.item.outcome == "refused":
            for problem in row.problems:
                why = said(problem, words())
                yield say("import.row-refused", place=cell(problem), name=name, what=what, why=why)
        elif row.item.outcome != "unchanged":
            yield say("import.row", place=f"{row.item.sheet}:{row.item.row}", name=name, what=what)


def numbers(rows: Sequence[Row]) -> str:
    """How many rows came to what."""
    counted = {outcome: sum(row.item.outcome == outcome for row in rows) for outcome in OUTCOMES}
    told = [say("import.number", n=n, what=say(f"import.{outcome}")) for outcome, n in counted.items() if n]
    return ", ".join(told) or say("import.no-rows")


def cell(problem: Problem) -> str:
    """A cell as a spreadsheet calls it; a line of any other file."""
    if problem.path.endswith((".yaml", ".yml")):
        return f"{problem.path}:{problem.line}:{problem.column}"
    letters, number = "", problem.column
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{problem.path}!{letters}{problem.line}" if problem.line else problem.path
