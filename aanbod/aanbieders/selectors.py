"""Reads of who asks to take part."""

from django.db.models import QuerySet

from aanbod.aanbieders.koppeling import hash_van
from aanbod.models import AanbiederAanvraag, Interventie
from aanbod.permissions import is_redactie
from aanbod.workflow import AANVRAAG_OPEN, BIJ_REDACTIE
from gemeenten.kaart import gelijkenis
from gemeenten.kaart.gelijkenis import Gelijkenis
from marktplein.accounts.models import Bezoeker


def aanvragen_voor(user: Bezoeker) -> QuerySet[AanbiederAanvraag]:
    """Requests whose address was confirmed, the longest waiting first; of nobody but for the editors."""
    alle = AanbiederAanvraag.objects.exclude(bevestigd_op=None).order_by("bevestigd_op", "pk")
    return alle if is_redactie(user) else alle.none()


def open_aanvragen(user: Bezoeker) -> QuerySet[AanbiederAanvraag]:
    return aanvragen_voor(user).filter(staat__in=AANVRAAG_OPEN)


def aanbod_bij_redactie(user: Bezoeker) -> QuerySet[Interventie]:
    """Offers that wait for the editors, or for an answer to their question; the longest waiting first."""
    alle = Interventie.objects.filter(staat__in=BIJ_REDACTIE).select_related("organisatie")
    return alle.order_by("gewijzigd_op", "pk") if is_redactie(user) else alle.none()


def bij_token(token: str) -> AanbiederAanvraag | None:
    return AanbiederAanvraag.objects.filter(token_hash=hash_van(token)).first()


def lijkt_op(aanvraag: AanbiederAanvraag) -> list[Gelijkenis]:
    """Organisations that may be this one already, with the reasons. One query."""
    return gelijkenis.lijkt_op(naam=aanvraag.organisatie_naam, telefoon=aanvraag.telefoon, website=aanvraag.website)
