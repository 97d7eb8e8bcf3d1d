"""Every page of the demo for every role that may see it: processor time, queries and size.

Started by ``python -m tests.bench paginas``. Exits with 1 when a page needs more than 20 queries, a list for visitors
more than 15 ms of processor time of a warm process, or a start page more than 40 ms. Processor time stands still while
others have the processor; a machine that is busy besides still makes it a little longer.
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
LIJST_MS, START_MS = 15, 40
METINGEN = 9
OPENBARE_LIJSTEN = ("/groepen/", "/zoeken/", "/thema/")
VASTE_PADEN = (
    "/", "/zoeken/", "/zoeken/?q=driftbuien", "/groepen/", "/direct-hulp/", "/privacy/", "/start/", "/plank/",
    "/aanbod-beheer/", "/mijn-groepen/", "/vraag/", "/vraag/nieuw/", "/vraag/regio/", "/vraag/voorstellen/",
    "/vraag/berekeningen/", "/facilitair/", "/facilitair/ruimtes/", "/facilitair/agenda/", "/gemeenten/leden/",
    "/gemeenten/logboek/", "/post/",
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
    ms: float
    bytes: int

    @property
    def grens(self) -> int | None:
        """What it may cost in ms; None for a page without a bound."""
        if self.pad == "/start/":
            return START_MS
        return LIJST_MS if self.wie == "bezoeker" and self.is_lijst else None

    @property
    def is_lijst(self) -> bool:
        return self.pad.startswith("/thema/") or self.pad.split("?")[0] in OPENBARE_LIJSTEN

    @property
    def te_duur(self) -> bool:
        return self.queries > HOOGSTENS or (self.grens is not None and self.ms > self.grens)

    def __str__(self) -> str:
        grens = f"{self.grens:6}" if self.grens else " " * 6
        return f"{self.pad:55} {self.wie:22} {self.queries:8} {self.bytes // 1024:5} {self.ms:7.1f} {grens}"


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


def meet(client: Any, pad: str, wie: str) -> Meting | None:
    """Median of METINGEN warm requests; None when this role may not see the page."""
    from django.db import connection

    if client.get(pad).status_code != 200:
        return None
    queries = []
    with connection.execute_wrapper(lambda doe, sql, *rest: (queries.append(sql), doe(sql, *rest))[1]):
        antwoord = client.get(pad)
    tijden = []
    for _ in range(METINGEN):
        begin = time.process_time()
        client.get(pad)
        tijden.append(time.process_time() - begin)
    return Meting(pad, wie or "bezoeker", len(queries), 1000 * statistics.median(tijden), len(antwoord.content))


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
    return toon(metingen)


def toon(metingen: list[Meting]) -> int:
    """The pages with a bound, then the dearest of the others; 1 when one of them costs too much."""
    print(f"\n{'pagina':55} {'wie':22} {'queries':>8} {'kB':>5} {'ms':>7} {'grens':>6}")
    begrensd = [m for m in metingen if m.grens]
    anders = sorted((m for m in metingen if not m.grens), key=lambda m: -m.ms)
    for m in [*begrensd, *anders[:30]]:
        print(m)
    print(f"\n{len(metingen)} combinaties van pagina en rol; hoogstens {max(m.queries for m in metingen)} queries")
    print(f"mediaan {statistics.median(m.queries for m in metingen):.0f} queries, "
          f"{statistics.median(m.ms for m in metingen):.0f} ms processortijd")  # fmt: skip
    te_duur = [m for m in metingen if m.te_duur]
    for m in te_duur:
        print(f"te duur: {m}")
    return int(bool(te_duur))


if __name__ == "__main__":
    django.setup()
    sys.exit(main())
