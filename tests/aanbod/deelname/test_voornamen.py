"""First names for the trainers: encrypted, read by them only, never in messages, erased as registrations are."""

import datetime as dt
import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from aanbod.betrokken.services.gesprek import schrijf
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.bewaking import bewaak
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg
from aanbod.deelname.services.voornamen import geef_voornamen_door, haal_voornamen_weg
from aanbod.models import Groep, Trainer, Voornaam
from aanbod.workflow import GroepStaat
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.facilitair.factories import facilitair_medewerker
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.vraag.hulp import tekst

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer() -> Trainer:
    gemaakt: Trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    return gemaakt


@pytest.fixture
def groep(trainer: Trainer) -> Groep:
    gemaakt: Groep = GroepFactory(interventie__voornamen_nodig=True, trainers=[trainer], bezet=3)
    return gemaakt


@pytest.fixture
def team(groep: Groep) -> Team:
    van: Team = TeamFactory()
    TeamPlaatsFactory(groep=groep, team=van, aantal=3)
    return van


@pytest.fixture
def jgt(team: Team) -> User:
    return gebruiker_met(Rol.JGT, team=team)


def geef(groep: Groep, team: Team, door: User, *namen: str, **anders: Any) -> Groep:
    return geef_voornamen_door(groep=groep, team=team, namen=namen, door=door, **{"toestemming": True, **anders})


def test_versleuteld_en_alleen_voor_de_trainer(
    groep: Groep, team: Team, jgt: User, trainer: Trainer, client: Client
) -> None:
    geef(groep, team, jgt, "Noor", "Jan-Willem")
    with connection.cursor() as cursor:
        cursor.execute("SELECT naam FROM aanbod_voornaam")
        assert not any("Noor" in naam for (naam,) in cursor.fetchall())
    zien = reverse("aanbod:voornamen_zien", args=[groep.slug])
    client.force_login(trainer.user)
    pagina = tekst(client.get(zien))
    assert "Noor" in pagina
    assert "2 van 3 kinderen" in pagina
    assert Logregel.objects.get(gebeurtenis="voornamen.ingezien").gegevens == {"aantal": 2}
    eigen = reverse("aanbod:voornamen", args=[groep.slug, groep.teamplaatsen.get().pk])
    for wie in (jgt, facilitair_medewerker(), gebruiker_met(Rol.TRAINER), gebruiker_met(Rol.BEHEER)):
        client.force_login(wie)
        assert client.get(zien).status_code in (403, 404)
        for adres in (reverse("aanbod:groep", args=[groep.slug]), eigen):
            assert "Noor" not in tekst(client.get(adres))
    doorgegeven = Logregel.objects.get(gebeurtenis="voornamen.doorgegeven")
    assert doorgegeven.gegevens == {"team": team.pk, "aantal": 2, "toestemming": True}
    assert not any("Noor" in f"{b.tekst}{b.onderwerp}" for b in Bericht.objects.all())


def test_een_gevraagde_trainer_ziet_ze_pas_als_de_groep_staat(
    groep: Groep, team: Team, jgt: User, trainer: Trainer, client: Client
) -> None:
    geef(groep, team, jgt, "Noor")
    Groep.objects.filter(pk=groep.pk).update(staat=GroepStaat.VOORBEREIDING)
    client.force_login(trainer.user)
    assert client.get(reverse("aanbod:voornamen_zien", args=[groep.slug])).status_code == 404


def test_niet_meer_dan_er_plekken_zijn_en_een_keer_per_formulier(groep: Groep, team: Team, jgt: User) -> None:
    sleutel = uuid.uuid4()
    for _ in range(2):
        geef(groep, team, jgt, "Noor", "Sem", sleutel=sleutel)
    assert Voornaam.objects.count() == 2
    with pytest.raises(DomeinFout, match="3 plekken"):
        geef(groep, team, jgt, "Ali", "Eva")
    geef(groep, team, jgt, "Ali", "")
    assert Voornaam.objects.count() == 3
    groep.refresh_from_db()
    assert groep.bezet == 3, "a name holds no place"


@pytest.mark.parametrize("naam", ["Noor de Vries Jansen Bos", "noor@voorbeeld.example", "Noor 8", "x" * 31, "<b>Noor"])
def test_alleen_een_voornaam(groep: Groep, team: Team, jgt: User, naam: str) -> None:
    with pytest.raises(DomeinFout, match="alleen een voornaam"):
        geef(groep, team, jgt, naam)


def test_wie_wat_niet_doorgeeft(groep: Groep, team: Team, jgt: User) -> None:
    with pytest.raises(DomeinFout, match="ouders"):
        geef(groep, team, jgt, "Noor", toestemming=False)
    with pytest.raises(NietToegestaan):
        geef(groep, team, gebruiker_met(Rol.JGT, team=TeamFactory()), "Noor")
    groep.interventie.voornamen_nodig = False
    groep.interventie.save()
    with pytest.raises(OvergangFout):
        geef(groep, team, jgt, "Noor")
    assert not Voornaam.objects.exists()


def test_nooit_in_een_bericht(groep: Groep, team: Team, jgt: User, trainer: Trainer) -> None:
    geef(groep, team, jgt, "Xanthippe")
    for wie in (jgt, trainer.user):
        with pytest.raises(DomeinFout, match="voornaam van een kind"):
            schrijf(groep, tekst="Neemt xanthippe de matten mee?", door=wie)
    assert schrijf(groep, tekst="Wie neemt de matten mee?", door=jgt)


def test_gewist_als_een_aanmelding(groep: Groep, team: Team, jgt: User) -> None:
    geef(groep, team, jgt, "Noor")
    with time_machine.travel(klok.op(groep.eind_op + dt.timedelta(days=28), dt.time(12)), tick=False):
        assert bewaak()["voornamen_gewist"] == 0
    with time_machine.travel(klok.op(groep.eind_op + dt.timedelta(days=29), dt.time(12)), tick=False):
        assert [bewaak()["voornamen_gewist"] for _ in range(2)] == [1, 0]
    assert not Voornaam.objects.exists()
    gewist = Logregel.objects.get(gebeurtenis="voornamen.gewist")
    assert gewist.gegevens == {"team": team.pk, "aantal": 1, "reden": "termijn"}


def test_een_afgelaste_groep_en_plekken_terug_wissen_ze_ook(groep: Groep, team: Team, jgt: User) -> None:
    geef(groep, team, jgt, "Noor")
    haal_teamplaats_weg(groep=groep, team=team, aantal=1, door=jgt)
    assert Voornaam.objects.count() == 1
    haal_teamplaats_weg(groep=groep, team=team, aantal=2, door=jgt)
    assert not Voornaam.objects.exists()
    TeamPlaatsFactory(groep=groep, team=team, aantal=1)
    geef(groep, team, jgt, "Noor")
    annuleer_groep(groep, "De trainer is ziek.")
    assert bewaak()["voornamen_gewist"] == 1


def test_een_team_begint_opnieuw(groep: Groep, team: Team, jgt: User, client: Client) -> None:
    adres = reverse("aanbod:voornamen", args=[groep.slug, groep.teamplaatsen.get().pk])
    client.force_login(jgt)
    data = {"voornaam_1": "Nor", "toestemming": "on", "sleutel": str(uuid.uuid4())}
    assert client.post(adres, data).status_code == 302
    assert "1 van 3 kinderen" in tekst(client.get(adres))
    assert client.post(f"{adres}wissen/").status_code == 302
    assert haal_voornamen_weg(groep=groep, team=team, door=jgt) == 0
    assert client.post(adres, {"toestemming": "on", "sleutel": str(uuid.uuid4())}).status_code == 422
    zonder = {"voornaam_1": "Noor", "sleutel": str(uuid.uuid4())}
    assert client.post(adres, zonder).status_code == 422
