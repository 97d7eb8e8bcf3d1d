"""Supervision: the parts of the house run together, are started again when they fall, and stop together."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from . import logboek, proces
from .fouten import StartFout

# So many falls within so many seconds is not bad luck but a fault.
VALLEN, BINNEN = 4, 60.0


class Deel:
    """One process of ours, with its log."""

    def __init__(self, naam: str, argv: Sequence[str], env: Mapping[str, str], cwd: Path, logmap: Path) -> None:
        self.naam = naam
        self.argv = programma(argv)
        self.env = env
        self.cwd = cwd
        self.logboek = logmap / f"{naam}.log"
        self.kind: subprocess.Popen[bytes] | None = None
        self._gevallen: list[float] = []

    def start(self) -> None:
        with logboek.openen(self.logboek) as uit:
            self.kind = proces.start(self.argv, env=self.env, cwd=self.cwd, uit=uit)

    def gevallen(self) -> int | None:
        """The exit code when the process is gone, else None."""
        return None if self.kind is None else self.kind.poll()

    def val(self) -> None:
        """Write down a fall; StartFout when it falls again and again."""
        nu = time.monotonic()
        self._gevallen = [t for t in self._gevallen if nu - t < BINNEN] + [nu]
        if len(self._gevallen) >= VALLEN:
            raise StartFout(
                f"{self.naam} stopt steeds opnieuw. De laatste regels van {self.logboek}:\n"
                f"{logboek.staart(self.logboek)}"
            )


def programma(argv: Sequence[str]) -> list[str]:
    """The command with the program from our own virtual environment."""
    return [str(Path(sys.executable).with_name(argv[0])), *argv[1:]]


def bewaak(delen: Sequence[Deel], servers: Callable[[], None], meld: Callable[[str], None]) -> None:
    """Watch until interrupted. `servers` starts a fallen database or broker again, or raises StartFout."""
    while True:
        servers()
        for deel in delen:
            logboek.rol(deel.logboek)
            code = deel.gevallen()
            if code is not None:
                deel.val()
                meld(f"{deel.naam} is gestopt (code {code}) en wordt opnieuw gestart; zie {deel.logboek}")
                proces_rest(deel)
                deel.start()
        time.sleep(0.5)


def proces_rest(deel: Deel) -> None:
    if deel.kind is not None:
        proces.dood_groep(deel.kind)


def stop(delen: Sequence[Deel], wachten: float = 25) -> None:
    """Ask all to stop at once, wait for them together, kill what is left."""
    lopend = [deel for deel in delen if deel.kind is not None]
    for deel in lopend:
        assert deel.kind is not None
        if deel.kind.poll() is None:
            deel.kind.send_signal(signal.SIGTERM)
    grens = time.monotonic() + wachten
    for deel in lopend:
        assert deel.kind is not None
        try:
            deel.kind.wait(max(0.1, grens - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        proces.dood_groep(deel.kind)
        deel.kind = None
