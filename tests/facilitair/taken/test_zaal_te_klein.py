"""An offer to which more people come along: the groups in a room that is too small now are work for the desk again."""

from decimal import Decimal
from typing import Any

import pytest

from aanbod.models import Interventie
from aanbod.plank.services import wijzig_interventie
from facilitair.models import Taak
from facilitair.ruimtes.services import zalen
from facilitair.taken.services.van_groep import maak_taken
from facilitair.workflow import TaakSoort, TaakStaat
from gemeenten.grond.enums import Rol
from tests.aanbod.factories import GroepFactory, InterventieFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import gebruiker_met

pytestmark = pytest.mark.django_db


def _wijzig(training: Interventie, **velden: Any) -> None:
    training.refresh_from_db()
    beheer = gebruiker_met(Rol.BEHEER)
    wijzig_interventie(interventie=training, versie=training.versie, velden=velden, themas=[], door=beheer)


def test_de_taak_van_de_ruimte_gaat_weer_open_waar_niet_iedereen_meer_past() -> None:
    training = InterventieFactory(doelgroep=["jeugdigen", "ouders"], trainers_nodig=2)
    sanne, taken = gebruiker_met(Rol.FACILITAIR), {}
    for plekken in (14, 40):
        groep = GroepFactory(interventie=training, voor="samen", capaciteit=6)
        maak_taken(groep)
        zalen.kies_zaal(groep=groep, ruimte=RuimteFactory(capaciteit=plekken), door=sanne)
        taken[plekken] = Taak.objects.get(groep=groep, soort=TaakSoort.ZAAL)
        assert taken[plekken].staat == TaakStaat.KLAAR
    _wijzig(training, intake="pedagoog")
    assert not Taak.objects.filter(staat=TaakStaat.HEROPEND).exists()
    _wijzig(training, personen_per_deelnemer=Decimal("2.5"))
    assert list(Taak.objects.filter(staat=TaakStaat.HEROPEND)) == [taken[14]]
    laatste = taken[14].gebeurtenissen.latest("pk").tekst
    assert "Te klein voor 6 kinderen, wie er meekomt en 2 trainers: nodig 17, past 14." in laatste
