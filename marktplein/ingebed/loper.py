"""The process runner behind `make run`: everything up in order, watched, and down again without a trace."""

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import psycopg

from . import controles, logboek, toezicht
from .fouten import StartFout
from .opdrachten import MIGRATIE, PLANNING, REKENWERKER, VERTALINGEN, WEB, WERKER
from .servers import Servers, Slot, adressen, maak_map
from .toezicht import Deel

DEMO_LOGIN = "beheer@demo.example"
GEREED_BINNEN = 90.0
# What migrate says when there is nothing to say.
STIL = ("Operations to perform", "Running migrations", "  No migrations", "  Apply all", "  Applying")


def draai(project: Path, gegevens: Path) -> int:
    """Start everything and stay until Ctrl-C or SIGTERM. Raises StartFout, after stopping what had started."""
    return Loper(project, gegevens).draai()


class Loper:
    """One run of the house."""

    def __init__(self, project: Path, gegevens: Path) -> None:
        self.project = project
        self.gegevens = gegevens
        self.poort = _poort()
        self.url = f"http://localhost:{self.poort}"
        # Its own processes tell this runner what is wrong; others only hear that something is.
        self.gezondheid_sleutel = os.environ.get("GEZONDHEID_SLEUTEL") or secrets.token_urlsafe(32)
        self.begin = time.monotonic()
        self.delen: list[Deel] = []

    def draai(self) -> int:
        maak_map(self.gegevens)
        self._draait_al()
        controles.alles(self.project, self.gegevens, self.poort)
        logmap = self.gegevens / "log"
        logmap.mkdir(exist_ok=True)
        logmap.chmod(0o700)
        self.meld("PostgreSQL en Valkey starten…")
        try:
            with Servers(self.gegevens, **adressen()) as servers:
                servers.slot.schrijf_bij(self.url)
                try:
                    self._met(servers, logmap)
                finally:
                    # From here on only stopping counts; a second Ctrl-C must not leave half of it running.
                    for signaal in (signal.SIGINT, signal.SIGTERM):
                        signal.signal(signaal, signal.SIG_IGN)
                    if self.delen:
                        print("\nStoppen…", flush=True)
                    toezicht.stop(self.delen)
        except KeyboardInterrupt:
            print("Alles is gestopt; de gegevens blijven bewaard.")
        return 0

    def meld(self, tekst: str) -> None:
        print(f"  {time.monotonic() - self.begin:5.1f} s  {tekst}", flush=True)

    def _draait_al(self) -> None:
        houder = Slot(self.gegevens).houder()
        if houder is not None:
            url = Slot(self.gegevens).bijschrift() or "onbekend adres"
            raise StartFout(f"Marktplein draait al ({url}, proces {houder}). Stoppen kan met: make stop")

    def _met(self, servers: Servers, logmap: Path) -> None:
        env = os.environ | {
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "PORT": str(self.poort),
            "SITE_URL": os.environ.get("SITE_URL") or self.url,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE") or "marktplein.settings.dev",
            "PYTHONUNBUFFERED": "1",
            "GEZONDHEID_SLEUTEL": self.gezondheid_sleutel,
        }
        if controles.vertalingen_oud(self.project):
            self.meld("Vertalingen klaarzetten…")
            self._doe(VERTALINGEN, env, "De vertalingen kunnen niet worden gemaakt")
        self.meld("Database bijwerken…")
        self._doe(MIGRATIE, env, "De database kan niet worden bijgewerkt")
        if _wil_demo(env) and not _demo_geladen(servers.database_url):
            self.meld("Demogegevens laden (alleen de eerste keer; dit duurt even)…")
            self._doe(["python", "manage.py", "laad_demo"], env, "De demogegevens kunnen niet worden geladen")
        self.meld("Website, werkers en planning starten…")
        opdrachten = {"web": WEB, "werker": WERKER, "rekenwerker": REKENWERKER, "planning": PLANNING}
        for naam, argv in opdrachten.items():
            deel = Deel(naam, argv, env, self.project, logmap)
            logboek.rol(deel.logboek, groter_dan=0)
            self.delen.append(deel)
            deel.start()
        self._wacht_op_gezond(servers)
        if _wil_demo(env):
            self.meld(f"De website antwoordt al op {self.url}; de demo wordt afgemaakt…")
            self._doe(["python", "manage.py", "demo_gereed"], env, "De demo is niet gereed")
        ingang = f"{self.url}/demo/" if _wil_demo(env) else self.url
        print(f"\n  Marktplein draait: {ingang}   (klaar in {time.monotonic() - self.begin:.0f} s)", flush=True)
        print(f"  Stoppen: Ctrl-C. Logboeken: {logmap}\n", flush=True)
        toezicht.bewaak(self.delen, lambda: self._bewaak_servers(servers), _meld_moment)

    def _doe(self, argv: list[str], env: Mapping[str, str], mislukt: str) -> None:
        """Run a command to its end and show what it says; StartFout when it fails."""
        kind = subprocess.Popen(
            toezicht.programma(argv),
            env=dict(env),
            cwd=self.project,
            text=True,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )
        regels: list[str] = []
        try:
            assert kind.stdout is not None
            for regel in kind.stdout:
                regels.append(regel.rstrip())
                if not regel.startswith(STIL):
                    print(f"           {regel.rstrip()}", flush=True)
        finally:
            if kind.poll() is None:
                kind.terminate()
            code = kind.wait(30)
        if code:
            raise StartFout(f"{mislukt} (code {code}). Hierboven staat waarom. Helpt niets: make demo-opnieuw")

    def _wacht_op_gezond(self, servers: Servers) -> None:
        gemeld = ""
        grens = time.monotonic() + GEREED_BINNEN
        while time.monotonic() < grens:
            self._bewaak_servers(servers)
            for deel in self.delen:
                if deel.gevallen() is not None:
                    raise StartFout(f"{deel.naam} start niet. De laatste regels:\n{logboek.staart(deel.logboek)}")
            fouten = _gezondheid(self.poort, self.gezondheid_sleutel)
            if fouten == []:
                return
            if fouten and fouten[0] != gemeld:
                gemeld = fouten[0]
                self.meld(f"wachten: {gemeld}")
            time.sleep(0.2)
        raise StartFout(
            f"Na {GEREED_BINNEN:.0f} seconden is nog niet alles klaar ({gemeld}). Zie {self.gegevens / 'log'}."
        )

    def _bewaak_servers(self, servers: Servers) -> None:
        servers.rol_logboeken()
        for server in servers.gevallen():
            _meld_moment(f"{type(server).__name__} is onverwacht gestopt en wordt opnieuw gestart")
            server.start()


def _meld_moment(tekst: str) -> None:
    """What happens while it runs is told with the moment, as in the logs."""
    print(f"  {time.strftime('%Y-%m-%d %H:%M:%S%z')}  {tekst}", flush=True)


def _poort() -> int:
    tekst = os.environ.get("PORT") or "8000"
    if not tekst.isdigit():
        raise StartFout(f"PORT={tekst} is geen getal. Start bijvoorbeeld met: make run PORT=8001")
    return int(tekst)


def _wil_demo(env: Mapping[str, str]) -> bool:
    return env.get("DEMO", "1").lower() in {"1", "true", "yes", "on"}


def _demo_geladen(database_url: str) -> bool:
    """The demo loads in one transaction: its last login is there, or nothing is."""
    with psycopg.connect(database_url, connect_timeout=5) as verbinding:
        rij = verbinding.execute("SELECT 1 FROM accounts_user WHERE email = %s", [DEMO_LOGIN]).fetchone()
    return rij is not None


def _gezondheid(poort: int, sleutel: str) -> list[str] | None:
    """What /health/ complains of; [] when all is well, None when there is no answer yet."""
    vraag = urllib.request.Request(f"http://127.0.0.1:{poort}/health/", headers={"Authorization": f"Bearer {sleutel}"})
    try:
        with urllib.request.urlopen(vraag, timeout=10) as antwoord:  # noqa: S310
            antwoord.read()
            return []
    except urllib.error.HTTPError as fout:
        try:
            return list(json.loads(fout.read())["fouten"])
        except (ValueError, KeyError):
            return [f"de website antwoordt met {fout.code}"]
    except OSError:
        return None


if __name__ == "__main__":
    sys.exit("Gebruik: python -m marktplein.ingebed start")
