"""From an instrument to an XLSForm: what is asked first, the items area by area, and what travels beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from assessment.authoring.digests import method_digest
from assessment.authoring.xlsform.cells import PREFIX, cells_of
from assessment.authoring.xlsform.choices import choices_of, reserved_option
from assessment.authoring.xlsform.form import Form, Row, Wording, wording_of
from assessment.authoring.xlsform.names import JOINT, VERSION, note_name, version_tag
from assessment.authoring.xlsform.opening import opening_rows
from assessment.authoring.xlsform.questions import rows_of
from assessment.authoring.xlsform.routing import Audience, Routing
from assessment.errors import InvalidInput
from assessment.methodology.instrument import Area, Instrument, Item, Part
from assessment.methodology.localisation import localised

EVERYBODY = Audience()
AREA = f"{PREFIX}area"


def exported(instrument: Instrument, languages: Sequence[str], audience: Audience = EVERYBODY) -> Form:
    """The form of a questionnaire, for everybody or for one group (and role), in its own language and these.

    A form for everybody carries the whole instrument and can be imported again; one for a group only asks.

    Raises:
        InvalidInput: the group or role does not exist, a condition cannot be said in XLSForm, or an option has the
            code of a non-answer.
    """
    audience.check(instrument)
    return form_of(instrument, wording_of(instrument, languages), audience)


def form_of(instrument: Instrument, wording: Wording, audience: Audience = EVERYBODY) -> Form:
    """The same with its texts at hand."""
    _check_options(instrument)
    routing = Routing(instrument, audience)
    form = Form(
        languages=wording.languages,
        survey=(*opening_rows(instrument, wording, routing), *_areas(instrument, wording, routing)),
        choices=tuple(choices_of(instrument, wording, routing)),
        settings={
            "form_title": wording.texts["title"][wording.languages[0]],
            "form_id": instrument.identity.replace("/", "_"),
            "version": f"{instrument.version}-{method_digest(instrument)[:12]}",
        },
    )
    if not audience.is_everybody:
        return form
    shown = {said.path for _, row in form.rows() for said in row.said.values()}
    texts = {path: words for path, words in wording.texts.items() if path not in shown}
    return replace(form, carried=tuple(carried_parts(instrument)), texts=texts)


def with_paths(instrument: Instrument) -> Instrument:
    """The instrument with the path of each text in its place."""
    prefix = f"{instrument.identity} "
    return localised(instrument, lambda context, _: context.removeprefix(prefix))


def carried_parts(instrument: Instrument) -> Iterator[tuple[str, str]]:
    """Key and JSON of each part that the survey does not show, texts by their paths; areas without their items."""
    for key, value in with_paths(instrument):
        if key == "areas":
            for area in value:
                yield key, _json(area.model_copy(update={"items": (), "indicators": ()}))
                yield from ((f"indicators {area.code}", _json(indicator)) for indicator in area.indicators)
        elif isinstance(value, tuple):
            yield from ((key, _json(part)) for part in value)
        elif value != Instrument.model_fields[key].default:
            yield key, _json(value)


def _json(value: Any) -> str:
    plain = value.model_dump(mode="json", exclude_defaults=True) if isinstance(value, Part) else value
    return json.dumps(plain, ensure_ascii=False)


def _check_options(instrument: Instrument) -> None:
    for item in instrument.item_of.values():
        if code := reserved_option(instrument.options_of(item)):
            raise InvalidInput(f"{item.code}.options.{code}: is the name of a non-answer: give the option another code")


def _areas(instrument: Instrument, wording: Wording, routing: Routing) -> Iterator[Row]:
    tag = version_tag(instrument, method_digest(instrument))
    yield Row({"type": "calculate", "name": VERSION, "calculation": f"'{tag}'"})
    carried = (
        {code: cells_of(item) for code, item in with_paths(instrument).item_of.items()}
        if routing.audience.is_everybody
        else {}
    )
    for area in instrument.areas:
        asked = [item for item in area.items if routing.is_asked(item)]
        if asked:
            yield from _area(area, asked, wording, routing=routing, carried=carried)


def _area(
    area: Area, items: list[Item], wording: Wording, *, routing: Routing, carried: Mapping[str, Mapping[str, str]]
) -> Iterator[Row]:
    yield Row({"type": "begin_group", "name": area.code, AREA: area.code}, {"label": wording.of(f"{area.code}.label")})
    for said in wording.optional("label", f"{area.code}.introduction").values():
        yield Row({"type": "note", "name": note_name(area.code, "introduction")}, {"label": said})
    for number, (module, part) in enumerate(groupby(items, key=lambda item: item.module), start=1):
        rows = [
            row
            for item in part
            for row in rows_of(
                routing.instrument,
                item,
                routing.relevance(item),
                wording=wording,
                carried=carried.get(item.code, {}),
            )
        ]
        yield from rows if module is None else _in_module(module, f"{area.code}{JOINT}{number}", rows, wording)
    yield Row({"type": "end_group", "name": area.code})


def _in_module(module: str, name: str, rows: list[Row], wording: Wording) -> Iterator[Row]:
    yield Row({"type": "begin_group", "name": name}, {"label": wording.of(f"modules.{module}.label")})
    yield from rows
    yield Row({"type": "end_group", "name": name})
