"""What the State answers to findings: it stands beside them, and changes none."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..model.mechanism import ReplyFile
from ..workspace.layout import MECHANISM
from ..workspace.replacing import digest
from ..workspace.validation import validate
from ..workspace.writer import Saved
from ..workspace.yaml_file import read
from .bench import Bench
from .slip import Slip, unknown_criterion
from .writing import insert, own_room, undo


def reply(bench: Bench, mechanism: str, answers: Sequence[Mapping[str, Any]]) -> Sequence[Saved]:
    """Keep answers to findings in the mechanism's own file, all of them or none; each gets an id.

    Raises:
        Slip: if the mechanism is not one of the workspace's own, or there is no such criterion.
        Changed, Refusal, WorkspaceError, OSError: nothing was written.
    """
    workspace = bench.read([mechanism])
    for answer in answers:
        if answer["criterion"] not in workspace.standards.whole.criteria:
            raise unknown_criterion(answer["criterion"], workspace.catalogue)
    file = own_room(bench) / mechanism / MECHANISM
    if not file.is_file():
        raise Slip("not-own", name=mechanism)
    kept: list[Saved] = []
    try:
        for answer in answers:
            now = digest(file.read_bytes())
            kept.append(insert(bench, f"{mechanism}/{MECHANISM}", "replies", answer, now))
    except BaseException:
        for saved in reversed(kept):
            undo(bench, saved.undo)
        raise
    return kept


def replies_in(bench: Bench, file: Path) -> Sequence[Mapping[str, Any]]:
    """The answers that a file gives, as a mechanism's own file would hold them.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    held = read(file, str(file))
    validate(held, ReplyFile, bench.read(()).catalogue.standard.languages)
    return list(held.data["replies"])
