"""The screen of who answers the telephone: the caller's sentence, what to read aloud, and passing it on."""

from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from aanbod.zoeken.plaats import GenoemdePlek
from aanbod.zoeken.selectors import Gevonden, zoek
from gemeenten.grond.models import Gemeente
from gemeenten.kcc.advies import advies_voor
from gemeenten.kcc.antwoorden import VOOR_TE_LEZEN, Gesprokene, in_volgorde, op_nummer
from gemeenten.kcc.forms import DoorstuurFormulier
from gemeenten.kcc.gesprek import LANGSTE_VRAAG, begrepen_delen, zonder
from gemeenten.kcc.permissions import ALLEEN_BALIE, kan_te_woord_staan
from gemeenten.kcc.services.doorsturen import stuur_door
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer as lees_nummer
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import vereist
from marktplein.hulp.nood import noodhulp

THEMA = "thema"
# One digit opens each.
HOOGSTENS = 6
# Themes and pages are no answers; so many are there to look further.
VERDER = 2
HOOGSTENS_GEVONDEN = HOOGSTENS + 2 * VERDER
TOETSEN = (
    ("n", "nieuwe vraag"),
    ("1 … 6", "open dat antwoord"),
    ("s", "stuur het open antwoord door"),
    ("t", "schrijf een terugbelverzoek op"),
)


@never_cache
@sensitive_post_parameters("q")
@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_te_woord_staan, ALLEEN_BALIE)
def belscherm(request: HttpRequest) -> HttpResponse:
    """The sentence is posted and answered at once: it stands in no address, no history and no log."""
    vraag = request.POST.get("q", "").strip()[:LANGSTE_VRAAG]
    weg = request.POST.getlist("zonder")
    context: dict[str, Any] = {"vraag": vraag, "weg": weg, "sneltoetsen": TOETSEN, "adviezen": advies_voor(None)}
    request.noodhulp = noodhulp(request.POST.get("q", ""), paginataal=settings.LANGUAGE_CODE)
    if vraag:
        context |= _gevonden(request, vraag, weg)
    antwoord = render(request, "gemeenten/kcc/belscherm.html", context)
    add_never_cache_headers(antwoord)
    return antwoord


def _gevonden(request: HttpRequest, vraag: str, weg: list[str]) -> dict[str, Any]:
    """What is only for colleagues is left out: it is no answer to an inwoner."""
    korter = zonder(vraag, weg)
    uitkomst = zoek(korter, user=request.user, hoogstens=HOOGSTENS_GEVONDEN)
    gemeente = _gemeente(uitkomst.plek)
    gevonden = [g for g in uitkomst.gevonden if uitkomst.begrepen.collega or not g.collegas]
    antwoorden = _antwoorden(request, gevonden, gemeente)
    return {
        "delen": begrepen_delen(korter),
        "gemeente": gemeente,
        "antwoorden": antwoorden,
        "verder": [g for g in gevonden if g.soort not in VOOR_TE_LEZEN][:VERDER],
        "adviezen": advies_voor(gemeente),
        "terugbellen": _terugbelpad(gemeente, [] if request.noodhulp else gevonden),
    }


def _gemeente(plek: GenoemdePlek | None) -> Gemeente | None:
    return plek.gemeenten[0] if plek and len(plek.gemeenten) == 1 else None


def _antwoorden(request: HttpRequest, gevonden: list[Gevonden], gemeente: Gemeente | None) -> list[Gesprokene]:
    paren = [(g.soort, g.nummer) for g in gevonden if g.soort in VOOR_TE_LEZEN]
    return in_volgorde(paren[:HOOGSTENS], request.user, gemeente)


def _terugbelpad(gemeente: Gemeente | None, gevonden: list[Gevonden]) -> str:
    """With the place that was named and the theme that was found, which can be changed; nothing of the sentence."""
    thema = next((str(g.nummer) for g in gevonden if g.soort == THEMA), "")
    bij = {"gemeente": gemeente.slug if gemeente else "", "thema": thema}
    vraag = urlencode({naam: waarde for naam, waarde in bij.items() if waarde})
    return f"{reverse('kcc:terugbellen_vragen')}?{vraag}".rstrip("?")


@never_cache
@sensitive_post_parameters("email")
@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_te_woord_staan, ALLEEN_BALIE)
def doorsturen(request: HttpRequest, soort: str, nummer: int) -> HttpResponse:
    """Mail what was read aloud, or copy a text for a message: this product sends no text messages itself."""
    antwoord = op_nummer(soort, lees_nummer(str(nummer)) or 0, request.user)
    if antwoord is None:
        raise Http404
    form = DoorstuurFormulier(gepost(request))
    if request.method == "POST" and form.is_valid():
        try:
            stuur_door(
                naam=antwoord.naam,
                regels=antwoord.regels,
                adres=antwoord.adres,
                door=ingelogd(request),
                **form.cleaned_data,
            )
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "De mail gaat nu weg. We bewaren het adres niet.")
            return redirect("kcc:belscherm")
    context = {
        "antwoord": antwoord,
        "form": form,
        "sms_adres": f"sms:?body={quote(antwoord.sms)}",
        "kruimels": kruimels(("Belscherm", reverse("kcc:belscherm"))),
    }
    return render(request, "gemeenten/kcc/doorsturen.html", context, status=status_van(form))
