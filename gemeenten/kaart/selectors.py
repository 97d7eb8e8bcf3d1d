"""Reads of the sociale kaart."""

from collections.abc import Iterable

from django.db.models import Count, Prefetch, Q, QuerySet

from gemeenten.grond.enums import Rol
from gemeenten.grond.fusies import met_voorgangers
from gemeenten.grond.models import Gemeente, Organisatie
from gemeenten.grond.selectors import (
    bestaande_gemeenten,
    gemeente_ids_van,
    heeft_rol,
    organisatie_ids_van,
    organisaties_op_de_kaart,
)
from gemeenten.kaart.enums import Reeks
from gemeenten.kaart.models import Categorie, Contact, Invoer, Locatie, Voorstel
from gemeenten.kaart.versheid import is_na_te_kijken, versheid_vooraan
from marktplein.accounts.models import Bezoeker

# A chain of mergers longer than this is a mistake.
HOOGSTENS_SAMEN = 10


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


def verblijf_van(organisatie: Organisatie) -> Organisatie:
    """Who it is today: what it was merged into, and that into, to the end."""
    for _ in range(HOOGSTENS_SAMEN):
        if organisatie.opgegaan_in is None:
            break
        organisatie = organisatie.opgegaan_in
    return organisatie


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


# --- for who keeps it -----------------------------------------------------------------------------------------


def te_beheren(user: Bezoeker) -> QuerySet[Organisatie]:
    """What this user keeps or may propose a change of: all, those of the own gemeente, or the own organisation."""
    alle = organisaties_op_de_kaart()
    if heeft_rol(user, Rol.BEHEER):
        return alle
    hier = Organisatie.gemeenten.through.objects.filter(gemeente__in=gemeente_ids_van(user, Rol.GEMEENTEBEHEER))
    mag = Q(pk__in=hier.values("organisatie"))
    if heeft_rol(user, Rol.AANBIEDER):
        mag |= Q(pk__in=organisatie_ids_van(user))
    return alle.filter(mag)


def voor_beheer(user: Bezoeker) -> QuerySet[Organisatie]:
    """With what a row for editors shows."""
    return voor_pagina(te_beheren(user).select_related("gecontroleerd_door")).order_by("naam", "pk")


def gemeenten_voor_plek(user: Bezoeker, *, overal: bool) -> QuerySet[Gemeente]:
    """Where this user may say that an organisation is; ``overal`` for who keeps it."""
    alle = bestaande_gemeenten()
    return alle if overal else alle.filter(pk__in=gemeente_ids_van(user, Rol.GEMEENTEBEHEER))


def zelf_na_te_kijken(user: Bezoeker) -> QuerySet[Organisatie]:
    """Those of which it is this user's turn to say whether they are right: permissions.kan_bevestigen, as a query."""
    rijen = te_beheren(user).filter(is_na_te_kijken())
    if heeft_rol(user, Rol.BEHEER):
        return rijen
    elders = Organisatie.gemeenten.through.objects.exclude(gemeente__in=gemeente_ids_van(user, Rol.GEMEENTEBEHEER))
    zelf = ~Q(pk__in=elders.values("organisatie"))
    if heeft_rol(user, Rol.AANBIEDER):
        zelf |= Q(pk__in=organisatie_ids_van(user))
    return rijen.filter(zelf)


def voorstellen_zichtbaar_voor(user: Bezoeker) -> QuerySet[Voorstel]:
    """Those that this user made, and those about what the user may decide on."""
    alle = Voorstel.objects.select_related("organisatie", "door", "beslist_door").order_by("-aangemaakt_op", "-pk")
    if heeft_rol(user, Rol.BEHEER):
        return alle
    eigen = gemeente_ids_van(user, Rol.GEMEENTEBEHEER)
    elders = Organisatie.gemeenten.through.objects.exclude(gemeente__in=eigen).values("organisatie")
    beslist = Q(organisatie__gemeenten__in=eigen) & ~Q(organisatie__in=elders)
    return alle.filter(Q(door=user.pk) | beslist).distinct()


def invoeren_zichtbaar_voor(user: Bezoeker) -> QuerySet[Invoer]:
    """Lists that this user brought in; of everybody for the application admin. Without what is in them."""
    alle = Invoer.objects.select_related("bron", "door").defer("rijen").order_by("-aangemaakt_op", "-pk")
    return alle if heeft_rol(user, Rol.BEHEER) else alle.filter(door=user.pk)


def tel_soorten(invoer: Invoer) -> dict[str, int]:
    """How many rows of each kind."""
    return dict(invoer.regels.order_by().values_list("soort").annotate(aantal=Count("pk")))
