"""Translators receive every text of a questionnaire once, with the context it is looked up by."""

from assessment.authoring.extraction import questionnaire_texts, texts_of_directory, texts_of_partners
from assessment.authoring.loader import load
from assessment.methodology.localisation import localised
from tests.authoring.questionnaires import EXAMPLE, EXAMPLE_TEXT, written

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
    assert [(text.context, text.message) for text in texts_of_directory(EXAMPLE)] == asked


def test_a_text_points_to_the_line_where_it_stands():
    lines = EXAMPLE_TEXT.splitlines()
    assert [text for text in texts_of_directory(EXAMPLE) if text.message not in lines[text.line - 1]] == []


def test_a_text_names_the_file_where_it_stands(tmp_path):
    head, recommendations = EXAMPLE_TEXT.split("recommendations:\n")
    directory = written(tmp_path, head, **{"recommendations/01-pay": f"recommendations:\n{recommendations}"})
    files = {text.context: text.location for text in texts_of_directory(directory)}
    assert files["worked-example/1 PAY-R01.lead"].endswith("/worked-example/1/recommendations/01-pay.yaml")
    assert files["worked-example/1 PAY_01.text"].endswith("/worked-example/1/questionnaire.yaml")


def test_texts_of_partners_are_extracted(tmp_path):
    path = tmp_path / "partners.yaml"
    path.write_text(PARTNERS)
    assert [(text.line, text.context, text.message) for text in texts_of_partners(path)] == [
        (3, "partners UPU.name", "Universal Postal Union"),
        (4, "partners UPU.short_name", "UPU"),
        (6, "partners UPU.services.0", "Postal readiness"),
        (6, "partners UPU.services.1", "Addressing"),
        (8, "partners UPU.status", "Named as a partner"),
    ]


def test_a_folder_of_questionnaires_is_extracted_whole(tmp_path):
    (tmp_path / "partners.yaml").write_text(PARTNERS)
    written(tmp_path, EXAMPLE_TEXT)
    assert len(list(questionnaire_texts(tmp_path))) == len(list(texts_of_directory(EXAMPLE))) + 5
