"""Small things that tests speak of: a questionnaire of two areas, an assessment, respondents, their answers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlmodel import Session

from assessment.methodology.instrument import Instrument
from assessment.methodology.recommendations import PriorityReason, Recommendation
from assessment.methodology.responses import Answer
from assessment.services import fieldwork
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView, create_assessment
from assessment.services.report_issue import IssueDraft, record_issue
from assessment.services.sittings import Sitting
from assessment.services.versions import publish

NOW = datetime(2026, 6, 15, 9, 30, tzinfo=UTC)
YES = Answer("answered", "yes")
NO = Answer("answered", "no")
DONT_KNOW = Answer("dont_know")

YES_NO = [{"code": "yes", "label": "Yes", "score": 100}, {"code": "no", "label": "No", "score": 0}]
LAW = [
    {"code": "in_force", "label": "In force", "score": 100},
    {"code": "draft", "label": "Draft", "score": 50},
    {"code": "none", "label": "None", "score": 0},
]
EVERYBODY = ["PUB", "BIZ"]
ITEMS: list[dict[str, Any]] = [
    {"code": "PAY_01", "kind": "experience", "type": "single", "text": "Are you paid online?", "options": YES_NO},
    {"code": "PAY_02", "kind": "experience", "type": "single", "text": "By card?", "options": YES_NO,
     "when": "PAY_01 = 'yes'"},
    {"code": "PAY_03", "kind": "context", "type": "number", "text": "How many sales?", "minimum": 0},
    {"code": "PAY_04", "kind": "context", "type": "multiple", "text": "How?", "options": YES_NO},
    {"code": "PAY_05", "kind": "context", "type": "money", "text": "What does it cost?"},
    {"code": "PAY_06", "kind": "context", "type": "date", "text": "Since when?"},
    {"code": "PAY_07", "kind": "context", "type": "long_text", "text": "Tell us more."},
]  # fmt: skip
ADVICE = {
    "code": "PAY-R01",
    "area": "PAY",
    "when": "score('PAY') < 50",
    "action": "Lower the fees of online payments",
    "expected_result": "More firms are paid online",
    "measure": "Share of firms paid online",
    "unit": "%",
    "target": "60",
    "priority": "high",
    "time_frame": "short",
    "effort": "low",
    "lead": "Central bank",
    "contributors": ["Banks"],
    "partners": ["UNCTAD"],
    "rests_on": ["PAY_01"],
}


def a_questionnaire(**changes: Any) -> Instrument:
    """Payments and laws, asked of ministries and firms; the law item is a grid that takes evidence."""
    laws = {
        "code": "LEG_16", "kind": "fact", "type": "grid", "text": "Which laws are in force?", "groups": ["PUB"],
        "options": LAW, "rows": [{"code": "privacy", "text": "Privacy"}, {"code": "consumer", "text": "Consumers"}],
        "evidence": True,
    }  # fmt: skip
    whole: dict[str, Any] = {
        "code": "small",
        "version": "1",
        "title": "A small questionnaire",
        "reference_year": 2026,
        "groups": [
            {"code": "PUB", "label": "Public sector", "roles": [{"code": "trade", "label": "Trade"}]},
            {"code": "BIZ", "label": "Business", "counts": "persons", "minimum": 5},
        ],
        "attributes": [
            {"code": "size", "text": "How many are you?", "groups": ["BIZ"],
             "options": [{"code": "small", "label": "Few"}, {"code": "large", "label": "Many"}]},
        ],
        "areas": [
            {
                "code": "PAY",
                "label": "Payment solutions",
                "short_label": "Payments",
                "indicators": [{"code": "PAY-ONLINE", "label": "Paid online", "items": [{"code": "PAY_01"}]}],
                "items": [{"groups": EVERYBODY, **item} for item in ITEMS],
            },
            {
                "code": "LEG",
                "label": "Legal framework",
                "short_label": "Law",
                "indicators": [{"code": "LEG-LAWS", "label": "Laws", "items": [{"code": "LEG_16.privacy"}]}],
                "items": [laws],
            },
        ],
        "recommendations": [ADVICE, {**ADVICE, "code": "PAY-R02", "action": "Publish the fees"}],
    }  # fmt: skip
    return Instrument.model_validate(whole | changes)


IN_MODULE = {"PAY_03": "selling", "PAY_04": "selling", "PAY_05": "costs", "PAY_06": "costs", "PAY_07": "selling"}


def a_questionnaire_with_modules(**changes: Any) -> Instrument:
    """The same, in which firms go on by choice: PAY_01, PAY_02 and LEG_01 are core, LEG_02 hangs on PAY_03."""
    whole = a_questionnaire(**changes).model_dump(mode="json")
    payments, laws = whole["areas"]
    payments["items"] = [{**item, "module": IN_MODULE.get(item["code"])} for item in payments["items"]]
    asked = {"kind": "experience", "type": "single", "options": YES_NO, "groups": ["BIZ"]}
    laws["items"] += [
        {"code": "LEG_01", "text": "Do you know the law on privacy?", **asked},
        {"code": "LEG_02", "text": "Does it cost you time?", **asked, "module": "selling", "when": "PAY_03 > 0"},
    ]
    laws["indicators"][0]["items"] += [{"code": "LEG_01"}, {"code": "LEG_02"}]
    modules = [
        {"code": "selling", "label": "Selling online", "description": "For those who sell.", "groups": ["BIZ"]},
        {"code": "costs", "label": "Costs", "groups": ["BIZ"]},
    ]
    return Instrument.model_validate({**whole, "modules": modules})


def an_assessment(session: Session, of: Instrument | None = None, **changes: Any) -> AssessmentView:
    """Senegal in 2026, open all June, in English and French, with the small questionnaire or another one."""
    questionnaire = of or a_questionnaire()
    publish(session, questionnaire, NOW)
    whole: dict[str, Any] = {
        "country": "SEN",
        "questionnaire": questionnaire.identity,
        "languages": ("en", "fr"),
        "time_zone": "Africa/Dakar",
        "opens_on": date(2026, 6, 1),
        "closes_on": date(2026, 6, 30),
        "now": NOW,
    }
    return create_assessment(session, **(whole | changes))


def an_invitation(session: Session, assessment: AssessmentView | None = None, **changes: Any) -> str:
    """The secret of a firm's personal link."""
    invited = assessment or an_assessment(session)
    whole: dict[str, Any] = {"group": "BIZ", "language": "en", "now": NOW}
    return fieldwork.invite(session, invited.id, **(whole | changes))


def a_sitting(session: Session, assessment: AssessmentView | None = None, **changes: Any) -> Sitting:
    """A firm with its response still empty."""
    return fieldwork.questionnaire_for(session, an_invitation(session, assessment, **changes), NOW)


def a_recommendation(code: str = "PAY-R01") -> Recommendation:
    """The small questionnaire's advice, as if its rule had fired."""
    advice = next(one for one in a_questionnaire().recommendations if one.code == code)
    return Recommendation(advice, (), (), "medium", PriorityReason("large", True, "low", False), 1.0)


def issue_report(session: Session, assessment: AssessmentView) -> None:
    """Record in August that the report was issued: thirty days and more after closing."""
    moment = later(days=61)
    draft = IssueDraft("issued", moment.date())
    record_issue(session, access_to(assessment.country, "analyst"), assessment, draft, seen=0, days=30, now=moment)


def access_to(country: str, *roles: str) -> Access:
    """Somebody with roles in a country."""
    return Access("", "Awa Diop", frozenset((country, role) for role in roles))


def later(**duration: float) -> datetime:
    """Some time after NOW."""
    return NOW + timedelta(**duration)
