"""What every page has to keep: sound HTML5, names on all controls, nothing inline, nothing from elsewhere."""

import warnings
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import html5lib

SILENT_INPUTS = {"hidden", "submit", "button", "reset", "image"}
FORM_KEYS = {"csrf_token", "form_token", "token", "key"}
SECRET_ADDRESSES = ("/t/", "/s/")  # 128 bits in the address stand in place of a form token
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details")


@lru_cache(maxsize=8)  # the client checks an answer, and the test then reads the same
def sound(html: str, *, path: str, fragment: bool = False) -> Element:
    """Return the tree of the page at *path*, or of a piece that htmx puts into one.

    Raises:
        AssertionError: It is not HTML5 or not sound; the message gives all reasons.
    """
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree: Element = parser.parseFragment(html) if fragment else parser.parse(html)
    found = [*_not_html5(parser, html), *_problems(tree, path=path, fragment=fragment)]
    if found:
        raise AssertionError("\n  ".join([f"{path} is not a sound page:", *found]))
    return tree


def words(element: Element) -> str:
    """Return the text of *element* with single spaces."""
    return " ".join("".join(element.itertext()).split())


def _not_html5(parser: html5lib.HTMLParser, html: str) -> Iterator[str]:
    lines = html.splitlines() or [""]
    for (line, _column), code, more in parser.errors:
        yield f"line {line}: {code} {more or ''}: {lines[line - 1].strip()[:120]}"


def _problems(tree: Element, *, path: str, fragment: bool = False) -> list[str]:
    return [
        *([] if fragment else _document(tree)),
        *_ids(tree, fragment=fragment),
        *_names(tree),
        *_inline(tree),
        *_elsewhere(tree),
        *_forms(tree, path),
    ]


def is_element(element: Element) -> bool:
    """Tell an element from a comment."""
    return isinstance(element.tag, str)


def _document(tree: Element) -> Iterator[str]:
    if not tree.get("lang"):
        yield "<html> has no lang"
    titles = tree.findall("./head/title")
    if len(titles) != 1 or not words(titles[0]):
        yield "needs one <title> with words"
    for tag in ("h1", "main"):
        if len(list(tree.iter(tag))) != 1:
            yield f"needs one <{tag}>, has {len(list(tree.iter(tag)))}"


def _ids(tree: Element, *, fragment: bool) -> Iterator[str]:
    ids = Counter(value for element in tree.iter() if (value := element.get("id")) is not None)
    for value, number in ids.items():
        if number > 1:
            yield f"id {value!r} stands {number} times"
    for element in () if fragment else tree.iter():
        for attribute in REFERRING:
            for target in (element.get(attribute) or "").split():
                if target not in ids:
                    yield f"<{element.tag} {attribute}={target!r}> refers to nothing"


def _names(tree: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in tree.iter("label") if words(label)}
    inside = {id(child) for label in tree.iter("label") if words(label) for child in label.iter()}
    for element in filter(is_element, tree.iter()):
        named = bool(element.get("aria-label") or element.get("aria-labelledby"))
        if element.tag in {"select", "textarea"} or (
            element.tag == "input" and element.get("type", "text") not in SILENT_INPUTS
        ):
            if not (named or element.get("id") in labelled or id(element) in inside):
                yield f"<{element.tag} name={element.get('name')!r}> has no label"
        elif element.tag in {"button", "a"}:
            if not (named or words(element) or any(image.get("alt") for image in element.iter("img"))):
                yield f"<{element.tag}> has no words: {dict(element.items())}"
        elif element.tag == "img" and element.get("alt") is None:
            yield f"<img src={element.get('src')!r}> has no alt"


def _inline(tree: Element) -> Iterator[str]:
    for element in filter(is_element, tree.iter()):
        if element.tag == "style":
            yield "inline <style>"
        if element.tag == "script" and not element.get("src") and element.get("type") != "application/json":
            yield "inline <script>"
        for name, value in element.items():
            if name == "style" or name.startswith(("on", "hx-on")):
                yield f"inline {name}= on <{element.tag}>"
            if value.strip().lower().startswith("javascript:"):
                yield f"script in {name}= of <{element.tag}>"


def _elsewhere(tree: Element) -> Iterator[str]:
    for element in filter(is_element, tree.iter()):
        for attribute in ("src", "srcset", "action", "formaction", "data") + (
            ("href",) if element.tag == "link" else ()
        ):
            address = element.get(attribute, "")
            if urlsplit(address).netloc and element.get("rel") not in {"canonical", "alternate"}:
                yield f"<{element.tag} {attribute}={address!r}> leaves the house"


def _forms(tree: Element, path: str) -> Iterator[str]:
    for form in tree.iter("form"):
        action = form.get("action") or path
        method = form.get("method", "get").lower()
        if method not in {"get", "post"}:
            yield f"form {action} has method {method}"
        hidden = {field.get("name") for field in form.iter("input") if field.get("value")}
        if method == "post" and not action.startswith(SECRET_ADDRESSES) and not hidden & FORM_KEYS:
            yield f"form {action} posts without a form token"
        buttons = [*form.iter("button"), *(field for field in form.iter("input") if field.get("type") == "submit")]
        if not any(button.get("type", "submit") in {"submit", "image"} for button in buttons):
            yield f"form {action} has no button"
