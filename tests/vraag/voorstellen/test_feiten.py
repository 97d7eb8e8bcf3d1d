"""Who registers for what a proposal is about: by the form of the group it joins, or that a new group would have."""

import pytest

from aanbod.enums import Preventievorm
from tests.aanbod.factories import GroepFactory, InterventieFactory
from tests.vraag.factories import VoorstelFactory
from vraag.voorstellen.feiten import GEZINNEN_MELDEN_AAN, TEAMS_MELDEN_AAN, feiten_van
from vraag.workflow import VoorstelSoort

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("vorm", Preventievorm.values)
@pytest.mark.parametrize("hoofd", Preventievorm.values)
def test_wie_zich_aanmeldt_volgt_de_groep_en_anders_het_aanbod(hoofd: str, vorm: str) -> None:
    anderen = [ander for ander in Preventievorm.values if ander != hoofd]
    aanbod = InterventieFactory(preventievorm=hoofd, andere_preventievormen=anderen)
    groep = GroepFactory(interventie=aanbod, preventievorm=vorm)
    zinnen = {True: GEZINNEN_MELDEN_AAN, False: TEAMS_MELDEN_AAN}
    assert feiten_van(VoorstelFactory(interventie=aanbod)).aanmelden == zinnen[hoofd == "universeel"]
    bij_groep = VoorstelFactory(interventie=aanbod, soort=VoorstelSoort.AANSLUITEN, groep=groep)
    assert feiten_van(bij_groep).aanmelden == zinnen[vorm == "universeel"]
