"""Every table, by the phase it belongs to; tables validate nothing, their constraints state the rules."""

from assessment.storage.tables.accounts import Membership, SignInFailure, User
from assessment.storage.tables.analysis import Confirmation, DeskFigure, Rendering
from assessment.storage.tables.base import METADATA
from assessment.storage.tables.comments import CountryCommentRow, WorkshopRow
from assessment.storage.tables.contacts import (
    Contact,
    Correspondence,
    EarlierLink,
    IssuedLink,
    Mail,
    Mailing,
    Reminder,
)
from assessment.storage.tables.course import ReportIssue, Scope, Stage
from assessment.storage.tables.decisions import AdviceDecision, TargetDecision
from assessment.storage.tables.desk import DeskImport, PeerChoice
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
from assessment.storage.tables.library import LibraryDocument, LibraryExcerpt, LibraryPlace
from assessment.storage.tables.notes import AnswerSource, Note, NoteCoding
from assessment.storage.tables.persons import AuditEntry, PersonKey, ResumeCode
from assessment.storage.tables.portfolio import Consent, FormerRound
from assessment.storage.tables.sampling import PopulationCount, PopulationEdition, SampleUnit
from assessment.storage.tables.team import Attachment, Colleague, Comment

__all__ = [
    "METADATA",
    "Action",
    "ActionEvent",
    "AdviceDecision",
    "AnswerSource",
    "Assessment",
    "Attachment",
    "AuditEntry",
    "Colleague",
    "Comment",
    "Confirmation",
    "Consent",
    "Contact",
    "Correspondence",
    "CountryCommentRow",
    "CountryFact",
    "DeskFigure",
    "DeskImport",
    "EarlierLink",
    "FormerRound",
    "IssuedLink",
    "LibraryDocument",
    "LibraryExcerpt",
    "LibraryPlace",
    "Mail",
    "Mailing",
    "Membership",
    "Note",
    "NoteCoding",
    "PeerChoice",
    "PersonKey",
    "PopulationCount",
    "PopulationEdition",
    "QuestionnaireVersion",
    "RegisterSize",
    "Reminder",
    "Rendering",
    "ReportIssue",
    "Respondent",
    "Response",
    "ResumeCode",
    "Revision",
    "SampleUnit",
    "Scope",
    "SignInFailure",
    "Stage",
    "StoredAnswer",
    "TargetDecision",
    "TextRevision",
    "User",
    "WorkshopRow",
]
