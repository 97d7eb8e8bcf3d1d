"""Where else a proposal can be when its own room is free in none of the weeks: rooms that fit, and when."""

from dataclasses import dataclass

from django.db.models import Q

from aanbod.models import Trainer
from facilitair.models import Ruimte
from marktplein.basis import klok
from marktplein.basis.geo import afstand_m
from vraag.models import Groepsvoorstel, Regel, Uitsluiting
from vraag.models.voorstel import Momenten
from vraag.voorstellen.trainers import mag_in
from vraag.voorstellen.wanneer import momenten_van
from vraag.workflow import VOORSTEL_LOPEND, Antwoord

# So many of the nearest are held against the weeks.
HOOGSTENS = 8


@dataclass(frozen=True, slots=True)
class Verhuizing:
    """Another room, with when it would be there and how far each line goes, by its number."""

    ruimte: Ruimte
    momenten: Momenten
    afstanden: dict[int, int]


def andere_ruimte(v: Groepsvoorstel) -> Verhuizing | None:
    """The room with the same dates, else the earliest, else the nearest; None when none fits.

    It holds everybody, is let on the dagdeel, is accessible where the first was, lies within the distance of every
    team and where every trainer works, and is in no other proposal of that dagdeel.
    """
    oud = v.ruimte
    if oud is None:
        return None
    regels = list(v.regels.select_related("signaal__team"))
    gevonden = []
    for ruimte in _passend(v, oud, sum(regel.aantal for regel in regels)):
        ver = {regel.pk: _afstand(regel, ruimte) for regel in regels}
        if all(ver[regel.pk] <= regel.signaal.max_km * 1000 for regel in regels) and _trainers_mogen(v, ruimte):
            gevonden.append((max(ver.values(), default=0), ruimte.pk, ruimte, ver))
    kan: list[tuple[bool, int, int, int, Verhuizing]] = []
    for verste, pk, ruimte, ver in sorted(gevonden, key=lambda wie: wie[:2])[:HOOGSTENS]:
        v.ruimte = ruimte
        momenten = momenten_van([v])[v.pk]
        if momenten.vrij:
            anders = momenten.data != v.verteld_data
            kan.append((anders, momenten.uitstel, verste, pk, Verhuizing(ruimte, momenten, ver)))
    v.ruimte = oud
    return min(kan, key=lambda wie: wie[:4])[4] if kan else None


def _passend(v: Groepsvoorstel, oud: Ruimte, kinderen: int) -> list[Ruimte]:
    bezet = Groepsvoorstel.objects.filter(staat__in=VOORSTEL_LOPEND, dagdeel=v.dagdeel, ruimte__isnull=False).exclude(
        pk=v.pk
    )
    niet_hier = Uitsluiting.objects.filter(
        Q(signaal__regels__voorstel=v) | Q(trainer__toezeggingen__voorstel=v),
        ruimte__isnull=False,
        dagdeel=v.dagdeel,
        tot__gte=klok.vandaag(),
    )
    rijen = Ruimte.objects.filter(
        Q(dagdelen=[]) | Q(dagdelen__contains=[v.dagdeel]),
        actief=True,
        gemeente__regio=v.regio_id,
        capaciteit__gte=v.interventie.zaalvulling(v.voor).nodig(kinderen),
    )
    if oud.toegankelijk:
        rijen = rijen.filter(toegankelijk=True)
    rijen = rijen.exclude(pk__in=bezet.values("ruimte")).exclude(pk__in=niet_hier.values("ruimte"))
    return list(rijen.exclude(pk=oud.pk).select_related("gemeente").order_by("pk"))


def _afstand(regel: Regel, ruimte: Ruimte) -> int:
    team = regel.signaal.team
    return afstand_m(team.lat, team.lon, ruimte.lat, ruimte.lon)


def _trainers_mogen(v: Groepsvoorstel, ruimte: Ruimte) -> bool:
    gevraagd = v.toezeggingen.filter(trainer__isnull=False).exclude(antwoord=Antwoord.NEE)
    trainers = Trainer.objects.filter(pk__in=gevraagd.values("trainer"))
    return not trainers.exclude(mag_in(ruimte.gemeente_id)).exists()
