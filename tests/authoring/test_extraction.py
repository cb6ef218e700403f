"""Translators receive every text of a questionnaire once, with the context it is looked up by."""

from babel.messages.extract import extract_from_dir

from assessment.authoring.extraction import messages_of, partner_messages
from assessment.authoring.loader import load
from assessment.methodology.localisation import localised
from tests.authoring.questionnaires import EXAMPLE, EXAMPLE_TEXT

PARTNERS = """\
partners:
  - code: UPU
    name: Universal Postal Union
    short_name: UPU
    areas: [LOG]
    services: [Postal readiness, Addressing]
    website: https://www.upu.int
"""


def test_every_text_that_is_translated_is_extracted():
    asked: list[tuple[str, str]] = []

    def translate(context: str, text: str) -> str:
        asked.append((context, text))
        return text

    localised(load(EXAMPLE), translate)
    assert [(message.context, message.text) for message in messages_of(EXAMPLE)] == asked


def test_a_message_points_to_the_line_where_its_text_stands():
    lines = EXAMPLE_TEXT.splitlines()
    assert [message for message in messages_of(EXAMPLE) if message.text not in lines[message.line - 1]] == []


def test_texts_of_partners_are_extracted(tmp_path):
    path = tmp_path / "partners.yaml"
    path.write_text(PARTNERS)
    assert [(message.line, message.context, message.text) for message in partner_messages(path)] == [
        (3, "partners UPU.name", "Universal Postal Union"),
        (4, "partners UPU.short_name", "UPU"),
        (6, "partners UPU.services.0", "Postal readiness"),
        (6, "partners UPU.services.1", "Addressing"),
    ]


def test_babel_collects_the_texts_of_each_file(tmp_path):
    (tmp_path / "partners.yaml").write_text(PARTNERS)
    directory = tmp_path / "worked-example" / "1"
    (directory / "recommendations").mkdir(parents=True)
    head, recommendations = EXAMPLE_TEXT.split("recommendations:\n")
    (directory / "questionnaire.yaml").write_text(head)
    (directory / "recommendations" / "01-pay.yaml").write_text(f"recommendations:\n{recommendations}")
    method = "assessment.authoring.extraction:extract"
    found = list(extract_from_dir(str(tmp_path), [("**.yaml", method)]))
    by_context = {context: (file, message) for file, _, message, _, context in found}
    assert by_context["worked-example/1 PAY_01.text"] == (
        "worked-example/1/questionnaire.yaml",
        "People trust digital payments.",
    )
    assert by_context["worked-example/1 PAY-R01.lead"] == (
        "worked-example/1/recommendations/01-pay.yaml",
        "Central bank",
    )
    assert by_context["partners UPU.name"] == ("partners.yaml", "Universal Postal Union")
    assert len(found) == len(by_context) == len(list(messages_of(EXAMPLE))) + 4
