"""The sentences of posters, in the language of the request or of `flask_babel.force_locale`."""

from flask_babel import gettext as _

from kiosk.office.poster_content import PosterKind, PosterWords


def poster_words(kind: PosterKind) -> PosterWords:
    """Return what all posters of *kind* say."""
    headline, note = _invitation(kind)
    return PosterWords(
        headline=headline,
        note=note,
        address_label=_("Không quét được? Xin gõ địa chỉ này:"),
        code_label=_("Mã điểm"),
        hotline_label=_("Đường dây nóng"),
        trial_mark=_("BẢN THỬ"),
        sample_mark=_("DỮ LIỆU MẪU"),
    )


def _invitation(kind: PosterKind) -> tuple[str, str]:
    if kind == "entrance":
        return _("Quét mã để lấy số thứ tự"), _("Không có điện thoại thông minh? Cán bộ sẽ lấy số giúp Ông/Bà.")
    if kind == "counter":
        return _("Xong việc, mời Ông/Bà quét mã"), _("Góp ý là tự nguyện, không ghi tên người trả lời.")
    return (
        _("Quét mã để xem giấy tờ cần mang"),
        _("Không có điện thoại thông minh? Cán bộ sẽ hướng dẫn Ông/Bà."),
    )


def poster_steps(kind: PosterKind) -> tuple[str, str, str]:
    """Return the three sentences under the pictures."""
    aim, tap = _("Mở máy ảnh điện thoại, hướng vào mã bên trên."), _("Bấm vào dòng địa chỉ hiện ra.")
    if kind == "entrance":
        return aim, tap, _("Bấm “Lấy số” và xem lượt của mình trên điện thoại.")
    if kind == "counter":
        return aim, tap, _("Xác nhận và trả lời vài câu hỏi ngắn.")
    read = _("Chọn việc cần làm, xem giấy tờ phải mang và lệ phí.")
    if kind == "look_up":
        return aim, tap, read
    return _("Quét mã bên trên, bấm vào địa chỉ hiện ra."), read, _("Đủ giấy tờ thì bấm “Lấy số cho việc này”.")


def poster_place(label: str | None, purpose: str) -> str:
    """Return where a poster hangs: at an entrance, or at the counter with this *label* and, if not empty, *purpose*."""
    if label is None:
        return str(_("Lối vào"))
    sign = str(_("Quầy %(label)s", label=label))
    return f"{sign} – {purpose}" if purpose else sign


def anti_fraud() -> str:
    """Return what our pages never ask for: the police warn of stickers over codes."""
    text: str = _("Trang này không hỏi số căn cước, mật khẩu, mã OTP, tiền và không yêu cầu đăng nhập Zalo.")
    return text
