"""What those of a group see of the room they meet in."""

import datetime as dt

from aanbod.betrokken.selectors import is_actueel
from aanbod.groepen.delen import Groepsdeel
from aanbod.groepen.selectors import eerste_begin
from aanbod.models import Groep
from aanbod.permissions import is_betrokken, kan_aanmeldingen_zien
from facilitair.models import Ruimte
from facilitair.workflow import BEZET_DE_RUIMTE
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok

# How long before the first time one may read how to get in.
SLEUTEL_VOORAF = dt.timedelta(days=7)


def ruimtes_van(groep: Groep) -> list[Ruimte]:
    """The rooms in which it meets, by name."""
    van_groep = Ruimte.objects.filter(reserveringen__bijeenkomst__groep=groep, reserveringen__staat__in=BEZET_DE_RUIMTE)
    return list(van_groep.distinct().order_by("naam"))


def sleutel_te_lezen(groep: Groep) -> bool:
    """Only around the time that it meets."""
    return eerste_begin(groep) - SLEUTEL_VOORAF <= klok.nu() and groep.eind_op >= klok.vandaag()


def ruimte_van_groep(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """Whom to ask about the room; how to get in for trainers and the desk."""
    if not is_actueel(groep) or not is_betrokken(user, groep):
        return None
    ruimtes = ruimtes_van(groep)
    if not ruimtes:
        return None
    mag_sleutel = kan_aanmeldingen_zien(user, groep)
    gegevens = {
        "ruimtes": ruimtes,
        "mag_sleutel": mag_sleutel,
        "nu_sleutel": mag_sleutel and sleutel_te_lezen(groep),
        "vanaf": eerste_begin(groep) - SLEUTEL_VOORAF,
    }
    return Groepsdeel("facilitair/includes/_ruimte_van_groep.html", gegevens)
