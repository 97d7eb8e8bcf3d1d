"""What the guard on free text refuses, and, as important, what it lets through."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from marktplein.basis import klok
from marktplein.basis.privacy import gevonden_persoonsgegevens, valideer_zonder_persoonsgegevens

pytestmark = pytest.mark.puur

# The BSNs are well-known test numbers; phone numbers come from the range the regulator keeps for films.
WEL = {
    "bsn": [
        "111222333",
        "bsn 111222333.",
        "111 222 333",
        "111.222.333",
        "1112.22.333",
        "1 1 1 2 2 2 3 3 3",
        "zie 999990019, dank",
        "١١١٢٢٢٣٣٣",
        "111\u200b222\u200b333",
        "BSN: 123456",
        "burgerservicenummer is 12 34 56 78",
        "sofinummer 1234567",
    ],
    "telefoon": [
        "bel 0612345678",
        "06-12345678",
        "06 12 34 56 78",
        "06 - 12345678",
        "+31 6 12345678",
        "0031612345678",
        "071-5161234",
        "(071) 516 12 34",
        "tel:0715161234 na vijf",
    ],
    "email": [
        "sam@voorbeeld.nl",
        "mail naar S.Jansen+kind@sub.voorbeeld.example graag",
        "sam @ voorbeeld.nl",
        "sam(at)voorbeeld.nl",
        "sam [at] voorbeeld . nl",
        "sam(at)voorbeeld(punt)nl",
    ],
    "adres": [
        "2311 AB 12",
        "2311AB 12",
        "2311ab12",
        "2311 ab, 12",
        "2311 AB huisnummer 12",
        "2311 AB nr. 12a",
        "12, 2311 AB Leiden",
        "Kerklaan 12 2311 AB",
        "woont Kerkstraat 5",
        "Lange Voorhoutstraat 115b",
        "3, 2026 XX",
    ],
    "geboortedatum": [
        "3-4-2016",
        "03/04/2016",
        "3.4.2016",
        "03-04-16",
        "3 - 4 - 2016",
        "2016-04-03",
        "2016/4/3",
        "3 4 2016",
        "03042016",
        "3 april 2016",
        "3 APR. 2016",
        "3april2016",
        "3 april '16",
        "31-12-1985",
        "geboren 3 april",
        "geb. 3-4",
        "geboren op 12 mei",
    ],
}

NIET = [
    "",
    "8-12 jaar",
    "8 - 12 jaar, groep 5 t/m 8",
    "groep 7 en 8",
    "groep 6 7 8, 10 kinderen",
    "kinderen van 7 8 9 10 11 12 jaar",
    "7, 8, 9, 10, 11 en 12 jaar",
    "wo 14.00-15.30",
    "woensdag 14:00 - 15:30 uur",
    "ma 9.30-11.00 of di 13.15-14.45",
    "van 14.00 tot 15.30 uur",
    "in 2026 en 2027",
    "schooljaar 2026-2027",
    "schooljaar 2026/2027",
    "2026 en 8 kinderen",
    "vanaf 2027 of 2028",
    "start 2026 in 2 groepen",
    "sinds september 2025",
    "geboren in 2016 of 2017",
    "geboren na een scheiding",
    "vanaf 12 maart 10 uur",
    "12 maart 14.30 uur",
    "elke 1e en 3e woensdag",
    "bel 112 bij gevaar",
    "Veilig Thuis 0800-2000",
    "10 keer 75 minuten, 6-9 kinderen",
    "3 keer @ 10.30",
    "€ 12.500,00 subsidie",
    "12.345.678",
    "ongeveer 1500 m2 en 20 km",
    "2311 AB",
    "postcodegebied 2311",
    "Leiden 2311 en omgeving",
    "5 van de 9, 4 op woensdag en 1 op vrijdag",
    "onderweg 3 kwartier",
    "Onderweg 3 kwartier naar de Hoofdweg",
    "op het Schoolplein 3 keer per week",
    "32-12-2016 is geen dag",
    "versie 1.2.3",
    "1-2-3-4 hoedje van papier",
    "dagdelen 4, 7 en 10",
    "kamers 101, 102 en 103",
    "2 ouders, 3 kinderen; 1 met autisme",
]


@pytest.mark.parametrize(("code", "tekst"), [(code, tekst) for code, teksten in WEL.items() for tekst in teksten])
def test_persoonsgegevens_worden_gevonden(code: str, tekst: str) -> None:
    assert code in dict(gevonden_persoonsgegevens(tekst))


@pytest.mark.parametrize("tekst", NIET)
def test_gewone_tekst_gaat_erdoor(tekst: str) -> None:
    assert dict(gevonden_persoonsgegevens(tekst)) == {}
    valideer_zonder_persoonsgegevens(tekst)


def test_een_dag_die_nog_komt_is_een_plan() -> None:
    vandaag = klok.vandaag()
    for dagen, gevonden in ((0, True), (-1, True), (1, False), (200, False)):
        dag = vandaag + dt.timedelta(days=dagen)
        for tekst in (f"vanaf {dag.day}-{dag.month}-{dag.year}", f"{dag:%Y-%m-%d}"):
            assert bool(dict(gevonden_persoonsgegevens(tekst))) is gevonden, tekst


def test_de_melding_noemt_alles_en_zegt_waarom() -> None:
    with pytest.raises(ValidationError) as fout:
        valideer_zonder_persoonsgegevens("Sam, 3-4-2016, sam@voorbeeld.nl")
    assert fout.value.code == "persoonsgegevens"
    assert fout.value.messages == [
        (
            "Hierin staat een e-mailadres en een datum die een geboortedatum kan zijn. Haal dat weg: "
            "op het marktplein staan nooit gegevens van een kind of gezin."
        )
    ]


def test_lange_tekst_blijft_snel() -> None:
    """No pattern may take exponential time: the text comes from a form anyone of the staff can send."""
    for stuk in ("1 ", "1-", "a@", "2311 AB ", "1.1.", "06 ", "Aa", "@a.", "geb. "):
        list(gevonden_persoonsgegevens(stuk * 2500))
