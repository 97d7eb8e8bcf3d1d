"""A group in the visitor's calendar: whatever stands in a name, it stays one value on one line."""

import re

import pytest

from aanbod.groepen.agenda import als_ics
from tests.aanbod.factories import GroepFactory

INBREUK = [
    "Rust\rBEGIN:VEVENT",
    "Rust\r\nBEGIN:VEVENT",
    "Rust\nBEGIN:VEVENT",
    "Rust\u2028BEGIN:VEVENT",
    "Rust\x0bBEGIN:V",
]


@pytest.mark.parametrize("naam", INBREUK)
def test_een_naam_maakt_geen_regel(naam: str) -> None:
    groep = GroepFactory(interventie__naam=naam, locatie_naam=naam)
    tekst = als_ics(groep, groep.bijeenkomsten.all(), "https://voorbeeld.example/groep")
    assert re.sub("\r\n", "", tekst).isprintable()
    regels = tekst.split("\r\n")
    assert regels.count("BEGIN:VEVENT") == regels.count("END:VEVENT") == groep.bijeenkomsten.count()
    assert any(regel.startswith("SUMMARY:Rust BEGIN:V") for regel in regels)


def test_lange_en_bijzondere_namen_volgen_de_regels_van_een_agenda() -> None:
    groep = GroepFactory(interventie__naam="Rust; regels, en\\of 😀 " + "é" * 80)
    tekst = als_ics(groep, groep.bijeenkomsten.all(), "https://voorbeeld.example/groep")
    assert all(len(regel.encode()) <= 75 for regel in tekst.split("\r\n"))
    assert "SUMMARY:Rust\\; regels\\, en\\\\of 😀 " + "é" * 80 in tekst.replace("\r\n ", "")
