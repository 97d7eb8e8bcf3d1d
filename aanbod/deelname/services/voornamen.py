"""First names for the trainers: given by a team for its places, encrypted, erased as registrations are."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Sequence
from functools import partial

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from aanbod.deelname.services.wissen import NA_LAATSTE_BIJEENKOMST
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Groep, TeamPlaats, Voornaam
from aanbod.permissions import kan_teamplaats_nemen
from aanbod.workflow import GROEP_LOPEND, GroepStaat
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import klok, tekst
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout, Eerder, OvergangFout
from marktplein.basis.mensen import mensen
from marktplein.basis.toegang import eis
from marktplein.basis.woorden import tel

LANGST = 30
# Letters, and what stands between the parts of one first name.
_VOORNAAM = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,2}")
ALLEEN_EIGEN = "Alleen iemand van het team zelf geeft voornamen door."
GEEN_TOESTEMMING = "Vink aan dat de ouders weten dat jullie de voornaam doorgeven, en dat goed vinden."


@transaction.atomic
def geef_voornamen_door(
    *,
    groep: Groep,
    team: Team,
    namen: Sequence[str],
    toestemming: bool = False,
    door: User,
    sleutel: uuid.UUID | None = None,
) -> Groep:
    """Add first names for places of this team, once per ``sleutel``; with those there are, no more than its places.

    Raises NietToegestaan, OvergangFout when the group is over or its trainers need none, DomeinFout without the consent
    of the parents, for what is no first name, and for too many. History keeps how many, never which.
    """
    eis(kan_teamplaats_nemen(door, groep, team), ALLEEN_EIGEN)
    werk = partial(_geef_door, groep, team, namen, toestemming, door)
    # How many, not which: what a form asked leaves a print behind.
    invoer = (groep, team, len(namen), toestemming)
    return eenmalig(sleutel, "voornamen", Groep, werk, van=door, invoer=invoer, eerder=_al_doorgegeven)[0]


def _al_doorgegeven(groep: Groep) -> Eerder:
    return Eerder(
        "Je hebt met dit formulier al voornamen doorgegeven. Wil je er nog meer doorgeven? Verstuur het formulier dan "
        "nog een keer.",
        reverse("aanbod:groep", args=[groep.slug]),
        "Bekijk de groep",
    )


def _geef_door(groep: Groep, team: Team, namen: Sequence[str], toestemming: bool, door: User) -> Groep:
    actueel = vergrendel(groep.pk)
    if actueel.staat not in GROEP_LOPEND or not actueel.interventie.voornamen_nodig:
        raise OvergangFout("Voor deze groep geef je geen voornamen (meer) door.")
    schoon = [naam for naam in map(tekst.op_een_regel, namen) if naam]
    if not schoon:
        raise DomeinFout("Vul minstens één voornaam in.")
    for naam in schoon:
        if len(naam) > LANGST or not _VOORNAAM.fullmatch(naam):
            raise DomeinFout("Vul per vak alleen een voornaam in, zonder achternaam, getallen of tekens.")
    if not toestemming:
        raise DomeinFout(GEEN_TOESTEMMING, veld="toestemming")
    plekken = TeamPlaats.objects.filter(groep=actueel, team=team).values_list("aantal", flat=True).first() or 0
    al = Voornaam.objects.filter(groep=actueel, team=team).count()
    if al + len(schoon) > plekken:
        plek = tel(plekken, "plek", "plekken")
        raise DomeinFout(f"Jullie team heeft hier {plek}, en gaf al {tel(al, 'voornaam', 'voornamen')} door.")
    # One by one: what is encrypted is written by the field itself.
    Voornaam.objects.bulk_create(Voornaam(groep=actueel, team=team, naam=n, ingevoerd_door=door) for n in schoon)
    leg_vast("voornamen.doorgegeven", actueel, door=door, team=team.pk, aantal=len(schoon), toestemming=True)
    return actueel


@transaction.atomic
def haal_voornamen_weg(*, groep: Groep, team: Team, door: User) -> int:
    """Erase all that this team gave, to begin anew or because a family wants so; answers how many. Idempotent."""
    eis(kan_teamplaats_nemen(door, groep, team), ALLEEN_EIGEN)
    return wis_voornamen(vergrendel(groep.pk), team.pk, reden="team", door=door)


def wis_voornamen(groep: Groep, team: int, *, reden: str, door: User | None = None) -> int:
    """A step of who holds the group: the rows go, and history tells how many and why."""
    aantal, _ = Voornaam.objects.filter(groep=groep, team=team).delete()
    if aantal:
        herkomst = "web" if door is not None else "taak"
        leg_vast("voornamen.gewist", groep, door=door, herkomst=herkomst, team=team, aantal=aantal, reden=reden)
    return aantal


def te_wissen() -> Iterable[int]:
    """Groups with names that must go: 28 days after the last meeting, called off, or of a team without a place."""
    plaats = TeamPlaats.objects.filter(groep=OuterRef("groep"), team=OuterRef("team"))
    voorbij = Q(groep__eind_op__lt=_laatste_dag()) | Q(groep__staat=GroepStaat.GEANNULEERD) | ~Exists(plaats)
    return Voornaam.objects.filter(voorbij).order_by("groep").values_list("groep", flat=True).distinct()


def _laatste_dag() -> dt.date:
    return klok.vandaag() - NA_LAATSTE_BIJEENKOMST


@transaction.atomic
def wis_in_groep(pk: int) -> bool:
    """What has to go of one group; False when nothing has (any more)."""
    groep = vergrendel(pk)
    alles = groep.staat == GroepStaat.GEANNULEERD or groep.eind_op < _laatste_dag()
    blijven = set() if alles else set(groep.teamplaatsen.values_list("team", flat=True))
    teams = set(groep.voornamen.order_by().values_list("team", flat=True)) - blijven
    return sum(wis_voornamen(groep, team, reden="termijn") for team in sorted(teams)) > 0


def wat_het_team_gaf(groep: Groep, team: int) -> int:
    """How many; which is for the trainers."""
    return Voornaam.objects.filter(groep=groep, team=team).count()


def nog_te_geven(plaats: TeamPlaats) -> int:
    """For how many places the trainers have no name yet; wants ``groep``."""
    return max(0, plaats.aantal - wat_het_team_gaf(plaats.groep, plaats.team_id))


def in_woorden(plaats: TeamPlaats) -> str:
    """ "2 van 3 kinderen"; wants ``groep.interventie``."""
    return f"{wat_het_team_gaf(plaats.groep, plaats.team_id)} van {mensen(plaats.aantal, plaats.groep.is_voor)}"
