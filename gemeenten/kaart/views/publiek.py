"""The sociale kaart for everybody: by gemeente and category, as a list with a map, on paper, and each location."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from gemeenten.kaart import selectors as lees
from gemeenten.kaart.adressen import adres_van
from gemeenten.kaart.filters import KaartFilter
from gemeenten.kaart.plattegrond import plattegrond
from gemeenten.kaart.templatetags.socialekaart import is_voorbeeld
from marktplein.basis.lijst import kruimels, lijst, zoekdeel
from marktplein.basis.toegang import haal

PER_PAGINA = 20
# More than this is no list to take along: choose a gemeente or a category first.
OP_PAPIER = 400


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
def organisatie(request: HttpRequest, slug: str) -> HttpResponse:
    ding = haal(lees.voor_pagina(lees.publiek()), slug=slug)
    context = {"organisatie": ding, "kruimels": kruimels((gettext("Sociale kaart"), reverse("kaart:kaart")))}
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
