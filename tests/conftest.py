"""Profiles of hypothesis, and the shipped content, read once."""

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from dossiers import of_the_brief
from hypothesis import HealthCheck, Phase, settings

from baremo.assessment.assess import Mechanism, prepare
from baremo.rules.engines import Engines
from baremo.workspace.workspace import Workspace, load

_CALM = {"deadline": None, "suppress_health_check": (HealthCheck.too_slow, HealthCheck.data_too_large)}
settings.register_profile("short", max_examples=60, derandomize=True, **_CALM)
settings.register_profile("long", max_examples=3_000, **_CALM)
settings.register_profile(
    "mutants", max_examples=60, derandomize=True, phases=(Phase.explicit, Phase.generate), **_CALM
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "short"))

needs_durable = pytest.mark.skipif(find_spec("durable") is None, reason="durable-rules is not installed here")


@pytest.fixture(scope="session")
def shipped() -> Workspace:
    """The built-in content."""
    return load()


@pytest.fixture(scope="session")
def brief(shipped: Workspace) -> dict[str, Mechanism]:
    """The shipped mechanisms as the brief of 2017 alone tells of them, whatever has been coded since."""
    bibliography = shipped.bibliography
    return {
        id: prepare(of_the_brief(filed.dossier), shipped.catalogue, bibliography.speakers, bibliography.documents)
        for id, filed in shipped.dossiers.items()
    }


@pytest.fixture(scope="session")
def mechanisms(shipped: Workspace) -> dict[str, Mechanism]:
    """The shipped mechanisms, ready to be assessed."""
    bibliography = shipped.bibliography
    return {
        id: prepare(filed.dossier, shipped.catalogue, bibliography.speakers, bibliography.documents)
        for id, filed in shipped.dossiers.items()
    }


@pytest.fixture(scope="session")
def engines(shipped: Workspace) -> Iterator[Engines]:
    """The engines of the shipped catalogue."""
    with Engines(shipped.catalogue) as running:
        yield running
