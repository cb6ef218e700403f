"""Conditions and non-answers in words, for people who read a questionnaire instead of answering it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal as OneOf

from assessment.methodology.expressions import Expression, Literal, Name, Operation, written
from assessment.methodology.instrument import Instrument, NonAnswer
from assessment.methodology.responses import Money
from assessment.methodology.voice import N_, Voice, decimals_of

STATE_LABELS: dict[NonAnswer, str] = {
    "dont_know": N_("I don’t know"),
    "prefer_not_to_say": N_("Prefer not to say"),
    "not_applicable": N_("Not applicable"),
}
Attribution = OneOf["named", "type", "hidden"]
ATTRIBUTIONS: dict[Attribution, str] = {
    "named": N_("By the name of my institution"),
    "type": N_("By its type only, for example “a bank”"),
    "hidden": N_("Not shown at all"),
}
GROUP, ROLE = N_("stakeholder group"), N_("role")
SIGNS = frozenset({"<", "<=", ">", ">="})


def condition_said(voice: Voice, instrument: Instrument, condition: Expression) -> str:
    """A condition as a clause without grammar to get wrong: `all of these: PAY_01: “Yes”; LEG_02: not “None”`.

    `instrument` must be in the voice's language. What has no words, such as arithmetic, is shown as written.
    """
    return _Wording(voice, instrument).clause(condition)


def money_said(voice: Voice, money: Money) -> str:
    """An amount with its currency and year."""
    amount = voice.money(money.amount, money.currency, decimals_of(money.amount))
    return voice.say("{amount} ({year})", amount=amount, year=money.year)


class _Wording:
    """Says the parts of one condition."""

    def __init__(self, voice: Voice, instrument: Instrument) -> None:
        self.voice = voice
        self.instrument = instrument

    def clause(self, condition: Expression) -> str:
        match condition:
            case Operation("and", parts):
                return self._several(N_("all of these: {parts}"), parts)
            case Operation("or", parts):
                return self._several(N_("at least one of these: {parts}"), parts)
            case Operation("not", (Operation("answered", (Name(code),)),)):
                return self.voice.say("{question}: not answered", question=self._name(code))
            case Operation("not", (part,)):
                return self.voice.say("not true: {clause}", clause=self.clause(part))
            case Operation("answered", (Name(code),)):
                return self.voice.say("{question}: answered", question=self._name(code))
        return self._comparison(condition)

    def _comparison(self, condition: Expression) -> str:
        match condition:
            case Operation("=", (Name(code), Literal(str(answer)))):
                return self._answers(N_("{question}: {answer}"), code, [answer])
            case Operation("!=", (Name(code), Literal(str(answer)))):
                return self._answers(N_("{question}: not {answer}"), code, [answer])
            case Operation("in", (Name(code), Operation("list", choices))):
                return self._answers(N_("{question}: one of {answer}"), code, [one.value for one in _literals(choices)])
            case Operation("in", (Literal(str(answer)), Name(code))):
                return self._answers(N_("{question}: {answer} is among the answers"), code, [answer])
            case Operation(sign, (Name(code), Literal(float(number)))) if sign in SIGNS:
                return f"{self._name(code)} {sign} {self.voice.number(number, 0 if number.is_integer() else 2)}"
        return written(condition)

    def _several(self, message: str, parts: Iterable[Expression]) -> str:
        clauses = (f"({self.clause(part)})" if _is_compound(part) else self.clause(part) for part in parts)
        return self.voice.say(message, parts=self.voice.row(clauses))

    def _answers(self, message: str, code: str, answers: Iterable[str | float]) -> str:
        labels = self._labels(code)
        told = self.voice.row(self.voice.say("“{label}”", label=labels.get(str(one), str(one))) for one in answers)
        return self.voice.say(message, question=self._name(code), answer=told)

    def _name(self, code: str) -> str:
        if code in ("group", "role"):
            return self.voice.say(GROUP if code == "group" else ROLE)
        attribute = next((one for one in self.instrument.attributes if one.code == code), None)
        return attribute.text if attribute else code

    def _labels(self, code: str) -> dict[str, str]:
        """What the answers to a question, an attribute, `group` or `role` are called."""
        if code == "group":
            return {group.code: group.label for group in self.instrument.groups}
        if code == "role":
            return {role.code: role.label for group in self.instrument.groups for role in group.roles}
        attribute = next((one for one in self.instrument.attributes if one.code == code), None)
        item = self.instrument.question_of.get(code)
        options = attribute.options if attribute else self.instrument.options_of(item) if item else ()
        return {option.code: option.label for option in options}


def _literals(parts: Iterable[Expression]) -> list[Literal]:
    return [part for part in parts if isinstance(part, Literal)]


def _is_compound(part: Expression) -> bool:
    return isinstance(part, Operation) and part.operator in ("and", "or")
