"""Recording a word in Chromium: the microphone's sound becomes a WAV that every television plays."""

from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from kiosk.queue.hall.models import VoiceClip
from kiosk.queue.hall.sounds import kind_of
from tests.browser.people import sign_in
from tests.browser.pilot import Pilot
from tests.browser.server import Server

MICROPHONE = """
navigator.mediaDevices.getUserMedia = () => {
  window.context = new AudioContext();
  const voice = context.createOscillator(), out = context.createMediaStreamDestination();
  voice.connect(out);
  voice.start();
  return Promise.resolve(out.stream);
};
window.spoken = (seconds) => new Promise((done) => {
  const look = () => { if (context.currentTime > seconds) done(); else requestAnimationFrame(look); };
  look();
});
"""


def test_a_word_is_recorded_stopped_and_heard(server: Server, pilot: Pilot, browser: Page) -> None:
    browser.add_init_script(MICROPHONE)
    sign_in(browser, "top")
    browser.goto(f"/admin/hall/{pilot.slug}/voices/km")
    word = browser.locator("#hall-7")
    word.get_by_role("button", name="Ghi âm").click()
    expect(word.locator(".record")).to_have_text("Dừng và lưu")
    browser.evaluate("spoken(0.4)")
    word.locator(".record").click()
    expect(word).to_contain_text("đơn vị ghi")
    expect(word.locator("audio")).to_be_visible()

    def stored(session: Session) -> tuple[str, bytes]:
        row = session.scalars(select(VoiceClip)).one()
        return row.name, row.sound

    name, sound = server.database.write(stored)
    assert (name, kind_of(sound)) == ("hall-7", "wav")
    assert 5_000 < len(sound) < 200_000
