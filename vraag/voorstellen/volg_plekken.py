"""Follow places that teams gave back: the lines of the proposal, the signalen and the task of facilitair go along.

Demand follows in the transaction itself (``plekken``); this round compares the two again and again, and catches up with
what did not. Every step is idempotent and takes one group at a time.
"""

import datetime as dt

from django.db import transaction
from django.db.models import F, IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from aanbod.models import Groep, TeamPlaats
from aanbod.workflow import GROEP_LOPEND, GroepStaat
from facilitair.taken.services.van_groep import meld_te_weinig_deelnemers
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from vraag.models import Groepsvoorstel, Regel
from vraag.voorstellen.beslissing import GeefTerug
from vraag.voorstellen.uitvoeren import handel_af, vergrendel
from vraag.workflow import VoorstelSoort, VoorstelStaat

# What a team gave back in the last hours of a series still counts.
NA_AFLOOP = dt.timedelta(days=7)


def volg_plekken() -> tuple[int, int]:
    """Answer (groups in which children went back to the pool, tasks made for groups that became too small)."""
    return een_voor_een(_met_teruggaven(), _werk_regels_bij), een_voor_een(_te_klein(), _meld)


def _met_teruggaven() -> list[int]:
    """Groups where a team has fewer places than its children in planned proposals. Cancelled ones: volg_groepen."""
    plaatsen = TeamPlaats.objects.filter(groep=OuterRef("voorstel__groep"), team=OuterRef("signaal__team"))
    rijen = (
        Regel.objects.filter(
            voorstel__staat=VoorstelStaat.GEPLAND,
            voorstel__groep__staat__in=(*GROEP_LOPEND, GroepStaat.AFGEROND),
            voorstel__groep__eind_op__gte=klok.vandaag() - NA_AFLOOP,
        )
        .order_by()
        .values("voorstel__groep", "signaal__team")
        .annotate(
            som=Sum("aantal"), heeft=Coalesce(Subquery(plaatsen.values("aantal")), 0, output_field=IntegerField())
        )
        .filter(som__gt=F("heeft"))
    )
    return sorted({rij["voorstel__groep"] for rij in rijen})


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
    """Bring the lines of one group down to the places its teams still have, the proposal that came last first."""
    voorstellen = Groepsvoorstel.objects.filter(groep=groep_id, staat=VoorstelStaat.GEPLAND).order_by("-pk")
    stappen = [stap for pk in voorstellen.values_list("pk", flat=True) for stap in handel_af(vergrendel(pk))]
    return any(isinstance(stap, GeefTerug) for stap in stappen)
