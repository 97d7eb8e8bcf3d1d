"""What quick search finds here: offers and groups."""

from collections.abc import Sequence

from django.urls import reverse

from aanbod.groepen.selectors import zichtbaar_voor
from aanbod.permissions import kan_plank_zien
from aanbod.plank.selectors import zichtbaar
from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import Treffer, Vindsoort, met_woorden
from marktplein.basis.woorden import dag


def zoek_aanbod(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    rijen = met_woorden(zichtbaar(user), woorden, "naam").select_related("organisatie").order_by("naam", "pk")
    return [
        Treffer(i.naam, reverse("aanbod:interventie", args=[i.slug]), str(i.organisatie or ""))
        for i in rijen.distinct()[:hoogstens]
    ]


def zoek_groepen(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    """The newest first: who looks for a group mostly means the one of now."""
    velden = ("interventie__naam", "gemeente__naam", "locatie_naam", "slug")
    rijen = met_woorden(zichtbaar_voor(user), woorden, *velden).order_by("-start_op", "-pk")
    return [
        Treffer(
            f"{g.interventie}, {g.gemeente}",
            reverse("aanbod:groep", args=[g.slug]),
            f"vanaf {dag(g.start_op)}" if g.start_op else g.get_staat_display(),
        )
        for g in rijen[:hoogstens]
    ]


VINDBAAR = (
    Vindsoort("Trainingen en ander aanbod", "aanbod", kan_plank_zien, zoek_aanbod),
    Vindsoort("Groepen", "groep", lambda _: True, zoek_groepen),
)
