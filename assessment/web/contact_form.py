"""The form of a contact: the cells of the register that an analyst may correct, checked like those of a file."""

from __future__ import annotations

from collections.abc import Mapping

from assessment.authoring.register_cells import Person, Rules, read_cells

EDITABLE = ("name", "email", "phone", "language", "consent", "legal_basis", "retain_until", "outcome")


def person_sent(sent: Mapping[str, str], before: Person, rules: Rules) -> tuple[Person, dict[str, str]]:
    """The person as corrected, and what is wrong by column: then with what was typed still in its place.

    What is left as it was is not checked again: a day that has passed meanwhile is not the fault of this form.
    """
    editable = [column for column in EDITABLE if column != "outcome" or before.is_drawn]
    typed = {column: " ".join(sent.get(column, "").split()) for column in editable}
    changed = {column: text for column, text in typed.items() if text != written(before, column)}
    values, faults = read_cells({column: text for column, text in changed.items() if text}, rules)
    emptied = {column: Person.model_fields[column].get_default() for column, text in changed.items() if not text}
    emptied.pop("language", None)
    corrected = {column: values[column] for column in changed if column in values}
    wrong = {column: typed[column] for column in faults}
    return before.model_copy(update={**emptied, **corrected, **wrong}), faults


def written(person: Person, column: str) -> str:
    """A value as it stands in the form."""
    value = getattr(person, column)
    return "" if value is None else str(value)
