"""Every table, by the phase it belongs to; tables validate nothing, their constraints state the rules."""

from assessment.storage.tables.accounts import Membership, SignInFailure, User
from assessment.storage.tables.analysis import Confirmation, DeskFigure, Rendering
from assessment.storage.tables.base import METADATA
from assessment.storage.tables.contacts import (
    Contact,
    Correspondence,
    EarlierLink,
    IssuedLink,
    Mail,
    Mailing,
    Reminder,
)
from assessment.storage.tables.course import Scope, Stage
from assessment.storage.tables.evidence import CountryFact
from assessment.storage.tables.fieldwork import (
    Assessment,
    QuestionnaireVersion,
    RegisterSize,
    Respondent,
    Response,
    Revision,
    StoredAnswer,
    TextRevision,
)
from assessment.storage.tables.followup import Action, ActionEvent
from assessment.storage.tables.notes import AnswerSource, Note, NoteCoding
from assessment.storage.tables.persons import AuditEntry, PersonKey, ResumeCode
from assessment.storage.tables.team import Attachment, Colleague, Comment

__all__ = [
    "METADATA",
    "Action",
    "ActionEvent",
    "AnswerSource",
    "Assessment",
    "Attachment",
    "AuditEntry",
    "Colleague",
    "Comment",
    "Confirmation",
    "Contact",
    "Correspondence",
    "CountryFact",
    "DeskFigure",
    "EarlierLink",
    "IssuedLink",
    "Mail",
    "Mailing",
    "Membership",
    "Note",
    "NoteCoding",
    "PersonKey",
    "QuestionnaireVersion",
    "RegisterSize",
    "Reminder",
    "Rendering",
    "Respondent",
    "Response",
    "ResumeCode",
    "Revision",
    "Scope",
    "SignInFailure",
    "Stage",
    "StoredAnswer",
    "TextRevision",
    "User",
]
