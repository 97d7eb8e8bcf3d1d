"""The life of a group as far as nobody need be told: published, finished."""

from django.db import transaction

from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Groep
from aanbod.workflow import GROEP_OVERGANGEN, GroepStaat
from marktplein.audit.services import Door, leg_vast
from marktplein.basis import klok
from marktplein.basis.workflow import verplaats

DING = "Deze groep"


@transaction.atomic
def publiceer_groep(groep: Groep, door: Door = None) -> Groep:
    """VOORBEREIDING → OPEN, or VOL when no place is left. The caller has checked the right."""
    actueel = vergrendel(groep.pk)
    if actueel.staat in (GroepStaat.OPEN, GroepStaat.VOL):
        return actueel
    verplaats(actueel, GroepStaat.OPEN if actueel.vrij else GroepStaat.VOL, GROEP_OVERGANGEN, ding=DING)
    actueel.save(update_fields=["staat", "gewijzigd_op"])
    groep.staat = actueel.staat
    leg_vast("groep.gepubliceerd", actueel, door=door, vrij=actueel.vrij)
    return actueel


def rond_groep_af(groep_id: int) -> bool:
    """BEZIG → AFGEROND once the last meeting has ended. Idempotent."""
    with transaction.atomic():
        groep = vergrendel(groep_id)
        einde = groep.bijeenkomsten.order_by("-eind").values_list("eind", flat=True).first()
        if groep.staat != GroepStaat.BEZIG or (einde or klok.nu()) > klok.nu():
            return False
        verplaats(groep, GroepStaat.AFGEROND, GROEP_OVERGANGEN, ding=DING)
        groep.save(update_fields=["staat", "gewijzigd_op"])
        leg_vast("groep.afgerond", groep, herkomst="taak")
        return True
