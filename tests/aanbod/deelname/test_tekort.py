"""A group falls below its minimum: all concerned hear what can be done, and one thing is decided."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from aanbod.deelname.services.bewaking import bewaak
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg, voeg_teamplaats_toe
from aanbod.deelname.services.tekort_besluit import besluit, geef_akkoord
from aanbod.models import Groep, Tekort
from aanbod.workflow import GroepStaat, TekortStaat
from facilitair.models import Taak
from facilitair.taken.services.volgen import meld_groepen_met_te_weinig
from facilitair.workflow import TaakSoort
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met

pytestmark = pytest.mark.django_db
REDEN = "Er doen te weinig kinderen mee."


@pytest.fixture
def balie() -> User:
    user: User = gebruiker_met(Rol.FACILITAIR)
    return user


def _gezakt() -> tuple[Groep, User, Team]:
    """Three of four left: (the group, its trainer, the team that stays)."""
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    groep: Groep = GroepFactory(trainers=[trainer], bezet=5)
    weg, blijft = TeamFactory(), TeamFactory()
    for team, aantal in ((weg, 2), (blijft, 3)):
        gebruiker_met(Rol.JGT, team=team)
        TeamPlaatsFactory(groep=groep, team=team, aantal=aantal)
    haal_teamplaats_weg(groep=groep, team=weg, aantal=2)
    groep.refresh_from_db()
    return groep, trainer.user, blijft


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_iedereen_van_de_groep_hoort_het_een_keer_en_de_balie_krijgt_een_taak(balie: User) -> None:
    groep, trainer, team = _gezakt()
    assert Tekort.objects.get().staat == TekortStaat.OPEN
    mails = Bericht.objects.filter(soort="aanbod.te_weinig")
    assert {trainer.email, balie.email} <= set(mails.values_list("aan", flat=True))
    geteld = mails.count()
    haal_teamplaats_weg(groep=groep, team=team, aantal=1)
    assert mails.count() == geteld
    meld_groepen_met_te_weinig()
    taak = Taak.objects.get(groep=groep, soort=TaakSoort.DEELNEMERS)
    pagina = _client(balie).get(reverse("facilitair:taak", args=[taak.pk])).content.decode()
    assert reverse("aanbod:tekort", args=[groep.slug]) in pagina


def test_op_de_pagina_kiest_wie_mag_en_een_ander_leest_mee(balie: User) -> None:
    groep, trainer, team = _gezakt()
    adres = reverse("aanbod:groep", args=[groep.slug])
    collega = team.lidmaatschap_set.get().user
    assert "Kies wat er gebeurt" in _client(balie).get(adres).content.decode()
    assert "Ik geef deze groep ook kleiner" in _client(trainer).get(adres).content.decode()
    voor_team = _client(collega).get(adres).content.decode()
    assert "Facilitair beslist" in voor_team
    assert "Kies wat er gebeurt" not in voor_team
    for vreemd in (Client(), _client(gebruiker_met(Rol.JGT)), _client(gebruiker_met(Rol.KCC))):
        assert "Te weinig mensen" not in vreemd.get(adres).content.decode()


def test_kleiner_kan_pas_als_een_trainer_dat_wil(balie: User) -> None:
    groep, trainer, _team = _gezakt()
    client, adres = _client(balie), reverse("aanbod:tekort", args=[groep.slug])
    assert 'value="kleiner"' not in client.get(adres).content.decode()
    geweigerd = client.post(adres, {"keus": "kleiner"})
    assert geweigerd.status_code == 422
    assert "Een trainer moet eerst zeggen" in geweigerd.content.decode()
    with pytest.raises(NietToegestaan):
        geef_akkoord(groep, door=balie)
    _client(trainer).post(reverse("aanbod:tekort_akkoord", args=[groep.slug]))
    assert client.post(adres, {"keus": "kleiner"}).status_code == 302
    groep.refresh_from_db()
    assert (groep.minimum, groep.bezet, groep.staat) == (3, 3, GroepStaat.OPEN)
    assert Bericht.objects.filter(soort="aanbod.tekort_besloten", aan=trainer.email).exists()
    with pytest.raises(OvergangFout):
        besluit(groep, keus="afgelast", reden=REDEN, door=balie)
    assert client.get(adres).status_code == 302


def test_de_taak_vervalt_met_het_besluit_en_gaat_weer_open_als_er_weer_mensen_afvallen(balie: User) -> None:
    groep, trainer, team = _gezakt()
    meld_groepen_met_te_weinig()
    taak = Taak.objects.get(groep=groep, soort=TaakSoort.DEELNEMERS)
    geef_akkoord(groep, door=trainer)
    besluit(groep, keus="kleiner", door=balie)
    taak.refresh_from_db()
    assert not taak.is_open
    haal_teamplaats_weg(groep=groep, team=team, aantal=1)
    taak.refresh_from_db()
    assert taak.is_open
    assert Tekort.objects.count() == 2


def test_werven_en_weer_genoeg(balie: User) -> None:
    groep, _, team = _gezakt()
    assert besluit(groep, keus="werven", door=balie) == TekortStaat.WERVEN
    voeg_teamplaats_toe(groep=groep, team=team, aantal=2)
    bewaak()
    assert Tekort.objects.get().staat == TekortStaat.HERSTELD


def test_een_groep_die_begint_heeft_daardoor_niet_weer_genoeg(balie: User) -> None:
    groep, _, _ = _gezakt()
    meld_groepen_met_te_weinig()
    with time_machine.travel(klok.op(groep.start_op, dt.time(23)), tick=False):
        bewaak()
    groep.refresh_from_db()
    assert (groep.staat, Tekort.objects.get().staat) == (GroepStaat.BEZIG, TekortStaat.BEGONNEN)
    assert not Bericht.objects.filter(soort="aanbod.tekort_besloten").exists()
    assert not Taak.objects.get(groep=groep, soort=TaakSoort.DEELNEMERS).is_open


def test_wachten_tot_een_dag_en_dan_opnieuw_beslissen(balie: User) -> None:
    groep, _, _ = _gezakt()
    for dag in (None, klok.vandaag(), groep.start_op):
        with pytest.raises(DomeinFout):
            besluit(groep, keus="wachten", wacht_tot=dag, door=balie)
    tot = klok.vandaag() + dt.timedelta(days=3)
    besluit(groep, keus="wachten", wacht_tot=tot, door=balie)
    bewaak()
    assert Tekort.objects.get().staat == TekortStaat.WACHTEN
    with time_machine.travel(klok.op(tot + dt.timedelta(days=1), dt.time(10)), tick=False):
        bewaak()
    assert Tekort.objects.get().staat == TekortStaat.OPEN


def test_alleen_de_balie_beslist(balie: User) -> None:
    groep, trainer, _ = _gezakt()
    for door in (trainer, gebruiker_met(Rol.JGT), gebruiker_met(Rol.BEHEER)):
        with pytest.raises(NietToegestaan):
            besluit(groep, keus="werven", door=door)


@pytest.mark.django_db(transaction=True)
def test_kleiner_en_niet_doorgaan_tegelijk_is_een_van_de_twee() -> None:
    groep, trainer, _ = _gezakt()
    balie = gebruiker_met(Rol.FACILITAIR)
    geef_akkoord(groep, door=trainer)

    def kies(keus: str) -> bool:
        try:
            besluit(groep, keus=keus, reden=REDEN, door=User.objects.get(pk=balie.pk))
        except OvergangFout:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as ploeg:
        assert sum(ploeg.map(kies, ("kleiner", "afgelast"))) == 1
    groep.refresh_from_db()
    besloten = Tekort.objects.get().staat
    kleiner = Bericht.objects.filter(soort="aanbod.tekort_besloten").exists()
    af = Bericht.objects.filter(soort="aanbod.gaat_niet_door_collega").exists()
    assert (kleiner, af) in ((True, False), (False, True))
    assert (besloten == TekortStaat.AFGELAST) == (groep.staat == GroepStaat.GEANNULEERD) == af
