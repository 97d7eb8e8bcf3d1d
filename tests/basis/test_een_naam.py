"""A name in the code means one thing: who reads ``Deelnemer`` knows which one."""

import ast
from collections import defaultdict

import pytest

from tests.huistekst import BRONNEN, plaats

# Django and Celery look for these by their name, in more than one place.
OVERAL = {"Command"}


def _woning(pad: str) -> str:
    """Where a name has to be its own: an app, or a room of what all apps stand on. The kernel has its own world."""
    delen = pad.split("/")
    if pad.startswith("vraag/matching/"):
        return "vraag/matching"
    return "/".join(delen[:2]) if delen[0] == "marktplein" else delen[0]


@pytest.mark.puur
def test_een_klasse_deelt_haar_naam_niet() -> None:
    waar: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pad in BRONNEN:
        for knoop in ast.parse(pad.read_text("utf-8")).body:
            if isinstance(knoop, ast.ClassDef) and not knoop.name.startswith("_") and knoop.name not in OVERAL:
                waar[_woning(plaats(pad)), knoop.name].append(plaats(pad))
    assert {naam: paden for naam, paden in waar.items() if len(paden) > 1} == {}
