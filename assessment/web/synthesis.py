"""What consenting countries have in common: the gaps found most often, and what became of recommendations."""

from __future__ import annotations

import io

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from assessment.errors import NotFound
from assessment.methodology.synthesis import synthesis_of
from assessment.methodology.voice import N_
from assessment.services.portfolio import Gathering, found
from assessment.services.reporting import in_language
from assessment.services.synthesis import KINDS, SynthesisTold, synthesis_file, synthesis_tables
from assessment.web.access import access
from assessment.web.context import now, session, voice
from assessment.web.gathering import gathered, named_groups, named_pools

blueprint = Blueprint("synthesis", __name__)


@blueprint.get("/assessments/synthesis")
def synthesis() -> ResponseReturnValue:
    """Counts over the assessments that the address chooses."""
    gathering = gathered(access())
    told = _told(gathering)
    return render_template(
        "staff/synthesis.html",
        gathering=gathering,
        pools=named_pools(gathering),
        groups=named_groups(gathering),
        told=told,
        tables=synthesis_tables(told) if told else {},
        kinds=KINDS,
    )


@blueprint.get("/assessments/synthesis/<kind>")
def download(kind: str) -> ResponseReturnValue:
    """One file of the same counts."""
    told = _told(gathered(access()))
    if told is None:
        raise NotFound(N_("There are no such assessments."))
    made = synthesis_file(told, kind)
    return send_file(io.BytesIO(made.content), made.mimetype, as_attachment=True, download_name=made.name)


def _told(gathering: Gathering) -> SynthesisTold | None:
    counted = synthesis_of(found(session(), gathering.assessments, now()))
    if counted is None:
        return None
    return SynthesisTold(counted, in_language(counted.instrument, voice()), gathering.assessments, voice())
