"""Pool the demand of a region: carry out a run, and turn the kernel's answer into proposals.

A run is a job (``marktplein.werk``): one at a time per region, and its answer is applied in one transaction, or not at
all. It goes out from the proposals that people are thinking about (``start``): only a better plan takes their place.
"""

import resource
import time
from dataclasses import asdict

from django.db import transaction
from django.db.models import QuerySet

from gemeenten.grond.models import Regio
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.taken import kondig_aan
from marktplein.basis.toegang import eis
from marktplein.werk import services as werk
from marktplein.werk.soort import Klus
from vraag import matching
from vraag.aanvraag import vraag_om_poolen
from vraag.instellingen import MAX_POGINGEN
from vraag.models import Run
from vraag.permissions import kan_poolen_starten
from vraag.poolen.bewaren import bewaar
from vraag.poolen.gewenst import zonder_ja
from vraag.poolen.lopend_plan import lopend_plan
from vraag.poolen.momentopname import Momentopname, maak_momentopname
from vraag.poolen.rust import drempel, rust_van
from vraag.poolen.selectors import regios_van
from vraag.poolen.toepassen import pas_toe
from vraag.slot import wijzigingsslot
from vraag.workflow import Aanleiding, RunStaat

KERN_VERSIE = "6"
ALLEEN_AANSPREEKPUNT = "Alleen het lokaal aanspreekpunt kan de berekening nu starten."


class Poolen(Klus[Run]):
    """One run at a time in a region; the next one takes over from a dead one, which ends as aborted."""

    naam = "run"
    taak = "vraag.pool_regio"
    model = Run
    max_pogingen = MAX_POGINGEN
    slot, slotveld = 73_01, "regio_id"
    # The chord of a round waits for the end of this message.
    wacht_op_dubbel = True

    def rijen(self) -> QuerySet[Run]:
        return Run.objects.select_related("regio")

    def neemt_over(self, rij: Run) -> None:
        Run.objects.filter(regio=rij.regio_id, staat=RunStaat.BEZIG).exclude(pk=rij.pk).update(
            staat=RunStaat.AFGEBROKEN,
            klaar_op=klok.nu(),
            fout="de werker is gestopt; een volgende berekening nam het over",
        )

    def bij_begin(self, rij: Run) -> None:
        rij.kern_versie = KERN_VERSIE

    def doe(self, rij: Run) -> Run:
        return _reken(rij)

    def na_afloop(self, rij: Run) -> None:
        kondig_aan("vraag.meld_voorstellen")


POOLEN = Poolen()


def voer_run_uit(run_id: int) -> Run | None:
    """Carry out a run; None when there was nothing left to do. Raises what ``werk.voer_uit`` raises."""
    return werk.voer_uit(POOLEN, run_id)


def _reken(run: Run) -> Run:
    begin = time.monotonic()
    opname = maak_momentopname(run.regio)
    run.invoer_hash = matching.invoer_hash(opname.instantie)
    run.signalen = len(opname.versies)
    run.kinderen = sum(s.kinderen for s in opname.instantie.signalen)
    lopend = zonder_ja(run.regio_id)
    vorige = Run.objects.filter(regio=run.regio, staat=RunStaat.KLAAR).order_by("-klaar_op", "-pk").first()
    if vorige and _geldt_nog(vorige, run, len(lopend)):
        return _sluit_ongewijzigd(run, vorige)
    start = lopend_plan(lopend, opname, rust_van(lopend)) if lopend else None
    eis_ = drempel()
    oplossing = matching.los_op(opname.instantie, start=start, drempel=eis_, voortgang=_melder(run))
    run.bestendig = _bestendig(eis_, oplossing.rekening)
    run.seconden = round(time.monotonic() - begin, 2)
    run.geheugen_mb = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return _sluit_af(run, opname, start, oplossing)


def _bestendig(eis_: matching.Drempel, rekening: matching.Rekening | None) -> dict[str, object]:
    """What moving proposals had to bring, and what it came to; empty when there were none to move."""
    return {} if rekening is None else {"drempel": [eis_.kinderen, eis_.voorstellen], **asdict(rekening)}


def _geldt_nog(vorige: Run, run: Run, lopend: int) -> bool:
    """Whether the last answer says all that a new computation could: same problem, same kernel, and still in place.

    The hash is of the problem alone. What a run goes out from is no part of it: right after a run that is its own
    answer, and to start from that again finds nothing that would be news. But an answer that was not applied in full,
    or of which proposals ended since (a group that was called off gives the same problem back), has to be made again.
    """
    zelfde = (vorige.invoer_hash, vorige.kern_versie) == (run.invoer_hash, run.kern_versie)
    gaf = vorige.veranderd.get("nieuw", 0) + vorige.veranderd.get("gebleven", 0)
    return zelfde and not vorige.veranderd.get("achterhaald") and gaf == lopend


def _melder(run: Run) -> matching.Voortgang:
    """The kernel says "region: phase" and how far it is; applying the answer is the last twentieth."""
    meld = werk.meld_voortgang(POOLEN, run)
    return lambda fase, aandeel: meld(fase.rpartition(": ")[2], 0.95 * aandeel)


def _sluit_ongewijzigd(run: Run, vorige: Run) -> Run:
    with transaction.atomic():
        werk.eis_van_ons(POOLEN, run)
        for veld in ("doel", "grens", "gat", "kinderen_geplaatst", "nieuwe_groepen"):
            setattr(run, veld, getattr(vorige, veld))
        return werk.sluit(run, RunStaat.ONGEWIJZIGD)


def _sluit_af(run: Run, opname: Momentopname, start: matching.Oplossing | None, oplossing: matching.Oplossing) -> Run:
    """Apply the answer and finish the run in one transaction: either all of it is there, or none."""
    with transaction.atomic():
        wijzigingsslot(run.regio_id)
        werk.eis_van_ons(POOLEN, run)
        run.veranderd = pas_toe(run, opname, oplossing)
        doel = oplossing.doel
        run.doel = [doel.aangesloten, doel.gewogen, -doel.groepen, -doel.reis_m]
        run.grens, run.gat = oplossing.grens, oplossing.gat
        run.nieuwe_groepen = len(oplossing.groepen)
        run.kinderen_geplaatst = sum(g.kinderen for g in oplossing.groepen) + doel.aangesloten
        werk.sluit(run)
        bewaar(run, opname.instantie, oplossing, start)
        leg_vast("run.klaar", run, herkomst="taak", **run.veranderd)
        if run.veranderd.get("achterhaald"):
            vraag_om_poolen(run.regio, Aanleiding.WIJZIGING)
        return run


@transaction.atomic
def start_berekening(*, regio: Regio, door: User) -> Run:
    """Pool ``regio`` now, asked by hand; a second press answers the run that already waits."""
    eis(kan_poolen_starten(door) and regios_van(door).filter(pk=regio.pk).exists(), ALLEEN_AANSPREEKPUNT)
    run = vraag_om_poolen(regio, Aanleiding.HANDMATIG, door)
    leg_vast("run.gevraagd", run, door=door, regio=regio.pk)
    return run
