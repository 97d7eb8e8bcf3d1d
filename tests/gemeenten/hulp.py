"""What several tests of people need."""

import re
import threading
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.urls import reverse

from marktplein.mail.models import Bericht


def token_uit_post(adres: str) -> str:
    """The token in the newest invitation mailed to an address."""
    tekst = Bericht.objects.filter(aan=adres, soort="gemeenten.uitnodiging").order_by("-pk")[0].tekst
    gevonden = re.search(reverse("gemeenten:uitnodiging", args=["TOKEN"]).replace("TOKEN", r"([\w-]+)"), tekst)
    assert gevonden, tekst
    return gevonden.group(1)


def tegelijk(werk: Callable[[int], Any], aantal: int) -> list[Any]:
    """Run ``werk(0)`` … ``werk(aantal - 1)`` in threads that start together; answers or exceptions, in that order."""
    uitkomsten: list[Any] = [None] * aantal
    start = threading.Barrier(aantal)

    def doe(nummer: int) -> None:
        start.wait()
        try:
            uitkomsten[nummer] = werk(nummer)
        except Exception as fout:
            uitkomsten[nummer] = fout
        finally:
            connection.close()

    draden = [threading.Thread(target=doe, args=(n,)) for n in range(aantal)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
        assert not draad.is_alive(), "een draad hangt"
    return uitkomsten
