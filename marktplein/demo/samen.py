"""What those of a group wrote to each other, and a group that lost people: something to see on its page."""

from django.db.models import Exists, F, OuterRef

from aanbod.betrokken.services.gesprek import schrijf
from aanbod.deelname.services.teamwacht import zet_op_wachtlijst
from aanbod.deelname.services.tekort import signaleer
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Groep, Inzet, TeamPlaats
from aanbod.workflow import GROEP_LOPEND, GROEP_NOG_NIET_BEGONNEN, GroepStaat
from gemeenten.grond.models import Lidmaatschap, Team
from gemeenten.grond.selectors import geldig
from marktplein.accounts.models import User
from marktplein.basis import klok

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
    return f"{aantal} berichten, {_te_klein()} groep met te weinig mensen, {_wachtend()} teams op een wachtlijst"


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
