"""A small mail server of our own: speaks SMTP over a real socket, keeps what it gets, and can be made difficult."""

import socketserver
import threading
from email import message_from_bytes
from email.message import Message
from typing import Any


class Mailserver:
    """`with Mailserver() as server:` listens on ``server.poort``. Addresses in ``weigert`` are refused with 550;
    a message to an address in ``hangt_op`` makes it drop the connection. ``ontvangen`` is in order of arrival."""

    def __init__(self, poort: int = 0) -> None:
        self.ontvangen: list[Message] = []
        self.weigert: set[str] = set()
        self.hangt_op: set[str] = set()
        self.verbindingen = 0
        self._slot = threading.Lock()
        buiten = self

        class Gesprek(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                buiten.voer_gesprek(self.rfile, self.wfile)

        socketserver.ThreadingTCPServer.allow_reuse_address = True
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", poort), Gesprek)
        self._server.daemon_threads = True
        self.poort: int = self._server.server_address[1]

    def __enter__(self) -> "Mailserver":
        self._draad = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._draad.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._draad.join(timeout=5)

    @property
    def onderwerpen(self) -> list[str]:
        return [str(bericht["Subject"]) for bericht in self.ontvangen]

    def voer_gesprek(self, lees: Any, schrijf: Any) -> None:
        with self._slot:
            self.verbindingen += 1

        def zeg(regel: str) -> None:
            schrijf.write(regel.encode() + b"\r\n")
            schrijf.flush()

        zeg("220 klaar")
        aan = ""
        while regel := lees.readline():
            woord = regel.decode().strip()
            opdracht = woord[:4].upper()
            if opdracht == "RCPT":
                aan = woord.partition("<")[2].rstrip(">")
                if aan in self.hangt_op:
                    return
                zeg("550 ken ik niet" if aan in self.weigert else "250 goed")
            elif opdracht == "DATA":
                zeg("354 zeg het maar")
                self._bewaar(lees)
                zeg("250 ontvangen")
            elif opdracht == "QUIT":
                zeg("221 dag")
                return
            else:
                zeg("250 goed")

    def _bewaar(self, lees: Any) -> None:
        inhoud = b""
        while (regel := lees.readline()) != b".\r\n":
            if not regel:
                return
            inhoud += regel
        with self._slot:
            self.ontvangen.append(message_from_bytes(inhoud))


def vrije_poort() -> int:
    """A port on which nothing listens."""
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        return int(server.server_address[1])
