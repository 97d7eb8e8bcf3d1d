"""What is quicker here than in Django says the same as Django."""

import pytest
from django.apps import apps
from django.db.models import Field, Model
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from marktplein.basis.bediening import ontsnap

pytestmark = pytest.mark.puur


def _met_keuzes() -> list[tuple[type[Model], Field]]:  # type: ignore[type-arg]
    return [(m, f) for m in apps.get_models() for f in m._meta.concrete_fields if f.choices]


@pytest.mark.parametrize(("model", "veld"), _met_keuzes(), ids=lambda deel: getattr(deel, "__name__", str(deel)))
def test_elke_keuze_heeft_haar_woord(model: type[Model], veld: Field) -> None:  # type: ignore[type-arg]
    for waarde, woord in veld.flatchoices:
        assert getattr(model(**{veld.attname: waarde}), f"get_{veld.name}_display")() == str(woord)
    assert getattr(model(**{veld.attname: "anders"}), f"get_{veld.name}_display")() == "anders"


@pytest.mark.parametrize(
    "waarde",
    ["<b>\"'&", mark_safe("<b>&amp;</b>"), 7, None, gettext_lazy("Zoeken"), format_lazy("{} <i>", "a")],
)
def test_ontsnapt_wat_django_ontsnapt(waarde: object) -> None:
    assert ontsnap(waarde) == conditional_escape(waarde)
