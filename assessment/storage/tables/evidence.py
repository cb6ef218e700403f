"""Evidence on a country that is no number: dated facts from public pages."""

from __future__ import annotations

from sqlmodel import Field

from assessment.storage.tables.base import PLAIN, Stored, new_id


class CountryFact(Stored, table=True):
    """What the desk study found in an area, in one or more languages, with the page that says so.

    `texts` is the sentence by language; `year` is empty where the page gives none.
    """

    __tablename__ = "country_fact"

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    assessment_id: str = Field(foreign_key="assessment.id", index=True, max_length=32)
    area: str = Field(max_length=20)
    texts: dict[str, str] = Field(sa_type=PLAIN)
    year: str = Field(default="", max_length=4)
    link: str
