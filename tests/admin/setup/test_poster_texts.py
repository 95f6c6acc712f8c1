from dataclasses import replace
from datetime import UTC, date, datetime

from flask import Flask
from flask_babel import force_locale

from admin.setup.poster_texts import poster_of
from kiosk.ground.settings import Settings, load
from kiosk.office.models import Code, Counter, Unit, UnitVersion
from kiosk.office.poster_content import Poster
from kiosk.office.queries import CodeView, UnitView
from tests.conftest import environ
from wsgi import create_app

NOW = datetime(2026, 11, 16, tzinfo=UTC)


def settings(base_url: str = "https://motcua.example") -> Settings:
    return load(environ("sqlite:///never-opened.db", BASE_URL=base_url))


def view(name: str, kind: str = "centre", **values: object) -> UnitView:
    known: dict[str, object] = {"mode": "full", "hotline": "1022", "is_demo": False}
    unit = Unit(id=1, slug="x", kind=kind, created_at=NOW, **(known | values))
    version = UnitVersion(unit_id=1, valid_from=date(2020, 1, 1), name_vi=name, name_en="Ninh Kieu")
    return UnitView(unit, version)


def poster(unit: UnitView, *, at_counter: bool = False, chosen: Settings | None = None, language: str = "vi") -> Poster:
    counter = Counter(id=1, unit_id=1, label="3", name_vi="Hộ tịch") if at_counter else None
    code = CodeView(Code(code="AAAA1111", unit_id=1, issued_at=NOW), counter)
    agency = view("Phường Ninh Kiều", "organisation")
    app: Flask = create_app(environ("sqlite:///never-opened.db"))
    with app.test_request_context(), force_locale(language):
        return poster_of(unit, agency, code, chosen or settings(), language)


def test_a_poster_names_agency_unit_place_code_and_hotline() -> None:
    found = poster(view("Trung tâm Phục vụ hành chính công"), at_counter=True)

    assert (found.agency, found.unit) == ("Phường Ninh Kiều", "Trung tâm Phục vụ hành chính công")
    assert (found.place, found.site_code, found.hotline) == ("Quầy 3 – Hộ tịch", "AAAA-1111", "1022")
    assert (found.url, found.address) == ("https://motcua.example/q/AAAA1111", "motcua.example")
    assert (found.trial, found.sample) == (False, False)


def test_an_entrance_offers_a_number_unless_the_unit_only_asks() -> None:
    assert (poster(view("x")).kind, poster(view("x")).place) == ("entrance", "Lối vào")
    assert poster(view("x", mode="survey_only")).kind == "counter"


def test_without_https_a_poster_is_a_trial_and_a_sample_unit_a_sample() -> None:
    assert poster(view("x"), chosen=settings("http://127.0.0.1:8000")).trial
    assert poster(view("x", is_demo=True)).sample
    assert poster(view("x"), chosen=replace(settings(), base_url="https://m.example/mot-cua")).address == (
        "m.example/mot-cua"
    )
