"""The audit trail on screen: what was done, filtered, and as a file."""

from tests.world import SEN

HERE = f"/assessments/{SEN}"


def test_an_analyst_reads_what_was_done_and_takes_it_along(world):
    analyst = world.client("analyst")
    analyst.post(f"{HERE}/respondents/{world.response}/reopen")
    page = analyst.get(f"{HERE}/trail").text
    assert ("Response opened again</th>" in page, world.response in page) == (True, True)
    assert "Response opened again</th>" not in analyst.get(f"{HERE}/trail?deed=export").text
    assert f"reopening,{world.response}" in analyst.get(f"{HERE}/trail.csv").text
    assert "File given out</th>" in analyst.get(f"{HERE}/trail?deed=export").text


def test_the_trail_is_for_analysts_of_the_country_alone(pristine):
    assert pristine.client("focal_point").get(f"{HERE}/trail").status_code == 403
    assert pristine.client("foreigner").get(f"{HERE}/trail").status_code == 404
