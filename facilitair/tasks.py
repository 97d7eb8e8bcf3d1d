from celery import shared_task

from facilitair import tekst
from facilitair.taken.services import volgen
from marktplein.basis.een_voor_een import stap_voor_stap
from marktplein.basis.taken import StilleTaak


@shared_task(name="facilitair.volg_groepen", base=StilleTaak)
def volg_groepen() -> None:
    """Beat calls this every ten minutes."""
    stap_voor_stap(
        volgen.ruim_geannuleerde_groepen_op,
        volgen.sluit_voorbije_reserveringen_af,
        volgen.meld_groepen_met_te_weinig,
    )


@shared_task(name="facilitair.wis_oude_teksten", base=StilleTaak)
def wis_oude_teksten() -> None:
    """Beat calls this every night."""
    tekst.wis_oude_teksten()
