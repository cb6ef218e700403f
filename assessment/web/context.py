"""What a request stands on: its database session, clock, language, and who asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from time import monotonic
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, request, url_for
from flask import session as cookie
from flask_security import current_user
from sqlmodel import Session

from assessment.config import Settings
from assessment.language import COMPLETE, LANGUAGES, CatalogueVoice, Language, negotiate, offered_languages, voice_for
from assessment.methodology.report.facts import value_said
from assessment.services.accounts import Access, access_of
from assessment.services.audit import RESPONDENT, act_as
from assessment.services.joining_pace import JoiningPace
from assessment.services.links import LinkMaker
from assessment.web.assets import asset_url

EXTENSION = "etready"
Arguments = ParamSpec("Arguments")
Outcome = TypeVar("Outcome")


class Sessions(Protocol):
    """Where database sessions come from."""

    def borrowed(self) -> Session:
        """A session that only reads, to be given back."""

    def give_back(self, session: Session) -> None:
        """End what it read, and keep it for the next request."""

    def writing(self) -> Session:
        """A session that may write."""


@dataclass(frozen=True)
class Parts:
    """What the application was joined from."""

    sessions: Sessions
    clock: Callable[[], datetime]
    settings: Settings
    joining: JoiningPace = field(default_factory=JoiningPace)


def utc_now() -> datetime:
    """The moment, aware, in UTC."""
    return datetime.now(UTC)


def install(app: Flask, parts: Parts) -> None:
    """Give requests and templates what they stand on."""
    app.extensions[EXTENSION] = parts
    app.teardown_appcontext(_close)
    app.jinja_env.globals.update(
        {
            "_": _said,
            "ngettext": _counted,
            "asset_url": asset_url,
            "access": signed_in_access,
            "voice": voice,
            "language": language,
            "languages_of": lambda assessment: languages_among(assessment.languages),
            "said_value": value_said,
            "COMPLETE": tuple(LANGUAGES[code] for code in COMPLETE),
        }
    )
    app.context_processor(_speaking)
    app.jinja_env.filters.update(
        {
            "number": _number,
            "percent": _percent,
            "date": lambda value: "" if value is None else voice().date(value),
            "moment": moment,
            "country": lambda iso3: voice().country(iso3),
        }
    )


def parts() -> Parts:
    """What the application was joined from."""
    return cast(Parts, current_app.extensions[EXTENSION])


def session() -> Session:
    """This request's database session, for looking things up: it only reads, and waits for nobody."""
    opened: Session | None = g.get("database_session")
    if opened is None:
        opened = g.database_session = parts().sessions.borrowed()
    return opened


def perform(
    deed: Callable[Concatenate[Session, Arguments], Outcome], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Outcome:
    """Do one deed of a service in a session that may write, held for no longer than the deed.

    SQLite lets one writer in at a time, so forms are read and passwords verified outside. What the request looks up
    afterwards is read anew.
    """
    _close(None)
    with parts().sessions.writing() as writing:
        act_as(writing, g.get("person_id", RESPONDENT))
        return deed(writing, *args, **kwargs)


def public_url_for(endpoint: str, **values: Any) -> str:
    """A whole address to give to people: under the operator's public address, else as the browser asked for us."""
    public = parts().settings.public_url.rstrip("/")
    return public + url_for(endpoint, **values) if public else url_for(endpoint, **values, _external=True)


def link_maker() -> LinkMaker:
    """Makes links under the operator's public address, else as the browser asked for us."""
    return LinkMaker.of(parts().settings, parts().settings.public_url or request.host_url)


def now() -> datetime:
    """The moment of this request, the same wherever it is asked."""
    known: datetime | None = g.get("now")
    if known is None:
        known = g.now = parts().clock()
    return known


def voice() -> CatalogueVoice:
    """The voice of this request: the respondent's language, else the one chosen, else the browser's."""
    known: CatalogueVoice | None = g.get("voice")
    if known is None:
        chosen = cookie.get("language")
        if chosen not in COMPLETE:
            chosen = negotiate([tag for tag, _ in request.accept_languages], COMPLETE)
        known = g.voice = _voice_within(chosen, int(monotonic()))
    return known


@lru_cache(maxsize=16)
def _voice_within(code: str, _second: int) -> CatalogueVoice:
    """The voice of a language; whether its texts have changed is looked up once a second, not for every page."""
    return voice_for(code)


def speak(code: str) -> None:
    """Answer this request in a language, in English if its catalogue was taken away."""
    g.voice = _voice_within(code if code in LANGUAGES or code in offered_languages() else "en", int(monotonic()))


def language() -> Language:
    """The language of this request, for `lang` and `dir`."""
    return offered_languages()[voice().language]


def languages_among(codes: Sequence[str]) -> tuple[Language, ...]:
    """The languages with these codes, in their order, without those whose catalogue was taken away."""
    offered = offered_languages()
    return tuple(offered[code] for code in codes if code in offered)


def signed_in_access() -> Access | None:
    """What the person who is signed in may do; none for a visitor."""
    if "access" not in g:
        g.access = access_of(session(), current_user.account_id) if current_user.is_authenticated else None
    return cast(Access | None, g.access)


def moment(value: datetime | None, time_zone: str = "UTC") -> str:
    """A moment in the given time zone, as date and time."""
    if value is None:
        return ""
    local = value.astimezone(ZoneInfo(time_zone))
    return voice().say("{date}, {time}", date=date(local.year, local.month, local.day), time=voice().time(local))


def _speaking() -> dict[str, Any]:
    """Saying and counting as templates do most: without asking each time in which language."""
    spoken = voice()
    return {"_": spoken.say, "ngettext": spoken.count}


def _said(message: str, /, **values: object) -> str:
    return voice().say(message, **values)


def _counted(singular: str, plural: str, number: int, /, **values: object) -> str:
    return voice().count(singular, plural, number, **values)


def _number(value: float | None, decimals: int = 0) -> str:
    return "" if value is None else voice().number(value, decimals)


def _percent(value: float | None, decimals: int = 0) -> str:
    return "" if value is None else voice().percent(value, decimals)


def _close(_error: BaseException | None) -> None:
    opened = g.pop("database_session", None)
    if opened is not None:
        parts().sessions.give_back(opened)
