"""Answering in the list, with the facts: a reason only after no, taken back for ten seconds; calling, reminding."""

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from marktplein.basis.woorden import dag_kort
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory, TrainerFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import GemeenteFactory, LidmaatschapFactory, TeamFactory, gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan
from tests.vraag.factories import RedenFactory, SignaalFactory, VoorstelFactory
from tests.vraag.hulp import tekst
from vraag.models import Groepsvoorstel, Toezegging
from vraag.voorstellen.antwoordrijen import rijen_van, te_bellen, wachtende
from vraag.voorstellen.services import bel_terug, herinner
from vraag.workflow import Antwoord, SignaalStaat

HTMX = {"HTTP_HX_REQUEST": "true"}
DOEN = "vraag:voorstellen_doen"


def zonder_opmaak(antwoord: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", antwoord.content.decode()).split())


def gevraagd(*delen: tuple[Team, int], **velden: Any) -> Groepsvoorstel:
    regels = [(SignaalFactory(team=t, aantal=n, staat=SignaalStaat.VOORGESTELD), n) for t, n in delen]
    return VoorstelFactory(regels=regels, **({"ruimte": RuimteFactory()} | velden))


@pytest.fixture
def lid(team: Team) -> User:
    return gebruiker_met(Rol.JGT, team=team)


@pytest.fixture
def voorstel(team: Team) -> Groepsvoorstel:
    return gevraagd(
        (team, 2),
        (TeamFactory(), 9),
        interventie=InterventieFactory(naam="Rots en Water", bijeenkomsten=8),
        ruimte=RuimteFactory(naam="Dorpshuis"),
    )


def van(team: Team) -> Toezegging:
    return Toezegging.objects.get(team=team)


@pytest.mark.parametrize("plek", ["vraag:voorstellen", "werkplek:start"])
def test_een_rij_zegt_waar_je_ja_op_zegt(
    team: Team, lid: User, voorstel: Groepsvoorstel, client: Client, plek: str
) -> None:
    client.force_login(lid)
    (rij,) = rijen_van(lid, list(wachtende(lid)))
    eerste = rij.voorstel.momenten.eerste_dag
    assert eerste is not None

    woorden = zonder_opmaak(client.get(reverse(plek)))

    assert "Rots en Water" in woorden
    assert "jullie 2 van 11 · wo 14.00 – " in woorden
    assert f", 8 keer vanaf {dag_kort(eerste)} · Dorpshuis 1,0 km · € 0 · 0 van 2 ja" in woorden
    assert woorden.count("Nee…") == 1
    assert "Waarom past het niet?" not in woorden
    pagina = tekst(client.get(reverse("vraag:voorstel", args=[voorstel.pk])))
    assert f"vanaf woensdag {eerste.day} " in pagina


def test_ja_in_de_rij_kan_tien_tellen_terug(team: Team, lid: User, voorstel: Groepsvoorstel, client: Client) -> None:
    client.force_login(lid)
    pk = van(team).pk

    rij = tekst(client.post(reverse(DOEN), {"rij": f"ja:{pk}"}, **HTMX))
    assert "Antwoord: ja" in rij
    assert "Maak ongedaan" in rij
    assert "data-rij-verder" in rij
    assert van(team).antwoord == Antwoord.OPEN

    terug = tekst(client.post(reverse(DOEN), {"ongedaan": f"rij:{pk}"}, **HTMX))
    assert "Ongedaan gemaakt" in terug
    assert f'value="ja:{pk}"' in terug
    laat_voorbijgaan()
    assert van(team).antwoord == Antwoord.OPEN

    client.post(reverse(DOEN), {"rij": f"ja:{pk}"}, **HTMX)
    assert laat_voorbijgaan() == 1
    assert van(team).antwoord == Antwoord.JA
    assert f'value="ja:{pk}"' not in tekst(client.get(reverse("vraag:antwoord_rij", args=[pk])))


def test_nee_vraagt_pas_dan_waarom(team: Team, lid: User, voorstel: Groepsvoorstel, client: Client) -> None:
    client.force_login(lid)
    pk = van(team).pk
    vraag = tekst(client.get(reverse("vraag:antwoord_rij", args=[pk]), {"nee": "1"}, **HTMX))
    assert "Waarom past het niet?" in vraag

    leeg = tekst(client.post(reverse(DOEN), {"rij": f"nee:{pk}", f"reden-{pk}": " "}, **HTMX))
    assert "Schrijf kort op waarom" in leeg
    assert "Waarom past het niet?" in leeg

    goed = tekst(client.post(reverse(DOEN), {"rij": f"nee:{pk}", f"reden-{pk}": "Te ver weg"}, **HTMX))
    assert "Antwoord: nee" in goed
    laat_voorbijgaan()
    assert not Toezegging.objects.filter(pk=pk, antwoord=Antwoord.OPEN).exists()


def test_zonder_script_werkt_het_ook(team: Team, lid: User, voorstel: Groepsvoorstel, client: Client) -> None:
    client.force_login(lid)
    pk, lijst = van(team).pk, reverse("vraag:voorstellen")
    assert f"?nee={pk}#vraag-{pk}" in tekst(client.get(lijst))
    pagina = tekst(client.get(reverse("vraag:voorstel", args=[voorstel.pk]), {"nee": pk}))
    assert re.search(r'<input[^>]*value="nee"[^>]*checked', pagina)

    antwoord = client.post(reverse(DOEN), {"rij": f"ja:{pk}", "terug": lijst})
    assert antwoord["Location"] == f"{lijst}#toezegging-{pk}"
    assert "Maak ongedaan" in tekst(client.get(lijst))
    assert client.post(reverse(DOEN), {"ongedaan": f"rij:{pk}", "terug": lijst}).status_code == 302
    assert laat_voorbijgaan() == 0


def test_een_rij_van_een_ander_is_er_niet(team: Team, voorstel: Groepsvoorstel, client: Client) -> None:
    client.force_login(gebruiker_met(Rol.JGT, team=TeamFactory()))
    pk = van(team).pk
    assert client.post(reverse(DOEN), {"rij": f"ja:{pk}"}).status_code == 404
    assert "<li" not in client.get(reverse("vraag:antwoord_rij", args=[pk])).content.decode()


def test_wie_voor_meer_teams_spreekt_ziet_welk_team(team: Team, client: Client) -> None:
    coach = gebruiker_met(Rol.COACH, team=team)
    ander = TeamFactory(naam="JGT Verderop")
    LidmaatschapFactory(user=coach, rol=Rol.COACH, team=ander)
    gevraagd((team, 3), (ander, 5))
    client.force_login(coach)

    woorden = zonder_opmaak(client.get(reverse("werkplek:start")))

    assert f"· {team} jullie 3 van 8" in woorden
    assert "· JGT Verderop jullie 5 van 8" in woorden


def test_met_dezelfde_termijn_staan_ze_op_start_zoals_in_de_lijst(team: Team, lid: User, client: Client) -> None:
    tot = klok.nu() + dt.timedelta(days=5)
    for naam in ("Zeker weten", "Appeltje", "Midden"):
        gevraagd((team, 6), interventie=InterventieFactory(naam=naam), reageren_voor=tot)
    client.force_login(lid)

    start, lijst = (
        re.findall(r'class="rij__naam" href="(/vraag/voorstellen/\d+/)"', client.get(reverse(plek)).content.decode())
        for plek in ("werkplek:start", "vraag:voorstellen")
    )

    assert len(lijst) == 3
    assert start == lijst


def test_wie_alleen_meeleest_wordt_niet_gevraagd_mee_te_doen(team: Team, lid: User, client: Client) -> None:
    gevraagd((team, 6))
    for user, antwoordt in ((lid, True), (gebruiker_met(Rol.AANSPREEKPUNT, gemeente=team.gemeente), False)):
        client.force_login(user)
        lijst = tekst(client.get(reverse("vraag:voorstellen")))
        assert ("Zeg op tijd of je meedoet." in lijst) is antwoordt
        assert ("Zij zeggen zelf of ze meedoen." in lijst) is not antwoordt


def test_meer_rijen_vragen_niet_meer_van_de_database(team: Team, lid: User) -> None:
    aantallen = []
    assert not wachtende(lid).exists(), "now the roles are read"
    for meer in (1, 5):
        for _ in range(meer):
            gevraagd((team, 2), (TeamFactory(), 3))
        with CaptureQueriesContext(connection) as vragen:
            rijen = rijen_van(lid, list(wachtende(lid)))
            [(rij.moment, rij.vanaf, rij.plek, rij.kosten, rij.voluit, rij.was) for rij in rijen]
        aantallen.append(len(vragen))
    assert aantallen == [8, 8]


# --- who is called -------------------------------------------------------------------------------------------------


def test_facilitair_ziet_wie_te_bellen_is_met_nummer_en_groep(team: Team, client: Client) -> None:
    piet = TrainerFactory(naam="Piet Bakker", telefoon="0612345678")
    voorstel = gevraagd((team, 6))
    bij_piet = Toezegging.objects.create(voorstel=voorstel, trainer=piet)
    Toezegging.objects.create(voorstel=voorstel, trainer=TrainerFactory(user=gebruiker_met(Rol.TRAINER)))
    user = gebruiker_met(Rol.FACILITAIR)
    client.force_login(user)
    for plek in ("werkplek:start", "vraag:voorstellen"):
        antwoord = client.get(reverse(plek))
        assert 'href="tel:+31612345678"' in tekst(antwoord)
        assert "Kan Piet Bakker deze groep geven?" in zonder_opmaak(antwoord)
        assert zonder_opmaak(antwoord).count("Terugbellen") == 1

    client.post(reverse(DOEN), {"rij": f"bel:{bij_piet.pk}"}, **HTMX)

    bij_piet.refresh_from_db()
    assert bij_piet.terugbellen_op is not None
    assert bij_piet.terugbellen_op > klok.vandaag()
    assert "terugbellen" in tekst(client.get(reverse("werkplek:start")))
    nieuw = Toezegging.objects.create(voorstel=gevraagd((team, 6)), trainer=TrainerFactory(naam="Anna Zwart"))
    groepen, nog = te_bellen(user)
    assert ([groep.naam for groep in groepen], nog) == (["Anna Zwart", "Piet Bakker"], 0)
    groepen, nog = te_bellen(user, 1)
    assert ([groep.naam for groep in groepen], nog) == (["Anna Zwart"], 1), "the start page holds so many"
    client.post(reverse(DOEN), {"rij": f"ja:{nieuw.pk}"}, **HTMX)
    laat_voorbijgaan()
    nieuw.refresh_from_db()
    assert nieuw.antwoord == Antwoord.JA
    with pytest.raises(DomeinFout):
        bel_terug(nieuw, door=user)


def test_wie_te_bellen_is_houdt_het_eigen_werk_niet_uit_zicht(team: Team, client: Client) -> None:
    """Three trainers stand open, the others are folded; nobody is left out and a number that lacks can be filled in."""
    for naam in ("Anna", "Bert", "Cor", "Dirk", "Els"):
        trainer = TrainerFactory(naam=naam, telefoon="", email="")
        Toezegging.objects.create(voorstel=gevraagd((team, 6)), trainer=trainer)
    client.force_login(gebruiker_met(Rol.FACILITAIR))
    pagina = tekst(client.get(reverse("werkplek:start")))
    open_, vouw, dicht = pagina.partition("Bel alle 5 trainers")
    assert vouw
    assert [deel.count('class="rijkop"') for deel in (open_, dicht)] == [3, 2]
    assert reverse("aanbod:trainer_bereikbaar", args=[trainer.pk]) in dicht
    assert 'class="rijkop"' not in pagina.partition("Dit wacht op jou")[2]


# --- who is reminded -----------------------------------------------------------------------------------------------


def test_het_aanspreekpunt_ziet_wie_nog_niet_antwoordde_en_herinnert_eens_per_dag(client: Client) -> None:
    gemeente = GemeenteFactory()
    stil, klaar = (TeamFactory(gemeente=gemeente, naam=naam) for naam in ("JGT Stil", "JGT Klaar"))
    van_stil, van_klaar = (gebruiker_met(Rol.JGT, team=t) for t in (stil, klaar))
    voorstel = gevraagd((stil, 4), (klaar, 4))
    Toezegging.objects.filter(team=klaar).update(antwoord=Antwoord.JA)
    aanspreekpunt = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=gemeente)
    client.force_login(aanspreekpunt)
    start = zonder_opmaak(client.get(reverse("werkplek:start")))
    assert "Alles is bij" not in start
    assert "JGT Stil" in start

    pagina = reverse("vraag:voorstel", args=[voorstel.pk])
    assert "Stuur een herinnering" in tekst(client.get(pagina))
    client.post(reverse("vraag:herinneren", args=[voorstel.pk]))

    assert list(Bericht.objects.filter(soort="voorstel.herinnering").values_list("aan", flat=True)) == [van_stil.email]
    assert "Vandaag ging er al een herinnering uit" in tekst(client.get(pagina))
    with pytest.raises(DomeinFout, match="Vandaag"):
        herinner(voorstel, door=aanspreekpunt)
    for ander in (van_klaar, gebruiker_met(Rol.AANSPREEKPUNT, gemeente=GemeenteFactory())):
        with pytest.raises(NietToegestaan):
            herinner(voorstel, door=ander)


def test_boven_kinderen_zonder_groep_staat_nooit_dat_alles_bij_is(client: Client) -> None:
    gemeente = GemeenteFactory()
    aanspreekpunt = gebruiker_met(Rol.AANSPREEKPUNT, gemeente=gemeente)
    client.force_login(aanspreekpunt)
    assert "Alles is bij" in tekst(client.get(reverse("werkplek:start")))
    RedenFactory(signaal=SignaalFactory(team=TeamFactory(gemeente=gemeente), aantal=6))
    start = tekst(client.get(reverse("werkplek:start")))
    assert "Alles is bij" not in start
    assert "Nog zonder voorstel: 6 kinderen uit je gemeente" in start


def test_de_pagina_zegt_wat_er_gebeurt_als_een_team_afvalt(team: Team, lid: User, client: Client) -> None:
    client.force_login(lid)
    ander = TeamFactory(naam="JGT Groot")
    training = InterventieFactory(groep_min=6, groep_max=12, aanmelden_bij="het Jeugdteam")
    nodig = gevraagd((team, 2), (ander, 6), interventie=training)
    pagina = zonder_opmaak(client.get(reverse("vraag:voorstel", args=[nodig.pk])))
    assert "Valt JGT Groot af, dan gaat dit voorstel niet door. Valt een ander team af" in pagina
    for woorden in ("Van jullie 2 kinderen", "Kosten voor de deelnemer", "het Jeugdteam", "14.00 – "):
        assert woorden in pagina
    beide = gevraagd((team, 6), (ander, 6), interventie=training, start_week=klok.vandaag() + dt.timedelta(days=60))
    assert "blijven genoeg deelnemers over" in tekst(client.get(reverse("vraag:voorstel", args=[beide.pk])))
