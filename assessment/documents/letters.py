"""Letters on paper, one page a respondent: the link in words, as a QR code, and as a code to type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

import segno
from markupsafe import Markup

from assessment.documents.html import environment
from assessment.documents.invitations import Invitation, Words, words_of
from assessment.documents.pdf import DEFAULT, Limits, print_html
from assessment.language import CatalogueVoice, offered_languages
from assessment.methodology.voice import N_

QUIET_ZONE = 4  # modules, as ISO/IEC 18004 asks


@dataclass(frozen=True)
class Letter:
    """One page, ready to be laid out."""

    language: str
    direction: str
    dated: str
    recipient: tuple[str, ...]
    invitation: Invitation
    words: Words
    scan: str
    type_in: str
    code: Markup


def letter_of(invitation: Invitation, voice: CatalogueVoice, dated: date) -> Letter:
    """An invitation as a letter in the voice's language."""
    language = offered_languages().get(voice.language)
    return Letter(
        language=language.tag if language else "en",
        direction=voice.direction,
        dated=voice.date(dated),
        recipient=tuple(line for line in (invitation.institution, invitation.name) if line),
        invitation=invitation,
        words=words_of(invitation, voice),
        scan=voice.say(N_("Point the camera of a phone at this sign,")),
        type_in=voice.say(N_("or type this address:")),
        code=qr_code(invitation.address, label=voice.say(N_("Open the questionnaire"))),
    )


def qr_code(text: str, *, label: str) -> Markup:
    """A QR code as SVG with its quiet zone, error correction M, sized by whoever places it."""
    drawn = segno.make_qr(text, error="m").svg_inline(border=QUIET_ZONE, omitsize=True, title=label, light="#fff")
    return Markup(drawn)  # noqa: S704 (drawn from numbers; the library escapes the title)


def render_letters_html(letters: Sequence[Letter]) -> str:
    """The page that the PDF is printed from; it needs no other file."""
    style = (files("assessment.documents") / "templates" / "letter" / "letter.css").read_text("utf-8")
    template = environment().get_template("letter/letters.html")
    return template.render(letters=letters, style=Markup(style))  # noqa: S704 (a file of ours)


def render_letters_pdf(letters: Sequence[Letter], *, limits: Limits = DEFAULT) -> bytes:
    """The letters as one tagged PDF, a page each; raises `DocumentError` as `print_html` does."""
    return print_html(render_letters_html(letters), limits=limits)
