"""Where the groups came from: the demand, the pooling run, the proposal and everybody's yes.

So that one can walk back from any group that teams take part in to the signalen that began it.
"""

import datetime as dt
import hashlib

from django.db.models import Count, Sum

from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from facilitair.models import Reservering
from gemeenten.grond.models import Regio
from marktplein.basis import klok
from marktplein.basis.geo import afstand_m
from marktplein.basis.mensen import heeft_leeftijd
from marktplein.basis.werkdagen import LANDELIJK, plus_werkdagen
from marktplein.demo.voorbeeld import REGIO
from marktplein.demo.vragen import Kaart
from vraag.models import Groepsvoorstel, Regel, Run, Signaal, Toezegging
from vraag.poolen.services import KERN_VERSIE
from vraag.workflow import Aanleiding, Antwoord, RunStaat, SignaalStaat, VoorstelStaat

GEVRAAGD_VOORAF = dt.timedelta(weeks=9)
BEREKEND_VOORAF = dt.timedelta(weeks=5)
KM = 15


def laad_geschiedenis() -> str:
    """A planned proposal for every group with places of teams that was published."""
    regio = Regio.objects.get(slug=REGIO)
    kaart = Kaart()
    groepen = Groep.objects.filter(teamplaatsen__isnull=False).exclude(staat=GroepStaat.GEANNULEERD)
    aantal = 0
    for groep in groepen.select_related("interventie", "gemeente").distinct().order_by("start_op", "pk"):
        reservering = Reservering.objects.filter(groep=groep).order_by("pk").first()
        if reservering is not None and groep.dagdeel is not None:
            _voorstel(regio, groep, groep.dagdeel, reservering.ruimte_id, kaart)
            aantal += 1
    for run in Run.objects.filter(regio=regio, voorstellen__groep__isnull=False).distinct():
        _tel(run)
    return f"{aantal} voorstellen die een groep werden"


def _voorstel(regio: Regio, groep: Groep, dagdeel: int, ruimte_id: int, kaart: Kaart) -> None:
    moment = klok.op(min(groep.start_op - BEREKEND_VOORAF, klok.vandaag() - dt.timedelta(days=3)), dt.time(2, 30))
    voorstel = Groepsvoorstel.objects.create(
        regio=regio,
        run=_run(regio, moment),
        interventie=groep.interventie,
        ruimte_id=ruimte_id,
        dagdeel=dagdeel,
        start_week=groep.start_op - dt.timedelta(days=groep.start_op.weekday()),
        voor=groep.is_voor,
        leeftijd_min=groep.leeftijd_min,
        leeftijd_max=groep.leeftijd_max,
        staat=VoorstelStaat.GEPLAND,
        reageren_voor=klok.op(plus_werkdagen(klok.lokaal(moment).date(), 5, LANDELIJK), dt.time(17)),
        kenmerk=hashlib.sha256(f"demo {groep.slug}".encode()).hexdigest(),
        groep=groep,
    )
    Groepsvoorstel.objects.filter(pk=voorstel.pk).update(aangemaakt_op=moment)
    antwoord = moment + dt.timedelta(days=1, hours=8)
    for plaats in groep.teamplaatsen.select_related("team").order_by("team"):
        signaal = _signaal(groep, plaats.team_id, plaats.aantal, kaart)
        afstand = afstand_m(plaats.team.lat, plaats.team.lon, groep.lat or 0.0, groep.lon or 0.0)
        Regel.objects.create(voorstel=voorstel, signaal=signaal, aantal=plaats.aantal, afstand_m=afstand)
        wie = kaart.medewerkers.get(plaats.team_id)
        Toezegging.objects.create(voorstel=voorstel, team=plaats.team, antwoord=Antwoord.JA, door_id=wie, op=antwoord)
    eerste = groep.bijeenkomsten.order_by("nummer").first()
    for inzet in eerste.inzetten.select_related("trainer") if eerste else ():
        Toezegging.objects.create(
            voorstel=voorstel, trainer=inzet.trainer, antwoord=Antwoord.JA, door_id=inzet.trainer.user_id, op=antwoord
        )


def _run(regio: Regio, moment: dt.datetime) -> Run:
    """The nightly run of that day; one for all groups it proposed."""
    run, nieuw = Run.objects.get_or_create(
        regio=regio,
        klaar_op=moment + dt.timedelta(seconds=9),
        defaults={
            "aanleiding": Aanleiding.NACHT,
            "staat": RunStaat.KLAAR,
            "begonnen_op": moment,
            "voortgang": 100,
            "kern_versie": KERN_VERSIE,
            "seconden": 9.0,
        },
    )
    if nieuw:
        Run.objects.filter(pk=run.pk).update(aangemaakt_op=moment)
    Run.objects.filter(pk=run.pk).update(nieuwe_groepen=run.nieuwe_groepen + 1)
    return run


def _tel(run: Run) -> None:
    """What the run saw: the demand of that day that no earlier run had placed."""
    dag = klok.lokaal(run.aangemaakt_op).date()
    vraag = Signaal.objects.filter(regio=run.regio, geplaatst_op__lte=dag, verloopt_op__gt=dag)
    vraag = vraag.exclude(regels__voorstel__run__aangemaakt_op__lt=run.aangemaakt_op)
    geteld = vraag.aggregate(signalen=Count("pk"), kinderen=Sum("aantal", default=0))
    geplaatst = Regel.objects.filter(voorstel__run=run).aggregate(kinderen=Sum("aantal", default=0))["kinderen"]
    Run.objects.filter(pk=run.pk).update(**geteld, kinderen_geplaatst=geplaatst)


def _signaal(groep: Groep, team_id: int, aantal: int, kaart: Kaart) -> Signaal:
    team = next(team for team in kaart.teams.values() if team.pk == team_id)
    geplaatst = min(groep.start_op - GEVRAAGD_VOORAF, klok.vandaag() - dt.timedelta(days=12))
    return Signaal.objects.create(
        regio=team.gemeente.regio,
        team=team,
        ingediend_door_id=kaart.medewerkers.get(team_id),
        interventie=groep.interventie,
        aantal=aantal,
        voor=groep.is_voor,
        leeftijd_min=groep.leeftijd_min if heeft_leeftijd(groep.is_voor) else 0,
        leeftijd_max=groep.leeftijd_max if heeft_leeftijd(groep.is_voor) else 0,
        dagdelen=[groep.dagdeel],
        max_km=KM,
        vroegste_start=geplaatst + dt.timedelta(days=14),
        geplaatst_op=geplaatst,
        verloopt_op=geplaatst + dt.timedelta(days=196),
        staat=SignaalStaat.AFGEROND if groep.staat == GroepStaat.AFGEROND else SignaalStaat.GEPLAATST,
    )
