"""Reading a manual."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marktplein.handleiding.teksten import ALGEMEEN, HANDLEIDINGEN, lees


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
