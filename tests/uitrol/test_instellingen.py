"""Production refuses what is unsafe and says what to do; every setting is told in .env.example."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent.parent
GOED = {
    "DJANGO_SETTINGS_MODULE": "marktplein.settings.productie",
    "SECRET_KEY": "instellingen-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ALLOWED_HOSTS": "marktplein.example",
    "SITE_URL": "https://marktplein.example",
    "DATABASE_URL": "postgres://niemand@127.0.0.1:1/niets",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


TOON = "from django.conf import settings; print(settings.DEBUG, settings.MFA_VERPLICHT)"


def start(opdracht: str = TOON, **anders: str) -> "subprocess.CompletedProcess[str]":
    """Load the settings of production with only this environment."""
    omgeving = {naam: waarde for naam, waarde in (GOED | anders).items() if waarde}
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
        ({"SECRET_KEY": "kort"}, "SECRET_KEY ontbreekt of is te zwak"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY ontbreekt of is te zwak"),
        ({"SECRET_KEY": "django-insecure-" + GOED["SECRET_KEY"]}, "SECRET_KEY ontbreekt of is te zwak"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS ontbreekt"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS ontbreekt"),
        ({"DATABASE_URL": ""}, "DATABASE_URL ontbreekt"),
        ({"REDIS_URL": ""}, "REDIS_URL ontbreekt"),
        ({"SITE_URL": ""}, "SITE_URL ontbreekt"),
    ],
)
def test_weigeren_met_uitleg(anders: dict[str, str], uitleg: str) -> None:
    gedaan = start(**anders)
    assert gedaan.returncode != 0
    assert f"Marktplein start niet: {uitleg}" in gedaan.stderr


def test_elke_instelling_staat_in_het_voorbeeld() -> None:
    verteld = set(re.findall(r"^#?([A-Z_]+)=", (PROJECT / ".env.example").read_text("utf-8"), re.M))
    gevraagd = set()
    for bestand in [
        *PROJECT.glob("marktplein/settings/*.py"),
        *PROJECT.glob("marktplein/ingebed/*.py"),
        PROJECT / "marktplein/gunicorn.py",
    ]:
        tekst = bestand.read_text("utf-8")
        gevraagd |= set(re.findall(r"""(?:env\.\w+|environ(?:\.get|\.setdefault)?)[\(\[]\s*["']([A-Z_]+)["']""", tekst))
    gevraagd |= set(re.findall(r"\$\{(\w+)", (PROJECT / "docker-compose.yml").read_text("utf-8")))
    assert len(gevraagd) > 25
    assert gevraagd - {"PATH", "PYTEST_XDIST_WORKER"} <= verteld, f"niet verteld: {sorted(gevraagd - verteld)}"
    assert verteld - gevraagd <= {"TEST_DATABASE_URL", "TEST_REDIS_URL"}, f"onbekend: {sorted(verteld - gevraagd)}"
