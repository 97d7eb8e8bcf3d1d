"""Pages behind the login: places for teams, names, what facilitair does."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.enums import Preventievorm
from aanbod.models import TeamPlaats
from aanbod.workflow import AanmeldingStaat, GroepStaat
from gemeenten.grond.enums import Rol
from marktplein.audit.models import Logregel
from tests.aanbod.factories import (
    AanmeldingFactory,
    GroepFactory,
    InterventieFactory,
    TrainerFactory,
)
from tests.aanbod.hulp import als, ga
from tests.gemeenten.factories import TeamFactory, gebruiker_met
from tests.hulp_uitstel import laat_voorbijgaan

A = AanmeldingStaat


def test_professional_neemt_plekken_en_geeft_ze_terug():
    groep = GroepFactory(interventie=InterventieFactory(preventievorm=Preventievorm.SELECTIEF))
    team = TeamFactory()
    client = als(Rol.JGT, team=team)
    adres, sleutel = reverse("aanbod:teamplaats", args=[groep.slug]), str(uuid.uuid4())
    assert client.get(adres).status_code == 200
    for _ in range(2):
        assert client.post(adres, {"team": team.pk, "aantal": 3, "sleutel": sleutel}).status_code == 302
    groep.refresh_from_db()
    assert groep.bezet == 3
    terug = reverse("aanbod:teamplaats_terug", args=[groep.slug])
    assert client.get(terug).status_code == 200
    client.post(terug, {"team": team.pk, "aantal": 3, "sleutel": str(uuid.uuid4())})
    laat_voorbijgaan()
    assert not TeamPlaats.objects.exists()
    assert client.get(terug).status_code == 302


def test_hetzelfde_formulier_met_iets_anders_erin_zegt_wat_er_al_genomen_is():
    """The browser's way back brings a form with its old key: another number counts when somebody presses again."""
    groep, team = GroepFactory(interventie=InterventieFactory(preventievorm=Preventievorm.SELECTIEF)), TeamFactory()
    client = als(Rol.JGT, team=team)
    heeft = TeamPlaats.objects.filter(groep=groep)
    for naam, eerst, straks in (("teamplaats", 2, 5), ("teamplaats_terug", 3, 0)):
        adres = reverse(f"aanbod:{naam}", args=[groep.slug])
        velden = {"team": team.pk, "aantal": 2, "sleutel": str(uuid.uuid4())}
        for _ in "ab":
            assert client.post(adres, velden).status_code == 302
            laat_voorbijgaan()
        weer = client.post(adres, velden | {"aantal": 3})
        assert (weer.status_code, heeft.get().aantal) == (409, eerst)
        assert "Je hebt met dit formulier al plekken" in weer.content.decode()
        assert weer.context["form"]["aantal"].value() == "3"
        client.post(adres, velden | {"aantal": 3, "sleutel": weer.context["form"]["sleutel"].value()})
        laat_voorbijgaan()
        assert sum(heeft.values_list("aantal", flat=True)) == straks


def test_te_veel_plekken_en_een_ander_team_worden_geweigerd():
    groep, team = GroepFactory(capaciteit=4, bezet=2), TeamFactory()
    client, adres = als(Rol.JGT, team=team), reverse("aanbod:teamplaats", args=[groep.slug])
    te_veel = client.post(adres, {"team": team.pk, "aantal": 3, "sleutel": str(uuid.uuid4())})
    assert "2 plekken" in te_veel.content.decode()
    ander = client.post(adres, {"team": TeamFactory().pk, "aantal": 1, "sleutel": str(uuid.uuid4())})
    assert ander.status_code == 422
    assert not TeamPlaats.objects.exists()


@pytest.mark.parametrize("rol", [Rol.TRAINER, Rol.KCC, Rol.FACILITAIR, Rol.BEHEER])
def test_wie_niet_in_een_team_werkt_neemt_geen_plekken(rol):
    assert ga(als(rol), "teamplaats", GroepFactory().slug).status_code == 403


def test_namen_alleen_voor_facilitair_en_de_trainer_van_de_groep_en_elke_blik_wordt_vastgelegd():
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    groep = GroepFactory(trainers=[trainer], bezet=1)
    AanmeldingFactory(groep=groep, naam="Noor Proef")
    eigen = Client()
    eigen.force_login(trainer.user)
    for client in (als(Rol.FACILITAIR), eigen):
        assert "Noor Proef" in ga(client, "aanmeldingen", groep.slug).content.decode()
    assert Logregel.objects.filter(gebeurtenis="aanmeldingen.ingezien").count() == 2
    for rol in set(Rol) - {Rol.FACILITAIR}:
        assert ga(als(rol), "aanmeldingen", groep.slug).status_code == 403, rol
    assert ga(Client(), "aanmeldingen", groep.slug).status_code == 302


@pytest.mark.parametrize("formaat", ["xlsx", "csv"])
def test_lijst_als_bestand(formaat):
    groep = GroepFactory(bezet=1)
    AanmeldingFactory(groep=groep, naam="Noor Proef")
    antwoord = ga(als(Rol.FACILITAIR), "aanmeldingen", groep.slug, formaat=formaat)
    assert "attachment" in antwoord["Content-Disposition"]
    assert formaat == "xlsx" or "Noor Proef" in antwoord.content.decode("utf-8-sig")
    assert Logregel.objects.filter(gebeurtenis="aanmeldingen.uitgevoerd").exists()


def test_kennismaking_afronden():
    groep = GroepFactory(interventie=InterventieFactory(intake="pedagoog"), bezet=2)
    door, stopt = (AanmeldingFactory(groep=groep, staat=A.INTAKE) for _ in range(2))
    client = als(Rol.FACILITAIR)
    for aanmelding, besluit in ((door, "ja"), (stopt, "nee")):
        client.post(reverse("aanbod:kennismaking", args=[groep.slug, aanmelding.pk]), {"besluit": besluit})
    door.refresh_from_db(), stopt.refresh_from_db(), groep.refresh_from_db()
    assert (door.staat, stopt.staat, groep.bezet) == (A.GEPLAATST, A.GEANNULEERD, 1)


def test_trainer_ziet_alleen_de_eigen_groepen():
    trainer = TrainerFactory(user=gebruiker_met(Rol.TRAINER))
    eigen, _ander = GroepFactory(trainers=[trainer]), GroepFactory()
    client = Client()
    client.force_login(trainer.user)
    assert list(ga(client, "mijn_groepen").context["page_obj"]) == [eigen]
    assert ga(als(Rol.JGT), "mijn_groepen").status_code == 403


def test_facilitair_publiceert_en_last_af():
    groep, client = GroepFactory(staat=GroepStaat.VOORBEREIDING), als(Rol.FACILITAIR)
    client.post(reverse("aanbod:groep_publiceren", args=[groep.slug]))
    groep.refresh_from_db()
    assert groep.staat == GroepStaat.OPEN
    adres = reverse("aanbod:groep_afgelasten", args=[groep.slug])
    assert "Vul dit veld in" in client.post(adres, {"reden": ""}).content.decode()
    client.post(adres, {"reden": "De trainer is ziek."})
    groep.refresh_from_db()
    assert (groep.staat, groep.reden_geannuleerd) == (GroepStaat.GEANNULEERD, "De trainer is ziek.")
    assert "De trainer is ziek." in ga(Client(), "groep", groep.slug).content.decode()
    for naam in ("groep_publiceren", "groep_afgelasten"):
        assert als(Rol.JGT).post(reverse(f"aanbod:{naam}", args=[groep.slug])).status_code == 403
