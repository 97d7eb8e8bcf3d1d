"""Every page of the demo for every role that may see it: processor time, queries and size.

Started by ``python -m tests.bench paginas [--snel]``. Exits with 1 when a page needs more than 20 queries, costs a warm
process more than its bound (a list 15 ms, the time grid of all rooms 20 ms, a start page 40 ms), or is one that nobody
may open: an address that changed would go unmeasured.

Processor time stands still while others have the processor, but a busy neighbour takes the caches along, and half as
much again is no exception. So each page is measured in turns with a bare one (KAAL: head, menu, text, foot; no list):
how many bare pages it costs survives a busy or another machine. That number times the cheapest bare page of the run is
what stands under ``ms`` and is held against the bound; on a quiet machine it is the usual request.
"""

import io
import statistics
import sys
import time
from dataclasses import dataclass, replace
from typing import Any

import django
from django.core.management import call_command

HOOGSTENS = 20
# The grid draws fifteen rooms by five days: each box a strip to scale and its parts in words.
LIJST_MS, RASTER_MS, START_MS = 15, 20, 40
METINGEN, METINGEN_SNEL = 11, 5
RASTER = "/facilitair/agenda/"
KAAL = "/privacy/"
LIJSTEN = frozenset({
    "/zoeken/", "/groepen/", "/en/zoeken/", "/en/groepen/", "/plank/", "/aanbod-beheer/", "/mijn-groepen/",
    "/mijn-inzet/", "/vraag/", "/vraag/regio/", "/vraag/voorstellen/", "/vraag/berekeningen/", "/facilitair/",
    "/facilitair/ruimtes/", RASTER, "/gemeenten/leden/", "/gemeenten/logboek/", "/post/", "/mijn-week/",
    "/gemeenten/leden/uitnodigingen/", "/gemeenten/sluitingsdagen/", "/meldingen/", "/vraag/wat-als/",
    "/vraag/reeksen/", "/wat-draait-waar/", "/wie-kan-wat-geven/",
})  # fmt: skip
ANDERE_PADEN = ("/", "/zoeken/?q=driftbuien", "/direct-hulp/", KAAL, "/start/", "/vraag/nieuw/")
# How a row begins: of a list to work in, of a table, of cards.
RIJEN = (b"data-rij=", b"<tr", b"<article")
LOGINS = (
    "", "jgt.oegstgeest", "trainer.leiden", "facilitair", "aanspreekpunt.leiden", "beheer.leiden", "kcc",
    "aanbieder.kwadraad", "beheer",
)  # fmt: skip


@dataclass(frozen=True)
class Meting:
    """``kaal``: how many bare pages the usual request costs; ``kaal_ms``: the cheapest of those bare pages."""

    pad: str
    wie: str
    queries: int
    kaal: float
    kaal_ms: float
    bytes: int
    rijen: int

    @property
    def ms(self) -> float:
        return self.kaal * self.kaal_ms

    @property
    def grens(self) -> int | None:
        """What it may cost in ms; None for a page without a bound."""
        if self.pad == "/start/":
            return START_MS
        if self.pad == RASTER:
            return RASTER_MS
        return LIJST_MS if self.is_lijst else None

    @property
    def is_lijst(self) -> bool:
        if self.pad.startswith("/groepen/") and self.pad.endswith("/aanmeldingen/"):
            return True
        return self.pad.split("?")[0] in LIJSTEN or self.pad.startswith(("/thema/", "/en/thema/"))

    @property
    def te_duur(self) -> bool:
        return self.queries > HOOGSTENS or (self.grens is not None and self.ms > self.grens)

    def __str__(self) -> str:
        grens = f"{self.grens:6}" if self.grens else " " * 6
        oordeel = "TE DUUR" if self.te_duur else "goed" if self.grens else ""
        return (
            f"{self.pad:42} {self.wie:21} {self.queries:7} {self.rijen:5} {self.bytes // 1024:4} {self.ms:6.1f} "
            f"{grens} {self.kaal:6.1f}× {oordeel}"
        )


def adressen() -> list[str]:
    """Each GET page once, with a real object where it needs one."""
    from django.db.models import Count

    from aanbod.models import Groep, Interventie, Thema
    from facilitair.models import Ruimte, Taak
    from vraag.models import Groepsvoorstel, Run, Signaal

    groep = Groep.objects.filter(staat="open").order_by("pk")[0]
    druk = Groep.objects.annotate(aantal=Count("aanmeldingen")).order_by("-aantal", "pk")[0]
    signaal = (
        Signaal.objects.filter(team__slug="jgt-oegstgeest").order_by("pk").first() or Signaal.objects.order_by("pk")[0]
    )
    thema = Thema.objects.order_by("pk")[0].slug
    uit = [
        *sorted(LIJSTEN),
        *ANDERE_PADEN,
        f"/thema/{thema}/",
        f"/en/thema/{thema}/",
        f"/aanbod/{Interventie.objects.get(slug='peutermanieren').slug}/",
        f"/groepen/{groep.slug}/",
        f"/groepen/{groep.slug}/aanmelden/",
        f"/groepen/{druk.slug}/aanmeldingen/",
        f"/vraag/{signaal.pk}/",
        f"/facilitair/taken/{Taak.objects.order_by('pk')[0].pk}/",
        f"/facilitair/ruimtes/{Ruimte.objects.order_by('pk')[0].pk}/",
    ]
    for model, basis in ((Groepsvoorstel, "/vraag/voorstellen/"), (Run, "/vraag/berekeningen/")):
        eerste = model.objects.order_by("pk").first()
        uit += [f"{basis}{eerste.pk}/"] if eerste else []
    return uit


def meet(client: Any, pad: str, wie: str, metingen: int) -> Meting | None:
    """So many warm requests, each after one for the bare page; None when this role may not see the page."""
    from django.db import connection
    from django.test import Client

    if client.get(pad).status_code != 200:
        return None
    queries: list[str] = []
    with connection.execute_wrapper(lambda doe, sql, *rest: (queries.append(sql), doe(sql, *rest))[1]):
        antwoord = client.get(pad)
    bezoeker = Client()
    tijden, kaal = [], []
    for _ in range(metingen):
        kaal.append(_processortijd(bezoeker, KAAL))
        tijden.append(_processortijd(client, pad))
    keer = statistics.median(tijden) / statistics.median(kaal)
    rijen = sum(antwoord.content.count(begin) for begin in RIJEN)
    return Meting(pad, wie or "bezoeker", len(queries), keer, min(kaal), len(antwoord.content), rijen)


def _processortijd(client: Any, pad: str) -> float:
    begin = time.process_time()
    client.get(pad)
    return 1000 * (time.process_time() - begin)


def main(metingen_per_pagina: int = METINGEN) -> int:
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
    metingen, paden = [], adressen()
    for wie in LOGINS:
        client = Client()
        if wie:
            client.force_login(User.objects.get(email=f"{wie}@demo.example"), settings.AUTHENTICATION_BACKENDS[0])
        metingen += [m for pad in paden if (m := meet(client, pad, wie, metingen_per_pagina))]
    kaal_ms = min(m.kaal_ms for m in metingen)
    return toon(
        [replace(m, kaal_ms=kaal_ms) for m in metingen], [p for p in paden if p not in {m.pad for m in metingen}]
    )


def toon(metingen: list[Meting], ongezien: list[str]) -> int:
    """Three tables of what has a bound, then the dearest of the others; 1 when one of them costs too much."""
    lijsten = [m for m in metingen if m.grens and m.pad != "/start/"]
    delen = (
        ("openbare lijsten", [m for m in lijsten if m.wie == "bezoeker"]),
        ("lijsten van wie hier werkt", [m for m in lijsten if m.wie != "bezoeker"]),
        ("startpagina's", [m for m in metingen if m.pad == "/start/"]),
        ("de duurste andere", sorted((m for m in metingen if not m.grens), key=lambda m: -m.ms)[:15]),
    )
    kop = f"{'pagina':42} {'wie':21} {'queries':>7} {'rijen':>5} {'kB':>4} {'ms':>6} {'grens':>6} {'kaal':>7}"
    for naam, deel in delen:
        print(f"\n{naam}\n{kop}", *sorted(deel, key=lambda m: (-m.ms if not m.grens else 0, m.pad, m.wie)), sep="\n")
    print(f"\n{len(metingen)} combinaties van pagina en rol; hoogstens {max(m.queries for m in metingen)} queries")
    print(f"mediaan {statistics.median(m.queries for m in metingen):.0f} queries, "
          f"{statistics.median(m.ms for m in metingen):.0f} ms processortijd; "
          f"een kale pagina ({KAAL}) {metingen[0].kaal_ms:.1f} ms")  # fmt: skip
    te_duur = [m for m in metingen if m.te_duur]
    for m in te_duur:
        print(f"te duur: {m}")
    for pad in ongezien:
        print(f"niet gemeten: niemand mag {pad} openen")
    return int(bool(te_duur or ongezien))


if __name__ == "__main__":
    django.setup()
    sys.exit(main(METINGEN_SNEL if "--snel" in sys.argv else METINGEN))
