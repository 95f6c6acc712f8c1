"""Styles become attributes and nothing else changes."""

from admin.charts.svg import without_styles


def test_a_style_becomes_the_attributes_it_was_made_of() -> None:
    assert (
        without_styles('<path d="M 0 0" style="fill: #fff; stroke-dasharray: 6,3; opacity: 0.13"/>')
        == '<path d="M 0 0" fill="#fff" stroke-dasharray="6,3" opacity="0.13"/>'
    )


def test_the_rule_for_all_moves_to_the_root() -> None:
    rule = '<style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>'

    assert (
        without_styles(f'<svg width="1"><defs> {rule}</defs></svg>')
        == '<svg stroke-linejoin="round" stroke-linecap="butt" width="1"><defs></defs></svg>'
    )


def test_a_drawing_without_style_stays_as_it_is() -> None:
    assert without_styles('<svg width="1"><g/></svg>') == '<svg width="1"><g/></svg>'
