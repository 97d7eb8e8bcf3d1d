"""Search follows the shelf: what changes there is found by its new words at once."""

from typing import Any

from django.dispatch import receiver

from aanbod.models import Interventie
from aanbod.plank.gebeurtenissen import aanbod_veranderd
from aanbod.zoeken.services import werk_zoekindex_bij
from marktplein.basis.taken import kondig_aan_bij_commit


@receiver(aanbod_veranderd, dispatch_uid="aanbod.zoeken.volgen")
def indexeer(sender: Any, *, interventie: Interventie, **kwargs: Any) -> None:
    werk_zoekindex_bij(interventie)
    kondig_aan_bij_commit("aanbod.haal_zoekindex_in")
