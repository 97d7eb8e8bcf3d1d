"""What a browser sends that nobody meant: forms back from its history, old lists, hidden fields, odd numbers."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.models import Interventie
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan
from tests.verhalen.test_straat import pool
from tests.vraag.factories import SignaalFactory, formulier_van
from tests.vraag.hulp import adres, nieuw, tekst
from tests.vraag.streek import Streek, maak_signaal
from tests.vraag.wat_als.proef import als, formulier
from vraag.models import Groepsvoorstel, Scenario, Signaal
from vraag.workflow import Antwoord

VEEL = "9" * 5000


# --- the same need twice --------------------------------------------------------------------------------------


def met_sleutel(team: Team, training: Interventie, **anders: Any) -> dict[str, Any]:
    return formulier_van(team, training, sleutel=str(uuid.uuid4()), **anders)


def test_terug_in_de_browser_plaatst_niet_dezelfde_kinderen_nog_eens(
    bezoek: Client, team: Team, training: Interventie
) -> None:
    """The page comes back with what was typed but with a new key: nothing else tells the two apart."""
    bezoek.post(nieuw(), met_sleutel(team, training, opmerking="graag samen"))
    eerste = Signaal.objects.get()

    weer = bezoek.post(nieuw(), met_sleutel(team, training, opmerking="graag samen "))

    assert weer.status_code == 409
    assert "Je plaatste vandaag al precies dezelfde vraag" in tekst(weer)
    assert adres("signaal", eerste) in tekst(weer)
    assert Signaal.objects.get() == eerste


def test_zijn_het_andere_kinderen_dan_kan_het_wel(bezoek: Client, team: Team, training: Interventie) -> None:
    bezoek.post(nieuw(), met_sleutel(team, training))
    gepost = met_sleutel(team, training)
    form = bezoek.post(nieuw(), gepost).context["form"]
    assert form["toch"].value() == "1"

    nog_eens = [bezoek.post(nieuw(), gepost | {"toch": "1"})["Location"] for _ in range(2)]

    assert nog_eens[0] == nog_eens[1]
    assert Signaal.objects.count() == 2


def test_een_ander_aantal_is_een_andere_vraag(bezoek: Client, team: Team, training: Interventie) -> None:
    for aantal in ("3", "4"):
        assert bezoek.post(nieuw(), met_sleutel(team, training, aantal=aantal)).status_code == 302


def test_aansluiten_gaat_ook_niet_dubbel(bezoek: Client, team: Team, training: Interventie) -> None:
    ander = SignaalFactory(team=TeamFactory(gemeente=team.gemeente), interventie=training)
    for status in (302, 409):
        gepost = met_sleutel(team, training)
        assert bezoek.post(adres("aansluiten", ander), gepost).status_code == status
    assert Signaal.objects.filter(team=team).count() == 1


# --- hidden fields and odd numbers ----------------------------------------------------------------------------


@pytest.mark.parametrize("naam", ["interventie", "thema"])
@pytest.mark.parametrize("waarde", ["a b", "x" * 500])
def test_een_raar_adres_geeft_een_leeg_formulier(bezoek: Client, naam: str, waarde: str) -> None:
    pagina = bezoek.get(nieuw(), {naam: waarde})
    assert pagina.status_code == 200
    assert not pagina.context["form"][naam].value()


@pytest.mark.parametrize(("onder", "boven"), [("", VEEL), (VEEL, ""), (VEEL, VEEL), ("", "²")])
def test_een_leeftijd_van_duizenden_cijfers(
    bezoek: Client, team: Team, training: Interventie, onder: str, boven: str
) -> None:
    response = bezoek.post(nieuw(), formulier_van(team, training, leeftijd_min=onder, leeftijd_max=boven))
    assert response.status_code == 422
    assert "Vul een heel getal in" in tekst(response)


def test_een_onleesbare_sleutel_houdt_niemand_tegen(bezoek: Client, team: Team, training: Interventie) -> None:
    gepost = formulier_van(team, training, sleutel="onzin", versie="onzin")
    assert bezoek.post(nieuw(), gepost).status_code == 302


def test_een_onleesbare_versie_is_een_oude(bezoek: Client, team: Team, training: Interventie) -> None:
    ding = SignaalFactory(team=team, interventie=training)
    gepost = formulier_van(team, training, versie="onzin")
    weer = bezoek.post(adres("signaal_wijzigen", ding), gepost)
    assert weer.status_code == 409
    goed = gepost | {"versie": weer.context["form"]["versie"].value()}
    assert bezoek.post(adres("signaal_wijzigen", ding), goed).status_code == 302


def test_wie_intussen_bij_een_ander_team_hoort_kan_verder(
    bezoek: Client, team: Team, training: Interventie, user: User
) -> None:
    """The field with the team is hidden for who has one: a form for the team of this morning is not a dead end."""
    oud = TeamFactory(naam="JGT Van Vroeger")
    response = bezoek.post(nieuw(), formulier_van(oud, training, aantal="5"))
    assert response.status_code == 422
    form = response.context["form"]
    assert "Je hoort nu bij JGT Oegstgeest" in tekst(response)
    assert form["team"].value() == str(team.pk)
    assert form["aantal"].value() == "5"


def test_lege_leeftijd_bij_een_brede_training_zegt_waarom_het_niet_kan(
    bezoek: Client, team: Team, training: Interventie
) -> None:
    gepost = formulier_van(team, training, leeftijd_min="", leeftijd_max="")
    inhoud = tekst(bezoek.post(nieuw(), gepost))
    assert "is voor 6 tot en met 12 jaar, maar in één groep schelen kinderen hoogstens 4 jaar." in inhoud


# --- proposals and runs ---------------------------------------------------------------------------------------


@pytest.fixture
def voorstel(streek: Streek) -> Groepsvoorstel:
    maak_signaal(streek, streek.katwijk, 5)
    maak_signaal(streek, streek.oegstgeest, 4)
    pool(streek)
    return Groepsvoorstel.objects.get()


def test_wie_een_oud_formulier_verstuurt_hoort_het_antwoord_van_een_collega(
    streek: Streek, voorstel: Groepsvoorstel
) -> None:
    toezegging = voorstel.toezeggingen.get(team=streek.katwijk)
    eerste, tweede = (als(gebruiker_met(Rol.JGT, team=streek.katwijk)) for _ in range(2))
    waar = reverse("vraag:antwoord", args=[toezegging.pk])
    gezien = tweede.get(reverse("vraag:voorstel", args=[voorstel.pk])).context["formulieren"][0][1]["gezien"].value()
    eerste.post(waar, {"keus": "ja", "gezien": gezien})
    laat_voorbijgaan()
    nee = {"keus": "nee", "reden": "past niet", "gezien": gezien}

    weer = tweede.post(waar, nee)

    assert weer.status_code == 422
    assert "Intussen antwoordde iemand anders al ‘ja’" in tekst(weer)
    assert "past niet" in tekst(weer)
    toezegging.refresh_from_db()
    assert toezegging.antwoord == Antwoord.JA
    nu = weer.context["form"]["gezien"].value()
    assert nu == toezegging.gezien
    assert tweede.post(waar, nee | {"gezien": nu}).status_code == 302


def test_het_adres_van_een_antwoord_toont_het_voorstel(streek: Streek, voorstel: Groepsvoorstel) -> None:
    """It is in the address bar after a mistake; reloading it, or logging in again there, is no blank page."""
    bezoek = als(gebruiker_met(Rol.JGT, team=streek.katwijk))
    toezegging = voorstel.toezeggingen.get(team=streek.katwijk)
    antwoord = bezoek.get(reverse("vraag:antwoord", args=[toezegging.pk]))
    assert antwoord["Location"] == reverse("vraag:voorstel", args=[voorstel.pk])
    assert bezoek.get(reverse("vraag:antwoord", args=[999_999]))["Location"] == reverse("vraag:voorstellen")


def test_een_te_lange_reden_telt_de_tekens(streek: Streek, voorstel: Groepsvoorstel) -> None:
    bezoek = als(gebruiker_met(Rol.JGT, team=streek.katwijk))
    toezegging = voorstel.toezeggingen.get(team=streek.katwijk)
    lang = bezoek.post(reverse("vraag:antwoord", args=[toezegging.pk]), {"keus": "nee", "reden": "x" * 301})
    assert "Dit zijn 301 tekens. Maak het korter: hoogstens 300." in tekst(lang)


@pytest.mark.parametrize("naam", ["voorstellen", "runs"])
@pytest.mark.parametrize(("pagina", "status"), [("99", 200), ("0", 200), ("abc", 422)])
def test_een_bladzijde_voorbij_het_eind_is_de_laatste_en_wat_geen_bladzijde_is_wordt_gezegd(
    aanspreekpunt: User, naam: str, pagina: str, status: int
) -> None:
    assert als(aanspreekpunt).get(reverse(f"vraag:{naam}"), {"pagina": pagina}).status_code == status


def test_een_regio_van_duizenden_cijfers_is_er_niet(aanspreekpunt: User) -> None:
    assert als(aanspreekpunt).post(reverse("vraag:bereken"), {"regio": VEEL}).status_code == 404


# --- what if --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "velden",
    [
        {"grootte__0__interventie": "weg", "grootte__0__minimum": "4"},
        {"dagdeel__0__interventie": "weg", "dagdeel__0__dagdelen": ["7"]},
        {"ruimte__0__gemeente": "weg", "ruimte__0__plaatsen": "8", "ruimte__0__dagdelen": ["7"]},
        {"trainer__0__interventies": ["weg"], "trainer__0__dagdelen": ["7"]},
    ],
    ids=["grootte", "dagdeel", "ruimte", "trainer"],
)
def test_wat_intussen_van_de_lijst_is_kies_je_opnieuw(
    streek: Streek, aanspreekpunt: User, velden: dict[str, Any]
) -> None:
    """A training is in the list as long as there is demand for it; a municipality as long as it is in the region."""
    weg = str(InterventieFactory().pk + 1000)
    gepost = formulier(regio=streek.regio.pk) | {
        naam.replace("__", "-"): [weg] if waarde == ["weg"] else weg if waarde == "weg" else waarde
        for naam, waarde in velden.items()
    }
    antwoord = als(aanspreekpunt).post(reverse("vraag:scenario_nieuw"), gepost)
    assert antwoord.status_code == 422
    assert "uit de lijst." in tekst(antwoord)
    assert not Scenario.objects.exists()


def test_een_leeftijd_die_geen_getal_is_in_het_filter(bezoek: Client) -> None:
    pagina = bezoek.get(reverse("vraag:regiovraag"), {"leeftijd": "acht"})
    assert "Vul een leeftijd in hele jaren in, bijvoorbeeld 8." in tekst(pagina)


@pytest.mark.parametrize(
    ("naam", "filters", "titel"),
    [
        ("runs", {"staat": "mislukt"}, "Geen berekeningen met deze filters"),
        ("voorstellen", {"staat": "vervallen"}, "Geen voorstellen met deze filters"),
    ],
)
def test_niets_gevonden_is_iets_anders_dan_nog_niets(
    aanspreekpunt: User, naam: str, filters: dict[str, str], titel: str
) -> None:
    bezoek = als(aanspreekpunt)
    assert titel in tekst(bezoek.get(reverse(f"vraag:{naam}"), filters))
    assert titel not in tekst(bezoek.get(reverse(f"vraag:{naam}")))


def test_twee_keer_weggooien_is_een_keer(aanspreekpunt: User) -> None:
    weg = als(aanspreekpunt).post(reverse("vraag:scenario_verwijderen", args=[999_999]), follow=True)
    assert weg.redirect_chain == [(reverse("vraag:scenarios"), 302)]
    assert "Dit scenario is al verwijderd." in tekst(weg)
