"""Mails: an invitation as a message with a text and an HTML part, whose headers nobody can add to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from assessment.documents.html import environment
from assessment.documents.invitations import Invitation, Words, words_of
from assessment.documents.text import printable
from assessment.language import CatalogueVoice, offered_languages
from assessment.methodology.voice import N_

ASCII_ONLY = SMTP.clone(cte_type="7bit")
"""Also a server without 8BITMIME takes it as it is; a line break in a header raises ValueError."""


@dataclass(frozen=True)
class Envelope:
    """From whom to whom, and by which lasting identity the mail is known."""

    sender: str
    recipient: str
    message_id: str


def message_id_of(mailing_id: str, respondent_id: str, sender: str) -> str:
    """The same for the same round and respondent, so that a mail sent twice after a crash is known as one."""
    digest = hashlib.sha256(f"{mailing_id}\0{respondent_id}".encode()).hexdigest()[:32]
    return f"<{digest}@{sender.rpartition('@')[2] or 'localhost'}>"


def mail_of(invitation: Invitation, voice: CatalogueVoice, envelope: Envelope, now: datetime) -> EmailMessage:
    """The whole message.

    Raises:
        ValueError: a header would hold a line break.
    """
    words = words_of(invitation, voice)
    language = offered_languages().get(voice.language)
    message = EmailMessage(policy=ASCII_ONLY)
    message["From"] = Address(display_name=invitation.responsible, addr_spec=envelope.sender)
    message["To"] = Address(display_name=invitation.name, addr_spec=envelope.recipient)
    if invitation.reply_to:
        message["Reply-To"] = Address(addr_spec=invitation.reply_to)
    message["Subject"] = words.subject
    message["Date"] = now
    message["Message-ID"] = envelope.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["List-Unsubscribe"] = f"<{invitation.stop_address}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text_part(invitation, words))
    message.add_alternative(html_part(invitation, words, voice), subtype="html")
    message["Content-Language"] = language.tag if language else "en"
    return message


def text_part(invitation: Invitation, words: Words) -> str:
    """The mail for whoever reads plain text: paragraphs, and links on lines of their own."""
    paragraphs = (
        words.notice,
        words.salutation,
        *words.opening,
        f"{words.button}\n{invitation.address}",
        words.by_code,
        *words.closing,
        f"{words.stop}\n{invitation.stop_address}",
    )
    return printable("\n\n".join(paragraph for paragraph in paragraphs if paragraph)) + "\n"


def html_part(invitation: Invitation, words: Words, voice: CatalogueVoice) -> str:
    """The mail for whoever reads HTML, without pictures and without anything that loads."""
    language = offered_languages().get(voice.language)
    return (
        environment()
        .get_template("mail/mail.html")
        .render(
            invitation=invitation,
            words=words,
            language=language.tag if language else "en",
            direction=voice.direction,
            stop_label=voice.say(N_("Stop mails")),
        )
    )
