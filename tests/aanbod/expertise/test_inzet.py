"""A trainer's own page: dagdelen, where, how often; certificates to look at."""

import datetime as dt

import pytest
from django.test import Client

from aanbod.enums import Bereik
from aanbod.expertise.services import wijzig_inzet
from aanbod.workflow import InterventieStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import DomeinFout, NietToegestaan
from tests.aanbod.factories import CertificaatFactory, InterventieFactory, TrainerFactory
from tests.aanbod.hulp import als
from tests.gemeenten.factories import GemeenteFactory, gebruiker_met

ADRES = "/mijn-inzet/"


@pytest.fixture
def trainer():
    gemeente = GemeenteFactory(naam="Duinstad")
    return TrainerFactory(
        user=gebruiker_met(Rol.TRAINER), gemeente=gemeente, dagdelen=[1, 7], bereik=Bereik.REGIO, max_groepen_per_week=2
    )


@pytest.fixture
def client_(trainer):
    client = Client()
    client.force_login(trainer.user)
    return client


def wijzig(trainer, door, **anders):
    nu = {"dagdelen": [1, 7], "bereik": Bereik.REGIO, "max_groepen_per_week": 2}
    return wijzig_inzet(trainer=trainer, door=door, **(nu | anders))


def test_de_pagina_vraagt_alleen_dagdelen_bereik_en_hoe_vaak(client_):
    form = client_.get(ADRES).context["form"]
    assert [veld.name for veld in form.visible_fields()] == ["dagdelen", "bereik", "max_groepen_per_week"]
    assert form["dagdelen"].value() == [1, 7]


def test_opslaan_wordt_bewaard_en_een_keer_vastgelegd(trainer, client_):
    gezien = client_.get(ADRES).context["form"]["gezien"].value()
    gegevens = {"dagdelen": ["7", "2", "14"], "bereik": "gemeente", "max_groepen_per_week": "0", "gezien": gezien}
    for _ in range(2):
        assert client_.post(ADRES, gegevens).url == ADRES
    trainer.refresh_from_db()
    assert (trainer.dagdelen, trainer.bereik, trainer.max_groepen_per_week) == ([2, 7, 14], "gemeente", 0)
    regel = Logregel.objects.get(gebeurtenis="trainer.inzet_gewijzigd")
    assert (regel.door, regel.object_id) == (trainer.user, str(trainer.pk))
    assert regel.gegevens == {"velden": ["dagdelen", "bereik", "max_groepen_per_week"]}
    assert "Alleen in Duinstad" in client_.get(ADRES).content.decode()


@pytest.mark.parametrize(
    ("fout", "veld"),
    [
        ({"dagdelen": []}, "dagdelen"),
        ({"dagdelen": ["15"]}, "dagdelen"),
        ({"bereik": "wereld"}, "bereik"),
        ({"max_groepen_per_week": "16"}, "max_groepen_per_week"),
        ({"max_groepen_per_week": "-1"}, "max_groepen_per_week"),
    ],
)
def test_foute_invoer_wordt_bij_het_veld_gezegd(trainer, client_, fout, veld):
    gegevens = {"dagdelen": ["2"], "bereik": "regio", "max_groepen_per_week": "1"} | fout
    assert set(client_.post(ADRES, gegevens).context["form"].errors) == {veld}
    trainer.refresh_from_db()
    assert trainer.dagdelen == [1, 7]


def test_alleen_de_trainer_zelf(trainer):
    for door in (TrainerFactory(user=gebruiker_met(Rol.TRAINER)).user, gebruiker_met(Rol.BEHEER)):
        with pytest.raises(NietToegestaan):
            wijzig(trainer, door, dagdelen=[3])
    for dagdelen in ([], [15], [-1]):
        with pytest.raises(DomeinFout):
            wijzig(trainer, trainer.user, dagdelen=dagdelen)
    assert not Logregel.objects.filter(gebeurtenis="trainer.inzet_gewijzigd").exists()


@pytest.mark.parametrize("rol", sorted(set(Rol) - {Rol.TRAINER}))
def test_andere_rollen_hebben_deze_pagina_niet(rol):
    client = als(rol)
    assert client.get(ADRES).status_code == client.post(ADRES, {}).status_code == 403


def test_certificaten_om_te_lezen_zonder_concepten(trainer, client_):
    gisteren = klok.vandaag() - dt.timedelta(days=1)
    CertificaatFactory(trainer=trainer, interventie=InterventieFactory(naam="Blijft"))
    CertificaatFactory(trainer=trainer, interventie=InterventieFactory(naam="Oud"), geldig_tot=gisteren)
    CertificaatFactory(trainer=trainer, interventie=InterventieFactory(naam="Geheim", staat=InterventieStaat.CONCEPT))
    CertificaatFactory(interventie=InterventieFactory(naam="Van een ander"))
    pagina = client_.get(ADRES)
    assert [c.interventie.naam for c in pagina.context["page_obj"]] == ["Oud", "Blijft"]
    tekst = pagina.content.decode()
    assert "Verlopen" in tekst
    assert "blijft geldig" in tekst


def test_een_account_zonder_trainer_hoort_wie_dat_regelt():
    assert "applicatiebeheerder" in als(Rol.TRAINER).get(ADRES).content.decode()


def test_wie_niet_actief_is_ziet_dat(trainer, client_):
    assert "We vragen je nu niet" not in client_.get(ADRES).content.decode()
    trainer.actief = False
    trainer.save()
    assert "We vragen je nu niet" in client_.get(ADRES).content.decode()
