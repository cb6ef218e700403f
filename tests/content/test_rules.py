"""Every rule of the rapid assessment, over one set of answers in which it fires and one in which it does not."""

from __future__ import annotations

from typing import Any

import pytest

from assessment.methodology.instrument import Instrument
from assessment.methodology.recommendations import with_included
from tests.content.cases import HERE, evidence_of, rapid, recommended, written

FILES = sorted((HERE / "rules").glob("*.yaml"))
PAIRS: dict[str, dict[str, Any]] = {code: pair for file in FILES for code, pair in written(file).items()}


def fired(of: Instrument, case: dict[str, Any]) -> set[str]:
    return {one.advice.code for one in with_included(recommended(of, evidence_of(of, case)))}


@pytest.mark.parametrize("code", PAIRS)
def test_a_rule_fires_where_it_should(code):
    assert code in fired(rapid(), PAIRS[code]["fires"])


@pytest.mark.parametrize("code", PAIRS)
def test_a_rule_is_silent_where_it_should(code):
    assert code not in fired(rapid(), PAIRS[code]["silent"])


def test_every_rule_has_its_pair():
    codes = [code for file in FILES for code in written(file)]
    assert sorted(codes) == sorted(advice.code for advice in rapid().recommendations)
