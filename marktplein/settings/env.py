"""The environment, read in one place.

Every setting an operator may change comes from an environment variable; `.env.example` tells them all.
A `.env` file is read for development only, so that tests and production depend on nothing that lies around.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from environs import Env, EnvValidationError

MAP = Path(__file__).resolve().parent.parent.parent

env = Env()
if os.environ.get("DJANGO_SETTINGS_MODULE", "").endswith(".dev"):
    env.read_env(str(MAP / ".env"), recurse=False)


def lijst(naam: str, standaard: Sequence[str] = ()) -> list[str]:
    """A list with commas in between; spaces around its parts and empty parts mean nothing."""
    tekst: str | None = env.str(naam, None)
    if tekst is None:
        return list(standaard)
    return [deel.strip() for deel in tekst.split(",") if deel.strip()]


def verhouding(naam: str, standaard: str) -> tuple[int, int]:
    """Two whole numbers with a slash in between, the second at least one: "1/2" is one per two."""
    tekst = env.str(naam, standaard)
    deel, _, per = tekst.partition("/")
    if not (deel.strip().isdigit() and per.strip().isdigit() and int(per) > 0):
        raise EnvValidationError(f"{naam} is twee hele getallen met een streep ertussen, zoals {standaard}", [tekst])
    return int(deel), int(per)
