"""What is handed out from the register: itself as a table, its template, letters, and a file for mail merge."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session

from assessment.authoring.register_cells import COLUMNS, READERS, Rules, choices_of, columns_of
from assessment.documents.invitations import short_text, words_of
from assessment.documents.letters import letter_of, render_letters_pdf
from assessment.documents.spreadsheet import Cell, Table
from assessment.errors import InvalidInput
from assessment.language import CatalogueVoice
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.assessments import AssessmentView
from assessment.services.invitations import written_to
from assessment.services.links import LinkMaker
from assessment.services.register import RegisterLine, check_analyst, register_of, rules_of

MOST_LETTERS = 100


def register_table(
    session: Session, access: Access, assessment: AssessmentView, voice: CatalogueVoice, now: datetime
) -> Table:
    """The register as it can be taken in again, in the voice's words.

    Raises:
        NotAllowed: the person is not an analyst in the country.
    """
    check_analyst(access, assessment)
    rules = rules_of(assessment, voice, now)
    names = columns_of(rules.instrument, voice)
    rows = [[_cell(line, column, rules) for column in names] for line in register_of(session, assessment)]
    return Table(voice.say(N_("Stakeholder register")), tuple(names.values()), rows)


def register_template(assessment: AssessmentView, voice: CatalogueVoice, now: datetime) -> tuple[Table, Table]:
    """An empty register with its columns, and a second table of what may be chosen in which column."""
    rules = rules_of(assessment, voice, now)
    names = columns_of(rules.instrument, voice)
    choices: list[Sequence[Cell]] = [
        (names[column], label, code) for column in names for code, label in choices_of(rules, column).items()
    ]
    header = (voice.say(N_("Column")), voice.say(N_("What to enter")), voice.say(N_("or its code")))
    empty: list[Sequence[Cell]] = []
    return (
        Table(voice.say(N_("Stakeholder register")), tuple(names.values()), empty),
        Table(voice.say(N_("What may be chosen")), header, choices),
    )


def letters_pdf(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    chosen: Collection[str],
    *,
    links: LinkMaker,
    now: datetime,
) -> bytes:
    """A letter a page to those chosen, else to all who have not submitted; their links were issued before.

    Raises:
        NotAllowed: the person is not an analyst in the country.
        InvalidInput: there is nobody, or there are too many for one file.
        DocumentError: it could not be printed.
    """
    check_analyst(access, assessment)
    lines = [line for line in register_of(session, assessment) if _is_chosen(line, chosen)]
    if not lines:
        raise InvalidInput(N_("There is nobody to write to: choose people who have not answered yet."))
    if len(lines) > MOST_LETTERS:
        raise InvalidInput(N_("Choose at most 100 people: a file of letters holds no more."))
    today = now.astimezone(ZoneInfo(assessment.time_zone)).date()
    said = [written_to(session, assessment, line, "invitation", links) for line in lines]
    return render_letters_pdf([letter_of(one.invitation, one.voice, today) for one in said])


def merge_table(
    session: Session,
    access: Access,
    assessment: AssessmentView,
    chosen: Collection[str],
    voice: CatalogueVoice,
    *,
    links: LinkMaker,
) -> Table:
    """What a mail merge needs of each person, a row each: those chosen, else all who have not submitted.

    Their links were issued before.

    Raises:
        NotAllowed: the person is not an analyst in the country.
    """
    check_analyst(access, assessment)
    header = [voice.say(COLUMNS[column]) for column in ("institution", "name", "email", "phone", "language")]
    header += [voice.say(N_("Subject")), voice.say(N_("Salutation")), voice.say(N_("Link")), voice.say(N_("Code"))]
    header += [voice.say(N_("Short text with the link"))]
    rows: list[Sequence[Cell]] = []
    for line in register_of(session, assessment):
        if _is_chosen(line, chosen):
            said = written_to(session, assessment, line, "invitation", links)
            words, person = words_of(said.invitation, said.voice), line.person
            rows.append(
                (
                    *(person.institution, person.name, person.email, person.phone, person.language),
                    *(words.subject, words.salutation, said.invitation.address, said.invitation.code),
                    short_text(said.invitation, said.voice),
                )
            )
    return Table(voice.say(N_("Mail merge")), header, rows)


def _is_chosen(line: RegisterLine, chosen: Collection[str]) -> bool:
    return line.respondent_id in chosen if chosen else line.course != "submitted"


def _cell(line: RegisterLine, column: str, rules: Rules) -> Cell:
    person = line.person
    if column in ("retain_until", "weight"):
        value: Cell = getattr(person, column)
        return value
    code = str(getattr(person, column)) if column in READERS else person.attributes.get(column, "")
    return choices_of(rules, column).get(code, code)
