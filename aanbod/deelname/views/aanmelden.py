"""Register without an account: the form, and the page behind the mailed link."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.deelname.forms.aanmelden import AanmeldForm
from aanbod.deelname.koppeling import hash_van
from aanbod.deelname.selectors import krijgt_plek, plaats_in_de_rij, stappen
from aanbod.deelname.services.aanmeldingen import accepteer, bevestig, meld_aan, meld_af
from aanbod.deelname.services.wissen import NA_AFMELDING, wisdatum
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.groepen.selectors import alternatieven, eerste_begin
from aanbod.models import Aanmelding, Groep
from aanbod.permissions import kan_zelf_aanmelden
from aanbod.workflow import AANMELDING_LOPEND, GROEP_LOPEND, HOUDT_PLEK, AanmeldingStaat
from marktplein.basis import klok
from marktplein.basis.drempel import te_vaak
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels

# Generous for a family or a library with one address, narrow for a script.
PER_BEZOEKER, PER_ADRES, VENSTER = 20, 5, 10 * 60
HONING = "website"
TE_VAAK = ValidationError(
    _("U hebt het formulier heel vaak verstuurd. Wacht tien minuten en probeer het dan nog een keer."), code="te_vaak"
)
ACTIES: dict[str, Callable[[str], Aanmelding]] = {"bevestig": bevestig, "accepteer": accepteer, "afmelden": meld_af}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aanmelden(request: HttpRequest, slug: str) -> HttpResponse:
    groep = zichtbare_groep(request, slug)
    if not kan_zelf_aanmelden(groep) or eerste_begin(groep) <= klok.nu():
        messages.info(request, gettext("Voor deze groep kunt u zich hier niet (meer) aanmelden."))
        return redirect("aanbod:groep", slug=slug)
    form = AanmeldForm(gepost(request), groep=groep)
    status = 200
    if request.method == "POST":
        if te_vaak(request, "aanmelden", hoogstens=PER_BEZOEKER, seconden=VENSTER):
            form.add_error(None, TE_VAAK)
        elif form.is_valid() and _verwerk(request, form, groep):
            return redirect("aanbod:aangemeld", slug=slug)
        status = 429 if form.has_error(NON_FIELD_ERRORS, "te_vaak") else status_van(form)
    return render(request, "aanbod/aanmelden.html", _context(groep, form), status=status)


def _verwerk(request: HttpRequest, form: AanmeldForm, groep: Groep) -> bool:
    """Hand a valid form to the service; False when it said no, which is then in the form."""
    if request.POST.get(HONING):
        # A field no person sees was filled in: answer as always, do nothing.
        return True
    gegevens = form.cleaned_data
    adres = gegevens["email"].lower()
    if te_vaak(request, "aanmelden-adres", hoogstens=PER_ADRES, seconden=VENSTER, van=adres):
        form.add_error(None, TE_VAAK)
        return False
    try:
        meld_aan(
            groep=groep,
            naam=gegevens["naam"],
            email=gegevens["email"],
            telefoon=gegevens["telefoon"],
            leeftijd_kind=gegevens.get("leeftijd_kind"),
            beide_ouders=gegevens.get("beide_ouders", False),
            taal=get_language() or settings.LANGUAGE_CODE,
            sleutel=gegevens["sleutel"],
        )
    except DomeinFout as fout:
        meld(form, fout)
        return False
    return True


def _context(groep: Groep, form: AanmeldForm) -> dict[str, object]:
    return {
        "groep": groep,
        "interventie": groep.interventie,
        "eerste": groep.bijeenkomsten.order_by("begin").first(),
        "form": form,
        "honing": HONING,
        "plek": krijgt_plek(groep),
        "stappen": stappen(groep),
        "wissen_op": wisdatum(groep),
        "dagen_na_afmelding": NA_AFMELDING.days,
        "kruimels": [
            *kruimels((gettext("Groepen"), reverse("aanbod:groepen"))),
            {"label": groep.interventie.naam, "url": reverse("aanbod:groep", args=[groep.slug]), "taal": "nl"},
        ],
    }


@login_not_required
@require_safe
def aangemeld(request: HttpRequest, slug: str) -> HttpResponse:
    """Look in your mail. The same page whoever asks: it tells nothing about who is registered."""
    groep = zichtbare_groep(request, slug)
    context = {"groep": groep, "plek": krijgt_plek(groep), "stappen": stappen(groep)}
    return render(request, "aanbod/aangemeld.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def aanmelding(request: HttpRequest, token: str) -> HttpResponse:
    """The visitor's own page. Opening it changes nothing (mail scanners open links too); the buttons do."""
    if request.method == "POST":
        return _voer_uit(request, token)
    gevonden = (
        Aanmelding.objects.select_related("groep__interventie__organisatie", "groep__gemeente")
        .filter(token_hash=hash_van(token))
        .first()
    )
    if gevonden is None:
        return render(request, "aanbod/aanmelding_onbekend.html", status=404)
    loopt = gevonden.staat in AANMELDING_LOPEND
    te_laat = gevonden.beslis_voor is not None and gevonden.beslis_voor <= klok.nu()
    context = {
        "aanmelding": gevonden,
        "groep": gevonden.groep,
        "interventie": gevonden.groep.interventie,
        "bijeenkomsten": list(gevonden.groep.bijeenkomsten.order_by("begin")),
        "positie": plaats_in_de_rij(gevonden),
        "loopt": loopt,
        "kan_afmelden": loopt and gevonden.groep.staat in GROEP_LOPEND,
        "houdt_plek": gevonden.staat in HOUDT_PLEK and gevonden.groep.staat in GROEP_LOPEND and not te_laat,
        "te_laat": te_laat,
        "stappen": 3 if gevonden.staat == AanmeldingStaat.INTAKE else stappen(gevonden.groep),
        "token": token,
        "staten": AanmeldingStaat,
        "alternatieven": alternatieven(gevonden.groep, None)
        if gevonden.staat in (AanmeldingStaat.WACHTLIJST, AanmeldingStaat.VERLOPEN, AanmeldingStaat.GEANNULEERD)
        else [],
    }
    return render(request, "aanbod/aanmelding.html", context)


def _voer_uit(request: HttpRequest, token: str) -> HttpResponse:
    actie = ACTIES.get(request.POST.get("actie", ""))
    if actie is None:
        raise Http404
    try:
        actie(token)
    except Aanmelding.DoesNotExist:
        raise Http404 from None
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    return redirect("aanbod:aanmelding", token=token)
