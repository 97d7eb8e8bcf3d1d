"""Pages for everybody: find what helps."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from aanbod.deelname.services.wissen import NA_AFMELDING, NA_LAATSTE_BIJEENKOMST
from aanbod.groepen.selectors import aankomend, groepen_met_plek, zichtbaar_voor
from aanbod.hulp import PER_PAGINA
from aanbod.models import Thema
from aanbod.paginas.filters import InterventieFilter
from aanbod.paginas.resultaten import pagina_van, voor_kaarten
from aanbod.permissions import is_professional, kan_interventie_wijzigen, kan_plank_zien, kan_zelf_aanmelden
from aanbod.plank.selectors import contact_van, gepubliceerd, themas_met_aanbod, verwant, zichtbaar
from aanbod.zoeken.plaats import plaats_in
from aanbod.zoeken.selectors import zoek_interventies
from aanbod.zoeken.taal.vraag import begrijp
from gemeenten.grond.models import Gemeente
from marktplein.basis.lijst import blad, kruimels
from marktplein.basis.toegang import haal

THEMAS_OP_HOME = 10
GROEPEN_OP_HOME = 6
GROEPEN_BIJ_AANBOD = 6
LANGSTE_VRAAG = 200


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    themas = list(themas_met_aanbod())
    return render(
        request,
        "aanbod/home.html",
        {
            "themas": themas[:THEMAS_OP_HOME],
            "meer_themas": themas[THEMAS_OP_HOME:],
            "groepen": groepen_met_plek(request.user)[:GROEPEN_OP_HOME],
        },
    )


@login_not_required
@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    """Results of a question in everyday words. The question is in the address only: it is never stored."""
    vraag = request.GET.get("q", "").strip()[:LANGSTE_VRAAG]
    begrepen = begrijp(vraag)
    filter_ = InterventieFilter(request.GET, queryset=gepubliceerd(), request=request)
    behoud = filter_.form.aan()
    page_obj = pagina_van(request, vraag, filter_.qs, PER_PAGINA, alleen_aanbod=bool(behoud))
    plaats = plaats_in(vraag) if vraag else None
    context = {
        "vraag": vraag,
        "begrepen": begrepen,
        "plaats": plaats,
        "filter": filter_,
        "behoud": behoud,
        "wis": f"?{urlencode({'q': vraag})}",
        # Somebody in danger gets a number to call and rest; a colleague who looks for a training gets results.
        "rustig": bool(begrepen.nood) and not begrepen.collega,
        "page_obj": page_obj,
        **_geen_doodlopende_weg(page_obj.paginator.count, vraag),
        "groepen_hier": _groepen_in(request, plaats),
    }
    return render(request, "aanbod/zoeken.html", context)


def _geen_doodlopende_weg(aantal: int, vraag: str) -> dict[str, Any]:
    """Nothing found: the same question without filters, and themes to look under."""
    if aantal:
        return {"zonder_filter": [], "themas": []}
    return {
        "zonder_filter": list(voor_kaarten(zoek_interventies(vraag))[:3]) if vraag else [],
        "themas": list(themas_met_aanbod()[:THEMAS_OP_HOME]),
    }


def _groepen_in(request: HttpRequest, plaats: Gemeente | None) -> int:
    """How many groups with a free place are coming in the municipality that was named."""
    return groepen_met_plek(request.user).filter(gemeente=plaats).count() if plaats else 0


@login_not_required
@require_safe
def thema(request: HttpRequest, slug: str) -> HttpResponse:
    thema_ = get_object_or_404(Thema, slug=slug)
    page_obj = blad(request, voor_kaarten(gepubliceerd().filter(themas=thema_)), PER_PAGINA)
    return render(
        request,
        "aanbod/thema.html",
        {
            "thema": thema_,
            "page_obj": page_obj,
            "groepen": groepen_met_plek(request.user).filter(interventie__themas=thema_)[:3],
            "mag_vragen": is_professional(request.user),
            "kruimels": kruimels((gettext("Home"), reverse("aanbod:home"))),
        },
    )


@login_not_required
@require_safe
def interventie(request: HttpRequest, slug: str) -> HttpResponse:
    ding = haal(zichtbaar(request.user).select_related("organisatie").prefetch_related("themas"), slug=slug)
    intern = kan_plank_zien(request.user)
    groepen = aankomend(zichtbaar_voor(request.user)).filter(interventie=ding)
    getoond = list(groepen[:GROEPEN_BIJ_AANBOD])
    return render(
        request,
        "aanbod/interventie.html",
        {
            "interventie": ding,
            "groepen": getoond,
            "zelf_te_kiezen": any(map(kan_zelf_aanmelden, getoond)),
            "meer_groepen": groepen.count() > GROEPEN_BIJ_AANBOD,
            "contact": contact_van(ding),
            "verwant": verwant(ding),
            "intern": intern,
            "mag_vragen": is_professional(request.user) and ding.is_te_vragen,
            "aannames": frozenset(ding.aannames) if intern else frozenset(),
            "mag_wijzigen": kan_interventie_wijzigen(request.user, ding),
            "kruimels": kruimels(
                (gettext("Home"), reverse("aanbod:home")), (gettext("Aanbod"), reverse("aanbod:zoeken"))
            ),
        },
    )


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    weken = NA_LAATSTE_BIJEENKOMST.days // 7
    return render(request, "aanbod/privacy.html", {"weken": weken, "dagen_na_afmelding": NA_AFMELDING.days})


@login_not_required
@require_safe
def hulp(request: HttpRequest) -> HttpResponse:
    return render(request, "aanbod/hulp.html")
