"""Why a group was called off can be emptied at any time: everybody reads it. It goes by itself some time after."""

from django.db import transaction

from aanbod.models import Groep
from aanbod.permissions import kan_groep_beheren
from aanbod.workflow import GroepStaat
from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.accounts.models import Bezoeker, User
from marktplein.audit.tekst import bewaard_tot, leeg_oude_teksten, leeg_tekst
from marktplein.basis.toegang import eis

WIE_WEL = "Alleen het facilitair team en de applicatiebeheerder kunnen deze reden wissen."


def kan_reden_van_groep_wissen(user: Bezoeker) -> bool:
    return kan_groep_beheren(user) or is_applicatiebeheerder(user)


@transaction.atomic
def wis_reden_van_groep(groep: Groep, *, door: User) -> bool:
    """Take the reason off the page of the group; False when there was none (any more). Idempotent."""
    eis(kan_reden_van_groep_wissen(door), WIE_WEL)
    return leeg_tekst(groep, ("reden_geannuleerd",), gebeurtenis="groep.tekst_gewist", door=door)


def wis_oude_redenen() -> int:
    """The nightly round: of groups that were called off long enough ago; answers how many. Safe to repeat."""
    rijen = Groep.objects.filter(staat=GroepStaat.GEANNULEERD, gewijzigd_op__lt=bewaard_tot())
    return leeg_oude_teksten(rijen, ("reden_geannuleerd",), gebeurtenis="groep.tekst_gewist")
