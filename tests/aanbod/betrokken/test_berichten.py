"""Messages of a group: for who makes it happen, about practical matters, mended within the hour, gone in the end."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from aanbod.betrokken.services.gesprek import schrijf, verbeter, wis_bericht
from aanbod.deelname.services.teamplaatsen import haal_teamplaats_weg
from aanbod.models import Groep, Groepsbericht
from aanbod.workflow import GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.accounts.models import User
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import AlVerwerkt, DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht, Melding
from tests.aanbod.factories import GroepFactory, TeamPlaatsFactory, TrainerFactory
from tests.gemeenten.factories import TeamFactory, gebruiker_met

pytestmark = pytest.mark.django_db
TEKST = "Wie neemt de matten mee?"


@pytest.fixture
def groep() -> Groep:
    gemaakt: Groep = GroepFactory(trainers=[TrainerFactory(user=gebruiker_met(Rol.TRAINER))], bezet=2)
    TeamPlaatsFactory(groep=gemaakt, team=TeamFactory(), aantal=2)
    return gemaakt


@pytest.fixture
def collega(groep: Groep) -> User:
    user: User = gebruiker_met(Rol.JGT, team=groep.teamplaatsen.get().team, email="jip@team.example")
    return user


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_een_team_schrijft_en_de_trainer_leest_het_op_de_pagina_zonder_dat_de_mail_het_vertelt(
    groep: Groep, collega: User
) -> None:
    pagina = reverse("aanbod:groep", args=[groep.slug])
    client = _client(collega)
    form = client.get(reverse("aanbod:groep_berichten", args=[groep.slug])).context["form"]
    sleutel = form.fields["sleutel"].initial()
    adres = reverse("aanbod:groep_berichten", args=[groep.slug])
    assert client.post(adres, {"tekst": TEKST, "sleutel": sleutel}).status_code == 302
    assert client.post(adres, {"tekst": TEKST, "sleutel": sleutel}).status_code == 302, "a second press"
    assert Groepsbericht.objects.count() == 1
    trainer = groep.bijeenkomsten.first().inzetten.get().trainer.user
    assert TEKST in _client(trainer).get(pagina).content.decode()
    mail = Bericht.objects.get(soort="aanbod.groepsbericht", aan=trainer.email)
    assert TEKST not in mail.tekst + mail.onderwerp
    assert not Bericht.objects.filter(soort="aanbod.groepsbericht", aan=collega.email).exists()
    assert Melding.objects.get(persoon=trainer, soort="aanbod.groepsbericht").pad == pagina
    assert TEKST not in str(list(Logregel.objects.values_list("gegevens", flat=True)))


def test_namen_worden_gevraagd_en_persoonsgegevens_geweigerd(groep: Groep, collega: User) -> None:
    client, adres = _client(collega), reverse("aanbod:groep_berichten", args=[groep.slug])
    for tekst in ("Thijs heeft geen vervoer", "Bel 06 12345678", ""):
        assert client.post(adres, {"tekst": tekst}).status_code == 422
    assert not Groepsbericht.objects.exists()
    with pytest.raises(DomeinFout):
        schrijf(groep, tekst="Mail jan@voorbeeld.nl", door=collega)


def test_wie_er_niet_bij_hoort_leest_en_schrijft_niets(groep: Groep, collega: User) -> None:
    schrijf(groep, tekst=TEKST, door=collega)
    pagina, adres = (reverse(f"aanbod:{naam}", args=[groep.slug]) for naam in ("groep", "groep_berichten"))
    assert TEKST not in Client().get(pagina).content.decode()
    for rol in (Rol.JGT, Rol.COACH, Rol.TRAINER, Rol.AANBIEDER, Rol.KCC, Rol.BEHEER, Rol.AANSPREEKPUNT):
        vreemd = gebruiker_met(rol)
        assert TEKST not in _client(vreemd).get(pagina).content.decode()
        assert _client(vreemd).get(adres).status_code == 403
        with pytest.raises(NietToegestaan):
            schrijf(groep, tekst=TEKST, door=vreemd)


def test_een_uur_lang_wijzigt_of_wist_de_schrijver_en_daarna_alleen_facilitair_en_beheer(
    groep: Groep, collega: User
) -> None:
    bericht = schrijf(groep, tekst=TEKST, door=collega)
    assert verbeter(bericht, tekst="Ik neem de matten mee.", door=collega).verbeterd_op
    with pytest.raises(NietToegestaan):
        verbeter(bericht, tekst="Iets anders", door=gebruiker_met(Rol.FACILITAIR))
    with time_machine.travel(klok.nu() + dt.timedelta(minutes=61), tick=False):
        for doe in (
            lambda: verbeter(bericht, tekst="Te laat", door=collega),
            lambda: wis_bericht(bericht, door=collega),
        ):
            with pytest.raises(NietToegestaan):
                doe()
        beheer = _client(gebruiker_met(Rol.BEHEER))
        adres = reverse("aanbod:groep_bericht_wissen", args=[groep.slug, bericht.pk])
        assert "matten" not in beheer.get(adres).content.decode()
        assert beheer.post(adres).status_code == 302
    bericht.refresh_from_db()
    assert bericht.tekst == ""
    assert (
        "Dit bericht is gewist"
        in _client(collega).get(reverse("aanbod:groep_berichten", args=[groep.slug])).content.decode()
    )


def test_het_gesprek_is_verdeeld_in_bladzijden(groep: Groep, collega: User) -> None:
    for nummer in range(23):
        schrijf(groep, tekst=f"Bericht nummer {nummer}.", door=collega)
    client, adres = _client(collega), reverse("aanbod:groep_berichten", args=[groep.slug])
    eerste, tweede = (client.get(adres, {"pagina": n}).content.decode() for n in (1, 2))
    assert "Bericht nummer 22." in eerste
    assert "Bericht nummer 0." not in eerste
    assert "Bericht nummer 0." in tweede
    assert "Alle 23 berichten" in client.get(reverse("aanbod:groep", args=[groep.slug])).content.decode()


def test_bij_een_groep_die_niet_doorgaat_of_voorbij_is_schrijft_niemand_meer(groep: Groep, collega: User) -> None:
    Groep.objects.filter(pk=groep.pk).update(staat=GroepStaat.GEANNULEERD)
    with pytest.raises(OvergangFout):
        schrijf(groep, tekst=TEKST, door=collega)


@pytest.mark.django_db(transaction=True)
def test_twee_keer_tegelijk_verstuurd_is_een_bericht_en_wie_zijn_plek_teruggaf_schrijft_niet_meer(
    groep: Groep, collega: User
) -> None:
    sleutel = uuid.uuid4()

    def doe(nummer: int) -> int:
        try:
            return schrijf(groep, tekst=TEKST, door=User.objects.get(pk=collega.pk), sleutel=sleutel).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as ploeg:
        assert len(set(ploeg.map(doe, range(2)))) == 1
    assert Groepsbericht.objects.count() == 1
    with pytest.raises(AlVerwerkt):
        schrijf(groep, tekst="Iets anders", door=collega, sleutel=sleutel)
    haal_teamplaats_weg(groep=groep, team=groep.teamplaatsen.get().team, aantal=2, door=collega)
    with pytest.raises(NietToegestaan):
        schrijf(groep, tekst=TEKST, door=collega)
