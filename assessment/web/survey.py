"""Estimates of a probability survey: by area, for all or by a trait, with response and weights beside them."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from assessment.methodology.report.edition import Edition
from assessment.methodology.report.survey import quality_blocks, survey_blocks, trait_label
from assessment.methodology.slices import traits_of
from assessment.services.survey import check_survey, survey_results_of
from assessment.web.access import assessment, may_open
from assessment.web.context import session, voice
from assessment.web.pieces import pieces_of
from assessment.web.results import edition_of

blueprint = Blueprint("survey", __name__)


@blueprint.get("/assessments/<name>/survey")
def results(name: str) -> ResponseReturnValue:
    """The estimates of one area, the first unless another is asked for."""
    check_survey(assessment())
    material = edition_of(assessment()).material
    results = survey_results_of(session(), assessment(), material.instrument)
    edition = Edition(replace(material, survey=results), voice())
    areas = [area for area in edition.instrument.areas if area.items]
    area = next((one for one in areas if one.code == request.args.get("area")), areas[0])
    traits = {
        code: trait_label(edition, code)
        for group in edition.instrument.groups
        for code in traits_of(edition.instrument, group)
    }
    trait = request.args.get("trait", "")
    chosen = trait if trait in traits else ""
    return render_template(
        "staff/survey.html",
        assessment=assessment(),
        population=edition.instrument.survey and edition.instrument.survey.population,
        areas=areas,
        area=area,
        may_change=may_open("population.population"),
        traits=traits,
        trait=chosen,
        estimates=pieces_of(survey_blocks(edition, area, chosen), voice()) if results else (),
        quality=pieces_of(quality_blocks(edition), voice()),
    )
