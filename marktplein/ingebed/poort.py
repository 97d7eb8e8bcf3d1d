"""Free ports on this computer."""

import socket


def is_vrij(poort: int, adres: str = "127.0.0.1") -> bool:
    """Can a server listen here now?"""
    with socket.socket(socket.AF_INET6 if ":" in adres else socket.AF_INET, socket.SOCK_STREAM) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((adres, poort))
        except OSError:
            return False
        return True


def vrije_poort(liefst: int = 0) -> int:
    """`liefst` when it is free, else any free port. A remembered port keeps addresses the same between starts."""
    if liefst and is_vrij(liefst):
        return liefst
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort: int = s.getsockname()[1]
        return poort
