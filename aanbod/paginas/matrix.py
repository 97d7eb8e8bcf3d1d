"""The preventiematrix: what there is per theme or age and for whom it is meant; each cell leads to its offers."""

from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aanbod.enums import Preventievorm
from aanbod.paginas.filters import MatrixFilter
from aanbod.permissions import is_professional, kan_plank_zien
from aanbod.plank.matrix import Matrixrij, per_leeftijd, per_thema
from aanbod.plank.selectors import gepubliceerd
from marktplein.basis.filter import keuze
from marktplein.basis.lijst import bestand, blad, kruimels, zoekdeel
from marktplein.basis.toegang import vereist

# A region has some fifty themes, and a matrix is looked at as one picture.
PER_PAGINA = 100
THEMA, LEEFTIJD = "thema", "leeftijd"
PER = {THEMA: "Thema", LEEFTIJD: "Leeftijd"}
# What the filter of the shelf calls the rows.
VELD = {THEMA: "thema", LEEFTIJD: "leeftijdsgroep"}


@require_safe
@vereist(kan_plank_zien, "De preventiematrix is voor wie op het marktplein werkt.")
def matrix(request: HttpRequest) -> HttpResponse:
    """Also what is empty stands there: that is what a region looks for."""
    per = keuze(request, "per", PER, THEMA)
    filter_ = MatrixFilter(request.GET, queryset=gepubliceerd(), request=request)
    rijen = per_thema(filter_.qs) if per == THEMA else per_leeftijd(filter_.qs)
    kop = (PER[per], *(str(vorm.label) for vorm in Preventievorm))
    if antwoord := bestand(request, f"preventiematrix-per-{per}", kop, lambda: _export(rijen)):
        return antwoord
    gemeente = filter_.form.cleaned_data.get("gemeente") if filter_.form.is_valid() else None
    page_obj = blad(request, rijen, PER_PAGINA)
    context = {
        "filter": filter_,
        "gemeente": gemeente,
        "per": per,
        "kop": kop,
        "page_obj": page_obj,
        "rijen": [_met_adressen(rij, per, gemeente.slug if gemeente else "") for rij in page_obj],
        "leeg": sum(not cel.aantal for rij in rijen for cel in rij.cellen),
        "tabs": _tabs(request, per),
        "zoekdeel": zoekdeel(request),
        "mag_vragen": is_professional(request.user) and per == THEMA,
        "kruimels": kruimels(("Plank", reverse("aanbod:plank"))),
    }
    return render(request, "aanbod/matrix.html", context)


def _export(rijen: Sequence[Matrixrij]) -> Iterator[Sequence[Any]]:
    return ((rij.naam, *(cel.aantal for cel in rij.cellen)) for rij in rijen)


def _met_adressen(rij: Matrixrij, per: str, gemeente: str) -> dict[str, Any]:
    """A row with, for each cell, where its offers stand on the shelf."""
    vast = {VELD[per]: rij.sleutel} | ({"gemeente": gemeente} if gemeente else {})
    plank = reverse("aanbod:plank")
    cellen = [(cel, f"{plank}?{urlencode({**vast, 'preventievorm': cel.vorm.value})}") for cel in rij.cellen]
    return {"rij": rij, "cellen": cellen}


def _tabs(request: HttpRequest, nu: str) -> list[dict[str, Any]]:
    voor = zoekdeel(request, "per")
    return [
        {"label": f"Per {naam.lower()}", "url": f"?{voor}per={per}", "actief": per == nu, "aantal": None}
        for per, naam in PER.items()
    ]
