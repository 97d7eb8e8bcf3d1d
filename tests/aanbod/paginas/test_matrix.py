"""The preventiematrix: counted live, empty cells in sight, and each cell opens exactly what it counts."""

import io
import re
from html import unescape

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from aanbod.enums import Preventievorm, Vorm
from aanbod.workflow import GroepStaat, InterventieStaat
from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory
from tests.aanbod.hulp import als, ga
from tests.gemeenten.factories import GemeenteFactory

P = Preventievorm
ADRES = re.compile(r'<a href="([^"]+)"\s+class="matrix__getal">\s*(\d+)<')


@pytest.fixture
def plank():
    """Two themes with something, one without; one offer with two forms, one that only runs in Leiden."""
    leiden, lisse = GemeenteFactory(naam="Leiden", slug="leiden"), GemeenteFactory(naam="Lisse", slug="lisse")
    slapen, pesten, leeg = (ThemaFactory(naam=n, slug=n) for n in ("slapen", "pesten", "leegte"))
    InterventieFactory(
        naam="Slaapkoffer", themas=[slapen], vorm=Vorm.THUIS, leeftijd_min=0, leeftijd_max=4, zwangerschap=True
    )
    sterk = InterventieFactory(
        naam="Sterk", themas=[slapen, pesten], preventievorm=P.SELECTIEF, andere_preventievormen=[P.UNIVERSEEL]
    )
    GroepFactory(interventie=sterk, gemeente=leiden)
    InterventieFactory(naam="Nog niet", themas=[leeg], staat=InterventieStaat.CONCEPT)
    return {"leiden": leiden, "lisse": lisse, "sterk": sterk}


def cellen(pagina):
    return [(unescape(adres), int(aantal)) for adres, aantal in ADRES.findall(pagina.content.decode())]


@pytest.mark.parametrize(
    "vraag", ["", "?per=leeftijd", "?gemeente=leiden", "?gemeente=lisse", "?per=leeftijd&gemeente=lisse"]
)
def test_elk_vak_opent_precies_wat_het_telt(plank, vraag):
    client = als(Rol.COACH)
    geteld = cellen(client.get(reverse("aanbod:matrix") + vraag))
    assert geteld
    for adres, aantal in geteld:
        assert client.get(adres).context["page_obj"].paginator.count == aantal, adres


def test_een_leeg_thema_staat_erbij_en_leidt_naar_een_vraag(plank):
    pagina = ga(als(Rol.JGT), "matrix")
    rijen = {regel["rij"].naam: [cel.aantal for cel, _ in regel["cellen"]] for regel in pagina.context["rijen"]}
    assert rijen == {"leegte": [0, 0, 0], "pesten": [1, 1, 0], "slapen": [2, 1, 0]}
    assert "5 vakken zijn leeg" in pagina.content.decode()
    assert f"{reverse('vraag:signaal_nieuw')}?thema=leegte" in pagina.content.decode()


def test_een_groep_telt_alleen_in_haar_gemeente_en_wat_geen_data_heeft_overal(plank):
    def slapen(gemeente):
        rijen = ga(als(Rol.COACH), "matrix", gemeente=gemeente).context["rijen"]
        return next([cel.aantal for cel, _ in r["cellen"]] for r in rijen if r["rij"].naam == "slapen")

    assert slapen("leiden") == [2, 1, 0]
    assert slapen("lisse") == [1, 0, 0]
    plank["sterk"].groepen.update(staat=GroepStaat.AFGEROND)
    assert slapen("leiden") == [1, 0, 0]


def test_een_aanbod_staat_bij_elke_leeftijd_waarvoor_het_is(plank):
    rijen = ga(als(Rol.COACH), "matrix", per="leeftijd").context["rijen"]
    assert {r["rij"].sleutel: [cel.aantal for cel, _ in r["cellen"]] for r in rijen} == {
        "zwanger": [1, 0, 0],
        "0-3": [1, 0, 0],
        "4-7": [2, 1, 0],
        "8-11": [1, 1, 0],
        "12-15": [1, 1, 0],
        "16": [0, 0, 0],
    }


def test_als_bestand_staan_ook_de_lege_vakken_erin(plank):
    antwoord = ga(als(Rol.AANSPREEKPUNT, gemeente=plank["leiden"]), "matrix", formaat="xlsx")
    blad = load_workbook(io.BytesIO(antwoord.content)).active
    assert [rij[0] for rij in blad.iter_rows(values_only=True)] == ["Thema", "leegte", "pesten", "slapen"]
    assert [cel.value for cel in blad[2]][1:] == [0, 0, 0]
