"""Pool all regions side by side: one task per region over however many workers there are, one outcome at the end."""

import logging
from typing import Any

from celery import Signature, chord, current_app
from django.db import transaction
from kombu.exceptions import OperationalError

from gemeenten.grond.models import Regio
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Ronde, Run
from vraag.workflow import Aanleiding

log = logging.getLogger(__name__)
TELLINGEN = ("signalen", "kinderen", "kinderen_geplaatst", "nieuwe_groepen")


def begin_ronde(aanleiding: Aanleiding | str = Aanleiding.NACHT) -> Ronde:
    """Ask for a run of every region in one round, and send it out as a chord when the transaction commits.

    The rows are what counts: when the message is lost, the runs are announced again as all work is, and
    ``sluit_afgelopen_rondes`` closes the round.
    """
    with transaction.atomic():
        ronde = Ronde.objects.create(aanleiding=aanleiding)
        runs = [vraag_om_poolen(regio, aanleiding, aankondigen=False).pk for regio in Regio.objects.order_by("pk")]
        Run.objects.filter(pk__in=runs).update(ronde=ronde)
        transaction.on_commit(lambda: _stuur(ronde.pk, runs))
    return ronde


def _stuur(ronde_id: int, runs: list[int]) -> None:
    if not runs:
        rond_af(ronde_id)
        return
    try:
        chord([_taak("vraag.pool_regio", pk) for pk in runs], _taak("vraag.rond_ronde_af", ronde_id)).apply_async(
            retry=False
        )
    except (OperationalError, OSError, RuntimeError):
        # RuntimeError is what Celery's result store raises when it cannot be reached.
        log.warning("ronde %s kon niet worden aangekondigd; beat haalt haar in", ronde_id, exc_info=True)


def _taak(naam: str, pk: int) -> Signature:
    return current_app.signature(naam, args=(pk,), immutable=True)


def rond_af(ronde_id: int) -> Ronde | None:
    """Put the outcomes of the regions together, in order of region; None while one still runs. Safe to repeat."""
    with transaction.atomic():
        ronde = Ronde.objects.select_for_update().get(pk=ronde_id)
        runs = list(ronde.runs.select_related("regio").order_by("regio__slug"))
        if ronde.klaar_op or any(r.is_onaf for r in runs):
            return ronde if ronde.klaar_op else None
        ronde.uitkomst = uitkomst_van(runs)
        ronde.klaar_op = klok.nu()
        ronde.save()
        leg_vast("ronde.klaar", ronde, herkomst="taak", regios=len(runs))
    return ronde


def uitkomst_van(runs: list[Run]) -> dict[str, Any]:
    """Sums over regions, the objective added level by level, and per region its state and seconds."""
    met_doel = [r for r in runs if r.doel]
    grenzen = [r.grens for r in met_doel]
    uit: dict[str, Any] = {naam: sum(getattr(r, naam) for r in runs) for naam in TELLINGEN}
    uit["doel"] = [sum(niveau) for niveau in zip(*(r.doel for r in met_doel), strict=True)]
    uit["grens"] = sum(g for g in grenzen if g is not None) if all(g is not None for g in grenzen) else None
    uit["regios"] = {r.regio.slug: {"staat": r.staat, "seconden": r.seconden} for r in runs}
    return uit


def sluit_afgelopen_rondes() -> int:
    """Close rounds whose runs have all ended without anyone saying so."""
    open_rondes = Ronde.objects.filter(klaar_op__isnull=True).order_by("pk").values_list("pk", flat=True)
    return een_voor_een(open_rondes, _is_af)


def _is_af(ronde_id: int) -> bool:
    return rond_af(ronde_id) is not None
