"""Choosing a room: only where everybody fits, and the others say why not."""

import pytest
from django.test import Client
from django.urls import reverse

from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory, InterventieFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import gebruiker_met

pytestmark = pytest.mark.django_db


def test_een_ruimte_waar_niet_iedereen_in_past_staat_er_grijs_bij() -> None:
    """Six children with their parent and two trainers are fourteen: a room for twelve says so and has no button."""
    training = InterventieFactory(doelgroep=["jeugdigen", "ouders"], trainers_nodig=2)
    groep = GroepFactory(interventie=training, voor="samen", capaciteit=6)
    klein, groot = RuimteFactory(naam="Aula", capaciteit=12), RuimteFactory(naam="Zaal", capaciteit=14)
    klant, adres = Client(), reverse("facilitair:zaal", args=[groep.pk])
    klant.force_login(gebruiker_met(Rol.FACILITAIR))
    antwoord = klant.get(adres)
    assert [(v.ruimte, v.vrij) for v in antwoord.context["page_obj"]] == [(groot, True), (klein, False)]
    pagina = antwoord.content.decode()
    assert "1 ruimte is op alle momenten vrij" in pagina
    assert "Te klein voor 6 kinderen met hun ouder en 2 trainers: nodig 14, past 12." in pagina
    assert pagina.count("Kies deze ruimte") == 1
    geweigerd = klant.post(adres, {"ruimte": klein.pk})
    assert "Er zijn er 14 nodig voor 6 kinderen met hun ouder en 2 trainers." in geweigerd.content.decode()
    klant.post(adres, {"ruimte": groot.pk})
    groep.refresh_from_db()
    assert groep.in_de_zaal == "Ruimte voor 14 mensen, nodig 14: 6 kinderen met hun ouder en 2 trainers."
