"""A filter value that cannot be read: its error, and no rows, on every list."""

import re
from typing import Any

import django_filters
import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from gemeenten.grond.enums import Rol
from marktplein.basis.filter import Filter
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import GebruikerFactory, gebruiker_met
from tests.test_rechtenmatrix import alle_namen

LIJSTEN = (
    "aanbod:zoeken", "aanbod:plank", "aanbod:beheer", "aanbod:groepen", "facilitair:taken", "facilitair:ruimtes",
    "facilitair:agenda", "gemeenten:leden", "gemeenten:uitnodigingen", "gemeenten:sluitingsdagen", "gemeenten:logboek",
    "inzicht:inzicht", "inzicht:wachttijd", "vraag:signalen", "vraag:regiovraag", "vraag:voorstellen", "vraag:runs",
    "vraag:scenarios", "vraag:reeksen", "meldingen:lijst",
)  # fmt: skip
DINGEN = ("page_obj", "filter", "raster")
# What a page reads from its address by itself, and what a field of a filter does not take anything in.
LOS = {"dag", "weergave", "lijst", "per", "pagina", "formaat"}
STRAK = (forms.ChoiceField, forms.ModelChoiceField, forms.DateField, forms.DecimalField, forms.IntegerField)


def _onder(klasse):
    for onder in klasse.__subclasses__():
        yield onder
        yield from _onder(onder)


@pytest.mark.puur
def test_elk_filter_van_het_huis_heeft_dezelfde_grond():
    assert get_resolver().url_patterns, "every page is read, and with it its filter"
    onze = {app.name.split(".")[0] for app in apps.get_app_configs()} - {"django_filters"}
    klassen = [k for k in _onder(django_filters.FilterSet) if k.__module__.split(".")[0] in onze and k is not Filter]
    assert len(klassen) > 8
    assert [k.__name__ for k in klassen if not issubclass(k, Filter)] == []


@pytest.mark.puur
def test_wis_filters_staat_er_alleen_als_er_een_aan_is():
    """What may lie between the question and the button is the words above it, no other branch."""
    los = [
        str(pad.relative_to(settings.BASE_DIR))
        for pad in (settings.BASE_DIR / "templates").rglob("*.html")
        for voor in re.split(r'url="\?" knop="Haal filters weg"', pad.read_text())[:-1]
        if not re.fullmatch(
            r"(el)?if filter.form\|actieve_filters or filter.form.errors",
            re.findall(r"{% ((?:el)?if .*?|else) %}", voor)[-1],
        )
    ]
    assert los == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("naam", "veld", "waarde"),
    [("facilitair:ruimtes", "datum", "32-13-2027"), ("aanbod:groepen", "gemeente", "nergens")],
)
def test_een_onleesbare_waarde_geeft_een_fout_en_geen_rijen(client: Client, naam: str, veld: str, waarde: str):
    GroepFactory()
    RuimteFactory()
    client.force_login(gebruiker_met(Rol.FACILITAIR))
    assert client.get(reverse(naam)).context["page_obj"].paginator.count == 1
    pagina = client.get(reverse(naam), {veld: waarde})
    assert pagina.status_code == 422
    assert pagina.context["page_obj"].paginator.count == 0
    assert pagina.context["filter"].form.errors[veld]


def _lijsten(client: Client) -> dict[str, Any]:
    """Address name → the page, of everything without an argument that pages, filters, or leafs through time."""
    uit = {}
    for naam in alle_namen():
        if ":" not in naam or naam.startswith(("admin:", "demo:", "health:")):
            continue
        try:
            antwoord = client.get(reverse(naam))
        except NoReverseMatch:
            continue
        if antwoord.status_code == 200 and any(ding in (antwoord.context or {}) for ding in DINGEN):
            uit[naam] = antwoord
    return uit


def _onleesbaar(antwoord: Any) -> dict[str, str]:
    """Parameter → a value that it cannot have, for all that this list is asked with."""
    html = antwoord.content.decode()
    links = re.findall(r'href="\?([^"#]*)', html)
    los = {naam for vraag in links for naam in re.findall(r"(?:^|;)(\w+)=", vraag)} & LOS
    filter_ = antwoord.context.get("filter")
    velden = filter_.form.fields if filter_ else {}
    strak = {naam for naam, veld in velden.items() if isinstance(veld, STRAK)}
    return dict.fromkeys(los | strak | ({"pagina"} if "page_obj" in antwoord.context else set()), "bestaat-niet")


@pytest.mark.django_db
def test_elke_lijst_zegt_dat_een_filter_niet_te_lezen_is(client: Client):
    """Every list there is, public and of staff: 422 and no row for whatever it is asked that does not exist.

    A page beyond the end is the last one, and what can be read stays 200 right after it.
    """
    rollen = (Rol.BEHEER, Rol.FACILITAIR, Rol.JGT, Rol.AANSPREEKPUNT, Rol.TRAINER)
    fouten, gezien = [], set()
    for wie in (None, GebruikerFactory(lid=[(rol, None) for rol in rollen])):
        client.force_login(wie) if wie else client.logout()
        for naam, pagina in _lijsten(client).items():
            for veld, waarde in _onleesbaar(pagina).items():
                gezien.add((naam, veld))
                antwoord = client.get(reverse(naam), {veld: waarde})
                blad = (antwoord.context or {}).get("page_obj")
                if antwoord.status_code != 422 or (blad is not None and blad.paginator.count):
                    fouten.append((naam, veld, antwoord.status_code))
            ver = client.get(reverse(naam), {"pagina": "99999"})
            blad = ver.context.get("page_obj")
            if ver.status_code != 200 or (blad is not None and blad.has_next()):
                fouten.append((naam, "pagina", ver.status_code))
    assert fouten == []
    assert {naam for naam, _ in gezien} >= {*LIJSTEN, "aanbod:mijn_week"}
    assert {veld for _, veld in gezien} >= {"thema", "dag", "weergave", "lijst", "per", "pagina"}
