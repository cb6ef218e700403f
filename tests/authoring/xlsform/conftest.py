"""The shipped questionnaires, each exported once for all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from assessment.authoring.loader import load
from assessment.authoring.xlsform.export import exported
from assessment.authoring.xlsform.form import Form
from assessment.authoring.xlsform.workbook import workbook_of
from assessment.language import LANGUAGES
from assessment.methodology.instrument import Instrument
from tests.conftest import ROOT

SHIPPED = sorted(path.parent for path in ROOT.glob("questionnaires/*/*/questionnaire.yaml"))


@pytest.fixture(scope="session")
def shipped() -> list[Instrument]:
    """Every questionnaire of the repository."""
    return [load(directory) for directory in SHIPPED]


@pytest.fixture(scope="session")
def forms(shipped: list[Instrument]) -> dict[str, Form]:
    """Their forms in all languages, by identity."""
    return {instrument.identity: exported(instrument, list(LANGUAGES)) for instrument in shipped}


@pytest.fixture(scope="session")
def files(forms: dict[str, Form], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same as XLSX files."""
    folder = tmp_path_factory.mktemp("forms")
    paths = {}
    for identity, form in forms.items():
        paths[identity] = folder / f"{identity.replace('/', '-')}.xlsx"
        paths[identity].write_bytes(workbook_of(form))
    return paths
