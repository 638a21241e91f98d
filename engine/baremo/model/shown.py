"""A value as a message shows it: as a file would say it, and never at length."""

from typing import Any

LONGEST = 60


def show(given: Any) -> str:
    """Yes and no, not True and False; a text in quotes, cut where it is long; of a list only that it is one."""
    if isinstance(given, dict | list):
        return "{…}" if isinstance(given, dict) else "[…]"
    if isinstance(given, bool) or given is None:
        return {True: "yes", False: "no", None: "null"}[given]
    text = repr(given)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 4]}...{text[-1]}"
