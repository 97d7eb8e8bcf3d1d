"""Every page of the demo for every role that may see it: queries, and time against a bare query.

Started by ``python -m tests.bench paginas``. Exits with 1 when a page needs more than 20 queries.
"""

import io
import statistics
import sys
import time
from dataclasses import dataclass
from typing import Any

import django
from django.core.management import call_command

HOOGSTENS = 20
VASTE_PADEN = (
    "/", "/zoeken/?q=driftbuien", "/groepen/", "/direct-hulp/", "/privacy/", "/start/", "/plank/", "/aanbod-beheer/",
    "/mijn-groepen/", "/vraag/", "/vraag/nieuw/", "/vraag/regio/", "/vraag/voorstellen/", "/vraag/berekeningen/",
    "/facilitair/", "/facilitair/ruimtes/", "/facilitair/agenda/", "/gemeenten/leden/", "/gemeenten/logboek/", "/post/",
)  # fmt: skip
LOGINS = (
    "", "jgt.oegstgeest", "trainer.leiden", "facilitair", "aanspreekpunt.leiden", "beheer.leiden", "kcc",
    "aanbieder.kwadraad", "beheer",
)  # fmt: skip


@dataclass(frozen=True)
class Meting:
    pad: str
    wie: str
    queries: int
    seconden: float


def adressen() -> list[str]:
    """Each GET page once, with a real object where it needs one."""
    from aanbod.models import Groep, Interventie, Thema
    from facilitair.models import Ruimte, Taak
    from vraag.models import Groepsvoorstel, Run, Signaal

    groep = Groep.objects.filter(staat="open").order_by("pk")[0]
    signaal = (
        Signaal.objects.filter(team__slug="jgt-oegstgeest").order_by("pk").first() or Signaal.objects.order_by("pk")[0]
    )
    vast = list(VASTE_PADEN)
    uit = [
        f"/thema/{Thema.objects.order_by('pk')[0].slug}/",
        f"/aanbod/{Interventie.objects.get(slug='peutermanieren').slug}/",
        f"/groepen/{groep.slug}/",
        f"/groepen/{groep.slug}/aanmelden/",
        f"/groepen/{groep.slug}/aanmeldingen/",
        f"/vraag/{signaal.pk}/",
        f"/facilitair/taken/{Taak.objects.order_by('pk')[0].pk}/",
        f"/facilitair/ruimtes/{Ruimte.objects.order_by('pk')[0].pk}/",
    ]
    for model, basis in ((Groepsvoorstel, "/vraag/voorstellen/"), (Run, "/vraag/berekeningen/")):
        eerste = model.objects.order_by("pk").first()
        uit += [f"{basis}{eerste.pk}/"] if eerste else []
    return vast + uit


def kale_query() -> float:
    """Median seconds of ``SELECT 1`` on the same connection."""
    from django.db import connection

    tijden = []
    with connection.cursor() as cursor:
        for _ in range(200):
            begin = time.perf_counter()
            cursor.execute("SELECT 1")
            tijden.append(time.perf_counter() - begin)
    return statistics.median(tijden)


def meet(client: Any, pad: str, wie: str) -> Meting | None:
    """Median of five; None when this role may not see the page."""
    from django.db import connection

    if client.get(pad).status_code != 200:
        return None
    queries = []
    with connection.execute_wrapper(lambda doe, sql, *rest: (queries.append(sql), doe(sql, *rest))[1]):
        client.get(pad)
    tijden = []
    for _ in range(5):
        begin = time.perf_counter()
        client.get(pad)
        tijden.append(time.perf_counter() - begin)
    return Meting(pad, wie or "bezoeker", len(queries), statistics.median(tijden))


def main() -> int:
    from django.conf import settings
    from django.test import Client

    from gemeenten.grond.models import Regio
    from marktplein.accounts.models import User
    from vraag.aanvraag import vraag_om_poolen
    from vraag.poolen.services import voer_run_uit

    settings.ALLOWED_HOSTS = ["*"]
    settings.BEZOEKLIMIET = 0
    call_command("laad_demo", stdout=io.StringIO())
    voer_run_uit(vraag_om_poolen(Regio.objects.get(), "handmatig").pk)
    metingen = []
    for wie in LOGINS:
        client = Client()
        if wie:
            client.force_login(User.objects.get(email=f"{wie}@demo.example"), settings.AUTHENTICATION_BACKENDS[0])
        metingen += [m for pad in adressen() if (m := meet(client, pad, wie))]
    bodem = kale_query()
    print(f"\n{'pagina':55} {'wie':22} {'queries':>8} {'ms':>8} {'× kale query':>13}")
    for m in sorted(metingen, key=lambda m: (-m.queries, m.pad))[:40]:
        print(f"{m.pad:55} {m.wie:22} {m.queries:8} {1000 * m.seconden:8.1f} {m.seconden / bodem:13.0f}")
    meeste = max(m.queries for m in metingen)
    ms = 1000 * statistics.median(m.seconden for m in metingen)
    print(f"\n{len(metingen)} combinaties van pagina en rol; hoogstens {meeste} queries (grens {HOOGSTENS})")
    print(f"mediaan {statistics.median(m.queries for m in metingen):.0f} queries en {ms:.0f} ms")
    return int(meeste > HOOGSTENS)


if __name__ == "__main__":
    django.setup()
    sys.exit(main())
