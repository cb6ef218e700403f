"""How answers become levels: the rules that this questionnaire declares, in plain words."""

from __future__ import annotations

from assessment.methodology.consolidation import AVERAGED
from assessment.methodology.disclosure import FEWEST_PERSONS
from assessment.methodology.instrument import Area, GroupWeighting, Indicator
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Bullets, Paragraph, Section
from assessment.methodology.sufficiency import coverage_needed, groups_needed
from assessment.methodology.voice import N_

BALANCED = N_(
    "Groups are balanced: a question’s value is the mean of the groups’ means, so that many firms do not "
    "outweigh a few ministries. A group counts only when enough of it answered. What an institution says "
    "of its own work is shown and never scored."
)
GROUPS: dict[GroupWeighting, str] = {
    "author": BALANCED,
    "equal": BALANCED,
    "voices": N_(
        "A question’s value is the mean of the groups’ means, in which a group weighs as much as the number of its "
        "members who answered. A group counts only when enough of it answered. What an institution says of its own "
        "work is shown and never scored."
    ),
    "register": N_(
        "A question’s value is the mean of the groups’ means, in which a group weighs as much as the number of its "
        "members that are known to exist. A group counts only when enough of it answered. What an institution says of "
        "its own work is shown and never scored."
    ),
}


def judging_section(edition: Edition) -> Section:
    """The rules of the questionnaire in the order in which they are applied."""
    instrument = edition.instrument
    rules = []
    if any(item.kind in AVERAGED for item in instrument.item_of.values()):
        rules.append(edition.say(GROUPS[instrument.group_weighting]))
    scored = [instrument.series_of[m.code] for one in instrument.indicator_of.values() for m in one.series]
    if any(series.goalposts for series in scored):
        rules.append(
            edition.say(
                "Published figures are placed between two fixed ends, natural limits or policy targets. Values beyond "
                "the ends count as the ends and are marked. A figure older than its series allows is context."
            )
        )
    if any(series.sample for series in scored):
        rules.append(
            edition.say(
                "Some published figures are judged by their place among other countries. Such a level can change "
                "because the others have changed."
            )
        )
    rules += [
        _enough(edition),
        *_exceptions(edition),
        edition.say(
            "Unless the country agreed on another, the target of every indicator is {target}. A gap is the "
            "distance to the target; its severity is named, and recommendations follow from rules over levels, "
            "facts and don’t-know shares.",
            target=edition.level_of(instrument.target),
        ),
        edition.say(
            "Results of fewer than {number} persons or firms are not shown anywhere, and totals are made so that "
            "they cannot be worked out by subtraction.",
            number=edition.voice.number(FEWEST_PERSONS),
        ),
    ]
    if not instrument.overall:
        rules.append(
            edition.say(
                "There is no overall score and no ranking: the assessment serves to find gaps, not to compare "
                "countries."
            )
        )
    return Section(edition.say("How answers become levels"), (Bullets(tuple(Paragraph(rule) for rule in rules)),))


def _enough(edition: Edition) -> str:
    """How much has to be known for a level: of a questionnaire that declares its basis, the weight alone decides."""
    instrument = edition.instrument
    shares = {
        "share": edition.share(instrument.indicator_coverage),
        "coverage": edition.share(instrument.minimum_coverage),
    }
    if instrument.basis != "mixed":
        return edition.say(
            "An indicator has a value when at least {share} of its weight is known, and an area has a level when at "
            "least {coverage} of its weight is known.",
            **shares,
        )
    return edition.say(
        "An indicator has a value when at least {share} of its weight is known. An area has a level when at "
        "least {coverage} of its weight is known, when {groups} or more groups answered its opinion and "
        "experience questions in sufficient number, and when it does not rest on published figures alone.",
        groups=edition.voice.number(instrument.minimum_groups),
        **shares,
    )


def _exceptions(edition: Edition) -> list[str]:
    """What single areas and indicators need where their author asks for more or less than of the others."""
    instrument = edition.instrument
    nodes: list[Area | Indicator] = [*instrument.areas, *instrument.indicator_of.values()]
    told = [
        edition.say("“{name}”: {share} of its weight", name=node.label, share=edition.share(node.minimum_coverage))
        for node in nodes
        if node.minimum_coverage is not None
    ]
    told += [
        edition.count(
            "“{name}”: {number} group", "“{name}”: {number} groups", groups_needed(instrument, area), name=area.label
        )
        for area in instrument.areas
        if area.minimum_groups is not None
    ]
    if instrument.overall and instrument.index_coverage is not None:
        share = edition.share(coverage_needed(instrument, instrument))
        told.append(edition.say("the overall score: {share} of its weight", share=share))
    return [edition.say("Other limits hold for {list}.", list=edition.voice.row(told))] if told else []
