"""`python -I marktplein/health/sonde.py web|werker|planning`: a container's own question whether it is well.

Light on purpose: it runs every few seconds, so it starts no Django and imports nothing of ours (run as a file, `-I`
keeps the modules beside it from hiding those of Python). Exit code 0 is well; otherwise it prints why not.
"""

import os
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import redis

# Where the planned task and the workers leave their signs of life in the broker.
HARTSLAG = "marktplein:hartslag"
WERKER = "marktplein:werker:"
# Seconds of silence that are a fault: the heartbeat comes every 15 s and may wait behind a task of two minutes.
HARTSLAG_GRENS = 180


def web() -> str | None:
    """None when the website answers and reaches its database.

    A worker that is down is not the web container's fault: restarting it would help nobody.
    """
    poort = os.environ.get("PORT", "8000")
    gastheer = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().lstrip(".")
    vraag = urllib.request.Request(f"http://127.0.0.1:{poort}/health/?deel=web", headers={"Host": gastheer})
    try:
        with urllib.request.urlopen(vraag, timeout=5):  # noqa: S310
            return None
    except urllib.error.HTTPError as fout:
        return "de website bereikt de database niet" if fout.code == 503 else f"de website antwoordt met {fout.code}"
    except OSError as fout:
        return f"de website antwoordt niet ({fout})"


def werker() -> str | None:
    """None when the worker of this host gave a sign of life in the last seconds."""
    with _makelaar() as broker:
        eigen = next(broker.scan_iter(f"{WERKER}{socket.gethostname()}:*", count=1000), None)
    return None if eigen else "deze werker heeft geen levensteken gegeven"


def planning() -> str | None:
    """None when a planned task was done not long ago."""
    with _makelaar() as broker:
        laatste = broker.get(HARTSLAG)
    if laatste is None or time.time() - float(laatste) > HARTSLAG_GRENS:
        return "er is al een tijd geen geplande taak uitgevoerd"
    return None


def _makelaar() -> "redis.Redis":
    import redis  # noqa: PLC0415 - the probe of the web needs none, and must be quick

    return redis.Redis.from_url(os.environ["REDIS_URL"], socket_connect_timeout=3, socket_timeout=3)


SONDES: dict[str, Callable[[], str | None]] = {"web": web, "werker": werker, "planning": planning}


def main(argv: list[str]) -> int:
    if len(argv) != 1 or argv[0] not in SONDES:
        print(f"Gebruik: python -m marktplein.health.sonde {'|'.join(SONDES)}", file=sys.stderr)  # noqa: T201
        return 2
    try:
        klacht = SONDES[argv[0]]()
    except Exception as fout:  # whatever went wrong, the answer is that it is not well
        klacht = f"de broker antwoordt niet ({fout})"
    if klacht:
        print(klacht, file=sys.stderr)  # noqa: T201
    return 1 if klacht else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
