"""What is in force and known on a day, a second time: from the text of the specification alone, by plain loops.

Nothing here is taken from the engine but the model that a dossier is read into. Wherever the specification leaves a
choice, the one that was written down beside it is taken.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from baremo.model.dates import PartialDate
from baremo.model.document import Document, Speaker
from baremo.model.dossier import Dossier, Reform
from baremo.model.feature import Feature, Interval
from baremo.model.mechanism import Adjudication
from baremo.model.sheet import Claim, Stage

DAY = timedelta(days=1)
ENDS = ("suspended", "repealed", "annulled", "withdrawn", "rejected")
Documents = Mapping[str, Document]
Features = Mapping[str, Feature]


@dataclass(frozen=True)
class Days:
    """From the first (None: it has none) to the last day on which a thing may lie."""

    first: date | None
    last: date
    announced: bool = False


def possible(given: PartialDate | None, document: Document, *, observed: bool = False) -> Days:
    as_of = document.as_of
    if given is None:
        return Days(as_of if observed else None, as_of)
    if given.text.startswith("by "):
        return Days(None, min(given.last, as_of))
    if given.first > as_of:
        return Days(given.first, given.last, announced=True)
    return Days(given.first, min(given.last, as_of))


def later(one: Days, other: Days) -> bool:
    """Whether one certainly lies after the other."""
    return one.first is not None and one.first > other.last


def years_on(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 2, 28)


@dataclass(eq=False)
class Said:
    """One statement."""

    entry: str | None
    kind: str  # change, observation, before
    feature: str
    interval: Interval
    days: Days
    document: str
    speaker: str | None = None
    speaker_kind: str | None = None
    report: bool = False
    good_until: date | None = None
    stands_until: date | None = None  # of a reform's change: the last day on which the reform stands
    of_spell: bool = False
    spell_confirmed: bool = False
    change: "Said | None" = None  # of a before: the change that says so


@dataclass
class Spell:
    """From when to when a reform stands, and what it lays down and aims at meanwhile."""

    reform: str
    days: Days
    until: date | None
    stages: list[Stage]  # the adoptions that are one
    ending: list[Stage]
    ending_days: Days | None
    laying_down: list[Stage] = field(default_factory=list)
    aiming: list[Stage] = field(default_factory=list)
    first_told: list[Stage] = field(default_factory=list)
    """Those that lay down what no earlier spell had of them: what they say held before is said of this one."""

    def stands(self, day: date) -> bool:
        return self.days.last <= day and (self.until is None or day <= self.until)


def stage_days(stage: Stage, documents: Documents) -> Days:
    return possible(stage.in_force or stage.date, documents[stage.document])


def _group_days(stages: list[Stage], documents: Documents) -> Days:
    """The day of one event that several stages tell of."""

    def order(stage: Stage) -> tuple[object, ...]:
        undated = stage.date is None and stage.in_force is None
        return not documents[stage.document].first_hand, stage.in_force is None, undated, _place(stage, documents)

    return stage_days(min(stages, key=order), documents)


def _ends(state: str, end: Days, adoption: Days) -> bool:
    """Whether a stage of another state ends an adoption: if not certainly earlier; a proposal, if certainly later."""
    return not later(adoption, end) if state in ENDS else later(end, adoption)


def _adoptions(reform: Reform, documents: Documents) -> list[list[Stage]]:
    """Adoptions are one, unless what ends the earlier lies certainly before the later."""
    others = [stage for stage in reform.history if stage.state != "adopted"]

    def apart(earlier: Stage, other: Stage) -> bool:
        one, two = stage_days(earlier, documents), stage_days(other, documents)
        ends = [stage for stage in others if _ends(stage.state, stage_days(stage, documents), one)]
        return any(later(two, stage_days(stage, documents)) for stage in ends)

    return _grouped([stage for stage in reform.history if stage.state == "adopted"], apart, documents)


def _others(reform: Reform, documents: Documents) -> list[list[Stage]]:
    """Stages of one other state are one, unless an adoption lies certainly between."""
    adopted = [_group_days(group, documents) for group in _adoptions(reform, documents)]

    def apart(earlier: Stage, other: Stage) -> bool:
        one, two = stage_days(earlier, documents), stage_days(other, documents)
        return any(later(two, adoption) and later(adoption, one) for adoption in adopted)

    groups = []
    for state in {stage.state for stage in reform.history} - {"adopted"}:
        groups += _grouped([stage for stage in reform.history if stage.state == state], apart, documents)
    return groups


def _grouped(stages: list[Stage], apart: Callable[[Stage, Stage], bool], documents: Documents) -> list[list[Stage]]:
    groups: list[list[Stage]] = []
    for stage in sorted(stages, key=lambda s: _place(s, documents)):
        if groups and not apart(groups[-1][0], stage):
            groups[-1].append(stage)
        else:
            groups.append([stage])
    return groups


def _place(stage: Stage, documents: Documents) -> tuple[date, int, str, str]:
    days = stage_days(stage, documents)
    return days.last, -(days.first or date.min).toordinal(), stage.document, stage.id or ""


def spells(dossier: Dossier, documents: Documents) -> list[Spell]:
    """When each reform stands."""
    told: list[Spell] = []
    for reform in dossier.reforms:
        groups = _others(reform, documents)
        given: set[str | None] = set()
        for adoption in _adoptions(reform, documents):
            days = _group_days(adoption, documents)
            until, ending, ending_days = None, list[Stage](), None
            for group in groups:
                end = _group_days(group, documents)
                if _ends(group[0].state, end, days) and (until is None or end.last - DAY < until):
                    until, ending, ending_days = end.last - DAY, group, end
            if until is not None and until < days.last:
                continue  # it may have ended before it began: it is not held to stand
            spell = Spell(reform.id, days, until, adoption, ending, ending_days)
            spell.laying_down = _saying(adoption, reform, days, documents, "lays_down")
            spell.aiming = _saying(adoption, reform, days, documents, "aims")
            spell.first_told = [stage for stage in spell.laying_down if stage.id not in given]
            given |= {stage.id for stage in spell.laying_down}
            told.append(spell)
    return told


def _saying(adoption: list[Stage], reform: Reform, days: Days, documents: Documents, what: str) -> list[Stage]:
    own = [stage for stage in adoption if getattr(stage, what)]
    if own:
        return own
    earlier = [
        stage
        for stage in reform.history
        if getattr(stage, what) and stage.state not in ENDS and stage_days(stage, documents).last <= days.last
    ]
    newest = max((stage_days(stage, documents).last for stage in earlier), default=None)
    return [stage for stage in earlier if stage_days(stage, documents).last == newest]


def everything_said(
    dossier: Dossier, features: Features, speakers: Mapping[str, Speaker], documents: Documents
) -> list[Said]:
    taken_back = {claim.corrects for claim in dossier.claims if claim.corrects is not None}
    told: list[Said] = []
    for claim in dossier.claims:
        if claim.id in taken_back or claim.kind == "commitment":
            continue
        feature, document = features[claim.feature], documents[claim.document]
        days = possible(claim.date, document, observed=claim.kind == "observation")
        said = Said(
            claim.id,
            claim.kind,
            feature.id,
            claim.interval(feature),
            days,
            claim.document,
            claim.speaker,
            speakers[claim.speaker].kind,
            report=document.author != claim.speaker,
        )
        if claim.kind == "observation" and feature.good_for != "always":
            last_seen = days.last if claim.until is None else min(claim.until.last, document.as_of)
            said.good_until = years_on(last_seen, feature.good_for)
        told.append(said)
        told += _before(said, claim.before, feature)
    for spell in spells(dossier, documents):
        for stage in spell.laying_down:
            for change in stage.lays_down:
                feature = features[change.feature]
                said = Said(
                    stage.id,
                    "change",
                    feature.id,
                    change.interval(feature),
                    spell.days,
                    stage.document,
                    stands_until=spell.until,
                    of_spell=True,
                    spell_confirmed=_stage_confirmed(spell.stages, spell.days, documents),
                )
                told.append(said)
                if stage in spell.first_told:
                    told += _before(said, change.before, feature)
    for stage, days in _endings(dossier, documents):
        for change in stage.lays_down:
            feature = features[change.feature]
            said = Said(stage.id, "change", feature.id, change.interval(feature), days, stage.document)
            told.append(said)
            told += _before(said, change.before, feature)
    return told


def _endings(dossier: Dossier, documents: Documents) -> list[tuple[Stage, Days]]:
    """Every stage that tells of an end of a reform which once stood, and the day of that end."""
    told: list[tuple[Stage, Days]] = []
    standing = spells(dossier, documents)
    for reform in dossier.reforms:
        first = min((spell.days.last for spell in standing if spell.reform == reform.id), default=None)
        for group in _others(reform, documents):
            days = _group_days(group, documents)
            if group[0].state in ENDS and first is not None and days.last > first:
                told += [(stage, days) for stage in group]
    return told


def _before(change: Said, raw: object, feature: Feature) -> list[Said]:
    if raw is None:
        return []
    rank = feature.rank(raw)
    return [Said(change.entry, "before", feature.id, Interval(rank, rank), change.days, change.document, change=change)]


@dataclass
class Known:
    """What is known of one feature on one day."""

    interval: Interval
    knowledge: str
    in_force: dict[Said, Interval]
    lapsed: set[Said]
    kept: set[Said]
    decisions: list[Adjudication]
    provided: Interval | None


class Naive:
    """A dossier under one perspective."""

    def __init__(
        self,
        dossier: Dossier,
        features: Features,
        speakers: Mapping[str, Speaker],
        documents: Documents,
        kinds: Collection[str] | None = None,
    ) -> None:
        self.dossier, self.features, self.documents = dossier, features, documents
        self.spells = spells(dossier, documents)
        self.everything = everything_said(dossier, features, speakers, documents)
        self.heard = [
            said
            for said in self.everything
            if said.kind != "observation" or kinds is None or said.speaker_kind in kinds
        ]

    def on(self, days: Iterable[date]) -> dict[date, dict[str, Known]]:
        """What is known on each of these days."""
        asked = sorted(set(days))
        told: dict[date, dict[str, Known]] = {day: {} for day in asked}
        for feature in self.features.values():
            said = [s for s in self.heard if s.feature == feature.id]
            lapsed: set[Said] = set()
            left: dict[Said, Interval] = {}
            for day in self._dated(said, asked):
                known = self._known(feature, said, day, lapsed, left)
                if day in told:
                    told[day][feature.id] = known
        return told

    def _dated(self, said: list[Said], asked: list[date]) -> list[date]:
        """Every day on which something may be other than on its eve, and those asked for, one after the other."""
        days = set(asked)
        for s in said:
            days.add(s.days.last)
            if s.good_until is not None:
                days.add(s.good_until + DAY)
        for spell in self.spells:
            days.add(spell.days.last)
            if spell.until is not None:
                days.add(spell.until + DAY)
        return sorted(day for day in days if day <= asked[-1])

    def _known(
        self, feature: Feature, said: list[Said], day: date, lapsed: set[Said], left: dict[Said, Interval]
    ) -> Known:
        candidates = [s for s in said if self._holds(s, said, day)]
        force = {s: left.get(s, s.interval) for s in candidates if s not in lapsed or s in left}
        old = [s for s in force if s not in left and _grown_old(feature, s, day)]
        if old and (not _differ(force.values()) or len(old) == len(force)):
            dispute = _hull(force.values()) if _differ(force.values()) else None
            for s in old:
                lapsed.add(s)
                remaining = _lower_end(feature, dispute or s.interval)
                if feature.kind == "record" and remaining != feature.whole:
                    left[s] = remaining
                    force[s] = remaining
                else:
                    del force[s]
            old = []
        grown_old = {s for s in candidates if s in lapsed}
        decisions: list[Adjudication] = []
        if not force:
            interval, knowledge = feature.whole, "lapsed" if grown_old else "silent"
        elif not _differ(force.values()):
            interval = Interval(max(i.low for i in force.values()), min(i.high for i in force.values()))
            knowledge = "known"
        else:
            knowledge = "disputed"
            interval, decisions = self._decided(feature, force)
        return Known(interval, knowledge, force, grown_old, set(old), decisions, self._provided(feature, day))

    def _holds(self, s: Said, said: list[Said], day: date) -> bool:
        """Whether it counts on a day, age apart."""
        if s.kind == "before":
            return self._held_before(s, said, day)
        if s.days.last > day or (s.stands_until is not None and day > s.stands_until):
            return False
        return not self._superseded(s, said, day) and not _outranked(s, said, day)

    def _superseded(self, y: Said, said: list[Said], day: date) -> bool:
        for x in said:
            if x.kind == "before" or x.days.last > day or not later(x.days, y.days) or _outranked(x, said, x.days.last):
                continue
            if x.kind == "change" and (x.stands_until is None or day <= x.stands_until):
                return True
            if x.kind == y.kind == "observation" and x.speaker == y.speaker:
                return True
        if y.kind == "observation":
            for spell in self.spells:
                touched = {change.feature for stage in spell.laying_down for change in stage.lays_down}
                ended = spell.until is not None and spell.days.last <= y.days.last <= spell.until < day
                if ended and y.feature in touched:
                    return True
        return False

    def _held_before(self, s: Said, said: list[Said], day: date) -> bool:
        own = s.change
        assert own is not None
        others = [x for x in said if x.kind == "change" and x is not own and not _outranked(x, said, x.days.last)]
        if _outranked(own, said, day):
            return False
        if day < own.days.last:
            return not any(day < x.days.last < own.days.last for x in others)
        if own.stands_until is None or day <= own.stands_until:
            return False
        return not any(
            x.days.last <= day
            and (x.stands_until is None or day <= x.stands_until)
            and x.days.first is not None
            and x.days.first >= own.days.last
            for x in others
        )

    def _decided(self, feature: Feature, force: Mapping[Said, Interval]) -> tuple[Interval, list[Adjudication]]:
        hull = _hull(force.values())
        holding: list[tuple[Adjudication, Interval]] = []
        for decision in self.dossier.mechanism.adjudications:
            if decision.feature != feature.id:
                continue
            named = [s for s in force if s.kind != "before" and s.entry in decision.between]
            others = [s for s in force if s not in named and not any(_repeats(s, n) for n in named)]
            if len({s.entry for s in named}) < 2 or others:
                continue
            given = decision.interval(feature).meets(hull)
            if given is not None:
                holding.append((decision, given))
        shared: Interval | None = hull
        for _, given in holding:
            shared = shared.meets(given) if shared is not None else None
        if not holding or shared is None:
            return hull, []
        return shared, [decision for decision, _ in holding]

    def _provided(self, feature: Feature, day: date) -> Interval | None:
        aims = [
            aim.interval(feature)
            for spell in self.spells
            if spell.stands(day)
            for stage in spell.aiming
            for aim in stage.aims
            if aim.feature == feature.id
        ]
        if not aims:
            return None
        if _differ(aims):
            return _hull(aims)
        return Interval(max(i.low for i in aims), min(i.high for i in aims))


def _outranked(s: Said, said: list[Said], day: date) -> bool:
    """Whether by that day its own speaker, first hand, has told something else of the same days."""
    if not s.report or s.kind == "before":
        return False
    return any(
        not x.report
        and x.speaker == s.speaker
        and x.kind == s.kind
        and x.days.last <= day
        and not later(x.days, s.days)
        and not later(s.days, x.days)
        and x.interval.meets(s.interval) is None
        for x in said
    )


def _repeats(s: Said, other: Said) -> bool:
    return (
        s.speaker is not None
        and (s.report or other.report)
        and (s.speaker, s.kind, s.interval) == (other.speaker, other.kind, other.interval)
        and not later(s.days, other.days)
        and not later(other.days, s.days)
    )


def _lower_end(feature: Feature, interval: Interval) -> Interval:
    """What stays when the absence of something has grown old: that it exists, or that so much of it does."""
    if feature.type == "yes-no" or feature.polarity == "higher":
        return Interval(interval.low, feature.whole.high)
    return Interval(feature.whole.low, interval.high)


def _grown_old(feature: Feature, s: Said, day: date) -> bool:
    if s.kind != "observation" or s.good_until is None or day <= s.good_until:
        return False
    if feature.kind == "practice":
        return True
    remaining = _lower_end(feature, s.interval)
    return remaining != s.interval or remaining == feature.whole


def _differ(intervals: Iterable[Interval]) -> bool:
    listed = list(intervals)
    return bool(listed) and max(i.low for i in listed) > min(i.high for i in listed)


def _hull(intervals: Iterable[Interval]) -> Interval:
    """From the lowest to the highest claimed by those that differ from another one."""
    told = list(intervals)
    listed = [i for i in told if any(i.meets(other) is None for other in told)] or told
    return Interval(min(i.low for i in listed), max(i.high for i in listed))


def narrowed(features: Features, known: Mapping[str, Known]) -> dict[str, Interval]:
    """What `implies` leaves: low ends rise, however long the chain; high ends fall where nothing implies the feature."""
    lows = {id: known[id].interval.low for id in features}
    highs = {id: known[id].interval.high for id in features}
    bonds = [
        (id, f.rank(bond.when.at_least), bond.then.feature, features[bond.then.feature].rank(bond.then.at_least))
        for id, f in features.items()
        for bond in f.implies
        if bond.then.feature in features
    ]
    moved = True
    while moved:
        moved = False
        for source, when, target, then in bonds:
            broken = highs[target] < then
            if lows[source] >= when and not broken and not known[target].lapsed and lows[target] < then:
                lows[target], moved = then, True
    for source, when, target, then in bonds:
        implied = any(source == other for _, _, other, _ in bonds)
        if known[target].interval.high < then and not implied and not known[source].lapsed and lows[source] < when:
            highs[source] = min(highs[source], when - 1)
    return {id: Interval(lows[id], highs[id]) for id in features}


def default_day(dossier: Dossier, features: Features, speakers: Mapping[str, Speaker], documents: Documents) -> date:
    """The newest day from which something counts that is not announced; else the day on which the mechanism began."""
    said = everything_said(dossier, features, speakers, documents)
    days = [s.days.last for s in said if s.kind != "before" and not s.of_spell and _has_come(s, said, documents)]
    for spell in spells(dossier, documents):
        if not spell.days.announced or _stage_confirmed(spell.stages, spell.days, documents):
            days.append(spell.days.last)
        end = spell.ending_days
        if end is not None and (not end.announced or _stage_confirmed(spell.ending, end, documents)):
            days.append(end.last)
    return max(days, default=beginning(dossier, documents))


def _has_come(s: Said, said: list[Said], documents: Documents) -> bool:
    """Whether it was never an announcement, or a later document confirms it."""
    return not s.days.announced or (s.spell_confirmed if s.of_spell else _confirmed(s, said, documents))


def _confirmed(s: Said, said: list[Said], documents: Documents) -> bool:
    return any(
        x.document != s.document
        and documents[x.document].as_of >= s.days.last
        and x.kind in ("change", "observation")
        and not x.days.announced
        and x.feature == s.feature
        and x.interval.meets(s.interval) is not None
        and x.days.last >= s.days.last
        for x in said
    )


def _stage_confirmed(stages: list[Stage], days: Days, documents: Documents) -> bool:
    announcing = [s for s in stages if stage_days(s, documents) == days]
    return any(
        documents[stage.document].as_of >= days.last and any(stage.document != a.document for a in announcing)
        for stage in stages
    )


def beginning(dossier: Dossier, documents: Documents) -> date:
    established = dossier.mechanism.established
    return possible(established.date, documents[established.document]).last


def existence(dossier: Dossier, documents: Documents, day: date) -> str:
    """Whether there is a mechanism on a day."""
    ended = dossier.mechanism.ended
    if day < beginning(dossier, documents):
        return "not-yet"
    if ended is not None and day >= possible(ended.date, documents[ended.document]).last:
        return "ended"
    return "exists"


def name_on(dossier: Dossier, day: date) -> object:
    name, since = dossier.mechanism.name, date.min
    for renaming in dossier.mechanism.names:
        if since <= renaming.start.last <= day:
            name, since = renaming.name, renaming.start.last
    return name


def exempted(dossier: Dossier, day: date) -> set[str]:
    """A day of which only the month or the year is given counts from its last possible one, as any other."""
    told: set[str] = set()
    for entry in dossier.mechanism.not_applicable:
        begun = entry.start is None or day >= entry.start.last
        over = entry.until is not None and day > entry.until.last
        if begun and not over:
            told.add(entry.criterion)
    return told


def commitments(
    dossier: Dossier, features: Features, speakers: Mapping[str, Speaker], documents: Documents, day: date
) -> dict[str, str]:
    """What came by a day of every commitment made by then."""
    said = everything_said(dossier, features, speakers, documents)
    told: dict[str, str] = {}
    for claim in dossier.claims:
        if claim.kind != "commitment":
            continue
        days = possible(claim.date, documents[claim.document])
        if days.last > day:
            continue
        told[str(claim.id)] = _came_of(claim, days, dossier, features, documents, said, day)
    return told


def _came_of(
    claim: Claim,
    days: Days,
    dossier: Dossier,
    features: Features,
    documents: Documents,
    said: list[Said],
    day: date,
) -> str:
    for other in dossier.claims:
        if other.corrects == claim.id:
            taken = possible(other.date, documents[other.document], observed=other.kind == "observation")
            if taken.last <= day:
                return "withdrawn"
    feature = features[claim.feature]
    promised = _worst(feature, claim.interval(feature))
    for s in said:
        told = s.feature == feature.id and s.kind in ("change", "observation") and _has_come(s, said, documents)
        if told and later(s.days, days) and s.days.last <= day and _worst(feature, s.interval) >= promised:
            return "answered"
    if claim.due is not None and day > claim.due.last:
        return "overdue"
    return "due"


def _worst(feature: Feature, interval: Interval) -> int:
    return min(feature.goodness(interval.low), feature.goodness(interval.high))
