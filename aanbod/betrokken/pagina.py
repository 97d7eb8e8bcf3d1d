"""The parts of this room on the page of a group."""

from collections.abc import Iterable
from typing import Any

from aanbod.betrokken.forms import GroepsberichtForm
from aanbod.betrokken.permissions import kan_bericht_verbeteren, kan_bericht_wissen, kan_berichten_lezen
from aanbod.betrokken.selectors import berichten_van, is_actueel, wie_is_wie
from aanbod.groepen.delen import Groepsdeel, Plek
from aanbod.models import Groep, Groepsbericht
from aanbod.permissions import is_betrokken, kan_bereikbaarheid_wijzigen, kan_teamplaats_nemen
from marktplein.accounts.models import Bezoeker


def wie(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """Who is who, for who makes this group happen and for nobody else."""
    if not is_actueel(groep) or not is_betrokken(user, groep):
        return None
    rijen = [
        {
            "persoon": persoon,
            "wijzigen": persoon.trainer is not None and kan_bereikbaarheid_wijzigen(user, persoon.trainer),
            "overnemen": persoon.plaats is not None
            and kan_teamplaats_nemen(user, groep, persoon.plaats.team)
            and persoon.email != getattr(user, "email", ""),
        }
        for persoon in wie_is_wie(groep)
    ]
    return Groepsdeel("aanbod/includes/_wie_is_wie.html", {"groep": groep, "rijen": rijen})


# So many on the page of the group; the rest on a page of its own.
LAATSTE = 3


def berichten(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """The last messages and the form, for who makes this group happen."""
    if not is_actueel(groep) or not kan_berichten_lezen(user, groep):
        return None
    alle = berichten_van(groep)
    aantal = alle.count()
    gegevens = {
        "groep": groep,
        "rijen": rijen_voor(user, alle[:LAATSTE]),
        "aantal": aantal,
        "meer": max(0, aantal - LAATSTE),
        "form": GroepsberichtForm(),
    }
    return Groepsdeel("aanbod/includes/_berichten.html", gegevens, Plek.ONDER)


def rijen_voor(user: Bezoeker, berichten: Iterable[Groepsbericht]) -> list[dict[str, Any]]:
    """Messages, each with what this reader may do with it."""
    return [
        {
            "bericht": bericht,
            "verbeteren": kan_bericht_verbeteren(user, bericht),
            "wissen": bool(bericht.tekst) and kan_bericht_wissen(user, bericht),
        }
        for bericht in berichten
    ]
