"""What a page must be for every reader: axe finds nothing, nothing is cut off, every target is large enough."""

from typing import Any, Final

from playwright.sync_api import Page

from tests.browser.watch import AXE, RULES

SMALLEST: Final = 48
SMALLEST_TEXT: Final = 18
ZOOMED: Final = 320
KHMER_LINES: Final = 1.8
COLOURS: Final = ("color-contrast",)

FOUND = """
async ([tags, rules, colours]) => {
  const only = rules.length ? {type: "rule", values: rules} : {type: "tag", values: tags};
  const without = colours ? {} : {"color-contrast": {enabled: false}};
  const found = await axe.run(document, {runOnly: only, rules: without, resultTypes: ["violations"]});
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
FINE_PRINT = """
smallest => [...document.body.querySelectorAll("*")]
  .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
  .filter(element => element.checkVisibility())
  .filter(element => parseFloat(getComputedStyle(element).fontSize) < smallest)
  .map(element => `${element.textContent.trim().slice(0, 40)}: ${getComputedStyle(element).fontSize}`)
"""
UNFOCUSED = """
() => {
  const all = "a[href], button, summary, select, textarea, input, [tabindex='-1'][autofocus], audio";
  const shown = element => element.type !== "hidden" && element.checkVisibility({visibilityProperty: true});
  return [...document.querySelectorAll(all)].filter(shown).flatMap(element => {
    element.focus({focusVisible: true});
    const seen = element.labels?.[0] && ["radio", "checkbox"].includes(element.type) ? element.labels[0] : element;
    const box = seen.getBoundingClientRect();
    const words = (seen.textContent.trim() || element.name || element.tagName).slice(0, 40);
    const middle = box.x + box.width / 2;
    const there = [0.1, 0.5, 0.9].map(part => document.elementFromPoint(middle, box.y + box.height * part));
    const covered = !there.some(one => one && (seen.contains(one) || one.contains(seen)));
    const ring = document.activeElement !== element || getComputedStyle(seen).outlineStyle !== "none";
    return [covered && `${words}: covered while it has the focus`, !ring && `${words}: no ring`].filter(Boolean);
  });
}
"""
KINDS = """
() => [...document.querySelectorAll("*")].map(one => [one.tagName, ...one.getAttributeNames().sort()].join(" "))
"""
PAIRS = """
() => {
  const found = new Set();
  for (const one of document.querySelectorAll("body *")) {
    if (![...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim())) continue;
    const style = getComputedStyle(one);
    let behind = one, colour;
    do { colour = getComputedStyle(behind).backgroundColor; behind = behind.parentElement; }
    while (behind && colour === "rgba(0, 0, 0, 0)");
    found.add([style.color, colour, style.fontSize, style.fontWeight, style.opacity].join(" "));
  }
  return [...found];
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
CRAMPED = """
room => {
  const khmer = node => node.nodeType === Node.TEXT_NODE && /[\\u1780-\\u17ff]/.test(node.data);
  return [...document.body.querySelectorAll("*")]
    .filter(element => element.checkVisibility() && [...element.childNodes].some(khmer))
    .map(element => [element, getComputedStyle(element)])
    .filter(([, style]) => parseFloat(style.lineHeight) < room * parseFloat(style.fontSize) - 0.1)
    .map(([element, style]) => `${element.textContent.trim().slice(0, 40)}: ${style.lineHeight} of ${style.fontSize}`);
}
"""


def faults(page: Page, *, colours_only: bool = False, colours: bool = True) -> list[str]:
    """Return what axe-core finds wrong (WCAG 2.2 A and AA, and good practice), a line each; contrast is the dearest."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    rules: list[dict[str, Any]] = page.evaluate(FOUND, [list(RULES), list(COLOURS) if colours_only else [], colours])
    return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in rules]


def kinds(page: Page) -> set[str]:
    """Return what a page is made of, whatever it says: each tag with the names of its attributes, once."""
    found: list[str] = page.evaluate(KINDS)
    return set(found)


def new_pairs(page: Page, judged: set[str]) -> bool:
    """Tell whether text stands on the page in a colour, size or on a ground that is not in *judged*, and put it there.

    Contrast is the dearest thing to judge, and the same few pairs stand on every page.
    """
    pairs = set(page.evaluate(PAIRS)) - judged
    judged |= pairs
    return bool(pairs)


def small_targets(page: Page) -> list[str]:
    """Return what has to be tapped and is smaller than 48 px, but for links inside a sentence."""
    found: list[str] = page.evaluate(TOO_SMALL, SMALLEST)
    return found


def fine_print(page: Page) -> list[str]:
    """Return text smaller than 18 px."""
    found: list[str] = page.evaluate(FINE_PRINT, SMALLEST_TEXT)
    return found


def cut_off(page: Page) -> list[str]:
    """Return what has to be scrolled sideways at 320 px, which is a desk's page at 400 %."""
    size = page.viewport_size
    narrow = size is not None and size["width"] == ZOOMED
    if not narrow:
        page.set_viewport_size({"width": ZOOMED, "height": 480})
    found: list[str] = page.evaluate(CUT_OFF, ZOOMED)
    if size is not None and not narrow:
        page.set_viewport_size(size)
    return found


def unfocused(page: Page) -> list[str]:
    """Return what has the focus unseen: covered by a bar that sticks (WCAG 2.4.11), or without a ring."""
    page.keyboard.press("Tab")  # from here on the reader uses keys, and the ring is due
    found: list[str] = page.evaluate(UNFOCUSED)
    return found


def cramped(page: Page) -> list[str]:
    """Return what is Khmer and stands in lines closer than 1.8 sizes: letters stack upwards and downwards."""
    found: list[str] = page.evaluate(CRAMPED, KHMER_LINES)
    return found
