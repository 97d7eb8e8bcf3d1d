"""Production refuses what is unsafe and says what to do; every setting is told in .env.example."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from marktplein.settings.controle import SMTP, bezwaren
from tests.productie import PRODUCTIE

PROJECT = Path(__file__).resolve().parent.parent.parent

TOON = "from django.conf import settings; print(settings.DEBUG, settings.MFA_VERPLICHT)"


def start(opdracht: str = TOON, **anders: str) -> "subprocess.CompletedProcess[str]":
    """Load the settings of production with only this environment."""
    omgeving = {naam: waarde for naam, waarde in (PRODUCTIE | anders).items() if waarde}
    return subprocess.run(
        [sys.executable, "-c", opdracht],
        cwd=PROJECT, env=omgeving | {"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_goede_instellingen() -> None:
    gedaan = start()
    assert gedaan.returncode == 0, gedaan.stderr
    assert gedaan.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("anders", "proxys"),
    [
        ({}, "0"),
        ({"ACHTER_PROXY": "1"}, "1"),
        ({"ACHTER_PROXY": "1", "PROXY_AANTAL": "2"}, "2"),
        ({"PROXY_AANTAL": "2"}, "0"),
    ],
)
def test_alleen_achter_een_proxy_telt_wat_de_proxy_zegt(anders: dict[str, str], proxys: str) -> None:
    gedaan = start("from allauth import app_settings; print(app_settings.TRUSTED_PROXY_COUNT)", **anders)
    assert gedaan.stdout.split() == [proxys], gedaan.stderr


@pytest.mark.parametrize(
    ("anders", "uitleg"),
    [
        ({"DEMO": "1"}, "DEMO staat aan"),
        ({"DEBUG": "1"}, "DEBUG staat aan"),
        ({"SECRET_KEY": ""}, "SECRET_KEY ontbreekt of is te zwak"),
        ({"SITE_URL": ""}, "SITE_URL ontbreekt"),
        ({"MFA_VERPLICHT": "0"}, "MFA_VERPLICHT staat uit"),
        ({"ACHTER_PROXY": ""}, "ACHTER_PROXY ontbreekt"),
        ({"EMAIL_HOST": "mail.example"}, "mail naar mail.example gaat onversleuteld"),
        ({"HSTS_PRELOAD": "1"}, "HSTS_PRELOAD=1 kan niet zonder"),
    ],
)
def test_weigeren_met_uitleg(anders: dict[str, str], uitleg: str) -> None:
    gedaan = start(**anders)
    assert gedaan.returncode != 0
    assert f"Marktplein start niet: {uitleg}" in gedaan.stderr


WAARDEN: dict[str, Any] = {
    "DEBUG_GEVRAAGD": False,
    "DEMO": False,
    "POST_ZICHTBAAR": False,
    "SECRET_KEY": PRODUCTIE["SECRET_KEY"],
    "VERSLEUTELSLEUTELS": [PRODUCTIE["VERSLEUTELSLEUTELS"]],
    "GEZONDHEID_SLEUTEL": "",
    "ALLOWED_HOSTS": ["marktplein.example"],
    "OMGEVING": PRODUCTIE,
    "SITE_URL": PRODUCTIE["SITE_URL"],
    "MFA_VERPLICHT": True,
    "PROXY_AANTAL": 1,
    "HSTS_SUBDOMEINEN": False,
    "HSTS_PRELOAD": False,
    "EMAIL_BACKEND": SMTP,
    "EMAIL_HOST": "localhost",
    "EMAIL_USE_TLS": False,
    "EMAIL_USE_SSL": False,
    "MAIL_ONVERSLEUTELD": False,
}


@pytest.mark.parametrize(
    "anders",
    [
        {},
        {"ALLOWED_HOSTS": ["marktplein.gemeente.example", ".streek.nl", "[::1]", "10.0.0.5"]},
        {"SECRET_KEY": "3f9ac27be1045d86c0f2a9b7e41d583c6b0fa2d97e815c34a6bd09e2f7183cc5"},
        {"EMAIL_HOST": "127.0.0.1"},
        {"EMAIL_HOST": "mail.example", "EMAIL_USE_TLS": True},
        {"EMAIL_HOST": "mail.example", "EMAIL_USE_SSL": True},
        {"EMAIL_HOST": "mail", "MAIL_ONVERSLEUTELD": True},
        {"EMAIL_HOST": "mail", "EMAIL_BACKEND": "iets.anders.EmailBackend"},
        {"HSTS_SUBDOMEINEN": True, "HSTS_PRELOAD": True},
        {"GEZONDHEID_SLEUTEL": "g" * 20},
    ],
    ids=str,
)
def test_wat_mag(anders: dict[str, Any]) -> None:
    assert bezwaren(WAARDEN | anders) == []


@pytest.mark.parametrize(
    ("anders", "uitleg"),
    [
        ({"POST_ZICHTBAAR": True}, "POST_ZICHTBAAR staat aan"),
        ({"SECRET_KEY": "kort"}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "1234567890" * 6}, "SECRET_KEY"),
        ({"SECRET_KEY": "geheim-van-de-gemeente-" * 3}, "SECRET_KEY"),
        ({"SECRET_KEY": "x9" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2}, "SECRET_KEY"),
        ({"SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + PRODUCTIE["SECRET_KEY"]}, "SECRET_KEY"),
        ({"VERSLEUTELSLEUTELS": []}, "VERSLEUTELSLEUTELS ontbreekt"),
        ({"VERSLEUTELSLEUTELS": [PRODUCTIE["VERSLEUTELSLEUTELS"], "kort"]}, "sleutel 2 klopt niet"),
        ({"GEZONDHEID_SLEUTEL": "kort"}, "GEZONDHEID_SLEUTEL is te kort"),
        ({"ALLOWED_HOSTS": []}, "ALLOWED_HOSTS ontbreekt"),
        ({"ALLOWED_HOSTS": ["marktplein.example", "*"]}, "ook namen van anderen"),
        ({"ALLOWED_HOSTS": [".nl"]}, "ook namen van anderen"),
        ({"ALLOWED_HOSTS": [".co.uk"]}, "ook namen van anderen"),
        ({"ALLOWED_HOSTS": ["."]}, "ook namen van anderen"),
        ({"ALLOWED_HOSTS": ["https://marktplein.example"]}, "is geen naam"),
        ({"ALLOWED_HOSTS": ["een.example twee.example"]}, "is geen naam"),
        ({"OMGEVING": PRODUCTIE | {"DATABASE_URL": ""}}, "DATABASE_URL ontbreekt"),
        ({"OMGEVING": PRODUCTIE | {"REDIS_URL": ""}}, "REDIS_URL ontbreekt"),
        ({"SITE_URL": "http://marktplein.example"}, "SITE_URL begint niet met https"),
        ({"SITE_URL": "https://"}, "SITE_URL begint niet met https"),
        ({"PROXY_AANTAL": 0}, "PROXY_AANTAL"),
        ({"EMAIL_HOST": "10.0.0.5"}, "onversleuteld"),
        ({"EMAIL_USE_TLS": True, "EMAIL_USE_SSL": True}, "Kies er een"),
    ],
    ids=str,
)
def test_wat_niet_mag(anders: dict[str, Any], uitleg: str) -> None:
    (klacht,) = bezwaren(WAARDEN | anders)
    assert uitleg in klacht


def test_spaties_na_een_komma_doen_niets() -> None:
    gedaan = start(
        "from django.conf import settings; print('|'.join(settings.ALLOWED_HOSTS + settings.CSRF_TRUSTED_ORIGINS))",
        ALLOWED_HOSTS=" marktplein.example , www.marktplein.example, ",
        CSRF_TRUSTED_ORIGINS="https://a.example, https://b.example",
    )
    assert gedaan.stdout.strip() == "marktplein.example|www.marktplein.example|https://a.example|https://b.example"


VRAAGT = re.compile(r"""(?:env\.\w+|lijst|environ(?:\.get|\.setdefault)?)[\(\[]\s*["']([A-Z_]+)["']""")


def test_elke_instelling_staat_in_het_voorbeeld() -> None:
    verteld = set(re.findall(r"^#?([A-Z_]+)=", (PROJECT / ".env.example").read_text("utf-8"), re.M))
    gevraagd = set()
    for bestand in [
        *PROJECT.glob("marktplein/settings/*.py"),
        *PROJECT.glob("marktplein/ingebed/*.py"),
        PROJECT / "marktplein/gunicorn.py",
    ]:
        tekst = bestand.read_text("utf-8")
        gevraagd |= set(
            re.findall(r"""(?:env\.\w+|lijst|environ(?:\.get|\.setdefault)?)[\(\[]\s*["']([A-Z_]+)["']""", tekst)
        )
    gevraagd |= set(re.findall(r"\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text("utf-8")))
    assert len(gevraagd) > 25
    assert gevraagd - {"PATH", "PYTEST_XDIST_WORKER"} <= verteld, f"niet verteld: {sorted(gevraagd - verteld)}"
    assert verteld - gevraagd <= {"TEST_DATABASE_URL", "TEST_REDIS_URL"}, f"onbekend: {sorted(verteld - gevraagd)}"
