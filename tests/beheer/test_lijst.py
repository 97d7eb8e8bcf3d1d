"""The technical admin shows what is on the list: models, fields and actions by name, and nothing else."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.core.exceptions import ImproperlyConfigured
from django.test import Client, RequestFactory
from django.urls import reverse

from aanbod.models import Aanmelding, Thema
from gemeenten.grond.enums import Rol
from marktplein.beheer.lijst import BUITEN, MODELLEN, REGELS, Toegang
from marktplein.beheer.site import HOOGSTENS_REGELS, BeheerSite
from tests.gemeenten.factories import gebruiker_met


@pytest.fixture
def verzoek(rf: RequestFactory) -> Any:
    verzoek = rf.get("/beheer/")
    verzoek.user = gebruiker_met(Rol.BEHEER)
    return verzoek


def velden(soort: Any, verzoek: Any) -> set[str]:
    return set(soort.get_fields(verzoek)) - {"DELETE"}


def test_alleen_wat_op_de_lijst_staat_is_er(verzoek: Any) -> None:
    er = {model._meta.label_lower for model in admin.site._registry}
    assert er == set(MODELLEN)
    inlines = [inline for soort in admin.site._registry.values() for inline in soort.inlines]
    regels = {inline.model._meta.label_lower: inline for inline in inlines}
    assert set(regels) == set(REGELS)
    for naam, inline in regels.items():
        hoofd = next(m for m, soort in admin.site._registry.items() if inline in soort.inlines)
        # The thing whose page it is on is no field there.
        ouder = {v.name for v in inline.model._meta.fields if v.related_model is hoofd}
        assert velden(inline(hoofd, admin.site), verzoek) - ouder == set(REGELS[naam].velden), naam


@pytest.mark.parametrize("naam", sorted(MODELLEN))
def test_elk_veld_en_elke_actie_staat_op_de_lijst(verzoek: Any, naam: str) -> None:
    """Also the other way round: a field that an admin wants to show and the list does not know is missed."""
    model, soort = next((m, s) for m, s in admin.site._registry.items() if m._meta.label_lower == naam)
    assert velden(soort, verzoek) == set(MODELLEN[naam].velden)
    eigen = type(soort).__bases__[0]
    assert velden(eigen(model, admin.site), verzoek) == set(MODELLEN[naam].velden)
    assert set(soort.get_actions(verzoek)) == set(MODELLEN[naam].acties)


def test_de_rechten_volgen_de_lijst() -> None:
    beheer, ander = gebruiker_met(Rol.BEHEER), gebruiker_met(Rol.GEMEENTEBEHEER)
    for naam, toegang in (MODELLEN | REGELS).items():
        app, _, model = naam.partition(".")
        for handeling in ("view", "add", "change", "delete"):
            recht = f"{app}.{handeling}_{model}"
            assert beheer.has_perm(recht) is (handeling in toegang.handelingen), recht
            assert not ander.has_perm(recht), recht


def test_een_model_dat_niemand_op_de_lijst_zette_komt_er_niet_in() -> None:
    site = BeheerSite()
    with pytest.raises(ImproperlyConfigured, match=r"aanbod\.aanmelding"):
        site.register(Aanmelding)
    assert not BUITEN & set(MODELLEN)


def test_een_veld_dat_niet_op_de_lijst_staat_blijft_weg(verzoek: Any) -> None:
    from gemeenten.grond.models import Regio
    from marktplein.beheer.site import binnen_de_lijst

    krap = binnen_de_lijst(ModelAdmin, Toegang(("naam",)))(Regio, admin.site)
    assert krap.get_fields(verzoek) == ["naam"]
    assert list(krap.get_form(verzoek).base_fields) == ["naam"]


def test_niemand_laat_de_server_duizenden_regels_beoordelen(client: Client) -> None:
    client.force_login(gebruiker_met(Rol.BEHEER))
    adres = reverse("admin:aanbod_thema_add")
    velden = {"naam": "Pesten", "slug": "pesten", "volgorde": "1", "zoekwoorden-INITIAL_FORMS": "0"}
    veel = client.post(adres, velden | {"zoekwoorden-TOTAL_FORMS": "9" * 9})
    assert veel.status_code in (200, 422)
    assert veel.context["inline_admin_formsets"][0].formset.total_form_count() == HOOGSTENS_REGELS
    assert not Thema.objects.filter(slug="pesten").exists()
