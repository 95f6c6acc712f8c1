"""The application: settings, database, pages and commands put together; the only module that knows all packages."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from flask import Flask, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from admin import cli as deployment
from admin import queue_cli, tickets_cli
from admin.accounts import cli as staff_cli
from admin.accounts import devices as staff_devices
from admin.accounts import doors, guard, sessions
from admin.accounts import own_views as own
from admin.accounts import staff_views as staff
from admin.accounts import views as accounts
from admin.accounts.roles import Role
from admin.api_keys import blueprint as api_keys
from admin.api_keys import cli as api_keys_cli
from admin.arrivals import blueprint as arrivals
from admin.charts import kept_answers
from admin.counter import aside_views as aside
from admin.counter import move_views as moves
from admin.counter import views as counter
from admin.demo import cli as demo_cli
from admin.devices import blueprint as devices
from admin.devices import cli as devices_cli
from admin.documents import blueprint as documents
from admin.documents import cli as documents_cli
from admin.documents import export_views as exports
from admin.greeter import views as greeter
from admin.hall import blueprint as hall_setup
from admin.help import views as help_pages
from admin.imports import cli as imports_cli
from admin.measures import cli as figures_cli
from admin.measures import kept, versions
from admin.moderation import blueprint as moderating
from admin.monitoring import checking
from admin.monitoring import views as monitoring
from admin.opinions import blueprint as opinions
from admin.opinions import public as remedies
from admin.opinions import version_queries as opinion_versions
from admin.paper import blueprint as paper
from admin.pilot import blueprint as pilot
from admin.pilot import happenings, standing_queries, version_queries
from admin.pilot import leader_blueprint as leader
from admin.pilot import overview_blueprint as overview
from admin.procedures import blueprint as procedure_setup
from admin.procedures import cli as procedures_cli
from admin.questionnaires import blueprint as questionnaire_setup
from admin.reports import blueprint as reports
from admin.reports import public
from admin.reports.open_weeks import OpenWeeks
from admin.setup import blueprint as setup
from admin.setup import cli as setup_cli
from admin.signals import views as signals
from admin.slips import views as slips
from admin.spot_checks import views as spot_checks
from admin.tally import views as tally
from kiosk.ground import clock, db, i18n, recent, settings
from kiosk.ground.calendar import local_day
from kiosk.ground.settings import Settings, SettingsError
from kiosk.ground.web import (
    clips,
    compression,
    errors,
    headers,
    health,
    logs,
    pictures,
    release,
    scripted,
    staff_session,
    static_files,
)
from kiosk.ground.web.ready import ReadyPages
from kiosk.office import priority_actions, scans
from kiosk.procedures import catalogue, neighbours
from kiosk.procedures import procedure_views as procedures
from kiosk.procedures.neighbours import Neighbours
from kiosk.queue import citizen_views as phone
from kiosk.queue import handed_in
from kiosk.queue.api import views as api
from kiosk.queue.hall import board as hall_board
from kiosk.queue.hall import clip_views as hall_clips
from kiosk.queue.hall import views as hall
from kiosk.queue.handed_in import HandedIn
from kiosk.queue.outage import views as outage
from kiosk.queue.tablet import views as tablet
from survey.audit import cli as audit_cli
from survey.ballots import cli as ballots_cli
from survey.ballots import views as survey
from survey.ledger import blueprint as ledger
from survey.ledger import cli as ledger_cli
from survey.moderation import actions as decisions
from survey.opinions import public as public_opinions
from survey.opinions import views as opinion_pages
from survey.questionnaires import actions as questionnaires


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """Build the application from *environ* (default: the process's own). Opens no connection, writes no file.

    Raises:
        kiosk.ground.settings.SettingsError: a setting is missing or unusable.
    """
    chosen = settings.load(os.environ if environ is None else environ)
    app = Flask("wsgi", static_folder="static", root_path=str(Path(__file__).resolve().parent))
    app.config.update(_flask_settings(chosen))
    app.wsgi_app = ReadyPages(app.wsgi_app, chosen.cache_seconds)  # type: ignore[method-assign]
    database = db.init_app(app, chosen.database_url)
    scans.init_app(app, database, seconds=chosen.scan_seconds, staff_cookie=sessions.COOKIE)
    if chosen.trusted_proxies:
        count = chosen.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=0)  # type: ignore[method-assign]
    logs.configure(chosen.log_level)
    logs.init_app(app, quiet={survey.bp.name})
    recent.init_app(app, chosen.cache_seconds)
    i18n.init_app(app)
    headers.init_app(app, https=chosen.public)
    compression.init_app(app)
    staff_session.init_app(app)
    release.init_app(app)
    scripted.init_app(app)
    static_files.init_app(app)
    pictures.init_app(app)
    clips.init_app(app, chosen.clips_dir, more=hall_board.CLIPS)
    errors.init_app(app)
    _register(app, CSRFProtect(app))
    return app


def _register(app: Flask, csrf: CSRFProtect) -> None:
    """Hang every room into the house; citizens' pages bring their own form tokens instead of session CSRF."""
    app.register_blueprint(health.bp)
    guard.init_app(app)
    doors.init_app(
        app,
        counter.DOOR,
        greeter.DOOR,
        slips.DOOR,
        tally.DOOR,
        overview.DOOR,
        leader.DOOR,
        reports.DOOR,
        opinions.DOOR,
        documents.DOOR,
        moderating.DOOR,
        happenings.DOOR,
        monitoring.DOOR,
        spot_checks.DOOR,
        procedure_setup.DOOR,
        questionnaire_setup.DOOR,
        setup.DOOR,
        paper.DOOR,
        paper.TYPING_DOOR,
        staff.DOOR,
        landings={
            Role.LEADER: leader.DOOR.endpoint,
            Role.MONITOR: monitoring.DOOR.endpoint,
            Role.MODERATOR: moderating.DOOR.endpoint,
            Role.TYPIST: paper.TYPING_DOOR.endpoint,
        },
    )
    for bp in (
        accounts.bp,
        own.bp,
        staff.bp,
        setup.bp,
        devices.bp,
        api_keys.bp,
        procedure_setup.bp,
        questionnaire_setup.bp,
        hall_setup.bp,
        help_pages.bp,
        arrivals.bp,
        counter.bp,
        moves.bp,
        aside.bp,
        greeter.bp,
        reports.bp,
        opinions.bp,
        documents.bp,
        leader.bp,
        overview.bp,
        happenings.bp,
        pilot.bp,
        exports.bp,
        slips.bp,
        monitoring.bp,
        spot_checks.bp,
        signals.bp,
        tally.bp,
        moderating.bp,
        paper.bp,
        paper.typing_bp,
    ):
        app.register_blueprint(bp)
    standing_queries.init_app(app)
    deployment.init_app(
        app,
        after_upgrade=(questionnaires.add_default_forms, priority_actions.add_default_classes),
        periodics=(queue_cli.CLOSE_DAY, queue_cli.FORGET_TOKENS, ballots_cli.SEAL, audit_cli.DAILY, figures_cli.SWEEP),
        handlers=checking.HANDLERS,
    )
    setup_cli.init_app(app)
    versions.init_app(app, version_queries.CHANGES, opinion_versions.CHANGES)
    kept.init_app(app, kept_answers.makers(), kept_answers.own_versions())
    app.cli.add_command(figures_cli.figures)
    app.cli.add_command(staff_cli.staff)
    app.cli.add_command(devices_cli.device)
    app.cli.add_command(api_keys_cli.api_key)
    ballots_cli.init_app(app, in_force=decisions.put_in_force)
    ledger_cli.ledger.add_command(ballots_cli.seal)
    app.cli.add_command(ledger_cli.ledger)
    tickets_cli.tickets.add_command(imports_cli.import_log)
    tickets_cli.tickets.add_command(queue_cli.close_day)
    app.cli.add_command(tickets_cli.tickets)
    app.cli.add_command(procedures_cli.procedures)
    app.cli.add_command(documents_cli.report)
    app.cli.add_command(demo_cli.demo)
    handed_in.init_app(app, _from_above())
    app.register_blueprint(hall.bp)
    app.register_blueprint(hall_clips.bp)
    catalogue.init_app(app)
    neighbours.init_app(app, _beside())
    public_opinions.init_app(app, remedies.done)
    for citizen in (phone.bp, tablet.bp, outage.bp, procedures.bp, survey.bp, opinion_pages.bp):
        app.register_blueprint(citizen)
        csrf.exempt(citizen)
    app.register_blueprint(ledger.bp)
    app.register_blueprint(api.bp)
    csrf.exempt(api.bp)


def _from_above() -> HandedIn:
    """Return what the citizen's pages need from the survey and from the staff's rooms."""
    weeks, data = public.PublicWeeks(), OpenWeeks()
    return HandedIn(
        feedback_url=lambda code: url_for("survey.feedback", code=code),
        procedures_url=lambda code: url_for("procedures.index", code=code),
        survey_url=lambda vote_token: url_for("survey.visit", token=vote_token),
        is_staff=lambda _request: sessions.person() is not None,
        is_staff_device=lambda _request: staff_devices.this().is_staffs(local_day(clock.now())),
        unit_weeks=lambda unit, now: weeks.told(unit, now=now),
        unit_chart=lambda unit, now: weeks.chart(unit, now=now),
        opinions_url=lambda slug: url_for("opinions_public.show", slug=slug),
        unit_data=lambda unit, now, ending: data.told(unit, now=now, ending=ending),
    )


def _beside() -> Neighbours:
    """Return where the pages about procedures lead to in the queue's room."""
    return Neighbours(
        door_url=lambda code: url_for("citizen.door", code=code, choices=1),
        take_url=lambda code, group_id: url_for("citizen.ask", code=code, group=group_id),
    )


def _flask_settings(chosen: Settings) -> dict[str, object]:
    return {
        "SETTINGS": chosen,
        "SECRET_KEY": chosen.secret_key,
        "TRUSTED_HOSTS": list(chosen.trusted_hosts),
        "MAX_CONTENT_LENGTH": chosen.max_body_bytes,
        "MAX_FORM_MEMORY_SIZE": chosen.max_body_bytes,
        "SESSION_COOKIE_NAME": "__Host-session",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_PATH": "/",
        "WTF_CSRF_TIME_LIMIT": None,  # an open counter never expires
        "WTF_CSRF_SSL_STRICT": False,  # we send no referrer; the Origin check stands in its place
        "BABEL_DEFAULT_TIMEZONE": "Asia/Ho_Chi_Minh",
    }


def __getattr__(name: str) -> Flask:
    """Make ``wsgi:app`` when a server or the command line asks for it, not when a test imports the factory."""
    if name == "app":
        try:
            return create_app()
        except SettingsError as error:
            sys.exit(str(error))  # a person started this: a sentence helps more than a traceback
    raise AttributeError(name)
