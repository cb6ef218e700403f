"""Where a country finds at home what published series lack for it: national sources, by profile of country group."""

from __future__ import annotations

from assessment.methodology.instrument import Profile, Series
from assessment.methodology.report.edition import Edition
from assessment.methodology.report.model import Block, Bullets, Paragraph


def national_sources(edition: Edition, scored: tuple[Series, ...]) -> tuple[Block, ...]:
    """For each profile that the country belongs to, the sources to use instead of series missing or too old."""
    lacking = [series for series in scored if edition.scorecard.desk[series.code].score is None]
    return tuple(
        block
        for profile in edition.instrument.profiles
        if profile.country_group in edition.material.country_groups
        for block in _sources(edition, profile, lacking)
    )


def _sources(edition: Edition, profile: Profile, lacking: list[Series]) -> tuple[Block, ...]:
    source_of = {one.code: one.source for one in profile.sources}
    told = [series for series in lacking if series.code in source_of]
    if not told:
        return ()
    lead = edition.count(
        "{number} of these series is missing or too old for the country, as is common in the group “{profile}”. A "
        "national source can take its place:",
        "{number} of these series are missing or too old for the country, as is common in the group “{profile}”. "
        "National sources can take their place:",
        len(told),
        profile=profile.label,
    )
    items = tuple(
        Paragraph(
            edition.say("{series}: {source}", series=series.name, source=source_of[series.code]),
            series.code,
        )
        for series in told
    )
    return Paragraph(lead), Bullets(items)
