"""The task about too few people follows what was decided. Called in the transaction of the change."""

from typing import Any

from django.dispatch import receiver

from aanbod.groepen.gebeurtenissen import tekort_veranderd
from aanbod.models import Groep
from facilitair.models import Taak
from facilitair.taken.services.taken import zet_weer_open
from facilitair.taken.services.van_groep import laat_taken_vervallen
from facilitair.workflow import TAAK_OPEN, TaakSoort
from marktplein.accounts.models import User

BESLOTEN = "Hierover is besloten, er zijn weer genoeg mensen, of de groep is begonnen."
WEER_TE_KLEIN = "Er vielen weer mensen af."


@receiver(tekort_veranderd, dispatch_uid="facilitair.taken.tekort_veranderd")
def volg_tekort(sender: Any, *, groep: Groep, door: User | None, klaar: bool, **kwargs: Any) -> None:
    """Nothing is left to do once it is decided; when people drop out again there is."""
    if klaar:
        laat_taken_vervallen(groep, door, soorten=(TaakSoort.DEELNEMERS,), tekst=BESLOTEN)
        return
    taak = Taak.objects.select_for_update().filter(groep=groep, soort=TaakSoort.DEELNEMERS).first()
    if taak is not None and taak.staat not in TAAK_OPEN:
        zet_weer_open(taak, door, WEER_TE_KLEIN)
