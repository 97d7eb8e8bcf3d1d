"""Follow what happened elsewhere: groups that were called off, and time that went by.

aanbod knows nothing of rooms and tasks, so this app looks at the state itself, again and again. Every function is
idempotent and takes one row at a time, so a redelivered task or two workers at once do no harm.
"""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q

from aanbod.models import Groep, Tekort
from aanbod.workflow import GROEP_NOG_NIET_BEGONNEN, TEKORT_LOPEND, GroepStaat
from facilitair.models import Reservering, Taak
from facilitair.ruimtes.services import boeken
from facilitair.ruimtes.services.reserveren import geef_ruimte_vrij
from facilitair.taken.services.van_groep import laat_taken_vervallen, meld_te_weinig_deelnemers
from facilitair.workflow import RESERVERING_OVERGANGEN, TAAK_OPEN, ReserveringStaat, TaakSoort
from marktplein.audit.overgang import verplaats
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een

NOG_VAN_KRACHT = (ReserveringStaat.OPTIE, ReserveringStaat.BEVESTIGD)
# One round does at most this many; the next round takes the rest.
PER_RONDE = 500
# Before this nobody need worry: who registers for a group mostly does so in its last weeks.
BIJNA_BEGONNEN = dt.timedelta(days=14)


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


def meld_groepen_met_te_weinig() -> int:
    """Groups that are about to begin with too few people, however they were planned: one task each; answers how many.

    A group of a proposal began large enough, and is told of as soon as places are given back (vraag.volg_plekken).
    """
    grens = klok.vandaag() + BIJNA_BEGONNEN
    gemeld = Taak.objects.filter(groep=OuterRef("pk"), soort=TaakSoort.DEELNEMERS)
    afgevallen = Tekort.objects.filter(groep=OuterRef("pk"), staat__in=TEKORT_LOPEND)
    klein = Groep.objects.filter(
        ~Exists(gemeld),
        Q(start_op__lte=grens) | Q(Exists(afgevallen)),
        staat__in=GROEP_NOG_NIET_BEGONNEN,
        start_op__gt=klok.vandaag(),
        bezet__lt=F("minimum"),
    )
    return een_voor_een(klein.order_by("start_op", "pk").values_list("pk", flat=True)[:PER_RONDE], _meld_te_weinig)


def _meld_te_weinig(groep_id: int) -> bool:
    return meld_te_weinig_deelnemers(Groep.objects.get(pk=groep_id)) is not None


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
