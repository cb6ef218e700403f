"""The sample of a demonstration's probability survey: firms drawn by stratum, most of which answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from sqlmodel import Session

from assessment.authoring.population_lines import STRATUM, Count
from assessment.authoring.register_cells import Person
from assessment.methodology.responses import Respondent
from assessment.services import fieldwork, population, register
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.demonstration.answers import Inventor
from assessment.services.demonstration.portfolio import CountryPlan, Survey, portfolio
from assessment.services.links import LinkMaker

GROUP = "BIZ"
SOURCE = "Invented for the demonstration"
BETWEEN = timedelta(hours=9)


def draw_firms(
    session: Session,
    analyst: Access,
    assessment: AssessmentView,
    plan: CountryPlan,
    *,
    links: LinkMaker,
    begins: datetime,
) -> None:
    """Draw the plan's sample into the register, let most of it answer from `begins` on, keep how many firms there are.

    A firm weighs what it stands for in its stratum; what became of the silent ones is known.
    """
    if plan.survey is None:
        return
    people = list(_people(assessment, plan, plan.survey))
    register.add_people(session, analyst, assessment, people, links=links, now=begins)
    population.keep_population(session, analyst, assessment, _counts(plan, plan.survey), begins)
    lines = {line.person.institution: line for line in register.register_of(session, assessment)}
    for number, person in enumerate(one for one in people if not one.outcome):
        at = begins + number * BETWEEN
        secret = links.link(lines[person.institution].respondent_id, register.FIRST_REVISION).secret
        sitting = fieldwork.questionnaire_for(session, secret, at)
        respondent = Respondent(person.institution, GROUP, person.role, attributes=person.attributes)
        answers = _inventor(assessment, plan, plan.survey.strata[person.stratum].bias).answers(
            respondent, person.language
        )
        sitting = fieldwork.record_answers(session, sitting, answers, now=at)
        fieldwork.submit(session, sitting, attribution="hidden", quotable=False, now=at + timedelta(minutes=12))


def _people(assessment: AssessmentView, plan: CountryPlan, survey: Survey) -> Iterator[Person]:
    """Every firm of the sample, those that stay silent with what became of them."""
    inventor = _inventor(assessment, plan, 0.0)
    silent = 0
    for stratum, drawn in survey.strata.items():
        for number in range(1, drawn.drawn + 1):
            name = f"Demonstration firm {stratum} {number:02}"
            chance = Random(f"{portfolio().seed} {plan.country} {name}")  # noqa: S311 - invented data, not secrets
            told = {
                attribute: chance.choices(list(shares), list(shares.values()))[0]
                for attribute, shares in survey.shares.items()
            }
            outcome = ""
            if chance.random() > survey.answers:
                outcome = survey.silent[silent % len(survey.silent)]
                silent += 1
            yield Person(
                group=GROUP,
                role=chance.choice(assessment.instrument.group_of[GROUP].roles).code,
                institution=name,
                language=chance.choice(plan.languages),
                attributes={**inventor.attributes(name, GROUP), **told, survey.by: stratum},
                weight=drawn.firms / drawn.drawn,
                stratum=stratum,
                outcome=outcome,
            )


def _counts(plan: CountryPlan, survey: Survey) -> list[Count]:
    """All firms by stratum, and by each attribute of which the shares are known."""
    firms = {stratum: drawn.firms for stratum, drawn in survey.strata.items()}
    whole = sum(firms.values())
    known = {STRATUM: firms, survey.by: firms} | {
        attribute: {category: round(share * whole) for category, share in shares.items()}
        for attribute, shares in survey.shares.items()
    }
    return [
        Count(attribute=attribute, category=category, units=units, source=SOURCE, as_of=str(plan.opens.year))
        for attribute, categories in known.items()
        for category, units in categories.items()
    ]


def _inventor(assessment: AssessmentView, plan: CountryPlan, bias: float) -> Inventor:
    """Invents answers as the plan has them, with so much added to every level."""
    levels = {area: level + bias for area, level in plan.levels.items()}
    return Inventor(assessment.instrument, portfolio(), plan.model_copy(update={"levels": levels}), {})
