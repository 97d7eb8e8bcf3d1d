"""What quick search finds here: tasks and rooms."""

from collections.abc import Sequence

from django.urls import reverse

from facilitair.permissions import kan_ruimtes_zien, kan_taken_zien
from facilitair.ruimtes.selectors import ruimtes_voor
from facilitair.taken.selectors import zichtbaar_voor, zoek
from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import Treffer, Vindsoort, met_woorden
from marktplein.basis.woorden import dag


def zoek_taken(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    """The newest first."""
    rijen = zoek(zichtbaar_voor(user), " ".join(woorden)).order_by("-aangemaakt_op", "-pk")
    return [
        Treffer(
            t.titel,
            reverse("facilitair:taak", args=[t.pk]),
            f"{t.get_staat_display()}, uiterlijk {dag(t.uiterlijk)}" if t.uiterlijk else t.get_staat_display(),
        )
        for t in rijen[:hoogstens]
    ]


def zoek_ruimtes(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    rijen = met_woorden(ruimtes_voor(user), woorden, "naam", "adres", "gemeente__naam").select_related("gemeente")
    return [
        Treffer(r.naam, reverse("facilitair:ruimte", args=[r.pk]), str(r.gemeente))
        for r in rijen.order_by("naam", "pk")[:hoogstens]
    ]


VINDBAAR = (
    Vindsoort("Taken", "taak", kan_taken_zien, zoek_taken),
    Vindsoort("Ruimtes", "ruimte", kan_ruimtes_zien, zoek_ruimtes),
)
