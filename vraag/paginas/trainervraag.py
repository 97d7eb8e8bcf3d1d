"""Asking for a trainer from the page of a need, and the page on which the contact of the municipality answers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.toegang import eis_te_zien
from vraag.models import Traineruitkomst, Trainervraag
from vraag.paginas.signalen import haal_signaal
from vraag.permissions import kan_scenario_maken
from vraag.uitleg.trainervraag import (
    beantwoord,
    eerder_over,
    kan_beantwoorden,
    kan_trainervraag_zien,
    vraag_om_trainer,
    wachtenden_op,
)


@require_POST
def trainer_vragen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, and back to the need."""
    signaal = haal_signaal(request, pk)
    try:
        vraag_om_trainer(signaal, door=ingelogd(request))
    except DomeinFout as fout:
        messages.warning(request, fout.melding)
    else:
        messages.success(request, "Je lokaal aanspreekpunt ziet nu dat jullie op een trainer wachten.")
    return redirect("vraag:signaal", pk)


@require_http_methods(["GET", "HEAD", "POST"])
def trainervraag(request: HttpRequest, pk: int) -> HttpResponse:
    """Who waits for a trainer, where and for which training; POST answers (``antwoord``)."""
    vraag = get_object_or_404(Trainervraag.objects.select_related("team__gemeente", "interventie"), pk=pk)
    eis_te_zien(kan_trainervraag_zien(request.user, vraag), vraag)
    if request.method == "POST":
        try:
            beantwoord(vraag, antwoord=request.POST.get("antwoord", ""), door=ingelogd(request))
        except DomeinFout as fout:
            messages.warning(request, fout.melding)
        else:
            messages.success(request, f"Je antwoord staat bij {vraag.team}.")
        return redirect("vraag:trainervraag", pk)
    context = {
        "vraag": vraag,
        "wachten": wachtenden_op(vraag, request.user),
        "eerder": eerder_over(vraag)[:10],
        "antwoorden": [u for u in Traineruitkomst if u != Traineruitkomst.OPEN],
        "kan_antwoorden": vraag.open and kan_beantwoorden(request.user, vraag),
        "kan_wat_als": kan_scenario_maken(request.user),
        "kruimels": [{"label": "Start", "url": reverse("werkplek:start")}],
    }
    return render(request, "vraag/trainervraag.html", context)
