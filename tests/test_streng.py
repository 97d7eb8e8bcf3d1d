"""The suite refuses what only shows as a slow page: a row that asks the database again for what a query left out."""

from typing import Any

import pytest
from django.db.models import QuerySet

from gemeenten.grond.models import Gemeente
from tests.gemeenten.factories import GemeenteFactory
from tests.streng import Nagelezen


@pytest.mark.parametrize("rijen", [Gemeente.objects.only("slug"), Gemeente.objects.defer("naam")])
def test_wat_een_vraag_wegliet_wordt_niet_per_rij_nagelezen(rijen: QuerySet[Gemeente]) -> None:
    GemeenteFactory(naam="Aalburg", slug="aalburg")
    rij: Any = rijen.get(slug="aalburg")
    assert rij.slug == "aalburg"
    with pytest.raises(Nagelezen, match=r"Gemeente\.naam"):
        assert rij.naam
    rij.refresh_from_db(fields=["naam"])
    assert rij.naam == "Aalburg", "what is fetched on purpose, is there"
