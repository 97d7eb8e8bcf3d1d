"""A round over several regions with 1, 2 and 4 worker processes: wall time falls, the answer stays the same.

Started by ``python -m tests.bench schaal``. Regions are copies with other demand; each is one task of the chord.
"""

import hashlib
import json
import random
import subprocess
import sys
import time

import django

from marktplein.ingebed import proces

REGIOS, SIGNALEN = 8, 150


def maak_regios(aantal: int, signalen: int) -> None:
    """Regions with their own towns, rooms, trainers and demand, from a fixed seed."""
    from tests.vraag.streek import maak_regio

    for n in range(aantal):
        maak_regio(n, signalen, random.Random(f"schaal-{n}"))


def ronde(werkers: int) -> tuple[float, str]:
    """Seconds from asking to the closed round, and a fingerprint of all answers."""
    from vraag.models import Groepsvoorstel, Ronde, Run, RunInvoer
    from vraag.poolen.bewaren import pak_uit
    from vraag.poolen.rondes import begin_ronde

    for model in (RunInvoer, Groepsvoorstel, Run, Ronde):
        model.objects.all().delete()
    argv = [sys.executable, "-m", "celery", "-A", "marktplein", "worker", "-c", str(werkers), "--loglevel", "ERROR"]
    kind = proces.start(
        [*argv, "-Q", "marktplein,zwaar", "--without-gossip", "--without-mingle"], uit=subprocess.DEVNULL
    )
    try:
        time.sleep(8)  # starting a worker is not what we measure
        begin = time.monotonic()
        gestart = begin_ronde()
        while not Ronde.objects.get(pk=gestart.pk).klaar_op:
            time.sleep(0.2)
        seconden = time.monotonic() - begin
    finally:
        proces.stop(kind, wachten=20)
    antwoorden = [
        json.dumps(_zonder_nummers(pak_uit(rij.oplossing)), sort_keys=True)
        for rij in RunInvoer.objects.select_related("run__regio").order_by("run__regio__slug")
    ]
    return seconden, hashlib.sha256("".join(antwoorden).encode()).hexdigest()[:16]


def _zonder_nummers(oplossing: dict[str, object]) -> dict[str, object]:
    """The answer without the name of the instance, which holds the day."""
    return {k: w for k, w in oplossing.items() if k != "instance"}


def main() -> int:
    snel = "--snel" in sys.argv
    maak_regios(4 if snel else REGIOS, 60 if snel else SIGNALEN)
    uitkomsten = {n: ronde(n) for n in (1, 2, 4)}
    een = uitkomsten[1][0]
    print(f"\n{'werkers':>8} {'seconden':>9} {'× één werker':>13}  vingerafdruk van de antwoorden")
    for n, (seconden, vinger) in uitkomsten.items():
        print(f"{n:8} {seconden:9.1f} {seconden / een:13.2f}  {vinger}")
    gelijk = len({vinger for _, vinger in uitkomsten.values()}) == 1
    print("de antwoorden zijn gelijk" if gelijk else "DE ANTWOORDEN VERSCHILLEN")
    return int(not gelijk)


if __name__ == "__main__":
    django.setup()
    sys.exit(main())
