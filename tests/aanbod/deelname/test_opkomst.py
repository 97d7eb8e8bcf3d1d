"""Once a group has begun: who came, noted by facilitair or its trainers, counted, and erased in time."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.bewaking import bewaak
from aanbod.deelname.services.opkomst import leg_opkomst_vast
from aanbod.models import Aanmelding
from aanbod.workflow import AanmeldingStaat, GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan, OvergangFout
from marktplein.mail.models import Bericht
from tests.aanbod.factories import AanmeldingFactory, GroepFactory, TrainerFactory
from tests.aanbod.hulp import als
from tests.gemeenten.factories import gebruiker_met

A = AanmeldingStaat


@pytest.fixture
def facilitair():
    return gebruiker_met(Rol.FACILITAIR)


def begonnen(**velden):
    start = klok.vandaag() - dt.timedelta(days=8)
    return GroepFactory(start_op=start, staat=GroepStaat.BEZIG, **velden)


def staten(*rijen):
    return [Aanmelding.objects.get(pk=rij.pk).staat for rij in rijen]


def test_opkomst_vastleggen_telt_alleen_en_kan_nog_eens(facilitair):
    groep = begonnen(bezet=3)
    een, twee, drie = (AanmeldingFactory(groep=groep) for _ in range(3))
    keuze = {een.pk: A.DEELGENOMEN, twee.pk: A.NIET_GEKOMEN}
    assert leg_opkomst_vast(groep=groep, opkomst=keuze, door=facilitair) == {"deelgenomen": 1, "niet_gekomen": 1}
    assert leg_opkomst_vast(groep=groep, opkomst=keuze, door=facilitair) == {"deelgenomen": 0, "niet_gekomen": 0}
    assert staten(een, twee, drie) == [A.DEELGENOMEN, A.NIET_GEKOMEN, A.GEPLAATST]
    regel = Logregel.objects.get(gebeurtenis="groep.opkomst")
    assert (regel.gegevens, regel.door) == ({"deelgenomen": 1, "niet_gekomen": 1}, facilitair)
    groep.refresh_from_db()
    assert groep.bezet == 3


def test_een_vergissing_is_te_herstellen_en_de_anderen_kwamen(facilitair):
    groep = begonnen(bezet=3)
    een, twee, drie = (AanmeldingFactory(groep=groep) for _ in range(3))
    leg_opkomst_vast(groep=groep, opkomst={een.pk: A.NIET_GEKOMEN, twee.pk: A.NIET_GEKOMEN}, door=facilitair)
    leg_opkomst_vast(groep=groep, opkomst={een.pk: A.DEELGENOMEN}, anderen_kwamen=True, door=facilitair)
    assert staten(een, twee, drie) == [A.DEELGENOMEN, A.NIET_GEKOMEN, A.DEELGENOMEN]


def test_alleen_facilitair_en_de_trainers_van_deze_groep():
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    groep = begonnen(trainers=[trainer])
    rij = AanmeldingFactory(groep=groep)
    for rol in set(Rol) - {Rol.FACILITAIR}:
        with pytest.raises(NietToegestaan):
            leg_opkomst_vast(groep=groep, opkomst={rij.pk: A.DEELGENOMEN}, door=gebruiker_met(rol))
    leg_opkomst_vast(groep=groep, opkomst={rij.pk: A.DEELGENOMEN}, door=trainer.user)
    assert staten(rij) == [A.DEELGENOMEN]


def test_pas_als_de_groep_is_begonnen(facilitair):
    for groep in (GroepFactory(), begonnen()):
        rij = AanmeldingFactory(groep=groep)
        if groep.staat == GroepStaat.BEZIG:
            annuleer_groep(groep, "De trainer is ziek.")
        with pytest.raises(OvergangFout, match="begonnen"):
            leg_opkomst_vast(groep=groep, opkomst={rij.pk: A.DEELGENOMEN}, door=facilitair)


def test_wie_geen_plek_heeft_of_gewist_is_of_van_een_andere_groep_is(facilitair):
    groep, nu = begonnen(), klok.nu()
    goed = AanmeldingFactory(groep=groep)
    fout = [
        AanmeldingFactory(groep=groep, staat=A.GEANNULEERD),
        AanmeldingFactory(groep=groep, staat=A.INTAKE),
        AanmeldingFactory(groep=groep, gewist_op=nu, naam="", email=""),
        AanmeldingFactory(groep=begonnen()),
    ]
    for rij in fout:
        keuze = {goed.pk: A.DEELGENOMEN, rij.pk: A.DEELGENOMEN}
        with pytest.raises(DomeinFout, match="afgemeld"):
            leg_opkomst_vast(groep=groep, opkomst=keuze, door=facilitair)
    with pytest.raises(ValueError, match="opkomst"):
        leg_opkomst_vast(groep=groep, opkomst={goed.pk: A.GEANNULEERD}, door=facilitair)
    assert staten(goed) == [A.GEPLAATST]


@pytest.mark.parametrize("staat", [A.DEELGENOMEN, A.NIET_GEKOMEN, A.GEPLAATST, A.INTAKE, A.GEANNULEERD, A.VERLOPEN])
def test_op_de_wisdag_is_iedereen_gewist_vastgelegd_of_niet(staat):
    rij = AanmeldingFactory(groep=begonnen(bezet=1), staat=staat, telefoon="06 12345678")
    with time_machine.travel(klok.op(rij.wissen_op, dt.time(10))):
        bewaak()
    rij.refresh_from_db()
    assert (rij.naam, rij.email, rij.telefoon, rij.leeftijd_kind, rij.staat) == ("", "", "", None, staat)


def test_wie_er_al_was_hoort_ook_dat_de_rest_niet_doorgaat(facilitair):
    groep = begonnen(bezet=1)
    rij = AanmeldingFactory(groep=groep)
    leg_opkomst_vast(groep=groep, opkomst={rij.pk: A.DEELGENOMEN}, door=facilitair)
    annuleer_groep(groep, "De trainer is ziek.", facilitair)
    rij.refresh_from_db()
    assert Bericht.objects.filter(soort="aanbod.gaat_niet_door", aan=rij.email).count() == 1
    assert (rij.staat, rij.wissen_op) == (A.DEELGENOMEN, klok.vandaag() + dt.timedelta(days=7))


def test_op_de_pagina_kies_je_per_persoon_en_bewaar_je_in_een_keer():
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    groep = begonnen(trainers=[trainer], bezet=5)
    een, twee, drie = (AanmeldingFactory(groep=groep) for _ in range(3))
    af = AanmeldingFactory(groep=groep, staat=A.GEANNULEERD)
    client, adres = Client(), reverse("aanbod:aanmeldingen", args=[groep.slug])
    client.force_login(trainer.user)
    tekst = client.get(adres).content.decode()
    assert f"Heeft {een.naam} meegedaan?" in tekst
    assert f"Heeft {af.naam} meegedaan?" not in tekst
    gegevens = {f"wie{een.pk}": A.DEELGENOMEN, f"wie{twee.pk}": A.NIET_GEKOMEN}
    for _ in range(2):
        assert client.post(adres, gegevens).url == adres
    pagina = client.get(adres)
    assert staten(een, twee, drie, af) == [A.DEELGENOMEN, A.NIET_GEKOMEN, A.GEPLAATST, A.GEANNULEERD]
    assert (pagina.context["tellingen"]["houdt"], pagina.context["van_teams"]) == (3, 2)
    assert Logregel.objects.filter(gebeurtenis="groep.opkomst").count() == 1
    client.post(adres, {"anderen": "on"})
    assert staten(een, twee, drie) == [A.DEELGENOMEN, A.NIET_GEKOMEN, A.DEELGENOMEN]


def test_een_onbekende_keus_verandert_niets_en_voor_het_begin_is_er_geen_formulier(facilitair):
    groep, straks = begonnen(), GroepFactory()
    rij, later = AanmeldingFactory(groep=groep), AanmeldingFactory(groep=straks)
    client = Client()
    client.force_login(facilitair)
    fout = client.post(reverse("aanbod:aanmeldingen", args=[groep.slug]), {f"wie{rij.pk}": A.GEANNULEERD})
    assert "Er is iets nog niet goed" in fout.content.decode()
    adres = reverse("aanbod:aanmeldingen", args=[straks.slug])
    assert "meegedaan?" not in client.get(adres).content.decode()
    te_vroeg = client.post(adres, {f"wie{later.pk}": A.DEELGENOMEN}).content.decode()
    assert "als de groep is begonnen" in te_vroeg
    assert staten(rij, later) == [A.GEPLAATST, A.GEPLAATST]


def test_andere_rollen_komen_er_niet_bij():
    groep = begonnen()
    rij = AanmeldingFactory(groep=groep)
    adres = reverse("aanbod:aanmeldingen", args=[groep.slug])
    for rol in set(Rol) - {Rol.FACILITAIR}:
        assert als(rol).post(adres, {f"wie{rij.pk}": A.DEELGENOMEN}).status_code == 403, rol
    assert staten(rij) == [A.GEPLAATST]
