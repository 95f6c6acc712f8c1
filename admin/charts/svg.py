"""Drawings that keep their colours under a policy that forbids inline style, also when opened by themselves."""

import re
from typing import Final

STYLE_ELEMENT: Final = re.compile(r"\s*<style[^>]*>(?P<rule>.*?)</style>", re.DOTALL)
STYLE_ATTRIBUTE: Final = re.compile(r' style="(?P<rules>[^"]*)"')
RULE: Final = re.compile(r"\s*(?P<name>[\w-]+)\s*:\s*(?P<value>[^;]+?)\s*(?:;|$)")


def without_styles(svg: str) -> str:
    """Return the drawing with every style written as attributes (SVG 1.1, chapter 6.4, presentation attributes).

    Args:
        svg: What matplotlib writes: ``style="fill: #fff"`` on elements, and one style element whose only rule is for
            all of them and is inherited just as well from the root.
    """
    common = "".join(_attributes(rule["rule"].strip("*{} \n")) for rule in STYLE_ELEMENT.finditer(svg))
    bare = STYLE_ELEMENT.sub("", svg).replace("<svg ", f"<svg{common} ", 1)
    return STYLE_ATTRIBUTE.sub(lambda found: _attributes(found["rules"]), bare)


def _attributes(rules: str) -> str:
    return "".join(f' {rule["name"]}="{rule["value"]}"' for rule in RULE.finditer(rules))
