"""Follow what happened elsewhere: groups that were called off, and time that went by.

aanbod knows nothing of rooms and tasks, so this app looks at the state itself, again and again. Every function is
idempotent and takes one row at a time, so a redelivered task or two workers at once do no harm.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from facilitair.models import Reservering, Taak
from facilitair.ruimtes.services import boeken
from facilitair.ruimtes.services.reserveren import geef_ruimte_vrij
from facilitair.taken.services.van_groep import laat_taken_vervallen
from facilitair.workflow import RESERVERING_OVERGANGEN, TAAK_OPEN, ReserveringStaat
from marktplein.audit.overgang import verplaats
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een

NOG_VAN_KRACHT = (ReserveringStaat.OPTIE, ReserveringStaat.BEVESTIGD)
# One round does at most this many; the next round takes the rest.
PER_RONDE = 500


def ruim_geannuleerde_groepen_op() -> int:
    """Drop the open tasks and give back the rooms of groups that do not take place; answer how many groups."""
    taken = Taak.objects.filter(groep=OuterRef("pk"), staat__in=TAAK_OPEN)
    zalen = Reservering.objects.filter(groep=OuterRef("pk"), staat__in=NOG_VAN_KRACHT, periode__endswith__gt=klok.nu())
    groepen = Groep.objects.filter(Q(Exists(taken)) | Q(Exists(zalen)), staat=GroepStaat.GEANNULEERD).order_by("pk")
    return een_voor_een(groepen.values_list("pk", flat=True)[:PER_RONDE], _ruim_op)


@transaction.atomic
def _ruim_op(groep_id: int) -> bool:
    # The group first, as everywhere (see boeken): its tasks and rooms after it.
    groep = Groep.objects.select_for_update(no_key=True).get(pk=groep_id)
    laat_taken_vervallen(groep)
    geef_ruimte_vrij(groep)
    return True


def sluit_voorbije_reserveringen_af() -> int:
    """A confirmed booking whose time is over was used; an option nobody confirmed is given back. Answers how many."""
    voorbij = Reservering.objects.filter(staat__in=NOG_VAN_KRACHT, periode__endswith__lte=klok.nu()).order_by("pk")
    return een_voor_een(voorbij.values_list("pk", flat=True)[:PER_RONDE], _sluit_af)


@transaction.atomic
def _sluit_af(pk: int) -> bool:
    rij = Reservering.objects.select_for_update(skip_locked=True).filter(pk=pk, staat__in=NOG_VAN_KRACHT).first()
    if rij is None:
        return False
    if rij.staat == ReserveringStaat.OPTIE:
        boeken.laat_los([rij], herkomst="taak")
        return True
    naar, als = ReserveringStaat.GEBRUIKT, "reservering.voorbij"
    verplaats(rij, naar, RESERVERING_OVERGANGEN, noem="Deze reservering", als=als, herkomst="taak", velden=())
    return True
