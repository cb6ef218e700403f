"""Published figures as they came: each import with its file, edition and counts; whom a country is compared with."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from assessment.storage.tables.base import PLAIN, Stored, new_id, rule

COUNTS = "added >= 0 AND changed >= 0 AND unchanged >= 0 AND dropped >= 0 AND unmatched >= 0"


class DeskImport(Stored, table=True):
    """A file of published figures that somebody took in; rows never change.

    `checksum` is SHA-256 of the file, `vintage` the edition as the file or the person names it. `dropped` counts
    figures of an earlier edition that this one has no more, `unmatched` names that fit no country.
    """

    __tablename__ = "desk_import"
    __table_args__ = (rule("counts", COUNTS),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    file_name: str = Field(max_length=200)
    checksum: str = Field(max_length=64)
    mapping: str = Field(max_length=60)
    vintage: str = Field(default="", max_length=100)
    source: str
    licence: str
    added: int
    changed: int
    unchanged: int
    dropped: int
    unmatched: int
    imported_by: str = Field(max_length=200)
    imported_at: datetime


class PeerChoice(Stored, table=True):
    """Whom the published figures of an assessment are compared with: a country group, or countries by their codes.

    The choice with the greatest `number` counts, from 1 on. Rows are appended, and the database refuses to change them.
    """

    __tablename__ = "peer_choice"
    __table_args__ = (
        rule("one_of_two", "length(country_group) > 0 OR countries IS NOT NULL"),
        rule("number_counts", "number > 0"),
    )

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    country_group: str = Field(default="", max_length=40)
    countries: list[str] | None = Field(default=None, sa_type=PLAIN, nullable=True)
    chosen_by: str = Field(max_length=200)
    chosen_at: datetime
