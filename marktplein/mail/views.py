"""The bell of who works here; and the demo's post box: every mail that was sent, readable by anybody who tries it. Off
everywhere else.
"""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from marktplein.basis.lijst import lijst
from marktplein.mail import meldingen
from marktplein.mail.models import Bericht

PER_PAGINA = 25


def _alleen_in_de_demo() -> None:
    if not settings.POST_ZICHTBAAR:
        raise Http404


@login_not_required
@require_safe
def post_lijst(request: HttpRequest) -> HttpResponse:
    """Newest first; ``?aan=`` searches in the address."""
    _alleen_in_de_demo()
    aan = request.GET.get("aan", "").strip()
    berichten = Bericht.objects.order_by("-aangemaakt_op", "-pk")
    if aan:
        berichten = berichten.filter(aan__icontains=aan)
    deel = lijst(request, None, PER_PAGINA, rijen=berichten)
    return render(request, "mail/lijst.html", deel.context(aan=aan))


@login_not_required
@require_safe
def post_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail; links in it can be followed."""
    _alleen_in_de_demo()
    context = {
        "bericht": get_object_or_404(Bericht, pk=pk),
        "kruimels": [{"label": "Verstuurde post", "url": reverse("post:lijst")}],
    }
    return render(request, "mail/detail.html", context)


@require_safe
def meldingen_lijst(request: HttpRequest) -> HttpResponse:
    """Own ones only, newest first."""
    deel = lijst(request, None, PER_PAGINA, rijen=meldingen.van(request.user))
    return render(request, "mail/meldingen.html", deel.context())


@require_POST
def melding_open(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the page it is about; it is read then."""
    melding = get_object_or_404(meldingen.van(request.user), pk=pk)
    meldingen.lees(request.user, [melding.pk])
    return redirect(melding.pad or "meldingen:lijst")


@require_POST
def alles_gelezen(request: HttpRequest) -> HttpResponse:
    meldingen.lees(request.user)
    return redirect("meldingen:lijst")
