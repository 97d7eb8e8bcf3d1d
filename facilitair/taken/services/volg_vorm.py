"""The recruitment task of a group follows for whom the group is meant. Called in the transaction of the change."""

from typing import Any

from django.dispatch import receiver

from aanbod.groepen.gebeurtenissen import vorm_veranderd
from aanbod.models import Groep
from aanbod.permissions import werft
from facilitair.models import Taak
from facilitair.taken.services.taken import zet_weer_open
from facilitair.taken.services.van_groep import begin_werving, laat_taken_vervallen
from facilitair.workflow import TaakSoort, TaakStaat
from marktplein.accounts.models import User

TEAMS_VULLEN = "Gezinnen melden zich niet meer zelf aan: voor deze groep werf je niet."
WERFT_WEER = "Gezinnen melden zich zelf aan voor deze groep."


@receiver(vorm_veranderd, dispatch_uid="facilitair.taken.vorm_veranderd")
def volg_vorm(sender: Any, *, groep: Groep, door: User, **kwargs: Any) -> None:
    """Nobody is recruited for a group that families cannot register for, and for others somebody is."""
    if not werft(groep):
        laat_taken_vervallen(groep, door, soorten=(TaakSoort.WERVING,), tekst=TEAMS_VULLEN)
        return
    taak = Taak.objects.select_for_update().filter(groep=groep, soort=TaakSoort.WERVING).first()
    if taak is None:
        begin_werving(groep, door)
    elif taak.staat == TaakStaat.VERVALLEN:
        zet_weer_open(taak, door, WERFT_WEER)
