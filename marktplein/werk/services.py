"""A running job from asking to closing, the same for every kind.

A job is a row before it is a message: a lost message, a killed worker or a broker that is away delays it, never loses
it. Doing it twice is harmless: only who holds its slot works on it, and only for a row that is still as it was when
that one began is an answer applied. ``docs/ontwikkelen/werk.md`` tells how to add a kind.
"""

import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from marktplein.basis import klok
from marktplein.basis.een_voor_een import stap_voor_stap
from marktplein.basis.taken import kondig_aan_bij_commit
from marktplein.werk.fouten import GaatNiet, SlotBezet, Vervallen
from marktplein.werk.models import FASE_HOOGSTENS
from marktplein.werk.slot import houdt_werkslot, werkslot
from marktplein.werk.soort import Klus, W, soorten
from marktplein.werk.workflow import ONAF, WerkStaat

log = logging.getLogger(__name__)
MELD_ELKE_SECONDEN = 0.5
BEZET_OPNIEUW_NA = 3
FOUT_HOOGSTENS = 2000


def vraag_aan(soort: Klus[W], rij: W) -> None:
    """Save a new job, or one that ended, as waiting in the caller's transaction, and announce it on commit."""
    rij.staat, rij.pogingen = WerkStaat.WACHT, 0
    rij.fase, rij.voortgang, rij.fout = "", 0, ""
    rij.save()
    kondig_aan_bij_commit(soort.taak, rij.pk)


def als_taak(taak: Any, soort: Klus[W], pk: int) -> None:
    """What the Celery task of a kind does; while another worker holds the slot it comes back later."""
    try:
        voer_uit(soort, pk)
    except SlotBezet:
        raise taak.retry(countdown=BEZET_OPNIEUW_NA) from None
    except Vervallen:
        log.info("%s %s is overgenomen of weggegooid", soort.naam, pk)


def voer_uit(soort: Klus[W], pk: int) -> W | None:
    """Do a job; None when there was nothing (left) to do, or when it ended as failed. Safe to repeat.

    Raises SlotBezet when another worker holds its slot, Vervallen when this one lost it on the way, and whatever went
    wrong, noted in the row. Who lost the database leaves the row busy: then it is taken up again.
    """
    rij = soort.rijen().filter(pk=pk, staat__in=ONAF).first()
    if rij is None:
        return None
    with werkslot(soort.slot, soort.slotnummer(rij)) as gekregen:
        if not gekregen:
            if rij.staat == WerkStaat.BEZIG and not soort.wacht_op_dubbel:
                return None
            raise SlotBezet
        begonnen = begin(soort, pk)
        klaar = None if begonnen is None else _doe(soort, begonnen)
    if klaar is not None:
        soort.na_afloop(klaar)
    return klaar


def _doe(soort: Klus[W], rij: W) -> W | None:
    try:
        return soort.doe(rij)
    except (Vervallen, OperationalError, InterfaceError):
        raise
    except GaatNiet as fout:
        log.info("%s %s kan niet: %s", soort.naam, rij.pk, fout)
        noteer_mislukking(soort, rij, str(fout))
        return None
    except Exception as fout:
        log.exception("%s %s mislukte", soort.naam, rij.pk)
        noteer_mislukking(soort, rij, soort.woorden_bij(fout))
        raise


def begin(soort: Klus[W], pk: int) -> W | None:
    """Take a job into work, with its slot held; None when it ended meanwhile or has had all of its attempts.

    We hold the slot, so if it says it is busy, its worker is dead.
    """
    with transaction.atomic():
        rij = soort.rijen().select_for_update(of=("self",)).filter(pk=pk, staat__in=ONAF).first()
        if rij is None:
            return None
        soort.neemt_over(rij)
        if rij.pogingen >= soort.max_pogingen:
            log.error("%s %s opgegeven na %s pogingen", soort.naam, pk, rij.pogingen)
            rij.staat, rij.klaar_op, rij.fout = WerkStaat.MISLUKT, klok.nu(), soort.woorden_bij_opgeven(rij)
            rij.save()
            return None
        rij.pogingen += 1
        rij.staat, rij.begonnen_op = WerkStaat.BEZIG, klok.nu()
        rij.fase, rij.voortgang, rij.fout = soort.eerste_fase, 1, ""
        soort.bij_begin(rij)
        rij.save()
        return rij


def meld_voortgang(soort: Klus[W], rij: W) -> Callable[[str, float], None]:
    """A function of (phase, share done) that writes at most twice a second, each time in a statement of its own."""
    laatst = float("-inf")

    def meld(fase: str, aandeel: float) -> None:
        nonlocal laatst
        if time.monotonic() - laatst < MELD_ELKE_SECONDEN:
            return
        laatst = time.monotonic()
        _van_ons(soort, rij).update(fase=fase[:FASE_HOOGSTENS], voortgang=min(99, max(1, int(100 * aandeel))))

    return meld


def _van_ons(soort: Klus[W], rij: W) -> Any:
    """The row as this worker began it: empty when it ended, was thrown away, or another worker began it again."""
    return soort.model._default_manager.filter(pk=rij.pk, staat=WerkStaat.BEZIG, begonnen_op=rij.begonnen_op)


def is_nog_van_ons(soort: Klus[W], rij: W) -> bool:
    """Lock the row and say whether this worker may still apply its answer, until the caller's transaction ends."""
    rijen = _van_ons(soort, rij).select_for_update().values_list("pk", flat=True)
    return bool(list(rijen)) and houdt_werkslot(soort.slot, soort.slotnummer(rij))


def eis_van_ons(soort: Klus[W], rij: W) -> None:
    """Raises Vervallen when the row is not ours any more: thrown away, or taken over after our connection broke."""
    if not is_nog_van_ons(soort, rij):
        raise Vervallen


def sluit(rij: W, staat: str = WerkStaat.KLAAR) -> W:
    """Save the job with all that ``doe`` found as ended, in the transaction of ``eis_van_ons``."""
    rij.staat, rij.klaar_op = staat, klok.nu()
    rij.voortgang, rij.fase, rij.fout = 100, "", ""
    rij.save()
    return rij


def noteer_mislukking(soort: Klus[W], rij: W, woorden: str) -> None:
    """The job ended badly; nothing happens when it is not ours any more."""
    _van_ons(soort, rij).update(staat=WerkStaat.MISLUKT, klaar_op=klok.nu(), fout=woorden[:FOUT_HOOGSTENS])


def haal_in() -> None:
    """Every kind of work announces again what lies there; one that cannot does not hold up the others."""
    stap_voor_stap(*(partial(soort.haal_in) for soort in soorten()))
