"""On whose word verdicts stand: the quick way gives what leaving out and profiling anew gives."""

from dataclasses import replace
from datetime import date

import pytest

from baremo.assessment.assess import Mechanism, assess
from baremo.assessment.grounds import verdict
from baremo.assessment.profiling import profile
from baremo.model.condition import STATUSES
from baremo.model.profile import Profile, Statement
from baremo.rules import reference
from baremo.rules.engines import Engines


def anew(mechanism: Mechanism, actual: Profile, kept: tuple[Statement, ...]) -> dict[str, tuple[str, ...]]:
    """What would be possible of every criterion had only this been said."""
    kinds = mechanism.catalogue.standard.kinds_of(actual.perspective)
    other = profile(mechanism.dossier, mechanism.catalogue.features, kept, actual.as_of, actual.perspective, kinds)
    return dict(reference.evaluate(replace(mechanism.catalogue, flags={}), other.values).findings)


@pytest.mark.parametrize("day", [date(2015, 6, 1), date(2017, 3, 31), date(2020, 2, 29)])
@pytest.mark.parametrize("perspective", ["all", "civil-society"])
def test_as_by_leaving_out(mechanisms: dict[str, Mechanism], engines: Engines, day: date, perspective: str) -> None:
    for mechanism in mechanisms.values():
        card = assess(mechanism, engines, day, perspective)
        kinds, said = mechanism.catalogue.standard.state_kinds, mechanism.statements
        record = [s.kind != "observation" for s in said]
        speakers = {s.speaker for s in said if s.kind == "observation" and s.speaker}

        def keeping(
            kept: list[bool], card=card, mechanism=mechanism, said=said, record=record
        ) -> dict[str, tuple[str, ...]]:
            chosen = tuple(s for s, own, keep in zip(said, record, kept, strict=True) if own or keep)
            return anew(mechanism, card.profile, chosen)

        apart = {who: keeping([s.speaker != who for s in said]) for who in speakers}
        alone = {who: keeping([s.speaker == who for s in said]) for who in speakers}
        stateless = keeping([s.speaker_kind not in kinds for s in said])
        for finding in card.scorecard.findings:
            id, grounds = finding.criterion, finding.grounds
            states = [card.profile.states[feature] for feature in mechanism.catalogue.features_of(id)]
            heard = {s.speaker for state in states for s in state.statements if s.kind == "observation"}
            able = [
                who for who in sorted(heard) if verdict(apart[who][id]) != finding.verdict == verdict(alone[who][id])
            ]
            assert grounds.one_speaker == (None if finding.verdict == "open" else next(iter(able), None))
            worse = STATUSES.index(stateless[id][0]) < STATUSES.index(finding.possible[0])
            assert grounds.state_alone == (finding.aspect == "practice" and worse)


def test_only_what_something_is_left_out_of_is_worked_out(mechanisms: dict[str, Mechanism], engines: Engines) -> None:
    mechanism = mechanisms["colombia"]
    card = assess(mechanism, engines, date(2017, 3, 31))
    counterfactuals = mechanism.counterfactuals(card.profile)
    for finding in card.scorecard.findings:
        assert counterfactuals.grounds(finding.criterion, finding.possible) == finding.grounds
    for (_, feature), state in counterfactuals._known.items():
        spoken = any(s.feature == feature and s.kind == "observation" for s in mechanism.statements)
        assert spoken or state is card.profile.states[feature]


def test_what_was_coded_twice_does_not_rest_on_one_coder(mechanisms: dict[str, Mechanism], engines: Engines) -> None:
    """A finding is on one coder's reading unless something in force on it was reconciled from two codings."""
    mechanism = mechanisms["colombia"]
    for status in ("accepted", "reconciled"):
        said = tuple(
            replace(s, status=status) if s.feature == "collective.granted" else replace(s, status="accepted")
            for s in mechanism.statements
        )
        card = assess(replace(mechanism, statements=said), engines, date(2017, 3, 31))
        for finding in card.scorecard.findings:
            features = mechanism.catalogue.features_of(finding.criterion)
            in_force = [s for id in features for s in card.profile.states[id].statements]
            if in_force:
                twice = any(s.status == "reconciled" for s in in_force)
                assert finding.grounds.one_coder is not twice
        granted = next(f for f in card.scorecard.findings if f.criterion == "collective.granted")
        assert granted.grounds.one_coder is (status == "accepted")
        told = [f for f in card.scorecard.findings if f.verdict != "open"]
        assert card.scorecard.standing.one_coder == sum(f.grounds.one_coder for f in told)
