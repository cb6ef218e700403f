"""The consolidation view on screen: lists, a question's page, single answers, revisions of a fact."""

from tests.world import SEN

HERE = f"/assessments/{SEN}"
VIEW = f"{HERE}/consolidation"
FACT = f"{HERE}/facts/LEG_16.privacy"


def test_each_list_leads_to_the_question(pristine):
    page = pristine.client("analyst").get(VIEW).text
    assert f'{VIEW}/LEG_16.privacy">Which laws are in force? – Privacy' in page
    assert "Contested facts" in page


def test_an_area_is_looked_at_alone_and_an_unknown_one_is_all(pristine):
    client = pristine.client("analyst")
    assert f"{VIEW}/LEG_16.privacy" not in client.get(f"{VIEW}?area=PAY").text
    assert f"{VIEW}/LEG_16.privacy" in client.get(f"{VIEW}?area=XYZ").text


def test_a_question_shows_answers_states_agreement_and_difference(pristine):
    page = pristine.client("analyst").get(f"{VIEW}/PAY_01").text
    for told in ("<svg", "No 100%", "Business", "All groups shown", "Robustness range", "Single answers", "Role"):
        assert told in page


def test_every_question_of_every_type_has_a_page(pristine):
    client = pristine.client("analyst")
    for question in ("PAY_03", "PAY_04", "PAY_05", "PAY_06", "PAY_07", "LEG_16.consumer"):
        assert client.get(f"{VIEW}/{question}").status_code == 200
        assert client.get(f"{VIEW}/{question}/answers").status_code == 200


def test_a_question_that_is_not_asked_does_not_exist(pristine):
    client = pristine.client("analyst")
    for address in (f"{VIEW}/PAY_99", f"{VIEW}/PAY_99/answers", f"{VIEW}/LEG_16"):
        assert client.get(address).status_code == 404


def test_viewers_see_the_answers_of_groups_and_nothing_behind_them(pristine):
    client = pristine.client("viewer")
    page = client.get(f"{VIEW}/LEG_16.privacy").text
    assert "Answers by group" in page
    assert "Single answers" not in page
    assert "What is claimed" not in page
    assert client.get(f"{VIEW}/LEG_16.privacy/answers").status_code == 403


def test_a_fact_is_confirmed_and_revised_with_its_history(world):
    client = world.client("analyst")
    sent = {"LEG_16.privacy": "draft", "source": "Bill <12>", "as_of": "2026-05", "link": "https://example.org/a?b=1"}
    assert client.post(FACT, data={**sent, "seen": "0"}).status_code == 302
    page = client.get(FACT).text
    assert 'value="draft" checked' in page
    assert "Bill &lt;12&gt;" in page
    again = {**sent, "LEG_16.privacy": "in_force", "source": "Act 7"}
    refused = client.post(FACT, data={**again, "seen": "9" * 5_000})
    assert refused.status_code == 409
    refused = client.post(FACT, data={**again, "seen": "0"})
    assert refused.status_code == 409
    assert 'name="seen" value="1"' in refused.text
    assert 'value="Act 7"' in refused.text
    assert client.post(FACT, data={**again, "seen": "1"}).status_code == 302
    page = client.get(f"{VIEW}/LEG_16.privacy").text
    assert page.index("Act 7") < page.index("Bill &lt;12&gt;")
    assert "Revise the confirmation" in page
    assert "May 2026" in page


def test_a_page_sent_without_knowing_of_any_decision_takes_the_place_of_none(world):
    client = world.client("analyst")
    sent = {"LEG_16.privacy": "draft", "source": "Bill 12", "seen": "<script>"}
    assert client.post(FACT, data=sent).status_code == 302
    assert client.post(FACT, data=sent).status_code == 409
