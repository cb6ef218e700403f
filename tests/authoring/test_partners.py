"""The list of partners is read whole or refused with every fault."""

import pytest

from assessment.authoring.partners import load_partners
from assessment.errors import QuestionnaireError

UPU = "  - {code: UPU, name: Universal Postal Union, short_name: UPU, areas: [LOG], services: [Addressing]}\n"


def complaint(path, text: str) -> str:
    path.write_text(text)
    with pytest.raises(QuestionnaireError) as error:
        load_partners(path)
    return str(error.value)


def test_partners_are_read_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "partners.yaml"
    path.write_text("partners:\n" + UPU + UPU.replace("UPU", "ITC"))
    assert [partner.code for partner in load_partners(path)] == ["UPU", "ITC"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("partners:\n" + UPU + UPU, "partners.yaml:3 UPU.code: stands twice: keep one"),
        (
            "partners:\n" + UPU.replace("name: Uni", "nme: Uni"),
            "partners.yaml:2 UPU.nme: is no key here: did you mean name?",
        ),
        ("partners: []\n", "partners.yaml:1 partners: needs at least 1"),
        (UPU, "partners.yaml:1 partners.yaml: must be a mapping of keys, not a list"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path, text, expected):
    assert expected in complaint(tmp_path / "partners.yaml", text)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(QuestionnaireError, match="cannot be read: No such file"):
        load_partners(tmp_path / "partners.yaml")
