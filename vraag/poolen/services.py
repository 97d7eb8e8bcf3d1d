"""Pool the demand of a region: carry out a run, and turn the kernel's answer into proposals.

A run is a row before it is a message: a lost message, a killed worker or a broker that is away delays it, never loses
it. Carrying it out twice is harmless: only the session that holds the region's lock applies an answer, in one
transaction, and only for a run that is not finished yet.

It goes out from the proposals that people are thinking about (``start``): only a better plan takes their place.
"""

import logging
import resource
import time
from typing import Any

from django.db import InterfaceError, OperationalError, transaction

from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.taken import kondig_aan
from vraag import matching
from vraag.aanvraag import vraag_om_poolen
from vraag.instellingen import MAX_POGINGEN
from vraag.models import Run
from vraag.poolen.bewaren import bewaar
from vraag.poolen.gewenst import zonder_ja
from vraag.poolen.lopend_plan import lopend_plan
from vraag.poolen.momentopname import Momentopname, maak_momentopname
from vraag.poolen.toepassen import pas_toe
from vraag.slot import houdt_runslot, runslot, wijzigingsslot
from vraag.workflow import Aanleiding, RunStaat

log = logging.getLogger(__name__)
KERN_VERSIE = "4"
MELD_ELKE_SECONDEN = 0.5


class RegioBezet(Exception):
    """Another worker is pooling this region; try again later."""


class RunVervallen(Exception):
    """This run was taken over while it computed: its answer is thrown away."""


def voer_run_uit(run_id: int) -> Run | None:
    """Carry out a run; None when there was nothing left to do.

    Raises RegioBezet when another worker holds the region, RunVervallen when this one lost it on the way.
    """
    run = Run.objects.select_related("regio").get(pk=run_id)
    with runslot(run.regio_id) as gekregen:
        if not gekregen:
            raise RegioBezet
        begonnen = _begin(run_id)
        if begonnen is None:
            return None
        try:
            klaar = _reken(begonnen)
        except (RunVervallen, OperationalError, InterfaceError):
            # Lost the region, or the database: the run stays as it is and is taken up again.
            raise
        except Exception as fout:
            _noteer_mislukking(run_id, fout)
            raise
    # With every lock let go. Whoever dies before this: beat tells what was not told.
    kondig_aan("vraag.meld_voorstellen")
    return klaar


def _begin(run_id: int) -> Run | None:
    """Take the run into work. We hold the region's lock, so any other run that says it is busy is dead."""
    with transaction.atomic():
        run = Run.objects.select_for_update(of=("self",)).select_related("regio").get(pk=run_id)
        if run.staat not in (RunStaat.WACHT, RunStaat.BEZIG):
            return None
        Run.objects.filter(regio=run.regio_id, staat=RunStaat.BEZIG).exclude(pk=run.pk).update(
            staat=RunStaat.AFGEBROKEN,
            klaar_op=klok.nu(),
            fout="de werker is gestopt; een volgende berekening nam het over",
        )
        if run.pogingen >= MAX_POGINGEN:
            log.error("run %s opgegeven na %s pogingen", run_id, run.pogingen)
            run.staat, run.klaar_op = RunStaat.MISLUKT, klok.nu()
            run.fout = run.fout or f"na {run.pogingen} pogingen opgegeven"
            run.save(update_fields=["staat", "klaar_op", "fout"])
            return None
        run.pogingen += 1
        run.staat, run.begonnen_op, run.fase, run.voortgang, run.fout = (
            RunStaat.BEZIG,
            klok.nu(),
            "gegevens lezen",
            1,
            "",
        )
        run.kern_versie = KERN_VERSIE
        run.save(update_fields=["staat", "begonnen_op", "fase", "voortgang", "fout", "kern_versie"])
        return run


def _reken(run: Run) -> Run:
    begin = time.monotonic()
    opname = maak_momentopname(run.regio)
    instantie = matching.lees_instantie(opname.instantie)
    run.invoer_hash = matching.invoer_hash(instantie)
    run.signalen = len(opname.versies)
    run.kinderen = sum(s.kinderen for s in instantie.signalen)
    lopend = zonder_ja(run.regio_id)
    vorige = Run.objects.filter(regio=run.regio, staat=RunStaat.KLAAR).order_by("-klaar_op", "-pk").first()
    if vorige and _geldt_nog(vorige, run, len(lopend)):
        return _sluit_ongewijzigd(run, vorige)
    start = lopend_plan(lopend, opname) if lopend else None
    oplossing = matching.los_op(instantie, start=start, voortgang=_melder(run.pk))
    run.seconden = round(time.monotonic() - begin, 2)
    run.geheugen_mb = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return _sluit_af(run, opname, start, oplossing)


def _geldt_nog(vorige: Run, run: Run, lopend: int) -> bool:
    """Whether the last answer says all that a new computation could: same problem, same kernel, and still in place.

    The hash is of the problem alone. What a run goes out from is no part of it: right after a run that is its own
    answer, and to start from that again finds nothing that would be news. But an answer that was not applied in full,
    or of which proposals ended since (a group that was called off gives the same problem back), has to be made again.
    """
    zelfde = (vorige.invoer_hash, vorige.kern_versie) == (run.invoer_hash, run.kern_versie)
    gaf = vorige.veranderd.get("nieuw", 0) + vorige.veranderd.get("gebleven", 0)
    return zelfde and not vorige.veranderd.get("achterhaald") and gaf == lopend


def _melder(run_id: int) -> Any:
    """A progress callback that writes at most twice a second, each time in a statement of its own."""
    laatst = 0.0

    def meld(fase: str, aandeel: float) -> None:
        nonlocal laatst
        if time.monotonic() - laatst < MELD_ELKE_SECONDEN:
            return
        laatst = time.monotonic()
        naam = fase.rpartition(": ")[2][:40]
        Run.objects.filter(pk=run_id, staat=RunStaat.BEZIG).update(
            fase=naam, voortgang=min(95, max(2, int(95 * aandeel)))
        )

    return meld


def _sluit_ongewijzigd(run: Run, vorige: Run) -> Run:
    with transaction.atomic():
        _eis_van_ons(run)
        run.staat, run.klaar_op, run.voortgang, run.fase = RunStaat.ONGEWIJZIGD, klok.nu(), 100, ""
        for veld in ("doel", "grens", "gat", "kinderen_geplaatst", "nieuwe_groepen"):
            setattr(run, veld, getattr(vorige, veld))
        run.save()
        return run


def _sluit_af(run: Run, opname: Momentopname, start: matching.Oplossing | None, oplossing: matching.Oplossing) -> Run:
    """Apply the answer and finish the run in one transaction: either all of it is there, or none."""
    with transaction.atomic():
        wijzigingsslot(run.regio_id)
        _eis_van_ons(run)
        run.veranderd = pas_toe(run, opname, oplossing)
        doel = oplossing.doel
        run.doel = [doel.aangesloten, doel.gewogen, -doel.groepen, -doel.reis_m]
        run.grens, run.gat = oplossing.grens, oplossing.gat
        run.nieuwe_groepen = len(oplossing.groepen)
        run.kinderen_geplaatst = sum(g.kinderen for g in oplossing.groepen) + doel.aangesloten
        run.staat, run.klaar_op, run.voortgang, run.fase = RunStaat.KLAAR, klok.nu(), 100, ""
        run.save()
        document = None if start is None else matching.naar_json(start)
        bewaar(run, opname.instantie, matching.naar_json(oplossing), document)
        leg_vast("run.klaar", run, herkomst="taak", **run.veranderd)
        if run.veranderd.get("achterhaald"):
            vraag_om_poolen(run.regio, Aanleiding.WIJZIGING)
        return run


def _eis_van_ons(run: Run) -> None:
    """Still our run? Not if the connection broke on the way and another worker took the region over."""
    staat = Run.objects.select_for_update().values_list("staat", "begonnen_op").get(pk=run.pk)
    if staat != (RunStaat.BEZIG, run.begonnen_op) or not houdt_runslot(run.regio_id):
        raise RunVervallen


def _noteer_mislukking(run_id: int, fout: Exception) -> None:
    log.exception("run %s mislukte", run_id)
    Run.objects.filter(pk=run_id, staat=RunStaat.BEZIG).update(
        staat=RunStaat.MISLUKT, klaar_op=klok.nu(), fout=f"{type(fout).__name__}: {fout}"[:2000]
    )


def haal_runs_in() -> int:
    """Announce again every run that waits or says it is busy: a message got lost, or a worker died."""
    open_runs = Run.objects.filter(staat__in=(RunStaat.WACHT, RunStaat.BEZIG)).order_by("pk")
    nummers = []
    for run_id, regio_id in open_runs.values_list("pk", "regio_id"):
        with runslot(regio_id) as vrij:
            # Somebody holds the region: that one is at work, and a waiting run has its message or its turn.
            if vrij:
                nummers.append(run_id)
    for run_id in nummers:
        kondig_aan("vraag.pool_regio", run_id)
    return len(nummers)
