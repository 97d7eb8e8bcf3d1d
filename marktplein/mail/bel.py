"""News about a thing that is over: it no longer counts at the bell, and the list says how it ended.

Nobody marks it. Each kind of message tells how its things stand (``Mailbericht.voorbij``) when somebody looks, so that
no way in which a thing can end is forgotten: replaced, withdrawn, answered by a colleague, done, passed on.
"""

from collections import defaultdict
from collections.abc import Iterable

from marktplein.accounts.models import User
from marktplein.basis.voorbereid import Voorbereid
from marktplein.mail.bericht import register
from marktplein.mail.meldingen import sleutel_in
from marktplein.mail.models import Melding

_ongelezen = Voorbereid(lambda wie: Melding.objects.filter(persoon=wie, gelezen_op=None).order_by("pk"), wie=-1)


def ongelezen(user: User) -> int:
    """How many wait for this reader. A query, and a few for each kind that waits."""
    rijen = _ongelezen(wie=user.pk)
    return len(rijen) - len(voorbij(user, rijen))


def voorbij(user: User, rijen: Iterable[Melding]) -> dict[int, str]:
    """Of those that are about something that is over: how, in a few words, by number."""
    per_soort: dict[str, dict[int, str]] = defaultdict(dict)
    for rij in rijen:
        if sleutel := sleutel_in(rij.pad):
            per_soort[rij.soort][rij.pk] = sleutel
    uit: dict[int, str] = {}
    for naam, sleutels in per_soort.items():
        if soort := register().get(naam):
            over = soort.voorbij(user, set(sleutels.values()))
            uit |= {pk: over[sleutel] for pk, sleutel in sleutels.items() if sleutel in over}
    return uit


def nummers(sleutels: Iterable[str]) -> list[int]:
    """Those that are numbers, for who looks things up by number."""
    return [int(sleutel) for sleutel in sleutels if sleutel.isdecimal()]
