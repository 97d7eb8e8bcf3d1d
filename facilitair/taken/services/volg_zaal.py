"""The zaal task of a group follows its room. Called in the transaction that books or gives back the room."""

from typing import Any

from django.dispatch import receiver

from aanbod.models import Groep, Interventie
from aanbod.plank.gebeurtenissen import zaalvulling_veranderd
from aanbod.workflow import GROEP_LOPEND
from facilitair.models import Taak
from facilitair.ruimtes.gebeurtenissen import zaal_geboekt, zaal_vrijgegeven
from facilitair.taken.services.taken import noteer, sluit, zet_weer_open
from facilitair.workflow import TAAK_OPEN, TaakSoort, TaakStaat
from marktplein.accounts.models import User


@receiver(zaal_geboekt, dispatch_uid="facilitair.taken.zaal_geboekt")
def rond_zaaltaak_af(sender: Any, *, groep: Groep, door: User, tekst: str, **kwargs: Any) -> None:
    """The group has a room now: finish its zaal task, or add a line when that was done already."""
    taak = _zaaltaak(groep)
    if taak is None or taak.staat == TaakStaat.VERVALLEN:
        return
    if taak.staat in TAAK_OPEN:
        sluit(taak, door, tekst)
    else:
        noteer(taak, door, "opmerking", tekst=tekst)


@receiver(zaal_vrijgegeven, dispatch_uid="facilitair.taken.zaal_vrijgegeven")
def open_zaaltaak_weer(sender: Any, *, groep: Groep, door: User, tekst: str, **kwargs: Any) -> None:
    """A meeting of the group lost its room: its zaal task is open again."""
    taak = _zaaltaak(groep)
    if taak is not None and taak.staat == TaakStaat.KLAAR:
        zet_weer_open(taak, door, tekst)
    elif taak is not None and taak.staat in TAAK_OPEN:
        noteer(taak, door, "opmerking", tekst=tekst)


@receiver(zaalvulling_veranderd, dispatch_uid="facilitair.taken.zaalvulling_veranderd")
def open_zaaltaak_van_te_kleine_zaal(sender: Any, *, interventie: Interventie, door: User, **kwargs: Any) -> None:
    """More people come to each group than its owner thought: groups in a room that is too small now need another."""
    groepen = Groep.objects.filter(interventie=interventie, staat__in=GROEP_LOPEND, zaal_plekken__isnull=False)
    for groep in groepen.select_related("interventie").order_by("pk"):
        if te_klein := groep.zaal_te_klein:
            tekst = f"Het aanbod is gewijzigd. {te_klein} Kies een grotere ruimte."
            open_zaaltaak_weer(sender, groep=groep, door=door, tekst=tekst)


def _zaaltaak(groep: Groep) -> Taak | None:
    return Taak.objects.select_for_update().filter(groep=groep, soort=TaakSoort.ZAAL).first()
