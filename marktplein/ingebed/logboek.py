"""Logs of the embedded servers and of our own processes: for their owner only, never without end.

Each process appends to its file itself, so its last words are there whatever happens to the runner. When a file grows
over GROOTTE, its content moves to `.1` (and that to `.2`, up to BEWAAR) and the file goes on empty; what is appended
goes to the end of it, wherever that is now.
"""

import os
import shutil
from pathlib import Path
from typing import IO

GROOTTE = 5_000_000
BEWAAR = 5


def openen(pad: Path) -> IO[bytes]:
    """The log, for a child process to write to; readable by its owner only, also when it was not before."""
    bestand = os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
    os.fchmod(bestand.fileno(), 0o600)
    return bestand


def rol(pad: Path, groter_dan: int | None = None) -> None:
    """Keep what is in the log as an earlier one, when it is larger than that (GROOTTE, if nothing is said)."""
    grens = GROOTTE if groter_dan is None else groter_dan
    try:
        if pad.stat().st_size <= grens:
            return
    except FileNotFoundError:
        return
    for nummer in range(BEWAAR - 1, 0, -1):
        if (eerder := _eerder(pad, nummer)).exists():
            eerder.replace(_eerder(pad, nummer + 1))
    with pad.open("rb") as bron, openen(_eerder(pad, 1)) as doel:
        shutil.copyfileobj(bron, doel)
    os.truncate(pad, 0)


def _eerder(pad: Path, nummer: int) -> Path:
    return pad.with_name(f"{pad.name}.{nummer}")


def staart(pad: Path, regels: int = 15) -> str:
    """The last lines, or why they cannot be read."""
    try:
        return "\n".join(pad.read_text("utf-8", "replace").splitlines()[-regels:])
    except OSError as fout:
        return str(fout)
