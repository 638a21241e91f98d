"""One mechanism on one day: from its dossier to its scorecard, with every step in between kept."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ..model.catalogue import Catalogue
from ..model.document import Document, Speaker
from ..model.dossier import Dossier, Reform
from ..model.profile import Profile, Statement
from ..model.scorecard import Scorecard
from ..model.standard import ALL
from ..model.supposed import Supposed
from ..model.unscored import Unscored
from ..model.visibility import Visibility
from ..rules.engines import Engines
from ..rules.evaluation import Evaluation
from ..workspace.slip import Slip, unknown
from . import flags, scoring
from .editions import asked
from .exemption import exempt
from .findings import finding, standing, verdicts
from .gap import implementation_gap
from .grounds import Counterfactuals
from .kernel import Judgement, kernel
from .lifetime import Lifetime
from .newest import newest
from .profiling import Profiles
from .redaction import Told, tell
from .scenario import Scenario
from .spells import spells
from .statements import statements


class NoScorecard(Slip):
    """A mechanism has no scorecard on the day that was asked for; `unscored` says why."""

    def __init__(self, unscored: Unscored) -> None:
        """Keep why."""
        self.unscored = unscored
        super().__init__("unscored", mechanism=unscored.mechanism, why=unscored)


def kinds_of(catalogue: Catalogue, perspective: str) -> frozenset[str]:
    """The kinds of speaker whose claims count under a perspective.

    Raises:
        Slip: if the standards name none of that id.
    """
    known = (ALL, *(one.id for one in catalogue.standard.perspectives))
    if perspective not in known:
        raise unknown("perspective", perspective, known)
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
    withheld: int

    @cached_property
    def digest(self) -> str:
        """Identifies all that the audience is told of the dossier."""
        return Told(self.dossier, self.speakers, self.documents).digest

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

    def unscored(self, day: date) -> Unscored | None:
        """Why there is no scorecard on a day; None where there is one."""
        existence, lifetime = self.lifetime.on(day), self.lifetime
        base = {"mechanism": self.dossier.id, "as_of": day}
        if existence == "not-yet":
            begun = lifetime.beginning
            return Unscored(**base, state=existence, day=begun.last, announced=begun.announced)
        if existence == "ended" and (ended := lifetime.ending) is not None:
            more = {"announced": ended.announced, "replaced_by": lifetime.replaced_by}
            return Unscored(**base, state=existence, day=ended.last, **more)
        if len(exempt(self.dossier.mechanism, self.catalogue, day)) == len(self.catalogue.in_order):
            return Unscored(**base, state="nothing-applies", day=None)
        return None

    def standing(self, day: date) -> Iterator[Reform]:
        """The reforms that stand on a day."""
        for reform in self.dossier.reforms:
            if any(spell.covers(day) for spell in spells(reform, self.documents)):
                yield reform

    @cached_property
    def said(self) -> Mapping[str, Sequence[Statement]]:
        """The statements by their feature."""
        by_feature: dict[str, list[Statement]] = {}
        for statement in self.statements:
            by_feature.setdefault(statement.feature, []).append(statement)
        return by_feature

    def counterfactuals(self, known: Profile) -> Counterfactuals:
        """What a profile of this mechanism would be without some of what it rests on."""
        return Counterfactuals(self.dossier, self.catalogue, self.said, known)

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

    @cached_property
    def judgement(self) -> Judgement:
        """The evaluation as the kernel judges it, of the criteria that apply."""
        applying = tuple(finding.criterion for finding in self.scorecard.findings)
        return kernel(self.mechanism.catalogue, applying).answered(self.evaluation)


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
    whole = (told.dossier.claims, told.dossier.reforms) == (dossier.claims, dossier.reforms)
    everything = said if whole else statements(dossier, catalogue.features, speakers, documents)
    withheld = len(everything) - len(said)
    return Mechanism(told.dossier, catalogue, told.speakers, told.documents, said, audience, withheld)


def assess(
    mechanism: Mechanism,
    engines: Engines,
    as_of: date | None = None,
    perspective: str = "all",
    count_withheld: bool = False,
) -> Assessment:
    """The scorecard of a mechanism on a day (that of its newest claim if none is given).

    Raises:
        NoScorecard: if there was no mechanism on that day, or nothing applied to it.
        Disagreement: if the engines differ.
    """
    day = as_of or mechanism.newest
    if (unscored := mechanism.unscored(day)) is not None:
        raise NoScorecard(unscored)
    return judge(mechanism, mechanism.profiles(perspective).on(day), engines, count_withheld)


def assess_all(
    asked: Iterable[tuple[Mechanism, date | None]],
    engines: Engines,
    perspective: str = ALL,
    count_withheld: bool = False,
) -> tuple[list[Assessment], list[Unscored]]:
    """The scorecards of several, each on its day; and of those that have none on theirs, why."""
    cards: list[Assessment] = []
    unscored: list[Unscored] = []
    for mechanism, day in asked:
        try:
            cards.append(assess(mechanism, engines, day, perspective, count_withheld))
        except NoScorecard as fault:
            unscored.append(fault.unscored)
    return cards, unscored


def judge(
    mechanism: Mechanism,
    known: Profile,
    engines: Engines,
    count_withheld: bool = False,
    hypothetical: Sequence[Supposed] = (),
) -> Assessment:
    """The scorecard of a profile."""
    catalogue, dossier = mechanism.catalogue, mechanism.dossier
    scenario = Scenario.of(dossier.mechanism, catalogue, known)
    evaluation = engines.evaluate(scenario.values)
    judgement = kernel(catalogue, scenario.criteria).answered(evaluation)
    counterfactuals, share = mechanism.counterfactuals(known), judgement.kernel.share
    findings = [finding(id, evaluation, counterfactuals, scenario.aimed, share[id]) for id in scenario.criteria]
    (scores,) = scoring.scores(judgement, {each.criterion: {each.basis: 1} for each in findings})
    (raised,) = flags.raised(judgement, dossier.mechanism.country, [known.as_of])
    card = Scorecard(
        mechanism=dossier.id,
        as_of=known.as_of,
        perspective=known.perspective,
        audience=mechanism.audience,
        newest_evidence=_newest(known),
        dossier_digest=mechanism.digest,
        verdicts=verdicts(findings),
        standing=standing(findings),
        findings=tuple(findings),
        not_applicable=tuple(scenario.exempted.values()),
        flags=raised,
        **scores._asdict(),
        implementation_gap=implementation_gap(catalogue, {each.criterion: each.possible for each in findings}),
        withheld=mechanism.withheld if count_withheld else None,
        hypothetical=tuple(hypothetical),
    )
    return Assessment(mechanism, known, evaluation, card)


def _newest(known: Profile) -> date | None:
    """The day of the newest statement in force; what only held before a change is none."""
    days = (s.counts_from for state in known.states.values() for s in state.statements if s.kind != "before")
    return max(days, default=None)
