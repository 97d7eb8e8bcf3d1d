"""Who may give a group and where it can be, with why not: for the forms in which people choose."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Q

from aanbod.enums import Bereik
from aanbod.models import Certificaat, Groep, Interventie, Trainer
from facilitair.models import Ruimte
from facilitair.rooster.knelpunten import Tijd, bezet_van, raakt_een
from facilitair.ruimtes import vrij
from gemeenten.grond.models import Gemeente
from marktplein.basis import dagdelen, klok, woorden

RUIMTES = 40


@dataclass(frozen=True, slots=True)
class Trainerkeus:
    """``kan_niet`` is what makes it impossible, ``liever_niet`` what one should know; both may be empty."""

    trainer: Trainer
    kan_niet: str = ""
    liever_niet: str = ""

    @property
    def tekst(self) -> str:
        bij = self.kan_niet or self.liever_niet
        naam = f"{self.trainer.naam}, {self.trainer.gemeente}"
        return f"{naam}: {bij}" if bij else f"{naam}: vrij"


def trainerkeuzes(
    interventie: Interventie,
    gemeente: Gemeente,
    tijden: Sequence[Tijd],
    *,
    groep: Groep | None = None,
    ook: Collection[int] = (),
) -> list[Trainerkeus]:
    """Everybody in the region with a certificate for it, and ``ook``: who can, first. Three queries."""
    wie = Q(certificaten__interventie=interventie, gemeente__regio=gemeente.regio_id, actief=True) | Q(pk__in=ook)
    trainers = list(Trainer.objects.filter(wie).select_related("gemeente").distinct().order_by("naam", "pk"))
    certificaten = Certificaat.objects.filter(interventie=interventie, trainer__in=trainers)
    tot = dict(certificaten.values_list("trainer_id", "geldig_tot"))
    bezet = bezet_van([t.pk for t in trainers], tijden, behalve=groep) if tijden else {}
    keuzes = [
        Trainerkeus(t, _kan_niet(t, tijden, tot, bezet.get(t.pk, [])), _liever_niet(t, gemeente, tijden))
        for t in trainers
    ]
    return sorted(keuzes, key=lambda k: (bool(k.kan_niet), bool(k.liever_niet), k.trainer.naam, k.trainer.pk))


def _kan_niet(t: Trainer, tijden: Sequence[Tijd], tot: dict[int, dt.date | None], bezet: list[Tijd]) -> str:
    if t.pk not in tot:
        return "heeft geen certificaat voor deze training"
    geldig_tot = tot[t.pk]
    if geldig_tot is not None and tijden and geldig_tot < klok.lokaal(tijden[-1][0]).date():
        loopt = "liep af" if geldig_tot < klok.vandaag() else "loopt af"
        return f"het certificaat {loopt} op {woorden.datum(geldig_tot)}"
    raakt = next((tijd for tijd in tijden if raakt_een([tijd], bezet)), None)
    return f"geeft al een andere groep op {woorden.tijd(*raakt)}" if raakt else ""


def _liever_niet(t: Trainer, gemeente: Gemeente, tijden: Sequence[Tijd]) -> str:
    if t.bereik != Bereik.REGIO and t.gemeente_id != gemeente.pk:
        return f"werkt alleen in {t.gemeente}, vraag het eerst"
    gevraagd = {dagdelen.van_moment(klok.lokaal(begin)) for begin, _ in tijden}
    anders = sorted(d for d in gevraagd if d is not None and d not in t.dagdelen)
    return f"werkt meestal niet op {dagdelen.opsomming(anders)}" if anders else ""


def ruimtekeuzes(
    tijden: Sequence[Tijd],
    *,
    gemeente: Gemeente,
    minstens: int,
    dichtbij: vrij.Plek | None = None,
    groep: Groep | None = None,
) -> list[vrij.Zaalvoorstel]:
    """Rooms of the region that hold so many people: free at all moments first, then the nearest."""
    ruimtes = Ruimte.objects.filter(actief=True, capaciteit__gte=minstens, gemeente__regio=gemeente.regio_id)
    plek = dichtbij or (gemeente.lat, gemeente.lon)
    alle = vrij.zaalvoorstellen(
        tijden, ruimtes=ruimtes.select_related("gemeente").order_by("naam"), dichtbij=plek, behalve_groep=groep
    )
    return alle[:RUIMTES]


def ruimtetekst(v: vrij.Zaalvoorstel) -> str:
    """ "Zaal De Linde, Leiden: 12 plekken, 3 km"; with why not when it is not free."""
    delen = [woorden.plekken(v.ruimte.capaciteit)]
    if v.afstand_m is not None:
        delen.append(woorden.km(v.afstand_m))
    if v.bezet:
        delen.append(f"bezet op {woorden.tel(len(v.bezet), 'moment', 'momenten')}")
    elif not v.te_huur:
        delen.append("dan niet te huur")
    return f"{woorden.waar(v.ruimte.naam, plaats=v.ruimte.gemeente.naam)}: {', '.join(delen)}"
