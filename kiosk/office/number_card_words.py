"""What the back of a laminated card says: whoever is handed one reads it, in any language of citizens."""

from flask_babel import gettext as _


def back_words() -> str:
    """Return the sentence in the language of the request or of `flask_babel.force_locale`."""
    return str(_("Xin giữ thẻ, chờ gọi số ghi trên thẻ. Xong việc, xin trả lại thẻ cho cán bộ."))
