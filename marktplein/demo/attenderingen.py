"""Visitors who asked for a mail at new dates: one still has to confirm, others heard of what is coming this month."""

from aanbod.doorgeven.koppeling import token_van
from aanbod.doorgeven.selectors import Kring
from aanbod.doorgeven.services.attenderen import bevestig_attendering, vertel_nieuwe_data, vraag_attendering
from aanbod.models import Attendering, Thema
from aanbod.plank.selectors import themas_met_aanbod
from gemeenten.grond.models import Gemeente
from gemeenten.grond.selectors import bestaande_gemeenten

TOEN_AL_DAAR = 2


def laad_attenderingen() -> str:
    """The newest groups were not there yet when they asked: those are in the mail."""
    gemeenten, themas = list(bestaande_gemeenten()[:3]), list(themas_met_aanbod()[:3])
    if not gemeenten or not themas:
        return "geen"
    for nummer, kring in enumerate(_kringen(gemeenten, themas), 1):
        attendering = vraag_attendering(email=f"bezoeker.{nummer}@voorbeeld.example", kring=kring)
        if nummer > 1:
            _zonder_nieuwste(bevestig_attendering(token_van(attendering)))
    return f"{Attendering.objects.count()} gevraagd, {vertel_nieuwe_data()} mails"


def _kringen(gemeenten: list[Gemeente], themas: list[Thema]) -> list[Kring]:
    return [Kring(gemeenten[0]), Kring(None, themas[0]), Kring(gemeenten[1]), Kring(gemeenten[2], themas[1])]


def _zonder_nieuwste(attendering: Attendering) -> None:
    attendering.gezien = attendering.gezien[:-TOEN_AL_DAAR]
    attendering.save(update_fields=["gezien"])
