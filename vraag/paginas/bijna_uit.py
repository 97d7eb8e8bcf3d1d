"""The page behind the link below a weekly mail: no more of these, or again."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from marktplein.basis.fouten import DomeinFout
from vraag.uitleg.bijna_uit import Afmelding, lees_afmeldlink, zet_bijna_mail


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def bijna_uit(request: HttpRequest, token: str) -> HttpResponse:
    """From the link in the mail: off or on, for oneself or the team. Looking changes nothing; a press does."""
    afmelding = lees_afmeldlink(token)
    if afmelding is None:
        return render(request, "vraag/bijna_uit.html", {"afmelding": None}, status=404)
    if request.method == "POST":
        try:
            zet_bijna_mail(afmelding, wie=request.POST.get("wie", ""), aan=request.POST.get("stand") == "aan")
        except DomeinFout as fout:
            messages.error(request, fout.melding)
        else:
            messages.success(request, "Je keuze is bewaard.")
        return redirect("vraag:bijna_uit", token)
    return render(request, "vraag/bijna_uit.html", {"afmelding": afmelding, "knoppen": _knoppen(afmelding)})


def _knoppen(afmelding: Afmelding) -> list[dict[str, Any]]:
    """Per choice what holds now, and the button that turns it around."""
    standen = [("ik", "jou", "mij", afmelding.zelf_uit)]
    if afmelding.team is not None:
        standen.append(("team", f"heel {afmelding.team}", f"heel {afmelding.team}", afmelding.team_uit))
    return [
        {
            "wie": wie,
            "uit": uit,
            "zin": f"Voor {voor} staat de mail uit." if uit else f"Voor {voor} staat de mail aan.",
            "knop": f"Zet de mail weer aan voor {knop}" if uit else f"Zet de mail uit voor {knop}",
            "stand": "aan" if uit else "uit",
        }
        for wie, voor, knop, uit in standen
    ]


# --- files ----------------------------------------------------------------------------------------------------
