"""A filter value that cannot be read: its error, and no rows, on every list."""

import re

import django_filters
import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse

from gemeenten.grond.enums import Rol
from marktplein.basis.filter import Filter
from tests.aanbod.factories import GroepFactory
from tests.facilitair.factories import RuimteFactory
from tests.gemeenten.factories import GebruikerFactory, gebruiker_met

LIJSTEN = {
    "aanbod:zoeken": "vorm", "aanbod:plank": "vorm", "aanbod:beheer": "staat", "aanbod:groepen": "gemeente",
    "facilitair:taken": "soort", "facilitair:ruimtes": "gemeente", "facilitair:agenda": "gemeente",
    "gemeenten:leden": "rol", "gemeenten:uitnodigingen": "rol", "gemeenten:sluitingsdagen": "soort",
    "gemeenten:logboek": "over", "inzicht:inzicht": "gemeente", "inzicht:wachttijd": "gemeente",
    "vraag:signalen": "staat", "vraag:regiovraag": "gemeente", "vraag:voorstellen": "staat", "vraag:runs": "staat",
    "vraag:scenarios": "staat",
}  # fmt: skip


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


@pytest.mark.django_db
def test_elke_lijst_zegt_dat_een_filter_niet_te_lezen_is(client: Client):
    """422 as everywhere, for whoever may see all of them; what can be read stays 200 right after it."""
    rollen = (Rol.BEHEER, Rol.FACILITAIR, Rol.JGT, Rol.AANSPREEKPUNT)
    client.force_login(GebruikerFactory(lid=[(rol, None) for rol in rollen]))
    for naam, veld in LIJSTEN.items():
        antwoorden = [client.get(reverse(naam), vraag).status_code for vraag in ({veld: "bestaat-niet"}, {})]
        assert (naam, antwoorden) == (naam, [422, 200])
