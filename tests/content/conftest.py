"""What tests of the shipped content share: the rapid assessment, loaded once."""

from __future__ import annotations

import pytest

from assessment.authoring.loader import load
from assessment.methodology.instrument import Instrument
from tests.conftest import ROOT


@pytest.fixture(scope="session")
def rapid() -> Instrument:
    return load(ROOT / "questionnaires" / "etrade-rapid" / "2026.1")
