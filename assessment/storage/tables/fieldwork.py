"""Fieldwork: questionnaires as published, assessments, who is asked, and what they answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal, get_args

from sqlalchemy import BigInteger, Text, UniqueConstraint
from sqlmodel import Field

from assessment.methodology.responses import STATES
from assessment.storage.tables.base import PLAIN, Stored, new_id, one_of, rule
from assessment.storage.tables.sealed import PersonalText

ResultsShown = Literal["internal", "bands", "published"]
Origin = Literal["personal", "open", "anonymous", "demonstration", "expert", "paper", "interview", "kobo"]
ResponseState = Literal["draft", "submitted"]
UNANSWERED = "unanswered"
Attribution = Literal["named", "type", "hidden"]


class QuestionnaireVersion(Stored, table=True):
    """A published questionnaire, whole: the method never changes, texts only under the same method digest."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (UniqueConstraint("code", "version"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    code: str = Field(max_length=60)
    version: str = Field(max_length=20)
    method_digest: str = Field(max_length=64)
    text_digest: str = Field(max_length=64)
    document: dict[str, Any] = Field(sa_type=PLAIN)
    published_at: datetime


class TextRevision(Stored, table=True):
    """A questionnaire version as it was worded from `kept_at` on; number 0 is the wording first published.

    `dated` and `note` are the author's: when the wording was corrected, and what. History, so rows never change.
    """

    __tablename__ = "text_revision"
    __table_args__ = (rule("number_counts", "number >= 0"),)

    questionnaire_id: str = Field(foreign_key="questionnaire_version.id", primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    dated: date
    note: str
    text_digest: str = Field(max_length=64)
    document: dict[str, Any] = Field(sa_type=PLAIN)
    kept_at: datetime


class Assessment(Stored, table=True):
    """One country measured once; `closes_on` ends when that day ends in `time_zone`.

    Links go on working for `grace_days` more, of which nobody is told. Through an open link that is anonymous, people
    answer without a trace of who they are.
    """

    __table_args__ = (
        one_of("results_shown", get_args(ResultsShown)),
        rule("closes_after_opening", "closes_on >= opens_on"),
        rule("grace_counts", "grace_days >= 0"),
        rule("country_iso3", "length(country) = 3"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    name: str = Field(unique=True, max_length=40)
    country: str = Field(max_length=3, index=True)
    questionnaire_id: str = Field(foreign_key="questionnaire_version.id", max_length=32)
    reference_year: int
    languages: list[str] = Field(sa_type=PLAIN)
    time_zone: str = Field(max_length=60)
    opens_on: date
    closes_on: date
    grace_days: int = 0
    results_shown: str = Field(default="bands", max_length=12)
    demonstration: bool = False
    open_link_hash: str | None = Field(default=None, unique=True, max_length=64)
    open_link_anonymous: bool = False
    created_at: datetime


class RegisterSize(Stored, table=True):
    """How many institutions, firms or persons a stakeholder group has in the country's register."""

    __tablename__ = "register_size"
    __table_args__ = (rule("size_counts", "size >= 0"),)

    assessment_id: str = Field(foreign_key="assessment.id", primary_key=True, max_length=32)
    group: str = Field(primary_key=True, max_length=20)
    size: int


class Respondent(Stored, table=True):
    """Who answers. The link's secret is known to the respondent alone: only its hash is kept.

    `institution` lies under the respondent's key. Once that is destroyed (`erased_on`), `institution_mark` stands for
    it: the same for all of one institution, and nothing else.
    """

    __table_args__ = (one_of("origin", get_args(Origin)),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    assessment_id: str = Field(foreign_key="assessment.id", index=True, max_length=32)
    group: str = Field(max_length=20)
    role: str = Field(default="", max_length=60)
    institution: str = Field(default="", sa_type=PersonalText("id", absent=""))
    institution_mark: str = Field(default="", max_length=32)
    attributes: dict[str, str] = Field(sa_type=PLAIN)
    language: str = Field(max_length=10)
    link_hash: str = Field(unique=True, max_length=64)
    origin: str = Field(max_length=15)
    profiled: bool = False
    erased_on: date | None = None
    created_at: datetime


class Response(Stored, table=True):
    """One respondent's answers, on the version they began with; `revision` counts how often they were kept.

    `attribution` is how the respondent wants to appear: by name, by type of institution, or hidden. `modules` are those
    they chose; null while they have not chosen, which puts none to them. `acknowledged_as` is the name, under the
    respondent's key, by which they want to be thanked; without one they are not. `counts_as` is what counts of a sent
    response, as `storage.counting` writes it; null in a draft, and where nobody has noted it yet.
    """

    __table_args__ = (
        one_of("state", get_args(ResponseState)),
        one_of("attribution", get_args(Attribution)),
        rule("submitted_if_dated", "(state = 'submitted') = (submitted_at IS NOT NULL)"),
        rule("revision_counts", "revision >= 0"),
        rule("counts_if_sent", "counts_as IS NULL OR state = 'submitted'"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    respondent_id: str = Field(foreign_key="respondent.id", unique=True, max_length=32)
    questionnaire_id: str = Field(foreign_key="questionnaire_version.id", max_length=32)
    state: str = Field(default="draft", max_length=10)
    submitted_at: datetime | None = None
    changed_at: datetime | None = None
    revision: int = 0
    attribution: str = Field(default="hidden", max_length=6)
    quotable: bool = False
    acknowledged_as: str | None = Field(default=None, sa_type=PersonalText("respondent_id"), nullable=True)
    modules: list[str] | None = Field(default=None, sa_type=PLAIN, nullable=True)
    counts_as: str | None = Field(default=None, sa_type=Text)


class StoredAnswer(Stored, table=True):
    """An answer to `PAY_01` or to a grid's row `LEG_16.privacy`, with the response's revision that set it.

    One that was taken back stays as `unanswered`, so that an older page can be told that it changed. `client` is the
    browser or page that set it and `sequence` its own count (0 where it does not count).
    """

    __tablename__ = "stored_answer"
    __table_args__ = (
        one_of("state", (*STATES, UNANSWERED)),
        rule("answered_if_value", "(state = 'answered') = (value IS NOT NULL)"),
        {"sqlite_with_rowid": False},
    )

    response_id: str = Field(foreign_key="response.id", primary_key=True, max_length=32)
    question: str = Field(primary_key=True, max_length=80)
    state: str = Field(max_length=17)
    value: Any = Field(default=None, sa_type=PLAIN, nullable=True)
    revision: int
    changed_at: datetime
    client: str = Field(default="", max_length=40)
    sequence: int = Field(default=0, sa_type=BigInteger)


class Revision(Stored, table=True):
    """One time that answers of a response were changed: when, by whom, from what to what. Rows never change.

    `author` tells who besides the holder of the link (a colleague, a member of staff), `client` which browser or page.
    `changes` maps a question to its answers before and after, each a state with a value, or null.
    """

    __table_args__ = ({"sqlite_with_rowid": False},)

    response_id: str = Field(foreign_key="response.id", primary_key=True, max_length=32)
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    kept_at: datetime
    author: str = Field(default="", max_length=32)
    client: str = Field(default="", max_length=40)
    sequence: int = Field(default=0, sa_type=BigInteger)
    changes: dict[str, Any] = Field(sa_type=PLAIN)
