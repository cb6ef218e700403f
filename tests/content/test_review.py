"""Every shipped questionnaire is without any fault that `etready check` finds, its roles within their limits."""

import pytest

from assessment.authoring.review import reviewed
from tests.conftest import ROOT

FOLDERS = sorted(path.parent for path in ROOT.glob("questionnaires/*/*/questionnaire.yaml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_a_shipped_questionnaire_has_no_fault(folder):
    assert reviewed(folder).identity == f"{folder.parent.name}/{folder.name}"
