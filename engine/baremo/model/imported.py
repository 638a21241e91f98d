"""What became of a file that came back, row by row."""

from typing import Literal

from .record import Record

Outcome = Literal["taken", "changed", "unchanged", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("taken", "changed", "unchanged", "refused")
Group = Literal["sheet", "claims", "reforms", "figures", "events", "nothing_on", "text"]
"""Of what a row is: of the document as a whole, an entry of one of a sheet's lists, or a translated text."""


class Item(Record):
    """A row of a spreadsheet, or an entry of a file, counted from 1; `name` is its question's id, or what it is on."""

    sheet: str
    row: int
    group: Group
    name: str
    outcome: Outcome
