"""Reads who publishes the reports."""

from collections.abc import Sequence
from pathlib import Path

from ..model.organisation import NOBODY, Organisation, Publisher
from .problem import WorkspaceError
from .rooms import inside, the_file, there
from .validation import validate
from .yaml_file import Read, read

ORGANISATION = "organisation.yaml"
MAX_LOGO_BYTES = 1_000_000


def load_publisher(rooms: Sequence[Path], read: Read = read) -> Publisher:
    """What the first of these reports rooms that has an `organisation.yaml` says; nobody if none has.

    Raises:
        WorkspaceError: if it cannot be used, or its logo is not a small PNG or JPEG file of that room.
    """
    for room in rooms:
        if not there(room, ORGANISATION):
            continue
        file, name = the_file(room, ORGANISATION)
        yaml_file = read(file, name)
        organisation = validate(yaml_file, Organisation)
        if organisation.logo is None:
            return Publisher(organisation.name)
        logo = inside(room, organisation.logo)
        try:
            content = b"" if logo is None else logo.read_bytes()[: MAX_LOGO_BYTES + 1]
        except OSError as fault:
            problem = yaml_file.problem(("logo",), "logo.unreadable", why=fault.strerror)
            raise WorkspaceError([problem]) from None
        publisher = Publisher(organisation.name, content)
        if len(content) > MAX_LOGO_BYTES:
            problem = yaml_file.problem(("logo",), "logo.too-large", limit=MAX_LOGO_BYTES)
        elif logo is None:
            problem = yaml_file.problem(("logo",), "logo.missing", folder=room.name)
        elif not publisher.logo_format:
            problem = yaml_file.problem(("logo",), "logo.format")
        else:
            return publisher
        raise WorkspaceError([problem])
    return NOBODY
