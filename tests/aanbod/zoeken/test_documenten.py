"""Everything findable has a document, and it follows what changes, whoever changes it."""

import json

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from aanbod.models import Document, Interventie, Voorbeeldzin, Zinvector, Zoekwoord
from aanbod.workflow import InterventieStaat
from aanbod.zoeken import betekenis, selectors, services
from aanbod.zoeken.selectors import zoek
from aanbod.zoeken.services import bereken_vectoren, haal_in
from gemeenten.grond.models import Organisatie
from marktplein.basis.models import TeIndexeren
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory, ZoekwoordFactory
from tests.gemeenten.factories import GemeenteFactory, OrganisatieFactory


def namen(vraag: str, **opties: object) -> list[str]:
    return [g.naam for g in zoek(vraag, **opties).gevonden]  # type: ignore[arg-type]


def soorten() -> set[str]:
    return set(Document.objects.values_list("soort", flat=True))


def test_elke_kamer_geeft_zijn_dingen_en_de_index_volgt_elke_wijziging() -> None:
    ding = InterventieFactory(naam="Rust in huis", themas=[ThemaFactory(naam="slapen")])
    GroepFactory(interventie=ding)
    winkel = OrganisatieFactory(naam="Kledingbank De Kast", omschrijving="Gratis kleding en schoenen.")
    haal_in()
    assert soorten() == {"aanbod", "groep", "organisatie", "pagina", "thema"}
    assert not TeIndexeren.objects.exists()
    assert namen("schoenen") == ["Kledingbank De Kast"]
    # Past every service, as a command or the technical admin does it.
    Organisatie.objects.filter(pk=winkel.pk).update(omschrijving="Gratis laarzen.")
    Interventie.objects.filter(pk=ding.pk).update(staat=InterventieStaat.INGETROKKEN)
    haal_in()
    assert namen("laarzen") == ["Kledingbank De Kast"]
    assert namen("schoenen") == []
    assert not Document.objects.filter(soort="aanbod").exists()
    winkel.delete()
    assert haal_in() == 1
    assert "organisatie" not in soorten()


def test_een_wijziging_die_niets_wijzigt_en_een_tweede_ronde_doen_niets() -> None:
    winkel = OrganisatieFactory()
    haal_in()
    winkel.save(update_fields=["naam"])
    assert not TeIndexeren.objects.exists()
    assert haal_in() == 0


def test_een_woord_bij_een_thema_vindt_het_aanbod_daarvan() -> None:
    thema = ThemaFactory(naam="schermen")
    InterventieFactory(naam="Online wijzer", themas=[thema])
    haal_in()
    assert namen("tiktok") == []
    ZoekwoordFactory(thema=thema, woord="tiktok")
    haal_in()
    assert namen("tiktok") == ["Online wijzer", "schermen"]


@pytest.fixture
def met_vectoren() -> None:
    pesten, eten = ThemaFactory(naam="pesten"), ThemaFactory(naam="eten")
    for thema, woorden in ((pesten, ("gepest", "buitengesloten")), (eten, ("kieskeurig", "groente"))):
        Zoekwoord.objects.bulk_create(Zoekwoord(thema=thema, woord=woord) for woord in woorden)
    sterk = InterventieFactory(
        naam="Stevig staan", omschrijving="Kinderen leren opkomen voor zichzelf.", themas=[pesten]
    )
    bord = InterventieFactory(naam="Lekker bord", omschrijving="Over gezonde maaltijden.", themas=[eten])
    InterventieFactory(
        naam="Scholing pesten", omschrijving="Voor leraren.", themas=[pesten], doelgroep=["professionals"]
    )
    OrganisatieFactory(naam="Voedselbank", omschrijving="Eten voor wie te weinig geld heeft.")
    zinnen = ((sterk, "ze lachen hem uit in de pauze"), (bord, "hij lust niets"), (bord, "ze eet geen groente"))
    for ding, zin in zinnen:
        Voorbeeldzin.objects.create(interventie=ding, zin=zin)
    haal_in()
    assert bereken_vectoren() > 0


def test_wat_hetzelfde_betekent_wordt_gevonden_ook_in_een_andere_taal(met_vectoren: None) -> None:
    for vraag in ("my son is being bullied", "syn jest prześladowany przez kolegów"):
        assert namen(vraag)[0] == "Stevig staan"
    assert namen("we have nothing in the fridge and no money")[0] == "Voedselbank"
    eerste = zoek("iedereen lacht om hem tijdens de pauze").gevonden[0]
    assert (eerste.naam, eerste.soort) == ("Stevig staan", "aanbod")
    assert "pauze" in eerste.waarom


def test_een_bezoeker_ziet_geen_aanbod_voor_collegas_tenzij_er_een_collega_vraagt(met_vectoren: None) -> None:
    from django.contrib.auth.models import AnonymousUser

    assert "Scholing pesten" not in namen("mijn kind wordt gepest", user=AnonymousUser())
    assert "Scholing pesten" in namen("scholing over pesten voor leerkrachten", user=AnonymousUser())


def test_het_dichtste_thema_staat_derde_en_voorop_als_het_zo_heet(met_vectoren: None) -> None:
    gevonden = zoek("wordt uitgelachen en gepest").gevonden
    assert [g.soort for g in gevonden].index("thema") == 2
    assert sum(g.soort == "thema" for g in gevonden) == 1
    assert zoek("pesten").gevonden[0].soort == "thema"


def test_zonder_model_zoekt_hij_op_woorden(met_vectoren: None, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (betekenis, selectors, services):
        monkeypatch.setattr(module, "geef_inbedder", lambda: None)
    assert namen("children laugh at my son") == []
    uitkomst = zoek("opkomen voor zichzelf")
    assert [g.naam for g in uitkomst.gevonden] == ["Stevig staan"]
    assert not uitkomst.op_betekenis
    assert bereken_vectoren() == 0


def test_alleen_wat_veranderde_krijgt_een_nieuwe_vector(met_vectoren: None) -> None:
    assert bereken_vectoren() == 0
    voor = betekenis.geef_betekenis()
    Organisatie.objects.filter(naam="Voedselbank").update(omschrijving="Wij lenen speelgoed uit.")
    haal_in()
    assert Document.objects.filter(vector__isnull=True).count() == 1
    assert bereken_vectoren() == 1
    na = betekenis.geef_betekenis()
    assert na.stand > voor.stand
    anders = [
        na.ruw.sleutels[rij][0]
        for rij, pk in enumerate(na.ruw.pks)
        if not np.array_equal(na.ruw.vectoren[rij], voor.ruw.vectoren[voor.plek[int(pk)]])
    ]
    assert anders == ["organisatie"]
    assert Zinvector.objects.count() == 7


def test_wat_van_de_genoemde_plaats_is_gaat_voor() -> None:
    leiden, katwijk = GemeenteFactory(naam="Leiden"), GemeenteFactory(naam="Katwijk")
    for gemeente in (leiden, katwijk):
        winkel = OrganisatieFactory(naam=f"Buurthuis {gemeente.slug}", omschrijving="Koffie en een praatje.")
        winkel.gemeenten.set([gemeente])
    haal_in()
    assert namen("koffie in Katwijk")[0] == f"Buurthuis {katwijk.slug}"
    assert namen("koffie in Leiden")[0] == f"Buurthuis {leiden.slug}"


def test_opdracht_zoek_antwoordt_in_json(capsys: pytest.CaptureFixture[str], tmp_path) -> None:
    OrganisatieFactory(naam="Kledingbank De Kast", omschrijving="Gratis kleding.")
    haal_in()
    vragen = tmp_path / "vragen.txt"
    vragen.write_text("kleding\nik wil niet meer leven\n%\n", encoding="utf-8")
    call_command("zoek", regels=vragen, json=True, top=3)
    een, twee, drie = map(json.loads, capsys.readouterr().out.splitlines())
    assert (een["vraag"], een["nood"]) == ("kleding", None)
    assert een["resultaten"][0].keys() == {"naam", "soort", "score", "waarom"}
    assert een["resultaten"][0]["naam"] == "Kledingbank De Kast"
    assert twee["nood"]
    assert drie == {"vraag": "%", "nood": None, "resultaten": []}
    call_command("zoek", "kleding")
    assert "Kledingbank De Kast (organisatie" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("zoek")
