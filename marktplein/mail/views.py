"""The bell of who works here; and the demo's post box: every mail that was sent, readable by anybody who tries it. Off
everywhere else.
"""

from collections.abc import Iterable

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp_replace, csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import User
from marktplein.basis.filter import gevraagd
from marktplein.basis.formulier import meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer
from marktplein.basis.lijst import kruimels, lijst
from marktplein.basis.toegang import haal
from marktplein.mail import bel, meldingen
from marktplein.mail.bericht import Meteen
from marktplein.mail.forms import VoorkeurFormulier
from marktplein.mail.models import Bericht, Staat
from marktplein.mail.opmaak import als_html
from marktplein.mail.selectors import voorkeuren_van
from marktplein.mail.verzamelen import voorproef
from marktplein.mail.voorkeuren import altijd, bewaar_voorkeuren

PER_PAGINA = 25
# What waits for the mail of the day, went along in it, or was never to be mailed.
NIET_GEMAILD = (Staat.UIT, Staat.VERZAMEL, Staat.GEBUNDELD)


def _alleen_in_de_demo() -> None:
    if not settings.POST_ZICHTBAAR:
        raise Http404


@login_not_required
@require_safe
def post_lijst(request: HttpRequest) -> HttpResponse:
    """Newest first; ``?aan=`` searches in the address, ``?van=`` (a number) is the inbox of one colleague."""
    _alleen_in_de_demo()
    aan = request.GET.get("aan", "").strip()
    van = gevraagd(request, "van", lambda waarde: User.objects.filter(pk=nummer(waarde)).first(), None)
    berichten = Bericht.objects.exclude(staat__in=NIET_GEMAILD).order_by("-aangemaakt_op", "-pk")
    if van:
        berichten = berichten.filter(aan=van.email)
    if aan:
        berichten = berichten.filter(aan__icontains=aan)
    deel = lijst(request, None, PER_PAGINA, rijen=berichten)
    wacht = voorproef(van) if van else None
    return render(request, "mail/lijst.html", deel.context(aan=aan, van=van, rijen=_met_bus(deel), wacht=wacht))


def _met_bus(deel: Iterable[Bericht]) -> list[tuple[Bericht, int | None]]:
    """Each with the number of the colleague whose inbox it is in; who has no account has none."""
    berichten = list(deel)
    nummers = User.objects.filter(email__in={bericht.aan for bericht in berichten}).values_list("email", "pk")
    bussen = dict(nummers)
    return [(bericht, bussen.get(bericht.aan)) for bericht in berichten]


@login_not_required
@csp_update({"frame-src": [SELF]})
@require_safe
def post_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One mail, in plain text and as a mail program shows it; links in the text can be followed."""
    _alleen_in_de_demo()
    context = {
        "bericht": get_object_or_404(Bericht, pk=pk),
        "kruimels": [{"label": "Verstuurde post", "url": reverse("post:lijst")}],
    }
    return render(request, "mail/detail.html", context)


@login_not_required
@xframe_options_sameorigin
@csp_replace({"default-src": [NONE], "style-src": [UNSAFE_INLINE], "frame-ancestors": [SELF], "sandbox": []})
@require_safe
def post_opgemaakt(request: HttpRequest, pk: int) -> HttpResponse:
    """That mail as a mail program shows it, for the frame on its page: nothing in it runs, opens or sends."""
    _alleen_in_de_demo()
    bericht = get_object_or_404(Bericht, pk=pk)
    return HttpResponse(als_html(bericht.onderwerp, bericht.tekst, bericht.taal))


@require_safe
def meldingen_lijst(request: HttpRequest) -> HttpResponse:
    """Own ones only, newest first."""
    user = ingelogd(request)
    deel = lijst(request, None, PER_PAGINA, rijen=meldingen.van(user))
    voorbij = bel.voorbij(user, deel)
    rijen = [(melding, voorbij.get(melding.pk, "")) for melding in deel]
    return render(request, "mail/meldingen.html", deel.context(rijen=rijen))


@require_POST
def melding_open(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the page it is about; it is read then."""
    melding = haal(meldingen.van(request.user), pk=pk)
    meldingen.lees(request.user, [melding.pk])
    return redirect(melding.pad or "meldingen:lijst")


@require_POST
def alles_gelezen(request: HttpRequest) -> HttpResponse:
    meldingen.lees(request.user)
    return redirect("meldingen:lijst")


@require_http_methods(["GET", "HEAD", "POST"])
def voorkeuren(request: HttpRequest) -> HttpResponse:
    """Which messages come, and how: one's own choice."""
    user = ingelogd(request)
    form = VoorkeurFormulier(request.POST if request.method == "POST" else None, standen=voorkeuren_van(user))
    if request.method == "POST" and form.is_valid():
        try:
            bewaar_voorkeuren(user=user, keuzes=form.keuzes(), sleutel=form.cleaned_data["sleutel"])
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Je keuze is bewaard.")
            return redirect("meldingen:voorkeuren")
    context = {
        "form": form,
        "altijd": altijd(),
        "uur": settings.DAGMAIL_UUR,
        "meteen": [reden.label for reden in Meteen],
        "kruimels": kruimels(("Meldingen", reverse("meldingen:lijst"))),
    }
    return render(request, "mail/voorkeuren.html", context, status=status_van(form))
