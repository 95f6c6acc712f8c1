"""Addresses of the pages that keep an office's procedures."""

from tests.kiosk.procedures.office import Office


def of_unit(office: Office, more: str = "") -> str:
    """Return the address of the office's list, or of a page under it."""
    return f"/admin/procedures/{office.unit.slug}{more}"
