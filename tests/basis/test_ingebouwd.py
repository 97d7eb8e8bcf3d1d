"""Tags every template has: what they remember never tells one person about another, nor the wrong language."""

import datetime as dt

import pytest
from django.template import Context, RequestContext, Template
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from marktplein.basis import klok

pytestmark = pytest.mark.puur


def _maak(tekst: str, taal: str = "nl", **waarden: object) -> str:
    with translation.override(taal):
        return Template(tekst).render(RequestContext(RequestFactory().get("/"), waarden, processors=[]))


def test_wat_vast_is_kent_niets_van_de_pagina() -> None:
    sjabloon = Template("{% vast %}[{{ naam }}{{ user }}{{ csrf_token }}]{% endvast %}{{ naam }}")
    assert [sjabloon.render(Context({"naam": naam, "user": naam})) for naam in ("Fatima", "Jan")] == [
        "[]Fatima",
        "[]Jan",
    ]


def test_wat_vast_is_spreekt_de_taal_van_de_pagina() -> None:
    sjabloon = Template('{% load i18n %}{% vast %}{% translate "Zoeken" %} {% url "aanbod:zoeken" %}{% endvast %}')
    for taal in ("nl", "en", "nl"):
        with translation.override(taal):
            assert sjabloon.render(Context()) == f"{translation.gettext('Zoeken')} {reverse('aanbod:zoeken')}"


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_een_adres_is_dat_van_de_taal_en_van_het_ding(taal: str) -> None:
    for slug in ("weerbaar", "sova"):
        with translation.override(taal):
            goed = reverse("aanbod:groep", args=[slug])
        assert _maak('{% url "aanbod:groep" slug %}', taal, slug=slug) == goed
        assert _maak('{% url "aanbod:groep" slug=slug %}', taal, slug=slug) == goed
        assert _maak('{% url "aanbod:groep" slug as adres %}<{{ adres }}>', taal, slug=slug) == f"<{goed}>"


def test_een_adres_dat_er_niet_is_is_een_fout_behalve_met_as() -> None:
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            _maak('{% url "aanbod:bestaat_niet" %}')
        assert _maak('{% url "aanbod:bestaat_niet" as adres %}<{{ adres }}>') == "<>"


def test_een_dag_van_een_moment_is_die_op_een_nederlandse_klok() -> None:
    laat = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)
    assert _maak('{{ op|date:"j F H.i" }} {{ op|date:"j F" }}', op=laat) == "2 juli 01.30 2 juli"
    assert _maak('{{ op|date:"j F" }}', "en", op=laat) == "2 July"
    assert (
        _maak('[{{ op|date:"j F" }}][{{ niets|date:"j F" }}]', op=klok.op(dt.date(2026, 1, 2), dt.time(0)))
        == "[2 januari][]"
    )
