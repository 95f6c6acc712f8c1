"""Notes what runs, or could run, on a page that shows what people have typed."""

from typing import Final

from playwright.sync_api import BrowserContext, Dialog, Page

TRAP: Final = """
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => ran(name);
Object.defineProperty(window, "__xss", {set: () => ran("__xss")});
"""
INJECTED: Final = r"""
root => {
  const address = /^[\s\u0000-\u001f]*(javascript|data|vbscript):/i;
  const never = "iframe frame object embed base applet audio video marquee math style template xmp plaintext";
  const found = [];
  for (const one of root.querySelectorAll("*")) {
    const bad = [...one.attributes].filter(({name, value}) =>
      /^on|^style$|^srcdoc$|^(data-)?hx-on/i.test(name) || address.test(value) && name !== "value");
    const tag = one.tagName.toLowerCase();
    const ours = tag === "iframe" && (one.getAttribute("src") || "").startsWith("/admin/questionnaires/");
    if (bad.length || never.split(" ").includes(tag) && !ours || tag === "script" && !one.src) {
      found.push(one.outerHTML.slice(0, 120));
    }
  }
  return found;
}
"""
SETTLE: Final = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
FETCH: Final = f"""
async addresses => {{
  const injected = {INJECTED};
  const found = [];
  for (const address of addresses) {{
    const answer = await fetch(address);
    if (answer.status >= 500) found.push(`${{answer.status}} for ${{address}}`);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    found.push(...injected(page).map(part => `${{address}}: ${{part}}`));
  }}
  return found;
}}
"""


class Trap:
    """Opens pages and notes what ran or could run there."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[str] = []
        context: BrowserContext = page.context
        context.expose_binding("ran", lambda source, name: self._note(f"{name} ran", source["page"].url))
        context.add_init_script(TRAP)
        page.on("dialog", self._dialog)

    def open(self, address: str) -> str:
        """Open a page, give it time to run what it holds, and return its text."""
        self.page.goto(address)
        return self.look()

    def look(self) -> str:
        """Judge the page as it stands and return its text."""
        self.page.evaluate(SETTLE)
        for part in self.page.evaluate(f"() => ({INJECTED})(document)"):
            self._note(part, self.page.url)
        text: str = self.page.evaluate("document.documentElement.textContent")
        return single_spaced(text)

    def _dialog(self, dialog: Dialog) -> None:
        self._note(f"dialog {dialog.message}", self.page.url)
        dialog.dismiss()

    def _note(self, what: str, where: str) -> None:
        self.found.append(f"{where}: {what}")


def single_spaced(text: str) -> str:
    """Return *text* as a reader sees it: white space is one space."""
    return " ".join(text.split())
