"""The page of the history: filtered, exported, and who and what by name."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.audit.services import leg_vast
from tests.gemeenten.factories import (
    GebruikerFactory,
    TeamFactory,
    gebruiker_met,
)
from tests.vraag.factories import RunFactory, SignaalFactory, VoorstelFactory


@pytest.fixture
def beheer(client: Client) -> User:
    user = gebruiker_met(Rol.BEHEER)
    client.force_login(user)
    return user


def html(antwoord: Any) -> str:
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def test_logboek_filteren_en_exporteren(client: Client, beheer: User) -> None:
    team, ander = TeamFactory(), gebruiker_met(Rol.KCC, naam="Kim Kijker")
    leg_vast("team.gewijzigd", team, door=beheer, veld="naam")
    leg_vast("account.ingeschakeld", ander, door=ander)
    leg_vast("team.opgeheven", team, herkomst="taak")
    adres = reverse("gemeenten:logboek")

    def gezien(**filters: object) -> set[str]:
        pagina = html(client.get(adres, filters, follow=True))
        return {g for g in ("team.gewijzigd", "account.ingeschakeld", "team.opgeheven") if g in pagina}

    assert len(gezien()) == 3
    assert gezien(gebeurtenis="team") == {"team.gewijzigd", "team.opgeheven"}
    assert gezien(soort="accounts.User") == {"account.ingeschakeld"}
    assert gezien(object_id=team.pk, soort="gemeenten.Team") == {"team.gewijzigd", "team.opgeheven"}
    assert gezien(wie="kim") == {"account.ingeschakeld"}
    assert gezien(van="2099-01-01") == set()
    assert len(gezien(tot="2099-01-01")) == 3
    csv = client.get(adres, {"formaat": "csv", "gebeurtenis": "team"}).content.decode("utf-8-sig")
    assert csv.count("team.") == 2
    assert Logregel.objects.filter(gebeurtenis="logboek.geexporteerd").count() == 1


def test_logboek_noemt_wie_en_wat_bij_naam_en_paginas_in_woorden(client: Client, beheer: User) -> None:
    team, kim = TeamFactory(naam="Team Kooi"), gebruiker_met(Rol.KCC, naam="Kim Kijker")
    weg = TeamFactory()
    leg_vast("account.ingeschakeld", kim, door=beheer)
    leg_vast("inlog.gelukt", kim, door=kim)
    leg_vast("team.opgeheven", weg, herkomst="taak")
    leg_vast("toegang.geweigerd", team, door=kim, methode="GET", pagina="aanbod:mijn_week", laat=True)
    nummer = weg.pk
    weg.delete()

    rijen = re.findall(r'<li class="rij"\s+id="regel.*?</li>', html(client.get(reverse("gemeenten:logboek"))), re.S)[:4]

    geweigerd, opgeheven, gelukt, ingeschakeld = rijen
    assert "Toegang geweigerd: Team Kooi<" in geweigerd
    assert "laat: ja, methode: bekijken, pagina: mijn week (aanbod)" in geweigerd
    assert f": Team {nummer}<" in opgeheven, "wat er niet meer is heeft een nummer"
    assert "Inloggen gelukt<" in gelukt, "wie het zelf is staat er een keer"
    assert "Account ingeschakeld: Kim Kijker<" in ingeschakeld
    # Who did it is in the second line too, which is what a phone shows; nobody when it went by itself.
    assert ["rij__smal" in rij for rij in rijen] == [True, False, True, True]
    assert ["<details" in rij for rij in rijen] == [True, False, False, False], "niets om uit te klappen"


def test_logboek_noemt_wie_er_niet_meer_is_bij_nummer(client: Client, beheer: User) -> None:
    weg = GebruikerFactory()
    leg_vast("team.gewijzigd", TeamFactory(), door=weg)
    nummer = weg.pk
    User.objects.filter(pk=nummer).delete()
    assert f"verwijderd account {nummer}" in html(client.get(reverse("gemeenten:logboek")))


def test_een_regel_is_een_zin_zonder_codes_en_nummers(client: Client, beheer: User) -> None:
    signaal = SignaalFactory(team=TeamFactory(naam="JGT Kooi"), interventie__naam="Rots en water")
    run = RunFactory(regio=signaal.regio)
    voorstel = VoorstelFactory(run=run, interventie=signaal.interventie)
    leg_vast("signaal.staat", signaal, herkomst="taak", van="open", naar="voorgesteld", voorstel=voorstel.pk)
    leg_vast("run.klaar", run, herkomst="taak")
    leg_vast("inlog.gelukt", beheer, door=beheer)

    rijen = re.findall(r'<li class="rij"\s+id="regel.*?</li>', html(client.get(reverse("gemeenten:logboek"))), re.S)[:3]

    gelukt, klaar, stand = (" ".join(re.sub(r"<[^>]*>", " ", rij).split()) for rij in rijen)
    assert f"{beheer} · op de website" in gelukt
    assert f"Berekening klaar: {run.regio}, " in klaar
    assert "Stand van een vraag veranderd: Rots en water van JGT Kooi" in stand
    assert "van open naar in een voorstel, voorstel: Rots en water, woensdagmiddag" in stand
    zonder_tijd = re.sub(r"\d+ \w+|\d+\.\d+(\.\d+)?", "", f"{gelukt} {klaar} {stand}".replace(str(run.regio), ""))
    assert not re.search(r"\w+\.\w+|\d", zonder_tijd.replace(str(beheer), "")), zonder_tijd
