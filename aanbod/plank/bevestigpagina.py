"""The page behind the mailed question whether an offer is still right, and the button on its own page."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aanbod.plank.bevestigen import bevestig, lees_link
from marktplein.basis.fouten import DomeinFout


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bevestigen(request: HttpRequest, token: str) -> HttpResponse:
    """One button. Who is logged out needs nothing but the link; the right of its person is asked anew each time."""
    link = lees_link(token)
    if link is None:
        return render(request, "aanbod/bevestigen_onbekend.html", status=404)
    if request.method == "POST":
        try:
            bevestig(link.interventie, link.user)
        except DomeinFout as fout:
            messages.error(request, fout.melding)
        return redirect("aanbod:aanbod_bevestigen", token=token)
    return render(request, "aanbod/bevestigen.html", {"interventie": link.interventie, "link": link})
