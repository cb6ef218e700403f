"""From the material and a voice to the whole report."""

from __future__ import annotations

from collections.abc import Callable

from assessment.methodology.report.annexes import desk_section, nodes_section, people_and_sources_section
from assessment.methodology.report.chapter import chapter
from assessment.methodology.report.comments import comments_section
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.front import about_section, cover, words
from assessment.methodology.report.gap_matrix import gap_matrix_section
from assessment.methodology.report.glossary import abbreviations_table
from assessment.methodology.report.material import ReportMaterial
from assessment.methodology.report.matrix import matrix_section
from assessment.methodology.report.method import method_section
from assessment.methodology.report.model import Report, Section
from assessment.methodology.report.peers import peers_section
from assessment.methodology.report.progress import progress_section
from assessment.methodology.report.questions import questions_section
from assessment.methodology.report.robustness import robustness_section
from assessment.methodology.report.rounds import rounds_sections
from assessment.methodology.report.summary import glance_section, summary_section
from assessment.methodology.report.unjudged import unjudged_section
from assessment.methodology.voice import N_, Voice

ANNEXES: tuple[Callable[[Edition, str], Section], ...] = (
    nodes_section,
    questions_section,
    desk_section,
    people_and_sources_section,
    robustness_section,
    comments_section,
)
ANNEX_NAMES = (N_("Annex A"), N_("Annex B"), N_("Annex C"), N_("Annex D"), N_("Annex E"), N_("Annex F"))
"""Whole, because languages count annexes with letters of their own."""


def build_report(material: ReportMaterial, voice: Voice) -> Report:
    """The country report in the voice's language.

    Pure: the same material and voice give the same report. `material.instrument` must be in that language.
    """
    edition = Edition(material, voice)
    sections = _sections(edition)
    about = about_section(edition, abbreviations_table(edition, sections))
    facts = edition.facts
    place = voice.country(facts.country)
    return Report(
        name=facts.name,
        language=voice.language,
        direction="rtl" if voice.direction == "rtl" else "ltr",
        cover=cover(edition),
        running_head=edition.say("{country}: {title}", country=place, title=edition.instrument.title),
        notice=edition.notice,
        words=words(edition),
        sections=(about, *sections),
        keywords=tuple(
            word for word in (place, edition.say("e-commerce"), edition.instrument.title, edition.notice) if word
        ),
        identity=_identity(edition),
    )


def _sections(edition: Edition) -> tuple[Section, ...]:
    chapters = (chapter(edition, area, number) for number, area in enumerate(edition.instrument.areas, start=1))
    wanted = (annex for annex in ANNEXES if _has_content(edition, annex))
    annexes = (annex(edition, edition.say(name)) for name, annex in zip(ANNEX_NAMES, wanted, strict=False))
    beside = peers_section(edition)
    return (
        glance_section(edition),
        summary_section(edition),
        method_section(edition),
        *chapters,
        *((beside,) if beside else ()),
        gap_matrix_section(edition),
        *rounds_sections(edition),
        unjudged_section(edition),
        matrix_section(edition),
        progress_section(edition),
        *annexes,
    )


def _has_content(edition: Edition, annex: Callable[[Edition, str], Section]) -> bool:
    """Whether there is anything to say in an annex that some assessments do without."""
    if annex is questions_section:
        return bool(edition.instrument.question_of)
    if annex is comments_section:
        return bool(edition.material.comments or edition.material.workshop)
    drawn = edition.material.robustness
    return annex is not robustness_section or bool(drawn and drawn.ranges)


def _identity(edition: Edition) -> dict[str, str]:
    facts = edition.facts
    identity = {
        "assessment": facts.name,
        "country": facts.country,
        "questionnaire": facts.questionnaire,
        "reference-year": str(facts.reference_year),
        "results-shown": facts.results_shown,
        "method-digest": facts.method_digest,
        "data-digest": facts.data_digest,
    }
    return {**identity, "demonstration": edition.notice} if edition.notice else identity
