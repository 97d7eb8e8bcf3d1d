"""The life of a group as far as nobody need be told: published, finished."""

from django.db import transaction

from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Groep
from aanbod.permissions import kan_groep_beheren
from aanbod.workflow import GROEP_OVERGANGEN, GroepStaat
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.basis import klok
from marktplein.basis.toegang import eis

DING = "Deze groep"
ALLEEN_FACILITAIR = "Alleen het facilitair team kan dit doen."


def publiceer(*, groep: Groep, door: User) -> Groep:
    """Somebody puts a group on the marketplace. Raises NietToegestaan, OvergangFout; idempotent."""
    eis(kan_groep_beheren(door), ALLEEN_FACILITAIR)
    return publiceer_groep(groep, door)


@transaction.atomic
def publiceer_groep(groep: Groep, door: User | None = None) -> Groep:
    """VOORBEREIDING → OPEN, or VOL when no place is left: a step of planning, whose caller has checked the right."""
    actueel = vergrendel(groep.pk)
    if actueel.staat in (GroepStaat.OPEN, GroepStaat.VOL):
        return actueel
    naar = GroepStaat.OPEN if actueel.vrij else GroepStaat.VOL
    verplaats(
        actueel,
        naar,
        GROEP_OVERGANGEN,
        noem=DING,
        als="groep.gepubliceerd",
        door=door,
        velden=(),
        vrij=actueel.vrij,
    )
    groep.refresh_from_db(fields=["staat"])
    return actueel


def rond_groep_af(groep_id: int) -> bool:
    """BEZIG → AFGEROND once the last meeting has ended. Idempotent."""
    with transaction.atomic():
        groep = vergrendel(groep_id)
        einde = groep.bijeenkomsten.order_by("-eind").values_list("eind", flat=True).first()
        if groep.staat != GroepStaat.BEZIG or (einde or klok.nu()) > klok.nu():
            return False
        verplaats(
            groep,
            GroepStaat.AFGEROND,
            GROEP_OVERGANGEN,
            noem=DING,
            als="groep.afgerond",
            herkomst="taak",
            velden=(),
        )
        return True
