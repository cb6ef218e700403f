"""An institution that answers as a team: colleagues with links of their own, what they say to each other, and proof."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field

from assessment.storage.tables.base import PLAIN, Stored, new_id, rule
from assessment.storage.tables.sealed import PersonalText

PERSONAL = PersonalText("respondent_id")


class Colleague(Stored, table=True):
    """Somebody with whom the holder of the personal link shares the answering; name and e-mail lie under its key.

    `pages` are the codes of the pages they answer; who `clears` sees every page and sends. The link follows from the
    server's key, the colleague and `link_revision`; revoked, it stops working and the row stays for the history.
    """

    __table_args__ = (rule("revision_counts", "link_revision > 0"),)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    respondent_id: str = Field(foreign_key="respondent.id", index=True, max_length=32)
    name: str = Field(default="", sa_type=PersonalText("respondent_id", absent=""))
    email: str | None = Field(default=None, sa_type=PERSONAL, nullable=True)
    pages: list[str] = Field(sa_type=PLAIN)
    clears: bool = False
    language: str = Field(max_length=10)
    link_hash: str = Field(unique=True, max_length=64)
    link_revision: int = 1
    created_at: datetime
    revoked_at: datetime | None = None
    sent_at: datetime | None = None


class Comment(Stored, table=True):
    """What somebody of the team says on a question to the others; `author` is a colleague, empty for the coordinator.

    The text lies under the respondent's key.
    """

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    respondent_id: str = Field(foreign_key="respondent.id", index=True, max_length=32)
    item: str = Field(max_length=40)
    author: str = Field(default="", max_length=32)
    text: str = Field(default="", sa_type=PersonalText("respondent_id", absent=""))
    written_at: datetime
    resolved_at: datetime | None = None
    resolved_by: str = Field(default="", max_length=32)


class Attachment(Stored, table=True):
    """A file or a link that backs an answer. A file is kept outside the database, under its SHA-256 (`digest`).

    `question` is an item, or one row of a grid. Name and link lie under the respondent's key.
    """

    __table_args__ = (
        rule("file_or_link", "(digest IS NULL) = (link IS NOT NULL)"),
        rule("size_counts", "size >= 0"),
    )

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)
    respondent_id: str = Field(foreign_key="respondent.id", index=True, max_length=32)
    question: str = Field(max_length=80)
    digest: str | None = Field(default=None, index=True, max_length=64)
    size: int = 0
    kind: str = Field(default="", max_length=4)
    name: str = Field(default="", sa_type=PersonalText("respondent_id", absent=""))
    link: str | None = Field(default=None, sa_type=PERSONAL, nullable=True)
    author: str = Field(default="", max_length=32)
    attached_at: datetime
