"""Who is asked what, in XPath: group, role, chosen modules, and the conditions of items."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from assessment.authoring.xlsform.conditions import (
    ALWAYS,
    Operand,
    Translator,
    XPath,
    all_of,
    any_of,
    asked_operand,
    negated,
)
from assessment.authoring.xlsform.names import GROUP, MODULES, ROLE, attribute_name, question_name
from assessment.errors import ExpressionError, InvalidInput
from assessment.methodology.applicability import is_put_to
from assessment.methodology.expressions import parse
from assessment.methodology.expressions.checks import Kind
from assessment.methodology.instrument import CHOICE_TYPES, Instrument, Item


@dataclass(frozen=True)
class Audience:
    """Whom a form is for: everybody, one stakeholder group, or one role in it."""

    group: str = ""
    role: str = ""

    def check(self, instrument: Instrument) -> None:
        """Raises InvalidInput for a group or role that the questionnaire does not have."""
        if self.group and self.group not in instrument.group_of:
            raise InvalidInput(f"group {self.group} is unknown; there are {', '.join(instrument.group_of)}")
        if self.role:
            known = [role.code for role in instrument.group_of[self.group].roles] if self.group else []
            if self.role not in known:
                among = f"group {self.group} has {', '.join(known) or 'none'}" if self.group else "name its group too"
                raise InvalidInput(f"role {self.role} is unknown: {among}")

    @property
    def is_everybody(self) -> bool:
        """Whether the form asks for the group."""
        return not self.group

    def groups(self, instrument: Instrument) -> list[str]:
        """The groups it is for."""
        return [self.group] if self.group else list(instrument.group_of)

    def roles(self, instrument: Instrument, group: str) -> list[str]:
        """The roles it is for in one of its groups; `""` is nobody's and stands for a group without roles."""
        return [self.role] if self.role else [role.code for role in instrument.group_of[group].roles] or [""]


@dataclass(frozen=True)
class Routing:
    """The conditions under which a form shows its questions."""

    instrument: Instrument
    audience: Audience

    def is_asked(self, item: Item) -> bool:
        """Whether anybody of the audience is put the item."""
        return any(
            is_put_to(item, group, role)
            for group in self.audience.groups(self.instrument)
            for role in self.audience.roles(self.instrument, group)
        )

    def relevance(self, item: Item) -> XPath:
        """When the item is asked.

        Raises:
            InvalidInput: its condition has no counterpart in XLSForm.
        """
        who = any_of(*(self._for_group(item, group) for group in self.audience.groups(self.instrument)))
        if item.when is None:
            return who
        try:
            return all_of(who, self.translator.verdict(parse(item.when)).holds)
        except ExpressionError as fault:
            raise InvalidInput(f"{item.code}.when, column {fault.column}: {fault}") from None

    def of_group(self, group: str) -> XPath:
        """When the respondent belongs to a group."""
        return ALWAYS if self.audience.group == group else XPath(f"${{{GROUP}}} = '{group}'")

    def _for_group(self, item: Item, group: str) -> XPath:
        roles = [role for role in self.audience.roles(self.instrument, group) if is_put_to(item, group, role)]
        return all_of(self.of_group(group), self._of_roles(item, group, roles), self._chosen(item, group))

    def _of_roles(self, item: Item, group: str, roles: list[str]) -> XPath:
        if group not in item.roles or self.audience.role:
            return ALWAYS if roles or (group in item.groups and group not in item.roles) else negated(ALWAYS)
        return any_of(*(XPath(f"${{{ROLE}}} = '{role}'") for role in roles))

    def _chosen(self, item: Item, group: str) -> XPath:
        if item.module is None or group not in self.instrument.module_of[item.module].groups:
            return ALWAYS
        return XPath(f"selected(${{{MODULES}}}, '{item.module}')")

    @cached_property
    def translator(self) -> Translator:
        """What conditions may name: who answers, what was said of oneself, the questions of the form."""
        names: dict[str, Operand | str] = {
            GROUP: self.audience.group or asked_operand(GROUP, Kind("choice")),
            ROLE: self.audience.role or asked_operand(ROLE, Kind("choice")),
        }
        for attribute in self.instrument.attributes:
            if not set(attribute.groups).isdisjoint(self.audience.groups(self.instrument)):
                names[attribute.code] = asked_operand(attribute_name(attribute), Kind("choice"), attribute.allows)
        for code, item in self.instrument.question_of.items():
            if self.is_asked(item):
                names[code] = asked_operand(question_name(code), self.instrument.kind_of(item), reserved_in(item))
        return Translator(names)


def reserved_in(item: Item) -> tuple[str, ...]:
    """The non-answers that stand among an item's choices; other items have a question for them."""
    return item.allows if item.type in CHOICE_TYPES or item.type == "grid" else ()
