"""How families take part, and what it costs: sentences of our own, made of fields; what nobody knows is not free."""

import pytest
from django.test import Client
from django.urls import reverse

from aanbod.enums import Aanmeldwijze, Preventievorm
from aanbod.models import Interventie
from aanbod.models.interventie import ROUTING_COMPLEET
from aanbod.templatetags.aanbod import kosten, leeftijd_van_wie, wie_en_leeftijd
from tests.aanbod.factories import GroepFactory, InterventieFactory
from tests.vraag.hulp import tekst


@pytest.mark.parametrize(
    ("wijze", "wie", "zin"),
    [
        (Aanmeldwijze.VRIJ, "geen aanmelding nodig", "U hoeft zich niet aan te melden. U kunt gewoon komen."),
        (Aanmeldwijze.MARKTPLEIN, "", "U meldt zich zelf aan op het marktplein, zodra er een groep is."),
        (Aanmeldwijze.AANGEVRAAGD, "de school", "U hoeft zelf niets aan te vragen."),
        (Aanmeldwijze.UITNODIGING, "JGZ", "U krijgt vanzelf een uitnodiging."),
        (Aanmeldwijze.BIJ, "CJG Cursusbureau", "Aanmelden bij"),
    ],
)
@pytest.mark.parametrize("vorm", Preventievorm.values)
def test_wat_iemand_typte_staat_nooit_in_een_zin(client: Client, wijze: str, wie: str, zin: str, vorm: str) -> None:
    ding = InterventieFactory(aanmeldwijze=wijze, aanmelden_bij=wie, preventievorm=vorm, bijeenkomsten=None)
    pagina = tekst(client.get(reverse("aanbod:interventie", args=[ding.slug])))
    assert zin in pagina
    assert "terecht bij" not in pagina
    if wie and wijze != Aanmeldwijze.VRIJ:
        assert f'<strong lang="nl">{wie[:1].upper()}{wie[1:]}</strong>' in pagina
    else:
        assert not wie or wie not in pagina
    assert ding.routing_compleet
    assert Interventie.objects.filter(ROUTING_COMPLEET, pk=ding.pk).exists()


@pytest.mark.parametrize(("cent", "woord"), [(None, "Kosten onbekend"), (0, "Gratis"), (1250, "€ 12,50")])
def test_niet_ingevuld_is_niet_gratis(client: Client, cent: int | None, woord: str) -> None:
    ding = InterventieFactory(eigen_bijdrage_cent=cent)
    assert kosten(ding) == woord
    assert woord in tekst(client.get(reverse("aanbod:interventie", args=[ding.slug])))
    gratis = client.get(reverse("aanbod:zoeken"), {"gratis": "on"}).context["page_obj"].paginator.count
    assert gratis == (cent == 0)


def test_de_leeftijd_van_kinderen_is_niet_die_van_hun_ouders() -> None:
    cursus = InterventieFactory(doelgroep=["ouders"], leeftijd_min=1, leeftijd_max=4)
    groep = GroepFactory(interventie=cursus, leeftijd_min=1, leeftijd_max=4)
    assert wie_en_leeftijd(cursus) == wie_en_leeftijd(groep) == "Ouders van kinderen van 1 tot en met 4 jaar"
    assert leeftijd_van_wie(groep) == "ouders van kinderen van 1 tot en met 4 jaar"
    training = InterventieFactory(doelgroep=["jeugdigen"], leeftijd_min=8, leeftijd_max=12)
    assert wie_en_leeftijd(training) == "Kinderen en jongeren: 8 tot en met 12 jaar"


@pytest.mark.parametrize("gepland", [True, False])
def test_wie_zich_zelf_aanmeldt_leest_een_weg_en_niet_twee(client: Client, gepland: bool) -> None:
    """Meant for who needs more support most of all, with groups for everybody: what is told of each is true of it."""
    ding = InterventieFactory(
        aanmeldwijze=Aanmeldwijze.MARKTPLEIN, preventievorm="selectief", andere_preventievormen=["universeel"]
    )
    if gepland:
        GroepFactory(interventie=ding, preventievorm="universeel")
    pagina = tekst(client.get(reverse("aanbod:interventie", args=[ding.slug])))
    assert ("Kies hieronder een groep en meld u zelf aan." in pagina) == gepland
    assert ("zodra er een groep is" in pagina) != gepland
    assert "daarvoor meldt u zich zelf aan" not in pagina
    assert "Er zijn ook groepen voor wie wat meer steun nodig heeft. Vraag ernaar" in pagina
    Interventie.objects.filter(pk=ding.pk).update(aanmeldwijze=Aanmeldwijze.BIJ, aanmelden_bij="CJG Cursusbureau")
    pagina = tekst(client.get(reverse("aanbod:interventie", args=[ding.slug])))
    zelf = "kies hieronder een groep en meld u zelf aan." if gepland else "daarvoor meldt u zich zelf aan."
    assert f"Er zijn ook groepen voor iedereen: {zelf}" in pagina
