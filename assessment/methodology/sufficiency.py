"""When enough is known for a score: the share of a node's weight, and the groups that must have answered (rule 10)."""

from __future__ import annotations

from assessment.methodology.instrument import Area, Indicator, Instrument


def coverage_needed(instrument: Instrument, node: Instrument | Area | Indicator) -> float:
    """The share 0..1 of its weight that a node needs: its own, else that of its level.

    Areas and the index take the questionnaire's `minimum_coverage`, indicators its `indicator_coverage`.
    """
    if isinstance(node, Instrument):
        own, level = node.index_coverage, node.minimum_coverage
    elif isinstance(node, Area):
        own, level = node.minimum_coverage, instrument.minimum_coverage
    else:
        own, level = node.minimum_coverage, instrument.indicator_coverage
    return level if own is None else own


def groups_needed(instrument: Instrument, area: Area) -> int:
    """How many stakeholder groups must qualify on the perceptions and experience of an area."""
    return instrument.minimum_groups if area.minimum_groups is None else area.minimum_groups
