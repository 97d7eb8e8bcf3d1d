"""`python -m tests.uitrol.wielen`: is there a wheel of every locked package for every Python and processor we support?

Asks the package index (so it is no test) and installs nothing; `make vergrendel` ends with it.
"""

import subprocess
import sys
import tempfile
from itertools import product
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
UV = Path(sys.executable).with_name("uv")
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
# Debian 12 and 13, Ubuntu 24.04: all of them newer than glibc 2.28.
PLATFORMS = ("x86_64-manylinux_2_28", "aarch64-manylinux_2_28")
SLOTEN = ("requirements.txt", "requirements-ingebed.txt", "requirements-dev.txt", "requirements-node.txt")


def ontbreekt(slot: str, python: str, platform: str) -> str:
    """What the resolver says is missing; empty when all is there."""
    with tempfile.TemporaryDirectory() as leeg:
        argv = [UV, "pip", "install", "--quiet", "--dry-run", "--no-build", "--no-deps", "--require-hashes", "-r", slot]
        argv += ["--python-version", python, "--python-platform", platform, "--target", leeg]
        gedaan = subprocess.run(argv, cwd=PROJECT, capture_output=True, text=True, check=False)
    return gedaan.stderr.strip() or "?" if gedaan.returncode else ""


def main() -> int:
    fouten = 0
    for slot, python, platform in product(SLOTEN, PYTHONS, PLATFORMS):
        klacht = ontbreekt(slot, python, platform)
        fouten += bool(klacht)
        print(f"{'FOUT' if klacht else 'goed'}  {slot:26} Python {python}  {platform}  {klacht}", flush=True)
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
