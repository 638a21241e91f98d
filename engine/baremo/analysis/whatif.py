"""The same mechanism with changes that are not (yet) real; what comes of it is always marked as hypothetical."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..assessment.assess import Assessment, Mechanism, judge
from ..assessment.profiling import profile
from ..model.catalogue import Catalogue
from ..model.dossier import Bill, Reform
from ..model.feature import Interval
from ..model.sheet import Setting
from ..model.supposed import Supposed
from ..model.whatif import Moved, WhatIf
from ..rules.engines import Engines
from ..workspace.problem import as_written
from ..workspace.slip import Slip, unknown


class Impossible(Slip):
    """The assumption cannot be made; its code and values say why, and what could be."""


@dataclass(frozen=True)
class Assumption:
    """What is assumed: reforms adopted or undone, bills that no dossier holds, aims reached, features set by hand.

    The aims are those of the reforms and bills adopted; where there is none, those of all reforms in force.
    """

    adopt: tuple[str, ...] = ()
    drafts: tuple[Bill, ...] = ()
    without: tuple[str, ...] = ()
    with_aims: bool = False
    set: tuple[tuple[str, Interval], ...] = ()


def whatif(real: Assessment, assumption: Assumption, engines: Engines) -> WhatIf:
    """The real scorecard, the hypothetical one, and the findings that differ.

    What is assumed of a feature takes the place of all that is said of it. Adopting a reform changes the record alone,
    since a decree does not make practice; `with_aims` supposes that the practice which it aims at is reached too.

    Raises:
        Impossible: if a reform is unknown, or is (or is not) in force already, or if the values assumed break a bond.
    """
    mechanism, found = real.mechanism, real.profile
    assumed = _assumed(mechanism, assumption, real)
    kept = tuple(s for s in mechanism.statements if s.reform not in assumption.without)
    kinds = mechanism.catalogue.standard.kinds_of(found.perspective)
    base = profile(mechanism.dossier, mechanism.catalogue.features, kept, found.as_of, found.perspective, kinds)
    states = dict(base.states)
    for feature, interval in assumed.items():
        states[feature] = replace(
            states[feature], interval=interval, knowledge="known", statements=(), adjudication=None
        )
    _keep_bonds(mechanism.catalogue, {id: state.interval for id, state in states.items()}, assumed)
    supposed = tuple(_listed(mechanism, assumption, found.as_of))
    left = replace(mechanism, statements=kept)
    after = judge(left, replace(base, states=states), engines, hypothetical=supposed).scorecard
    before = real.scorecard
    moved = tuple(
        Moved(criterion=old.criterion, aspect=old.aspect, before=old.possible, after=new.possible)
        for old, new in zip(before.findings, after.findings, strict=True)
        if old.possible != new.possible
    )
    return WhatIf(assumed=supposed, before=before, after=after, moved=moved)


def clashes(mechanism: Mechanism, assumption: Assumption, day: date) -> tuple[str, ...]:
    """The features that several of the reforms and drafts set to different values: there their order matters."""
    seen: dict[str, Interval] = {}
    found: dict[str, None] = {}
    for _, settings in _supposed(mechanism, assumption, day):
        for setting in settings:
            interval = setting.interval(mechanism.catalogue.features[setting.feature])
            if seen.setdefault(setting.feature, interval) != interval:
                found[setting.feature] = None
    return tuple(found)


def _assumed(mechanism: Mechanism, assumption: Assumption, real: Assessment) -> Mapping[str, Interval]:
    features = mechanism.catalogue.features
    in_force = {reform.id for reform in mechanism.standing(real.profile.as_of)}
    assumed: dict[str, Interval] = {}
    for id in assumption.adopt:
        if id in in_force and not assumption.with_aims:
            raise Impossible("in-force-already", reform=id)
    for draft in assumption.drafts:
        if any(reform.id == draft.id for reform in mechanism.dossier.reforms):
            raise Impossible("draft-has-id", reform=draft.id)
    for reform, settings in _supposed(mechanism, assumption, real.profile.as_of):
        if not settings:
            raise Impossible("changes-nothing-but-aims" if reform.aims else "changes-nothing", reform=reform.id)
        assumed |= {setting.feature: setting.interval(features[setting.feature]) for setting in settings}
    for id in assumption.without:
        reform_of(mechanism, id)
        if id not in in_force:
            raise Impossible("nothing-to-undo", reform=id, day=real.profile.as_of)
    assumed |= dict(assumption.set)
    return assumed


def _keep_bonds(catalogue: Catalogue, intervals: Mapping[str, Interval], assumed: Collection[str]) -> None:
    """Refuse what is assumed where it breaks a bond between features; what the dossier itself breaks is for `check`."""
    for feature, bond in catalogue.broken_bonds(intervals):
        if feature.id in assumed or bond.then.feature in assumed:
            other = feature.id if feature.id not in assumed else bond.then.feature
            raise Impossible(
                "breaks-bond" if other in assumed else "breaks-bond-with",
                feature=feature.id,
                value=as_written(bond.when.at_least),
                then=bond.then.feature,
                least=as_written(bond.then.at_least),
                other=other,
            )


def reform_of(mechanism: Mechanism, id: str) -> Reform:
    """The reform of that id.

    Raises:
        Slip: if there is none; says which there are.
    """
    known = {reform.id: reform for reform in mechanism.dossier.reforms}
    if id not in known:
        raise unknown("reform", id, known) if known else Slip("no-reforms", name=id)
    return known[id]


def _supposed(
    mechanism: Mechanism, assumption: Assumption, day: date
) -> Iterator[tuple[Reform | Bill, Sequence[Setting]]]:
    """Every reform and bill that is assumed, and what of it."""
    bundles: list[Reform | Bill] = [*(reform_of(mechanism, id) for id in assumption.adopt), *assumption.drafts]
    for bundle in bundles:
        yield bundle, (*bundle.lays_down, *bundle.aims) if assumption.with_aims else bundle.lays_down
    yield from ((reform, reform.aims) for reform in _aiming(mechanism, assumption, day))


def _aiming(mechanism: Mechanism, assumption: Assumption, day: date) -> Sequence[Reform]:
    """The reforms in force whose aims alone are supposed to be reached."""
    if not assumption.with_aims or assumption.adopt or assumption.drafts:
        return ()
    aiming = tuple(reform for reform in mechanism.standing(day) if reform.aims and reform.id not in assumption.without)
    if not aiming:
        raise Impossible("no-aims", mechanism=mechanism.dossier.id, day=day)
    return aiming


def _listed(mechanism: Mechanism, assumption: Assumption, day: date) -> Iterator[Supposed]:
    """What is assumed, one by one."""
    aims = assumption.with_aims
    for id in assumption.adopt:
        yield Supposed(kind="adopt", id=id, name=reform_of(mechanism, id).name, with_aims=aims)
    for bill in assumption.drafts:
        yield Supposed(kind="draft", id=bill.id, name=bill.name, with_aims=aims)
    for reform in _aiming(mechanism, assumption, day):
        yield Supposed(kind="aims", id=reform.id, name=reform.name, with_aims=True)
    for id in assumption.without:
        yield Supposed(kind="without", id=id, name=reform_of(mechanism, id).name)
    for id, interval in assumption.set:
        yield Supposed(kind="set", id=id, value=mechanism.catalogue.features[id].raw(interval.low))
