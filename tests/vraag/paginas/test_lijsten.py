"""Pages that show demand: one need, the lists, files, who may open them, and how many queries they cost."""

import datetime as dt
import io
from typing import Any

import pytest
import tablib
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from aanbod.models import Interventie
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.kleine_aantallen import WEINIG
from tests.aanbod.factories import InterventieFactory, ThemaFactory, TrainerFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import GebruikerFactory, GemeenteFactory, TeamFactory, gebruiker_met
from tests.vraag.factories import RedenFactory, SignaalFactory, VoorstelFactory, formulier_van
from tests.vraag.hulp import adres, nieuw, tekst
from vraag.models import Signaal, Toezegging
from vraag.workflow import Antwoord, SignaalStaat, VoorstelStaat

# --- one signaal ----------------------------------------------------------------------------------------------


def test_de_pagina_zegt_waarom_er_nog_geen_groep_is(bezoek: Client, signaal: Signaal) -> None:
    RedenFactory(signaal=signaal)
    inhoud = tekst(bezoek.get(adres("signaal", signaal)))
    assert "3 van 6 kinderen; nog 3 nodig binnen 10 km" in inhoud
    assert "3 van 6 kinderen" in tekst(bezoek.get(reverse("vraag:signalen")))


def test_de_pagina_wijst_naar_het_voorstel(bezoek: Client, signaal: Signaal) -> None:
    voorstel = VoorstelFactory(regels=[(signaal, 4)])
    Signaal.objects.update(staat=SignaalStaat.VOORGESTELD)
    inhoud = tekst(bezoek.get(adres("signaal", signaal)))
    assert reverse("vraag:voorstel", args=[voorstel.pk]) in inhoud
    assert "Er is een voorstel voor 4 van de 4 kinderen" in inhoud


@pytest.mark.parametrize("staat", list(SignaalStaat), ids=lambda s: s.value)
@pytest.mark.parametrize("met_voorstel", [False, True], ids=["kaal", "met voorstel"])
def test_de_pagina_bestaat_in_elke_staat(
    bezoek: Client, signaal: Signaal, staat: SignaalStaat, met_voorstel: bool
) -> None:
    if met_voorstel:
        VoorstelFactory(regels=[(signaal, 3)], staat=VoorstelStaat.GEPLAND)
    Signaal.objects.update(staat=staat)
    inhoud = tekst(bezoek.get(adres("signaal", signaal)))
    assert SignaalStaat(staat).label in inhoud
    assert (adres("signaal_wijzigen", signaal) in inhoud) is (staat == SignaalStaat.OPEN)
    assert adres("signaal_kopieren", signaal) in inhoud


def test_de_tijdlijn_noemt_collega_s_alleen_in_het_eigen_team(
    client: Client, user: User, team: Team, training: Interventie
) -> None:
    user.naam = "Robin de Vries"
    user.save()
    client.force_login(user)
    client.post(nieuw(), formulier_van(team, training))
    signaal = Signaal.objects.get()
    client.post(adres("signaal_wijzigen", signaal), formulier_van(team, training, aantal="3", versie="1"))
    eigen = tekst(client.get(adres("signaal", signaal)))
    assert "Vraag geplaatst" in eigen
    assert "Gewijzigd: aantal." in eigen
    assert "· Robin de Vries" in eigen
    client.force_login(gebruiker_met(Rol.JGZ))
    van_ander = tekst(client.get(adres("signaal", signaal)))
    assert "een collega van JGT Oegstgeest" in van_ander
    assert "Robin" not in van_ander


# --- lists ----------------------------------------------------------------------------------------------------


def test_de_lijst_filtert(bezoek: Client, team: Team, training: Interventie) -> None:
    thema = ThemaFactory(naam="scheiding")
    SignaalFactory(team=team, interventie=training, geplaatst_op=klok.vandaag() - dt.timedelta(days=700))
    SignaalFactory(team=team, interventie=None, thema=thema, vraag="rust voor kleuters")
    SignaalFactory(team=team, interventie=InterventieFactory(themas=[thema]), staat=SignaalStaat.INGETROKKEN)
    SignaalFactory(vraag="van een ander")

    def aantal(**filters: Any) -> int:
        return int(bezoek.get(reverse("vraag:signalen"), filters).context["page_obj"].paginator.count)

    assert aantal() == 3
    assert aantal(staat="open") == 2
    assert aantal(staat="lopend") == 2
    assert aantal(interventie=training.pk) == 1
    assert aantal(thema=thema.pk) == 2
    assert aantal(team=team.pk) == 3
    assert aantal(zoek="kleuters rust") == 1
    assert aantal(zoek="weerbaar") == 1
    assert aantal(periode="12m") == 2
    # Who has one team has no such filter, and what an address says of it does nothing.
    assert aantal(team="999999") == 3


def test_wat_anderen_vragen(bezoek: Client, team: Team, training: Interventie) -> None:
    katwijk = GemeenteFactory(naam="Katwijk", lat=52.2026, lon=4.4120)
    een = SignaalFactory(team=TeamFactory(gemeente=katwijk), interventie=training, leeftijd_min=9, leeftijd_max=11)
    twee = SignaalFactory(team=TeamFactory(), aantal=3, dagdelen=[0, 1], leeftijd_min=6, leeftijd_max=7)
    SignaalFactory(team=team)
    SignaalFactory(staat=SignaalStaat.VOORGESTELD)

    def gezien(**filters: Any) -> set[int]:
        return {
            s.pk for s in bezoek.get(reverse("vraag:regiovraag"), {"weergave": "vragen"} | filters).context["page_obj"]
        }

    assert gezien() == {een.pk, twee.pk}
    assert gezien(interventie=training.pk) == {een.pk}
    assert gezien(leeftijd=10) == {een.pk}
    assert gezien(dagdeel=0) == {twee.pk}
    assert gezien(gemeente=katwijk.pk) == {een.pk}
    assert gezien(afstand=5) == {twee.pk}
    assert gezien(afstand=10) == {een.pk, twee.pk}
    pagina = bezoek.get(reverse("vraag:regiovraag"), {"weergave": "vragen"})
    assert "2 vragen van 2 teams, voor minstens 2 kinderen" in tekst(pagina)
    assert "7,5 km van je team" in tekst(pagina)


def test_geen_resultaat_is_geen_doodlopende_weg(bezoek: Client) -> None:
    assert "Plaats een vraag" in tekst(bezoek.get(reverse("vraag:signalen")))
    assert "Haal filters weg" in tekst(bezoek.get(reverse("vraag:signalen"), {"zoek": "zzz"}))
    assert "Andere teams vragen nu niets" in tekst(bezoek.get(reverse("vraag:regiovraag")))


@pytest.mark.parametrize("naam", ["signalen", "regiovraag"])
@pytest.mark.parametrize("formaat", ["csv", "xlsx"])
def test_de_lijst_als_bestand(bezoek: Client, team: Team, naam: str, formaat: str) -> None:
    wie = team if naam == "signalen" else TeamFactory()
    SignaalFactory(team=wie, aantal=3, vraag="=1+1", interventie=None, thema=ThemaFactory())
    SignaalFactory(team=wie, aantal=5)
    response = bezoek.get(reverse(f"vraag:{naam}"), {"formaat": formaat, "zoek": "=1"})
    ruw = response.getvalue()
    tabel = (
        tablib.Dataset().load(ruw.decode("utf-8-sig"), format="csv", delimiter=";")
        if formaat == "csv"
        else tablib.Dataset().load(io.BytesIO(ruw), format="xlsx")
    )
    assert [str(n) for n in tabel["Aantal"]] == ["3" if naam == "signalen" else WEINIG]
    assert tabel["Vraag"] == ["'=1+1"]
    assert f".{formaat}" in response["Content-Disposition"]


# --- rights ---------------------------------------------------------------------------------------------------


@pytest.fixture
def vreemden() -> list[User]:
    return [gebruiker_met(Rol.TRAINER), gebruiker_met(Rol.KCC), gebruiker_met(Rol.BEHEER), GebruikerFactory()]


def test_zonder_inlog_of_recht_geen_toegang(client: Client, signaal: Signaal, vreemden: list[User]) -> None:
    namen = ["signalen", "signaal_nieuw", "regiovraag", "meekijken"]
    ding = ["signaal", "signaal_wijzigen", "signaal_intrekken", "signaal_kopieren", "aansluiten"]
    lijsten, dingen = [reverse(f"vraag:{n}") for n in namen], [adres(n, signaal) for n in ding]
    for plek in lijsten + dingen:
        assert client.get(plek).status_code == 302
    for vreemd in vreemden:
        client.force_login(vreemd)
        assert {client.get(plek).status_code for plek in lijsten} == {403}
        # A thing out of sight is not told apart from one that never was.
        assert {client.get(plek).status_code for plek in dingen} == {404}
        assert client.post(adres("signaal_verlengen", signaal)).status_code == 404


def test_de_gemeente_leest_maar_schrijft_niet(
    client: Client, team: Team, training: Interventie, signaal: Signaal
) -> None:
    client.force_login(gebruiker_met(Rol.AANSPREEKPUNT, gemeente=team.gemeente))
    assert client.get(reverse("vraag:signalen")).context["page_obj"].paginator.count == 1
    inhoud = tekst(client.get(adres("signaal", signaal)))
    assert "Wijzig" not in inhoud
    for naam in ("signaal_wijzigen", "signaal_intrekken", "signaal_kopieren", "aansluiten"):
        assert client.post(adres(naam, signaal), formulier_van(team, training, versie="1")).status_code == 403
    assert client.post(nieuw(), formulier_van(team, training)).status_code == 403
    assert Signaal.objects.count() == 1


def test_voor_een_ander_team_plaatsen_kan_niet(bezoek: Client, training: Interventie) -> None:
    response = bezoek.post(nieuw(), formulier_van(TeamFactory(), training))
    assert "Dit formulier was nog voor een ander team." in response.context["form"].errors["__all__"][0]
    assert not Signaal.objects.exists()


def test_wie_bij_geen_actief_team_hoort_leest_waarom(client: Client) -> None:
    oud = TeamFactory(actief=False)
    client.force_login(gebruiker_met(Rol.JGT, team=oud))
    assert "geen enkel actief team" in tekst(client.get(nieuw()))


# --- the number of queries ------------------------------------------------------------------------------------


def _vul(team: Team, bij: Signaal, keer: int) -> None:
    """Per round: an own need with a reason, one of another team that joined ``bij``, and a proposal for ``bij``."""
    for _ in range(keer):
        RedenFactory(signaal__team=team)
        SignaalFactory(team=TeamFactory(), interventie=bij.interventie, samen_met=bij)
        VoorstelFactory(regels=[(bij, 1)])


@pytest.mark.parametrize(
    "naam", ["signalen", "regiovraag", "regiovraag?", "signaal", "signaal_nieuw", "signaal_wijzigen"]
)
def test_evenveel_zoekvragen_bij_1_als_bij_50(bezoek: Client, team: Team, signaal: Signaal, naam: str) -> None:
    los = naam in ("signaal", "signaal_wijzigen")
    plek = adres(naam, signaal) if los else reverse(f"vraag:{naam.removesuffix('?')}")
    plek += "?weergave=vragen" if naam.endswith("?") else ""

    def tel() -> int:
        with CaptureQueriesContext(connection) as vragen:
            assert bezoek.get(plek).status_code == 200
        return len(vragen)

    bezoek.get(plek)  # the first request of a session writes when it began
    RedenFactory(signaal=signaal)
    _vul(team, signaal, 1)
    bij_een = tel()
    _vul(team, signaal, 49)
    assert tel() == bij_een <= 20


@pytest.mark.parametrize("antwoord", [Antwoord.OPEN, Antwoord.JA], ids=["wacht op mij", "beantwoord"])
def test_een_rij_van_de_voorstellen_vraagt_niets_meer(bezoek: Client, signaal: Signaal, antwoord: Antwoord) -> None:
    def tel(meer: int) -> int:
        for _ in range(meer):
            VoorstelFactory(regels=[(signaal, 1)], ruimte=RuimteFactory())
        Toezegging.objects.update(antwoord=antwoord)
        with CaptureQueriesContext(connection) as vragen:
            assert bezoek.get(reverse("vraag:voorstellen")).content.count(b"data-rij=") > meer - 1
        return len(vragen)

    bezoek.get(reverse("vraag:voorstellen"))
    assert tel(1) == tel(9) <= 20


def test_een_rij_van_wie_gebeld_wordt_vraagt_niets_meer(client: Client, signaal: Signaal) -> None:
    """Facilitair answers for trainers without an account: on the list and on the start page."""
    client.force_login(gebruiker_met(Rol.FACILITAIR))
    regio = signaal.regio

    def tel(adres: str, meer: int) -> int:
        for n in range(meer):
            voorstel = VoorstelFactory(regels=[(signaal, 1)], ruimte=RuimteFactory(gemeente__regio=regio), regio=regio)
            trainer = TrainerFactory(gemeente__regio=regio, email=f"t{n}@voorbeeld.example", telefoon="0715161500")
            voorstel.toezeggingen.create(trainer=trainer)
        with CaptureQueriesContext(connection) as vragen:
            assert client.get(adres).content.count(b"Terugbellen") >= meer
        return len(vragen)

    for pad in (reverse("vraag:voorstellen"), reverse("werkplek:start")):
        client.get(pad)
        assert tel(pad, 1) == tel(pad, 8) <= 20
