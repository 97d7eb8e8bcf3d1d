from celery import shared_task

from facilitair.services import volgen
from marktplein.basis.taken import StilleTaak


@shared_task(name="facilitair.volg_groepen", base=StilleTaak)
def volg_groepen() -> None:
    """Beat calls this every ten minutes."""
    volgen.ruim_geannuleerde_groepen_op()
    volgen.sluit_voorbije_reserveringen_af()
