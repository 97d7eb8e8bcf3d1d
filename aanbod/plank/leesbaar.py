"""How easily offers read: kept with each, so that editors find the pages that read worst."""

from aanbod.models import Interventie
from marktplein.taal.leesbaar import meet

PER_KEER = 500


def zet_leesscore(ding: Interventie) -> None:
    """Of what it says now (unsaved)."""
    ding.leesscore = meet(ding.omschrijving).score


def haal_leesscores_in() -> int:
    """Of what was loaded without a form; answers of how many. Safe to repeat."""
    rijen = list(Interventie.objects.filter(leesscore=None).exclude(omschrijving="").order_by("pk")[:PER_KEER])
    for ding in rijen:
        zet_leesscore(ding)
    Interventie.objects.bulk_update([ding for ding in rijen if ding.leesscore is not None], ["leesscore"])
    return len(rijen)
