"""The parts of this room on the page of a group."""

from aanbod.deelname.services.tekort_besluit import kan_akkoord_geven
from aanbod.groepen.delen import Groepsdeel, Plek
from aanbod.models import Groep, Tekort
from aanbod.permissions import is_betrokken, kan_groep_beheren
from aanbod.workflow import GROEP_NOG_NIET_BEGONNEN, TEKORT_LOPEND
from marktplein.accounts.models import Bezoeker, User


def tekort(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """That it has too few people, what can be done, and buttons for who may."""
    if groep.staat not in GROEP_NOG_NIET_BEGONNEN or groep.bezet >= groep.minimum or not isinstance(user, User):
        return None
    rij = Tekort.objects.filter(groep=groep, staat__in=TEKORT_LOPEND).first()
    if rij is None or not is_betrokken(user, groep):
        return None
    gegevens = {
        "groep": groep,
        "tekort": rij,
        "mag_beslissen": kan_groep_beheren(user),
        "mag_akkoord": rij.akkoord_op is None and kan_akkoord_geven(user, groep),
    }
    return Groepsdeel("aanbod/includes/_tekort.html", gegevens, Plek.BOVEN)
