"""What quick search finds here: demand, proposals and scenarios."""

from collections.abc import Sequence

from django.urls import reverse

from marktplein.accounts.models import Bezoeker
from marktplein.basis.vindbaar import Treffer, Vindsoort, met_woorden
from vraag.permissions import kan_scenarios_zien, kan_signalen_zien, kan_voorstellen_zien
from vraag.signalen.selectors import kinderen_voor, zichtbare_signalen
from vraag.voorstellen.selectors import zichtbare_voorstellen
from vraag.wat_als.selectors import zichtbare_scenarios


def zoek_vragen(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    velden = ("interventie__naam", "thema__naam", "team__naam")
    rijen = met_woorden(zichtbare_signalen(user), woorden, *velden).select_related("team", "interventie", "thema")
    return [
        Treffer(
            f"{kinderen_voor(user, s)}: {s.waarvoor}",
            reverse("vraag:signaal", args=[s.pk]),
            f"{s.team}, {s.get_staat_display().lower()}",
        )
        for s in rijen.order_by("-geplaatst_op", "-pk")[:hoogstens]
    ]


def zoek_voorstellen(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    velden = ("interventie__naam", "ruimte__naam", "ruimte__gemeente__naam", "groep__gemeente__naam")
    rijen = met_woorden(zichtbare_voorstellen(user), woorden, *velden)
    return [
        Treffer(
            f"Voorstel {v.pk}: {v.interventie}",
            reverse("vraag:voorstel", args=[v.pk]),
            v.get_staat_display().lower(),
        )
        for v in rijen.select_related("interventie").distinct().order_by("-aangemaakt_op", "-pk")[:hoogstens]
    ]


def zoek_scenarios(user: Bezoeker, woorden: Sequence[str], hoogstens: int) -> list[Treffer]:
    rijen = met_woorden(zichtbare_scenarios(user), woorden, "naam", "regio__naam").select_related("regio")
    return [
        Treffer(s.naam, reverse("vraag:scenario", args=[s.pk]), str(s.regio))
        for s in rijen.order_by("-gevraagd_op", "-pk")[:hoogstens]
    ]


VINDBAAR = (
    Vindsoort("Vragen", "vraag", kan_signalen_zien, zoek_vragen),
    Vindsoort("Voorstellen", "voorstel", kan_voorstellen_zien, zoek_voorstellen),
    Vindsoort("Wat als", "wat-als", kan_scenarios_zien, zoek_scenarios),
)
