"""Odd values at every address and in every field: never a page that breaks, never a file that cannot be opened.

Which fields there are is read from the pages themselves (forms, links) and from the source (``request.GET``), so a new
one is in here from its first day.
"""

import io
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.signals import got_request_exception
from django.db import transaction
from django.http import HttpResponse
from django.test import RequestFactory
from openpyxl import load_workbook

from tests.rechtenwereld import BEZOEKER, WIE, Wereld
from tests.test_rechtenmatrix import DELEN, Deur, deur, ingangen, koeken, lees_tabel, regel_voor, wereld

# Fixtures of the table of rights, at work here too.
__all__ = ["deur", "koeken", "wereld"]

# Everything odd in one: half a character, no characters, signs that cannot be seen or turn the writing, a formula, a
# line of a calendar, what other languages would carry out.
GEK = "\uffff\ufdd0Sam\u200b\u202ezoe\u0308 😀\r\nBEGIN:VEVENT ＝1+1 %s {{ x }} ' \" \\ ${7*7} [] {} ,".encode()
TEKSTEN: tuple[str | bytes, ...] = (GEK + b"\xed\xa0\x80", "x" * 10_000, "e " * 3_000, "nan")
GETALLEN: tuple[str | bytes, ...] = ("9" * 30, "2147483648", "-1", "1e999", "٣")
DAGEN: tuple[str | bytes, ...] = ("9999-12-31", "0001-01-01", "2100-12-31", "2027-03-28")
TEKSTVAK = ("text", "textarea", "email", "tel", "search", "url", "password")
GETALVAK = ("number", "select", "radio", "checkbox", "hidden", "submit", "button")
DAGVAK = ("date", "time", "datetime-local")
# Odd values that one address or form meets; the next one goes on where it stopped, so that all of them have their turn.
STAPPEN = 2
# What stands at a field and still tells nothing of what it is for.
OVERSLAAN = ("csrfmiddlewaretoken",)
APPS = ("aanbod", "facilitair", "gemeenten", "vraag", "marktplein")
BREEKT = 500
# Seconds of this process; the slowest page takes a tenth. What grows with what is typed takes minutes.
TE_LANG = 5


def _rauw_gelezen() -> set[str]:
    """Names that a view reads from the address by itself."""
    leest = re.compile(r"""request\.GET(?:\.get(?:list)?\(|\[)"(\w+)"|"(\w+)" in request\.GET""")
    bron = (pad.read_text("utf-8") for app in APPS for pad in (Path(settings.BASE_DIR) / app).rglob("*.py"))
    return {een or ander for tekst in bron for een, ander in leest.findall(tekst)}


@dataclass
class Formulier:
    actie: str
    met_post: bool
    velden: dict[str, str] = field(default_factory=dict)
    soorten: dict[str, str] = field(default_factory=dict)


class Lezer(HTMLParser):
    """The forms of a page with what stands in them, and the names in its links."""

    def __init__(self, pad: str) -> None:
        super().__init__()
        self.pad, self.formulieren, self.in_links = pad, [], set()
        self.nu: Formulier | None = None
        self.keuze = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {naam: waarde or "" for naam, waarde in attrs}
        if tag == "form":
            actie = urlsplit(a.get("action") or self.pad).path or self.pad
            self.nu = Formulier(actie, a.get("method", "get").lower() == "post")
            self.formulieren.append(self.nu)
        elif tag == "a":
            self.in_links |= {naam for naam, _ in parse_qsl(urlsplit(a.get("href", "")).query)}
        elif tag == "option" and self.keuze and self.nu:
            if "selected" in a or not self.nu.velden[self.keuze]:
                self.nu.velden[self.keuze] = a.get("value", "")
        elif tag in ("input", "textarea", "select", "button") and a.get("name") and self.nu:
            self._veld(tag, a)

    def _veld(self, tag: str, a: dict[str, str]) -> None:
        assert self.nu
        naam, soort = a["name"], a.get("type", tag)
        self.keuze = naam if tag == "select" else ""
        if naam in OVERSLAAN or (soort in ("radio", "checkbox") and self.nu.velden.get(naam)):
            return
        self.nu.soorten[naam] = soort
        self.nu.velden[naam] = a.get("value") or GEWOON.get(soort, "")

    def handle_endtag(self, tag: str) -> None:
        self.keuze = "" if tag == "select" else self.keuze
        self.nu = None if tag == "form" else self.nu


# What somebody fills in who does nothing odd, by the kind of box.
GEWOON = {"text": "Proef", "textarea": "Proef", "email": "proef@voorbeeld.example", "date": "2027-03-29", "number": "5"}
GEWOON |= {"time": "15:30", "tel": "06 12345678", "checkbox": "on"}


class Kruiper:
    """Asks, posts, and remembers what broke."""

    def __init__(self, wereld: Wereld, deur: Deur) -> None:
        self.wereld, self.deur = wereld, deur
        self.stuk: dict[str, str] = {}
        self.fout, self.teller, self.gevraagd = "", 0, 0
        self.beurt: Counter[tuple[str, ...]] = Counter()
        self.laatst: dict[tuple[str, ...], tuple[Formulier, str]] = {}
        self.rauw = sorted(_rauw_gelezen())
        self.tabel = lees_tabel()

    def vraag(self, methode: str, pad: str, wie: str, paren: Sequence[tuple[str, str | bytes]]) -> HttpResponse:
        koek = f"{settings.SESSION_COOKIE_NAME}={self.deur.koeken[wie]}" if wie != BEZOEKER else ""
        inhoud = urlencode(paren)
        adres = f"{pad}?{inhoud}" if methode == "GET" and inhoud else pad
        request = RequestFactory(HTTP_COOKIE=koek).generic(
            methode, adres, inhoud if methode == "POST" else "", "application/x-www-form-urlencoded"
        )
        request._dont_enforce_csrf_checks = True  # type: ignore[attr-defined]
        self.fout, begin = "", time.process_time()
        with transaction.atomic():
            antwoord: Any = self.deur.handler.get_response(request)
            transaction.set_rollback(True)
        if antwoord.status_code >= BREEKT and antwoord.status_code != 503:
            self.stuk.setdefault(f"{methode} {pad} als {wie}: {self.fout}"[:300], str(paren)[:400])
        self.gevraagd += 1
        if time.process_time() - begin > TE_LANG:
            self.stuk.setdefault(f"{methode} {pad} als {wie}: duurt te lang", str(paren)[:400])
        return antwoord

    def noteer(self, sender: Any, **_: Any) -> None:
        self.fout = repr(sys.exc_info()[1])[:200]

    def wie_komt_binnen(self, label: str, methode: str, hoogstens: int) -> list[str]:
        regel = regel_voor(self.tabel, label, methode)
        return [w for w in WIE if regel and regel.cellen[w] in ("ja", "door")][-hoogstens:]

    def bekijk(self, pad: str, wie: str) -> Lezer:
        lezer = Lezer(pad)
        antwoord = self.vraag("GET", pad, wie, ())
        if antwoord.headers.get("Content-Type", "").startswith("text/html") and not antwoord.streaming:
            lezer.feed(antwoord.content.decode())
        return lezer

    def namen(self, lezer: Lezer) -> dict[str, str]:
        """Every name the page may read from its address, with the kind of its box as far as it has one."""
        in_formulier = {n: s for f in lezer.formulieren if not f.met_post for n, s in f.soorten.items()}
        return {naam: in_formulier.get(naam, "") for naam in sorted({*in_formulier, *lezer.in_links, *self.rauw})}

    def adressen(self, pad: str, wie: str, namen: dict[str, str], stappen: int) -> None:
        """All names at once in every request, each another value each time; other pages begin at another value."""
        self.teller += 1
        for stap in range(stappen):
            paren = [
                (naam, waarden[(stap + n + self.teller) % len(waarden)])
                for n, (naam, soort) in enumerate(namen.items())
                for waarden in [_voor(soort)]
                if naam != "formaat"
            ]
            self.vraag("GET", pad, wie, paren)
        self.vraag("GET", pad, wie, [(naam, w) for naam in namen if naam != "formaat" for w in (TEKSTEN[0], "1")])

    def bestanden(self, pad: str, wie: str, namen: dict[str, str]) -> None:
        for formaat, waarde in (("xlsx", ""), ("csv", TEKSTEN[0])):
            vreemd = [(naam, waarde) for naam in namen if naam != "formaat"]
            antwoord = self.vraag("GET", pad, wie, [("formaat", formaat), *vreemd])
            if "spreadsheet" in antwoord.headers.get("Content-Type", ""):
                assert load_workbook(io.BytesIO(antwoord.content)).active

    def posten(self, formulier: Formulier, wie: str, stappen: int) -> None:
        """All fields odd; then, each kind of box by itself odd among what is filled in as it should."""
        for waarde in (TEKSTEN[0], GETALLEN[0]):
            self.vraag("POST", formulier.actie, wie, [(naam, waarde) for naam in formulier.velden])
        for vakken in (TEKSTVAK, GETALVAK, DAGVAK):
            if set(formulier.soorten.values()).isdisjoint(vakken):
                continue
            self.laatst[vakken] = formulier, wie
            for _ in range(stappen):
                self._met_een_vreemde_soort(formulier, wie, vakken)

    def maak_af(self) -> None:
        """Where few forms have some kind of box, the last of them gets the values that had no turn yet."""
        for vakken, (formulier, wie) in self.laatst.items():
            while self.beurt[vakken] < len(_voor(vakken[0])):
                self._met_een_vreemde_soort(formulier, wie, vakken)

    def _met_een_vreemde_soort(self, formulier: Formulier, wie: str, vakken: tuple[str, ...]) -> None:
        waarden = _voor(vakken[0])
        waarde = waarden[self.beurt[vakken] % len(waarden)]
        self.beurt[vakken] += 1
        velden = {n: waarde if formulier.soorten[n] in vakken else w for n, w in formulier.velden.items()}
        self.vraag("POST", formulier.actie, wie, list(velden.items()))


def _voor(soort: str) -> tuple[str | bytes, ...]:
    """The odd values for a kind of box; all of them for what has none."""
    if soort in TEKSTVAK:
        return TEKSTEN
    return GETALLEN if soort in GETALVAK else DAGEN if soort in DAGVAK else (*TEKSTEN, *GETALLEN, *DAGEN)


def _kruip(wereld: Wereld, deur: Deur, deel: str, stappen: int, rollen: int) -> None:
    kruiper = Kruiper(wereld, deur)
    got_request_exception.connect(kruiper.noteer)
    formulieren: dict[str, dict[tuple[str, ...], tuple[Formulier, str]]] = defaultdict(dict)
    try:
        for ingang in ingangen(wereld, deel):
            cache.clear()
            for wie in kruiper.wie_komt_binnen(ingang.label, "GET", rollen):
                lezer = kruiper.bekijk(ingang.pad, wie)
                namen = kruiper.namen(lezer)
                kruiper.adressen(ingang.pad, wie, namen, stappen)
                kruiper.bestanden(ingang.pad, wie, namen) if "formaat" in lezer.in_links else None
                for formulier in (f for f in lezer.formulieren if f.met_post and f.velden):
                    formulieren[formulier.actie].setdefault(tuple(formulier.velden), (formulier, wie))
        for per_actie in formulieren.values():
            cache.clear()
            for formulier, wie in per_actie.values():
                kruiper.posten(formulier, wie, stappen)
        kruiper.maak_af()
    finally:
        got_request_exception.disconnect(kruiper.noteer)
    assert kruiper.gevraagd > len(formulieren)
    assert not kruiper.stuk, "\n".join(f"{waar}\n    {paren}" for waar, paren in kruiper.stuk.items())


@pytest.mark.zwaar
@pytest.mark.parametrize("deel", DELEN)
def test_geen_vreemde_waarde_breekt_een_pagina(wereld: Wereld, deur: Deur, deel: str) -> None:
    # The technical admin is a library's; ours are the pages, asked with every value.
    _kruip(wereld, deur, deel, 1 if deel == "admin:" else STAPPEN, 1)


def test_een_greep_breekt_geen_pagina(wereld: Wereld, deur: Deur) -> None:
    """Quick: one part with a few values."""
    _kruip(wereld, deur, "facilitair:", 2, 1)
