"""Ask for a pooling run: a row first, then an announcement. ``poolen`` carries it out."""

from django.db import transaction

from gemeenten.grond.models import Regio
from marktplein.accounts.models import User
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.taken import kondig_aan_bij_commit
from vraag.instellingen import RUST_SECONDEN
from vraag.models import Run
from vraag.workflow import Aanleiding, RunStaat

POGINGEN_OM_TE_WACHTEN = 10


def vraag_om_poolen(
    regio: Regio, aanleiding: Aanleiding | str, door: User | None = None, *, aankondigen: bool = True
) -> Run:
    """Ask for a run of ``regio``, folded into the one that already waits, and announce it on commit.

    The waiting run stays locked until the caller's transaction ends, so it cannot start before the change that asked
    for it can be seen. ``door`` is the user who wants to follow it, if any.
    """
    handmatig = aanleiding == Aanleiding.HANDMATIG
    with transaction.atomic():
        run = _wachtende_run(regio, aanleiding, door if handmatig else None)
        if handmatig and run.aanleiding != Aanleiding.HANDMATIG:
            run.aanleiding, run.aangevraagd_door = Aanleiding.HANDMATIG, door
            run.save(update_fields=["aanleiding", "aangevraagd_door"])
        rust = 0 if handmatig else RUST_SECONDEN
        if aankondigen:
            kondig_aan_bij_commit("vraag.pool_regio", run.pk, over_seconden=rust)
    return run


def _wachtende_run(regio: Regio, aanleiding: Aanleiding | str, door: User | None) -> Run:
    """The waiting run of a region, locked; made when there is none.

    A run that begins at this very moment still blocks our insert and is gone when we get to lock it: then try again.
    """
    for _ in range(POGINGEN_OM_TE_WACHTEN):
        Run.objects.bulk_create([Run(regio=regio, aanleiding=aanleiding, aangevraagd_door=door)], ignore_conflicts=True)
        run = Run.objects.select_for_update().filter(regio=regio, staat=RunStaat.WACHT).first()
        if run is not None:
            return run
    raise DomeinFout("Het is nu even te druk. Probeer het over een minuut nog eens.")
