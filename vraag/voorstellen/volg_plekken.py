"""Follow places that teams gave back: the lines of the proposal, the signalen and the task of facilitair go along.

aanbod knows nothing of demand, so this app compares the two itself, again and again. Every step is idempotent and
takes one group at a time.
"""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from aanbod.models import Groep, TeamPlaats
from aanbod.workflow import GROEP_LOPEND, GroepStaat
from facilitair.services import meld_te_weinig_deelnemers
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from vraag.aanvraag import vraag_om_poolen
from vraag.instellingen import MINSTENS_OPEN_DAGEN, UITSLUITING_DAGEN
from vraag.models import Regel, Signaal, Uitsluiting
from vraag.signalen.staat import werk_staten_bij
from vraag.slot import wijzigingsslot
from vraag.workflow import Aanleiding, VoorstelSoort, VoorstelStaat

# What a team gave back in the last hours of a series still counts.
NA_AFLOOP = dt.timedelta(days=7)


def volg_plekken() -> tuple[int, int]:
    """Answer (groups in which children went back to the pool, tasks made for groups that became too small)."""
    return een_voor_een(_met_teruggaven(), _werk_regels_bij), een_voor_een(_te_klein(), _meld)


def _geplande_regels() -> QuerySet[Regel]:
    return Regel.objects.filter(voorstel__staat=VoorstelStaat.GEPLAND)


def _teveel(regels: QuerySet[Regel]) -> list[tuple[int, int, int]]:
    """(group, team, so many more children in planned proposals than the team has places); in order."""
    plaatsen = TeamPlaats.objects.filter(groep=OuterRef("voorstel__groep"), team=OuterRef("signaal__team"))
    rijen = (
        regels.order_by()
        .values("voorstel__groep", "signaal__team")
        .annotate(
            som=Sum("aantal"), heeft=Coalesce(Subquery(plaatsen.values("aantal")), 0, output_field=IntegerField())
        )
        .filter(som__gt=F("heeft"))
        .order_by("voorstel__groep", "signaal__team")
    )
    return [(r["voorstel__groep"], r["signaal__team"], r["som"] - r["heeft"]) for r in rijen]


def _met_teruggaven() -> list[int]:
    """Groups where a team has fewer places than its children in planned proposals. Cancelled ones: ontbinden."""
    regels = _geplande_regels().filter(
        voorstel__groep__staat__in=(*GROEP_LOPEND, GroepStaat.AFGEROND),
        voorstel__groep__eind_op__gte=klok.vandaag() - NA_AFLOOP,
    )
    return sorted({groep for groep, _, _ in _teveel(regels)})


def _te_klein() -> QuerySet[Groep, int]:
    """Groups of a proposal, so that began large enough, that have too few places taken and have yet to start."""
    groepen = Groep.objects.filter(
        voorstellen__staat=VoorstelStaat.GEPLAND,
        voorstellen__soort=VoorstelSoort.NIEUW,
        staat__in=(GroepStaat.VOORBEREIDING, GroepStaat.OPEN, GroepStaat.VOL),
        start_op__gt=klok.vandaag(),
        bezet__lt=F("minimum"),
    )
    return groepen.order_by("pk").distinct().values_list("pk", flat=True)


def _meld(groep_id: int) -> bool:
    return meld_te_weinig_deelnemers(Groep.objects.get(pk=groep_id)) is not None


@transaction.atomic
def _werk_regels_bij(groep_id: int) -> bool:
    """Bring the lines of one group down to the places its teams still have; what comes free is open demand again."""
    groep = Groep.objects.select_related("gemeente__regio").get(pk=groep_id)
    # Whoever plans or answers holds this lock, so places and lines of the group do not move apart meanwhile.
    wijzigingsslot(groep.gemeente.regio_id)
    if Groep.objects.filter(pk=groep_id, staat=GroepStaat.GEANNULEERD).exists():
        return False
    regels = _geplande_regels().filter(voorstel__groep=groep_id)
    signalen: set[int] = set()
    for _, team_id, teveel in _teveel(regels):
        signalen.update(_haal_af(groep, regels.filter(signaal__team=team_id), teveel))
    if not signalen:
        return False
    _zet_open(signalen)
    vraag_om_poolen(groep.gemeente.regio, Aanleiding.WIJZIGING)
    return True


def _haal_af(groep: Groep, regels: QuerySet[Regel], teveel: int) -> list[int]:
    """Take ``teveel`` children off, the line that came last first; answer the signalen they belong to.

    They are not proposed for this group again: somebody has just said that it does not suit them.
    """
    geraakt = []
    rijen = regels.select_for_update(of=("self",)).select_related("voorstel").order_by("-voorstel_id", "-pk")
    for regel in rijen:
        minder = min(teveel, regel.aantal)
        if not minder:
            break
        teveel -= minder
        voorstel, signaal_id = regel.voorstel, regel.signaal_id
        if minder == regel.aantal:
            regel.delete()
        else:
            regel.aantal -= minder
            regel.save(update_fields=["aantal"])
        Uitsluiting.objects.create(
            voorstel=voorstel,
            signaal_id=signaal_id,
            groep=groep,
            dagdeel=voorstel.dagdeel,
            tot=klok.vandaag() + dt.timedelta(days=UITSLUITING_DAGEN),
        )
        leg_vast("voorstel.plekken_terug", voorstel, herkomst="taak", groep=groep.pk, signaal=signaal_id, aantal=minder)
        geraakt.append(signaal_id)
    return geraakt


def _zet_open(signaal_ids: Iterable[int]) -> None:
    signalen = list(Signaal.objects.select_for_update().filter(pk__in=signaal_ids).order_by("pk"))
    werk_staten_bij(signalen)
    minstens = klok.vandaag() + dt.timedelta(days=MINSTENS_OPEN_DAGEN)
    for signaal in signalen:
        if signaal.verloopt_op < minstens:
            signaal.verloopt_op = minstens
            signaal.save(update_fields=["verloopt_op", "gewijzigd_op"])
