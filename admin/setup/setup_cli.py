"""``flask setup``: from an empty database to the first office, asking what is not given."""

from functools import partial
from typing import TypedDict, Unpack

import click
from flask import current_app
from flask.cli import ScriptInfo, with_appcontext
from flask_babel import gettext as _
from sqlalchemy import inspect, select

from admin.accounts import actions as accounts
from admin.accounts import passwords
from admin.setup import params
from admin.setup.first_office_actions import FirstOffice, Opened, open_office
from admin.setup.patterns import PATTERNS
from kiosk.ground import clock, db
from kiosk.ground.settings import Settings
from kiosk.office import places
from kiosk.office.entries import Names
from kiosk.office.models import Unit


class Given(TypedDict):
    """The answers."""

    pattern: str
    name: str
    name_en: str
    name_km: str | None
    name_zh: str | None
    slug: str
    province: str
    ward: str
    hotline: str
    administrator: str
    parent: str | None


class BeforeAsking(click.Command):
    """A command that looks at the database before its first question, not after its last."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Stop where no office can be opened; nobody should answer eight questions for that."""
        if not {"--help", *ctx.help_option_names}.intersection(args) and not ctx.resilient_parsing:
            with ctx.ensure_object(ScriptInfo).load_app().app_context():
                _refuse_unready_database()
        return super().parse_args(ctx, args)


@click.command("setup", cls=BeforeAsking)
@click.option(
    "--template",
    "pattern",
    type=click.Choice(list(PATTERNS)),
    default="commune",
    prompt="Mẫu (commune: xã, phường; department: sở)",
)
@click.option("--name", prompt="Tên cơ quan (ví dụ: Phường Ninh Kiều)", help="Name of the agency.")
@click.option("--name-en", default="", prompt="Tên tiếng Anh (có thể bỏ trống)", help="English name.")
@click.option("--name-km", help="Khmer name.")
@click.option("--name-zh", help="Chinese name.")
@click.option("--slug", type=params.slug, prompt="Tên trên địa chỉ web (ví dụ: ninh-kieu)", help="Name in addresses.")
@click.option(
    "--province", type=params.province, prompt="Tỉnh, thành phố (tên hoặc mã, ví dụ: 92)", help="Code or name."
)
@click.option("--ward", default="", prompt="Xã, phường (tên hoặc mã; cấp tỉnh thì bỏ trống)", help="Code or name.")
@click.option("--hotline", type=params.hotline, default="", prompt="Đường dây nóng (có thể bỏ trống)")
@click.option("--administrator", default="quantri", prompt="Tên đăng nhập của quản trị viên", help="Login.")
@click.option("--parent", help="Slug of an organisation to stand under; without it the agency stands at the top.")
@with_appcontext
def setup(**given: Unpack[Given]) -> None:
    """Start with an empty database: the first office, its counters and codes, and an administrator."""
    first = FirstOffice(
        agency=Names(given["name"], given["name_en"] or None, given["name_km"] or None, given["name_zh"] or None),
        slug=given["slug"],
        province_code=given["province"],
        ward_code=params.ward(given["ward"], given["province"]) if given["ward"] else None,
        hotline=given["hotline"] or None,
        pattern=PATTERNS[given["pattern"]],
        parent=given["parent"],
    )
    password, now = passwords.new_password(), clock.now()
    kept = passwords.hash_password(password)
    act = partial(open_office, first=first, login=given["administrator"], password_hash=kept, now=now)
    try:
        opened = params.carry_out(act)
    except accounts.LoginTaken as error:
        raise click.ClickException(f"Somebody has the login {given['administrator']!r} already.") from error
    _tell(first, opened, given["administrator"], password)


def _refuse_unready_database() -> None:
    with db.read() as session:
        if not inspect(session.connection()).has_table(Unit.__tablename__):
            raise click.ClickException("The database is empty: run flask db upgrade first.")
        if session.scalar(select(Unit.id).where(Unit.is_demo).limit(1)) is not None:
            raise click.ClickException(
                "This database holds the sample pilot, and a real office needs one of its own: "
                "set DATABASE_URL to a new place, such as sqlite:///instance/office.db, and run flask db upgrade."
            )


def _tell(first: FirstOffice, opened: Opened, login: str, password: str) -> None:
    settings: Settings = current_app.config["SETTINGS"]
    where = " – ".join(filter(None, (places.ward_name(first.ward_code), places.province_name(first.province_code))))
    click.echo(_("Đã mở: %(name)s (%(where)s).", name=first.pattern.centre_of(first.agency).vi, where=where))
    for label, code in opened.codes:
        place = _("Quầy %(label)s", label=label) if label else _("Lối vào")
        click.echo(f"  {place}: {settings.base_url}/q/{code}")
    click.echo(
        _(
            "Quản trị viên: %(login)s, mật khẩu dùng một lần (chỉ hiện lúc này): %(password)s",
            login=login,
            password=password,
        )
    )
    click.echo(_("Việc tiếp theo:"))
    posters = f"{settings.base_url}/admin/units/{opened.slug}/codes"
    click.echo(_("  1. Đăng nhập và đặt mật khẩu mới: %(url)s", url=f"{settings.base_url}/admin/"))
    click.echo(
        _(
            "  2. Xem lại giờ làm việc, quầy, nhóm dịch vụ: %(url)s",
            url=f"{settings.base_url}/admin/units/{opened.slug}",
        )
    )
    click.echo(_("  3. In áp phích: %(url)s", url=posters))
    click.echo(_("  4. Thêm cán bộ: flask staff add LOGIN --name … --role clerk --unit %(slug)s", slug=opened.slug))
    if not settings.public:
        click.echo(_("BASE_URL chưa phải https: áp phích in lúc này mang chữ “BẢN THỬ”."))
