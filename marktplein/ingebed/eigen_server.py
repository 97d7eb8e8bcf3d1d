"""What our own servers have in common: a folder, a port, a child process, and starting it until it answers."""

import secrets
import signal
import subprocess
import time
from pathlib import Path
from typing import ClassVar

from . import proces
from .poort import vrije_poort
from .toestand import Server

POGINGEN = 4


class EigenServer:
    """One server with its data in `map_`; `server` tells port and password once started."""

    RECHT: ClassVar[int] = 0o700
    EINDE: ClassVar[tuple[signal.Signals, float]] = (signal.SIGTERM, 10)

    def __init__(self, map_: Path, logboek: str, bekend: Server | None) -> None:
        self.map = map_
        self.logboek = map_ / logboek
        self.server: Server = bekend or {"poort": 0, "wachtwoord": secrets.token_urlsafe(24)}
        self.kind: subprocess.Popen[bytes] | None = None

    def _zorg_voor_map(self) -> None:
        """The server's folder, in which nobody else can look around."""
        self.map.mkdir(parents=True, exist_ok=True, mode=self.RECHT)
        self.map.chmod(self.RECHT)

    def stop(self) -> None:
        """Ask it to stop and write its data, with the signal and the patience of EINDE."""
        if self.kind is not None:
            proces.stop(self.kind, *self.EINDE)
            self.kind = None

    def _start_tot_hij_antwoordt(self) -> bool:
        """Another program may take the port between our look and the start: then try the next one."""
        for poging in range(POGINGEN):
            self.server["poort"] = vrije_poort(self.server["poort"])
            self._lanceer()
            if self._wacht():
                return True
            self.stop()
            time.sleep(0.5 * (poging + 1))
        return False

    def _lanceer(self) -> None:
        """Start the child process on the port."""
        raise NotImplementedError

    def _wacht(self) -> bool:
        """True when the server answers, False when it died or takes too long."""
        raise NotImplementedError
