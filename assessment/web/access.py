"""Who may open what: one table over every endpoint; the application does not start with a route outside it."""

from __future__ import annotations

from typing import cast

from flask import Flask, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from assessment.errors import NotAllowed
from assessment.methodology.voice import N_
from assessment.services.accounts import Access
from assessment.services.analysis import check_results_shown
from assessment.services.assessments import AssessmentView, assessment_of
from assessment.web.audiences import (
    ADMINISTRATORS,
    ANALYSTS,
    ANALYSTS_OF_ALL,
    AUTHORS,
    READERS,
    REPORTERS,
    VIEWERS,
    InCountry,
    Link,
    Public,
    Rule,
    SignedIn,
    Somewhere,
)
from assessment.web.context import session, signed_in_access

ACCESS: dict[str, Rule] = {
    "assets.asset": Public(),
    "statements.home": Public(),
    "statements.privacy": Public(),
    "statements.accessibility": Public(),
    "statements.choose_language": Public(),
    "statements.health": Public(),
    "security.login": Public(),
    "security.logout": Public(),
    "joining.open_link": Public(),
    "joining.join": Public(),
    "joining.resume": Public(),
    "fieldwork.welcome": Link(),
    "fieldwork.save_profile": Link(),
    "fieldwork.choose_language": Link(),
    "fieldwork.page": Link(),
    "fieldwork.save_page": Link(),
    "fieldwork.modules": Link(),
    "fieldwork.save_modules": Link(),
    "fieldwork.save_answer": Link(),
    "fieldwork.review": Link(),
    "fieldwork.submit": Link(),
    "fieldwork.receipt": Link(),
    "team.team": Link(),
    "team.ask": Link(),
    "team.assign": Link(),
    "team.show_link": Link(),
    "team.renew_link": Link(),
    "team.revoke_link": Link(),
    "team.comments": Link(),
    "team.comment": Link(),
    "team.settle": Link(),
    "team.history": Link(),
    "evidence_files.evidence": Link(),
    "evidence_files.attach": Link(),
    "evidence_files.remove": Link(),
    "evidence_files.download": Link(),
    "rights.mine": Link(),
    "rights.correct": Link(),
    "rights.reopen": Link(),
    "rights.download": Link(),
    "rights.withdraw": Link(),
    "rights.ended": Public(),
    "offline.worker": Public(),
    "offline.plan": Link(),
    "offline.page": Link(),
    "offline.review": Link(),
    "codes.code": Public(),
    "codes.enter": Public(),
    "codes.mails": Link(),
    "codes.stop_mails": Link(),
    "portfolio.portfolio": SignedIn(),
    "side_by_side.countries": SignedIn(),
    "side_by_side.draws": SignedIn(),
    "synthesis.synthesis": SignedIn(),
    "synthesis.download": SignedIn(),
    "region.members": VIEWERS,
    "preview.questionnaires": AUTHORS,
    "preview.preview": AUTHORS,
    "preview.paper": AUTHORS,
    "peers.peers": VIEWERS,
    "peers.choose": ANALYSTS,
    "desk.desk": ANALYSTS_OF_ALL,
    "desk.look": ANALYSTS_OF_ALL,
    "desk.take_in": ANALYSTS_OF_ALL,
    "course.new": ADMINISTRATORS,
    "course.begin": ADMINISTRATORS,
    "course.course": VIEWERS,
    "course.scope": ANALYSTS,
    "course.save_scope": ANALYSTS,
    "course.stage": ANALYSTS,
    "course.save_stage": ANALYSTS,
    "course.mark_done": ANALYSTS,
    "report_issue.issue": VIEWERS,
    "report_issue.record": ANALYSTS,
    "consent.consent": VIEWERS,
    "consent.record": ANALYSTS,
    "country_comments.comments": READERS,
    "country_comments.download": READERS,
    "country_comments.new": ANALYSTS,
    "country_comments.record": ANALYSTS,
    "country_comments.comment": READERS,
    "country_comments.change": ANALYSTS,
    "workshop.workshop": READERS,
    "workshop.record": ANALYSTS,
    "monitor.monitor": VIEWERS,
    "dashboard.dashboard": VIEWERS,
    "dashboard.evidence": READERS,
    "comparison.comparison": READERS,
    "robustness.robustness": READERS,
    "survey.results": READERS,
    "population.population": ANALYSTS,
    "population.table": ANALYSTS,
    "population.look": ANALYSTS,
    "population.take_in": ANALYSTS,
    "rounds.rounds": READERS,
    "what_if.what_if": READERS,
    "what_if.outcome": READERS,
    "rounds.choose": ANALYSTS,
    "consolidation.consolidation": READERS,
    "consolidation.item": READERS,
    "consolidation.answers": ANALYSTS,
    "respondents.respondents": ANALYSTS,
    "respondents.invite": ANALYSTS,
    "history.history": ANALYSTS,
    "entry.choose": ANALYSTS,
    "entry.begin": ANALYSTS,
    "entry.enter": ANALYSTS,
    "entry.save": ANALYSTS,
    "entry.template": ANALYSTS,
    "entry.look": ANALYSTS,
    "entry.take_in": ANALYSTS,
    "respondents.open_link": ANALYSTS,
    "respondents.reopen": ANALYSTS,
    "respondents.renew_link": ANALYSTS,
    "register.register": ANALYSTS,
    "register.template": ANALYSTS,
    "register.export": ANALYSTS,
    "register.look": ANALYSTS,
    "register.take_in": ANALYSTS,
    "register.contact": ANALYSTS,
    "register.save_contact": ANALYSTS,
    "register.renew_link": ANALYSTS,
    "register.letters": ANALYSTS,
    "register.merge": ANALYSTS,
    "invitations.invitations": ANALYSTS,
    "invitations.keep_sender": ANALYSTS,
    "invitations.send": ANALYSTS,
    "invitations.send_kept": ANALYSTS,
    "invitations.plan": ANALYSTS,
    "invitations.give_up": ANALYSTS,
    "invitations.mailing": ANALYSTS,
    "invitations.mail": ANALYSTS,
    "packs.pack": ANALYSTS,
    "packs.hand_out": ANALYSTS,
    "packs.look": ANALYSTS,
    "packs.take_in": ANALYSTS,
    "facts.facts": ANALYSTS,
    "facts.fact": ANALYSTS,
    "facts.confirm": ANALYSTS,
    "evidence_files.download_as_staff": ANALYSTS,
    "followup.recommendations": VIEWERS,
    "followup.adopt": ANALYSTS,
    "gaps.gaps": READERS,
    "gaps.targets": ANALYSTS,
    "gaps.target": ANALYSTS,
    "gaps.set_target": ANALYSTS,
    "weighing.weigh": ANALYSTS,
    "weighing.order": ANALYSTS,
    "weighing.new": ANALYSTS,
    "weighing.add": ANALYSTS,
    "weighing.candidate": ANALYSTS,
    "weighing.edit": ANALYSTS,
    "weighing.decide": ANALYSTS,
    "followup.actions": VIEWERS,
    "followup.action": VIEWERS,
    "followup.edit": ANALYSTS,
    "followup.report_progress": REPORTERS,
    "notes.notes": ANALYSTS,
    "notes.new": ANALYSTS,
    "notes.write": ANALYSTS,
    "notes.note": ANALYSTS,
    "notes.edit": ANALYSTS,
    "notes.remove": ANALYSTS,
    "search.search": READERS,
    "library.library": ANALYSTS,
    "library.new": ANALYSTS,
    "library.add": ANALYSTS,
    "library.document": ANALYSTS,
    "library.edit": ANALYSTS,
    "library.remove": ANALYSTS,
    "library.download": ANALYSTS,
    "library.attach": ANALYSTS,
    "open_data.data": ANALYSTS,
    "open_data.download": ANALYSTS,
    "audit_trail.trail": ANALYSTS,
    "audit_trail.download": ANALYSTS,
    "reports.report": READERS,
    "reports.renderings": READERS,
    "reports.request_rendering": READERS,
    "reports.download": READERS,
}


def install(app: Flask) -> None:
    """Enforce the table before every view.

    Raises:
        RuntimeError: a route stands outside the table, or the table names one that does not exist.
    """
    routes = {rule.endpoint for rule in app.url_map.iter_rules()}
    if routes != set(ACCESS):
        outside, unknown = sorted(routes - set(ACCESS)), sorted(set(ACCESS) - routes)
        raise RuntimeError(f"web/access.py: routes without a rule {outside}, rules without a route {unknown}")
    app.before_request(_check)


def assessment() -> AssessmentView:
    """The assessment in the address, which the person may see."""
    return cast(AssessmentView, g.assessment)


def access() -> Access:
    """What the person who is signed in may do, in views that only they reach."""
    return cast(Access, signed_in_access())


def may_open(endpoint: str) -> bool:
    """Whether the person may open a page of the assessment in the address."""
    rule, person = ACCESS[endpoint], access()
    if not isinstance(rule, InCountry):
        return True
    return person.may(assessment().country, *rule.roles) and (sees_results() or not rule.of_results)


def sees_results() -> bool:
    """Whether the assessment in the address shows its results to the person."""
    return assessment().shows_results_to(access())


def _check() -> ResponseReturnValue | None:
    rule = ACCESS.get(request.endpoint or "")
    if rule is None or isinstance(rule, Public | Link):
        return None
    person = signed_in_access()
    if person is not None:
        g.person_id = person.user_id
    else:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("security.login", next=wanted))
    if isinstance(rule, Somewhere) and not rule.admits(person):
        raise NotAllowed(N_("Your role does not include this."))
    if isinstance(rule, InCountry):
        g.assessment = assessment_of(session(), person, (request.view_args or {})["name"])
        if not person.may(g.assessment.country, *rule.roles):
            raise NotAllowed(N_("Your role in this country does not include this."))
        if rule.of_results:
            check_results_shown(g.assessment, person)
    return None
