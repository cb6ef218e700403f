"""Two digests prove what changed between two states of a questionnaire: its method, or only its wording."""

import pytest

from assessment.authoring.digests import method_digest, text_digest
from assessment.authoring.loader import load
from assessment.methodology.instrument import Instrument
from assessment.methodology.localisation import localised
from tests.authoring.questionnaires import EXAMPLE, changed, written

LIVE = "          - {code: live, label: It is live, score: 100}\n"
PLANNED = "          - {code: planned, label: It is planned, score: 40}\n"


def digests(instrument: Instrument) -> tuple[str, str]:
    return method_digest(instrument), text_digest(instrument)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("label: It is live", "label: It works"),
        ("text: People trust digital payments.", "text: Digital payments are trusted."),
        ("title: Worked example", "title: An example"),
        ("action: Bring the", "action: Put the"),
        ("goalposts: {low: 0, high: 100}", "goalposts: {low: 0, high: 100, reason: Natural limits}"),
    ],
)
def test_a_correction_of_wording_changes_only_the_text_digest(tmp_path, old, new):
    before, after = load(EXAMPLE), load(written(tmp_path, changed(old, new)))
    assert method_digest(after) == method_digest(before)
    assert text_digest(after) != text_digest(before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weight: 2", "weight: 3"),
        ("score: 40", "score: 0"),
        (LIVE + PLANNED, PLANNED + LIVE),
        ("text: Is there a", "when: answered(PAY_01)\n        text: Is there a"),
        ("when: score('PAY-SWITCH') < 75", "when: score('PAY-SWITCH') < 70"),
        ("minimum_coverage: 0.65", "minimum_coverage: 0.5"),
        ("groups: [PUB, BIZ, CIV]", "groups: [PUB, CIV, BIZ]"),
        ("allows: [dont_know, not_applicable]", "allows: []"),
        ("label: Advancing, start: 50", "label: Advancing, start: 55"),
    ],
)
def test_a_change_of_method_changes_only_the_method_digest(tmp_path, old, new):
    before, after = load(EXAMPLE), load(written(tmp_path, changed(old, new)))
    assert method_digest(after) != method_digest(before)
    if (old, new) != (LIVE + PLANNED, PLANNED + LIVE):
        assert text_digest(after) == text_digest(before)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("areas:\n", "revisions: [{date: 2026-05-01, note: A clearer title}]\nareas:\n"),
        ("groups: [PUB]\n", "groups: [PUB]\n        distinct: The report shows each state.\n"),
    ],
)
def test_an_authors_note_changes_no_digest(tmp_path, old, new):
    assert digests(load(written(tmp_path, changed(old, new)))) == digests(load(EXAMPLE))


def test_another_language_is_the_same_method():
    """D12: a response resumed in another language is the same response."""
    before = load(EXAMPLE)
    after = localised(before, lambda context, text: text.upper())
    assert method_digest(after) == method_digest(before)
    assert text_digest(after) != text_digest(before)


def test_a_default_written_out_changes_nothing(tmp_path):
    text = changed("code: PAY-SWITCH\n", "code: PAY-SWITCH\n        aggregation: arithmetic\n")
    assert digests(load(written(tmp_path, text))) == digests(load(EXAMPLE))


def test_the_digests_of_the_worked_example_stay_as_they_are():
    """D13: a new release of the program must not make a published version look changed."""
    assert digests(load(EXAMPLE)) == (
        "68dd81ea9bef99e57afa8edee47c11ad9c628eb604c773da2ba075c0ebb52ffb",
        "fb36dcf8d0cee61c8a78266251b31f6aedcabd052b47f73ea41b1a7a646f3b33",
    )
