"""A group falls below its minimum before it begins, or is large enough again: noticed here, decided by people."""

from django.db import transaction

from aanbod.betrokken.berichten import TekortBesloten, TeWeinigMensen
from aanbod.betrokken.selectors import adressen_van, trainers_van
from aanbod.groepen.gebeurtenissen import tekort_veranderd
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.groepen.trainerpost import post_van_trainers
from aanbod.models import Groep, Tekort
from aanbod.workflow import GROEP_NOG_NIET_BEGONNEN, TEKORT_LOPEND, TEKORT_OVERGANGEN, GroepStaat, TekortStaat
from marktplein.accounts.models import User
from marktplein.audit.overgang import verplaats
from marktplein.audit.services import leg_vast
from marktplein.basis import klok


def lopend(groep: Groep) -> Tekort | None:
    """The shortage of a (locked) group that is still to be decided about, locked."""
    rijen = Tekort.objects.select_for_update(of=("self",)).filter(groep=groep, staat__in=TEKORT_LOPEND)
    tekort = rijen.first()
    if tekort is not None:
        tekort.groep = groep
    return tekort


def signaleer(groep: Groep, *, was: int) -> Tekort | None:
    """Of a locked group that had ``was`` places taken: tell all concerned, once, when it fell below its minimum."""
    gezakt = groep.bezet < groep.minimum <= was
    if not gezakt or groep.staat not in GROEP_NOG_NIET_BEGONNEN or lopend(groep) is not None:
        return None
    tekort = Tekort.objects.create(groep=groep)
    leg_vast("groep.te_weinig", groep, herkomst="taak", bezet=groep.bezet, minimum=groep.minimum)
    TeWeinigMensen(groep, adressen(groep)).zet_klaar()
    tekort_veranderd.send(Tekort, groep=groep, door=None, klaar=False)
    return tekort


def adressen(groep: Groep) -> list[str]:
    """All concerned, trainers without an account among them."""
    return sorted({*adressen_van(groep), *post_van_trainers(trainers_van(groep))})


def zet(tekort: Tekort, naar: TekortStaat, *, door: User | None = None) -> None:
    """A step of deciding: move it, and tell all concerned but where another mail says so, or there is no news."""
    verplaats(
        tekort,
        naar,
        TEKORT_OVERGANGEN,
        noem="Dit besluit",
        als=f"tekort.{naar}",
        door=door,
        herkomst="web" if door else "taak",
        velden=("wacht_tot",),
        groep=tekort.groep_id,
    )
    if naar not in TEKORT_LOPEND:
        tekort_veranderd.send(Tekort, groep=tekort.groep, door=door, klaar=True)
    if naar not in (TekortStaat.AFGELAST, TekortStaat.BEGONNEN, TekortStaat.OPEN):
        TekortBesloten(tekort.groep, adressen(tekort.groep), tekort).zet_klaar()


@transaction.atomic
def volg_tekort(pk: int) -> bool:
    """A task of our own: enough people again, begun, called off, or waited long enough. Safe to repeat."""
    groep = vergrendel(Tekort.objects.values_list("groep", flat=True).get(pk=pk))
    tekort = lopend(groep)
    if tekort is None:
        return False
    if groep.staat == GroepStaat.GEANNULEERD:
        zet(tekort, TekortStaat.AFGELAST)
        return True
    if groep.bezet >= groep.minimum:
        zet(tekort, TekortStaat.HERSTELD)
        return True
    if groep.staat not in GROEP_NOG_NIET_BEGONNEN:
        zet(tekort, TekortStaat.BEGONNEN)
        return True
    if tekort.staat == TekortStaat.WACHTEN and tekort.wacht_tot and tekort.wacht_tot < klok.vandaag():
        tekort.wacht_tot = None
        zet(tekort, TekortStaat.OPEN)
        TeWeinigMensen(groep, adressen(groep)).zet_klaar()
        return True
    return False
