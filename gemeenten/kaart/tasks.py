from functools import partial
from typing import Any

from celery import shared_task

from gemeenten.kaart.services import invoer, nakijken
from marktplein.basis.een_voor_een import stap_voor_stap
from marktplein.basis.taken import StilleTaak
from marktplein.werk.services import als_taak

INVOER_TIJDSLIMIET = 1200


@shared_task(name="kaart.vraag_na", base=StilleTaak)
def vraag_na() -> None:
    stap_voor_stap(partial(nakijken.vraag_na), partial(invoer.vergeet_oude))


@shared_task(
    name="kaart.voer_in",
    base=StilleTaak,
    bind=True,
    max_retries=None,
    time_limit=INVOER_TIJDSLIMIET,
    soft_time_limit=INVOER_TIJDSLIMIET - 30,
)
def voer_in(self: Any, pk: int) -> None:
    als_taak(self, invoer.INVOEREN, pk)
