"""Measure what the README tells: pooling, pages, and a round over 1, 2 and 4 worker processes.

    python -m tests.bench [groepsvorming] [kwartaal] [nood] [paginas] [schaal] [zoeken] [--snel] [--toets]

Without names all of them. Servers are our own, thrown away afterwards. Figures are ratios or counts: seconds differ per
machine, so they stand beside a bound, a bare query or one worker measured in the same run.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from marktplein.ingebed.servers import Servers

PROJECT = Path(__file__).resolve().parents[2]
MET_SERVERS = ("paginas", "schaal", "zoeken")
KAAL = {
    "groepsvorming": "tests.bench.groepsvorming",
    "kwartaal": "tests.bench.groepsvorming.kwartaal",
    "nood": "tests.bench.zoeken.noodmaat",
}


def main(argumenten: list[str]) -> int:
    """Run the chosen parts one after the other; the first that fails decides the exit code."""
    snel = ["--snel"] if "--snel" in argumenten else []
    helft = ["--toets"] if "--toets" in argumenten else []
    gekozen = [a for a in argumenten if not a.startswith("-")] or [*KAAL, *MET_SERVERS]
    code = 0
    for deel, module in KAAL.items():
        if deel in gekozen:
            argv = [sys.executable, "-m", module, *snel]
            code = code or subprocess.run(argv, cwd=PROJECT, check=False).returncode
    for deel in MET_SERVERS:
        if deel in gekozen:
            code = code or _met_servers(deel, [*snel, *(helft if deel == "zoeken" else [])])
    return code


def _met_servers(deel: str, vlaggen: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="marktplein-bench-") as map_, Servers(Path(map_), vluchtig=True) as servers:
        env = os.environ | {
            "DATABASE_URL": servers.database_url,
            "REDIS_URL": servers.redis_url,
            "DJANGO_SETTINGS_MODULE": "marktplein.settings.dev",
            "DEMO": "1",
            "DEBUG": "0",
            "POST_ZICHTBAAR": "1",
        }
        for opdracht in (["manage.py", "migrate", "-v0"], ["-m", f"tests.bench.{deel}", *vlaggen]):
            klaar = subprocess.run([sys.executable, *opdracht], env=env, cwd=PROJECT, check=False)
            if klaar.returncode:
                return klaar.returncode
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
