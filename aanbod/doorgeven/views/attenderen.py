"""A mail when there are new dates: ask without an account, and the page behind the mailed link."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.doorgeven.forms import AttenderingForm
from aanbod.doorgeven.selectors import Onbekend, attendering_met, kring_bij, kring_van
from aanbod.doorgeven.services.attenderen import bevestig_attendering, stop_attendering, vraag_attendering
from aanbod.models import Attendering
from marktplein.basis.drempel import te_vaak
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels

# The same as of registering: generous for a library with one address, narrow for a script.
PER_BEZOEKER, PER_ADRES, VENSTER = 20, 5, 10 * 60
HONING = "website"
TE_VAAK = ValidationError(
    _("U hebt het formulier heel vaak verstuurd. Wacht tien minuten en probeer het dan nog een keer."), code="te_vaak"
)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nieuw(request: HttpRequest) -> HttpResponse:
    try:
        kring = kring_van(request.GET)
    except Onbekend as fout:
        raise Http404 from fout
    form = AttenderingForm(gepost(request), kring=kring)
    status = 200
    if request.method == "POST":
        if te_vaak(request, "attendering", hoogstens=PER_BEZOEKER, seconden=VENSTER):
            form.add_error(None, TE_VAAK)
        elif form.is_valid() and _verwerk(request, form):
            return redirect("aanbod:attendering_gevraagd")
        status = 429 if form.has_error(NON_FIELD_ERRORS, "te_vaak") else status_van(form)
    context = {
        "form": form,
        "kring": kring,
        "honing": HONING,
        "kruimels": kruimels((gettext("Groepen"), reverse("aanbod:groepen"))),
    }
    return render(request, "aanbod/doorgeven/attendering_nieuw.html", context, status=status)


def _verwerk(request: HttpRequest, form: AttenderingForm) -> bool:
    """Hand a valid form to the service; False when it said no, which is then in the form."""
    if request.POST.get(HONING):
        # A field no person sees was filled in: answer as always, do nothing.
        return True
    email = form.cleaned_data["email"]
    if te_vaak(request, "attendering-adres", hoogstens=PER_ADRES, seconden=VENSTER, van=email.lower()):
        form.add_error(None, TE_VAAK)
        return False
    try:
        vraag_attendering(
            email=email,
            kring=form.gevraagd(),
            taal=get_language() or settings.LANGUAGE_CODE,
            sleutel=form.cleaned_data["sleutel"],
        )
    except DomeinFout as fout:
        meld(form, fout)
        return False
    return True


@login_not_required
@require_safe
def gevraagd(request: HttpRequest) -> HttpResponse:
    """Look in your mail. The same page whoever asks: it tells nothing about which addresses are known."""
    return render(request, "aanbod/doorgeven/attendering_gevraagd.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def attendering(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link. Opening it changes nothing (mail scanners open links too); the buttons do."""
    if request.method == "POST":
        return _voer_uit(request, token)
    gevonden = attendering_met(token)
    if gevonden is None:
        return render(request, "aanbod/doorgeven/attendering_gestopt.html", {"onbekend": True}, status=404)
    context = {"attendering": gevonden, "kring": kring_bij(gevonden), "token": token}
    return render(request, "aanbod/doorgeven/attendering.html", context)


def _voer_uit(request: HttpRequest, token: str) -> HttpResponse:
    actie = request.POST.get("actie", "")
    if actie == "stop":
        stop_attendering(token, alle=False)
        return render(request, "aanbod/doorgeven/attendering_gestopt.html")
    if actie != "bevestig":
        raise Http404
    try:
        bevestig_attendering(token)
    except Attendering.DoesNotExist:
        raise Http404 from None
    return redirect("aanbod:attendering", token=token)


# The mail program of who gets the mail posts here by itself (RFC 8058): it has no page of ours, and so no token. Who
# knows the link may stop it, and nothing else.
@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stops all of them for the address that got this link, in one click; again, it is the same page."""
    if request.method != "POST":
        return render(request, "aanbod/doorgeven/attendering_stop.html")
    stop_attendering(token, alle=True)
    return render(request, "aanbod/doorgeven/attendering_gestopt.html")
