"""The words of the house, in every template, every Python string and on the pages of a world with all that exists.

What is a date or a count is said in one way. How: ``marktplein.basis.woorden``. Pictures: ``test_iconen``.
"""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from marktplein.accounts.models import User
from marktplein.basis import dagdelen, klok, woorden
from tests.huistekst import BRONNEN, SJABLONEN, plaats, zinnen, zonder_uitleg
from tests.rechtenwereld import EIGEN, maak_wereld

MEERVOUD = (
    "kinderen|plekken|plaatsen|groepen|vragen|voorstellen|teams|taken|trainers|werkdagen|dagen|weken|leden|"
    "aanmeldingen|bijeenkomsten|ruimtes|themas|trainingen"
)
# The kernel talks to engineers. A spreadsheet has real dates, and an address has no spaces. The words of a question are
# those of who asks it: nobody reads the patterns.
GEEN_TEKST = (
    "vraag/matching/",
    "marktplein/basis/export.py",
    "aanbod/groepen/services/planning.py",
    "aanbod/zoeken/taal/",
)
DATUM_IN_CIJFERS = re.compile(r"(?<![\d-])\d{1,2}-\d{1,2}-(?:19|20)\d\d(?![\d-])")
# "vragen" is a verb as well; "3 van 9 plekken" and "2 tot en met 9 kinderen" have no other way to be said.
_LOS = rf"(?!vragen\b)(?:{MEERVOUD})\b"
LOS_IN_SJABLOON = re.compile(rf"(?<!van )(?<!tot en met )\{{\{{[^{{}}]*\}}\}}\s{_LOS}")
LOS_IN_CODE = re.compile(rf"(?<!van )(?<!tot en met )\{{\}}\}} {_LOS}")
EEN_MEERVOUD = re.compile(rf"(?<![\d.,])1 (?:{MEERVOUD})\b")
NIET_TEKST = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)


def fouten_in(tekst: str) -> Iterator[str]:
    if "t/m" in tekst:
        yield "“t/m” is “tot en met”"
    if DATUM_IN_CIJFERS.search(tekst) or re.search(r"%d-%m|date:\"[^\"]*[dj]-[mn]-", tekst):
        yield "een datum in cijfers: woorden.datum of woorden.dag_met_jaar"
    if re.search(r"date:\"[^\"]*j M\b[^\"]*\"(?!\|lower)", tekst):
        yield "een maand met een hoofdletter: dag_kort"


def test_geen_datum_in_cijfers_en_geen_afgekort_bereik() -> None:
    gevonden = [f"{plaats(pad)}: {fout}" for pad in SJABLONEN for fout in fouten_in(zonder_uitleg(pad))]
    gevonden += [
        f"{plaats(pad)}:{regel}: {fout}"
        for pad in BRONNEN
        if not plaats(pad).startswith(GEEN_TEKST)
        for regel, zin in zinnen(pad)
        for fout in fouten_in(zin)
    ]
    assert not gevonden


def test_een_aantal_kent_enkelvoud() -> None:
    """A value right before a word in the plural is a 1 some day: ``{{ n|tel:"kind,kinderen" }}``, woorden.tel."""
    gevonden = [
        f"{plaats(pad)}: {hit.group()}" for pad in SJABLONEN for hit in LOS_IN_SJABLOON.finditer(zonder_uitleg(pad))
    ]
    gevonden += [
        f"{plaats(pad)}:{regel}: {hit.group()}"
        for pad in BRONNEN
        if not plaats(pad).startswith(GEEN_TEKST)
        for regel, zin in zinnen(pad)
        for hit in LOS_IN_CODE.finditer(zin)
    ]
    assert not gevonden


# A name and its town glued by a comma: "Oegstgeest, Oegstgeest".
PLAATS_ERACHTER = re.compile(r'(?<!" )\}\}(?:\{% endif %\})?, ?\{\{ [\w.]*gemeente(?:\.naam)? \}\}')


def test_een_plaats_staat_er_een_keer() -> None:
    """``naam|in_plaats:gemeente`` tells the town once; a comma in a template tells it always."""
    assert [plaats(pad) for pad in SJABLONEN if PLAATS_ERACHTER.search(pad.read_text("utf-8"))] == []


@pytest.mark.parametrize(
    ("zin", "woord"),
    [
        (woorden.plekken(1), "1 plek"),
        (woorden.tel(0, "werkdag", "werkdagen"), "0 werkdagen"),
        (woorden.van_tot(6, 8, "kind", "kinderen"), "6 tot en met 8 kinderen"),
        (woorden.van_tot(1, 1, "kind", "kinderen"), "1 kind"),
        (woorden.leeftijden(0, 0), "0 tot en met 11 maanden"),
        (woorden.leeftijden(0, 4), "0 tot en met 4 jaar"),
        (woorden.leeftijden(8, 8), "8 jaar"),
        (woorden.leeftijden(8, 12), "8 tot en met 12 jaar"),
        (woorden.schoolklassen(3, 6), ""),
        (woorden.schoolklassen(12, 18), ""),
        (woorden.schoolklassen(4, 4), "groep 1"),
        (woorden.schoolklassen(12, 12), "klas 1"),
        (woorden.schoolklassen(8, 11), "groep 5 tot en met 8"),
        (woorden.schoolklassen(12, 17), "klas 1 tot en met 6"),
        (woorden.schoolklassen(10, 12), "groep 7 tot en met klas 1"),
        (woorden.opsomming([]), ""),
        (woorden.opsomming(["a"]), "a"),
        (woorden.opsomming(["a", "b"]), "a en b"),
        (woorden.opsomming(iter("abc"), "of"), "a, b of c"),
        (woorden.waar("Raadhuis", "Dorpsstraat 1", plaats="Oegstgeest"), "Raadhuis, Dorpsstraat 1, Oegstgeest"),
        (woorden.waar("", "Leiden", plaats="Leiden"), "Leiden"),
        (woorden.waar("Oegstgeest", plaats="Oegstgeest"), "Oegstgeest"),
        (woorden.waar("Zaal Leiden", "Rapenburg 1, Leiden", plaats="Leiden"), "Zaal Leiden, Rapenburg 1, Leiden"),
        (woorden.waar("", "Lisserweg 1", plaats="Lisse"), "Lisserweg 1, Lisse"),
        (dagdelen.kort(range(15)), "alle dagdelen"),
        (dagdelen.kort(d for d in range(15) if d != 14), "alle dagdelen behalve vrijdagavond"),
        (dagdelen.kort([7, 10]), "woensdagmiddag en donderdagmiddag"),
        (dagdelen.kort([1, 4, 7, 10, 13]), "elke middag"),
        (
            dagdelen.kort([0, 1, 3, 4, 6, 7, 9, 10, 12]),
            "maandag tot en met donderdag (ochtend en middag) en vrijdag (ochtend)",
        ),
        (woorden.km(40), "100 meter"),
        (woorden.km(949), "900 meter"),
        (woorden.km(950), "1,0 km"),
        (woorden.km(6149), "6,1 km"),
        (woorden.op_km(999), "vlakbij"),
        (woorden.op_km(4321), "op 4 km"),
        (woorden.bedrag(2500), "€ 25"),
        (woorden.bedrag(1250), "€ 12,50"),
        (woorden.dag_kort(dt.date(1999, 12, 14)), "di 14 dec 1999"),
        (woorden.datum(dt.date(1999, 3, 1)), "1 maart 1999"),
        (woorden.dag_met_jaar(dt.date(1999, 3, 1)), "maandag 1 maart 1999"),
    ],
)
def test_zo_zeggen_we_het(zin: str, woord: str) -> None:
    assert zin == woord


def test_dit_jaar_hoeft_er_niet_bij() -> None:
    vandaag = klok.vandaag()
    assert str(vandaag.year) not in woorden.datum(vandaag) + woorden.dag_kort(vandaag) + woorden.dag_met_jaar(vandaag)


# --- rendered -------------------------------------------------------------------------------------------------

# Lists and forms that need no argument; the rest of the addresses comes from the world.
ADRESSEN = (
    "aanbod:home", "aanbod:zoeken", "aanbod:groepen", "aanbod:plank", "aanbod:beheer", "aanbod:interventie_nieuw",
    "aanbod:mijn_groepen", "aanbod:mijn_inzet", "aanbod:hulp", "werkplek:start", "vraag:signalen",
    "vraag:signaal_nieuw", "vraag:regiovraag", "vraag:voorstellen", "vraag:runs", "vraag:scenarios",
    "vraag:scenario_nieuw", "vraag:reeksen", "inzicht:inzicht", "inzicht:wachttijd", "facilitair:taken",
    "facilitair:taak_nieuw", "facilitair:ruimtes", "facilitair:agenda", "gemeenten:leden", "gemeenten:uitnodigen",
    "gemeenten:uitnodigingen", "gemeenten:sluitingsdagen", "gemeenten:sluitingsdag_nieuw", "gemeenten:logboek",
    "stijlgids",
)  # fmt: skip
VERKEERD = (DATUM_IN_CIJFERS, EEN_MEERVOUD, re.compile(r"\bt/m\b"))


def tekst_van(html: str) -> str:
    return " ".join(NIET_TEKST.sub(" ", html).split())


def klant(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    return client


def verkeerd_op(client: Client, pad: str) -> list[str] | None:
    """What is said wrong there; None where this person sees no page."""
    antwoord = client.get(pad)
    if antwoord.status_code != 200 or not antwoord["Content-Type"].startswith("text/html"):
        return None
    tekst = tekst_van(antwoord.content.decode())
    hits = [hit for patroon in VERKEERD for hit in patroon.finditer(tekst)]
    return [f"{pad}: …{tekst[max(0, hit.start() - 40) : hit.end() + 20]}…" for hit in hits]


@pytest.mark.lang
@pytest.mark.django_db
def test_de_paginas_van_een_hele_wereld() -> None:
    """Every count in that world is small, so each page that cannot say "1" says it wrong here.

    A list says something else to each role; of a thing or a form one who may see it is enough.
    """
    wereld = maak_wereld()
    klanten = {"bezoeker": klant(None), **{wie: klant(user) for wie, user in wereld.gebruikers.items()}}
    gevonden, gezien = [], set()
    for naam in ADRESSEN:
        for wie, client in klanten.items():
            fouten = verkeerd_op(client, reverse(naam))
            if fouten is not None:
                gezien.add(naam)
                gevonden += [f"{wie} {fout}" for fout in fouten]
    for naam, varianten in wereld.adressen.items():
        for client in klanten.values():
            if (fouten := verkeerd_op(client, reverse(naam, args=varianten[EIGEN]))) is not None:
                gevonden += fouten
                break
    assert set(ADRESSEN) - gezien == set(), "niemand ziet deze pagina"
    assert not gevonden
