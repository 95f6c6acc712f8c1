"""What the poster of one code or service group says, in the reader's language."""

from dataclasses import replace
from urllib.parse import urlsplit

from flask_babel import gettext as _

from admin.setup.wording import spelled, where
from kiosk.ground.i18n import DEFAULT
from kiosk.ground.settings import Settings
from kiosk.office.models import ServiceGroup
from kiosk.office.poster_content import Poster, PosterKind
from kiosk.office.poster_words import anti_fraud, poster_steps, poster_words
from kiosk.office.queries import CodeView, UnitView


def address_of(view: CodeView, settings: Settings) -> str:
    """Return the permanent address that the code encodes."""
    return f"{settings.base_url}/q/{view.code.code}"


def poster_of(unit: UnitView, agency: UnitView | None, view: CodeView, settings: Settings, language: str) -> Poster:
    """Return the poster of a code.

    Args:
        unit: The unit the code belongs to.
        agency: The organisation above it; ``None`` when the unit is one itself, or stands alone.
        view: The code and where it hangs.
        settings: For the address, and for whether it is an https one.
        language: Of the poster.
    """
    # a unit that only asks offers no number: its entrance, too, shows the questions
    kind: PosterKind = "entrance" if view.counter is None and unit.unit.mode == "full" else "counter"
    site = urlsplit(settings.base_url)
    above = agency or unit
    return Poster(
        agency=above.name(language),
        unit=unit.name(language) if agency else "",
        place=where(view, language),
        kind=kind,
        steps=poster_steps(kind),
        url=address_of(view, settings),
        address=site.netloc + site.path,
        site_code=spelled(view.code),
        hotline=unit.unit.hotline or "",
        anti_fraud=anti_fraud(),
        trial=not settings.public,
        sample=unit.unit.is_demo,
        language=language,
        words=poster_words(kind),
        seal="" if above.name(language) == above.name(DEFAULT) else above.name(DEFAULT),
    )


def group_poster_of(entrance: Poster, unit: UnitView, group: ServiceGroup, language: str) -> Poster:
    """Return the poster of a service group: that of an *entrance*, whose code leads on to the group's procedures.

    The address has the group's key, which stays when its letters or its name change.
    """
    kind: PosterKind = "group" if unit.unit.mode == "full" else "look_up"
    return replace(
        entrance,
        kind=kind,
        place=group.name(language),
        picture=group.picture,
        url=f"{entrance.url}/g/{group.id}",
        steps=poster_steps(kind),
        words=poster_words(kind),
    )


def label_of(view: CodeView, language: str) -> str:
    """Return what the picture of a code is, for those who cannot see it."""
    said: str = _("Mã QR %(code)s: %(place)s", code=spelled(view.code), place=where(view, language))
    return said
