"""`etready check`: one line a faultless questionnaire, one line a fault, and how much each role is asked."""

import pytest

from assessment.cli import main
from tests.authoring.questionnaires import EXAMPLE, changed, written


def test_a_faultless_questionnaire_is_ok(capsys):
    assert main(["check", str(EXAMPLE)]) == 0
    assert capsys.readouterr().out == f"{EXAMPLE}: ok\n"


@pytest.mark.parametrize("arguments", [[], ["--burden"]])
def test_a_group_asked_too_much_is_told_with_its_place(tmp_path, capsys, arguments):
    limit = "{code: CIV, label: Civil society, most_items: 1, core_items: 1,"
    text = changed("{code: CIV, label: Civil society,", limit).replace("groups: [PUB]", "groups: [PUB, CIV]")
    directory = written(tmp_path, text)
    assert main(["check", *arguments, str(directory)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.split(" ", 1)[1].partition(" groups")[0] for line in told] == [
        f"{directory}/questionnaire.yaml:11"
    ] * 2


def test_the_burden_of_each_role_is_printed(capsys):
    assert main(["check", "--burden", str(EXAMPLE)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()[2:]]
    assert rows == [
        ["PUB", "-", "2", "-", "2", "40"],
        ["BIZ", "-", "1", "-", "1", "40"],
        ["CIV", "-", "1", "-", "1", "40"],
    ]


def test_a_folder_that_is_none_is_told(capsys):
    assert main(["check", "absent"]) == 2
    assert "absent: is no folder" in capsys.readouterr().err
