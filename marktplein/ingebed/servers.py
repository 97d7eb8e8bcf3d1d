"""The two servers together, and the lock that lets only one of us run them in a data folder."""

import fcntl
import os
import signal
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, TypedDict

from . import logboek
from .fouten import StartFout
from .postgres import Postgres
from .toestand import MAP_RECHT, lees, schrijf
from .valkey import Valkey


class Slot:
    """An exclusive lock on a data folder; the kernel frees it when the holder dies, however it dies."""

    def __init__(self, map_: Path) -> None:
        self.pad = map_ / "slot"
        self._bestand: IO[str] | None = None

    def neem(self) -> bool:
        """True when the lock is ours now."""
        bestand = self.pad.open("a+", encoding="utf-8")
        self.pad.chmod(0o600)
        try:
            fcntl.flock(bestand, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            bestand.close()
            return False
        bestand.truncate(0)
        bestand.write(f"{os.getpid()}\n")
        bestand.flush()
        self._bestand = bestand
        return True

    def houder(self) -> int | None:
        """The process that holds the lock, or None when nobody does."""
        try:
            with self.pad.open("r", encoding="utf-8") as bestand:
                try:
                    fcntl.flock(bestand, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    return int(bestand.readline() or 0) or None
        except (OSError, ValueError):
            pass
        return None

    def schrijf_bij(self, tekst: str) -> None:
        """Leave a line for who finds the lock taken."""
        if self._bestand is not None:
            self._bestand.write(f"{tekst}\n")
            self._bestand.flush()

    def bijschrift(self) -> str:
        """The line that the holder left."""
        try:
            return [*self.pad.read_text("utf-8").splitlines(), "", ""][1]
        except OSError:
            return ""

    def laat_los(self) -> None:
        if self._bestand is not None:
            self._bestand.close()
            self._bestand = None


class Servers(AbstractContextManager["Servers"]):
    """PostgreSQL and Valkey with their data in `map_`, running while inside the `with` block.

    Addresses given from outside (`database_url`, `redis_url`) are used instead of starting a server of our own.
    """

    def __init__(
        self, map_: Path, *, vluchtig: bool = False, database_url: str | None = None, redis_url: str | None = None
    ) -> None:
        self.map = map_
        bekend = lees(map_)
        self.postgres = None if database_url else Postgres(map_ / "postgres", bekend.get("postgres"), vluchtig=vluchtig)
        self.valkey = None if redis_url else Valkey(map_ / "valkey", bekend.get("valkey"), vluchtig=vluchtig)
        self._database_url = database_url
        self._redis_url = redis_url
        self.slot = Slot(map_)

    @property
    def database_url(self) -> str:
        return self.postgres.url if self.postgres else self._database_url or ""

    @property
    def redis_url(self) -> str:
        return self.valkey.url if self.valkey else self._redis_url or ""

    def __enter__(self) -> "Servers":
        maak_map(self.map)
        if not self.slot.neem():
            raise StartFout(f"Marktplein draait al met de gegevens in {self.map} (proces {self.slot.houder()}).")
        try:
            self._onthoud()
            for server in (self.postgres, self.valkey):
                if server:
                    server.start()
            self._onthoud()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self.stop()

    def gevallen(self) -> "list[Postgres | Valkey]":
        """The servers that should run and do not."""
        eigen = [server for server in (self.postgres, self.valkey) if server is not None]
        return [server for server in eigen if server.kind is None or server.kind.poll() is not None]

    def rol_logboeken(self) -> None:
        """Keep the servers' logs from growing without end; to be called now and then."""
        for server in (self.postgres, self.valkey):
            if server:
                logboek.rol(server.logboek)

    def stop(self) -> None:
        """Stop both, the database last, and free the lock. A Ctrl-C in between does not leave half of it running."""
        eerder = signal.getsignal(signal.SIGINT)
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        except ValueError:  # not in the main thread: nobody interrupts us here
            eerder = None
        try:
            for server in (self.valkey, self.postgres):
                if server:
                    server.stop()
        finally:
            self.slot.laat_los()
            if eerder is not None:
                signal.signal(signal.SIGINT, eerder)

    def _onthoud(self) -> None:
        """Write passwords before the first start: a cluster without its password would be of no use."""
        bekend = lees(self.map)
        if self.postgres:
            bekend["postgres"] = self.postgres.server
        if self.valkey:
            bekend["valkey"] = self.valkey.server
        schrijf(self.map, bekend)


class Adressen(TypedDict):
    """Servers from outside; None: start our own."""

    database_url: str | None
    redis_url: str | None


def adressen() -> Adressen:
    """DATABASE_URL and REDIS_URL of the environment."""
    return {"database_url": os.environ.get("DATABASE_URL") or None, "redis_url": os.environ.get("REDIS_URL") or None}


def maak_map(map_: Path) -> None:
    """The data folder, in which nobody else can look around."""
    try:
        map_.mkdir(parents=True, exist_ok=True)
        map_.chmod(MAP_RECHT)
        proef = map_ / f".proef-{os.getpid()}"
        proef.touch()
        proef.unlink()
    except OSError as fout:
        raise StartFout(
            f"In de map {map_} kan niet geschreven worden ({fout.strerror}). Geef uzelf schrijfrechten, "
            "of kies een andere map met GEGEVENS_MAP=/pad/naar/map."
        ) from fout
