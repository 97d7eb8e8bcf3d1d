"""Advice for everybody: who answers now by telephone, when else, and what to do in need."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from gemeenten.grond.models import Gemeente
from gemeenten.grond.selectors import bestaande_gemeenten
from gemeenten.kcc.advies import advies_voor
from marktplein.basis.filter import gevraagd
from marktplein.basis.lijst import kruimels


@login_not_required
@require_safe
def advies(request: HttpRequest) -> HttpResponse:
    """Of the whole region, or of ``?gemeente=``. Works without a script: how it stands is told when it is asked."""
    gemeenten = {gemeente.slug: gemeente for gemeente in bestaande_gemeenten()}
    gekozen: Gemeente | None = gevraagd(request, "gemeente", gemeenten.get, None)
    context = {
        "gemeenten": gemeenten.values(),
        "gemeente": gekozen,
        "adviezen": advies_voor(gekozen),
        "kruimels": kruimels((gettext("Home"), reverse("aanbod:home"))),
    }
    return render(request, "gemeenten/kcc/advies.html", context)
