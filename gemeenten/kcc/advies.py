"""Where everybody gets advice by telephone, mail or chat, and whether somebody is there now."""

from dataclasses import dataclass

from django.db.models import Q

from gemeenten.grond.kalenders import kalender_van
from gemeenten.grond.models import Gemeente
from gemeenten.kcc.bereikbaar import Bereikbaar, bereikbaar
from gemeenten.kcc.models import Adviespunt
from marktplein.basis.werkdagen import LANDELIJK


@dataclass(frozen=True, slots=True)
class Advies:
    punt: Adviespunt
    nu: Bereikbaar


def advies_voor(gemeente: Gemeente | None) -> list[Advies]:
    """Of this gemeente and of the whole region; who answers now stands first."""
    waar = Q(gemeenten=None) | Q(gemeenten=gemeente) if gemeente else Q(gemeenten=None)
    punten = Adviespunt.objects.filter(waar).select_related("contact__organisatie").distinct()
    kalender = kalender_van(gemeente) if gemeente else LANDELIJK
    adviezen = [Advies(punt, bereikbaar(punt.contact.openingstijden, kalender)) for punt in punten]
    return sorted(adviezen, key=lambda advies: not advies.nu.open_nu)
