"""The first page of the demo: the street in one picture, who can be tried, the story in six steps. 404 elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from marktplein.basis.fouten import DomeinFout
from marktplein.demo import klussen, lader
from marktplein.demo.models import Wat
from marktplein.demo.rollen import log_in_als, tegels
from marktplein.demo.verhaal import stappen
from marktplein.werk.pagina import antwoord_op_peiling, voortgang_van
from marktplein.werk.workflow import ONAF
from vraag.models import Run

View = Callable[[HttpRequest], HttpResponse]


def alleen_in_de_demo(view: View) -> View:
    """Elsewhere none of this exists."""

    @wraps(view)
    def bewaakt(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return bewaakt


@login_not_required
@require_safe
@alleen_in_de_demo
def begin(request: HttpRequest) -> HttpResponse:
    """Everything at once; while the demo is being loaded or its clock turned, how far that is."""
    klus = klussen.laatste()
    voortgang = None
    if klus is not None:
        voortgang = voortgang_van(
            klus, url=reverse("demo:begin"), naam=f"{klus}: voortgang", begint="De werker begint zo."
        )
        if (antwoord := antwoord_op_peiling(request, voortgang)) is not None:
            return antwoord
    bezig = klus is not None and klus.is_onaf
    geladen = not bezig and lader.is_geladen()
    verhaal = stappen() if geladen else []
    context = {
        "klus": klus,
        "voortgang": voortgang if bezig else None,
        "geladen": geladen,
        "rekent": geladen and Run.objects.filter(staat__in=ONAF).exists(),
        "stappen": verhaal,
        "gedaan": sum(stap.gedaan for stap in verhaal),
        "tegels": tegels() if geladen else [],
    }
    return render(request, "demo/begin.html", context)


@login_not_required
@require_POST
@alleen_in_de_demo
def inloggen(request: HttpRequest) -> HttpResponse:
    """Log in as ``als`` and go on to ``naar``; without ``als`` as a visitor, who is logged out."""
    als = request.POST.get("als", "").strip()
    if als:
        try:
            log_in_als(request, als)
        except DomeinFout as fout:
            messages.error(request, str(fout))
            return redirect("demo:begin")
    else:
        logout(request)
    naar = request.POST.get("naar", "")
    if not url_has_allowed_host_and_scheme(naar, {request.get_host()}, require_https=request.is_secure()):
        naar = reverse("werkplek:start") if als else reverse("aanbod:home")
    return redirect(naar)


@login_not_required
@require_POST
@alleen_in_de_demo
def klok_week(request: HttpRequest) -> HttpResponse:
    """Turn the clock of the demo a week on."""
    return _vraag(Wat.WEEK)


@login_not_required
@require_POST
@alleen_in_de_demo
def opnieuw(request: HttpRequest) -> HttpResponse:
    """Throw away what was tried and load the demo anew."""
    return _vraag(Wat.OPNIEUW)


def _vraag(wat: Wat) -> HttpResponse:
    klussen.vraag_aan(wat)
    return redirect("demo:begin")
