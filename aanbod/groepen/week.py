"""A week to look at: of a trainer the meetings, of a team the groups in which it has places."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from aanbod.groepen.rijen import weektabs
from aanbod.groepen.selectors import bijeenkomsten_van_team, bijeenkomsten_van_trainer
from aanbod.models import Bijeenkomst
from aanbod.permissions import is_trainer, kan_week_zien
from gemeenten.grond.kalenders import kalender_van
from gemeenten.grond.models import Team
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van
from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok
from marktplein.basis.bladeren import gevraagde_dag, weken
from marktplein.basis.lijst import kruimels
from marktplein.basis.mensen import mensen
from marktplein.basis.tijdraster import Bezigheid, Regel, bouw, maandag_van, weekdagen
from marktplein.basis.toegang import vereist
from marktplein.basis.werkdagen import LANDELIJK
from marktplein.basis.woorden import dag_kort

GEEFT, NIETS = "Wat je geeft", "Geen bijeenkomsten"


@require_safe
@vereist(kan_week_zien, "Een eigen week is er voor trainers en voor medewerkers van een team.")
def mijn_week(request: HttpRequest) -> HttpResponse:
    """The week of ``?dag=``: a row for the trainer, and one for each own team."""
    maandag = maandag_van(gevraagde_dag(request))
    geeft, teams = is_trainer(request.user), _teams(request.user)
    alle = [(GEEFT, bijeenkomsten_van_trainer(request.user))] if geeft else []
    alle += [(team.naam, bijeenkomsten_van_team(team)) for team in teams]
    # With one row the page itself says that there is nothing.
    leeg = NIETS if len(alle) > 1 else ""
    regels = [_regel(naam, rijen, maandag, leeg) for naam, rijen in alle]
    bezig = [ding for regel in regels for ding in regel.bezig]
    kalender = kalender_van(*(team.gemeente for team in teams)) if teams else LANDELIJK
    dagen = weekdagen(maandag, bezig)
    eerste = None if bezig else _eerste_na([rijen for _, rijen in alle], maandag)
    context = {
        "raster": bouw("Bijeenkomsten", regels, dagen, nu=klok.nu(), waarom_dicht=kalender.waarom_dicht),
        "maandag": maandag,
        "zondag": maandag + dt.timedelta(days=6),
        "geeft": geeft,
        "teams": teams,
        "niets": not bezig,
        "eerste": eerste,
        "eerstvolgende": _in_een_zin(eerste) if eerste else "",
        "tabs": weektabs("aanbod:mijn_week") if geeft else [],
        "kruimels": [] if geeft else kruimels(("Groepen", reverse("aanbod:groepen"))),
        **weken(maandag),
    }
    return render(request, "aanbod/mijn_week.html", context)


def _teams(user: Bezoeker) -> list[Team]:
    eigen = Team.objects.filter(pk__in=team_ids_van(user, *PROFESSIONALS), actief=True)
    return list(eigen.select_related("gemeente").order_by("naam", "pk"))


def _regel(naam: str, rijen: QuerySet[Bijeenkomst], maandag: dt.date, leeg: str) -> Regel:
    van, tot = (klok.op(maandag + dt.timedelta(days=dagen), dt.time()) for dagen in (0, 7))
    bezig = [_bezigheid(rij) for rij in rijen.filter(begin__lt=tot, eind__gt=van)]
    return Regel(naam, bezig, niets=leeg)


def _bezigheid(rij: Bijeenkomst) -> Bezigheid:
    """What, how far it is or how many of the team come, and where."""
    groep = rij.groep
    van_team = getattr(groep, "van_team", ())
    wie = mensen(van_team[0].aantal, groep.is_voor) if van_team else f"keer {rij.nummer}"
    waar = groep.locatie_naam or str(groep.gemeente)
    return Bezigheid(
        rij.begin, rij.eind, f"{groep.interventie}, {wie}, {waar}", reverse("aanbod:groep", args=[groep.slug])
    )


def _eerste_na(alle: Sequence[QuerySet[Bijeenkomst]], maandag: dt.date) -> Bijeenkomst | None:
    """The first meeting after this week."""
    na = klok.op(maandag + dt.timedelta(days=7), dt.time())
    eersten = [eerste for rijen in alle if (eerste := rijen.filter(begin__gte=na).first()) is not None]
    return min(eersten, key=lambda rij: rij.begin, default=None)


def _in_een_zin(rij: Bijeenkomst) -> str:
    return f"De eerstvolgende keer is op {dag_kort(klok.lokaal(rij.begin).date())}: {rij.groep.interventie}."
