"""From what a professional looks at to a need for it; and how a place and a day are told."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.enums import Vorm
from aanbod.templatetags.aanbod import plaats
from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory, InterventieFactory, ThemaFactory
from tests.aanbod.hulp import als
from tests.gemeenten.factories import GemeenteFactory
from tests.opmaak import zonder_opmaak

NIEUW = "/vraag/nieuw/"


@pytest.fixture
def ding():
    return InterventieFactory(themas=[ThemaFactory(slug="rust")], slug="stevig")


def paginas(ding):
    return {
        reverse("aanbod:plank"): f"{NIEUW}?interventie=stevig",
        reverse("aanbod:interventie", args=[ding.slug]): f"{NIEUW}?interventie=stevig",
        reverse("aanbod:thema", args=["rust"]): f"{NIEUW}?thema=rust",
    }


@pytest.mark.parametrize("rol", [Rol.JGT, Rol.JGZ, Rol.COACH])
def test_een_professional_plaatst_een_vraag_bij_wat_er_staat(ding, rol):
    client = als(rol)
    for adres, link in paginas(ding).items():
        assert f'href="{link}"' in client.get(adres).content.decode(), adres
    gevuld = client.get(f"{NIEUW}?interventie=stevig").context["form"]
    assert gevuld["interventie"].value() in (ding, ding.pk, str(ding.pk))


def test_wie_geen_vraag_plaatst_ziet_de_link_niet(ding):
    for client in (Client(), als(Rol.FACILITAIR), als(Rol.TRAINER)):
        for adres in paginas(ding):
            assert NIEUW not in client.get(adres).content.decode(), adres


@pytest.mark.parametrize("velden", [{"vorm": Vorm.ONLINE}, {"groep_max": 1, "groep_min": 1}])
def test_wat_geen_groep_is_vraag_je_niet_zo(velden):
    ding = InterventieFactory(slug="anders", **velden)
    for adres in (reverse("aanbod:plank"), reverse("aanbod:interventie", args=[ding.slug])):
        assert NIEUW not in als(Rol.JGT).get(adres).content.decode()


@pytest.mark.parametrize(
    ("naam", "adres", "waar", "kort"),
    [
        ("De Schuur", "Weg 1, Lisse", "De Schuur, Weg 1, Lisse", "Lisse, De Schuur"),
        ("De Schuur", "Weg 1, LISSE", "De Schuur, Weg 1, LISSE", "Lisse, De Schuur"),
        ("De Schuur", "Lisserweg 1", "De Schuur, Lisserweg 1, Lisse", "Lisse, De Schuur"),
        ("Bibliotheek Lisse", "Weg 1", "Bibliotheek Lisse, Weg 1", "Bibliotheek Lisse"),
        ("", "", "Lisse", "Lisse"),
    ],
)
def test_de_plaats_staat_er_een_keer(naam, adres, waar, kort):
    groep = GroepFactory(gemeente=GemeenteFactory(naam="Lisse"), locatie_naam=naam, locatie_adres=adres)
    assert (groep.waar, plaats(groep)) == (waar, kort)


def test_maanden_staan_zonder_hoofdletter_in_het_datumvak():
    GroepFactory(start_op=dt.date(2098, 12, 3))
    tekst = Client().get(reverse("aanbod:groepen")).content.decode()
    assert "<span>wo</span><strong>3</strong><span>dec</span>" in zonder_opmaak(tekst)
