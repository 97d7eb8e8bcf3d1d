"""The sociale kaart for everybody: by gemeente and category, as a list with a map, on paper, and each location."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from gemeenten.grond.models import Organisatie
from gemeenten.kaart import hsds
from gemeenten.kaart import selectors as lees
from gemeenten.kaart.adressen import adres_van
from gemeenten.kaart.delen import delen_van
from gemeenten.kaart.filters import KaartFilter
from gemeenten.kaart.permissions import kan_kaart_bijhouden
from gemeenten.kaart.plattegrond import plattegrond
from gemeenten.kaart.templatetags.socialekaart import is_voorbeeld
from marktplein.basis.lijst import kruimels, lijst, zoekdeel
from marktplein.basis.toegang import haal

PER_PAGINA = 20
# More than this is no list to take along: choose a gemeente or a category first.
OP_PAPIER = 400
# For machines.
PER_BLADZIJDE = 100


@login_not_required
@require_safe
def sociale_kaart(request: HttpRequest) -> HttpResponse:
    filter_ = KaartFilter(request.GET, queryset=lees.publiek(), request=request)
    gemeente, categorie = filter_.gekozen("gemeente"), filter_.gekozen("categorie")
    deel = lijst(request, filter_, PER_PAGINA, rijen=lees.voor_lijst(filter_.qs))
    context = deel.context(
        gemeente=gemeente,
        categorie=categorie,
        voorbeeld=any(map(is_voorbeeld, deel)),
        reeksen=None if categorie else lees.categorieen_met_aantal(gemeente),
        rest=zoekdeel(request, "categorie"),
        kaart=plattegrond(deel, gemeente),
        kruimels=kruimels((gettext("Home"), reverse("aanbod:home"))),
    )
    return render(request, "gemeenten/kaart/sociale_kaart.html", context)


@login_not_required
@require_safe
def afdrukken(request: HttpRequest) -> HttpResponse:
    """The same list on paper, by category, whole: with addresses, telephones and hours."""
    filter_ = KaartFilter(request.GET, queryset=lees.publiek(), request=request)
    deel = lijst(request, filter_, OP_PAPIER, rijen=lees.voor_pagina(filter_.qs))
    categorie = filter_.gekozen("categorie")
    delen = [
        (kop, rijen) for kop, rijen in lees.per_categorie(deel) if categorie is None or (kop and kop.pk == categorie.pk)
    ]
    context = deel.context(
        gemeente=filter_.gekozen("gemeente"),
        delen=delen,
        voorbeeld=any(map(is_voorbeeld, deel)),
        kruimels=kruimels((gettext("Sociale kaart"), f"{reverse('kaart:kaart')}?{zoekdeel(request)}".rstrip("?&"))),
    )
    return render(request, "gemeenten/kaart/afdrukken.html", context)


@login_not_required
@require_safe
def organisatie(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One that turned out to be another one leads there."""
    ding = get_object_or_404(Organisatie, slug=slug)
    if ding.opgegaan_in_id is not None:
        return HttpResponsePermanentRedirect(adres_van(lees.verblijf_van(ding)))
    ding = lees.voor_pagina(lees.publiek()).get(pk=ding.pk)
    context = {
        "organisatie": ding,
        "delen": delen_van(ding),
        "mag_wijzigen": kan_kaart_bijhouden(request.user) and lees.te_beheren(request.user).filter(pk=ding.pk).exists(),
        "kruimels": kruimels((gettext("Sociale kaart"), reverse("kaart:kaart"))),
    }
    return render(request, "gemeenten/kaart/organisatie.html", context)


@login_not_required
@require_safe
def locatie(request: HttpRequest, pk: int) -> HttpResponse:
    plek = haal(lees.locaties(), pk=pk)
    context = {
        "locatie": plek,
        "organisatie": plek.organisatie,
        "andere": plek.organisatie.locaties.exclude(pk=plek.pk).select_related("gemeente"),
        "kaart": plattegrond([plek.organisatie], plek.gemeente),
        "kruimels": kruimels(
            (gettext("Sociale kaart"), reverse("kaart:kaart")), (plek.organisatie.naam, adres_van(plek.organisatie))
        ),
    }
    return render(request, "gemeenten/kaart/locatie.html", context)


@login_not_required
@require_safe
def hsds_organisaties(request: HttpRequest) -> HttpResponse:
    """The same list for machines: a page of organisations as HSDS 3.0 has them, with the same filters."""
    filter_ = KaartFilter(request.GET, queryset=lees.publiek(), request=request)
    deel = lijst(request, filter_, PER_BLADZIJDE, rijen=lees.voor_pagina(filter_.qs))
    blad = deel.page_obj
    return JsonResponse(
        {
            "total_items": blad.paginator.count,
            "total_pages": blad.paginator.num_pages,
            "page_number": blad.number,
            "size": len(blad.object_list),
            "first_page": not blad.has_previous(),
            "last_page": not blad.has_next(),
            "empty": not blad.object_list,
            "contents": [hsds.organisatie_uit(organisatie) for organisatie in deel],
        }
    )
