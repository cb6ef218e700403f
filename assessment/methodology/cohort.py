"""The reference units that sample-based scores compare with: their published values under the rules of every figure."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from assessment.methodology.desk import Cohort, Desk, latest_of
from assessment.methodology.instrument import EVERYBODY, Instrument, Series


def samples_of(instrument: Instrument) -> frozenset[tuple[str, str]]:
    """Every (series, reference) that scores or alternatives of the method compare with."""
    declared = {(series.code, series.sample.reference) for series in instrument.series if series.sample}
    others = {
        (code, sample.reference)
        for alternative in instrument.alternatives
        for code, sample in alternative.samples.items()
    }
    return frozenset(declared | others)


def cohort_of(
    instrument: Instrument,
    desks: Mapping[str, Desk],
    members: Mapping[str, Collection[str]],
    reference_year: int,
) -> Cohort:
    """The values of the reference units, by reference and series, in the order of the units' codes.

    `desks` are the published figures of every unit that has any, `members` the units of each country group; the
    reference `all` takes every unit. Of each unit counts the latest value not after the reference year and within the
    maximum age, of a ratio those of one wave, as when the unit itself is scored.
    """
    cohort: dict[str, dict[str, tuple[float, ...]]] = {}
    for code, reference in sorted(samples_of(instrument)):
        units = desks.keys() if reference == EVERYBODY else desks.keys() & set(members.get(reference, ()))
        values = _values(instrument.series_of[code], [desks[unit] for unit in sorted(units)], reference_year)
        cohort.setdefault(reference, {})[code] = values
    return cohort


def _values(series: Series, desks: Collection[Desk], reference_year: int) -> tuple[float, ...]:
    latest = (latest_of(series, desk, reference_year) for desk in desks)
    return tuple(one.value for one in latest if one and reference_year - one.year <= series.maximum_age)
