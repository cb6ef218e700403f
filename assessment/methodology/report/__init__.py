"""The country report as ready-made values: `model` says what it is made of, `build` and what it calls fill it."""

from assessment.methodology.report.material import (
    AssessmentFacts,
    CountryFact,
    GroupHeard,
    MatrixAction,
    Quotation,
    ReportMaterial,
    RoleHeard,
)
from assessment.methodology.report.model import Report

__all__ = [
    "AssessmentFacts",
    "CountryFact",
    "GroupHeard",
    "MatrixAction",
    "Quotation",
    "Report",
    "ReportMaterial",
    "RoleHeard",
]
