"""The only place where the parts of the web application are joined."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from assessment.config import Settings, read_settings
from assessment.language import offered_languages, voice_for
from assessment.storage.database import Database
from assessment.web import (
    access,
    assets,
    audit_trail,
    codes,
    comparison,
    consent,
    consolidation,
    context,
    country_comments,
    course,
    dashboard,
    desk,
    entry,
    errors,
    evidence_files,
    facts,
    fieldwork,
    fieldwork_offline,
    followup,
    gaps,
    headers,
    history,
    invitations,
    joining,
    library,
    monitor,
    notes,
    open_data,
    packs,
    peers,
    population,
    portfolio,
    preview,
    recommendations,
    region,
    register,
    report_issue,
    reports,
    respondents,
    rights,
    robustness,
    rounds,
    search,
    side_by_side,
    sign_in,
    statements,
    survey,
    synthesis,
    team,
    trail,
    what_if,
    workshop,
)
from assessment.web.context import Parts, utc_now

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

BLUEPRINTS = (
    assets.blueprint,
    statements.blueprint,
    joining.blueprint,
    fieldwork.blueprint,
    fieldwork_offline.blueprint,
    team.blueprint,
    evidence_files.blueprint,
    portfolio.blueprint,
    side_by_side.blueprint,
    synthesis.blueprint,
    region.blueprint,
    course.blueprint,
    report_issue.blueprint,
    monitor.blueprint,
    dashboard.blueprint,
    comparison.blueprint,
    robustness.blueprint,
    survey.blueprint,
    population.blueprint,
    rounds.blueprint,
    what_if.blueprint,
    consolidation.blueprint,
    consent.blueprint,
    country_comments.blueprint,
    workshop.blueprint,
    respondents.blueprint,
    register.blueprint,
    invitations.blueprint,
    codes.blueprint,
    facts.blueprint,
    followup.blueprint,
    gaps.blueprint,
    recommendations.blueprint,
    reports.blueprint,
    rights.blueprint,
    open_data.blueprint,
    audit_trail.blueprint,
    notes.blueprint,
    library.blueprint,
    search.blueprint,
    entry.blueprint,
    packs.blueprint,
    peers.blueprint,
    history.blueprint,
    preview.blueprint,
    desk.blueprint,
)
LARGEST_REQUEST = 1_000_000


class Site(Flask):
    """The application; it has no view that must be waited for, so none is looked at for that in each request."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """A function to be called, as it is."""
        return func

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        return self.wsgi_app(environ, headers.protecting(self, start_response))


def create_app(settings: Settings, *, clock: Callable[[], datetime] = utc_now, testing: bool = False) -> Flask:
    """The web application over the settings' database.

    `testing` lets faults through to the caller instead of answering them with a page.

    Raises:
        RuntimeError: a route has no rule in `web/access.py`.
    """
    app = Site("assessment.web", static_folder=None)
    app.config.update(
        TESTING=testing,
        SECRET_KEY=settings.secret,
        SECURITY_PASSWORD_SALT=hashlib.sha256(settings.secret.encode()).hexdigest(),
        SESSION_COOKIE_NAME="etready",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_PARTS=5_000,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer header, which our pages tell browsers never to send
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    context.install(app, Parts(Database(settings.database), clock, settings))
    sign_in.install(app)
    csrf = CSRFProtect(app)
    csrf.exempt(fieldwork.blueprint)
    csrf.exempt(team.blueprint)
    csrf.exempt(evidence_files.blueprint)
    csrf.exempt(joining.blueprint)
    csrf.exempt(rights.blueprint)
    csrf.exempt(codes.stop_mails)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    errors.install(app)
    headers.install(app, secure=settings.secure_cookies)
    trail.install(app)
    access.install(app)
    return app


@cache
def application() -> Flask:
    """The application with the settings of the environment, as a web server loads it: one for a process."""
    return create_app(read_settings())


def load(app: Flask) -> None:
    """Do beforehand what answering would do by and by: compile addresses and pages, read texts, compress assets.

    What is done before a server forks its workers is done, and held in memory, once for all of them.
    """
    app.url_map.update()
    for template in app.jinja_env.list_templates():
        app.jinja_env.get_template(template)
    for language in offered_languages():
        voice_for(language)
    assets.assets()
