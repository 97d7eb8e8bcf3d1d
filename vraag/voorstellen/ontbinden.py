"""End a proposal that will not become a group: everyone hears, the demand goes back to the pool with its age kept."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from aanbod.workflow import GroepStaat
from marktplein.audit.services import leg_vast
from marktplein.basis import klok
from marktplein.basis.een_voor_een import een_voor_een
from marktplein.basis.workflow import verplaats
from vraag.aanvraag import vraag_om_poolen
from vraag.instellingen import MINSTENS_OPEN_DAGEN, UITSLUITING_DAGEN
from vraag.models import Groepsvoorstel, Signaal, Uitsluiting
from vraag.signalen.staat import werk_staten_bij
from vraag.slot import wijzigingsslot
from vraag.voorstellen import berichten
from vraag.workflow import SIGNAAL_OVERGANGEN, VOORSTEL_OVERGANGEN, Aanleiding, SignaalStaat, VoorstelStaat


def ontbind(voorstel: Groepsvoorstel, naar: VoorstelStaat, reden: str, *, door: Any = None) -> None:
    """Move the (locked) proposal to an end state, free its signalen, tell everyone, and ask for a new pooling."""
    verplaats(voorstel, naar, VOORSTEL_OVERGANGEN, ding="Dit voorstel")
    voorstel.reden_einde = reden
    voorstel.versie += 1
    voorstel.save()
    leg_vast(f"voorstel.{naar}", voorstel, door=door, herkomst="web" if door else "taak")
    werk_staten_bij(_signalen_van(voorstel))
    _geef_tijd(voorstel)
    berichten.voorstel_gaat_niet_door(voorstel)
    vraag_om_poolen(voorstel.regio, Aanleiding.WIJZIGING)


def _geef_tijd(voorstel: Groepsvoorstel) -> None:
    """Demand that goes back to the pool gets at least four weeks in it, whatever day it would have run out."""
    tot = klok.vandaag() + dt.timedelta(days=MINSTENS_OPEN_DAGEN)
    Signaal.objects.filter(regels__voorstel=voorstel, staat=SignaalStaat.OPEN, verloopt_op__lt=tot).update(
        verloopt_op=tot
    )


def sluit_uit(voorstel: Groepsvoorstel, *, signalen: Iterable[int] = (), trainers: Iterable[int] = ()) -> None:
    """Remember that these do not want this place on this dagdeel, so that they are not asked again."""
    tot = klok.vandaag() + dt.timedelta(days=UITSLUITING_DAGEN)
    waar = {"ruimte": voorstel.ruimte, "groep": None if voorstel.ruimte_id else voorstel.groep}
    Uitsluiting.objects.bulk_create(
        [Uitsluiting(voorstel=voorstel, dagdeel=voorstel.dagdeel, tot=tot, signaal_id=pk, **waar) for pk in signalen]
        + [Uitsluiting(voorstel=voorstel, dagdeel=voorstel.dagdeel, tot=tot, trainer_id=pk, **waar) for pk in trainers]
    )


def _signalen_van(voorstel: Groepsvoorstel) -> list[Signaal]:
    return list(Signaal.objects.select_for_update().filter(regels__voorstel=voorstel).order_by("pk"))


def volg_groepen() -> int:
    """Let proposals and signalen follow what became of their group: cancelled → back to the pool, ended → done.

    Looks at the state only, so it may run as often as it likes; answers how many proposals moved.
    """
    geannuleerd = Groepsvoorstel.objects.filter(staat=VoorstelStaat.GEPLAND, groep__staat=GroepStaat.GEANNULEERD)
    ontbonden = een_voor_een(geannuleerd.order_by("pk").values_list("pk", flat=True), _ontbind_afgelast)
    return ontbonden + een_voor_een(_af_te_ronden(), _rond_signaal_af)


@transaction.atomic
def _ontbind_afgelast(pk: int) -> bool:
    wijzigingsslot(Groepsvoorstel.objects.values_list("regio", flat=True).get(pk=pk))
    voorstel = Groepsvoorstel.objects.select_for_update(of=("self",)).select_related("regio", "groep").get(pk=pk)
    if voorstel.staat != VoorstelStaat.GEPLAND:
        return False
    ontbind(voorstel, VoorstelStaat.VERVALLEN, "De groep gaat niet door.")
    return True


def _af_te_ronden() -> QuerySet[Signaal, int]:
    """A placed signaal is done when all its groups have ended."""
    klaar = Signaal.objects.filter(staat=SignaalStaat.GEPLAATST).exclude(
        pk__in=Signaal.objects.filter(regels__voorstel__staat=VoorstelStaat.GEPLAND)
        .exclude(regels__voorstel__groep__staat=GroepStaat.AFGEROND)
        .values("pk")
    )
    return klaar.order_by("pk").values_list("pk", flat=True)


@transaction.atomic
def _rond_signaal_af(pk: int) -> bool:
    signaal = Signaal.objects.select_for_update().get(pk=pk)
    if signaal.staat != SignaalStaat.GEPLAATST:
        return False
    verplaats(signaal, SignaalStaat.AFGEROND, SIGNAAL_OVERGANGEN, ding="Deze vraag")
    signaal.save(update_fields=["staat", "gewijzigd_op"])
    leg_vast("signaal.staat", signaal, herkomst="taak", van=SignaalStaat.GEPLAATST, naar=SignaalStaat.AFGEROND)
    return True
