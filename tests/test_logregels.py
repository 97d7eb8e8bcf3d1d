"""The log holds no keys: neither ours nor gunicorn's, for any address that carries one."""

import logging
import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, SlugConverter

from marktplein.gunicorn import Weblog
from marktplein.logregels import EenRegel, zonder_sleutel

pytestmark = pytest.mark.puur
GEHEIM = "Mz4-c0de:1tAbC_geheim"
# Parts of addresses that are text and no key: the technical admin's.
GEEN_SLEUTEL = {"object_id", "app_label", "url", "content_type_id"}


def sleuteladressen(resolver: URLResolver | None = None, voor: str = "/") -> Iterator[str]:
    """Every address with a part that may hold any text, with a key filled in there."""
    for deel in (resolver or get_resolver()).url_patterns:
        pad = voor + str(deel.pattern)
        if isinstance(deel, URLResolver):
            yield from sleuteladressen(deel, pad)
        elif isinstance(deel, URLPattern) and _vrije_delen(deel):
            yield _vul_in(pad)


def _vrije_delen(deel: URLPattern) -> set[str]:
    namen = set(getattr(deel.pattern, "converters", {})) | set(deel.pattern.regex.groupindex)
    veilig = {n for n, c in deel.pattern.converters.items() if isinstance(c, (IntConverter, SlugConverter))}
    return namen - veilig - GEEN_SLEUTEL


def _vul_in(pad: str) -> str:
    pad = re.sub(r"\(\?P<\w+>[^)]*\)(\+)?", GEHEIM, pad)
    return re.sub(r"<(?:\w+:)?\w+>", GEHEIM, pad).replace("^", "").replace("$", "").replace("\\", "")


ADRESSEN = sorted(set(sleuteladressen()))


def test_de_adressen_met_een_sleutel_worden_gevonden() -> None:
    assert len([a for a in ADRESSEN if not a.startswith("/beheer/")]) >= 5


@pytest.mark.parametrize("adres", ADRESSEN)
def test_de_sleutel_staat_niet_in_de_regel(adres: str) -> None:
    quoted = adres.replace("/", "%2F")
    for tekst in (f"Internal Server Error: {adres}", f"GET /account/login/?next={adres} 302", f"?next={quoted}&a=1"):
        regel = EenRegel("{levelname} {message}", style="{").format(logging.makeLogRecord({"msg": tekst}))
        assert "geheim" not in regel, regel
        assert "***" in regel


def test_de_rest_van_de_regel_blijft() -> None:
    assert zonder_sleutel("GET /aanmelding/abc-1/?x=1 200") == "GET /aanmelding/***/?x=1 200"
    gewoon = "GET /groepen/rust-in-huis/aanmelden/ 200"
    assert zonder_sleutel(gewoon) == gewoon


def test_ook_de_regels_van_gunicorn(capsys: pytest.CaptureFixture[str]) -> None:
    from gunicorn.config import Config

    cfg = Config()
    for naam, waarde in (("accesslog", "-"), ("errorlog", "-"), ("logger_class", Weblog)):
        cfg.set(naam, waarde)
    log = cfg.logger_class(cfg)
    log.access_log.info(
        '"%(r)s" "%(f)s"', {"r": "GET /uitnodiging/geheim/ HTTP/1.1", "f": "https://x/aanmelding/geheim/"}
    )
    log.error("Error handling request %s", "/account/password/reset/key/1-geheim/")
    geschreven = "".join(capsys.readouterr())
    assert geschreven.count("***") == 3
    assert "geheim" not in geschreven
