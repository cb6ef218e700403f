"""A rich sample report in English, French or Arabic: every kind of block, seven chapters, landscape and annex pages.

Its figures mean nothing; they come from the place of a row, so that the same call gives the same report.
"""

from __future__ import annotations

from typing import Literal

from assessment.methodology.report.model import (
    Bullets,
    Callout,
    Cell,
    Column,
    Cover,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Quote,
    Quotes,
    Report,
    Row,
    Section,
    Table,
    Words,
)
from tests.documents import sample_texts as texts
from tests.documents.sample_charts import TONES, bars_chart, dots_chart, sentence, stacked_chart, steps_chart


def sample_report(language: str = "en") -> Report:
    """The whole sample in one language."""
    kicker, title, subtitle, place, date, running, notice = texts.COVER[language]
    heading = texts.HEADINGS[language]
    chapters = tuple(_chapter(language, area) for area in range(7))
    return Report(
        name=f"{place}-2026-{language}",
        language=language,
        direction="rtl" if language == "ar" else "ltr",
        cover=Cover(kicker, title, subtitle, place, date, imprint=(title, *texts.SENTENCES[language][:3], notice)),
        running_head=running,
        notice=notice,
        words=Words(*texts.WORDS[language]),
        sections=(
            Section(heading["view"], _view(language), layout="page"),
            Section(heading["summary"], _summary(language), layout="page"),
            Section(heading["method"], _method(language), layout="page"),
            *chapters,
            Section(heading["unknown"], (_unknown(language),), layout="page"),
            Section(heading["matrix"], (_lead(language, 0), _matrix(language)), layout="landscape"),
            Section(
                heading["annex"],
                (_lead(language, 1), _annex(language)),
                sections=(Section(heading["scales"], (Paragraph(texts.SENTENCES[language][3]),), in_contents=False),),
                layout="annex",
                number="A",
            ),
        ),
        keywords=("e-commerce", place),
        identity={"instrument": "etrade-rapid 2026.1", "data-digest": "0" * 16},
    )


def _lead(language: str, place: int) -> Paragraph:
    return Paragraph(sentence(language, place), lead=True)


def _view(language: str) -> tuple:
    bands = texts.BANDS[language]
    figures = tuple(
        KeyFigure(value, label, note)
        for value, label, note in zip(
            ("212\u00a0000", "33,6 %", "4\u00a0310 $", "68"),
            texts.GROUPS[language],
            texts.COLUMNS[language],
            strict=False,
        )
    )
    laws = tuple(
        KeyFigure(bands[place % 4], area, "2026", TONES[place % 4])
        for place, area in enumerate(texts.AREAS[language][2:7])
    )
    return (
        KeyFigures(figures, title=texts.COLUMNS[language][5]),
        KeyFigures(laws, title=texts.COLUMNS[language][1]),
        steps_chart(language),
        Callout(texts.HEADINGS[language]["gaps"], sentence(language, 4), tone="weak"),
    )


def _summary(language: str) -> tuple:
    return (
        _lead(language, 0),
        *(Paragraph(sentence(language, place), evidence=f"{texts.CODES[place]}-1") for place in range(4)),
        Bullets(
            tuple(Paragraph(sentence(language, place), evidence=f"{texts.CODES[place]}-2") for place in range(6)),
            numbered=True,
        ),
        bars_chart(language),
    )


def _method(language: str) -> tuple:
    columns = texts.COLUMNS[language]
    rows = tuple(
        Row(
            (
                Cell(group),
                Cell(str(60 - place * 7)),
                Cell(str(31 - place * 3)),
                Cell(texts.BANDS[language][place % 4], TONES[place % 4]),
            )
        )
        for place, group in enumerate(texts.GROUPS[language])
    )
    return (
        *(Paragraph(sentence(language, place)) for place in range(1, 6)),
        Table(
            texts.HEADINGS[language]["voices"],
            (
                Column(columns[0], width=2),
                Column(columns[4], "number"),
                Column(columns[5], "number"),
                Column(columns[1], "chip"),
            ),
            (
                *rows,
                Row((Cell("Σ", strong=True), Cell("255", strong=True), Cell("141", strong=True), Cell(""))),
            ),
            note=sentence(language, 5),
        ),
        dots_chart(language),
    )


def _chapter(language: str, area: int) -> Section:
    heading, code = texts.HEADINGS[language], texts.CODES[area]
    bullets = Bullets(
        tuple(Paragraph(sentence(language, area + place), evidence=f"{code}-{place}") for place in range(3))
    )
    quotes = Quotes(tuple(Quote(sentence(language, area + place), texts.GROUPS[language][place]) for place in (1, 2)))
    band = texts.BANDS[language][area % 4]
    return Section(
        texts.AREAS[language][area],
        (
            _lead(language, area),
            KeyFigures(
                (
                    KeyFigure(band, heading["state"], "2026", TONES[area % 4], code),
                    KeyFigure("71 %", texts.COLUMNS[language][2]),
                    KeyFigure("12", heading["gaps"]),
                )
            ),
        ),
        (
            Section(
                heading["state"],
                (
                    *(Paragraph(sentence(language, area + place)) for place in (1, 2)),
                    _indicators(language, area),
                ),
                number=f"{area + 1}.1",
            ),
            Section(
                heading["figures"],
                (_figures(language, area), bars_chart(language) if area % 2 else steps_chart(language)),
                number=f"{area + 1}.2",
            ),
            Section(
                heading["gaps"],
                (bullets, Callout(heading["gaps"], sentence(language, area + 3), TONES[area % 4])),
                number=f"{area + 1}.3",
            ),
            Section(
                heading["voices"],
                (Paragraph(sentence(language, area + 4)), stacked_chart(language), quotes),
                number=f"{area + 1}.4",
            ),
        ),
        layout="chapter",
        number=str(area + 1),
        code=code,
    )


def _indicators(language: str, area: int) -> Table:
    columns, code = texts.COLUMNS[language], texts.CODES[area]
    rows = tuple(
        Row(
            (
                Cell(texts.AREAS[language][(area + place) % 7], evidence=f"{code}-{place}"),
                Cell(texts.BANDS[language][place % 4], TONES[place % 4])
                if place != 4
                else Cell(texts.UNKNOWN[language], "unknown"),
                Cell(f"{40 + place * 8} %"),
                Cell(sentence(language, area + place)[:90]),
            ),
            anchor=f"{code}-{place}",
        )
        for place in range(6)
    )
    return Table(
        columns[0],
        (
            Column(columns[0], width=2.2),
            Column(columns[1], "chip", 1.3),
            Column(columns[2], "number", 0.8),
            Column(columns[3], width=2.4),
        ),
        rows,
        source=texts.COVER[language][0],
    )


def _figures(language: str, area: int) -> Table:
    columns = texts.COLUMNS[language]
    rows = tuple(
        Row(
            (
                Cell(sentence(language, area + place)[:60]),
                Cell(f"{12.5 + place * 7:.1f}"),
                Cell(str(2014 + place * 3), "muted" if place < 2 else ""),
                Cell("World Bank, Global Findex"),
            )
        )
        for place in range(4)
    )
    return Table(
        texts.HEADINGS[language]["figures"],
        (
            Column(columns[0], width=3),
            Column(columns[5], "number", 0.8),
            Column(columns[4], "number", 0.8),
            Column(columns[6], width=1.6),
        ),
        rows,
        note=sentence(language, 1),
        source="World Bank; ITU; UPU",
    )


def _unknown(language: str) -> Table:
    columns = texts.COLUMNS[language]
    rows = tuple(Row((Cell(texts.AREAS[language][place]), Cell(sentence(language, place)))) for place in range(5))
    return Table(texts.HEADINGS[language]["unknown"], (Column(columns[0]), Column(columns[3], width=2)), rows)


def _matrix(language: str) -> Table:
    widths = (0.75, 2.4, 2.2, 0.95, 0.8, 1.2, 1.3, 1.0, 1.7, 0.8)
    kinds: tuple[Literal["text", "chip"], ...] = ("text",) * 3 + ("chip",) + ("text",) * 6
    columns = tuple(
        Column(name, kind, width) for name, kind, width in zip(texts.MATRIX[language], kinds, widths, strict=True)
    )
    rows: list[Row] = []
    for place in range(25):
        area = place * 7 // 25
        if place == 0 or area != (place - 1) * 7 // 25:
            rows.append(Row((Cell(texts.AREAS[language][area]),), heading=True))
        groups = texts.GROUPS[language]
        rows.append(
            Row(
                (
                    Cell(f"{texts.CODES[area]}-R{place:02}", strong=True),
                    Cell(sentence(language, place)),
                    Cell(sentence(language, place + 1)[:110]),
                    Cell(texts.PRIORITY[language][place % 3], ("poor", "weak", "muted")[place % 3]),
                    Cell("≤ 12"),
                    Cell(groups[place % 6]),
                    Cell(f"{groups[(place + 1) % 6]}\n{groups[(place + 2) % 6]}"),
                    Cell("UNCTAD\nITC\nUPU"),
                    Cell(sentence(language, place + 2)[:70]),
                    Cell(f"{texts.CODES[area]}-1", evidence=f"{texts.CODES[area]}-1"),
                ),
                anchor=f"{texts.CODES[area]}-R{place:02}",
            )
        )
    return Table(texts.HEADINGS[language]["matrix"], columns, tuple(rows), note=sentence(language, 5))


def _annex(language: str) -> Table:
    columns = texts.COLUMNS[language]
    rows = tuple(
        Row(
            (
                Cell(f"PAY_{place:02}"),
                Cell(sentence(language, place)),
                *(Cell(str(place % (share + 2))) for share in range(4)),
            ),
            anchor=f"PAY_{place:02}",
        )
        for place in range(45)
    )
    numbers = tuple(Column(share, "number", 0.8) for share in texts.SHARES[language])
    return Table(
        texts.HEADINGS[language]["annex"],
        (Column(columns[0], width=0.8), Column(columns[3], width=4), *numbers),
        rows,
    )
