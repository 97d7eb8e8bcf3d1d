"""Dates that no longer hold: the proposal stays, gets the first dates that do, and everybody hears old and new.

A room that others booked, a closed day or a trainer who is busy moves a proposal before everyone answered. Only the
week in which it begins is what people said yes to, and where: when that changes, every yes is asked again. A room that
is free in none of the weeks makes way for another one that fits (``andere_ruimte``).
"""

from typing import Any

from django.db import transaction
from django.db.models import Q

from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from vraag.instellingen import VERVANGER_WERKDAGEN, einde_termijn
from vraag.models import Groepsvoorstel, Run, Signaal
from vraag.models.voorstel import Momenten
from vraag.signalen.staat import werk_staten_bij
from vraag.voorstellen.andere_ruimte import andere_ruimte
from vraag.voorstellen.selectors import kalender_van_voorstel
from vraag.voorstellen.uitvoeren import vergrendel
from vraag.voorstellen.verschuifberichten import voorstel_verschoven
from vraag.voorstellen.wanneer import Verschuiving, momenten_van, plek_van, verschuiving
from vraag.workflow import Antwoord, VoorstelSoort, VoorstelStaat


def verschuif_voorstellen(van: Q | None = None) -> int:
    """Of those that are ``van``, or of all: beat calls this every hour. Answers how many proposals got other dates."""
    lopend = list(
        Groepsvoorstel.objects.filter(
            van or Q(),
            staat=VoorstelStaat.VOORGESTELD,
            soort=VoorstelSoort.NIEUW,
            te_melden=False,
            reageren_voor__gte=klok.nu(),
        )
        .exclude(verteld_data=[])
        .select_related("interventie", "ruimte__gemeente")
        .order_by("pk")
    )
    momenten = momenten_van(lopend)
    kan_niet = [v.pk for v in lopend if _gelden_niet(v, momenten.get(v.pk)) or _nergens(momenten.get(v.pk))]
    return een_voor_een(kan_niet, _verschuif)


def verschuif_voor_run(run_id: int) -> int:
    """A run would end what cannot be as it was told: first it moves to where it can be."""
    return verschuif_voorstellen(Q(regio__in=Run.objects.filter(pk=run_id).values("regio")))


def _gelden_niet(v: Groepsvoorstel, nu: Momenten | None) -> bool:
    """Whether what was told is gone and something else is free."""
    return nu is not None and nu.vrij and nu.data != v.verteld_data


def _nergens(nu: Momenten | None) -> bool:
    """Whether room or trainers are free in none of the weeks; where no other room is either, planning tells so."""
    return nu is not None and not nu.vrij


@transaction.atomic
def _verschuif(pk: int) -> bool:
    v = vergrendel(pk)
    v.momenten = momenten_van([v]).get(pk) or Momenten(vrij=False)
    if v.staat != VoorstelStaat.VOORGESTELD:
        return False
    v.eerder_plek = ""
    if _nergens(v.momenten):
        _verhuis(v)
    anders = verschuiving(v)
    if anders is None or not v.momenten.vrij:
        return False
    opnieuw = 0 if anders.zelfde_week else _vraag_opnieuw(v)
    v.eerder_data, v.verteld_data = v.verteld_data, v.momenten.data
    v.verteld, v.verschoven_op = anders.nu[0], klok.nu()
    v.versie += 1
    v.save()
    _noteer(v, anders, opnieuw)
    voorstel_verschoven(v)
    return True


def _verhuis(v: Groepsvoorstel) -> None:
    """To another room, unsaved but for how far everybody goes; nothing where none fits."""
    naar = andere_ruimte(v)
    if naar is None or v.ruimte is None:
        return
    v.eerder_plek, v.ruimte, v.momenten = plek_van(v.ruimte)[:200], naar.ruimte, naar.momenten
    for regel in v.regels.all():
        regel.afstand_m = naar.afstanden[regel.pk]
        regel.save(update_fields=["afstand_m"])


def _vraag_opnieuw(v: Groepsvoorstel) -> int:
    """Every yes was to other dates; whoever gave it gets time to think again. Answers how many."""
    ja = v.toezeggingen.filter(antwoord=Antwoord.JA)
    aantal = ja.update(antwoord=Antwoord.OPEN, bevestigen=True, door=None, op=None)
    v.reageren_voor = max(v.reageren_voor, einde_termijn(VERVANGER_WERKDAGEN, kalender_van_voorstel(v)))
    werk_staten_bij(Signaal.objects.select_for_update().filter(regels__voorstel=v).order_by("pk"))
    return aantal


def _noteer(v: Groepsvoorstel, anders: Verschuiving, opnieuw: int) -> None:
    van, naar = (dagen[0].isoformat() for dagen in (anders.eerst, anders.nu))
    plek: dict[str, Any] = {"ruimte": v.ruimte_id} if anders.plek else {}
    leg_vast("voorstel.verschoven", v, herkomst="taak", van=van, naar=naar, opnieuw=opnieuw, **plek)
