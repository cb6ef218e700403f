"""What an invitation says, in the respondent's language: the same words in mails, letters and short messages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assessment.language import CatalogueVoice
from assessment.methodology.voice import N_

Kind = Literal["invitation", "reminder"]


@dataclass(frozen=True)
class Invitation:
    """Who is asked for what: `name` of the person or empty, `title` of the questionnaire in the voice's language.

    `reply_to` is the address for questions; where it is empty nobody reads replies.
    """

    kind: Kind
    name: str
    institution: str
    title: str
    country: str
    minutes: int
    closes_on: date
    address: str
    code: str
    code_address: str
    stop_address: str
    responsible: str
    reply_to: str
    demonstration: bool


@dataclass(frozen=True)
class Words:
    """The invitation said: `opening` before the link, `closing` after it; `stop` tells how to get no more mails."""

    subject: str
    salutation: str
    opening: tuple[str, ...]
    button: str
    by_code: str
    closing: tuple[str, ...]
    stop: str
    notice: str


SUBJECTS: dict[Kind, str] = {
    "invitation": N_("Invitation: {title}, {country}"),
    "reminder": N_("Reminder: {title}, {country}"),
}
OPENINGS: dict[Kind, tuple[str, ...]] = {
    "invitation": (
        N_("You are invited to answer the questionnaire “{title}” for {country}."),
        N_(
            "Your answers show what helps and what hinders e-commerce in the country, and what should be done about it."
        ),
    ),
    "reminder": (
        N_("We have not received your answers to the questionnaire “{title}” for {country} yet."),
        N_("If you have begun, everything you entered is kept: the link leads you back to it."),
    ),
}
SHORT: dict[Kind, str] = {
    "invitation": N_("Please answer “{title}” ({country}) by {date}: {address}"),
    "reminder": N_("Reminder: please answer “{title}” ({country}) by {date}: {address}"),
}


def words_of(invitation: Invitation, voice: CatalogueVoice) -> Words:
    """The invitation in the voice's language; nothing of it is marked up."""
    told = {"title": invitation.title, "country": invitation.country, "date": invitation.closes_on}
    return Words(
        subject=voice.say(SUBJECTS[invitation.kind], **told),
        salutation=_salutation(invitation, voice),
        opening=(
            *(voice.say(sentence, **told) for sentence in OPENINGS[invitation.kind]),
            voice.count(
                "It takes about {number} minute. You can stop at any time and go on later, on another device too.",
                "It takes about {number} minutes. You can stop at any time and go on later, on another device too.",
                invitation.minutes,
            )
            + " "
            + voice.say(N_("Please answer by {date}."), **told),
        ),
        button=voice.say(N_("Open the questionnaire")),
        by_code=voice.say(
            N_("Or enter the code {code} at {address}"),
            code=_isolated(invitation.code, voice),
            address=invitation.code_address,
        ),
        closing=(
            voice.say(N_("Link and code are yours: whoever has them can read and change your answers.")),
            *_responsible(invitation, voice),
        ),
        stop=voice.say(N_("You want no more mails on this questionnaire?")),
        notice=voice.say(N_("Demonstration: synthetic responses")) if invitation.demonstration else "",
    )


def short_text(invitation: Invitation, voice: CatalogueVoice) -> str:
    """A line with the link, to be pasted into a messenger or an SMS."""
    return voice.say(
        SHORT[invitation.kind],
        title=invitation.title,
        country=invitation.country,
        date=invitation.closes_on,
        address=invitation.address,
    )


def _isolated(code: str, voice: CatalogueVoice) -> str:
    """A code whose halves do not change places in a text written from right to left."""
    return f"\u2066{code}\u2069" if voice.direction == "rtl" else code


def _salutation(invitation: Invitation, voice: CatalogueVoice) -> str:
    if invitation.name:
        return voice.say(N_("Dear {name},"), name=invitation.name)
    return voice.say(N_("Dear Sir or Madam,"))


def _responsible(invitation: Invitation, voice: CatalogueVoice) -> tuple[str, ...]:
    said = []
    if invitation.responsible:
        said.append(voice.say(N_("Responsible for this questionnaire: {name}"), name=invitation.responsible))
    if invitation.reply_to:
        said.append(voice.say(N_("Questions: {address}"), address=invitation.reply_to))
    return tuple(said)
