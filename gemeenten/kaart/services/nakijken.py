"""Ask who looks after an entry, when its day has come, whether it is still right."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from gemeenten.grond.enums import Rol
from gemeenten.grond.models import Lidmaatschap, Organisatie
from gemeenten.grond.selectors import emailadressen_van_beheerders, geldig, organisaties_op_de_kaart
from gemeenten.kaart.berichten import NaTeKijken
from gemeenten.kaart.versheid import is_na_te_kijken
from marktplein.audit.services import leg_alle_vast
from marktplein.basis import klok

# Whoever did not answer is asked again, and no more often than this.
WEER_NA = dt.timedelta(days=28)


@transaction.atomic
def vraag_na(*, hoogstens: int = 2000) -> int:
    """One mail per person with all that waits for them; answers of how many organisations was asked. Safe to repeat."""
    vandaag = klok.vandaag()
    te_vragen = list(
        organisaties_op_de_kaart()
        .filter(is_na_te_kijken())
        .filter(Q(controle_gevraagd_op__isnull=True) | Q(controle_gevraagd_op__lte=vandaag - WEER_NA))
        .prefetch_related("gemeenten")
        .select_for_update(of=("self",), skip_locked=True)
        .order_by("naam", "pk")[:hoogstens]
    )
    per_adres: dict[str, list[Organisatie]] = defaultdict(list)
    for organisatie, adressen in _eigenaren(te_vragen):
        for adres in adressen:
            per_adres[adres].append(organisatie)
    for adres, organisaties in sorted(per_adres.items()):
        NaTeKijken(adres=adres, organisaties=organisaties).zet_klaar()
    Organisatie.objects.filter(pk__in=[o.pk for o in te_vragen]).update(controle_gevraagd_op=vandaag)
    leg_alle_vast("organisatie.nagevraagd", ((o, {}) for o in te_vragen), herkomst="taak")
    return len(te_vragen)


def _eigenaren(organisaties: Iterable[Organisatie]) -> list[tuple[Organisatie, list[str]]]:
    """The organisation itself when it works here; else the gemeente when it is of one; else the application admin."""
    leden = Lidmaatschap.objects.filter(geldig(), user__is_active=True, rol__in=(Rol.AANBIEDER, Rol.GEMEENTEBEHEER))
    van_organisatie: dict[int, set[str]] = defaultdict(set)
    van_gemeente: dict[int, set[str]] = defaultdict(set)
    for organisatie_id, gemeente_id, adres in leden.values_list("organisatie_id", "gemeente_id", "user__email"):
        if organisatie_id:
            van_organisatie[organisatie_id].add(adres)
        elif gemeente_id:
            van_gemeente[gemeente_id].add(adres)
    beheer = emailadressen_van_beheerders()
    uit = []
    for organisatie in organisaties:
        gemeenten = list(organisatie.gemeenten.all())
        van_een = van_gemeente[gemeenten[0].pk] if len(gemeenten) == 1 else set()
        uit.append((organisatie, sorted(van_organisatie[organisatie.pk] or van_een) or beheer))
    return uit
