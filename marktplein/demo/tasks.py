from typing import Any

from celery import shared_task

from marktplein.basis.taken import StilleTaak
from marktplein.demo.klussen import DEMOWERK
from marktplein.werk.services import als_taak

TIJDSLIMIET = 900


@shared_task(
    name="demo.draai",
    base=StilleTaak,
    bind=True,
    max_retries=None,
    time_limit=TIJDSLIMIET,
    soft_time_limit=TIJDSLIMIET - 10,
)
def draai(self: Any, klus_id: int) -> None:
    """Begin the demo anew, or turn its clock; while another worker is at it, come back later."""
    als_taak(self, DEMOWERK, klus_id)
