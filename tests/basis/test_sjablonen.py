"""The quick way through a template shows what Django shows."""

import datetime as dt
from decimal import Decimal

import pytest
from django.template import base, engines
from django.test import override_settings
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from marktplein.basis import sjablonen

pytestmark = pytest.mark.puur


class Ding:
    naam = "Rots & <Water>"
    eigen = {"sleutel": "<b>", "items": "een sleutel, geen methode"}
    rij = ("a", "b")
    heeft = "eigenschap"

    def methode(self) -> str:
        return "aangeroepen & wel"

    @property
    def stuk(self) -> str:
        raise AttributeError("van de eigenschap zelf")


UITDRUKKINGEN = (
    "{{ ding.naam }}", "{{ ding.eigen.sleutel }}", "{{ ding.eigen.items }}", "{{ ding.rij.1 }}", "{{ ding.methode }}",
    "{{ functie }}", "{{ veilig }}", "{{ getal }}", "{{ breuk }}", "{{ lui }}", "{{ moment }}", "{{ niets }}",
    "{{ waar }}", "{{ woorden }}", "{% autoescape off %}{{ ding.naam }}{{ getal }}{% endautoescape %}",
    "{{ ding.er_niet|default:'anders' }}", "{{ ding.heeft.upper }}", "{% if ding.eigen.er_niet %}ja{% endif %}",
)  # fmt: skip


def _toon(tekst: str) -> str:
    waarden = {
        "ding": Ding(), "functie": lambda: "<i>", "veilig": mark_safe("<b>"), "getal": 12345, "breuk": Decimal("1.5"),
        "lui": gettext_lazy("Fout"), "moment": dt.datetime(2026, 11, 2, 12, tzinfo=dt.UTC), "niets": None, "waar": True,
        "woorden": "'\"&<>",
    }  # fmt: skip
    return engines["django"].from_string(tekst).render(waarden)


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("duizendtallen", [False, True])
@pytest.mark.parametrize("tekst", UITDRUKKINGEN)
def test_toont_wat_django_toont(monkeypatch, tekst, duizendtallen, taal):
    with override(taal), override_settings(USE_THOUSAND_SEPARATOR=duizendtallen):
        snel = _toon(tekst)
        monkeypatch.setattr(base.Variable, "_resolve_lookup", sjablonen._gewoon_opzoeken)
        monkeypatch.setattr(base, "render_value_in_context", sjablonen._gewoon_tonen)
        assert snel == _toon(tekst)


def test_een_fout_in_een_eigenschap_blijft_een_fout():
    with pytest.raises(AttributeError, match="van de eigenschap zelf"):
        _toon("{{ ding.stuk }}")
