"""Invented answers with the flaws of real ones: gaps, "don't know", disagreement between groups, contested facts.

Everything follows from the seed, the country and the respondent, so a portfolio is the same wherever it is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from assessment.methodology.applicability import asked, modules_for
from assessment.methodology.instrument import Instrument, Item, Option
from assessment.methodology.responses import Answer, Respondent, answer_from, limits_of
from assessment.services.demonstration.portfolio import CountryPlan, Portfolio, quotations

MISTAKEN = 0.025
DECIDED = frozenset({"fact", "figure"})
SENSITIVE_REFUSAL = 0.15
NOT_CONCERNED = 0.04
QUOTED = 0.5
OF_REGIONAL_ACTS = "regional_"
TOPICS_CHOSEN = (8, 30, 36, 18, 8)
"""How many of a hundred go on with no topic, one, two, three, four."""
EARLIEST, LATEST = 2018, 2025


@dataclass(frozen=True)
class Inventor:
    """Invents the answers of one country's respondents; `known` are facts that are public, in their plain form."""

    instrument: Instrument
    portfolio: Portfolio
    plan: CountryPlan
    known: Mapping[str, object]

    def answers(self, respondent: Respondent, language: str) -> dict[str, Answer]:
        """What a respondent answers to every question on the path that the answers themselves open."""
        chance = self._chance(respondent.code)
        answers: dict[str, Answer] = {}
        passed: set[str] = set()
        while fresh := [code for code in asked(self.instrument, respondent, answers) if code not in passed]:
            for code in fresh:
                passed.add(code)
                answer = self._answer(code, respondent, language, chance)
                if answer is not None:
                    answers[code] = answer
        return answers

    def attributes(self, code: str, group: str) -> dict[str, str]:
        """What a respondent says of itself."""
        chance = self._chance(f"{code} attributes")
        return {
            attribute.code: chance.choice(attribute.options).code
            for attribute in self.instrument.attributes
            if group in attribute.groups
        }

    def modules(self, respondent: Respondent) -> tuple[str, ...]:
        """What a respondent goes on with after the core questions: most choose one topic or two."""
        offered = [module.code for module in modules_for(self.instrument, respondent)]
        chance = self._chance(f"{respondent.code} modules")
        (number,) = chance.choices(range(len(TOPICS_CHOSEN)), TOPICS_CHOSEN)
        return tuple(chance.sample(offered, min(number, len(offered))))

    def _chance(self, of: str) -> Random:
        return Random(f"{self.portfolio.seed} {self.plan.country} {of}")  # noqa: S311 - invented data, not secrets

    def _answer(self, code: str, respondent: Respondent, language: str, chance: Random) -> Answer | None:
        item = self.instrument.question_of[code]
        manner = self.portfolio.groups[respondent.group]
        if item.type in ("short_text", "long_text"):
            return self._words(item, language, chance)
        if chance.random() > manner.answers:
            return None
        if state := _non_answer(item, manner.known, chance):
            return answer_from(self.instrument, item, {"state": state})
        raw = self._truth(code, item, chance) if item.kind in DECIDED else self._view(code, item, respondent, chance)
        return answer_from(self.instrument, item, raw)

    def _truth(self, code: str, item: Item, chance: Random) -> object:
        """How a fact stands: as is publicly known, else the same invention for everyone but the mistaken."""
        mistaken = chance.random() < MISTAKEN
        if code in self.known and not mistaken:
            return self.known[code]
        fact = self._chance(f"{code} {chance.random()}" if mistaken else code)
        return self._drawn(item, self._level(item, fact, spread=0.25), fact)

    def _view(self, code: str, item: Item, respondent: Respondent, chance: Random) -> object:
        """What a respondent experienced or thinks: the area's level, the item's, the group's and its own."""
        common = self._level(item, self._chance(code), spread=0.12)
        own = common + self.portfolio.groups[respondent.group].bias + chance.gauss(0, 0.17)
        return self._drawn(item, min(1.0, max(0.0, own)), chance)

    def _level(self, item: Item, chance: Random, spread: float) -> float:
        area = self.instrument.area_of_item[item.code].code
        return min(1.0, max(0.0, self.plan.levels.get(area, 0.5) + chance.uniform(-spread, spread)))

    def _drawn(self, item: Item, level: float, chance: Random) -> object:
        options = self._options(item)
        if item.type == "multiple":
            return _several(options, level, chance)
        if options:
            return _nearest(options, level, chance)
        if item.type == "money":
            return {"amount": float(chance.randrange(2, 60) * 500), "currency": self.plan.currency, "year": LATEST}
        if item.type == "date":
            return f"{chance.randint(EARLIEST, LATEST)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        return _number(item, level, chance)

    def _options(self, item: Item) -> tuple[Option, ...]:
        """What may be answered: a state of regional acts only where the country's region makes law."""
        options = self.instrument.options_of(item)
        if self.plan.regional_acts:
            return options
        return tuple(option for option in options if not option.code.startswith(OF_REGIONAL_ACTS))

    def _words(self, item: Item, language: str, chance: Random) -> Answer | None:
        area = self.instrument.area_of_item[item.code].code
        sentences = quotations().get(area, {}).get(language, [])
        if item.type != "long_text" or not sentences or chance.random() > QUOTED:
            return None
        return answer_from(self.instrument, item, chance.choice(sentences))


def _non_answer(item: Item, known: float, chance: Random) -> str | None:
    if "not_applicable" in item.allows and chance.random() < NOT_CONCERNED:
        return "not_applicable"
    if "prefer_not_to_say" in item.allows and chance.random() < SENSITIVE_REFUSAL:
        return "prefer_not_to_say"
    return "dont_know" if "dont_know" in item.allows and chance.random() > known else None


def _nearest(options: tuple[Option, ...], level: float, chance: Random) -> str:
    """The option whose score lies nearest to the level; any of them where they have no scores."""
    scored = [option for option in options if option.score is not None]
    if not scored:
        return chance.choice(options).code
    return min(scored, key=lambda option: abs((option.score or 0.0) / 100 - level)).code


def _several(options: tuple[Option, ...], level: float, chance: Random) -> list[str]:
    """Each option that scores with the level's chance; where none is drawn, one that scores nothing or stands alone."""
    worth = [option for option in options if option.score is None or option.score > 0]
    chosen = [option.code for option in worth if chance.random() < level and not option.exclusive]
    spare = [option for option in options if option not in worth or option.exclusive] or list(options)
    return chosen or [chance.choice(spare).code]


def _number(item: Item, level: float, chance: Random) -> float:
    """A number on the item's goalposts, or between its limits, as whole as people give them."""
    lowest, highest = limits_of(item)
    low, high = (item.goalposts.low, item.goalposts.high) if item.goalposts else (lowest or 0.0, highest or 100.0)
    place = level if item.direction == "up" else 1 - level
    value = low + (high - low) * min(1.0, max(0.0, place + chance.gauss(0, 0.06)))
    rounded = round(value, 1) if item.type == "percentage" and high - low <= 10 else float(round(value))
    return min(rounded if highest is None else min(rounded, highest), max(low, high))
