"""The charts of the sample report, one a kind."""

from __future__ import annotations

from assessment.methodology.report.model import Bar, Chart, Tone
from tests.documents import sample_texts as texts

TONES: tuple[Tone, ...] = ("poor", "weak", "fair", "good")
TICKS = tuple((float(value), str(value)) for value in (0, 25, 50, 75, 100))


def sentence(language: str, place: int) -> str:
    """A sentence of the pool, beginning again after the last."""
    pool = texts.SENTENCES[language]
    return pool[place % len(pool)]


def steps_chart(language: str, *, stamp: str | None = None) -> Chart:
    """Bands as steps, one area unknown."""
    bands = texts.BANDS[language]
    bars = tuple(
        Bar(area, (place % 4 + 1,), (bands[place % 4],), TONES[place % 4]) if place != 6 else _unknown_bar(language)
        for place, area in enumerate(texts.AREAS[language])
    )
    return Chart(
        "steps",
        texts.HEADINGS[language]["state"],
        sentence(language, 0),
        bars,
        legend=bands,
        stamp=texts.COVER[language][6] if stamp is None else stamp,
        source=texts.COVER[language][0],
    )


def _unknown_bar(language: str) -> Bar:
    return Bar(texts.AREAS[language][6], (None,), (texts.UNKNOWN[language],))


def bars_chart(language: str) -> Chart:
    """Bars with ranges, a target and an unknown row."""
    bars = tuple(
        Bar(
            area,
            (20.0 + place * 11,),
            (str(20 + place * 11),),
            TONES[place % 4],
            12.0 + place * 11,
            30.0 + place * 11,
        )
        if place != 3
        else _unknown_bar(language)
        for place, area in enumerate(texts.AREAS[language])
    )
    return Chart(
        "bars",
        texts.HEADINGS[language]["gaps"],
        sentence(language, 1),
        bars,
        ticks=TICKS,
        target=60.0,
        target_label=texts.COLUMNS[language][5] + " 60",
        stamp=texts.COVER[language][6],
        note=sentence(language, 5),
    )


def stacked_chart(language: str) -> Chart:
    """Shares of answers by group."""
    shares = ((52, 23, 15, 10), (31, 30, 34, 5), (44, 12, 6, 38), (61, 20, 17, 2))
    bars = tuple(
        Bar(group, tuple(float(share) for share in row), tuple(f"{share} %" for share in row))
        for group, row in zip(texts.GROUPS[language], shares, strict=False)
    )
    return Chart(
        "stacked",
        texts.HEADINGS[language]["voices"],
        sentence(language, 5),
        (*bars, Bar(texts.GROUPS[language][5], (None, None, None, None), (texts.UNKNOWN[language],))),
        legend=texts.SHARES[language],
        ticks=TICKS,
        stamp=texts.COVER[language][6],
    )


def dots_chart(language: str) -> Chart:
    """Groups compared on one scale."""
    bars = tuple(
        Bar(
            area,
            (20.0 + place * 9, 35.0 + place * 5, None if place == 2 else 61.0, 80.0 - place),
            (str(20 + place * 9), str(35 + place * 5), "61", str(80 - place)),
        )
        for place, area in enumerate(texts.AREAS[language][:5])
    )
    return Chart(
        "dots",
        texts.HEADINGS[language]["voices"],
        sentence(language, 4),
        bars,
        legend=texts.GROUPS[language][:4],
        ticks=TICKS,
        target=60.0,
        target_label=texts.COLUMNS[language][5] + " 60",
        stamp=texts.COVER[language][6],
    )


def spans_chart(language: str) -> Chart:
    """Stages as stretches of time, one without dates."""
    bars = tuple(
        Bar(area, (), (str(place),), TONES[place % 4], None if place == 5 else 9.0 * place, 9.0 * place + 20)
        for place, area in enumerate(texts.AREAS[language])
    )
    return Chart(
        "spans",
        texts.HEADINGS[language]["state"],
        sentence(language, 2),
        bars,
        maximum=90,
        ticks=((0.0, "1"), (30.0, "2"), (60.0, "3")),
        target=40,
        target_label=sentence(language, 0),
        stamp=texts.COVER[language][6],
    )


def days_chart(language: str) -> Chart:
    """A number that grows, towards the number aimed at."""
    counted = ((0, 0), (3, 4), (4, 9), (11, 15), (20, 16))
    return Chart(
        "days",
        texts.HEADINGS[language]["voices"],
        sentence(language, 3),
        tuple(Bar(f"{day + 1}/6", (float(number),), (str(number),), low=float(day)) for day, number in counted),
        maximum=20,
        ticks=((0.0, "0"), (10.0, "10"), (20.0, "20")),
        target=18,
        target_label=sentence(language, 1),
        stamp=texts.COVER[language][6],
    )


def tornado_chart(language: str) -> Chart:
    """Changes to either side, one row to one side alone."""
    bars = tuple(
        Bar(
            area,
            (-8.0 + place, 0.0 if place == 2 else 6.0 - place),
            (f"-{8 - place}", "" if place == 2 else f"+{6 - place}"),
        )
        for place, area in enumerate(texts.AREAS[language][:5])
    )
    return Chart(
        "tornado",
        texts.HEADINGS[language]["gaps"],
        sentence(language, 2),
        bars,
        legend=texts.SHARES[language][:2],
        maximum=8,
        ticks=((-8.0, "-8"), (0.0, "0"), (8.0, "8")),
        stamp=texts.COVER[language][6],
    )


def boxes_chart(language: str) -> Chart:
    """A country among others, each row on its own scale; the last row has too few others for a middle half."""
    areas = texts.AREAS[language][:3]
    whole = ((58.0, 33.8, 20.0, 45.5, 10.3, 86.8), (0.4, 0.3, 0.2, 0.35, 0.06, 0.38), (3.0, 2.0, None, None, 1.0, 4.0))
    said = (("58", "33.8", "20–45.5", "10.3–86.8"), ("0.4", "0.3", "0.2–0.35", "0.06–0.38"), ("3", "2", "", "1–4"))
    bars = tuple(
        Bar(area, values, told, low=min(values[0], values[4]), high=max(values[0], values[5]))
        for area, values, told in zip(areas, whole, said, strict=True)
    )
    return Chart(
        "boxes",
        texts.HEADINGS[language]["gaps"],
        sentence(language, 1),
        bars,
        legend=texts.AREAS[language][3:7],
        stamp=texts.COVER[language][6],
    )


def panels_chart(language: str) -> Chart:
    """Four little pictures of levels by area, one value unknown."""
    areas, bands = texts.AREAS[language], texts.BANDS[language]
    bars = tuple(
        Bar(
            areas[place],
            tuple(None if (place, column) == (2, 1) else 1.0 + (place + column) % 4 for column in range(5)),
            tuple(bands[(place + column) % 4] for column in range(5)),
        )
        for place in range(4)
    )
    return Chart(
        "panels",
        texts.HEADINGS[language]["state"],
        sentence(language, 3),
        bars,
        legend=areas[:5],
        maximum=4,
        ticks=tuple((float(column), str(column + 1)) for column in range(5)),
        stamp=texts.COVER[language][6],
    )
