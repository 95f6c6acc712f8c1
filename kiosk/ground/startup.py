"""What is checked before the first request: a server that cannot be trusted does not start."""

from sqlalchemy.exc import DBAPIError

from kiosk.ground import migrate
from kiosk.ground.db import Database
from kiosk.ground.settings import Settings


def problems(database: Database) -> list[str]:
    """Return why the application must not serve from *database*; empty when it may."""
    try:
        return [*database.problems(), *migrate.problems(database.reader())]
    except DBAPIError as error:
        return [f"the database does not answer ({type(error.orig).__name__})"]


def warnings(settings: Settings) -> list[str]:
    """Return what will not work with these settings, although the application starts."""
    if settings.public:
        return []
    missing = "posters carry “BẢN THỬ”, phones cannot reach it safely, and staff can sign in on this machine only"
    return [f"BASE_URL is {settings.base_url}, without https: {missing}."]
