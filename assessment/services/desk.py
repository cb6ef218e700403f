"""Published figures: kept for every country, used by each of its assessments."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlmodel import Session

from assessment.authoring.desk_data import CountryFigure
from assessment.storage import evidence


def add_desk_figures(session: Session, figures: Sequence[CountryFigure], countries: Collection[str] = ()) -> int:
    """Keep figures, of some countries or of all; returns how many.

    Figures of the same country and series that were kept before are replaced, whatever their year.
    """
    chosen = [entry for entry in figures if not countries or entry.country in countries]
    evidence.keep_desk_figures(session, [(entry.country, entry.figure, entry.licence) for entry in chosen])
    session.commit()
    return len(chosen)
