"""Who publishes the reports."""

from dataclasses import dataclass

from .record import Name, Record

_PICTURES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


class Organisation(Record):
    """`reports/organisation.yaml`: a name, and the file of a picture beside it."""

    name: Name
    logo: Name | None = None


@dataclass(frozen=True)
class Publisher:
    """An organisation's name and the bytes of its logo; both empty where a workspace names none."""

    name: str = ""
    logo: bytes = b""

    @property
    def logo_format(self) -> str:
        """`png` or `jpeg`, by the picture's first bytes; empty for anything else."""
        return next((form for start, form in _PICTURES.items() if self.logo.startswith(start)), "")


NOBODY = Publisher()
