"""An office that is set up, and its administrators, for the tests of setting up."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from admin.accounts.models import Staff
from admin.accounts.roles import Role
from kiosk.office.models import Code, Counter, ServiceGroup, Unit
from tests import cast, factories


@dataclass(frozen=True, slots=True)
class Scene:
    """*Ninh Kiều* with hours, a group, a counter and two codes; *Cái Răng* is its neighbour under *Cần Thơ*."""

    top: Unit
    unit: Unit
    neighbour: Unit
    group: ServiceGroup
    counter: Counter
    entrance: Code
    desk: Code
    administrator: Staff
    of_the_top: Staff
    of_the_neighbour: Staff
    clerk: Staff
    supervisor: Staff


def scene(session: Session) -> Scene:
    """Set the scene."""
    tree = factories.tree(session)
    unit = tree.ninh_kieu
    factories.hours(session, unit)
    group = factories.group(session, unit)
    counter = factories.counter(session, unit, "3", group)
    return Scene(
        top=tree.province,
        unit=unit,
        neighbour=tree.cai_rang,
        group=group,
        counter=counter,
        entrance=factories.code(session, unit, "AAAA1111"),
        desk=factories.code(session, unit, "BBBB2222", counter),
        administrator=cast.staff(session, Role.ADMINISTRATOR, unit, login="administrator"),
        of_the_top=cast.staff(session, Role.ADMINISTRATOR, tree.province, login="top"),
        of_the_neighbour=cast.staff(session, Role.ADMINISTRATOR, tree.cai_rang, login="neighbour"),
        clerk=cast.staff(session, Role.CLERK, unit, login="clerk"),
        supervisor=cast.staff(session, Role.SUPERVISOR, unit, login="supervisor"),
    )


def addresses(scene: Scene) -> list[str]:
    """Return every page about the unit that can be opened."""
    unit = f"/admin/units/{scene.unit.slug}"
    parts = ["name", "merge", "place", "contact", "operation", "changes", "hours", "exceptions", "counters/new"]
    return [
        unit,
        *(f"{unit}/{part}" for part in (*parts, "groups/new", "codes")),
        f"/admin/counters/{scene.counter.id}",
        f"/admin/groups/{scene.group.id}",
        f"/admin/codes/{scene.desk.code}/withdraw",
        f"/admin/codes/{scene.desk.code}/poster.pdf",
        f"/admin/codes/{scene.desk.code}/qr.svg",
        f"{unit}/posters.pdf",
        f"{unit}/cards.pdf",
        f"/admin/groups/{scene.group.id}/poster.png?size=A6",
    ]
