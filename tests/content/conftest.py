"""What tests of the shipped content share: the rapid assessment, loaded once."""

from __future__ import annotations

import pytest

from assessment.methodology.instrument import Instrument
from tests.content import cases


@pytest.fixture(scope="session")
def rapid() -> Instrument:
    return cases.rapid()
