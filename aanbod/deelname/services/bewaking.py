"""What must happen by itself: deadlines, begin and end of groups, reminders, erasing. Every step may be repeated."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from aanbod.deelname.berichten import AanbodVerlopen, Herinnering
from aanbod.deelname.services.beginnen import begin_groep
from aanbod.deelname.services.teamwacht import laat_verlopen, volg
from aanbod.deelname.services.tekort import volg_tekort
from aanbod.deelname.services.voornamen import te_wissen, wis_in_groep
from aanbod.deelname.services.wachtlijst import geef_vrij
from aanbod.deelname.services.wissen import bewaar_nog_even, wis
from aanbod.groepen.services.levensloop import rond_groep_af
from aanbod.groepen.services.plaatsen import vergrendel
from aanbod.models import Aanmelding, Groep, TeamWacht, Tekort
from aanbod.workflow import (
    AANMELDING_OVERGANGEN,
    GROEP_AANMELDBAAR,
    GROEP_NOG_NIET_BEGONNEN,
    TEAMWACHT_LOPEND,
    TEKORT_LOPEND,
    AanmeldingStaat,
    GroepStaat,
    TeamWachtStaat,
)
from marktplein.audit.overgang import verplaats
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.mail.models import Bericht

# One round handles this many of each kind; the next round, ten minutes later, goes on.
PER_RONDE = 500
HERINNER_VANAF = dt.time(9)
TE_HERINNEREN = (AanmeldingStaat.GEPLAATST, AanmeldingStaat.INTAKE)


def bewaak() -> dict[str, int]:
    """One round: each item in a transaction of its own, so that one bad row stops nothing. Answers counts."""
    return {
        "verlopen": een_voor_een(_te_laat(AanmeldingStaat.TE_BEVESTIGEN), _laat_bevestiging_verlopen),
        "doorgegeven": een_voor_een(_te_laat(AanmeldingStaat.AANGEBODEN), _geef_aanbod_door),
        "teams_doorgegeven": een_voor_een(_teams_te_laat(), laat_verlopen),
        "rijen_gevolgd": volg_rijen(),
        "begonnen": een_voor_een(_te_beginnen(), begin_groep),
        "afgerond": een_voor_een(_af_te_ronden(), rond_groep_af),
        "herinnerd": een_voor_een(_te_herinneren(), _herinner),
        "tekorten": een_voor_een(_tekorten(), volg_tekort),
        "gewist": een_voor_een(_te_wissen(), _wis),
        "voornamen_gewist": een_voor_een(list(te_wissen())[:PER_RONDE], wis_in_groep),
    }


def volg_rijen() -> int:
    """Lines in which somebody waits who has got a place elsewhere; also asked for when demand changed."""
    rijen = TeamWacht.objects.filter(staat__in=TEAMWACHT_LOPEND, vraag__isnull=False).order_by("groep")
    return een_voor_een(rijen.values_list("groep", flat=True).distinct()[:PER_RONDE], volg)


def _teams_te_laat() -> Iterable[int]:
    rijen = TeamWacht.objects.filter(staat=TeamWachtStaat.AANGEBODEN, beslis_voor__lte=klok.nu())
    return rijen.order_by("beslis_voor", "pk").values_list("pk", flat=True)[:PER_RONDE]


def _tekorten() -> Iterable[int]:
    lopend = Tekort.objects.filter(staat__in=TEKORT_LOPEND)
    return lopend.order_by("pk").values_list("pk", flat=True)[:PER_RONDE]


def _te_laat(staat: AanmeldingStaat) -> Iterable[int]:
    rijen = Aanmelding.objects.filter(staat=staat, beslis_voor__lte=klok.nu()).order_by("beslis_voor", "pk")
    return rijen.values_list("pk", flat=True)[:PER_RONDE]


def _te_beginnen() -> Iterable[int]:
    groepen = Groep.objects.filter(staat__in=GROEP_NOG_NIET_BEGONNEN, start_op__lte=klok.vandaag())
    return groepen.order_by("pk").values_list("pk", flat=True)[:PER_RONDE]


def _af_te_ronden() -> Iterable[int]:
    groepen = Groep.objects.filter(staat=GroepStaat.BEZIG, eind_op__lte=klok.vandaag())
    return groepen.order_by("pk").values_list("pk", flat=True)[:PER_RONDE]


def _te_herinneren() -> Iterable[int]:
    if klok.lokaal(klok.nu()).time() < HERINNER_VANAF:
        return []
    rijen = Aanmelding.objects.filter(
        staat__in=TE_HERINNEREN, groep__staat__in=GROEP_AANMELDBAAR, groep__start_op=_morgen()
    ).exclude(email="")
    sleutels = {pk: _herinnersleutel(pk) for pk in rijen.order_by("pk").values_list("pk", flat=True)}
    al_gedaan = set(Bericht.objects.filter(sleutel__in=sleutels.values()).values_list("sleutel", flat=True))
    return [pk for pk, sleutel in sleutels.items() if sleutel not in al_gedaan]


def _morgen() -> dt.date:
    return klok.vandaag() + dt.timedelta(days=1)


def _herinnersleutel(pk: int) -> str:
    """One reminder per registration and start: the key with which the outbox writes it once."""
    return f"herinnering:{pk}:{_morgen():%Y%m%d}"


def _te_wissen() -> Iterable[int]:
    rijen = Aanmelding.objects.filter(gewist_op__isnull=True, wissen_op__lte=klok.vandaag())
    return rijen.order_by("wissen_op", "pk").values_list("pk", flat=True)[:PER_RONDE]


def _vergrendel(pk: int) -> Aanmelding:
    groep = vergrendel(Aanmelding.objects.values_list("groep", flat=True).get(pk=pk))
    aanmelding = Aanmelding.objects.select_for_update().get(pk=pk)
    aanmelding.groep = groep
    return aanmelding


def _is_te_laat(aanmelding: Aanmelding, staat: AanmeldingStaat) -> bool:
    return aanmelding.staat == staat and aanmelding.beslis_voor is not None and aanmelding.beslis_voor <= klok.nu()


@transaction.atomic
def _laat_bevestiging_verlopen(pk: int) -> bool:
    """Nobody used the link within a day: it held no place, and what was typed goes at once."""
    aanmelding = _vergrendel(pk)
    if not _is_te_laat(aanmelding, AanmeldingStaat.TE_BEVESTIGEN):
        return False
    _verloop(aanmelding, "aanmelding.niet_bevestigd")
    wis(aanmelding)
    return True


@transaction.atomic
def _geef_aanbod_door(pk: int) -> bool:
    """An offer was not taken in time: the place goes to the next in line."""
    aanmelding = _vergrendel(pk)
    if not _is_te_laat(aanmelding, AanmeldingStaat.AANGEBODEN):
        return False
    bewaar_nog_even(aanmelding)
    _verloop(aanmelding, "aanmelding.aanbod_verlopen")
    AanbodVerlopen(aanmelding).zet_klaar()
    geef_vrij(aanmelding.groep, 1)
    return True


def _verloop(aanmelding: Aanmelding, als: str) -> None:
    aanmelding.beslis_voor = None
    verplaats(
        aanmelding,
        AanmeldingStaat.VERLOPEN,
        AANMELDING_OVERGANGEN,
        noem="Deze aanmelding",
        als=als,
        herkomst="taak",
        velden=("beslis_voor", "wissen_op"),
        groep=aanmelding.groep_id,
    )


@transaction.atomic
def _herinner(pk: int) -> bool:
    aanmelding = _vergrendel(pk)
    groep = aanmelding.groep
    # Since the list was read somebody may have cancelled, or the group may have been called off.
    if aanmelding.staat not in TE_HERINNEREN or groep.staat not in GROEP_AANMELDBAAR or groep.start_op != _morgen():
        return False
    Herinnering(aanmelding, sleutel=_herinnersleutel(pk)).zet_klaar()
    return True


@transaction.atomic
def _wis(pk: int) -> bool:
    aanmelding = _vergrendel(pk)
    if aanmelding.gewist_op is not None or aanmelding.wissen_op > klok.vandaag():
        return False
    wis(aanmelding)
    return True
