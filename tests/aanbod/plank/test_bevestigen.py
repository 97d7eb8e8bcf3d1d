"""Owners say how often, are asked by mail, confirm in one press; what nobody confirms sinks and says so."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.models import Interventie
from aanbod.plank.bevestigen import bevestig, link_voor, te_vragen, vraag_bevestigingen
from aanbod.plank.services import wijzig_interventie
from aanbod.zoeken.selectors import zoek_interventies
from aanbod.zoeken.services import werk_hele_zoekindex_bij
from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap
from marktplein.audit.models import Logregel
from marktplein.basis import klok
from marktplein.basis.fouten import NietToegestaan
from marktplein.mail.models import Bericht
from tests.aanbod.factories import InterventieFactory
from tests.gemeenten.factories import OrganisatieFactory, gebruiker_met


@pytest.fixture
def organisatie():
    return OrganisatieFactory()


@pytest.fixture
def aanbieder(organisatie):
    return gebruiker_met(Rol.AANBIEDER, organisatie=organisatie)


def dagen(aantal):
    return klok.vandaag() + dt.timedelta(days=aantal)


def test_van_vraag_tot_bevestiging_zonder_inloggen(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, bevestigd_tot=dagen(10), bevestig_maanden=3)
    InterventieFactory(organisatie=organisatie, bevestigd_tot=dagen(20))
    assert vraag_bevestigingen() == 1
    assert vraag_bevestigingen() == 0, "not every night again"
    mail = Bericht.objects.get(soort="aanbod.bevestig_aanbod")
    assert mail.aan == aanbieder.email
    adres = re.search(r"/aanbod-bevestigen/\S+", mail.tekst).group()
    wie_dan_ook = Client()
    assert "Ja, dit klopt nog" in wie_dan_ook.get(adres).content.decode()
    ding.refresh_from_db()
    assert ding.bevestigd_tot == dagen(10), "looking changes nothing"
    for _ in range(2):
        assert wie_dan_ook.post(adres).status_code == 302
    ding.refresh_from_db()
    assert (ding.laatst_gecontroleerd, ding.bevestiging_gevraagd_op) == (klok.vandaag(), None)
    assert dagen(88) <= ding.bevestigd_tot <= dagen(93)
    assert Logregel.objects.get(gebeurtenis="interventie.bevestigd").door == aanbieder
    assert "Dank je" in wie_dan_ook.get(adres).content.decode()
    Lidmaatschap.objects.update(tot=klok.vandaag())
    assert wie_dan_ook.post(adres).status_code == 404, "the right is asked each time"


def test_wie_er_niet_over_gaat_bevestigt_niets(organisatie):
    ding = InterventieFactory(organisatie=organisatie)
    ander = gebruiker_met(Rol.AANBIEDER)
    with pytest.raises(NietToegestaan):
        bevestig(ding, ander)
    assert Client().get(link_voor(ding, ander)).status_code == 404
    assert Client().get(reverse("aanbod:aanbod_bevestigen", args=["zomaar"])).status_code == 404


def test_wat_nooit_bevestigd_is_krijgt_dezelfde_tijd(organisatie):
    beheer = gebruiker_met(Rol.BEHEER)
    ding = InterventieFactory(organisatie=organisatie)
    assert vraag_bevestigingen() == 1
    assert Bericht.objects.get(soort="aanbod.bevestig_aanbod").aan == beheer.email, "nobody keeps it"
    ding.refresh_from_db()
    assert ding.bevestigd_tot == klok.vandaag()
    assert not ding.is_onbevestigd
    Interventie.objects.update(bevestiging_gevraagd_op=dagen(-30))
    assert te_vragen().get() == ding, "asked once more"


def test_opslaan_is_ook_bevestigen(organisatie, aanbieder):
    ding = InterventieFactory(organisatie=organisatie, bevestigd_tot=dagen(-100))
    nieuw = wijzig_interventie(interventie=ding, versie=1, velden={"bevestig_maanden": 6}, themas=[], door=aanbieder)
    assert dagen(178) <= nieuw.bevestigd_tot <= dagen(186)


def test_onbevestigd_zakt_en_zegt_het(client):
    for naam, tot in (("Sterk A", -31), ("Sterk B", -29)):
        InterventieFactory(naam=naam, bevestigd_tot=dagen(tot))
    werk_hele_zoekindex_bij()
    assert [ding.naam for ding in zoek_interventies("sterk")] == ["Sterk B", "Sterk A"]
    oud, vers = (
        client.get(reverse("aanbod:interventie", args=[Interventie.objects.get(naam=naam).slug])).content.decode()
        for naam in ("Sterk A", "Sterk B")
    )
    assert "niet gezegd of dit nog klopt" in oud
    assert "niet gezegd of dit nog klopt" not in vers
