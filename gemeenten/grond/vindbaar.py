"""What quick search finds here: people with a role."""

from collections.abc import Sequence

from django.urls import reverse

from gemeenten.grond.permissions import kan_leden_zien
from gemeenten.grond.selectors import leden_zichtbaar_voor
from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import Treffer, Vindsoort, met_woorden


def zoek_mensen(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    velden = ("user__naam", "user__email", "team__naam", "organisatie__naam", "gemeente__naam")
    rijen = met_woorden(leden_zichtbaar_voor(user), woorden, *velden).order_by("user__naam", "pk")
    return [
        Treffer(
            lid.user.naam or lid.user.email,
            reverse("gemeenten:lid", args=[lid.user_id]),
            f"{lid.get_rol_display()} – {lid.plek}",
        )
        for lid in rijen[:hoogstens]
    ]


VINDBAAR = (Vindsoort("Mensen", "gebruiker", kan_leden_zien, zoek_mensen),)
