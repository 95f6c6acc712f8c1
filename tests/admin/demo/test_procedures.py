from sqlalchemy import select

from admin.demo.offices import COMMUNE, DEPARTMENT
from kiosk.ground.calendar import local_day
from kiosk.office import queries as office
from kiosk.office.models import Unit
from kiosk.procedures import queries
from kiosk.procedures.catalogue import Catalogues
from kiosk.procedures.models import Procedure
from tests.admin.demo.conftest import THURSDAY, Sample

TODAY = local_day(THURSDAY)


def test_both_offices_receive_procedures_shorten_a_tenth_and_lead_to_all_by_their_codes(sample: Sample) -> None:
    with sample.database.read() as session:
        ids = {slug: office.unit_id_of(session, slug) or 0 for slug in (COMMUNE.slug, DEPARTMENT.slug)}
        found = queries.shares_of(session, list(ids.values()), TODAY)
    assert [found[key].total for key in ids.values()] == [40, 25]
    for shares in found.values():
        assert (shares.shortened_share or 0) > 0.1
        assert shares.reachable_share == 1


def test_no_sample_carries_a_code_or_a_law_that_could_be_taken_for_real(sample: Sample) -> None:
    with sample.database.read() as session:
        assert all(code.startswith("MẪU-") for code in session.scalars(select(Procedure.code)))
        owners = session.scalars(select(Unit).join(Procedure, Procedure.owner_id == Unit.id))
        assert all(owner.is_demo for owner in owners)
        unit_id = office.unit_id_of(session, COMMUNE.slug) or 0
        assert all("Dữ liệu mẫu" in (held.version.basis or "") for held in queries.all_held(session, unit_id, TODAY))


def test_the_commune_is_searched_by_everyday_words_and_in_four_languages(sample: Sample) -> None:
    with sample.database.read() as session:
        known = Catalogues().of_unit(session, office.unit_id_of(session, COMMUNE.slug) or 0, TODAY)
    for typed, name in (
        ("ban dat", "Đăng ký biến động đất đai khi chuyển nhượng, tặng cho"),
        ("dang ky khai sinh", "Đăng ký khai sinh"),
        ("sao y", "Chứng thực bản sao từ bản chính"),
        ("mở quán", "Đăng ký hộ kinh doanh"),
        ("marriage", "Đăng ký kết hôn"),
        ("结婚", "Đăng ký kết hôn"),
        ("ចុះបញ្ជីមរណភាព", "Đăng ký khai tử"),
    ):
        assert known.search(typed)[0][0].name_vi == name, typed
