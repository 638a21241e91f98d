"""One mechanism on one day: from its dossier to its scorecard, with every step in between kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..model.catalogue import Catalogue
from ..model.document import Document, Speaker
from ..model.dossier import Dossier, Reform
from ..model.profile import Profile, Statement
from ..model.scorecard import Finding, FlagFinding, FlagState, NotApplicableFinding, Scorecard
from ..model.standard import ALL
from ..model.visibility import Visibility
from ..rules.engines import Engines
from ..rules.evaluation import Evaluation
from ..rules.kleene import Truth
from ..workspace.problem import suggestion
from . import scoring
from .editions import asked
from .lifetime import Lifetime
from .newest import newest
from .profiling import Profiles
from .redaction import tell
from .spells import spells
from .statements import statements

_FLAG_STATES: dict[Truth, FlagState] = {Truth.TRUE: "certain", Truth.OPEN: "possible", Truth.FALSE: "absent"}


class NoMechanism(Exception):
    """On that day the mechanism did not exist yet; `since` is the first day on which it certainly did."""

    def __init__(self, mechanism: str, day: date, since: date) -> None:
        """Say so in words."""
        self.mechanism, self.day, self.since = mechanism, day, since
        super().__init__(f"no mechanism: {mechanism} did not exist on {day}; it certainly did from {since}")


class NoPerspective(Exception):
    """The standards name no such perspective; the message says which there are."""


def kinds_of(catalogue: Catalogue, perspective: str) -> frozenset[str]:
    """The kinds of speaker whose claims count under a perspective.

    Raises:
        NoPerspective: if the standards name none of that id.
    """
    known = (ALL, *(one.id for one in catalogue.standard.perspectives))
    if perspective not in known:
        listed, hint = ", ".join(known), suggestion(perspective, known)
        raise NoPerspective(f"there is no perspective '{perspective}'; there are: {listed}{hint}")
    return catalogue.standard.kinds_of(perspective)


@dataclass(frozen=True)
class Mechanism:
    """A dossier made ready for assessment: what one audience may know of it, and the statements drawn from that.

    `withheld` is the number of statements that it may not know; nothing else of them is kept.
    """

    dossier: Dossier
    catalogue: Catalogue
    speakers: Mapping[str, Speaker]
    documents: Mapping[str, Document]
    statements: tuple[Statement, ...]
    audience: Visibility
    digest: str
    withheld: int

    @cached_property
    def lifetime(self) -> Lifetime:
        """From when to when there is a mechanism, and what it is called."""
        return Lifetime.of(self.dossier.mechanism, self.documents)

    @property
    def since(self) -> date:
        """The first day on which the mechanism certainly existed."""
        return self.lifetime.beginning.last

    @cached_property
    def newest(self) -> date:
        """The default day: where a scorecard stands unless told otherwise."""
        return newest(self.dossier, self.statements, self.documents) or self.since

    def standing(self, day: date) -> Iterator[Reform]:
        """The reforms that stand on a day."""
        for reform in self.dossier.reforms:
            if any(spell.covers(day) for spell in spells(reform, self.documents)):
                yield reform

    def profiles(self, perspective: str = ALL) -> Profiles:
        """What is known under a perspective, day by day."""
        kinds = kinds_of(self.catalogue, perspective)
        return Profiles(self.dossier, self.catalogue.features, self.statements, perspective, kinds)


@dataclass(frozen=True)
class Assessment:
    """A scorecard with all that it was made from."""

    mechanism: Mechanism
    profile: Profile
    evaluation: Evaluation
    scorecard: Scorecard


def prepare(
    dossier: Dossier,
    catalogue: Catalogue,
    speakers: Mapping[str, Speaker],
    documents: Mapping[str, Document],
    audience: Visibility = "public",
) -> Mechanism:
    """What an audience may know of the dossier, with its statements drawn out: nothing above it gets any further."""
    dossier = asked(dossier, catalogue)
    told = tell(dossier, speakers, documents, audience)
    said = statements(told.dossier, catalogue.features, told.speakers, told.documents)
    everything = statements(dossier, catalogue.features, speakers, documents)
    withheld = len(everything) - len(said)
    return Mechanism(
        told.dossier, catalogue, told.speakers, told.documents, said, audience, digest=told.digest, withheld=withheld
    )


def assess(
    mechanism: Mechanism,
    engines: Engines,
    as_of: date | None = None,
    perspective: str = "all",
    count_withheld: bool = False,
) -> Assessment:
    """The scorecard of a mechanism on a day (that of its newest claim if none is given).

    Raises:
        NoMechanism: if it did not exist yet.
        Disagreement: if the engines differ.
    """
    day = as_of or mechanism.newest
    if day < mechanism.since:
        raise NoMechanism(mechanism.dossier.id, day, mechanism.since)
    return judge(mechanism, mechanism.profiles(perspective).on(day), engines, count_withheld)


def judge(
    mechanism: Mechanism,
    found: Profile,
    engines: Engines,
    count_withheld: bool = False,
    hypothetical: Sequence[str] = (),
) -> Assessment:
    """The scorecard of a profile."""
    catalogue, dossier = mechanism.catalogue, mechanism.dossier
    evaluation = engines.evaluate(found.values)
    exempt = {entry.criterion: entry for entry in dossier.mechanism.not_applicable}
    applying = [criterion.id for criterion in catalogue.in_order if criterion.id not in exempt]
    share = scoring.weights(catalogue, applying)
    findings = [_finding(catalogue, found, evaluation, id, float(share[id] * 100)) for id in applying]
    seen = [s.counts_from for state in found.states.values() for s in state.statements if s.kind != "before"]
    card = Scorecard(
        mechanism=dossier.id,
        as_of=found.as_of,
        perspective=found.perspective,
        audience=mechanism.audience,
        newest_evidence=max(seen, default=None),
        dossier_digest=mechanism.digest,
        findings=tuple(findings),
        not_applicable=tuple(
            NotApplicableFinding(criterion=id, reason=dict(entry.reason.root)) for id, entry in exempt.items()
        ),
        flags=tuple(FlagFinding(flag=id, state=_FLAG_STATES[truth]) for id, truth in evaluation.flags.items()),
        dimensions=scoring.dimension_scores(catalogue, findings, share),
        law=scoring.score(catalogue, [f for f in findings if f.aspect == "law"], share),
        practice=scoring.score(catalogue, [f for f in findings if f.aspect == "practice"], share),
        implementation_gap=scoring.implementation_gap(catalogue, findings),
        overall=scoring.overall(catalogue, findings, share),
        withheld=mechanism.withheld if count_withheld else None,
        hypothetical=tuple(hypothetical),
    )
    return Assessment(mechanism, found, evaluation, card)


def _finding(catalogue: Catalogue, found: Profile, evaluation: Evaluation, id: str, worth: float) -> Finding:
    criterion = catalogue.criteria[id]
    possible = evaluation.findings[id]
    states = [found.states[feature] for feature in catalogue.features_of(id)]
    open_dispute = any(state.knowledge == "disputed" and state.adjudication is None for state in states)
    return Finding(
        criterion=id,
        dimension=criterion.dimension,
        aspect=criterion.aspect,
        possible=possible,
        basis="determined" if len(possible) == 1 else "disputed" if open_dispute else "silent",
        contested=any(state.knowledge == "disputed" for state in states),
        critical=id in catalogue.scale.cap.critical,
        worth=round(worth, 4),
    )
