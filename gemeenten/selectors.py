"""Reads of the region: memberships first, because every right starts there."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from gemeenten.enums import Rol
from gemeenten.models import Gemeente, Lidmaatschap, Schoolvakantie, Team
from marktplein.basis import klok


def lidmaatschappen_van(user: Any) -> list[Lidmaatschap]:
    """The memberships that count today, read once per user object (that is, once per request)."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return []
    bewaard: list[Lidmaatschap] | None = getattr(user, "_lidmaatschappen", None)
    if bewaard is None:
        vandaag = klok.vandaag()
        bewaard = list(
            Lidmaatschap.objects.filter(Q(tot__isnull=True) | Q(tot__gte=vandaag), user=user, van__lte=vandaag)
            .select_related("team__gemeente", "gemeente", "organisatie")
            .order_by("pk")
        )
        user._lidmaatschappen = bewaard
    return bewaard


def rollen_van(user: Any) -> frozenset[str]:
    return frozenset(lid.rol for lid in lidmaatschappen_van(user))


def heeft_rol(user: Any, *rollen: Rol) -> bool:
    return bool(rollen_van(user).intersection(rollen))


def team_ids_van(user: Any, *rollen: Rol) -> frozenset[int]:
    """Teams this user belongs to (in one of ``rollen``, or in any)."""
    return frozenset(
        lid.team_id for lid in lidmaatschappen_van(user) if lid.team_id and (not rollen or lid.rol in rollen)
    )


def gemeente_ids_van(user: Any, *rollen: Rol) -> frozenset[int]:
    """Municipalities this user works for (in one of ``rollen``, or in any)."""
    return frozenset(
        lid.gemeente_id for lid in lidmaatschappen_van(user) if lid.gemeente_id and (not rollen or lid.rol in rollen)
    )


def organisatie_ids_van(user: Any) -> frozenset[int]:
    return frozenset(lid.organisatie_id for lid in lidmaatschappen_van(user) if lid.organisatie_id)


def teams_voor_invoer(user: Any) -> QuerySet[Team]:
    """Teams in whose name this user may post demand."""
    return (
        Team.objects.filter(pk__in=team_ids_van(user), actief=True).select_related("gemeente__regio").order_by("naam")
    )


def bestaande_gemeenten(op: dt.date | None = None) -> QuerySet[Gemeente]:
    """The municipalities that exist on a day (today by default)."""
    dag = op or klok.vandaag()
    return Gemeente.objects.filter(
        Q(van__isnull=True) | Q(van__lte=dag), Q(tot__isnull=True) | Q(tot__gt=dag)
    ).order_by("naam")


def vakantiedagen(gemeente: Gemeente, van: dt.date, tot: dt.date) -> frozenset[dt.date]:
    """Days of school holiday in this municipality's part of the country, between two dates inclusive."""
    periodes: Iterable[tuple[dt.date, dt.date]] = Schoolvakantie.objects.filter(
        vakantieregio=gemeente.vakantieregio, begin__lte=tot, eind__gte=van
    ).values_list("begin", "eind")
    return frozenset(
        begin + dt.timedelta(days=n)
        for begin, eind in periodes
        for n in range((eind - begin).days + 1)
        if van <= begin + dt.timedelta(days=n) <= tot
    )


def emailadressen_van_team(team_id: int) -> list[str]:
    """Mail addresses of the people who answer for a team today."""
    vandaag = klok.vandaag()
    return list(
        Lidmaatschap.objects.filter(
            Q(tot__isnull=True) | Q(tot__gte=vandaag), team_id=team_id, van__lte=vandaag, user__is_active=True
        )
        .order_by("user__email")
        .values_list("user__email", flat=True)
        .distinct()
    )
