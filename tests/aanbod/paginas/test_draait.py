"""What runs where, and who can give what: for who works here, as far as the role goes."""

import datetime as dt

import pytest

from aanbod.enums import Bereik, Preventievorm
from aanbod.workflow import GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.basis import klok
from tests.aanbod.factories import CertificaatFactory, GroepFactory, InterventieFactory, ThemaFactory, TrainerFactory
from tests.aanbod.hulp import als, ga
from tests.gemeenten.factories import GemeenteFactory


def test_de_planning_staat_per_gemeente_met_dagdeel_keren_en_plekken():
    leiden, katwijk = GemeenteFactory(naam="Leiden"), GemeenteFactory(naam="Katwijk")
    ding = InterventieFactory(naam="Sterk")
    GroepFactory(interventie=ding, gemeente=leiden, capaciteit=8, bezet=3)
    GroepFactory(interventie=ding, gemeente=katwijk, staat=GroepStaat.BEZIG, capaciteit=8, bezet=7)
    GroepFactory(interventie=ding, gemeente=katwijk, staat=GroepStaat.AFGEROND)
    pagina = ga(als(Rol.JGT), "draait")
    assert [(naam, len(groepen)) for naam, groepen in pagina.context["gemeenten"]] == [("Katwijk", 1), ("Leiden", 1)]
    tekst = " ".join(pagina.content.decode().split())
    assert "woensdagmiddag · 3 keer, tot en met" in tekst
    assert "nog 5 plekken" in tekst
    assert [tab["aantal"] for tab in pagina.context["tabs"]] == [2, 1]
    assert [naam for naam, _ in ga(als(Rol.JGT), "draait", plek="on").context["gemeenten"]] == ["Leiden"]


def test_wat_alleen_teams_mogen_vullen_staat_er_voor_hen_alleen():
    GroepFactory(interventie=InterventieFactory(preventievorm=Preventievorm.PROBLEEMGERICHT))
    assert ga(als(Rol.COACH), "draait").context["page_obj"].paginator.count == 1
    assert ga(als(Rol.KCC), "draait").context["page_obj"].paginator.count == 0


def test_de_planning_is_te_beperken_en_mee_te_nemen():
    thema, hier = ThemaFactory(), GemeenteFactory(naam="Lisse", slug="lisse", lat=53.0, lon=6.0)
    GroepFactory(interventie=InterventieFactory(naam="Wel", themas=[thema]), gemeente=hier, dagdeel=7)
    GroepFactory(interventie=InterventieFactory(naam="Niet"), gemeente=GemeenteFactory(), dagdeel=8)
    client = als(Rol.FACILITAIR)
    for vraag in ({"thema": thema.slug}, {"gemeente": "lisse"}, {"dagdeel": 7}, {"zoek": "wel"}):
        regels = ga(client, "draait", formaat="csv", **vraag).content.decode("utf-8-sig").splitlines()
        assert [regel.split(";")[:2] for regel in regels[1:]] == [["Lisse", "Wel"]], vraag
    assert ga(client, "draait", dagdeel=99).status_code == 422


@pytest.fixture
def sterk():
    """Three trainers, of whom two may give it today."""
    ding = InterventieFactory(naam="Sterk", trainers_nodig=2)
    gisteren = klok.vandaag() - dt.timedelta(days=1)
    leiden = GemeenteFactory(naam="Leiden", slug="leiden")
    CertificaatFactory(interventie=ding, trainer=TrainerFactory(naam="Wim", gemeente=leiden, bereik=Bereik.GEMEENTE))
    CertificaatFactory(interventie=ding, trainer=TrainerFactory(naam="Noor", gemeente=leiden))
    CertificaatFactory(interventie=ding, trainer=TrainerFactory(naam="Vera"), geldig_tot=gisteren)
    CertificaatFactory(interventie=ding, trainer=TrainerFactory(naam="Gerrit", actief=False))
    return ding


def test_wie_groepen_plant_ziet_de_namen_en_een_ander_hoeveel(sterk):
    met = ga(als(Rol.JGT), "gevers").content.decode()
    assert "Noor (hele regio)" in met
    assert "Wim (alleen Leiden)" in met
    assert "Vera" not in met
    assert "Gerrit" not in met
    zonder = ga(als(Rol.KCC), "gevers").content.decode()
    assert "Noor" not in zonder
    assert "2 trainers" in zonder
    bestand = ga(als(Rol.KCC), "gevers", formaat="csv").content.decode("utf-8-sig").splitlines()
    assert bestand[1:] == ["Sterk;2;2"]


def test_wie_ergens_te_vragen_is(sterk):
    GemeenteFactory(naam="Lisse", slug="lisse")
    sterk.certificaten.filter(trainer__naam="Noor").delete()
    assert ga(als(Rol.JGT), "gevers", werkt_in="leiden").context["page_obj"].paginator.count == 1
    assert ga(als(Rol.JGT), "gevers", werkt_in="lisse").context["page_obj"].paginator.count == 0
