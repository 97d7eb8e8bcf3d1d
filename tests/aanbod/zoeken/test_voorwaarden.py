"""Conditions are read where they are conditions, and a colleague is one who says so."""

import pytest

from aanbod.zoeken.taal.voorwaarden import Dagdeel, Voorwaarden, lees_voorwaarden
from aanbod.zoeken.taal.vrager import is_collega

pytestmark = pytest.mark.puur

MIDDAG, AVOND = frozenset({Dagdeel.MIDDAG}), frozenset({Dagdeel.AVOND})


@pytest.mark.parametrize(
    ("vraag", "bedoeld"),
    [
        ("sport op woensdagmiddag", Voorwaarden(dagen=frozenset({2}), dagdelen=MIDDAG)),
        ("knutselen woensdag middag", Voorwaarden(dagen=frozenset({2}), dagdelen=MIDDAG)),
        ("training zaterdag", Voorwaarden(dagen=frozenset({5}))),
        ("liever 's avonds", Voorwaarden(dagdelen=AVOND)),
        ("iets te doen vanavond", Voorwaarden(dagdelen=AVOND, over_dagen=0)),
        ("morgenmiddag spelen", Voorwaarden(dagdelen=MIDDAG, over_dagen=1)),
        ("in het weekend", Voorwaarden(dagen=frozenset({5, 6}))),
        ("wednesday afternoon sports", Voorwaarden(dagen=frozenset({2}), dagdelen=MIDDAG)),
        ("gratis sporten na school", Voorwaarden(dagdelen=MIDDAG, gratis=True)),
        ("online cursus opvoeden", Voorwaarden(online=True)),
        ("judo in de buurt", Voorwaarden(dichtbij=True)),
        # told, not asked
        ("sinds maandag ziek", Voorwaarden()),
        ("hij wordt online gepest", Voorwaarden()),
        ("geen geld voor sport", Voorwaarden()),
        ("geen familie in de buurt", Voorwaarden()),
        ("goedemorgen", Voorwaarden()),
        ("zonder vrienden", Voorwaarden()),
    ],
)
def test_voorwaarden_in_een_vraag(vraag: str, bedoeld: Voorwaarden) -> None:
    assert lees_voorwaarden(vraag) == bedoeld


@pytest.mark.parametrize(
    "vraag",
    [
        "scholing voor leerkracht",
        "ik ben juf en een kind durft niet naar huis",
        "meldcode",
        "training voor leerkrachten over adhd",
        "leerling met faalangst",
        "mentor eenzame leerling",
        "wat doe ik als voetbaltrainer als ik het niet vertrouw",
        "mijn cliënt wordt mishandeld",
    ],
)
def test_een_collega(vraag: str) -> None:
    assert is_collega(vraag)


@pytest.mark.parametrize(
    "vraag",
    [
        "de juf zegt dat mijn zoon druk is",
        "mijn dochter is bang voor haar leraar",
        "hij luistert niet naar de meester",
        "ze liegt tegen haar mentor",
        "kinderen in mijn klas lachen me uit",
        "gepest",
        "ik heb ruzie met mijn trainer",
        "pesten training",
    ],
)
def test_geen_collega(vraag: str) -> None:
    assert not is_collega(vraag)
