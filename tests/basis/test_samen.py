"""Prints of what stood on a page, what counts as wiping, and how values read."""

import datetime as dt

import pytest
from django import forms

from marktplein.basis.fouten import Verouderd
from marktplein.basis.samen import SamenFormulier, afdruk, afdrukken, eis_gezien, in_woorden
from marktplein.basis.widgets import DagdelenVeld

pytestmark = pytest.mark.puur


@pytest.mark.parametrize(
    ("een", "ander", "gelijk"),
    [
        (None, "", True),
        ([], None, True),
        ("twee\r\nregels ", "twee\nregels", True),
        ([3, 1], (1, 3), True),
        (4, "4", True),
        (False, True, False),
        ("rood", "blauw", False),
        ([1], [1, 2], False),
    ],
)
def test_wat_gelijk_is_voor_wie_het_leest(een, ander, gelijk):
    assert (afdruk(een) == afdruk(ander)) is gelijk


def test_alleen_wat_niet_gezien_is_en_gewist_zou_worden_wordt_geweigerd():
    nu, gezien = {"a": 2, "b": 1}, afdrukken({"a": 1, "b": 1})
    eis_gezien(nu, gezien, {"b": 5})
    eis_gezien(nu, gezien, {"a": 2, "b": 5})
    eis_gezien(nu, None, {"a": 3})
    eis_gezien({"a": None}, {}, {"a": 3})
    with pytest.raises(Verouderd):
        eis_gezien(nu, gezien, {"a": 3})
    with pytest.raises(Verouderd):
        eis_gezien(nu, {}, {"b": 5})


@pytest.mark.parametrize("ruw", ["", "geen json", "[]", "{", None])
def test_wat_niet_te_lezen_is_heeft_niets_gezien(ruw):
    form = SamenFormulier({"gezien": ruw})
    assert form.is_valid()
    assert form.cleaned_data["gezien"] == {}


@pytest.mark.parametrize(
    ("veld", "waarde", "woorden"),
    [
        (forms.BooleanField(), True, "ja"),
        (forms.CharField(), "", "niets ingevuld"),
        (forms.DateField(), dt.date(2026, 12, 14), "14 december 2026"),
        (forms.ChoiceField(choices=[("a", "Appel")]), "a", "Appel"),
        (forms.MultipleChoiceField(choices=[("a", "Appel"), ("b", "Bes")]), ["a", "b"], "Appel, Bes"),
        (DagdelenVeld(), [7, 2], "maandagavond en woensdagmiddag"),
        (forms.IntegerField(), 0, "0"),
    ],
)
def test_waarden_in_woorden(veld, waarde, woorden):
    assert in_woorden(veld, waarde) == woorden
