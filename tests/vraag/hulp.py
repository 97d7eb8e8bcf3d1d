"""Small helps for tests of pages."""

from typing import Any

from django.urls import reverse

from vraag.models import Signaal


def tekst(response: Any) -> str:
    return " ".join(response.content.decode().split())


def nieuw() -> str:
    return reverse("vraag:signaal_nieuw")


def adres(naam: str, ding: Signaal) -> str:
    return reverse(f"vraag:{naam}", args=[ding.pk])
