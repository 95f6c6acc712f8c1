"""How a call is said: the office's own recordings, and the folder's clips where it has none."""

from flask import url_for

from kiosk.ground.web import clips
from kiosk.queue.hall.board import Call, spoken
from kiosk.queue.hall.voice_queries import Voice, Voices


def said(call: Call, voices: Voices, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses of the clips that say *call* in each language for which there is every word."""
    return tuple(address for language in languages for address in _in_language(call, voices, language))


def address(voice: Voice) -> str:
    """Return where a recording is heard."""
    return url_for(
        "hall_clips.play",
        unit_id=voice.unit_id,
        language=voice.language,
        name=voice.name,
        suffix=voice.suffix,
        v=voice.version,
    )


def _in_language(call: Call, voices: Voices, language: str) -> list[str]:
    own = {name: voice for (known, name), voice in voices.items() if known == language}
    words = spoken(call, own.keys() | clips.recorded(language))
    return [address(own[word]) if word in own else clips.address(language, word) for word in words]
