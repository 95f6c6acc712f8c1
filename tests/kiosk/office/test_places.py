from kiosk.office import places


def test_all_34_provinces_and_3321_communes_are_there() -> None:
    wards = [ward for province in places.provinces() for ward in places.wards(province.code)]

    assert len(places.provinces()) == 34
    assert len({ward.code for ward in wards}) == 3321


def test_codes_keep_their_leading_zeros() -> None:
    assert {len(province.code) for province in places.provinces()} == {2}
    assert {len(ward.code) for province in places.provinces() for ward in places.wards(province.code)} == {5}
    assert places.province_name("01") == "Thành phố Hà Nội"
    assert places.province_name("1") is None
    assert places.ward_name("00004") == "Phường Ba Đình"
    assert places.ward_name("4") is None


def test_can_tho_has_its_72_and_31_communes() -> None:
    names = [ward.name for ward in places.wards("92")]

    assert len([name for name in names if name.startswith("Xã ")]) == 72
    assert len([name for name in names if name.startswith("Phường ")]) == 31


def test_a_ward_belongs_to_its_own_province_only() -> None:
    ward = places.wards("92")[0]

    assert places.is_ward_of(ward.code, "92")
    assert not places.is_ward_of(ward.code, "01")


def test_provinces_stand_in_the_order_of_their_bare_names() -> None:
    names = [province.name for province in places.provinces()]

    assert names[0] == "An Giang"
    assert names.index("Cà Mau") < names.index("Thành phố Cần Thơ") < names.index("Đắk Lắk")


def test_names_have_no_double_spaces() -> None:
    assert not [ward for province in places.provinces() for ward in places.wards(province.code) if "  " in ward.name]


def test_unknown_codes_have_no_name_and_no_communes() -> None:
    assert places.province_name(None) is None
    assert places.ward_name("99999") is None
    assert places.wards("99") == ()


def test_a_place_is_found_by_code_or_by_its_name_without_accents() -> None:
    wards = places.wards("92")
    ninh_kieu = places.find("ninh kieu", wards)

    assert ninh_kieu is not None
    assert ninh_kieu.name == "Phường Ninh Kiều"
    assert places.find(" Phường  Ninh Kiều ", wards) == ninh_kieu
    assert places.find(ninh_kieu.code, wards) == ninh_kieu
    assert places.find("Ninh", wards) is None


def test_a_name_that_two_places_share_is_unclear() -> None:
    places_of_that_name = [places.Place("00001", "Phường Tân An"), places.Place("00002", "Xã Tân An")]

    assert places.find("tân an", places_of_that_name) is None
    assert places.find("xã tân an", places_of_that_name) == places_of_that_name[1]
