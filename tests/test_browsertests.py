"""What a browser test asks of a page waits for its answer: a click is over when the next page only begins."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
# Of a locator these tell how it is at once; ``expect`` waits until it is so.
METEEN = {"is_checked", "is_disabled", "is_editable", "is_enabled", "is_hidden", "is_visible", "input_value"}
# These something else than a locator has too.
METEEN_VAN_EEN_PLEK = {"count", "get_attribute", "inner_text", "text_content"}


def _is_plek(knoop: ast.AST) -> bool:
    """Whether the chain begins with ``page.locator(…)`` or ``page.get_by_…(…)``."""
    while isinstance(knoop, ast.Call | ast.Attribute | ast.Subscript):
        if isinstance(knoop, ast.Attribute) and (knoop.attr == "locator" or knoop.attr.startswith("get_by_")):
            return True
        knoop = knoop.func if isinstance(knoop, ast.Call) else knoop.value
    return False


def wachtloos(bron: str) -> Iterator[int]:
    """The lines with an assert of what a page shows at that moment."""
    for bewering in ast.walk(ast.parse(bron)):
        if not isinstance(bewering, ast.Assert):
            continue
        for knoop in ast.walk(bewering.test):
            if isinstance(knoop, ast.Constant) and "activeElement" in str(knoop.value):
                yield knoop.lineno
            elif isinstance(knoop, ast.Call) and isinstance(knoop.func, ast.Attribute):
                naam = knoop.func.attr
                if naam in METEEN or (naam in METEEN_VAN_EEN_PLEK and _is_plek(knoop.func.value)):
                    yield knoop.lineno


@pytest.mark.parametrize(
    ("regel", "aantal"),
    [
        ("assert page.get_by_text('a').is_visible()", 1),
        ("assert not rij.is_hidden()", 1),
        ("assert page.locator('a').first.count() == 2", 1),
        ("assert page.evaluate('document.activeElement.id') == 'a'", 1),
        ("assert Taak.objects.count() == 2", 0),
        ("expect(page.locator('a')).to_have_count(2)", 0),
        ("rijen = page.locator('a').count()", 0),
    ],
)
def test_een_bewering_zonder_wachten_wordt_herkend(regel: str, aantal: int) -> None:
    assert len(list(wachtloos(regel))) == aantal


def test_wat_een_pagina_toont_wordt_afgewacht() -> None:
    fout = [
        f"{pad.relative_to(TESTS)}:{regel}: gebruik expect(…), dat wacht"
        for pad in sorted(TESTS.rglob("*.py"))
        if pad != Path(__file__).resolve() and "page" in (bron := pad.read_text("utf-8"))
        for regel in wachtloos(bron)
    ]
    assert fout == []
