"""The texts of an instrument have paths of their own, and only texts are translated."""

from assessment.authoring.loader import load
from assessment.methodology.localisation import localised, texts_of
from tests.authoring.questionnaires import EXAMPLE


def test_paths_are_unique_and_made_of_codes():
    paths = [path for path, _ in texts_of(load(EXAMPLE))]
    assert len(paths) == len(set(paths))
    assert {
        "title",
        "description",
        "groups.PUB.label",
        "scales.agreement.1",
        "bands.early.label",
        "severities.minor.label",
        "I-ACC.name",
        "I-ACC.unit",
        "I-ACC.source",
        "PAY.label",
        "PAY.short_label",
        "PAY-SWITCH.label",
        "PAY-SWITCH.competent_body",
        "PAY-SWITCH.data_action",
        "PAY_01.text",
        "PAY_02.options.live",
        "PAY-R01.action",
        "PAY-R01.expected_result",
        "PAY-R01.measure",
        "PAY-R01.target",
        "PAY-R01.lead",
    } <= set(paths)


def test_rarer_texts_have_paths_too(tmp_path):
    instrument = load(EXAMPLE)
    described = instrument.model_validate(
        {
            **instrument.model_dump(),
            "attributes": [
                {"code": "size", "text": "Size?", "groups": ["BIZ"], "options": [
                    {"code": "micro", "label": "Small"}, {"code": "large", "label": "Large"}
                ]}
            ],
            "groups": [{"code": "PUB", "label": "Public", "roles": [{"code": "customs", "label": "Customs"}]}],
            "series": [
                {"code": "I-ACC", "name": "Accounts", "unit": "%", "source": "Findex", "direction": "up",
                 "goalposts": {"low": 0, "high": 1, "reason": "Limits"}}
            ],
        }
    )  # fmt: skip
    assert {
        ("attributes.size.text", "Size?"),
        ("attributes.size.options.micro", "Small"),
        ("groups.PUB.roles.customs", "Customs"),
        ("I-ACC.goalposts.reason", "Limits"),
    } <= set(texts_of(described))


def test_translation_asks_with_the_identity_as_context():
    after = localised(load(EXAMPLE), lambda context, text: context)
    assert after.item_of["PAY_02"].options[0].label == "worked-example/1 PAY_02.options.live"


def test_only_texts_change():
    before = load(EXAMPLE)
    after = localised(before, lambda context, text: f"<{text}>")
    assert [text for _, text in texts_of(after)] == [f"<{text}>" for _, text in texts_of(before)]
    assert localised(after, lambda context, text: text[1:-1]) == before


def test_look_ups_of_the_translated_instrument_give_translated_parts():
    before = load(EXAMPLE)
    assert before.item_of["PAY_01"].text == "People trust digital payments."
    after = localised(before, lambda context, text: text.upper())
    assert after.item_of["PAY_01"].text == "PEOPLE TRUST DIGITAL PAYMENTS."
