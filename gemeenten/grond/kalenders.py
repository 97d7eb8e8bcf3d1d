"""The closed days that count somewhere: the national rule, what the region says, and what the place itself says."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Gemeente, Lidmaatschap, Regio, Sluitingsdag
from gemeenten.grond.selectors import bestaande_gemeenten, geldig, gemeente_ids_van, heeft_rol
from marktplein.accounts.models import Bezoeker
from marktplein.basis.voorbereid import Voorbereid
from marktplein.basis.werkdagen import LANDELIJK, Dagregel, Kalender, is_werkdag, samen


def kalenders(gemeenten: Iterable[Gemeente]) -> dict[int, Kalender]:
    """The calendar of each municipality, by its number; one query for all of them."""
    plekken = list(gemeenten)
    van_regio = Q(regio__in={g.regio_id for g in plekken}, balie=False)
    rijen = _rijen(van_regio | Q(gemeente__in={g.pk for g in plekken}))
    return {
        g.pk: Kalender((_laag([r for r in rijen if r.gemeente_id == g.pk or r.regio_id == g.regio_id]),))
        for g in plekken
    }


def kalender_van(*gemeenten: Gemeente) -> Kalender:
    """Where these must all be at work: closed in one of them is closed."""
    return samen(kalenders(gemeenten).values())


def kalender_van_balie(regio_id: int | None) -> Kalender:
    """Of the facilitair desk of a region; without a region that of the only desk there is, else the national one."""
    rijen = _rijen(Q(regio__isnull=False)) if regio_id is None else _van_regio(regio=regio_id)
    if len({r.regio_id for r in rijen}) > 1:
        return LANDELIJK
    return Kalender((_laag(rijen),))


def kalender_van_balies(gemeenten: Iterable[Gemeente]) -> Kalender:
    """Of the desks of the regions these lie in: closed at one of them is closed."""
    return samen(kalender_van_balie(pk) for pk in dict.fromkeys(g.regio_id for g in gemeenten))


def _rijen(waar: Q) -> list[Sluitingsdag]:
    return list(Sluitingsdag.objects.filter(waar).order_by("pk"))


_van_regio = Voorbereid(lambda regio: Sluitingsdag.objects.filter(regio=regio).order_by("pk"), regio=-1)


def _laag(rijen: Iterable[Sluitingsdag]) -> tuple[Dagregel, ...]:
    """The region first, then the place; a day before a holiday, as it is more exact."""
    volgorde = sorted(rijen, key=lambda r: (r.gemeente_id is not None or r.balie, r.datum is not None, not r.elk_jaar))
    return tuple(Dagregel(r.dicht, r.feestdag, r.datum, r.elk_jaar, r.naam) for r in volgorde)


def dicht_voor(adressen: Collection[str], dag: dt.date) -> set[str]:
    """Of these mail addresses those of whom nobody is at work that day: in none of the places they work for.

    Who works for the region, or for no place we know, follows the national rule. Three queries at most.
    """
    plekken: dict[str, set[Gemeente]] = {adres: set() for adres in adressen}
    leden = Lidmaatschap.objects.filter(geldig(dag), user__email__in=plekken)
    for lid in leden.select_related("user", "gemeente", "team__gemeente"):
        if waar := lid.gemeente or (lid.team and lid.team.gemeente):
            plekken[lid.user.email].add(waar)
    van = kalenders(set().union(*plekken.values()))
    dicht = {pk for pk, kalender in van.items() if not is_werkdag(dag, kalender)}
    landelijk = not is_werkdag(dag, LANDELIJK)
    return {adres for adres, waar in plekken.items() if (landelijk if not waar else {g.pk for g in waar} <= dicht)}


# --- the page that keeps them ---------------------------------------------------------------------------------


def sluitingsdagen_zichtbaar_voor(user: Bezoeker) -> QuerySet[Sluitingsdag]:
    """What is set in the own municipality, and in every region and at every desk; the application admin sees all."""
    alle = Sluitingsdag.objects.select_related("regio", "gemeente").order_by("naam", "pk")
    if heeft_rol(user, Rol.BEHEER):
        return alle
    return alle.filter(Q(regio__isnull=False) | Q(gemeente__in=gemeente_ids_van(user)))


def plekken_voor_sluitingsdag(user: Bezoeker) -> list[Sluitingsdag]:
    """The places for which this user may set a day, as days that are not set yet: regions, desks, municipalities."""
    regios = list(Regio.objects.order_by("naam"))
    uit = [Sluitingsdag(regio=regio) for regio in regios] if heeft_rol(user, Rol.BEHEER) else []
    if heeft_rol(user, Rol.BEHEER, Rol.FACILITAIR):
        uit += [Sluitingsdag(regio=regio, balie=True) for regio in regios]
    gemeenten = bestaande_gemeenten()
    if not heeft_rol(user, Rol.BEHEER):
        gemeenten = gemeenten.filter(pk__in=gemeente_ids_van(user, Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT))
    return uit + [Sluitingsdag(gemeente=gemeente) for gemeente in gemeenten]
