"""What a page must be for every reader: axe finds nothing, nothing is cut off, every target is large enough."""

from typing import Any, Final

from playwright.sync_api import Page

from tests.browser.watch import AXE, RULES

SMALLEST: Final = 48
ZOOMED: Final = 320
COLOURS: Final = ("color-contrast",)

FOUND = """
async ([tags, rules]) => {
  const only = rules.length ? {type: "rule", values: rules} : {type: "tag", values: tags};
  const found = await axe.run(document, {runOnly: only, resultTypes: ["violations"]});
  return found.violations;
}
"""
TOO_SMALL = """
smallest => {
  const shown = element => element.checkVisibility() && getComputedStyle(element).visibility !== "hidden";
  const inSentence = element => getComputedStyle(element).display === "inline"
    && element.closest("p, li")?.textContent.trim() !== element.textContent.trim();
  const ticked = label => ["radio", "checkbox"].includes(label.control?.type);
  const targets = [...document.querySelectorAll("a[href], button, summary, select, textarea, label, input")];
  return targets
    .filter(element => element.type !== "hidden" && shown(element) && !inSentence(element))
    .filter(element => element.tagName !== "LABEL" || ticked(element))
    .filter(element => !(["radio", "checkbox"].includes(element.type) && element.labels.length))
    .map(element => ({box: element.getBoundingClientRect(), words: element.textContent.trim() || element.name}))
    .filter(({box}) => Math.min(box.width, box.height) < smallest - 0.5)
    .map(({box, words}) => `${words}: ${Math.round(box.width)} × ${Math.round(box.height)}`);
}
"""
CUT_OFF = """
width => {
  const page = document.documentElement.scrollWidth;
  if (page <= width) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(one => one.getBoundingClientRect().right > width + 0.5);
  return [`${page} px wide at ${width}: ${wide.slice(0, 3).map(one => one.outerHTML.slice(0, 80)).join(" · ")}`];
}
"""


def faults(page: Page, *, colours_only: bool = False) -> list[str]:
    """Return what axe-core finds wrong (WCAG 2.2 A and AA, and good practice), a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    rules: list[dict[str, Any]] = page.evaluate(FOUND, [list(RULES), list(COLOURS) if colours_only else []])
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in rules]


def small_targets(page: Page) -> list[str]:
    """Return what has to be tapped and is smaller than 48 px, but for links inside a sentence."""
    found: list[str] = page.evaluate(TOO_SMALL, SMALLEST)
    return found


def cut_off(page: Page) -> list[str]:
    """Return what has to be scrolled sideways at 320 px, which is a desk's page at 400 %."""
    size = page.viewport_size
    page.set_viewport_size({"width": ZOOMED, "height": 480})
    found: list[str] = page.evaluate(CUT_OFF, ZOOMED)
    if size is not None:
        page.set_viewport_size(size)
    return found
