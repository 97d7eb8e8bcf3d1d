"""Pages for everybody: find what helps."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import get_language, gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.deelname.services.wissen import NA_AFMELDING, NA_LAATSTE_BIJEENKOMST
from aanbod.groepen.selectors import aankomend, groepen_met_plek, zichtbaar_voor
from aanbod.hulp import PER_PAGINA
from aanbod.models import Interventie, Thema
from aanbod.paginas.begrepen import begrippen, zonder_in
from aanbod.paginas.filters import InterventieFilter, ThemapaginaFilter
from aanbod.paginas.resultaten import pagina_van, voor_kaarten
from aanbod.permissions import is_professional, kan_interventie_wijzigen, kan_plank_zien, kan_zelf_aanmelden
from aanbod.plank.selectors import contact_van, gepubliceerd, opvolger_van, themas_met_aanbod, verwant, zichtbaar
from aanbod.wegwijs.permissions import kan_redigeren
from aanbod.wegwijs.selectors import organisaties_bij, stukken_van, uitleg_bij
from aanbod.wegwijs.teksten import KANSRIJKE_START_BIJ
from aanbod.zoeken.plaats import plek_in
from aanbod.zoeken.selectors import zegt_iets, zoek_interventies
from aanbod.zoeken.taal.vraag import Deel, begrijp
from gemeenten.grond.models import Gemeente
from marktplein.basis.hulplijnen import HULPLIJNEN
from marktplein.basis.lijst import blad, kruimels, zoekdeel
from marktplein.basis.toegang import haal
from marktplein.hulp.nood import alle_hulp, noodhulp
from marktplein.hulp.teksten import ZELFNAAM

THEMAS_OP_HOME = 10
GROEPEN_OP_HOME = 6
GROEPEN_BIJ_AANBOD = 6
ORGANISATIES_BIJ_THEMA = 12
LANGSTE_VRAAG = 1000
NIET_IN_EEN_ADRES = "csrfmiddlewaretoken"


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


@csrf_exempt  # it changes nothing, and a browser without cookies is a cry for help all the same
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def zoeken(request: HttpRequest) -> HttpResponse:
    """Results of a question in everyday words, which is never stored.

    The question is posted. Who may be in danger is answered then and there, so that it stands in no address, no
    history and no log; anything else is sent on to the address that can be shared. Help stands above the results.
    """
    gegevens = request.POST if request.method == "POST" else request.GET
    request.noodhulp = noodhulp(gegevens.get("q", ""), paginataal=get_language() or settings.LANGUAGE_CODE)
    if request.method == "POST" and not request.noodhulp:
        return HttpResponseRedirect(_te_delen(request.path, gegevens))
    antwoord = _gevonden(request, gegevens)
    if request.noodhulp:
        add_never_cache_headers(antwoord)
        antwoord["Referrer-Policy"] = "no-referrer"
    return antwoord


def _te_delen(pad: str, gegevens: QueryDict) -> str:
    """The address of a question, with the filters that are on."""
    delen = [(naam, w) for naam, waarden in gegevens.lists() if naam != NIET_IN_EEN_ADRES for w in waarden if w.strip()]
    return f"{pad}?{urlencode(delen)}" if delen else pad


def _gevonden(request: HttpRequest, gegevens: QueryDict) -> HttpResponse:
    vraag = gegevens.get("q", "").strip()[:LANGSTE_VRAAG]
    zonder = zonder_in(gegevens)
    begrepen = begrijp(vraag).zonder(zonder)
    plek = None if Deel.PLEK in zonder else plek_in(vraag)
    filter_ = InterventieFilter(gegevens, queryset=gepubliceerd(), request=request)
    behoud = filter_.form.aan()
    page_obj = pagina_van(request, vraag, filter_.qs, PER_PAGINA, alleen_aanbod=bool(behoud), zonder=zonder)
    plaats = plek.gemeenten[0] if plek and len(plek.gemeenten) == 1 else None
    context = {
        "vraag": "" if request.noodhulp else vraag,
        # Of who is in danger nothing is repeated: the question stands in no link.
        "begrippen": [] if request.noodhulp else begrippen(begrepen, plek, gegevens),
        "zegt_niets": bool(vraag) and not page_obj and not zegt_iets(begrepen),
        "plaats": plaats,
        "filter": filter_,
        "behoud": behoud,
        "wis": f"?{urlencode({'q': vraag})}",
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
    filter_ = ThemapaginaFilter(request.GET, queryset=gepubliceerd().filter(themas=thema_), request=request)
    return render(
        request,
        "aanbod/thema.html",
        {
            "thema": thema_,
            "filter": filter_,
            "page_obj": blad(request, voor_kaarten(filter_.qs), PER_PAGINA),
            "zoekdeel": zoekdeel(request),
            "groepen": groepen_met_plek(request.user).filter(interventie__themas=thema_)[:3],
            "stukken": stukken_van(thema_),
            "organisaties": organisaties_bij(filter_.qs)[:ORGANISATIES_BIJ_THEMA],
            "uitleg": uitleg_bij(thema_),
            "kansrijke_start": thema_.slug in KANSRIJKE_START_BIJ,
            "mag_vragen": is_professional(request.user),
            "mag_redigeren": kan_redigeren(request.user),
            "kruimels": kruimels((gettext("Home"), reverse("aanbod:home"))),
        },
    )


@login_not_required
@require_safe
def interventie(request: HttpRequest, slug: str) -> HttpResponse:
    if (weg := opvolger_van(slug)) and not kan_interventie_wijzigen(request.user, weg[0]):
        return _van_de_plank(request, *weg)
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


def _van_de_plank(request: HttpRequest, weg: Interventie, opvolger: Interventie | None) -> HttpResponse:
    """An old link leads on: to what came instead, or to what is like it."""
    if opvolger is not None:
        return redirect("aanbod:interventie", slug=opvolger.slug, permanent=True)
    context = {"interventie": weg, "verwant": verwant(weg), "contact": contact_van(weg)}
    return render(request, "aanbod/interventie_weg.html", context, status=410)


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    weken = NA_LAATSTE_BIJEENKOMST.days // 7
    return render(request, "aanbod/privacy.html", {"weken": weken, "dagen_na_afmelding": NA_AFMELDING.days})


@login_not_required
@require_safe
def hulp(request: HttpRequest) -> HttpResponse:
    """Every help line, in the language that is asked for."""
    taal = request.GET.get("taal", "")
    if taal not in ZELFNAAM:
        taal = get_language() or settings.LANGUAGE_CODE
    bronnen = [lijn for lijn in HULPLIJNEN.values() if lijn.bron]
    return render(request, "aanbod/hulp.html", {"hulp": alle_hulp(taal), "talen": ZELFNAAM.items(), "bronnen": bronnen})
