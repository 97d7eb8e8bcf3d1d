"""Reads of the region: memberships first, because every right starts there."""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from gemeenten.grond.enums import Rol
from gemeenten.grond.fusies import Fusies, fusies, van_nu
from gemeenten.grond.models import (
    Gemeente,
    Kern,
    Lidmaatschap,
    Organisatie,
    RolToekenning,
    Schoolvakantie,
    Team,
    Uitnodiging,
)
from marktplein.accounts.models import Bezoeker, User
from marktplein.basis import klok
from marktplein.basis.onthouden import Geheugen
from marktplein.basis.voorbereid import Voorbereid


def geldig(op: dt.date | None = None) -> Q:
    """Condition on Lidmaatschap: counts on this day (today by default)."""
    dag = op or klok.vandaag()
    return (Q(tot__isnull=True) | Q(tot__gt=dag)) & Q(van__lte=dag)


def _vraag_leden(wie: int, dag: dt.date) -> QuerySet[Lidmaatschap]:
    leden = Lidmaatschap.objects.filter(geldig(dag), user=wie)
    return leden.select_related("team__gemeente", "gemeente", "organisatie").order_by("pk")


_leden = Voorbereid(_vraag_leden, wie=-1, dag=dt.date.max)


def lidmaatschappen_van(user: Bezoeker | None) -> list[Lidmaatschap]:
    """The memberships that count today, read once per user object (that is, once per request)."""
    if not isinstance(user, User) or not user.is_active:
        return []
    bewaard: list[Lidmaatschap] | None = getattr(user, "_lidmaatschappen", None)
    if bewaard is None:
        bewaard = _leden(wie=user.pk, dag=klok.vandaag())
        user._lidmaatschappen = bewaard  # type: ignore[attr-defined]
    return bewaard


def rollen_van(user: Bezoeker | None) -> frozenset[str]:
    return frozenset(lid.rol for lid in lidmaatschappen_van(user))


def heeft_rol(user: Bezoeker | None, *rollen: Rol) -> bool:
    return bool(rollen_van(user).intersection(rollen))


def team_ids_van(user: Bezoeker | None, *rollen: Rol) -> frozenset[int]:
    """Teams this user belongs to (in one of ``rollen``, or in any)."""
    return frozenset(
        lid.team_id for lid in lidmaatschappen_van(user) if lid.team_id and (not rollen or lid.rol in rollen)
    )


def gemeente_ids_van(user: Bezoeker | None, *rollen: Rol) -> frozenset[int]:
    """Municipalities this user works for (in one of ``rollen``, or in any), as they are today.

    A role in one that merged counts in its successor from that day on, and there everything that went into it is ours.
    """
    eigen = {g.pk for g in _gemeenten_van_rollen(user, rollen)}
    return van_nu(eigen, _fusies_voor(user)) if eigen else frozenset()


def regio_ids_van(user: Bezoeker | None, *rollen: Rol) -> frozenset[int]:
    """The regions of those municipalities."""
    eigen = {g.pk: g.regio_id for g in _gemeenten_van_rollen(user, rollen)}
    erbij = gemeente_ids_van(user, *rollen) - eigen.keys()
    van_anderen = Gemeente.objects.filter(pk__in=erbij).values_list("regio_id", flat=True) if erbij else ()
    return frozenset((*eigen.values(), *van_anderen))


def _gemeenten_van_rollen(user: Bezoeker | None, rollen: Collection[Rol]) -> list[Gemeente]:
    return [lid.gemeente for lid in lidmaatschappen_van(user) if lid.gemeente and (not rollen or lid.rol in rollen)]


def _fusies_voor(user: Bezoeker | None) -> Fusies:
    """Read once per user object, as the memberships."""
    bewaard: Fusies | None = getattr(user, "_fusies", None)
    if bewaard is None:
        bewaard = fusies()
        user._fusies = bewaard  # type: ignore[union-attr]
    return bewaard


def organisatie_ids_van(user: Bezoeker | None) -> frozenset[int]:
    return frozenset(lid.organisatie_id for lid in lidmaatschappen_van(user) if lid.organisatie_id)


def teams_voor_invoer(user: Bezoeker) -> QuerySet[Team]:
    """Teams in whose name this user may post demand."""
    return (
        Team.objects.filter(pk__in=team_ids_van(user), actief=True).select_related("gemeente__regio").order_by("naam")
    )


def eigen_teams(user: Bezoeker) -> list[Team]:
    """The same with their municipality, out of the memberships: no query where those were read."""
    teams = {lid.team.pk: lid.team for lid in lidmaatschappen_van(user) if lid.team and lid.team.actief}
    return sorted(teams.values(), key=lambda team: (team.naam, team.pk))


def bestaande_gemeenten(op: dt.date | None = None) -> QuerySet[Gemeente]:
    """The municipalities that exist on a day (today by default)."""
    dag = op or klok.vandaag()
    return Gemeente.objects.filter(
        Q(van__isnull=True) | Q(van__lte=dag), Q(tot__isnull=True) | Q(tot__gt=dag)
    ).order_by("naam")


_plaatsen = Geheugen(Gemeente, Kern)


def kaartplaatsen() -> tuple[tuple[str, float, float, bool], ...]:
    """(name, latitude, longitude, whether it is a gemeente) of what a map of the region names."""
    return _plaatsen.geef(_lees_kaartplaatsen)


def _lees_kaartplaatsen() -> tuple[tuple[str, float, float, bool], ...]:
    bestaand = bestaande_gemeenten()
    gemeenten = [(*rij, True) for rij in bestaand.values_list("naam", "lat", "lon")]
    # A village that is called as its own municipality stands there already; of another one it is another place.
    kernen = Kern.objects.filter(gemeente__in=bestaand).exclude(naam=F("gemeente__naam"))
    return (*gemeenten, *((*rij, False) for rij in kernen.values_list("naam", "lat", "lon")))


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


@dataclass(frozen=True, slots=True)
class Teampost:
    """Who hears of what concerns a team: by mail its people, at the bell also the coach, who finds it there.

    A team that has nobody but its coach mails the coach.
    """

    mail: tuple[str, ...] = ()
    bel: tuple[str, ...] = ()


def post_van_teams(team_ids: Iterable[int]) -> dict[int, Teampost]:
    """Of each team that has people today; one query."""
    leden = (
        Lidmaatschap.objects.filter(geldig(), team_id__in=set(team_ids), user__is_active=True)
        .order_by("team_id", "user__email")
        .values_list("team_id", "user__email", "rol")
        .distinct()
    )
    per_team: dict[int, tuple[set[str], set[str]]] = {}
    for team_id, email, rol in leden:
        collegas, coaches = per_team.setdefault(team_id or 0, (set(), set()))
        (coaches if rol == Rol.COACH else collegas).add(email)
    return {team: _post(collegas, coaches) for team, (collegas, coaches) in per_team.items()}


def _post(collegas: set[str], coaches: set[str]) -> Teampost:
    if not collegas:
        return Teampost(tuple(sorted(coaches)))
    return Teampost(tuple(sorted(collegas)), tuple(sorted(coaches - collegas)))


def post_van_team(team_id: int) -> Teampost:
    return post_van_teams([team_id]).get(team_id, Teampost())


def samengevoegd(posten: Iterable[Teampost]) -> Teampost:
    """Of several teams together: who is mailed for one of them is not only rung for another."""
    alle = list(posten)
    mail = {adres for post in alle for adres in post.mail}
    return Teampost(tuple(sorted(mail)), tuple(sorted({adres for post in alle for adres in post.bel} - mail)))


def emailadressen_van_teams(team_ids: Iterable[int]) -> dict[int, list[str]]:
    """Mail addresses of the people of each team today, without a coach who has colleagues there; one query."""
    return {team: list(post.mail) for team, post in post_van_teams(team_ids).items()}


def emailadressen_van_team(team_id: int) -> list[str]:
    return list(post_van_team(team_id).mail)


# --- members and invitations ----------------------------------------------------------------------------------


def _van_mijn_gemeente(user: Bezoeker) -> Q:
    """Condition on a RolToekenning: hangs on a municipality this user works for as contact or admin."""
    ids = gemeente_ids_van(user, Rol.GEMEENTEBEHEER, Rol.AANSPREEKPUNT)
    return Q(gemeente_id__in=ids) | Q(team__gemeente_id__in=ids)


def leden_zichtbaar_voor(user: Bezoeker) -> QuerySet[Lidmaatschap]:
    """Memberships this user may see, ended ones too: the application admin all, others those of the own gemeente."""
    leden = Lidmaatschap.objects.select_related("user", "team__gemeente", "gemeente", "organisatie").order_by(
        "user__naam", "user__email", "pk"
    )
    return leden if heeft_rol(user, Rol.BEHEER) else leden.filter(_van_mijn_gemeente(user))


def uitnodigingen_zichtbaar_voor(user: Bezoeker) -> QuerySet[Uitnodiging]:
    """Invitations this user may see, newest first."""
    alle = Uitnodiging.objects.select_related("uitgenodigd_door", "team__gemeente", "gemeente", "organisatie").order_by(
        "-aangemaakt_op", "-pk"
    )
    return alle if heeft_rol(user, Rol.BEHEER) else alle.filter(_van_mijn_gemeente(user))


def teams_om_voor_uit_te_nodigen(user: Bezoeker) -> QuerySet[Team]:
    teams = Team.objects.filter(actief=True).order_by("naam")
    if heeft_rol(user, Rol.BEHEER):
        return teams
    return teams.filter(gemeente_id__in=gemeente_ids_van(user, Rol.GEMEENTEBEHEER))


def gemeenten_om_voor_uit_te_nodigen(user: Bezoeker) -> QuerySet[Gemeente]:
    gemeenten = bestaande_gemeenten()
    if heeft_rol(user, Rol.BEHEER):
        return gemeenten
    return gemeenten.filter(pk__in=gemeente_ids_van(user, Rol.GEMEENTEBEHEER))


def organisaties_op_de_kaart() -> QuerySet[Organisatie]:
    """Without those that turned out to be another one."""
    return Organisatie.objects.filter(opgegaan_in=None)


def organisaties_om_voor_uit_te_nodigen(user: Bezoeker) -> QuerySet[Organisatie]:
    alle = organisaties_op_de_kaart().order_by("naam")
    return alle if heeft_rol(user, Rol.BEHEER) else alle.none()


def account_met_adres(email: str) -> User | None:
    """The account that owns an address: as its login, or as another address it has verified."""
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.filter(emailaddress__email__iexact=email, emailaddress__verified=True).first()
    return user


def uitnodiging_bij_token(token: str) -> Uitnodiging | None:
    """The invitation a mailed link belongs to, in whatever state; None for a link that was never ours."""
    return (
        Uitnodiging.objects.select_related("team", "gemeente", "organisatie", "uitgenodigd_door")
        .filter(token_hash=token_hash(token))
        .first()
    )


def token_hash(token: str) -> str:
    """What is kept of a mailed token."""
    return hashlib.sha256(token.encode()).hexdigest()


def emailadressen_van_beheerders_van(toekenning: RolToekenning) -> list[str]:
    """Mail addresses of the admins who look after the place of a role: of the application and of the municipality."""
    plek = toekenning.gemeente_id or (toekenning.team.gemeente_id if toekenning.team else None)
    wie = Q(rol=Rol.BEHEER) | (Q(rol=Rol.GEMEENTEBEHEER, gemeente_id__in=van_nu([plek])) if plek else Q())
    beheerders = Lidmaatschap.objects.filter(geldig(), wie, user__is_active=True)
    return list(beheerders.order_by("user__email").values_list("user__email", flat=True).distinct())


def emailadressen_van_beheerders() -> list[str]:
    """Mail addresses of the application admins: a change of admin rights is reported to them."""
    return emailadressen_van_rol(Rol.BEHEER)


def emailadressen_van_aanbieder(organisatie_id: int | None) -> list[str]:
    """Mail addresses of who keeps the offers of this organisation today."""
    if organisatie_id is None:
        return []
    leden = Lidmaatschap.objects.filter(
        geldig(), rol=Rol.AANBIEDER, organisatie_id=organisatie_id, user__is_active=True
    )
    return list(leden.order_by("user__email").values_list("user__email", flat=True).distinct())


def emailadressen_van_rol(rol: Rol) -> list[str]:
    """Mail addresses of who has a role of the whole region today."""
    return list(
        Lidmaatschap.objects.filter(geldig(), rol=rol, user__is_active=True)
        .order_by("user__email")
        .values_list("user__email", flat=True)
        .distinct()
    )
