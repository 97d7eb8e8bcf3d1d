"""An encrypted field: readable in Python, not in the database, and not to be searched."""

from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.test.utils import isolate_apps

from marktplein.basis.versleuteling import VersleuteldVeld, draai, is_versleuteld, ontsleutel, versleutel


@pytest.mark.puur
def test_heen_en_terug_en_nooit_twee_keer_hetzelfde() -> None:
    een, twee = versleutel("06-12345678 é"), versleutel("06-12345678 é")
    assert een != twee
    assert is_versleuteld(een)
    assert ontsleutel(een) == ontsleutel(twee) == "06-12345678 é"


@pytest.mark.puur
def test_draaien_schrijft_met_de_nieuwste(settings: Any) -> None:
    oud = versleutel("geheim")
    nieuw = Fernet.generate_key().decode()
    settings.VERSLEUTELSLEUTELS = [nieuw, *settings.VERSLEUTELSLEUTELS]
    gedraaid = draai(oud)
    settings.VERSLEUTELSLEUTELS = [nieuw]
    assert ontsleutel(gedraaid) == "geheim"


@pytest.mark.puur
def test_zonder_sleutel_wordt_niets_geschreven(settings: Any) -> None:
    settings.VERSLEUTELSLEUTELS = []
    with pytest.raises(ImproperlyConfigured, match="VERSLEUTELSLEUTELS ontbreekt"):
        versleutel("geheim")


@isolate_apps("marktplein.basis")
def test_het_veld_bewaart_versleuteld_en_laat_zich_niet_doorzoeken() -> None:
    class Kluis(models.Model):
        nummer = VersleuteldVeld(null=True)

        class Meta:
            app_label = "basis"
            db_table = "proef_kluis"

        def __str__(self) -> str:
            return str(self.pk)

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE proef_kluis (id bigserial PRIMARY KEY, nummer text) ON COMMIT DROP")
    rij = Kluis.objects.create(nummer="06-12345678")
    Kluis.objects.create(nummer="")
    Kluis.objects.create(nummer=None)
    with connection.cursor() as cursor:
        cursor.execute("SELECT nummer FROM proef_kluis ORDER BY id")
        rauw = [waarde for (waarde,) in cursor.fetchall()]
    assert is_versleuteld(rauw[0])
    assert rauw[1:] == ["", None]
    assert [k.nummer for k in Kluis.objects.order_by("pk")] == ["06-12345678", "", None]
    assert Kluis.objects.filter(nummer__isnull=False, pk=rij.pk).exists()
    with pytest.raises(NotImplementedError):
        Kluis.objects.filter(nummer="06-12345678").exists()
