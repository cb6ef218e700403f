"""The synthesis of several assessments as tables: on screen and as a file they say the same in the same words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment.documents.spreadsheet import Cell, Table, csv_of, xlsx_of
from assessment.errors import NotFound
from assessment.language import CatalogueVoice
from assessment.methodology.instrument import Instrument
from assessment.methodology.synthesis import Synthesis
from assessment.methodology.voice import N_
from assessment.services.assessments import AssessmentView
from assessment.services.open_data import XLSX, DataFile

CSV = "text/csv"
KINDS = {
    "xlsx": N_("Everything in one workbook (XLSX)"),
    "areas": N_("Gaps by area (CSV)"),
    "gaps": N_("Gaps by indicator (CSV)"),
    "advice": N_("Recommendations (CSV)"),
    "about": N_("Which assessments were counted (CSV)"),
}


@dataclass(frozen=True)
class SynthesisTold:
    """A synthesis, its instrument in the voice's language, and the assessments that were counted."""

    synthesis: Synthesis
    told: Instrument
    assessments: Sequence[AssessmentView]
    voice: CatalogueVoice

    @property
    def severities(self) -> tuple[str, ...]:
        """The names of the severities, the least grave first."""
        return tuple(severity.label for severity in self.told.severities)

    def by_severity(self, counts: Mapping[str, int]) -> tuple[Cell, ...]:
        """A count for each severity, zeros included."""
        return tuple(counts.get(severity.code, 0) for severity in self.told.severities)


def synthesis_file(material: SynthesisTold, kind: str) -> DataFile:
    """One file of the synthesis; the name of one made of invented answers says so.

    Raises:
        NotFound: there is no such file.
    """
    tables = synthesis_tables(material)
    stem = "demonstration-synthesis" if any(one.demonstration for one in material.assessments) else "synthesis"
    if kind == "xlsx":
        return DataFile(f"{stem}.xlsx", XLSX, xlsx_of(*tables.values(), direction=material.voice.direction))
    if kind not in tables:
        raise NotFound(N_("There is no such document, or it is not ready."))
    return DataFile(f"{stem}-{kind}.csv", CSV, csv_of(tables[kind]))


def synthesis_tables(material: SynthesisTold) -> Mapping[str, Table]:
    """Every table by its name in addresses: each count stands with the number of assessments that it is of."""
    return {
        "areas": areas_table(material),
        "gaps": gaps_table(material),
        "advice": advice_table(material),
        "about": about_table(material),
    }


def areas_table(material: SynthesisTold) -> Table:
    """Gaps by area and severity."""
    say = material.voice.say
    return Table(
        say("Gaps by area"),
        (
            say("Area"),
            *material.severities,
            say("Gaps"),
            say("Indicators judged"),
            say("Assessments with a gap"),
            say("Assessments"),
        ),
        [
            (
                material.told.area_of[count.area].label,
                *material.by_severity(count.by_severity),
                count.found,
                count.judged,
                count.assessments,
                material.synthesis.total,
            )
            for count in material.synthesis.areas
        ],
    )


def gaps_table(material: SynthesisTold) -> Table:
    """Gaps by indicator and severity, the most frequent first."""
    say, told = material.voice.say, material.told
    return Table(
        say("Gaps by indicator"),
        (
            say("Indicator"),
            say("Area"),
            *material.severities,
            say("Assessments with a gap"),
            say("Assessments that judged it"),
            say("Assessments"),
            say("Code"),
        ),
        [
            (
                told.indicator_of[count.indicator].label,
                told.area_of[count.area].label,
                *material.by_severity(count.by_severity),
                count.found,
                count.judged,
                material.synthesis.total,
                count.indicator,
            )
            for count in material.synthesis.gaps
        ],
    )


def advice_table(material: SynthesisTold) -> Table:
    """What became of each recommendation, the most frequent first."""
    say, told = material.voice.say, material.told
    texts = {advice.code: advice.action for advice in told.recommendations}
    return Table(
        say("Recommendations"),
        (
            say("Recommendation"),
            say("Area"),
            say("Proposed"),
            say("Adopted"),
            say("Completed"),
            say("Assessments that could propose it"),
            say("Assessments"),
            say("Code"),
        ),
        [
            (
                texts[count.advice.code],
                told.area_of[count.advice.area].label,
                count.proposed,
                count.adopted,
                count.completed,
                count.known,
                material.synthesis.total,
                count.advice.code,
            )
            for count in material.synthesis.advice
        ],
    )


def about_table(material: SynthesisTold) -> Table:
    """Which assessments were counted."""
    say = material.voice.say
    notice = say("Demonstration: synthetic responses")
    return Table(
        say("Which assessments were counted"),
        (say("Assessment"), say("Country"), say("Reference year"), say("Questionnaire"), say("Notice")),
        [
            (
                one.name,
                material.voice.country(one.country),
                one.reference_year,
                one.questionnaire,
                notice if one.demonstration else "",
            )
            for one in material.assessments
        ],
    )
