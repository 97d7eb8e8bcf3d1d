"""A place that comes free goes to the first in line, who has two days to say yes."""

import datetime as dt

from aanbod.deelname.berichten import PlekAangeboden
from aanbod.deelname.services.tekort import signaleer
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.selectors import eerste_begin
from aanbod.groepen.services.plaatsen import laat_los, neem
from aanbod.models import Aanmelding, Groep
from aanbod.workflow import AANMELDING_OVERGANGEN, GROEP_AANMELDBAAR, GROEP_NOG_NIET_BEGONNEN, AanmeldingStaat
from marktplein.audit.overgang import verplaats
from marktplein.basis import klok

BEDENKTIJD = dt.timedelta(hours=48)


def geef_vrij(groep: Groep, aantal: int) -> None:
    """Give places of a locked group back and offer them to the first in line; what is left, demand hears of."""
    was = groep.bezet
    laat_los(groep, aantal)
    bied_vrije_plekken_aan(groep)
    signaleer(groep, was=was)
    if groep.vrij and groep.staat in GROEP_NOG_NIET_BEGONNEN:
        vraagkant().plek_vrij(groep)


def bied_vrije_plekken_aan(groep: Groep) -> int:
    """Offer each free place of a locked group to the next in line; the offer holds the place. Answers how many.

    Nothing is offered once the group has begun or does not go on.
    """
    begin = eerste_begin(groep)
    aangeboden = 0
    while groep.vrij and groep.staat in GROEP_AANMELDBAAR and begin > klok.nu():
        volgende = eerste_in_de_rij(groep)
        if volgende is None:
            break
        neem(groep, 1)
        volgende.beslis_voor = min(klok.nu() + BEDENKTIJD, begin)
        verplaats(
            volgende,
            AanmeldingStaat.AANGEBODEN,
            AANMELDING_OVERGANGEN,
            noem="Deze aanmelding",
            als="aanmelding.aangeboden",
            herkomst="taak",
            velden=("beslis_voor",),
            groep=groep.pk,
        )
        PlekAangeboden(volgende).zet_klaar()
        aangeboden += 1
    return aangeboden


def eerste_in_de_rij(groep: Groep) -> Aanmelding | None:
    """The first of the waiting list, locked."""
    return (
        Aanmelding.objects.select_for_update()
        .filter(groep=groep, staat=AanmeldingStaat.WACHTLIJST)
        .order_by("in_rij_op", "pk")
        .first()
    )
