"""Translators receive every text of a questionnaire once, with the context it is looked up by."""

from assessment.authoring.extraction import Message, mapping_message, messages_of, partner_messages
from assessment.authoring.loader import load
from assessment.methodology.localisation import localised
from tests.authoring.questionnaires import EXAMPLE, EXAMPLE_TEXT, written
from tests.conftest import ROOT

PARTNERS = """\
partners:
  - code: UPU
    name: Universal Postal Union
    short_name: UPU
    areas: [LOG]
    services: [Postal readiness, Addressing]
    website: https://www.upu.int
    status: Named as a partner
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


def test_a_message_names_the_file_where_its_text_stands(tmp_path):
    head, recommendations = EXAMPLE_TEXT.split("recommendations:\n")
    directory = written(tmp_path, head, **{"recommendations/01-pay": f"recommendations:\n{recommendations}"})
    files = {message.context: message.file for message in messages_of(directory)}
    assert files["worked-example/1 PAY-R01.lead"] == "recommendations/01-pay.yaml"
    assert files["worked-example/1 PAY_01.text"] == "questionnaire.yaml"


def test_texts_of_partners_are_extracted(tmp_path):
    path = tmp_path / "partners.yaml"
    path.write_text(PARTNERS)
    assert list(partner_messages(path)) == [
        Message("partners.yaml", 3, "partners UPU.name", "Universal Postal Union"),
        Message("partners.yaml", 4, "partners UPU.short_name", "UPU"),
        Message("partners.yaml", 6, "partners UPU.services.0", "Postal readiness"),
        Message("partners.yaml", 6, "partners UPU.services.1", "Addressing"),
    ]


def test_the_title_of_a_desk_mapping_is_extracted_where_it_stands():
    path = ROOT / "desk_mappings" / "own-long.yaml"
    message = mapping_message(path)
    assert (message.file, message.context) == ("own-long.yaml", "desk_mappings own-long.title")
    assert path.read_text(encoding="utf-8").splitlines()[message.line - 1] == f"title: {message.text}"
