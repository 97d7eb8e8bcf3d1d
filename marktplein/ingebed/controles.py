"""What must be true before the start; each answer says what to do when it is not."""

import os
import shutil
from pathlib import Path

from .fouten import StartFout
from .poort import is_vrij

MINSTENS_VRIJ_MB = 300


def alles(project: Path, gegevens: Path, poort: int) -> None:
    """Raises StartFout with the first thing that is wrong."""
    poort_vrij(poort)
    ruimte(gegevens)
    assets(project)


def poort_vrij(poort: int) -> None:
    if not 0 < poort < 65536:
        raise StartFout(f"PORT={poort} is geen poort. Kies een getal van 1024 tot 65535.")
    if is_vrij(poort):
        return
    # One that is free now; below 1024 only root may listen.
    andere = next((p for p in range(max(poort + 1, 8000), 65536) if is_vrij(p)), 8000)
    if poort < 1024 and os.geteuid() != 0:
        raise StartFout(f"Poort {poort} is alleen voor root. Kies een andere poort: make run PORT={andere}")
    raise StartFout(
        f"Poort {poort} is bezet door een ander programma. Stop dat, of kies een andere poort: make run PORT={andere}"
    )


def ruimte(map_: Path) -> None:
    bestaand = next(p for p in (map_, *map_.parents) if p.exists())
    vrij = shutil.disk_usage(bestaand).free // 1_000_000
    if vrij < MINSTENS_VRIJ_MB:
        raise StartFout(
            f"De schijf met {map_} is bijna vol ({vrij} MB vrij). Maak minstens {MINSTENS_VRIJ_MB} MB vrij."
        )


def vertalingen_oud(project: Path) -> bool:
    """Whether a compiled catalogue of translations is missing or older than what it is made of."""
    paren = ((po, po.with_suffix(".mo")) for po in (project / "marktplein" / "locale").glob("*/LC_MESSAGES/django.po"))
    return any(not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime for po, mo in paren)


def assets(project: Path) -> None:
    if not (project / "static" / "extern").is_dir():
        raise StartFout("De vormgeving ontbreekt. Draai eerst: make installeer")
