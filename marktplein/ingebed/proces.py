"""Starting and stopping one child process, so that it never outlives its parent."""

import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

KIND = str(Path(__file__).with_name("kind.py"))


@dataclass(frozen=True)
class Persoon:
    """The user a program runs as; `uid` -1 means: whoever we are."""

    uid: int = -1
    gid: int = -1


ZELF = Persoon()


def opdracht(
    argv: Sequence[str], *, persoon: Persoon = ZELF, paden: Sequence[str] = (), einde: signal.Signals = signal.SIGTERM
) -> list[str]:
    """The command line that runs `argv` through kind.py. `paden`: folders that `persoon` must be able to enter."""
    wie = [str(os.getpid()), str(int(einde)), str(persoon.uid), str(persoon.gid)]
    return [sys.executable, "-I", "-S", KIND, *wie, *paden, "--", *argv]


def start(
    argv: Sequence[str],
    *,
    persoon: Persoon = ZELF,
    paden: Sequence[str] = (),
    einde: signal.Signals = signal.SIGTERM,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    uit: IO[Any] | int | None = None,
    stdin: IO[Any] | int | None = subprocess.DEVNULL,
) -> subprocess.Popen[bytes]:
    """Start `argv` in a session of its own (Ctrl-C in the terminal reaches only us); it gets `einde` when we die.

    What it writes is for its owner only."""
    return subprocess.Popen(
        opdracht(argv, persoon=persoon, paden=paden, einde=einde),
        env=None if env is None else dict(env),
        cwd=cwd,
        stdout=uit,
        stderr=subprocess.STDOUT if uit is not None else None,
        stdin=stdin,
        start_new_session=True,
        umask=0o077,
    )


def stop(kind: subprocess.Popen[bytes], hoe: signal.Signals = signal.SIGTERM, wachten: float = 15) -> None:
    """Ask the child to stop, wait, and kill its whole group when it does not listen."""
    if kind.poll() is None:
        kind.send_signal(hoe)
        try:
            kind.wait(wachten)
        except subprocess.TimeoutExpired:
            pass
    dood_groep(kind)


def dood_groep(kind: subprocess.Popen[bytes]) -> None:
    """Kill what is left of the child's process group; harmless when nothing is."""
    try:
        os.killpg(kind.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    if kind.poll() is None:
        kind.wait(5)
