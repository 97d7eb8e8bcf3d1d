"""Who can step in when a trainer says no."""

import datetime as dt

from django.db.models import Q

from aanbod.enums import Bereik
from aanbod.groepen.services.planning import bijeenkomst_tijden
from aanbod.models import Certificaat, Inzet, Trainer
from gemeenten.grond.fusies import van_nu
from marktplein.basis import klok
from vraag.models import Groepsvoorstel, Toezegging, Uitsluiting
from vraag.workflow import VOORSTEL_LOPEND, Antwoord


def vervangers_voor(voorstel: Groepsvoorstel, *, weer: int | None = None) -> list[int]:
    """Trainers who may and can give this whole series and are not asked yet; those with the fewest bookings first.

    Certified to the last meeting, allowed in that municipality, at work on the dagdeel, not excluded, and free at
    every meeting and of other running proposals on the dagdeel. ``weer`` said no to this one, and is looked at anew.
    """
    ruimte = voorstel.ruimte
    if ruimte is None:
        return []
    tijden = bijeenkomst_tijden(voorstel.interventie, ruimte.gemeente, voorstel.dagdeel, voorstel.start_week)
    begin, eind = tijden[0][0], tijden[-1][1]
    bezet = Inzet.objects.filter(periode__overlap=(begin, eind)).values_list("trainer_id", "periode")
    bezette_trainers = {t for t, p in bezet if any(p.lower < e and b < p.upper for b, e in tijden)}
    gevraagd = Toezegging.objects.filter(trainer__isnull=False).filter(
        Q(voorstel=voorstel)
        | (Q(voorstel__staat__in=VOORSTEL_LOPEND, voorstel__dagdeel=voorstel.dagdeel) & ~Q(antwoord=Antwoord.NEE))
    )
    uitgesloten = Uitsluiting.objects.filter(
        trainer__isnull=False, ruimte=ruimte, dagdeel=voorstel.dagdeel, tot__gte=klok.vandaag()
    ).exclude(voorstel=voorstel, trainer=weer)
    kandidaten = (
        Trainer.objects.filter(
            mag_in(ruimte.gemeente_id),
            actief=True,
            gemeente__regio=voorstel.regio_id,
            dagdelen__contains=[voorstel.dagdeel],
            pk__in=_bevoegd(voorstel.interventie_id, klok.lokaal(eind).date()),
        )
        .exclude(pk__in=bezette_trainers)
        .exclude(pk__in=gevraagd.values("trainer"))
        .exclude(pk__in=uitgesloten.values("trainer"))
    )
    drukte = dict.fromkeys(kandidaten.values_list("pk", flat=True), 0)
    for trainer_id in Inzet.objects.filter(trainer__in=drukte, periode__overlap=(begin, eind)).values_list(
        "trainer_id", flat=True
    ):
        drukte[trainer_id] += 1
    return sorted(drukte, key=lambda pk: (drukte[pk], pk))


def mag_in(gemeente_id: int) -> Q:
    """Who gives groups in the own municipality only does so in what it went into too, as rights follow a merger."""
    return Q(bereik=Bereik.REGIO) | Q(gemeente__in=van_nu([gemeente_id]))


def _bevoegd(interventie_id: int, tot: dt.date) -> list[int]:
    geldig = Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=tot)
    return list(Certificaat.objects.filter(geldig, interventie=interventie_id).values_list("trainer", flat=True))
