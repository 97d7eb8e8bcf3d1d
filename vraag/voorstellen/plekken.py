"""Which children a team takes places for, or gives them back of: asked on a page of aanbod, kept here.

Places that a team takes itself for a need are a joining proposal that nobody had to propose: planned at once, without
a run and with the team's own yes. So everything that follows a planned proposal follows these too.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.dispatch import receiver
from django.urls import reverse

from aanbod.deelname.vraagkant import Keuze
from aanbod.models import Groep
from aanbod.workflow import GroepStaat
from facilitair.ruimtes.gebeurtenissen import zalen_vrij
from gemeenten.grond.models import Team
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis import dagdelen, klok
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.geo import afstand_m
from marktplein.basis.mensen import heeft_leeftijd, mensen, mensen_doen
from marktplein.basis.woorden import dag_kort, leeftijden
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Groepsvoorstel, Reden, Regel, Signaal, Toezegging
from vraag.signalen.staat import werk_staten_bij
from vraag.slot import wijzigingsslot
from vraag.voorstellen.beslissing import Deel
from vraag.voorstellen.stand import standen
from vraag.voorstellen.uitvoeren import geef_terug, handel_af, vergrendel
from vraag.workflow import SIGNAAL_LOPEND, VOORSTEL_LOPEND, Aanleiding, Antwoord, VoorstelSoort, VoorstelStaat

VRAAG_VERANDERD = "Deze vraag is intussen veranderd. Bekijk de vraag en kies opnieuw."


class Plekken:
    """``aanbod.deelname.vraagkant.Vraagkant``; that module says what each of these promises."""

    def passend(self, groep: Groep, teams: Collection[Team]) -> list[Keuze]:
        signalen = _passend(groep, teams)
        wacht = wachtenden(signalen)
        return [Keuze(s.pk, s.team_id, wacht[s.pk], _wie_wacht(s, wacht[s.pk])) for s in signalen if wacht[s.pk]]

    def in_voorstel(self, groep: Groep, teams: Collection[Team]) -> list[tuple[str, str]]:
        gevonden = standen({s: [s.pk] for s in _passend(groep, teams)})
        tellen = {signaal: sum(stand.in_voorstel.values()) for signaal, stand in gevonden.items()}
        return [(_zit_in_voorstel(s, n), reverse("vraag:signaal", args=[s.pk])) for s, n in tellen.items() if n]

    def geplaatst(self, groep: Groep, teams: Collection[Team]) -> list[Keuze]:
        per_vraag: dict[Signaal, int] = {}
        regels = _geplande_regels(groep).filter(signaal__team__in=teams).select_related(*_ERBIJ)
        for regel in regels.order_by("signaal_id", "pk"):
            per_vraag[regel.signaal] = per_vraag.get(regel.signaal, 0) + regel.aantal
        return [Keuze(s.pk, s.team_id, n, _wie_meedoet(s, n)) for s, n in per_vraag.items()]

    def slot(self, groep: Groep, team: Team | None = None) -> None:
        regios = {groep.gemeente.regio_id} | ({team.gemeente.regio_id} if team else set())
        regios |= set(groep.voorstellen.order_by().values_list("regio", flat=True))
        for regio in sorted(regios):
            wijzigingsslot(regio)

    def genomen(
        self, *, groep: Groep, team: Team, aantal: int, vraag: int, van_vraag: int | None, door: User | None
    ) -> None:
        signaal = _passend(groep, [team]).select_for_update(of=("self",)).filter(pk=vraag).first()
        wacht = wachtenden([signaal])[signaal.pk] if signaal else 0
        if signaal is None or not wacht:
            raise DomeinFout(VRAAG_VERANDERD, veld="vraag")
        n = min(aantal, wacht) if van_vraag is None else van_vraag
        if not 1 <= n <= min(aantal, wacht):
            melding = f"Van deze vraag: {mensen_doen(wacht, signaal.voor, 'wacht nog', 'wachten nog')}."
            raise DomeinFout(melding if n > wacht else "Vul hier hoogstens het aantal plekken in.", veld="van_vraag")
        _leg_vast(groep, signaal, n, door)
        # Why they had no place yet counted these children too; the run that is asked for now tells it anew.
        Reden.objects.filter(signaal=signaal).delete()
        werk_staten_bij([signaal])
        vraag_om_poolen(signaal.regio, Aanleiding.WIJZIGING)

    def teruggegeven(self, *, groep: Groep, team: Team, aantal: int, vraag: int) -> None:
        regels = list(_geplande_regels(groep).filter(signaal=vraag, signaal__team=team).order_by("-voorstel_id"))
        heeft = sum(regel.aantal for regel in regels)
        if aantal > heeft:
            raise DomeinFout(f"Van deze vraag: {_hebben_plek(heeft, groep.is_voor)}.", veld="aantal")
        _vergrendel_vraag(groep)
        for regel in regels:
            if minder := min(aantal, regel.aantal):
                aantal -= minder
                geef_terug(vergrendel(regel.voorstel_id), [Deel(vraag, minder)])

    def veranderd(self, groep: Groep) -> None:
        _vergrendel_vraag(groep)
        gepland = groep.voorstellen.filter(staat=VoorstelStaat.GEPLAND).order_by("-pk")
        for pk in gepland.values_list("pk", flat=True):
            handel_af(vergrendel(pk))
        if groep.staat == GroepStaat.GEANNULEERD:
            # Nobody is asked any more for what does not go on.
            gevraagd = groep.voorstellen.filter(staat__in=VOORSTEL_LOPEND).order_by("pk")
            for pk in gevraagd.values_list("pk", flat=True):
                handel_af(vergrendel(pk))
            # A room and trainers are free again.
            self.plek_vrij(groep)

    def plek_vrij(self, groep: Groep) -> None:
        vraag_om_poolen(groep.gemeente.regio, Aanleiding.PLEK)

    def ongeplaatst(self, vragen: Collection[int]) -> dict[int, int]:
        gevonden = standen({vraag: [vraag] for vraag in vragen})
        return {vraag: s.wachtend + sum(s.in_voorstel.values()) for vraag, s in gevonden.items()}

    def nieuwe_vraag(self, groep: Groep, aantal: int | None = None) -> str:
        velden: dict[str, str | int] = {"interventie": groep.interventie.slug}
        if groep.dagdeel is not None:
            velden["dagdeel"] = groep.dagdeel
        if heeft_leeftijd(groep.is_voor):
            velden |= {"vanaf": groep.leeftijd_min, "tot": groep.leeftijd_max}
        if aantal:
            velden["aantal"] = aantal
        return f"{reverse('vraag:signaal_nieuw')}?{urlencode(velden)}"

    def gevraagde_teams(self, groep: Groep) -> set[int]:
        lopend = Toezegging.objects.filter(voorstel__groep=groep, voorstel__staat__in=VOORSTEL_LOPEND)
        return {team for team in lopend.values_list("team", flat=True) if team}

    def verzet(self, groep: Groep) -> None:
        lopend = Groepsvoorstel.objects.filter(groep=groep, staat__in=VOORSTEL_LOPEND, soort=VoorstelSoort.AANSLUITEN)
        lopend.update(dagdeel=dagdeel_van(groep), start_week=week_van(groep))
        if groep.vrij and groep.staat == GroepStaat.OPEN:
            self.plek_vrij(groep)


PLEKKEN = Plekken()


@receiver(zalen_vrij, dispatch_uid="vraag.voorstellen.zalen_vrij")
def reken_met_vrije_zalen(sender: Any, *, groep: Groep, **kwargs: Any) -> None:
    """The rooms of a group that was called off come free some minutes after its trainers did."""
    PLEKKEN.plek_vrij(groep)


_ERBIJ = ("signaal__team", "signaal__interventie", "signaal__thema")


def _passend(groep: Groep, teams: Collection[Team]) -> QuerySet[Signaal]:
    """Demand of these teams for what the group gives, for the same people, of ages that it takes."""
    zelfde = Q(interventie=groep.interventie_id) | Q(interventie=None, thema__in=groep.interventie.themas.all())
    leeftijd = Q(leeftijd_min__lte=groep.leeftijd_max, leeftijd_max__gte=groep.leeftijd_min)
    past = leeftijd if heeft_leeftijd(groep.is_voor) else Q()
    return (
        Signaal.objects.filter(zelfde, past, team__in=teams, staat__in=SIGNAAL_LOPEND, voor=groep.is_voor)
        .select_related("team__gemeente", "interventie", "thema", "regio")
        .order_by("geplaatst_op", "pk")
    )


def wachtenden(signalen: Iterable[Signaal]) -> dict[int, int]:
    """Per need the children who wait: in no planned group and in no proposal that runs."""
    return {pk: stand.wachtend for pk, stand in standen({s.pk: [s.pk] for s in signalen}).items()}


def _wie_wacht(signaal: Signaal, wacht: int) -> str:
    gevraagd = dag_kort(signaal.geplaatst_op)
    return f"Ja: {_wie(signaal)}, gevraagd {gevraagd}. {mensen_doen(wacht, signaal.voor, 'wacht', 'wachten')}."


def _zit_in_voorstel(signaal: Signaal, aantal: int) -> str:
    wie = f"{mensen(aantal, signaal.voor)} van jullie vraag {signaal.waarvoor}"
    return f"Er is al een voorstel voor {wie}. Gaat het om hen? Antwoord dan eerst daarop."


def _wie_meedoet(signaal: Signaal, aantal: int) -> str:
    gevraagd = dag_kort(signaal.geplaatst_op)
    return f"Van de vraag {_wie(signaal)}, gevraagd {gevraagd}: {_hebben_plek(aantal, signaal.voor)}"


def _wie(signaal: Signaal) -> str:
    if not heeft_leeftijd(signaal.voor):
        return signaal.waarvoor
    return f"{signaal.waarvoor}, {leeftijden(signaal.leeftijd_min, signaal.leeftijd_max)}"


def _hebben_plek(aantal: int, voor: str) -> str:
    return f"{mensen_doen(aantal, voor, 'heeft', 'hebben')} hier een plek"


def _geplande_regels(groep: Groep) -> QuerySet[Regel]:
    return Regel.objects.filter(voorstel__groep=groep, voorstel__staat=VoorstelStaat.GEPLAND)


def _vergrendel_vraag(groep: Groep) -> None:
    """All at once and in order, before a run is asked for: who changes a need locks it before that too."""
    staten = (VoorstelStaat.GEPLAND, *VOORSTEL_LOPEND)
    pks = Regel.objects.filter(voorstel__groep=groep, voorstel__staat__in=staten).values("signaal")
    list(Signaal.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))


def _leg_vast(groep: Groep, signaal: Signaal, aantal: int, door: User | None) -> None:
    nu = klok.nu()
    lat, lon = (groep.lat, groep.lon) if groep.lat and groep.lon else (groep.gemeente.lat, groep.gemeente.lon)
    voorstel = Groepsvoorstel.objects.create(
        regio=signaal.regio,
        soort=VoorstelSoort.AANSLUITEN,
        interventie=groep.interventie,
        groep=groep,
        dagdeel=dagdeel_van(groep),
        start_week=week_van(groep),
        voor=signaal.voor,
        leeftijd_min=signaal.leeftijd_min,
        leeftijd_max=signaal.leeftijd_max,
        staat=VoorstelStaat.GEPLAND,
        reageren_voor=nu,
        kenmerk=f"zelf-{uuid.uuid4().hex}",
    )
    afstand = afstand_m(signaal.team.lat, signaal.team.lon, lat, lon)
    Regel.objects.create(voorstel=voorstel, signaal=signaal, aantal=aantal, afstand_m=afstand)
    Toezegging.objects.create(voorstel=voorstel, team=signaal.team, antwoord=Antwoord.JA, door=door, op=nu)
    leg_vast("signaal.plekken_genomen", signaal, door=door, groep=groep.pk, voorstel=voorstel.pk, aantal=aantal)


def week_van(groep: Groep) -> dt.date:
    """The Monday of the week in which it begins."""
    return groep.start_op - dt.timedelta(days=groep.start_op.weekday())


def dagdeel_van(groep: Groep) -> int:
    """Of the group, or of its first meeting; a group without either gets the morning of its first day."""
    if groep.dagdeel is not None:
        return groep.dagdeel
    begin = groep.bijeenkomsten.order_by("begin").values_list("begin", "eind").first()
    gevonden = dagdelen.van_periode(klok.lokaal(begin[0]), klok.lokaal(begin[1])) if begin else set()
    return min(gevonden, default=min(groep.start_op.weekday(), 4) * 3)
