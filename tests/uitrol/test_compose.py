"""The deployment as it is written down, without containers: right form, no default secrets, and it really runs."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from marktplein.ingebed import opdrachten, postgres, proces
from marktplein.ingebed.poort import vrije_poort
from marktplein.ingebed.servers import Servers
from tests.hulp_werker import wacht_tot
from tests.uitrol import compose

BIN = Path(sys.executable).parent
GEHEIMEN = {
    "SECRET_KEY": "uitrolproef-" + "q7Xc2LwZ0vRb9KmTs4JhYp6NdGf8AaUe1oPiQx3WtBj5",
    "VERSLEUTELSLEUTELS": "YWxsZWVuLXZvb3ItdGVzdHMtMzItYnl0ZXMtbGFuZyE=",
    "ALLOWED_HOSTS": "marktplein.example",
    "SITE_URL": "https://marktplein.example",
    "POSTGRES_PASSWORD": "databaseproef",
    "VALKEY_PASSWORD": "valkeyproef",
    # No secret, but as little to be guessed.
    "ACHTER_PROXY": "1",
}
EIGEN = ("web", "werker", "rekenwerker", "planning")
# What the file decides itself, and what has no meaning in a container.
NIET_DOOR_TE_GEVEN = {
    *("DEMO", "POST_ZICHTBAAR", "DEBUG", "DJANGO_SETTINGS_MODULE", "DATABASE_URL", "REDIS_URL", "BIND_ADRES", "PORT"),
    *("STATISCH_MAP", "GEGEVENS_MAP", "TEST_DATABASE_URL", "TEST_REDIS_URL", "CHROMIUM", "GEEN_APT"),
    *("POSTGRES_PASSWORD", "VALKEY_PASSWORD", "VERSIE"),
}


@pytest.fixture(scope="module")
def uitrol() -> dict[str, Any]:
    return compose.lees(GEHEIMEN)


def test_het_bestand_voldoet_aan_het_schema() -> None:
    argv = [str(BIN / "check-jsonschema"), "--builtin-schema", "vendor.compose-spec", str(compose.BESTAND)]
    gedaan = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert gedaan.returncode == 0, gedaan.stdout + gedaan.stderr


@pytest.mark.parametrize("naam", sorted(GEHEIMEN))
def test_zonder_geheim_geen_start(naam: str) -> None:
    with pytest.raises(compose.Ontbreekt, match=f"{naam}: zet {naam} in .env"):
        compose.lees({n: w for n, w in GEHEIMEN.items() if n != naam})


def test_elk_deel_wordt_bewaakt_begrensd_en_hersteld(uitrol: dict[str, Any]) -> None:
    diensten = uitrol["services"]
    assert set(diensten) == {"database", "valkey", "migratie", *EIGEN}
    for naam, dienst in diensten.items():
        assert set(dienst["deploy"]["resources"]["limits"]) == {"cpus", "memory"}, naam
        if naam != "migratie":
            assert dienst["healthcheck"]["test"], naam
            assert dienst["restart"] == "unless-stopped", naam
    for naam in EIGEN:
        assert diensten[naam]["depends_on"]["migratie"] == {"condition": "service_completed_successfully"}
        assert diensten[naam]["read_only"]
        assert diensten[naam]["cap_drop"] == ["ALL"]
    assert diensten["database"]["image"] == "postgres:18"


def test_dezelfde_opdrachten_als_make_run(uitrol: dict[str, Any]) -> None:
    gelijk = {
        "web": opdrachten.WEB,
        "werker": opdrachten.WERKER,
        "rekenwerker": opdrachten.REKENWERKER,
        "planning": opdrachten.PLANNING,
        "migratie": opdrachten.MIGRATIE,
    }
    assert {naam: uitrol["services"][naam]["command"] for naam in gelijk} == gelijk


def test_de_database_zwijgt_over_rijen_zoals_bij_make_run(uitrol: dict[str, Any]) -> None:
    gezet = [deel.removeprefix("-c").split("=") for deel in uitrol["services"]["database"]["command"][1:]]
    assert dict(gezet) == postgres.ZWIJGZAAM
    assert uitrol["services"]["database"]["command"][0] == "postgres"


def test_elke_rij_heeft_een_werker_van_zichzelf(uitrol: dict[str, Any]) -> None:
    from django.conf import settings

    gebruikt = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()} | {settings.CELERY_TASK_DEFAULT_QUEUE}
    opdracht = {naam: uitrol["services"][naam]["command"] for naam in ("werker", "rekenwerker")}
    assert sorted(argv[argv.index("-Q") + 1] for argv in opdracht.values()) == sorted(gebruikt)


def test_elke_instelling_die_verteld_wordt_komt_aan(uitrol: dict[str, Any]) -> None:
    """A line in .env that compose does not pass on is silently without effect."""
    voorbeeld = (compose.PROJECT / ".env.example").read_text("utf-8")
    verteld = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", voorbeeld, re.M))
    door_te_geven = verteld.keys() - NIET_DOOR_TE_GEVEN
    anders = compose.lees(GEHEIMEN | {naam: f"anders-{naam}" for naam in door_te_geven})["services"]
    for naam in EIGEN:
        niet = {n for n in door_te_geven if anders[naam]["environment"].get(n) != f"anders-{n}"}
        assert not niet, f"{naam} krijgt niet: {sorted(niet)}"
    standaard = uitrol["services"]["web"]["environment"]
    assert not {n for n in door_te_geven - GEHEIMEN.keys() if standaard[n] != verteld[n]}


def test_de_image_draait_niet_als_root() -> None:
    regels = (compose.PROJECT / "Dockerfile").read_text("utf-8").splitlines()
    laatste = max(nr for nr, regel in enumerate(regels) if regel.startswith("FROM "))
    assert sum(regel.startswith("FROM ") for regel in regels) > 1
    assert [r for r in regels[laatste:] if r.startswith("USER ")] == ["USER 10001"]
    assert json.loads(regels[-1].removeprefix("CMD ")) == opdrachten.WEB
    gekopieerd = {regel.split()[1] for regel in regels if regel.startswith("COPY ") and "--from" not in regel}
    assert gekopieerd == {"package.json", "requirements.txt", "."}
    for bestand in ("package.json", "package-lock.json", ".npmrc", "requirements.txt", "manage.py"):
        assert f"!{bestand}" in (compose.PROJECT / ".dockerignore").read_text("utf-8")


class Draaiend:
    """The services of the compose file as processes on this machine, with its own commands and variables."""

    def __init__(self, uitrol: dict[str, Any], map_: Path, servers: Servers) -> None:
        self.diensten = uitrol["services"]
        self.map = map_
        self.servers = servers
        self.poort = vrije_poort()
        self.kinderen: dict[str, subprocess.Popen[bytes]] = {}

    def env(self, naam: str) -> dict[str, str]:
        """Only what the file gives, with the addresses of this machine instead of those of the containers."""
        gegeven = {n: str(w) for n, w in self.diensten[naam]["environment"].items()}
        assert "@database:5432/" in gegeven["DATABASE_URL"]
        assert "@valkey:6379/" in gegeven["REDIS_URL"]
        hier = {
            "DATABASE_URL": self.servers.database_url,
            "REDIS_URL": self.servers.redis_url,
            "PORT": str(self.poort),
            "BIND_ADRES": "127.0.0.1",
        }
        assert hier.keys() <= gegeven.keys()
        # What Docker itself would bring: a path, and the place of the static files that the image holds.
        return gegeven | hier | {"PATH": f"{BIN}:/usr/bin:/bin", "STATISCH_MAP": str(self.map / "statisch")}

    def doe(self, naam: str, argv: list[str], **extra: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(BIN / argv[0]), *argv[1:]],
            cwd=compose.PROJECT, env=self.env(naam) | extra, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def start(self, naam: str) -> None:
        opdracht = self.diensten[naam]["command"]
        with (self.map / f"{naam}.log").open("wb") as uit:
            self.kinderen[naam] = proces.start(
                [str(BIN / opdracht[0]), *opdracht[1:]], env=self.env(naam), cwd=compose.PROJECT, uit=uit
            )

    def vraag(self, pad: str, **koppen: str) -> HTTPResponse | urllib.error.HTTPError:
        """An answer, redirects not followed."""
        vraag = urllib.request.Request(
            f"http://127.0.0.1:{self.poort}{pad}", headers={"Host": "marktplein.example"} | koppen
        )
        opener = urllib.request.build_opener(NietVolgen)
        try:
            antwoord: HTTPResponse = opener.open(vraag, timeout=10)
        except urllib.error.HTTPError as fout:
            return fout
        return antwoord

    def gezond(self) -> bool:
        try:
            return self.vraag("/health/").status == 200
        except OSError:
            return False

    def logboeken(self) -> str:
        return "\n".join(f"--- {naam}\n{(self.map / f'{naam}.log').read_text()[-3000:]}" for naam in self.kinderen)


class NietVolgen(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


@pytest.fixture
def draaiend(huis: Draaiend) -> Draaiend:
    """Everything up, also after the test that stops it all: tests come in any order."""
    for naam in EIGEN:
        if naam not in huis.kinderen:
            huis.start(naam)
    wacht_tot(huis.gezond, 60, "de site gezond")
    return huis


@pytest.fixture(scope="module")
def huis(uitrol: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Draaiend]:
    map_ = tmp_path_factory.mktemp("uitrol")
    with Servers(map_ / "servers", vluchtig=True) as servers:
        huis = Draaiend(uitrol, map_, servers)
        try:
            # The two steps of the Dockerfile and of the one-shot service.
            bouw = huis.doe(
                "web", ["python", "manage.py", "collectstatic", "--noinput"],
                DJANGO_SETTINGS_MODULE="marktplein.settings.bouw",
            )  # fmt: skip
            assert bouw.returncode == 0, bouw.stderr
            migratie = huis.doe("migratie", huis.diensten["migratie"]["command"])
            assert migratie.returncode == 0, migratie.stdout + migratie.stderr
            for naam in EIGEN:
                huis.start(naam)
            wacht_tot(huis.gezond, 60, "de site gezond")
            yield huis
        except BaseException:
            print(huis.logboeken())
            raise
        finally:
            for kind in huis.kinderen.values():
                proces.stop(kind, wachten=20)


pytestmark = pytest.mark.xdist_group("uitrol")


@pytest.mark.werker
def test_het_huis_is_gezond_ook_volgens_de_sondes(draaiend: Draaiend) -> None:
    antwoord = draaiend.vraag("/health/")
    assert json.loads(antwoord.read()) == {"status": "ok"}
    for naam in EIGEN:
        sonde = draaiend.diensten[naam]["healthcheck"]["test"]
        assert sonde[0] == "CMD"
        gedaan = draaiend.doe(naam, sonde[1:])
        assert gedaan.returncode == 0, f"{naam}: {gedaan.stderr}"


@pytest.mark.werker
def test_https_en_koppen(draaiend: Draaiend) -> None:
    kaal = draaiend.vraag("/account/login/")
    assert kaal.status == 301
    assert kaal.headers["Location"] == "https://marktplein.example/account/login/"
    veilig = draaiend.vraag("/account/login/", **{"X-Forwarded-Proto": "https"})
    assert veilig.status == 200
    assert int(veilig.headers["Strict-Transport-Security"].split("max-age=")[1].split(";")[0]) >= 31_536_000
    assert "includeSubDomains" not in veilig.headers["Strict-Transport-Security"]
    assert "preload" not in veilig.headers["Strict-Transport-Security"]
    koek = veilig.headers["Set-Cookie"]
    assert koek.startswith("__Host-csrf=")
    assert "Secure" in koek
    assert draaiend.vraag("/health/", Host="elders.example").status == 400


@pytest.mark.werker
def test_statische_bestanden_met_naam_van_hun_inhoud(draaiend: Draaiend) -> None:
    manifest = json.loads((draaiend.map / "statisch" / "staticfiles.json").read_text())["paths"]
    css = next(pad for pad in manifest.values() if pad.endswith(".css"))
    antwoord = draaiend.vraag(f"/static/{css}", **{"X-Forwarded-Proto": "https"})
    assert antwoord.status == 200
    assert "immutable" in antwoord.headers["Cache-Control"]
    assert antwoord.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.werker
def test_demo_logins_houden_een_start_tegen(draaiend: Draaiend) -> None:
    maak = "from marktplein.accounts.models import User; User.objects.create_user('beheer@demo.example', 'x')"
    weg = "from marktplein.accounts.models import User; User.objects.all().delete()"
    assert draaiend.doe("web", ["python", "manage.py", "shell", "-c", maak]).returncode == 0
    try:
        for naam in ("migratie", "web"):
            gedaan = draaiend.doe(naam, draaiend.diensten[naam]["command"], PORT=str(vrije_poort()))
            assert gedaan.returncode != 0, naam
            assert "demo-logins" in gedaan.stdout + gedaan.stderr, naam
    finally:
        assert draaiend.doe("web", ["python", "manage.py", "shell", "-c", weg]).returncode == 0


@pytest.mark.werker
def test_sigterm_stopt_alles_netjes(draaiend: Draaiend) -> None:
    for naam in EIGEN:
        kind = draaiend.kinderen.pop(naam)
        kind.send_signal(signal.SIGTERM)
        assert kind.wait(30) == 0, naam
        with pytest.raises(ProcessLookupError):
            os.killpg(kind.pid, 0)
