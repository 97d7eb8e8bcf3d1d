"""Reading a manual, and putting away what is shown the first time."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from marktplein.accounts.ingelogd import ingelogd
from marktplein.handleiding.eerst import zet_eerste_stappen_weg
from marktplein.handleiding.teksten import ALGEMEEN, HANDLEIDINGEN, lees


@require_POST
def eerste_stappen_weg(request: HttpRequest) -> HttpResponse:
    """The cards on the start page go, for good."""
    zet_eerste_stappen_weg(ingelogd(request))
    return redirect("werkplek:start")


@require_safe
def handleiding(request: HttpRequest, naam: str = ALGEMEEN) -> HttpResponse:
    """Any manual, for whoever works here."""
    try:
        tekst = lees(naam)
    except KeyError as fout:
        raise Http404 from fout
    alle = [
        {"naam": titel, "url": reverse("handleiding:handleiding", args=[sleutel]), "hier": sleutel == naam}
        for sleutel, titel in HANDLEIDINGEN.items()
    ]
    return render(request, "handleiding/handleiding.html", {"handleiding": tekst, "alle": alle})
