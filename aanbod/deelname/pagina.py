"""The parts of this room on the page of a group."""

from collections.abc import Collection

from aanbod.deelname.selectors import de_rij
from aanbod.deelname.services.tekort_besluit import kan_akkoord_geven
from aanbod.deelname.services.voornamen import wat_het_team_gaf
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.delen import Groepsdeel, Plek
from aanbod.groepen.selectors import eerste_begin, groepen_met_plek, punt_van
from aanbod.models import Groep, Tekort
from aanbod.permissions import (
    is_betrokken,
    is_professional,
    kan_aanmeldingen_zien,
    kan_groep_beheren,
    kan_voornamen_zien,
)
from aanbod.workflow import GROEP_AANMELDBAAR, GROEP_LOPEND, GROEP_NOG_NIET_BEGONNEN, TEKORT_LOPEND, TeamWachtStaat
from gemeenten.grond.models import Team
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van
from marktplein.accounts.models import Bezoeker, User
from marktplein.basis import klok
from marktplein.basis.geo import afstand_m
from marktplein.basis.mensen import mensen

# As far as families and teams travel for another group; further is no alternative.
NIET_VERDER_M = 25_000


def tekort(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """That it has too few people, what can be done, and buttons for who may."""
    if groep.staat not in GROEP_NOG_NIET_BEGONNEN or groep.bezet >= groep.minimum or not isinstance(user, User):
        return None
    rij = Tekort.objects.filter(groep=groep, staat__in=TEKORT_LOPEND).first()
    if rij is None or not is_betrokken(user, groep):
        return None
    gegevens = {
        "groep": groep,
        "tekort": rij,
        "mag_beslissen": kan_groep_beheren(user),
        "mag_akkoord": rij.akkoord_op is None and kan_akkoord_geven(user, groep),
    }
    return Groepsdeel("aanbod/includes/_tekort.html", gegevens, Plek.BOVEN)


def wachtlijst(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """The one line of teams and families; for a team its own place in it, and what else there is when it is full."""
    if groep.staat not in GROEP_AANMELDBAAR or not isinstance(user, User):
        return None
    van_team = is_professional(user)
    if not (van_team or kan_aanmeldingen_zien(user, groep)) or eerste_begin(groep) <= klok.nu():
        return None
    rij, vol = de_rij(groep), not groep.vrij_in_zaal
    if not rij and not vol:
        return None
    mijn_teams = team_ids_van(user, *PROFESSIONALS) if van_team else frozenset()
    van_ons = [wie for wie in rij if wie.wacht and wie.wacht.team_id in mijn_teams]
    gegevens = {
        "groep": groep,
        "rij": rij,
        "van_ons": van_ons,
        "aangeboden": [wie.wacht for wie in van_ons if wie.wacht and wie.wacht.staat == TeamWachtStaat.AANGEBODEN],
        "kan_erbij": van_team and vol,
    }
    if van_team and vol:
        gegevens["dichtbij"] = _dichtstbij(groep, user, mijn_teams)
        gegevens["nieuwe_vraag"] = vraagkant().nieuwe_vraag(groep)
    return Groepsdeel("aanbod/includes/_wachtlijst.html", gegevens, Plek.BOVEN)


def voornamen(groep: Groep, user: Bezoeker) -> Groepsdeel | None:
    """Where the trainers need first names: for a team how many it gave, for a trainer the way to them."""
    if not groep.interventie.voornamen_nodig or groep.staat not in GROEP_LOPEND or not isinstance(user, User):
        return None
    van_ons = groep.teamplaatsen.filter(team__in=team_ids_van(user, *PROFESSIONALS)).select_related("team")
    gegeven = [(p, wat_het_team_gaf(groep, p.team_id)) for p in van_ons.order_by("team__naam")]
    plaatsen = [(p, n, f"{n} van {mensen(p.aantal, groep.is_voor)}") for p, n in gegeven]
    mag_zien = kan_voornamen_zien(user, groep)
    if not plaatsen and not mag_zien:
        return None
    gegevens = {"groep": groep, "plaatsen": plaatsen, "mag_zien": mag_zien}
    return Groepsdeel("aanbod/includes/_voornamen.html", gegevens)


def _dichtstbij(groep: Groep, user: User, teams: Collection[int]) -> tuple[Groep, int] | None:
    """The nearest other group of the offer with a free place, for the same people, and how far it is from the team."""
    team = Team.objects.filter(pk__in=teams).order_by("pk").first()
    hier = (team.lat, team.lon) if team and len(teams) == 1 else punt_van(groep)
    anderen = groepen_met_plek(user, interventie=groep.interventie).exclude(pk=groep.pk)
    ver = [(afstand_m(*hier, *punt_van(ander)), ander.start_op, ander.pk, ander) for ander in anderen[:50]]
    binnen = [wie for wie in ver if wie[0] <= NIET_VERDER_M and wie[3].is_voor == groep.is_voor]
    return (min(binnen)[3], min(binnen)[0]) if binnen else None
