"""Taking back what was asked for, on any page; and what became of it when the ten seconds are over."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.lijst import terug_naar
from marktplein.werk import uitstel
from marktplein.werk.bedenktijd import lopend_in

ONGEDAAN = "Ongedaan gemaakt: er is niets gebeurd."
TE_LAAT = "Dat kan niet meer: het is al gedaan."


@require_POST
def ongedaan(request: HttpRequest, bundel: uuid.UUID) -> HttpResponse:
    """Take it back, or with ``gezien`` put away why it was refused; then on to the page it stood on."""
    user = ingelogd(request)
    if "gezien" in request.POST:
        uitstel.vergeet_geweigerde(door=user, bundel=bundel)
    elif uitstel.neem_terug(door=user, bundel=bundel):
        messages.success(request, ONGEDAAN)
    else:
        messages.warning(request, TE_LAAT)
    return HttpResponseRedirect(terug_naar(request) or resolve_url("werkplek:start"))


@require_safe
def bedenktijd(request: HttpRequest, bundel: uuid.UUID) -> HttpResponse:
    """How it stands, for the page that still shows the button. A fragment: what is typed elsewhere on it stays."""
    adres = request.GET.get("terug", "")
    veilig = url_has_allowed_host_and_scheme(adres, {request.get_host()}, require_https=request.is_secure())
    terug = adres if veilig else resolve_url("werkplek:start")
    context = {"bedenktijd": lopend_in(ingelogd(request), bundel, terug=terug), "terug": terug}
    return render(request, "includes/_bedenktijd.html", context)
