"""Follow what became of a group: a cancelled one takes its proposal along, an ended one ends its demand."""

from django.db import transaction
from django.db.models import QuerySet

from aanbod.workflow import GroepStaat
from marktplein.audit.overgang import verplaats
from marktplein.basis.een_voor_een import een_voor_een
from vraag.models import Groepsvoorstel, Signaal
from vraag.voorstellen.beslissing import Ontbind
from vraag.voorstellen.uitvoeren import handel_af, vergrendel
from vraag.workflow import SIGNAAL_OVERGANGEN, SignaalStaat, VoorstelStaat


def volg_groepen() -> int:
    """Let proposals and signalen follow what became of their group: cancelled → back to the pool, ended → done.

    Looks at the state only, so it may run as often as it likes; answers how many proposals and signalen moved.
    """
    geannuleerd = Groepsvoorstel.objects.filter(staat=VoorstelStaat.GEPLAND, groep__staat=GroepStaat.GEANNULEERD)
    ontbonden = een_voor_een(geannuleerd.order_by("pk").values_list("pk", flat=True), _ontbind_afgelast)
    return ontbonden + een_voor_een(_af_te_ronden(), _rond_signaal_af)


@transaction.atomic
def _ontbind_afgelast(pk: int) -> bool:
    return any(isinstance(stap, Ontbind) for stap in handel_af(vergrendel(pk)))


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
    naar = SignaalStaat.AFGEROND
    verplaats(signaal, naar, SIGNAAL_OVERGANGEN, noem="Deze vraag", als="signaal.staat", herkomst="taak", velden=())
    return True
