"""An extra room of a scenario is counted in people too: it places nobody when not everybody fits in it."""

import pytest

from aanbod.enums import Doelgroep
from marktplein.basis.mensen import Voor
from tests.vraag.streek import WOENSDAGMIDDAG, maak_signaal, maak_streek
from vraag import matching
from vraag.poolen.momentopname import maak_momentopname
from vraag.wat_als.wijziging import RUIMTE, verander


@pytest.mark.django_db
@pytest.mark.parametrize(("plaatsen", "geplaatst"), [(13, 0), (14, 6)])
def test_een_extra_ruimte_helpt_alleen_als_iedereen_erin_past(plaatsen: int, geplaatst: int) -> None:
    streek = maak_streek(doelgroep=[Doelgroep.JEUGDIGEN, Doelgroep.OUDERS])
    for team in (streek.oegstgeest, streek.katwijk):
        maak_signaal(streek, team, 3, voor=Voor.SAMEN)
    gemeente = streek.leiden.gemeente
    erbij = {
        "soort": RUIMTE, "gemeente": gemeente.pk, "naam": gemeente.naam, "plaatsen": plaatsen,
        "dagdelen": [WOENSDAGMIDDAG],
    }  # fmt: skip
    anders = verander(maak_momentopname(streek.regio).instantie, [erbij])
    assert sum(g.kinderen for g in matching.los_op(anders).groepen) == geplaatst
