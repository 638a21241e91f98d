"""What there is to do in a workspace: drafts to finish and to reconcile, what lapses, and what would tell most."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ..model.scorecard import Verdicts
from ..workspace.workspace import Workspace
from .asking import Asked, ask
from .bench import Bench
from .drafting import Coding, codings
from .scores import Scores, score


@dataclass(frozen=True)
class Work:
    """A workspace as whoever works in it needs to see it first; `drafts` is empty for an audience that knows none."""

    workspace: Workspace
    scores: Scores
    asked: Asked
    drafts: Sequence[Coding]

    @cached_property
    def verdicts(self) -> dict[str, Verdicts]:
        """The verdicts of every mechanism that has a scorecard."""
        return {card.mechanism: card.verdicts for card in self.scores.file.scorecards}

    @property
    def unfinished(self) -> Sequence[Coding]:
        """The drafts that are not handed in."""
        return [draft for draft in self.drafts if not draft.finished]

    @cached_property
    def handed_in(self) -> Sequence[Sequence[Coding]]:
        """The drafts that wait to be accepted, or reconciled where there are two of a document, by document."""
        waiting: dict[tuple[str, str], list[Coding]] = {}
        for draft in self.drafts:
            sheets = self.workspace.dossiers[draft.mechanism].dossier.sheets
            sheet = next((sheet for sheet in sheets if sheet.document == draft.document), None)
            coders = () if sheet is None else {signature.by for signature in sheet.coded}
            if draft.finished and (sheet is None or (sheet.status == "accepted" and draft.coder not in coders)):
                waiting.setdefault((draft.mechanism, draft.document), []).append(draft)
        return list(waiting.values())


def work(bench: Bench) -> Work:
    """What there is to do in the whole workspace.

    Raises:
        WorkspaceError: with everything that is wrong in it.
    """
    scores = score(bench)
    drafts: list[Coding] = []
    if bench.audience != "public":
        drafts = [draft for mechanism in scores.workspace.dossiers for draft in codings(bench, mechanism)]
    return Work(bench.read(drafts=True), scores, ask(bench), drafts)
