"""What if, for its readers: who may, what the pages say, and never more than a reader may know."""

import csv
import io
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from marktplein.basis.kleine_aantallen import WEINIG
from tests.gemeenten.factories import GemeenteFactory, RegioFactory, gebruiker_met
from tests.vraag.streek import Streek, maak_signaal
from tests.vraag.wat_als.proef import als, bewaar, formulier, gerekend, kleiner
from vraag.models import Scenario
from vraag.wat_als import services
from vraag.wat_als.beeld import beeld_van
from vraag.workflow import ScenarioStaat

# --- who may --------------------------------------------------------------------------------------------------


def test_alleen_een_aanspreekpunt_maakt_er_een_in_de_eigen_regio(streek: Streek, aanspreekpunt: User) -> None:
    beheer = gebruiker_met(Rol.GEMEENTEBEHEER, gemeente=streek.katwijk.gemeente)
    elders = gebruiker_met(
        Rol.AANSPREEKPUNT, gemeente=GemeenteFactory(regio=RegioFactory(naam="Elders", slug="elders"))
    )
    for wie in (beheer, elders, streek.van_katwijk):
        with pytest.raises(NietToegestaan):
            bewaar(streek, wie, kleiner(streek))
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))

    lezen = reverse("vraag:scenario", args=[scenario.pk])
    assert als(beheer).get(lezen).status_code == 200
    assert als(beheer).get(reverse("vraag:scenario_nieuw")).status_code == 403
    assert als(streek.van_katwijk).get(lezen).status_code == 403
    assert als(elders).get(lezen).status_code == 404


def test_alleen_de_maker_verandert_er_iets_aan(streek: Streek, aanspreekpunt: User) -> None:
    collega = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.leiden.gemeente)
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))

    klant = als(collega)
    assert klant.get(reverse("vraag:scenario", args=[scenario.pk])).status_code == 200
    assert klant.post(reverse("vraag:scenario", args=[scenario.pk])).status_code == 403
    assert klant.post(reverse("vraag:scenario_verwijderen", args=[scenario.pk])).status_code == 403
    assert als(aanspreekpunt).post(reverse("vraag:scenario_verwijderen", args=[scenario.pk])).status_code == 302
    assert not Scenario.objects.exists()


def test_niet_meer_dan_drie_tegelijk(streek: Streek, aanspreekpunt: User) -> None:
    for _ in range(services.TEGELIJK_PER_PERSOON):
        bewaar(streek, aanspreekpunt, kleiner(streek))

    with pytest.raises(DomeinFout, match="Er lopen al 3 berekeningen"):
        bewaar(streek, aanspreekpunt, kleiner(streek))


@pytest.mark.parametrize(
    "wijziging",
    [
        {"soort": "reizen", "km": 0, "voor": "allen", "id": None, "naam": ""},
        {"soort": "ruimte", "gemeente": 999_999, "naam": "?", "plaatsen": 5, "dagdelen": [1]},
        {"soort": "dagdeel", "interventie": 999_999, "naam": "?", "dagdelen": [1]},
    ],
)
def test_de_dienst_weigert_zelf_ook(streek: Streek, aanspreekpunt: User, wijziging: dict[str, Any]) -> None:
    with pytest.raises(DomeinFout):
        bewaar(streek, aanspreekpunt, wijziging)
    with pytest.raises(DomeinFout):
        bewaar(streek, aanspreekpunt)
    assert not Scenario.objects.exists()


# --- small counts ---------------------------------------------------------------------------------------------


def test_een_lezer_ziet_de_eigen_gemeente_precies_en_de_rest_niet(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 3)
    maak_signaal(streek, streek.leiden, 2)
    maak_signaal(streek, streek.oegstgeest, 6)
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))

    beeld = beeld_van(scenario, aanspreekpunt)

    assert beeld is not None
    vraag = {r.naam: r.vraag for r in beeld.gemeenten}
    assert vraag == {"Katwijk": 3, "Leiden": WEINIG, "Oegstgeest": "minstens 5"}


def test_wat_hetzelfde_blijft_staat_dichtgevouwen(streek: Streek, aanspreekpunt: User) -> None:
    """A region has dozens of trainings and municipalities: on a phone the one that differs would not be found."""
    maak_signaal(streek, streek.katwijk, 5)
    maak_signaal(streek, streek.oegstgeest, 3, dagdelen=[0])
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))
    beeld = beeld_van(scenario, aanspreekpunt)
    assert beeld is not None
    anders, zelfde = ([r.naam for r in beeld.gemeenten if r.zelfde is gelijk] for gelijk in (False, True))
    assert (anders, zelfde) == (["Katwijk"], ["Oegstgeest"])
    pagina = als(aanspreekpunt).get(reverse("vraag:scenario", args=[scenario.pk])).content.decode()
    dicht = "".join(re.findall(r"<details.*?</details>", pagina, re.DOTALL))
    open_ = re.sub(r"<details.*?</details>", "", pagina, flags=re.DOTALL)
    for naam, hier, daar in (("Katwijk", open_, dicht), ("Oegstgeest", dicht, open_)):
        assert f'<th scope="row">{naam}</th>' in hier
        assert f'<th scope="row">{naam}</th>' not in daar
    assert "per gemeente: 1 keer zonder verschil" in dicht


# --- the pages ------------------------------------------------------------------------------------------------


def test_het_formulier_maakt_een_scenario_een_keer(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario_nieuw")
    velden = formulier(
        regio=streek.regio.pk, grootte__0__interventie=streek.interventie.pk, grootte__0__minimum="4", reizen__0__km="3"
    )

    eerste, tweede = klant.post(adres, velden), klant.post(adres, velden)

    scenario = Scenario.objects.get()
    assert eerste.status_code == tweede.status_code == 302
    assert eerste["Location"] == tweede["Location"] == reverse("vraag:scenario", args=[scenario.pk])
    assert [w["soort"] for w in scenario.wijzigingen] == ["grootte", "reizen"]
    assert (scenario.eigenaar, scenario.naam) == (aanspreekpunt, "Kleinere groepen")


def test_hetzelfde_formulier_met_iets_anders_erin_zegt_wat_er_al_is(streek: Streek, aanspreekpunt: User) -> None:
    """The browser's way back brings a form with its old key; who presses again means another scenario."""
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario_nieuw")
    velden = formulier(regio=streek.regio.pk, reizen__0__km="3")
    eerste = klant.post(adres, velden)["Location"]
    for anders in ({"reizen-0-km": "4"}, {"naam": "Verder"}):
        weer = klant.post(adres, velden | anders)
        assert weer.status_code == 409
        assert "Je hebt dit scenario al gemaakt: ‘Kleinere groepen’." in weer.content.decode()
        assert f'<a href="{eerste}">Bekijk het scenario dat er staat</a>' in weer.content.decode()
        opnieuw = velden | anders | {"sleutel": weer.context["form"].naam["sleutel"].value()}
        assert len({klant.post(adres, opnieuw)["Location"] for _ in "ab"} - {eerste}) == 1
    kilometers = Scenario.objects.order_by("pk").values_list("naam", "wijzigingen__0__km")
    assert list(kilometers) == [("Kleinere groepen", 3), ("Kleinere groepen", 4), ("Verder", 3)]
    vol = klant.post(adres, velden | {"naam": "Nog verder", "sleutel": str(uuid.uuid4())})
    assert vol.status_code == 422
    assert "lopen al 3 berekeningen" in vol.content.decode()
    assert 'value="Nog verder"' in vol.content.decode()


def test_terug_in_de_browser_maakt_niet_hetzelfde_scenario_nog_eens(streek: Streek, aanspreekpunt: User) -> None:
    """The page comes back with what was typed but with a new key: it offers the scenario that is there."""
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario_nieuw")
    velden = formulier(regio=streek.regio.pk, reizen__0__km="3")
    klant.post(adres, velden)
    eerste = Scenario.objects.get()

    weer = klant.post(adres, velden | {"sleutel": str(uuid.uuid4()), "naam": f" {eerste.naam} "})

    assert weer.status_code == 409
    inhoud = weer.content.decode()
    assert "Je hebt al een scenario met deze naam en precies deze wijzigingen." in inhoud
    assert f'href="{reverse("vraag:scenario", args=[eerste.pk])}"' in inhoud
    assert 'value="3"' in inhoud
    assert Scenario.objects.get() == eerste
    anders = klant.post(adres, velden | {"sleutel": str(uuid.uuid4()), "reizen-0-km": "4"})
    assert anders.status_code == 302
    collega = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=streek.leiden.gemeente)
    assert als(collega).post(adres, velden | {"sleutel": str(uuid.uuid4())}).status_code == 302


def test_terug_naar_het_formulier_van_een_weggegooid_scenario(streek: Streek, aanspreekpunt: User) -> None:
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario_nieuw")
    velden = formulier(regio=streek.regio.pk, reizen__0__km="3")
    klant.post(adres, velden)
    klant.post(reverse("vraag:scenario_verwijderen", args=[Scenario.objects.get().pk]))

    opnieuw = klant.post(adres, velden)

    assert opnieuw["Location"] == reverse("vraag:scenario", args=[Scenario.objects.get().pk])


@pytest.mark.parametrize(
    ("velden", "melding"),
    [
        ({}, "Kies minstens één wijziging"),
        ({"naam": "", "reizen__0__km": "4"}, "Geef het scenario een naam"),
        ({"naam": "bel 06-12345678", "reizen__0__km": "4"}, "telefoonnummer"),
        ({"reizen__0__km": "veel"}, "Vul een heel getal in"),
        ({"reizen__0__km": "51"}, "Vul hoogstens 50 in."),
        ({"reizen__0__km": "3", "reizen__0__voor": "gemeente:999999"}, "Kies voor wie uit de lijst."),
        ({"grootte__0__minimum": "4"}, "Kies een training."),
        ({"ruimte__0__plaatsen": "10"}, "Kies een gemeente."),
        ({"trainer__0__groepen": "3"}, "Kies minstens één training."),
        ({"dagdeel__0__dagdelen": ["99"]}, "Kies dagdelen uit het rooster."),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(
    streek: Streek, aanspreekpunt: User, velden: dict[str, Any], melding: str
) -> None:
    maak_signaal(streek, streek.katwijk, 5)

    antwoord = als(aanspreekpunt).post(
        reverse("vraag:scenario_nieuw"), formulier(**{"regio": streek.regio.pk, **velden})
    )

    assert antwoord.status_code == 422
    assert melding in antwoord.content.decode()
    assert not Scenario.objects.exists()


def test_groottes_die_niet_kloppen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    klant, adres, pk = als(aanspreekpunt), reverse("vraag:scenario_nieuw"), streek.interventie.pk

    def post(**velden: Any) -> str:
        return klant.post(
            adres, formulier(regio=streek.regio.pk, grootte__0__interventie=pk, **velden)
        ).content.decode()

    assert "Vul een getal in. Nu is het 6 tot en met 9 mensen." in post()
    assert "De kleinste groep (10) is dan groter dan de grootste (9)." in post(grootte__0__minimum="10")
    assert "Zo is het nu ook." in post(grootte__0__minimum="6")
    dubbel = {"grootte-aantal": "2", "grootte__1__interventie": pk, "grootte__1__minimum": "5"}
    assert "Deze training staat er al bij." in post(grootte__0__minimum="4", **dubbel)
    assert not Scenario.objects.exists()


def test_nog_een_blok_bewaart_wat_er_staat_zonder_te_klagen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    velden = formulier(regio=streek.regio.pk, naam="", erbij="ruimte", ruimte__0__plaatsen="veel", reizen__0__km="6")

    antwoord = als(aanspreekpunt).post(reverse("vraag:scenario_nieuw"), velden)

    pagina = antwoord.content.decode()
    assert antwoord.status_code == 200
    assert 'name="ruimte-1-plaatsen"' in pagina
    assert 'name="ruimte-aantal" value="2"' in pagina
    assert 'name="ruimte-0-plaatsen" value="veel"' in pagina
    assert 'name="reizen-0-km" value="6"' in pagina
    assert "Vul een heel getal in" not in pagina
    assert "Geef het scenario een naam" not in pagina


def test_een_kopie_begint_met_dezelfde_wijzigingen(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    scenario = bewaar(
        streek,
        aanspreekpunt,
        kleiner(streek),
        {"soort": "reizen", "km": 8, "voor": "interventie", "id": streek.interventie.pk, "naam": "x"},
    )

    pagina = als(aanspreekpunt).get(reverse("vraag:scenario_nieuw"), {"kopie": scenario.pk}).content.decode()

    assert 'value="proef (kopie)"' in pagina
    assert 'name="grootte-0-minimum" value="4"' in pagina
    assert 'name="reizen-0-km" value="8"' in pagina
    assert f'<option value="interventie:{streek.interventie.pk}" selected>' in pagina


def test_de_pagina_volgt_de_berekening(streek: Streek, aanspreekpunt: User) -> None:
    scenario = bewaar(streek, aanspreekpunt, kleiner(streek))
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario", args=[scenario.pk])
    htmx = {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "voortgang"}

    assert "De berekening begint zo." in klant.get(adres).content.decode()
    assert "De berekening begint zo." in klant.get(adres, **htmx).content.decode()
    services.voer_uit(scenario.pk)
    assert klant.get(adres, **htmx)["HX-Refresh"] == "true"
    assert "Wat het oplevert" in klant.get(adres).content.decode()


def test_naast_elkaar_en_als_bestand(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    een = gerekend(streek, aanspreekpunt, kleiner(streek), naam="kleiner")
    twee = gerekend(streek, aanspreekpunt, kleiner(streek, 7), naam="groter")
    klant, adres = als(aanspreekpunt), reverse("vraag:scenarios_vergelijken")

    pagina = klant.get(adres, {"s": [een.pk, twee.pk]}).content.decode()
    assert "kleiner" in pagina
    assert "groter" in pagina
    assert "(+5)" in pagina
    te_weinig = klant.get(adres, {"s": [een.pk]}, follow=True).content.decode()
    assert "Kies 2 of 3 scenario’s" in te_weinig
    assert klant.get(adres, {"s": [een.pk, 999_999]}).status_code == 302

    ruw = klant.get(adres, {"s": [een.pk, twee.pk], "formaat": "csv"}).content.decode("utf-8-sig")
    rijen = list(csv.reader(io.StringIO(ruw), delimiter=";"))
    assert rijen[0][2:5] == ["kleiner: nu", "kleiner: dan", "kleiner: verschil"]
    assert rijen[1] == ["De hele regio", "Mensen met een plek", "0", "5", "5", "0", "0", "0"]


def test_een_scenario_als_bestand(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    scenario = gerekend(streek, aanspreekpunt, kleiner(streek))
    klant, adres = als(aanspreekpunt), reverse("vraag:scenario", args=[scenario.pk])

    ruw = klant.get(adres, {"formaat": "csv"}).content.decode("utf-8-sig")
    rijen = list(csv.reader(io.StringIO(ruw), delimiter=";"))

    assert rijen[0] == ["Wat", "Naam", "Nu", "Met de wijzigingen", "Verschil", "Toelichting"]
    assert ["Gemeente", "Katwijk", "0", "5", "5", "5 mensen gevraagd"] in rijen
    assert any(rij[0] == "Groep erbij" and rij[3] == "5" for rij in rijen)
    assert klant.get(adres, {"formaat": "xlsx"})["Content-Type"].startswith("application/vnd.openxml")


def test_de_lijst_filtert_en_vraagt_niet_meer_bij_meer_scenarios(streek: Streek, aanspreekpunt: User) -> None:
    maak_signaal(streek, streek.katwijk, 5)
    eerste = gerekend(streek, aanspreekpunt, kleiner(streek), naam="kleinere groepen")
    klant, adres = als(aanspreekpunt), reverse("vraag:scenarios")
    klant.get(adres)

    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert klant.get(adres).status_code == 200
        return len(vragen)

    een = tel()
    for n in range(25):
        Scenario.objects.create(
            regio=streek.regio,
            naam=f"ander {n}",
            eigenaar=aanspreekpunt,
            wijzigingen=eerste.wijzigingen,
            uitkomst=eerste.uitkomst,
            staat=ScenarioStaat.KLAAR,
            gevraagd_op=klok.nu(),
        )
    assert tel() == een <= 20
    pagina = klant.get(adres, {"zoek": "kleinere", "van": "mij", "staat": "klaar"}).content.decode()
    assert "kleinere groepen" in pagina
    assert "5 met plek (+5)" in pagina
    assert "ander 3" not in pagina
    assert "2" in klant.get(adres, {"pagina": 2}).content.decode()
