from datetime import date

from admin.documents import heads


def test_a_ward_is_run_by_its_peoples_committee_below_that_of_its_province() -> None:
    found = heads.guess(
        "Trung tâm Phục vụ hành chính công phường Ninh Kiều", "UBND thành phố Cần Thơ", "UBND thành phố Cần Thơ"
    )
    head = heads.head(found, date(2026, 11, 23))
    assert head.superior == ("Ủy ban nhân dân", "thành phố Cần Thơ")
    assert head.issuing == ("Ủy ban nhân dân", "phường Ninh Kiều")
    assert head.number.endswith("/BC-UBND")
    assert head.dated == "Ninh Kiều, ngày       tháng       năm 2026"
    assert heads.foot(found).signer == ("TM. Ủy ban nhân dân", "Chủ tịch")


def test_a_department_signs_for_itself_in_the_place_of_the_province() -> None:
    found = heads.guess(
        "Sở Nông nghiệp và Môi trường – Bộ phận Một cửa", "UBND thành phố Cần Thơ", "UBND thành phố Cần Thơ"
    )
    head = heads.head(found, date(2026, 11, 23))
    assert head.issuing == ("Sở Nông nghiệp và Môi trường – Bộ phận Một cửa",)
    assert head.place == "Cần Thơ"
    assert heads.foot(found).recipients[-1] == "- Lưu: VT."


def test_a_unit_alone_has_nobody_above() -> None:
    found = heads.guess("Phường Ninh Kiều", None, None)
    assert heads.head(found, date(2026, 11, 23)).superior == ()
    assert heads.foot(found).recipients == ("- Lưu: VT.",)
