"""Queries on published figures: those of several countries, imports and what they replace, the choice of peers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, text
from sqlmodel import Session

from assessment.methodology.desk import DeskFigure
from assessment.storage.tables import METADATA, DeskImport
from assessment.storage.tables.base import new_id

FIGURE = METADATA.tables["desk_figure"]
IMPORT = METADATA.tables["desk_import"]
CHOICE = METADATA.tables["peer_choice"]
Key = tuple[str, str, int]


def queue_for_figures(session: Session) -> None:
    """Let one writer of figures in at a time until its transaction ends; whoever reads them does not wait.

    SQLite lets in one writer anyhow.
    """
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(text("LOCK TABLE desk_figure IN SHARE ROW EXCLUSIVE MODE"))


def held_values(session: Session, series: Collection[str]) -> dict[Key, float]:
    """The values held of some series, by country, series and year."""
    statement = select(FIGURE.c.country, FIGURE.c.series, FIGURE.c.year, FIGURE.c.value)
    rows = session.connection().execute(statement.where(FIGURE.c.series.in_(series)))
    return {(row.country, row.series, row.year): row.value for row in rows}


def figures_by_country(
    session: Session, series: Collection[str], countries: Collection[str] | None = None
) -> dict[str, list[DeskFigure]]:
    """The published figures of some series, by country; of all countries unless some are named."""
    statement = select(FIGURE.c.country, FIGURE.c.series, FIGURE.c.year, FIGURE.c.value, FIGURE.c.source)
    wanted = statement.where(FIGURE.c.series.in_(series)).order_by(FIGURE.c.country, FIGURE.c.series, FIGURE.c.year)
    if countries is not None:
        wanted = wanted.where(FIGURE.c.country.in_(countries))
    by_country: dict[str, list[DeskFigure]] = {}
    for country, *figure in session.connection().execute(wanted):
        by_country.setdefault(country, []).append(DeskFigure(*figure))
    return by_country


def keep_import(
    session: Session, kept: DeskImport, figures: Mapping[Key, Mapping[str, Any]], gone: Iterable[Key]
) -> None:
    """Add an import with its figures (value, source, licence by key), in place of those of the same keys and `gone`."""
    session.add(kept)
    session.flush()
    connection = session.connection()
    one = FIGURE.delete().where(
        FIGURE.c.country == bindparam("of_country"),
        FIGURE.c.series == bindparam("of_series"),
        FIGURE.c.year == bindparam("of_year"),
    )
    stale = [dict(zip(("of_country", "of_series", "of_year"), key, strict=True)) for key in (*figures, *gone)]
    if stale:
        connection.execute(one, stale)
    rows = [
        {"id": new_id(), "country": country, "series": series, "year": year, "import_id": kept.id, **figure}
        for (country, series, year), figure in figures.items()
    ]
    if rows:
        connection.execute(insert(FIGURE), rows)


def imports_kept(session: Session, most: int) -> list[Row[Any]]:
    """The newest imports, the newest first."""
    statement = select(IMPORT).order_by(IMPORT.c.imported_at.desc(), IMPORT.c.id).limit(most)
    return list(session.connection().execute(statement))


def import_of_file(session: Session, checksum: str) -> Row[Any] | None:
    """The newest import of the very same file."""
    statement = select(IMPORT).where(IMPORT.c.checksum == checksum).order_by(IMPORT.c.imported_at.desc()).limit(1)
    return session.connection().execute(statement).one_or_none()


def choices_of(session: Session, assessment_id: str) -> list[Row[Any]]:
    """Every choice of whom an assessment is compared with, the latest first, which counts."""
    statement = select(CHOICE).where(CHOICE.c.assessment_id == assessment_id).order_by(CHOICE.c.number.desc())
    return list(session.connection().execute(statement))


def append_choice(session: Session, choice: Mapping[str, Any]) -> None:
    """Append whom an assessment is compared with from now on.

    Raises:
        IntegrityError: somebody else appended a choice with its number meanwhile.
    """
    session.connection().execute(insert(CHOICE), [choice])
