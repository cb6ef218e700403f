"""The benchmark questionnaire: 84 items on 7 pages with 10 conditions, and the answer to each that opens them all."""

from __future__ import annotations

from typing import Any

from assessment.methodology.instrument import Instrument

PAGES = tuple(f"P{letter}" for letter in "ABCDEFG")
ITEMS_PER_PAGE = 12
GROUP = "BIZ"
AGREEMENT = ("strongly_disagree", "disagree", "neutral", "agree", "strongly_agree")
GIVEN: dict[str, list[str]] = {
    "agreement": ["agree"],
    "single": ["yes"],
    "multiple": ["cards", "cash"],
    "number": ["12"],
    "percentage": ["40"],
    "short_text": ["A mobile wallet"],
    "long_text": ["Parcels wait too long at the border."],
}
"""What is entered, by type, as a browser sends it."""
TYPES = (
    "single",
    *["agreement"] * 4,
    "multiple",
    "number",
    "percentage",
    "single",
    "single",
    "short_text",
    "long_text",
)
CONDITIONS: dict[str, str] = {
    **{f"{area}_07": f"{area}_01 = 'yes'" for area in PAGES},
    "PC_12": "PA_07 > 10 and PB_01 = 'yes'",
    "PE_11": "count(PD_06) >= 2",
    "PG_10": "PA_09 = 'yes' or PF_08 >= 50",
}


def benchmark_questionnaire(year: int) -> Instrument:
    """The questionnaire as it is published for a run; it asks more of one group than a real one may."""
    scale = {"code": "agreement", "options": [_option(code, 25.0 * place) for place, code in enumerate(AGREEMENT)]}
    return Instrument.model_validate(
        {
            "code": "benchmark",
            "version": "1",
            "title": "Benchmark",
            "reference_year": year,
            "scales": [scale],
            "groups": [{"code": GROUP, "label": "Business", "counts": "persons", "minimum": 5, "most_items": 84}],
            "areas": [_area(code) for code in PAGES],
        }
    )


def fields_of(area: str) -> list[tuple[str, str]]:
    """The filled inputs of a page, in its order."""
    return [(code, value) for code, kind in zip(_codes(area), TYPES, strict=True) for value in GIVEN[kind]]


def _area(area: str) -> dict[str, Any]:
    label = f"Selling online, part {area[1]}"
    items = [_item(code, kind) for code, kind in zip(_codes(area), TYPES, strict=True)]
    indicator = {"code": f"{area}-ALL", "label": label, "items": [{"code": f"{area}_02"}]}
    return {"code": area, "label": label, "short_label": label, "indicators": [indicator], "items": items}


def _item(code: str, kind: str) -> dict[str, Any]:
    item: dict[str, Any] = {
        "code": code,
        "kind": "perception" if kind == "agreement" else "context",
        "type": kind,
        "text": f"How is it with payments and deliveries when your firm sells to customers online ({code})?",
        "groups": [GROUP],
    }
    if kind == "agreement":
        item["scale"] = "agreement"
    elif kind == "single":
        item["options"] = [_option("yes"), _option("no")]
    elif kind == "multiple":
        item["options"] = [_option(each) for each in ("cards", "cash", "wallet", "transfer")]
    if code in CONDITIONS:
        item["when"] = CONDITIONS[code]
    return item


def _option(code: str, score: float | None = None) -> dict[str, Any]:
    label = code.replace("_", " ").capitalize()
    return {"code": code, "label": label, "score": score} if score is not None else {"code": code, "label": label}


def _codes(area: str) -> list[str]:
    return [f"{area}_{number:02}" for number in range(1, ITEMS_PER_PAGE + 1)]
