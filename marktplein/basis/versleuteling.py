"""What may not lie readable in the database, nor in a backup of it: encrypted with keys from the environment.

Fernet of `cryptography` (AES-128-CBC with HMAC-SHA256). VERSLEUTELSLEUTELS holds the keys, newest first: the first
writes, all read. `manage.py draai_sleutels` writes everything anew with the first, after which the others may go.
"""

from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

# The version byte of a Fernet token and the first of its time stamp, for the coming thousands of years.
BEGIN = "gAAAAA"
GEEN_SLEUTEL_PAST = "Geen van de VERSLEUTELSLEUTELS past. Zet de sleutel waarmee dit is geschreven terug."


class Onleesbaar(ImproperlyConfigured):
    """Something was encrypted with a key that is no longer there."""


def _slot() -> MultiFernet:
    if not settings.VERSLEUTELSLEUTELS:
        raise ImproperlyConfigured("VERSLEUTELSLEUTELS ontbreekt: zonder sleutel wordt hier niets versleuteld bewaard.")
    return MultiFernet([Fernet(sleutel) for sleutel in settings.VERSLEUTELSLEUTELS])


def versleutel(tekst: str) -> str:
    """Encrypt with the newest key; twice the same text gives two different answers."""
    return _slot().encrypt(tekst.encode()).decode()


def ontsleutel(geheim: str) -> str:
    """The text that was encrypted. Raises Onleesbaar when no key fits."""
    try:
        return _slot().decrypt(geheim.encode()).decode()
    except InvalidToken as fout:
        raise Onleesbaar(GEEN_SLEUTEL_PAST) from fout


def draai(geheim: str) -> str:
    """The same text, encrypted with the newest key. Raises Onleesbaar."""
    try:
        return _slot().rotate(geheim.encode()).decode()
    except InvalidToken as fout:
        raise Onleesbaar(GEEN_SLEUTEL_PAST) from fout


def is_versleuteld(tekst: str) -> bool:
    return tekst.startswith(BEGIN)


class VersleuteldVeld(models.TextField):  # type: ignore[type-arg]
    """Text that is encrypted in the database and readable in Python. Empty and NULL stay so; nothing can search it."""

    description = "versleutelde tekst"

    def get_prep_value(self, value: Any) -> Any:
        tekst = super().get_prep_value(value)
        return versleutel(tekst) if tekst else tekst

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        return ontsleutel(value) if value else value

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is something: the same text is never written twice alike, so comparing finds nothing."""
        if lookup_name != "isnull":
            raise NotImplementedError(f"Op het versleutelde veld {self.name} kan niet worden gezocht.")
        return super().get_lookup(lookup_name)
