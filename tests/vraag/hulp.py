"""Small helps for tests of pages, and of what happens at the same time."""

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.urls import reverse

from vraag.models import Signaal


def tekst(response: Any) -> str:
    return " ".join(response.content.decode().split())


def nieuw() -> str:
    return reverse("vraag:signaal_nieuw")


def adres(naam: str, ding: Signaal) -> str:
    return reverse(f"vraag:{naam}", args=[ding.pk])


def tegelijk(*werk: Callable[[], Any]) -> list[Any]:
    """Run each piece in a thread and connection of its own, started together; results or exceptions, in order."""
    start = threading.Barrier(len(werk))
    uitkomst: list[Any] = [None] * len(werk)

    def loop(nummer: int) -> None:
        try:
            start.wait(timeout=10)
            uitkomst[nummer] = werk[nummer]()
        except Exception as fout:
            uitkomst[nummer] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=loop, args=(nummer,)) for nummer in range(len(werk))]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=30)
    return uitkomst
