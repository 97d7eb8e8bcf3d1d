"""The register of kinds of work is complete, and no two kinds are in each other's way."""

import pytest
from celery import current_app
from django.apps import apps

from marktplein.werk.models import InDeRij, Werk
from marktplein.werk.rij import Rij
from marktplein.werk.soort import Klus, soorten
from vraag.slot import WIJZIGING

pytestmark = pytest.mark.puur


def test_elke_tabel_van_werk_staat_een_keer_in_het_register() -> None:
    """Or beat would never catch it up."""
    tabellen = [model for model in apps.get_models() if issubclass(model, Werk | InDeRij)]
    ingeschreven = [soort.model for soort in soorten() if isinstance(soort, Klus | Rij)]
    assert len(tabellen) >= 3
    assert sorted(m._meta.label for m in tabellen) == sorted(m._meta.label for m in ingeschreven)


def test_elke_soort_heeft_een_taak_die_bestaat_en_een_eigen_slot() -> None:
    current_app.loader.import_default_modules()
    assert [soort.taak for soort in soorten() if soort.taak not in current_app.tasks] == []
    sloten = [WIJZIGING, *(soort.slot for soort in soorten() if isinstance(soort, Klus))]
    assert len(set(sloten)) == len(sloten)


def test_elke_staat_van_werk_bestaat_ook_bij_de_soort() -> None:
    """Kinds may have states of their own; what the running of a job writes must be among them."""
    for soort in soorten():
        if isinstance(soort, Klus):
            keuzes = {waarde for waarde, _ in soort.model._meta.get_field("staat").choices or ()}
            assert {"wacht", "bezig", "klaar", "mislukt"} <= keuzes, soort.naam
