"""The same mechanism with changes that are not (yet) real; what comes of it is always marked as hypothetical."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..assessment.assess import Assessment, Mechanism, judge
from ..assessment.profiling import profile
from ..model.catalogue import Catalogue
from ..model.dossier import Bill, Reform
from ..model.feature import Interval
from ..model.sheet import Setting
from ..model.whatif import Moved, WhatIf
from ..rules.engines import Engines


class Impossible(Exception):
    """The assumption cannot be made; the message says why and what could be."""


@dataclass(frozen=True)
class Assumption:
    """What is assumed: reforms adopted or undone, bills that no dossier holds, aims reached, features set by hand."""

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
    words = (
        *(f"adopt {id}" + (" with its aims" if assumption.with_aims else "") for id in assumption.adopt),
        *(f"draft {draft.id}" + (" with its aims" if assumption.with_aims else "") for draft in assumption.drafts),
        *(f"without {id}" for id in assumption.without),
        *(f"{id} = {_said(mechanism, id, interval)}" for id, interval in assumption.set),
    )
    left = replace(mechanism, statements=kept)
    after = judge(left, replace(base, states=states), engines, hypothetical=words).scorecard
    before = real.scorecard
    moved = tuple(
        Moved(criterion=old.criterion, aspect=old.aspect, before=old.possible, after=new.possible)
        for old, new in zip(before.findings, after.findings, strict=True)
        if old.possible != new.possible
    )
    return WhatIf(assumed=words, before=before, after=after, moved=moved)


def clashes(mechanism: Mechanism, assumption: Assumption) -> tuple[str, ...]:
    """The features that several of the reforms and drafts set to different values: there their order matters."""
    seen: dict[str, Interval] = {}
    found: dict[str, None] = {}
    for reform in _supposed(mechanism, assumption):
        for setting in _settings(reform, assumption.with_aims):
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
            raise Impossible(f"the reform '{id}' is in force already; see --with-aims and --without")
    for draft in assumption.drafts:
        if any(reform.id == draft.id for reform in mechanism.dossier.reforms):
            raise Impossible(f"the draft has the id of a reform in the dossier, '{draft.id}'; expected one of its own")
    for reform in _supposed(mechanism, assumption):
        settings = _settings(reform, assumption.with_aims)
        if not settings:
            hint = "; see --with-aims" if reform.aims else ""
            raise Impossible(f"'{reform.id}' changes no feature that the catalogue asks about{hint}")
        assumed |= {setting.feature: setting.interval(features[setting.feature]) for setting in settings}
    for id in assumption.without:
        reform_of(mechanism, id)
        if id not in in_force:
            raise Impossible(f"the reform '{id}' has no changes in force on {real.profile.as_of} that could be undone")
    assumed |= dict(assumption.set)
    return assumed


def _keep_bonds(catalogue: Catalogue, intervals: Mapping[str, Interval], assumed: Collection[str]) -> None:
    """Refuse what is assumed where it breaks a bond between features; what the dossier itself breaks is for `check`."""
    for feature, bond in catalogue.broken_bonds(intervals):
        if feature.id in assumed or bond.then.feature in assumed:
            other = feature.id if feature.id not in assumed else bond.then.feature
            hint = "; expected other values" if other in assumed else f"; assume '{other}' too"
            raise Impossible(
                f"'{feature.id}' at least {bond.when.at_least} goes with '{bond.then.feature}' at least "
                f"{bond.then.at_least}, which would not be so{hint}"
            )


def reform_of(mechanism: Mechanism, id: str) -> Reform:
    """The reform of that id.

    Raises:
        Impossible: if there is none; says which there are.
    """
    known = {reform.id: reform for reform in mechanism.dossier.reforms}
    if id not in known:
        from ..workspace.problem import suggestion

        listed = ", ".join(known) or "none"
        raise Impossible(f"there is no reform '{id}'; there are: {listed}{suggestion(id, known)}")
    return known[id]


def _supposed(mechanism: Mechanism, assumption: Assumption) -> Iterator[Reform | Bill]:
    yield from (reform_of(mechanism, id) for id in assumption.adopt)
    yield from assumption.drafts


def _settings(reform: Reform | Bill, with_aims: bool) -> Sequence[Setting]:
    return (*reform.lays_down, *reform.aims) if with_aims else reform.lays_down


def _said(mechanism: Mechanism, id: str, interval: Interval) -> str:
    raw = mechanism.catalogue.features[id].raw(interval.low)
    return {True: "yes", False: "no"}[raw] if isinstance(raw, bool) else str(raw)
