"""The weekly mail to neighbouring teams: groups that lack one to three children, and one press to join.

What is "nearly" comes from the reasons the last run stored. Where the run looked for remedies, only a remedy "so many
more children" counts: it was tried out, with a room and trainers that are free. Without remedies the count of the
reason itself is used.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from aanbod.models import Interventie
from gemeenten.grond.models import Lidmaatschap, Regio, Team
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import geldig, post_van_teams
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.basis.dagdelen import opsomming
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.basis.geo import afstand_m
from marktplein.basis.kleine_aantallen import toon
from marktplein.basis.mensen import heeft_leeftijd, meervoud, mensen, mensen_van_anderen, met_leeftijd
from marktplein.basis.woorden import opsomming as en
from marktplein.mail.bericht import zet_alle_klaar
from vraag.models import Reden, Signaal
from vraag.uitleg.berichten import BijnaHaalbaar
from vraag.uitleg.tips import nog_nodig
from vraag.workflow import SIGNAAL_LOPEND, SignaalStaat

MEESTE_TEKORT = 3
GROEPEN_PER_MAIL = 5
CODES = ("TOO_FEW_CHILDREN", "TOO_FEW_CHILDREN_LEFT", "NO_SHARED_DAYPART")


# --- which groups are nearly there ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Bijna:
    """A group in the making. ``signaal`` is the need to join; ``tekort`` how many children it lacks at least.

    ``dagdelen`` are those on which a group would be complete.
    """

    interventie: Interventie
    signaal: Signaal
    leden: tuple[Signaal, ...]
    tekort: int
    dagdelen: tuple[int, ...]

    @property
    def kinderen(self) -> int:
        return sum(s.reden.aantal for s in self.leden)

    @property
    def wachten(self) -> str:
        """How many wait, as others may read it, and of which ages."""
        wie = mensen_van_anderen(self.kinderen, self.voor)
        return met_leeftijd(wie, self.voor, self.leeftijd_min, self.leeftijd_max)

    @property
    def voor(self) -> str:
        """Only demand for the same people is near."""
        return self.signaal.voor

    @property
    def is_te_klein(self) -> bool:
        """So few wait that how many are missing would tell how many there are: who can join knows the minimum."""
        return not isinstance(toon(self.kinderen), int)

    @property
    def nodig(self) -> str:
        return (
            f"Nog {mensen(self.tekort, self.voor)}"
            if not self.is_te_klein
            else f"Nog 1 tot en met {MEESTE_TEKORT} {meervoud(self.voor)}"
        )

    @property
    def leeftijd_min(self) -> int:
        return min(s.leeftijd_min for s in self.leden)

    @property
    def leeftijd_max(self) -> int:
        return max(s.leeftijd_max for s in self.leden)

    @property
    def waar(self) -> str:
        namen = sorted({s.team.gemeente.naam for s in self.leden})
        return en(namen)

    @property
    def wanneer(self) -> str:
        return opsomming(list(self.dagdelen)).replace(" en ", " of ")

    @property
    def adres(self) -> str:
        """The form to join with, filled in as far as can be."""
        aantal = "" if self.is_te_klein else f"?aantal={self.tekort}"
        return f"{settings.SITE_URL}{reverse('vraag:aansluiten', args=[self.signaal.pk])}{aantal}"


class _Bijna(NamedTuple):
    signaal: Signaal
    tekort: int
    dagdelen: tuple[int, ...]


def bijna_haalbaar(regio: Regio) -> list[Bijna]:
    """The groups of a region that lack one to three children, those that lack least first. One query."""
    redenen = (
        Reden.objects.filter(
            code__in=CODES,
            signaal__regio=regio,
            signaal__staat=SignaalStaat.OPEN,
            signaal__interventie__isnull=False,
        )
        .select_related("signaal__team__gemeente", "signaal__interventie")
        .order_by("signaal__geplaatst_op", "signaal_id")
    )
    per_aanbod: dict[tuple[int, str], list[_Bijna]] = defaultdict(list)
    for reden in redenen:
        if (kandidaat := _kandidaat(reden)) is not None:
            per_aanbod[reden.signaal.interventie_id or 0, reden.signaal.voor].append(kandidaat)
    groepen = [_als_groep(tros) for rij in per_aanbod.values() for tros in _trossen(rij)]
    return sorted(groepen, key=lambda g: (g.tekort, g.signaal.geplaatst_op, g.signaal.pk))


def _kandidaat(reden: Reden) -> _Bijna | None:
    signaal = reden.signaal
    signaal.reden = reden
    tekort, dagdelen = _tekort(reden)
    if not 1 <= tekort <= MEESTE_TEKORT:
        return None
    return _Bijna(signaal, tekort, tuple(d for d in dagdelen if d in signaal.dagdelen) or tuple(signaal.dagdelen))


def _tekort(reden: Reden) -> tuple[int, Sequence[int]]:
    """How many children are missing and on which dagdelen that would do; 0 when more children do not help."""
    tips = [h for h in reden.helpt or [] if isinstance(h, dict) and h.get("soort") == "meer_kinderen"]
    if not tips and reden.code == "NO_SHARED_DAYPART":
        return 0, ()
    return nog_nodig(reden) or 0, (tips[0].get("dagdelen") or ()) if tips else ()


def _trossen(kandidaten: list[_Bijna]) -> list[list[_Bijna]]:
    """Needs for one training that could be in the same group, the longest waiting leading each cluster."""
    over, trossen = list(kandidaten), []
    while over:
        kop = over.pop(0)
        tros = [kop, *(k for k in over if _passen_samen(kop, k))]
        over = [k for k in over if k not in tros]
        trossen.append(tros)
    return trossen


def _passen_samen(een: _Bijna, ander: _Bijna) -> bool:
    if not set(een.dagdelen) & set(ander.dagdelen):
        return False
    a, b = een.signaal, ander.signaal
    meters = afstand_m(a.team.lat, a.team.lon, b.team.lat, b.team.lon)
    spanne = max(a.leeftijd_max, b.leeftijd_max) - min(a.leeftijd_min, b.leeftijd_min)
    verschil = a.interventie.max_leeftijdsverschil if a.interventie else 0
    past = spanne <= verschil or not heeft_leeftijd(a.voor)
    return meters <= 1000 * (a.max_km + b.max_km) and past


def _als_groep(tros: list[_Bijna]) -> Bijna:
    kop, minst = tros[0], min(tros, key=lambda k: k.tekort)
    assert kop.signaal.interventie is not None  # noqa: S101 - the query asks for it
    gedeeld = set(kop.dagdelen).intersection(*(k.dagdelen for k in tros))
    return Bijna(
        kop.signaal.interventie,
        minst.signaal,
        tuple(k.signaal for k in tros),
        minst.tekort,
        tuple(sorted(gedeeld or set(minst.dagdelen))),
    )


# --- who hears of it ------------------------------------------------------------------------------------------


def mail_bijna_haalbaar(vandaag: dt.date | None = None) -> int:
    """Write this week's mail for every team with something to join; answer how many messages. Safe to repeat."""
    dag = vandaag or klok.vandaag()
    return een_voor_een(Regio.objects.order_by("pk").values_list("pk", flat=True), partial(_mail_regio, dag=dag))


def _mail_regio(regio_id: int, dag: dt.date) -> int:
    regio = Regio.objects.get(pk=regio_id)
    groepen = bijna_haalbaar(regio)
    if not groepen:
        return 0
    teams = Team.objects.filter(gemeente__regio=regio, actief=True, geen_bijna_mail=None).order_by("pk")
    vraagt_al = _vraagt_al(regio)
    per_team = {}
    for team in teams:
        dichtbij = [g for g in groepen if g.interventie.pk not in vraagt_al[team.pk] and _in_bereik(team, g)]
        if dichtbij:
            per_team[team] = dichtbij[:GROEPEN_PER_MAIL]
    ontvangers = _ontvangers(per_team)
    jaar, week, _ = dag.isocalendar()
    aantal = 0
    for team, dichtbij in per_team.items():
        with transaction.atomic():
            aantal += zet_alle_klaar(
                BijnaHaalbaar(team, user, dichtbij, f"{jaar}-{week:02}") for user in ontvangers[team.pk]
            )
    return aantal


def _vraagt_al(regio: Regio) -> dict[int, set[int]]:
    """Per team the trainings it already asks for."""
    per: dict[int, set[int]] = defaultdict(set)
    lopend = Signaal.objects.filter(regio=regio, staat__in=SIGNAAL_LOPEND, interventie__isnull=False).order_by()
    for team, interventie in lopend.values_list("team_id", "interventie_id").distinct():
        per[team].add(interventie or 0)
    return per


def _in_bereik(team: Team, groep: Bijna) -> bool:
    """Near one of the teams that ask: no further than that team lets its own children travel."""
    return any(afstand_m(team.lat, team.lon, s.team.lat, s.team.lon) <= 1000 * s.max_km for s in groep.leden)


def _ontvangers(teams: Collection[Team]) -> dict[int, list[User]]:
    """Per team the people who may post demand for it today; not a coach who has colleagues there."""
    post = post_van_teams(team.pk for team in teams)
    leden = (
        Lidmaatschap.objects.filter(geldig(), team__in=list(teams), rol__in=PROFESSIONALS, user__is_active=True)
        .select_related("user")
        .order_by("team_id", "user__email")
    )
    per: dict[int, list[User]] = defaultdict(list)
    for lid in leden:
        if lid.team_id and lid.user.email in post[lid.team_id].mail and lid.user not in per[lid.team_id]:
            per[lid.team_id].append(lid.user)
    return per
