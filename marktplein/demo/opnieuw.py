"""Begin the demo anew while it runs: empty, load, form groups for the first time, and keep that mail few.

History is never emptied, here as little as elsewhere: it keeps what was tried, and that the demo began anew.
"""

import time
from collections.abc import Callable
from itertools import count

from django.db import connection, transaction

from facilitair.taken.sjablonen import vul_aan
from gemeenten.grond.models import Regio
from gemeenten.kaart.register import vul_aan as vul_categorieen
from marktplein.audit.models import Logregel, Oorsprong
from marktplein.audit.services import leg_vast
from marktplein.demo import lader, post, verder
from marktplein.demo.models import Demoklus
from marktplein.werk.fouten import SlotBezet
from marktplein.werk.services import MELD_ELKE_SECONDEN
from vraag.aanvraag import vraag_om_poolen
from vraag.models import Ronde, Run
from vraag.poolen.rondes import rond_af
from vraag.poolen.services import voer_run_uit
from vraag.workflow import Aanleiding

# Django fills these itself after a migration; the job that empties the others has its row here.
BLIJFT = {"django_migrations", "django_content_type", "auth_permission", Demoklus._meta.db_table}
BLIJFT |= {Logregel._meta.db_table, Oorsprong._meta.db_table}
WACHT_OP_SLOT = 3.0
POGINGEN = 60
# The share of the work that loading is; the rest is forming groups.
LADEN = 0.5

Meld = Callable[[str, float], None]
Sluit = Callable[[Demoklus], Demoklus]


def begin_opnieuw(klus: Demoklus, meld: Meld, sluit: Sluit) -> Demoklus:
    """Safe to begin again after a worker died half-way: it empties first."""
    leeg(klus)
    nummers = count(1)
    lader.laad(lambda regel: meld("gegevens laden", LADEN * next(nummers) / len(lader.DELEN)))
    time.sleep(MELD_ELKE_SECONDEN)  # or the words would still be those of loading
    meld("groepen vormen", LADEN)
    vorm_groepen()
    post.maak_stil()
    verder.vraag_scenario()
    verder.vraag_trainers()
    with transaction.atomic():
        return sluit(klus)


@transaction.atomic
def leeg(klus: Demoklus) -> None:
    """Everything but history, at once; numbers go on counting, so that history never tells of another thing."""
    tabellen = [naam for naam in sorted(connection.introspection.django_table_names()) if naam not in BLIJFT]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tabellen))}")
    vul_aan()
    vul_categorieen()
    leg_vast(lader.GELEEGD, klus, herkomst="taak")


def vorm_groepen() -> None:
    """The first round, here and now: this is a worker already."""
    with transaction.atomic():
        ronde = Ronde.objects.create(aanleiding=Aanleiding.NACHT)
        pks = [vraag_om_poolen(regio, Aanleiding.NACHT, aankondigen=False).pk for regio in Regio.objects.order_by("pk")]
        Run.objects.filter(pk__in=pks).update(ronde=ronde)
    for pk in pks:
        _reken(pk)
    rond_af(ronde.pk)


def _reken(pk: int) -> None:
    """Wait for who pools this region already. Raises SlotBezet when that takes minutes."""
    for _ in range(POGINGEN):
        try:
            voer_run_uit(pk)
        except SlotBezet:
            time.sleep(WACHT_OP_SLOT)
        else:
            return
    raise SlotBezet
