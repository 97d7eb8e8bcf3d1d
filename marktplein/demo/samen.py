"""What those of a group wrote to each other, and a group that lost people: something to see on its page."""

from django.db.models import Exists, F, OuterRef

from aanbod.betrokken.services.gesprek import schrijf
from aanbod.deelname.services.teamwacht import zet_op_wachtlijst
from aanbod.deelname.services.tekort import signaleer
from aanbod.deelname.services.voornamen import geef_voornamen_door
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Groep, Inzet, TeamPlaats
from aanbod.workflow import GROEP_LOPEND, GROEP_NOG_NIET_BEGONNEN, GroepStaat
from gemeenten.grond.models import Lidmaatschap, Team
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import geldig
from marktplein.accounts.models import User
from marktplein.basis import klok
from marktplein.demo.fixtures import lees

VAN_TEAM = "Wij brengen de kinderen zelf. Is er om kwart over drie al iemand?"
VAN_TRAINER = "Ja, ik ben er een half uur van tevoren. Neem schoenen mee die in de zaal mogen."
VAN_BALIE = "De matten staan klaar in de berging. De sleutel ligt bij de balie."


def laad_samen() -> str:
    """Messages in some groups with a trainer who logs in and a team; one group that has too few people by now."""
    met_trainer = Inzet.objects.filter(bijeenkomst__groep=OuterRef("pk"), trainer__user__is_active=True)
    met_team = TeamPlaats.objects.filter(groep=OuterRef("pk"))
    groepen = Groep.objects.filter(
        Exists(met_trainer), Exists(met_team), staat__in=GROEP_LOPEND, eind_op__gte=klok.vandaag()
    )
    aantal = sum(_gesprek(groep) for groep in groepen.order_by("start_op", "pk")[:3])
    klein, wacht, namen = _te_klein(), _wachtend(), _voornamen()
    return f"{aantal} berichten, {klein} groep met te weinig mensen, {wacht} teams op een wachtlijst, {namen} voornamen"


def _voornamen() -> int:
    """Where trainers need first names: half of the teams gave those of all but one of their children."""
    plaatsen = TeamPlaats.objects.filter(
        groep__interventie__voornamen_nodig=True, groep__staat__in=GROEP_LOPEND, groep__eind_op__gte=klok.vandaag()
    )
    bestaand, gegeven = lees("namen")["voornamen"], 0
    for nummer, plaats in enumerate(plaatsen.select_related("groep__interventie", "team").order_by("pk")[::2]):
        lid = Lidmaatschap.objects.filter(
            geldig(), team=plaats.team, rol__in=PROFESSIONALS, user__is_active=True
        ).select_related("user")
        namen = [bestaand[(nummer * 5 + n) % len(bestaand)] for n in range(max(1, plaats.aantal - 1))]
        if eerste := lid.order_by("pk").first():
            geef_voornamen_door(groep=plaats.groep, team=plaats.team, namen=namen, toestemming=True, door=eerste.user)
            gegeven += len(namen)
    return gegeven


def _wachtend() -> int:
    """The team of the demo waits for a full group in which it has no place yet; the soonest."""
    jgt = User.objects.get(email="jgt.oegstgeest@demo.example")
    team = Team.objects.filter(lidmaatschap_set__user=jgt).order_by("pk").first()
    vol = Groep.objects.filter(staat=GroepStaat.VOL, start_op__gt=klok.vandaag()).exclude(teamplaatsen__team=team)
    groep = vol.select_related("interventie", "gemeente").order_by("start_op", "pk").first()
    if team is None or groep is None:
        return 0
    toestemming = groep.interventie.toestemming_beide_ouders
    zet_op_wachtlijst(groep=groep, team=team, aantal=2, met_minder=True, toestemming=toestemming, door=jgt)
    return 1


def _gesprek(groep: Groep) -> int:
    trainer = User.objects.filter(trainer__inzetten__bijeenkomst__groep=groep).order_by("pk").first()
    teams = groep.teamplaatsen.values("team")
    lid = Lidmaatschap.objects.filter(geldig(), team__in=teams).select_related("user").order_by("pk").first()
    balie = User.objects.get(email="facilitair@demo.example")
    regels = [(lid.user if lid else None, VAN_TEAM), (trainer, VAN_TRAINER), (balie, VAN_BALIE)]
    wie = [(door, tekst) for door, tekst in regels if door is not None]
    for door, tekst in wie:
        schrijf(groep, tekst=tekst, door=door)
    return len(wie)


def _te_klein() -> int:
    klein = Groep.objects.filter(
        staat__in=GROEP_NOG_NIET_BEGONNEN, bezet__lt=F("minimum"), bezet__gt=0, start_op__gt=klok.vandaag()
    )
    groep = klein.order_by("start_op", "pk").first()
    if groep is None:
        return 0
    vast = vergrendel(groep.pk)
    return int(signaleer(vast, was=vast.minimum) is not None)
