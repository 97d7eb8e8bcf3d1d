"""`python -m tests`: every check of this house, in one go, with one answer.

`--lint` leaves the tests out. Exit code 1 when anything failed; everything runs anyway, so that one round tells all.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tests.productie import PRODUCTIE

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# What a developer has on says nothing about production; what only the owner of a domain may switch on is not ours.
STAND = {"DEMO": "0", "DEBUG": "0", "HSTS_SUBDOMEINEN": "1", "HSTS_PRELOAD": "1"}
TEST = {"DJANGO_SETTINGS_MODULE": "marktplein.settings.test"}


@dataclass(frozen=True)
class Stap:
    """One check: a program of the virtual environment with its arguments."""

    naam: str
    argv: Sequence[str]
    env: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Uitkomst:
    """How a check ended."""

    stap: Stap
    goed: bool
    seconden: float
    uit: str


LINT = (
    Stap("stijl", ["ruff", "check", "."]),
    Stap("opmaak", ["ruff", "format", "--check", "."]),
    Stap("sjablonen", ["djlint", "--check", "--quiet", "templates"]),
    Stap("vertaling", ["python", "-m", "marktplein.vertalingen", "controleer"]),
    Stap("richting", ["lint-imports"]),
    Stap("migraties", ["python", "manage.py", "makemigrations", "--check", "--dry-run"], TEST),
    Stap("productie", ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTIE | STAND),
)
# Takes a processor for a while; beside the tests, which wait now and then.
TYPEN = Stap("typen", ["mypy"])
# Three on two processors: a quarter of the time goes to waiting for browsers, servers and workers that come and go.
VERDEELD = ["-n", "3", "--dist", "loadgroup", "--durations", "20"]
GETELD = ["--cov", "--cov-report", "term:skip-covered"]
# One run for all: what waits and what reckons fill each other's time, and tables are made once (tests/verdeling.py).
TESTS = Stap("tests", ["pytest", "-q", *VERDEELD, *GETELD, "-m", "not bench"])


def voer_uit(stap: Stap, *, toon: bool = False) -> Uitkomst:
    """Run one check; its output is shown at once (`toon`) or kept."""
    begin = time.monotonic()
    gedaan = subprocess.run(
        [str(BIN / stap.argv[0]), *stap.argv[1:]],
        cwd=PROJECT,
        env=os.environ | stap.env,
        stdout=None if toon else subprocess.PIPE,
        stderr=None if toon else subprocess.STDOUT,
        text=True,
        check=False,
    )
    return Uitkomst(stap, gedaan.returncode == 0, time.monotonic() - begin, gedaan.stdout or "")


def meld(uitkomst: Uitkomst) -> None:
    print(f"{'goed' if uitkomst.goed else 'FOUT':5} {uitkomst.stap.naam:10} {uitkomst.seconden:6.1f} s", flush=True)
    if not uitkomst.goed and uitkomst.uit:
        print(uitkomst.uit, flush=True)


def main(argv: Sequence[str]) -> int:
    uitkomsten = []
    alleen_lint = "--lint" in argv
    with ThreadPoolExecutor(max_workers=2) as draden:
        for uitkomst in draden.map(voer_uit, [*LINT, TYPEN] if alleen_lint else LINT):
            meld(uitkomst)
            uitkomsten.append(uitkomst)
        if not alleen_lint:
            typen = draden.submit(voer_uit, TYPEN)
            tests = voer_uit(TESTS, toon=True)
            for uitkomst in (tests, typen.result()):
                meld(uitkomst)
                uitkomsten.append(uitkomst)
    fout = [uitkomst.stap.naam for uitkomst in uitkomsten if not uitkomst.goed]
    print(f"Niet goed: {', '.join(fout)}" if fout else "Alles is goed.")
    return 1 if fout else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
