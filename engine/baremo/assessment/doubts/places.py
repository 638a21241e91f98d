"""Where each statement of a mechanism was drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from ...model.profile import Statement
from ...model.sheet import Claim, Stage
from ...model.visibility import Visibility
from ...workspace.mechanisms import Filed, Place
from ...workspace.problem import Problem
from ..assess import Mechanism
from ..statements import of_claim


class Places:
    """Finds the claim, or the stage of a reform, that says something; by its id, or else by all that it says."""

    def __init__(self, mechanism: Mechanism, filed: Filed) -> None:
        """Go through all entries once."""
        features, speakers, documents = mechanism.catalogue.features, mechanism.speakers, mechanism.documents
        self._by_id: Mapping[str, Place] = filed.places
        self._claims = {
            _plain(statement): place
            for place, claim in filed.placed("claims")
            if isinstance(claim, Claim) and claim.id is None
            for statement in of_claim(claim, features, speakers, documents)
        }
        self._stages: dict[tuple[str, str, str], Place] = {}
        for place, stage in filed.placed("reforms"):
            if isinstance(stage, Stage):
                self._stages.setdefault((stage.reform, stage.document, stage.locator), place)

    def of(self, statement: Statement) -> Place:
        """The place of a statement."""
        id = statement.claim or statement.stage
        if id is not None:
            return self._by_id[id]
        if statement.reform is not None:
            return self._stages[statement.reform, statement.document, statement.locator]
        return self._claims[_plain(statement)]

    def of_stage(self, stage: Stage) -> Place:
        """The place of a stage."""
        return self._stages[stage.reform, stage.document, stage.locator] if stage.id is None else self._by_id[stage.id]

    def doubt(self, statement: Statement, code: str, others: Iterable[Statement], **named: Any) -> Problem:
        """A doubt at a statement's place, as secret as the other statements that it speaks of."""
        place = self.of(statement)
        return place.file.problem(place.at, code, doubt=True, quoting=self.levels(others), **named)

    def levels(self, said: Iterable[Statement]) -> list[Visibility]:
        """How secret statements are."""
        return [place.file.visibility(place.at) for place in map(self.of, said)]


def _plain(statement: Statement) -> str:
    """A statement as its claim alone makes it, whatever its sheet and other claims add."""
    return repr(replace(statement, announced=False, status="accepted"))
