"""Respondents as people describe them: checked against the questionnaire, and read back from what is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from assessment.errors import InvalidInput
from assessment.methodology.instrument import Attribute, Instrument
from assessment.methodology.responses import Respondent
from assessment.methodology.voice import N_


def attributes_of(instrument: Instrument, group: str) -> dict[str, Attribute]:
    """What a stakeholder group is asked about itself, by code."""
    return {attribute.code: attribute for attribute in instrument.attributes if group in attribute.groups}


def check_person(instrument: Instrument, group: str, role: str, attributes: Mapping[str, str]) -> None:
    """Refuse what the questionnaire does not know. A role may be missing; an attribute may be a state it allows.

    Raises:
        InvalidInput: unknown group, role, attribute or option.
    """
    known = instrument.group_of.get(group)
    if known is None:
        raise InvalidInput(N_("Choose one of the stakeholder groups."))
    if role and role not in {one.code for one in known.roles}:
        raise InvalidInput(N_("Choose one of the roles of the group."))
    expected = attributes_of(instrument, group)
    for code, value in attributes.items():
        if code not in expected or value not in _permitted(expected[code]):
            raise InvalidInput(f"{code}: {value}: there is no such answer about oneself in this questionnaire")


def is_profiled(instrument: Instrument, group: str, role: str, attributes: Mapping[str, str]) -> bool:
    """Whether nothing is left to ask a person about themselves."""
    has_role = bool(role) or not instrument.group_of[group].roles
    return has_role and attributes.keys() >= attributes_of(instrument, group).keys()


def respondent_from(instrument: Instrument, row: Row[Any]) -> Respondent:
    """The respondent as the method sees them: an attribute that they would not tell is missing.

    An institution that was erased goes by its mark. Without a choice of modules none is put to them yet: in the
    database only those who chose are asked.
    """
    expected = attributes_of(instrument, row.group)
    told = {
        code: value
        for code, value in row.attributes.items()
        if code in expected and value in {option.code for option in expected[code].options}
    }
    institution = row.institution_mark or row.institution
    return Respondent(row.respondent_id, row.group, row.role, institution, told, tuple(row.modules or ()))


def _permitted(attribute: Attribute) -> set[str]:
    return {option.code for option in attribute.options} | set(attribute.allows)
