"""Reads of the sociale kaart."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from gemeenten.grond.fusies import met_voorgangers
from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.selectors import organisaties_op_de_kaart
from gemeenten.kaart.enums import Reeks
from gemeenten.kaart.models import Categorie, Contact, Locatie
from gemeenten.kaart.versheid import versheid_vooraan


def publiek() -> QuerySet[Organisatie]:
    """What everybody may see: what is confirmed first, then by name."""
    return versheid_vooraan(organisaties_op_de_kaart())


def in_gemeente(rijen: QuerySet[Organisatie], gemeente: Gemeente) -> QuerySet[Organisatie]:
    """Those that work there, or in what went into it."""
    hier = met_voorgangers([gemeente.pk])
    return rijen.filter(pk__in=Organisatie.gemeenten.through.objects.filter(gemeente__in=hier).values("organisatie"))


def voor_lijst(rijen: QuerySet[Organisatie]) -> QuerySet[Organisatie]:
    """With what a row shows: three queries more for a page, however many rows."""
    return rijen.prefetch_related(
        "categorieen", "gemeenten", Prefetch("locaties", queryset=Locatie.objects.select_related("gemeente"))
    )


def voor_pagina(rijen: QuerySet[Organisatie]) -> QuerySet[Organisatie]:
    """The same with whom to call."""
    return voor_lijst(rijen).prefetch_related(Prefetch("contacten", queryset=Contact.objects.select_related("locatie")))


def locaties() -> QuerySet[Locatie]:
    return (
        Locatie.objects.filter(organisatie__opgegaan_in=None)
        .select_related("organisatie", "gemeente")
        .prefetch_related("contacten")
    )


def categorieen_met_aantal(gemeente: Gemeente | None = None) -> dict[str, list[Categorie]]:
    """The register by row, each with ``aantal`` of what is under it (in that gemeente); empty ones too. One query."""
    telt = Q(organisaties__opgegaan_in=None)
    if gemeente:
        hier = met_voorgangers([gemeente.pk])
        telt &= Q(organisaties__gemeenten__in=hier)
    alle = Categorie.objects.annotate(aantal=Count("organisaties", filter=telt, distinct=True))
    uit: dict[str, list[Categorie]] = {str(reeks.label): [] for reeks in Reeks}
    for categorie in alle.order_by("volgorde", "naam"):
        uit[categorie.get_reeks_display()].append(categorie)
    return uit


def per_categorie(organisaties: Iterable[Organisatie]) -> list[tuple[Categorie | None, list[Organisatie]]]:
    """For paper: under each category what it holds; what has none comes last."""
    uit: dict[int, tuple[Categorie | None, list[Organisatie]]] = {}
    zonder: list[Organisatie] = []
    for organisatie in organisaties:
        eigen = list(organisatie.categorieen.all())
        for categorie in eigen:
            uit.setdefault(categorie.pk, (categorie, []))[1].append(organisatie)
        if not eigen:
            zonder.append(organisatie)
    op_rij = sorted(uit.values(), key=lambda paar: (paar[0].volgorde, paar[0].naam) if paar[0] else (0, ""))
    return [*op_rij, *([(None, zonder)] if zonder else [])]
