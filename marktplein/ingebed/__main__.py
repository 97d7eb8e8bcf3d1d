"""`python -m marktplein.ingebed`: start, stop, servers, test-servers, exec, opnieuw."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dotenv import load_dotenv

from .fouten import StartFout
from .servers import Servers, Slot, adressen, maak_map
from .toestand import gegevensmap, lees, postgres_url, valkey_url

PROJECT = Path(__file__).resolve().parent.parent.parent


def _start(args: argparse.Namespace) -> int:
    from .loper import draai  # noqa: PLC0415 - only a start needs all that it loads

    return draai(PROJECT, gegevensmap(PROJECT))


def _stop(args: argparse.Namespace) -> int:
    """Stop whoever runs with our data folder, and wait until it is gone."""
    slot = Slot(gegevensmap(PROJECT))
    pid = slot.houder()
    if pid is None:
        print("Er draait niets.")
        return 0
    os.kill(pid, signal.SIGTERM)
    for _ in range(450):
        if slot.houder() is None:
            print("Gestopt.")
            return 0
        time.sleep(0.1)
    raise StartFout(f"Proces {pid} stopt niet. Kijk wat het doet, of beëindig het met: kill -9 {pid}")


def _opnieuw(args: argparse.Namespace) -> int:
    """Throw the data folder away."""
    map_ = gegevensmap(PROJECT)
    if Slot(map_).houder() is not None:
        _stop(args)
    if map_.exists():
        shutil.rmtree(map_)
    print(f"De gegevens in {map_} zijn weg.")
    return 0


def _exec(args: argparse.Namespace) -> int:
    """Run a command with DATABASE_URL and REDIS_URL of the servers; they are started when nobody runs them."""
    if not args.opdracht:
        raise StartFout("Geef een opdracht, bijvoorbeeld: python -m marktplein.ingebed exec -- python manage.py shell")
    map_ = gegevensmap(PROJECT)
    maak_map(map_)
    if Slot(map_).houder() is not None:
        bekend = lees(map_)
        return _voer_uit(args.opdracht, postgres_url(bekend["postgres"]), valkey_url(bekend["valkey"]))
    with Servers(map_, **adressen()) as servers:
        return _voer_uit(args.opdracht, servers.database_url, servers.redis_url)


def _voer_uit(opdracht: list[str], database: str, redis: str) -> int:
    argv = opdracht[1:] if opdracht[0] == "--" else opdracht
    return subprocess.run(argv, env=os.environ | {"DATABASE_URL": database, "REDIS_URL": redis}, check=False).returncode


def _servers(args: argparse.Namespace) -> int:
    """Only PostgreSQL and Valkey, until Ctrl-C."""
    with Servers(gegevensmap(PROJECT), **adressen()) as servers:
        return _toon_en_wacht(servers, "")


def _test_servers(args: argparse.Namespace) -> int:
    """Servers to throw away, for who runs many test runs after each other."""
    map_ = Path(tempfile.mkdtemp(prefix="marktplein-test-"))
    try:
        with Servers(map_, vluchtig=True) as servers:
            return _toon_en_wacht(servers, "TEST_")
    finally:
        shutil.rmtree(map_, ignore_errors=True)


def _toon_en_wacht(servers: Servers, voor: str) -> int:
    print(f"export {voor}DATABASE_URL={servers.database_url}")
    print(f"export {voor}REDIS_URL={servers.redis_url}", flush=True)
    while not servers.gevallen():
        servers.rol_logboeken()
        time.sleep(0.5)
    raise StartFout("Een van de servers is onverwacht gestopt.")


OPDRACHTEN: dict[str, tuple[Callable[[argparse.Namespace], int], str]] = {
    "start": (_start, "alles starten: servers, web, werker en planning"),
    "stop": (_stop, "stoppen wat er draait"),
    "opnieuw": (_opnieuw, "alle gegevens weggooien"),
    "servers": (_servers, "alleen PostgreSQL en Valkey"),
    "test-servers": (_test_servers, "PostgreSQL en Valkey om mee te testen, in een tijdelijke map"),
    "exec": (_exec, "een opdracht uitvoeren met de servers erbij"),
}


def _onderbreek(*_: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    ontleder = argparse.ArgumentParser(
        prog="python -m marktplein.ingebed", description="De ingebouwde servers van Marktplein."
    )
    onder = ontleder.add_subparsers(dest="naam", required=True, metavar="opdracht")
    for naam, (_, uitleg) in OPDRACHTEN.items():
        deel = onder.add_parser(naam, help=uitleg)
        if naam == "exec":
            deel.add_argument("opdracht", nargs=argparse.REMAINDER)
    args = ontleder.parse_args()
    # SIGINT too: a shell that starts us in the background has it ignored.
    for signaal in (signal.SIGINT, signal.SIGTERM):
        signal.signal(signaal, _onderbreek)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _onderbreek)
    load_dotenv(PROJECT / ".env")
    try:
        return OPDRACHTEN[args.naam][0](args)
    except StartFout as fout:
        print(f"\nFout: {fout}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nGestopt.")
        return 130


if __name__ == "__main__":
    sys.exit(main())
