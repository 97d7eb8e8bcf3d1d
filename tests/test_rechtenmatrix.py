"""Who may open what: every address with every role, held against one table a person can read (rechtenmatrix.txt).

A new address fails these tests until it has a line. To see what the product answers now, as a table to compare and
judge line by line: ``RECHTEN_TOON=/tmp/rechten.txt pytest tests/test_rechtenmatrix.py``.
"""

import os
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.handlers.base import BaseHandler
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tests.rechtenwereld import BEZOEKER, EIGEN, WIE, Wereld, maak_wereld

TABEL = Path(__file__).with_name("rechtenmatrix.txt")
# Addresses without a name, or that another way of asking covers.
ZONDER_NAAM = "?"
METHODEN = ("GET", "POST")
NOOIT = 987_654_321
DELEN = ("aanbod:", "vraag:", "facilitair:", "gemeenten:", "admin:", "")


class Ingang(NamedTuple):
    """One address in one variant: ``naam`` as in a template, with ``|variant`` behind it for somebody else's thing."""

    label: str
    pad: str
    invoer: dict[str, Any]


class Regel(NamedTuple):
    patroon: str
    methode: str
    cellen: dict[str, str]


def lees_tabel() -> list[Regel]:
    regels, kop = [], None
    for nummer, tekst in enumerate(TABEL.read_text("utf-8").splitlines(), 1):
        woorden = tekst.split()
        if not woorden or tekst.startswith("#"):
            continue
        if kop is None:
            kop = woorden[2:]
            assert tuple(kop) == WIE, "de kolommen van de tabel zijn niet de rollen"
            continue
        assert len(woorden) == len(kop) + 2, f"regel {nummer} van {TABEL.name} heeft niet {len(kop)} cellen: {tekst}"
        regels.append(Regel(woorden[0], woorden[1], dict(zip(kop, woorden[2:], strict=True))))
    return regels


def regel_voor(tabel: list[Regel], label: str, methode: str) -> Regel | None:
    """The first line that fits, so that an exception can stand above its rule."""
    return next((r for r in tabel if methode in r.methode.split("/") and fnmatchcase(label, r.patroon)), None)


def alle_namen() -> list[str]:
    """Every name in the urlconf, with its namespaces."""

    def loop(resolver: URLResolver, voor: str = "") -> Iterator[str]:
        for deel in resolver.url_patterns:
            if isinstance(deel, URLResolver):
                yield from loop(deel, f"{voor}{deel.namespace}:" if deel.namespace else voor)
            elif isinstance(deel, URLPattern):
                yield f"{voor}{deel.name or ZONDER_NAAM}"

    return sorted(set(loop(get_resolver())))


def deel_van(label: str) -> str:
    """The part of the site an address belongs to; "" for accounts and what is left."""
    return next(deel for deel in DELEN if label.startswith(deel))


def ingangen(wereld: Wereld, deel: str | None = None) -> list[Ingang]:
    lijst = []
    for naam in alle_namen():
        if naam.endswith(ZONDER_NAAM) or (deel is not None and deel_van(naam) != deel):
            continue
        for variant, args in wereld.adressen.get(naam, {EIGEN: _admin_argumenten(naam)}).items():
            try:
                lijst.append(
                    Ingang(
                        f"{naam}|{variant}" if variant else naam, reverse(naam, args=args), wereld.invoer.get(naam, {})
                    )
                )
            except NoReverseMatch:
                pytest.fail(
                    f"{naam} wil argumenten: geef ze in tests/rechtenwereld.py, en het adres een regel in de tabel"
                )
    return lijst


def _admin_argumenten(naam: str) -> tuple[Any, ...]:
    """The first object of the model an admin page is about."""
    delen = naam.removeprefix("admin:").split("_")
    if not naam.startswith("admin:") or len(delen) < 3 or delen[-1] not in ("change", "delete", "history"):
        return ()
    ding = apps.get_model(delen[0], delen[1])._default_manager.order_by("pk").first()
    return (ding.pk if ding else 0,)


def antwoord_in_een_woord(antwoord: HttpResponse) -> str:
    """The words of the table: they are told at its top."""
    if antwoord.status_code in (301, 302):
        return "log" if str(antwoord["Location"]).startswith(reverse("account_login")) else "door"
    woorden = {200: "ja", 409: "ja", 422: "ja", 403: "nee", 404: "weg", 405: "niet", 503: "ja"}
    return woorden.get(antwoord.status_code, str(antwoord.status_code))


@pytest.fixture
def wereld() -> Wereld:
    return maak_wereld()


@pytest.fixture
def koeken(wereld: Wereld) -> dict[str, str]:
    """A session per role, that has been used once (its first use writes when it began)."""
    sleutels = {}
    for wie, user in wereld.gebruikers.items():
        klant = Client()
        klant.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
        klant.get(reverse("mfa_index"))
        sleutels[wie] = klant.cookies[settings.SESSION_COOKIE_NAME].value
    return sleutels


class Deur:
    """The site as a function from request to answer: without the test client's copies of every template's context."""

    def __init__(self, koeken: dict[str, str]) -> None:
        self.koeken = koeken
        self.handler = BaseHandler()
        self.handler.load_middleware()

    def vraag(self, methode: str, ingang: Ingang, wie: str, *, csrf: bool = False) -> HttpResponse:
        """One request by one person. What a POST changed is undone. A broken page is a 500."""
        koek = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={self.koeken[wie]}"} if wie != BEZOEKER else {}
        request = RequestFactory(**koek).generic(  # type: ignore[arg-type]
            methode,
            ingang.pad,
            urlencode(ingang.invoer if methode == "POST" else {}),
            "application/x-www-form-urlencoded",
        )
        request._dont_enforce_csrf_checks = not csrf  # type: ignore[attr-defined]
        with transaction.atomic():
            antwoord = self.handler.get_response(request)
            if methode == "POST":
                transaction.set_rollback(True)
        assert isinstance(antwoord, HttpResponse)
        return antwoord


@pytest.fixture
def deur(koeken: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Deur:
    """Pages that only say no are left bare: half of all answers here, and tested where they are made."""
    for status in (403, 404):
        monkeypatch.setattr(f"marktplein.urls.handler{status}", _kaal(status), raising=False)
    return Deur(koeken)


def _kaal(status: int) -> Callable[..., HttpResponse]:
    return lambda request, exception: HttpResponse(status=status)


def meet(wereld: Wereld, deur: Deur, deel: str) -> dict[tuple[str, str], dict[str, str]]:
    gemeten = {}
    for ingang in ingangen(wereld, deel):
        for methode in METHODEN:
            cache.clear()  # no limit on how often may be asked
            cellen = {wie: antwoord_in_een_woord(deur.vraag(methode, ingang, wie)) for wie in WIE}
            gemeten[ingang.label, methode] = cellen
    return gemeten


def als_tabel(gemeten: dict[tuple[str, str], dict[str, str]]) -> str:
    breed = max(len(label) for label, _ in gemeten) + 1
    kolommen = [max(len(wie), 4) + 1 for wie in WIE]

    def regel(naam: str, methode: str, cellen: list[str]) -> str:
        gevuld = "".join(cel.ljust(breedte) for cel, breedte in zip(cellen, kolommen, strict=True))
        return f"{naam.ljust(breed)}{methode.ljust(6)}{gevuld}".rstrip()

    regels = [regel("adres", "wijze", list(WIE))]
    regels += [regel(label, methode, list(cellen.values())) for (label, methode), cellen in gemeten.items()]
    return "\n".join(regels) + "\n"


def _stand() -> dict[str, tuple[int, int]]:
    """Per table the number of rows and a sum over their content."""
    stand = {}
    with connection.cursor() as cursor:
        for tabel in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT count(*), coalesce(sum(hashtext(t::text)::bigint), 0) FROM "{tabel}" t')
            rij = cursor.fetchone()
            stand[tabel] = (int(rij[0]), int(rij[1]))
    return stand


@pytest.mark.lang
@pytest.mark.parametrize("deel", DELEN)
def test_elke_rol_krijgt_op_elk_adres_wat_de_tabel_zegt(wereld: Wereld, deur: Deur, deel: str) -> None:
    """And a GET by anybody anywhere leaves every table as it was; that somebody looked at names may be written down."""
    voor = _stand()
    gemeten = meet(wereld, deur, deel)
    na = _stand()
    assert {t for t in voor if voor[t] != na[t]} <= {"audit_logregel", "audit_oorsprong", "django_session"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT gebeurtenis FROM audit_logregel WHERE gebeurtenis LIKE 'aanmeldingen.%'")
        assert {rij[0] for rij in cursor.fetchall()} == ({"aanmeldingen.ingezien"} if deel == "aanbod:" else set())
    if toon := os.environ.get("RECHTEN_TOON"):
        Path(f"{toon}.{deel.rstrip(':') or 'overig'}").write_text(als_tabel(gemeten), "utf-8")
    tabel, gebruikt, fouten = lees_tabel(), set(), []
    for (label, methode), cellen in gemeten.items():
        regel = regel_voor(tabel, label, methode)
        if regel is None:
            fouten.append(f"{label} {methode}: staat niet in de tabel")
            continue
        gebruikt.add((regel.patroon, regel.methode))
        if regel.patroon == "*" and cellen != regel.cellen:
            fouten.append(f"{label} {methode}: geef dit adres een eigen regel in de tabel")
            continue
        fouten += [
            f"{label} {methode} als {wie}: {cellen[wie]}, de tabel zegt {regel.cellen[wie]}"
            for wie in WIE
            if cellen[wie] != regel.cellen[wie]
        ]
    over = [r for r in tabel if deel_van(r.patroon) == deel and (r.patroon, r.methode) not in gebruikt]
    fouten += [f"{r.patroon} {r.methode}: geen adres hoort hierbij" for r in over]
    assert not fouten, "\n".join(fouten)


@pytest.mark.lang
def test_een_weigering_verraadt_niet_dat_iets_bestaat(wereld: Wereld, deur: Deur) -> None:
    """Who gets a no on something out of sight gets the same no on something that was never there."""
    tabel, gevraagd, fouten = lees_tabel(), 0, []
    for naam, varianten in wereld.adressen.items():
        for variant, args in varianten.items():
            label = f"{naam}|{variant}" if variant else naam
            nooit = (*args[:-1], NOOIT if isinstance(args[-1], int) else "bestaat-niet")
            for methode, wie in product(METHODEN, WIE):
                regel = regel_voor(tabel, label, methode)
                if regel is None or regel.cellen[wie] != "nee" or _is_te_zien(wereld, tabel, naam, args, wie):
                    continue
                antwoord = antwoord_in_een_woord(deur.vraag(methode, Ingang(label, reverse(naam, args=nooit), {}), wie))
                gevraagd += 1
                if antwoord != "nee":
                    fouten.append(f"{label} {methode} als {wie}: nee, en {antwoord} voor wat er nooit was")
    assert not fouten, "\n".join(fouten)
    assert gevraagd > 100


# 404 for who is logged in, and nothing is hidden: no row has this name, or the page is not there at all.
NIETS_VERBORGEN = {
    "vraag:reeks_beslissen": "a pattern in past demand, reckoned anew from what one sees",
    "admin:view_on_site": "Django's own, and switched off",
}
NOOIT_GEWEEST = "onbekend"


def test_wat_verborgen_is_staat_in_de_geschiedenis(wereld: Wereld, deur: Deur) -> None:
    """Each 404 of the table about a thing that is there leaves a line for who asked."""
    tabel, gevraagd, fouten = lees_tabel(), 0, []
    for naam, varianten in wereld.adressen.items():
        for variant, args in varianten.items():
            label = f"{naam}|{variant}" if variant else naam
            regel = regel_voor(tabel, label, "GET")
            wie = next((w for w in WIE if w != BEZOEKER and regel and regel.cellen[w] == "weg"), None)
            if not args or wie is None or variant == NOOIT_GEWEEST or naam in NIETS_VERBORGEN:
                continue
            cache.clear()
            voor = _weigeringen()
            deur.vraag("GET", Ingang(label, reverse(naam, args=args), {}), wie)
            gevraagd += 1
            if _weigeringen() != voor + 1:
                fouten.append(f"{label} als {wie}")
    assert not fouten, "\n".join(fouten)
    assert gevraagd > 10


def _weigeringen() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_logregel WHERE gebeurtenis = 'toegang.geweigerd'")
        return int(cursor.fetchone()[0])


def _is_te_zien(wereld: Wereld, tabel: list[Regel], naam: str, args: Any, wie: str) -> bool:
    """Whether another page about the same thing opens: then it is no secret that it exists."""
    app = naam.partition(":")[0]
    for andere, varianten in wereld.adressen.items():
        for variant, ook in varianten.items():
            regel = regel_voor(tabel, f"{andere}|{variant}" if variant else andere, "GET")
            if andere.startswith(app) and ook == args and regel and regel.cellen[wie] in ("ja", "door"):
                return True
    return False


# The search changes nothing, and a browser without cookies may hold a cry for help; a mail program stops by itself,
# with the link in the mail (RFC 8058).
ZONDER_TOKEN = {"aanbod:zoeken", "aanbod:attendering_stop"}


def test_elk_formulier_vraagt_een_csrf_token(wereld: Wereld, deur: Deur) -> None:
    """Wherever the table lets somebody post, a post without token is refused."""
    tabel, gevraagd = lees_tabel(), 0
    for ingang in ingangen(wereld):
        regel = regel_voor(tabel, ingang.label, "POST")
        wie = next((w for w in WIE if regel and regel.cellen[w] in ("ja", "door")), None)
        if wie is None or ingang.label in ZONDER_TOKEN:
            continue
        antwoord = deur.vraag("POST", ingang, wie, csrf=True)
        assert antwoord.status_code == 403, f"{ingang.label} als {wie}: {antwoord.status_code}"
        gevraagd += 1
    assert gevraagd > 50


# What a post with nothing in it shows without anything being wrong.
LEEG_MAG = {
    "aanbod:leesbaar": "stores nothing: tells how a text reads while it is typed",
    "kcc:belscherm": "stores nothing: searches while somebody calls",
    "accounts:blijf_ingelogd": "asks nothing but to stay",
    "aanbod:attendering_stop": "the link says all: stop",
}


def test_een_leeg_formulier_wordt_overal_geweigerd_met_422(wereld: Wereld, deur: Deur) -> None:
    """Every form of our own says by its status that nothing was stored; those of accounts are allauth's."""
    tabel, gevraagd, fouten = lees_tabel(), 0, []
    for ingang in ingangen(wereld):
        naam = ingang.label.partition("|")[0]
        regel = regel_voor(tabel, ingang.label, "POST")
        wie = next((w for w in WIE if regel and regel.cellen[w] == "ja"), None)
        if wie is None or ":" not in naam or naam.startswith("admin:") or naam in LEEG_MAG:
            continue
        cache.clear()
        antwoord = deur.vraag("POST", ingang._replace(invoer={}), wie)
        gevraagd += 1
        if antwoord.status_code != 422:
            fouten.append(f"{ingang.label} als {wie}: {antwoord.status_code}")
    assert not fouten, "\n".join(fouten)
    assert gevraagd > 15
