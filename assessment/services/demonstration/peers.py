"""Published figures of the countries that those of the demonstration are compared with."""

from __future__ import annotations

from sqlmodel import Session

from assessment.authoring.desk_data import read_desk
from assessment.services.demonstration.portfolio import PEERS_FILE
from assessment.storage import desk, evidence


def keep_figures_of_peers(session: Session) -> None:
    """Keep the figures of series and countries of which none is held: what somebody took in stays."""
    figures = read_desk(PEERS_FILE)
    held = {key[:2] for key in desk.held_values(session, {entry.figure.series for entry in figures})}
    missing = [entry for entry in figures if (entry.country, entry.figure.series) not in held]
    evidence.keep_desk_figures(session, [(one.country, one.figure, one.licence) for one in missing])
    session.commit()
