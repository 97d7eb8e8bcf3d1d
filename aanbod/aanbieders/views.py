"""Ask to take part, without an account: the form, and the page behind the mailed link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.aanbieders.forms import AanvraagForm, RedactieAntwoordForm
from aanbod.aanbieders.selectors import bij_token
from aanbod.aanbieders.services import beantwoord, bevestig, vraag_aan
from aanbod.models import AanbiederAanvraag
from aanbod.workflow import AanvraagStaat
from marktplein.basis.drempel import te_vaak
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout

# An office has one address, a script sends hundreds.
PER_BEZOEKER, PER_ADRES, VENSTER = 20, 3, 60 * 60
HONING = "adres"
TE_VAAK = ValidationError(
    "Je hebt het formulier heel vaak verstuurd. Probeer het over een uur nog een keer.", "te_vaak"
)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aanvragen(request: HttpRequest) -> HttpResponse:
    form = AanvraagForm(gepost(request))
    status = 200
    if request.method == "POST":
        if te_vaak(request, "aanbieder", hoogstens=PER_BEZOEKER, seconden=VENSTER):
            form.add_error(None, TE_VAAK)
        elif form.is_valid() and _verwerk(request, form):
            return redirect("aanbod:aanvraag_gedaan")
        status = 429 if form.has_error(NON_FIELD_ERRORS, "te_vaak") else status_van(form)
    return render(request, "aanbod/aanbieder_worden.html", {"form": form, "honing": HONING}, status=status)


def _verwerk(request: HttpRequest, form: AanvraagForm) -> bool:
    if request.POST.get(HONING):
        # A field no person sees was filled in: answer as always, do nothing.
        return True
    gegevens = form.cleaned_data
    if te_vaak(request, "aanbieder-adres", hoogstens=PER_ADRES, seconden=VENSTER, van=gegevens["email"].lower()):
        form.add_error(None, TE_VAAK)
        return False
    try:
        vraag_aan(**{**gegevens, "gemeenten": list(gegevens["gemeenten"])})
    except DomeinFout as fout:
        meld(form, fout)
        return False
    return True


@login_not_required
@require_safe
def gedaan(request: HttpRequest) -> HttpResponse:
    """Look in your mail: the same page whoever asked."""
    return render(request, "aanbod/aanvraag_gedaan.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aanvraag(request: HttpRequest, token: str) -> HttpResponse:
    """The request of who has the link. Opening it changes nothing (mail scanners open links too)."""
    gevonden = bij_token(token)
    if gevonden is None:
        return render(request, "aanbod/aanvraag_onbekend.html", status=404)
    form = RedactieAntwoordForm(gepost(request) if request.POST.get("actie") == "antwoord" else None)
    if request.method == "POST" and _voer_uit(request, token, form):
        return redirect("aanbod:aanvraag", token=token)
    context = {
        "aanvraag": gevonden,
        "vragen": list(gevonden.vragen.all()),
        "form": form if gevonden.staat == AanvraagStaat.VRAAG else None,
        "actie": "antwoord",
    }
    return render(request, "aanbod/aanvraag.html", context, status=status_van(form))


def _voer_uit(request: HttpRequest, token: str, form: RedactieAntwoordForm) -> bool:
    actie = request.POST.get("actie", "")
    if actie not in ("bevestig", "antwoord"):
        raise Http404
    try:
        if actie == "bevestig":
            bevestig(token)
        elif not form.is_valid():
            return False
        else:
            beantwoord(token=token, antwoord=form.cleaned_data["antwoord"])
    except AanbiederAanvraag.DoesNotExist:
        raise Http404 from None
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    return True
