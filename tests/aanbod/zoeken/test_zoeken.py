"""Finding offers by words, on a small shelf of our own: no vectors are computed here."""

import pytest
from django.core.management import call_command
from django.db import connection

from aanbod.enums import Doelgroep
from aanbod.models import Document, Interventie, Zoekterm
from aanbod.workflow import InterventieStaat
from aanbod.zoeken import services, woordrang
from aanbod.zoeken.plaats import plaats_in
from aanbod.zoeken.selectors import zoek_interventies
from aanbod.zoeken.services import haal_in, werk_hele_zoekindex_bij, werk_zoekindex_bij
from tests.aanbod.factories import InterventieFactory, ThemaFactory, ZoekwoordFactory
from tests.gemeenten.factories import GemeenteFactory, KernFactory

PLANK = {
    "Peuters en driftbuien": (["boosheid"], "Over kinderen die gillen en slaan.", 1, 4, [Doelgroep.OUDERS]),
    "Stevig staan": (["weerbaarheid", "pesten"], "Stoeien en ademen.", 8, 12, [Doelgroep.JEUGDIGEN]),
    "Na de scheiding": (["scheiding"], "Praten en tekenen over twee huizen.", 7, 12, [Doelgroep.JEUGDIGEN]),
    "Online wijzer": (["schermen"], "Afspraken over de telefoon thuis.", 8, 16, [Doelgroep.OUDERS]),
    "Pesten herkennen": (["pesten"], "Scholing over pesten in de klas.", 4, 18, [Doelgroep.PROFESSIONALS]),
}
WOORDEN = {
    "boosheid": ["driftig", "driftkikker", "woedeaanval"],
    "pesten": ["gepest", "buitengesloten", "geen vrienden"],
    "scheiding": ["uit elkaar", "echtscheiding", "co-ouderschap"],
    "schermen": ["gamen", "mobieltje", "schermtijd"],
}


@pytest.fixture
def plank():
    for naam, (themas, omschrijving, van, tot, doelgroep) in PLANK.items():
        InterventieFactory(
            naam=naam,
            omschrijving=omschrijving,
            leeftijd_min=van,
            leeftijd_max=tot,
            doelgroep=doelgroep,
            themas=[thema(t) for t in themas],
        )
    werk_hele_zoekindex_bij()


def thema(naam):
    from aanbod.models import Thema

    bestaand = Thema.objects.filter(naam=naam).first()
    if bestaand:
        return bestaand
    nieuw = ThemaFactory(naam=naam)
    for woord in WOORDEN.get(naam, ()):
        ZoekwoordFactory(thema=nieuw, woord=woord)
    return nieuw


@pytest.mark.parametrize(
    ("vraag", "eerste"),
    [
        ("driftbui", "Peuters en driftbuien"),
        ("driftkikker", "Peuters en driftbuien"),
        ("mijn kind wordt buitengesloten", "Stevig staan"),
        ("geen vrienden", "Stevig staan"),
        ("ouders gaan uit elkaar", "Na de scheiding"),
        ("gescheiden", "Na de scheiding"),
        ("echtscheidding", "Na de scheiding"),
        ("schermtijd afspraken", "Online wijzer"),
        ("mobieltjes", "Online wijzer"),
        ("stevig", "Stevig staan"),
        ("wordt gepest", "Stevig staan"),
        ("scholing pesten leerkracht", "Pesten herkennen"),
    ],
)
def test_alledaagse_vraag_vindt_het_juiste_eerst(plank, vraag, eerste):
    gevonden = [i.naam for i in zoek_interventies(vraag)]
    assert gevonden
    assert gevonden[0] == eerste


def test_leeftijd_zet_wat_past_vooraan(plank):
    InterventieFactory(naam="Kleuters en boosheid", leeftijd_min=4, leeftijd_max=6, themas=[thema("boosheid")])
    werk_hele_zoekindex_bij()
    assert zoek_interventies("boosheid 5 jaar")[0].naam == "Kleuters en boosheid"


def test_alleen_een_leeftijd_is_ook_een_vraag(plank):
    assert {i.naam for i in zoek_interventies("2 jaar")} == {"Peuters en driftbuien"}


def test_lege_vraag_geeft_alles_en_onzin_niets(plank):
    assert zoek_interventies("").count() == len(PLANK)
    assert not zoek_interventies("xylofoonreparatie").exists()


@pytest.mark.parametrize("vraag", ["'; DROP TABLE x; --", "a' | 'b", r"\\' & !", "!!! ???", "'s", "\x00pest", "%_%"])
def test_vreemde_tekens_breken_niets(plank, vraag):
    list(zoek_interventies(vraag))


def test_uitkomst_is_verder_te_filteren_en_te_tellen(plank):
    gevonden = zoek_interventies("pesten")
    assert gevonden.filter(leeftijd_max__lte=12).count() == 1
    binnen = Interventie.objects.filter(naam="Pesten herkennen")
    assert [i.naam for i in zoek_interventies("pesten", binnen=binnen)] == ["Pesten herkennen"]


def test_alleen_gepubliceerd_aanbod_wordt_gevonden(plank):
    Interventie.objects.filter(naam="Stevig staan").update(staat=InterventieStaat.CONCEPT)
    assert "Stevig staan" not in {i.naam for i in zoek_interventies("stevig staan")}


def test_index_volgt_wijzigingen(plank):
    ding = Interventie.objects.get(naam="Online wijzer")
    ding.naam = "Wijs met kikkers"
    ding.save()
    werk_zoekindex_bij(ding)
    assert zoek_interventies("kikker")[0] == ding
    ZoekwoordFactory(thema=thema("schermen"), woord="tiktok")
    assert not zoek_interventies("tiktok").exists()
    assert haal_in() > 0
    assert zoek_interventies("tiktok").get() == ding


def test_opdracht_werkt_de_index_bij(plank, capsys, monkeypatch):
    haal_in()
    Interventie.objects.filter(naam="Stevig staan").update(naam="Sterk op je benen")
    monkeypatch.setattr(services, "geef_inbedder", lambda: None)
    call_command("werk_zoekindex_bij", "--alleen-veranderde")
    assert "1 ding, 0 vectoren" in capsys.readouterr().out
    assert zoek_interventies("benen").get().naam == "Sterk op je benen"


def test_een_typfout_wordt_vergeleken_met_woorden_van_het_aanbod(plank):
    assert not zoek_interventies("xylofon").exists()
    ding = InterventieFactory(naam="Spelen op de xylofoon", themas=[thema("boosheid")])
    werk_zoekindex_bij(ding)
    assert zoek_interventies("xylofon").get() == ding
    assert Zoekterm.objects.filter(woord="xylofoon").exists()
    assert not Zoekterm.objects.filter(woord__regex="[~_0-9]").exists()


VRAGEN = ("driftkikker", "mijn kind wordt gepest 9 jaar", "geen vrienden", "stevig pesten scheiding", "scholing pesten")


def test_op_een_lange_plank_staat_het_beste_nog_steeds_vooraan(plank, monkeypatch):
    """With so many matches that not all are ranked, the layers still hold the best ones."""
    for nummer in range(40):
        InterventieFactory(naam=f"Iets anders {nummer}", omschrijving="Over pesten en kinderen, en stevig eten.")
    werk_hele_zoekindex_bij()
    alle = {vraag: zoek_interventies(vraag)[0].naam for vraag in VRAGEN}
    monkeypatch.setattr(woordrang, "ALLES_TOT", 3)
    monkeypatch.setattr(woordrang, "PER_LAAG", 2)
    assert {vraag: zoek_interventies(vraag)[0].naam for vraag in VRAGEN} == alle


def test_een_naam_zonder_index_staat_niet_bovenaan(plank, monkeypatch):
    InterventieFactory(naam="Pesten zonder index")
    monkeypatch.setattr(woordrang, "ALLES_TOT", 1)
    assert zoek_interventies("pesten")[0].naam == "Stevig staan"


def test_de_voorkeur_voor_een_index_geldt_alleen_voor_het_zoeken(plank):
    with connection.cursor() as cursor:
        for vraag in ("pesten", "xylofoonreparatie", "2 jaar"):
            list(zoek_interventies(vraag))
            cursor.execute("SHOW enable_seqscan")
            assert cursor.fetchone() == ("on",)


def test_woorden_worden_met_de_index_gezocht(plank):
    with woordrang.liever_de_index():
        plan = Document.objects.order_by().filter(woordrang.Raakt([["pesten", "~pest"]])).explain()
    assert "document_woorden" in plan


def test_plaatsnaam_in_de_vraag():
    leiden = GemeenteFactory(naam="Leiden")
    KernFactory(gemeente=leiden, naam="Oude Wetering")
    assert plaats_in("speelochtend leiden") == plaats_in("iets in Oude Wetering") == leiden
    assert plaats_in("speelochtend in de buurt") is None
