"""For tests: the ten seconds in which an act can be taken back are over."""

from marktplein.basis import klok
from marktplein.werk import uitstel
from marktplein.werk.models import Uitgesteld


def laat_voorbijgaan() -> int:
    """As if ten seconds had passed and the worker had been told; answers how many acts were in hand."""
    Uitgesteld.objects.update(volgende_poging_op=klok.nu())
    return uitstel.voer_uit()
