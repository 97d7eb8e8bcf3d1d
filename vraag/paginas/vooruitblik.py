"""The look ahead on the page of a signaal: a fragment for htmx, or a page of its own without JavaScript."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marktplein.basis import dagdelen
from marktplein.basis.mensen import mensen, mensen_van_anderen
from marktplein.basis.woorden import km
from vraag.models import Signaal
from vraag.paginas.signalen import haal_signaal, kruimels
from vraag.permissions import is_van, kan_signaal_wijzigen
from vraag.signalen.selectors import namen_van_teams
from vraag.uitleg.redenen import leg_uit
from vraag.uitleg.tips import genoemde_teams
from vraag.uitleg.vooruitblik import (
    LOPEND,
    NIEUW,
    VOORSTEL,
    Deelnemer,
    NietTeZien,
    Uitzicht,
    blik_vooruit,
    wacht_op_berekening,
)

KOPPEN = {
    LOPEND: "Er is plek in een groep die al gepland is",
    VOORSTEL: "Je vraag past bij een voorstel dat er al ligt",
    NIEUW: "Er kan een nieuwe groep komen",
}


@dataclass(frozen=True, slots=True)
class Kaart:
    """One group as the page shows it; ``met`` are (team, text of the number of children)."""

    uitzicht: Uitzicht
    kop: str
    dagdeel: str
    afstand: str
    met: tuple[tuple[str, str], ...]
    toon_aantal: bool


@require_safe
def vooruitblik(request: HttpRequest, pk: int) -> HttpResponse:
    """What this signaal leads to. With ``?wacht`` only whether a run has spoken by now: 204 as long as it has not."""
    signaal = haal_signaal(request, pk)
    los = bool(request.headers.get("HX-Request"))
    if not wacht_op_berekening(signaal):
        if not los:
            return redirect("vraag:signaal", pk)
        return render(request, "vraag/includes/_vooruitblik.html", {"signaal": signaal, "gesproken": True})
    if "wacht" in request.GET and los:
        return HttpResponse(status=204)
    context = _context(request, signaal)
    if los:
        return render(request, "vraag/includes/_vooruitblik.html", context)
    terug = {"label": str(signaal), "url": reverse("vraag:signaal", args=[pk])}
    return render(request, "vraag/vooruitblik.html", {**context, "kruimels": [*kruimels(), terug]})


def _context(request: HttpRequest, signaal: Signaal) -> dict[str, Any]:
    try:
        blik = blik_vooruit(signaal)
    except NietTeZien:
        return {"signaal": signaal, "niet_te_zien": True}

    def is_eigen(deelnemer: Deelnemer) -> bool:
        return is_van(request.user, deelnemer.team)

    return {
        "signaal": signaal,
        "kaarten": [_kaart(u, [is_eigen(d) for d in u.deelnemers], signaal.voor) for u in blik.uitzichten],
        "over": blik.over,
        "is_van_ons": is_van(request.user, signaal.team),
        "eigen": kan_signaal_wijzigen(request.user, signaal),
        "uitleg": leg_uit(blik.reden, namen_van_teams(genoemde_teams(blik.reden))) if blik.reden else None,
    }


def _kaart(u: Uitzicht, eigen: list[bool], voor: str) -> Kaart:
    return Kaart(
        u,
        KOPPEN[u.soort],
        dagdelen.naam(u.dagdeel),
        km(u.afstand_m),
        tuple(
            (str(d.team), (mensen if van_ons else mensen_van_anderen)(d.kinderen, voor))
            for d, van_ons in zip(u.deelnemers, eigen, strict=True)
        ),
        all(eigen),
    )
