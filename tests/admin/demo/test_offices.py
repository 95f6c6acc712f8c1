"""The sample's offices are offices as the house knows them."""

from itertools import chain

import pytest

from admin.demo.offices import HOTLINE, OFFICES, PROVINCE_CODE, Desk, Office, Service
from kiosk.ground.web.addresses import read_code
from kiosk.office import entries, places
from kiosk.office.kinds import PICTURES

each_office = pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.slug)


@each_office
def test_letters_and_signs_are_different(office: Office) -> None:
    prefixes = [service.prefix for service in office.services]
    assert len(set(prefixes)) == len(prefixes)
    assert [desk.label for desk in office.desks] == ["1", "2", "3", "4"]


@each_office
def test_every_service_is_served_all_day(office: Office) -> None:
    served = set(chain.from_iterable(desk.serves for desk in office.desks if desk.always_open))
    assert served == {service.prefix for service in office.services}


@each_office
def test_names_stand_in_two_languages_and_pictures_exist(office: Office) -> None:
    parts: tuple[Service | Desk, ...] = (*office.services, *office.desks)
    names = [office.names, *(part.names for part in parts)]
    assert all(name.vi and name.en for name in names)
    assert {service.picture for service in office.services} <= set(PICTURES)


@each_office
def test_guidance_is_offered(office: Office) -> None:
    assert "Tôi không biết – nhờ hướng dẫn" in [service.names.vi for service in office.services]


def test_codes_can_be_printed_and_read_and_belong_to_one_place() -> None:
    codes = [code for office in OFFICES for code in office.codes.values()]
    assert len(set(codes)) == len(codes) == 10
    assert all(len(code) == 8 and read_code(code) == code for code in codes)


def test_the_commune_is_in_the_list_of_communes() -> None:
    wards = [office.ward_code for office in OFFICES if office.ward_code]
    assert [places.ward_name(ward) for ward in wards] == ["Phường Ninh Kiều"]
    assert all(places.is_ward_of(ward, PROVINCE_CODE) for ward in wards)


def test_the_hotline_is_nobodys() -> None:
    assert entries.hotline(HOTLINE) == HOTLINE
    assert "0000" in HOTLINE
