"""What quick search finds here: tasks and rooms."""

from collections.abc import Sequence

from django.urls import reverse

from facilitair.models import Taak
from facilitair.permissions import kan_ruimtes_zien, kan_taken_zien
from facilitair.ruimtes.selectors import ruimtes_voor
from facilitair.taken.selectors import zichtbaar_voor, zoek
from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import Treffer, Vindsoort, met_woorden
from marktplein.basis.woorden import dag


def zoek_taken(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    """The newest first."""
    rijen = zoek(zichtbaar_voor(user), " ".join(woorden)).select_related("groep__interventie")
    return [
        Treffer(t.titel, reverse("facilitair:taak", args=[t.pk]), _bij(t))
        for t in rijen.order_by("-aangemaakt_op", "-pk")[:hoogstens]
    ]


def _bij(taak: Taak) -> str:
    """What tells a task from the others of that name: its group, where it stands, and its day."""
    wat = [str(taak.groep.interventie)] if taak.groep else []
    wat.append(taak.get_staat_display())
    if taak.uiterlijk:
        wat.append(f"uiterlijk {dag(taak.uiterlijk)}")
    return ", ".join(wat)


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
