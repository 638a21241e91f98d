"""Writing files: each is replaced whole or not at all."""

import os
import tempfile
from pathlib import Path


def write(file: Path, content: str | bytes) -> None:
    """Put the content where `file` says, so that whoever looks sees the old file or the new one, never a part.

    Raises:
        OSError: if it cannot be written; nothing is left behind.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
