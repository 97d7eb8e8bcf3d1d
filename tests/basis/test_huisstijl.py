"""The tags of the house style: right words, no surprises, safe output."""

import re

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory

from marktplein.basis.templatetags import huisstijl


def toon(tekst: str, **context: object) -> str:
    return Template("{% load huisstijl %}" + tekst).render(Context(context))


def test_icoon_is_versiering_tenzij_het_een_naam_krijgt():
    assert 'aria-hidden="true"' in toon('{% icoon "kalender" %}')
    met_naam = toon('{% icoon "vinkje" "" "klaar" %}')
    assert 'role="img"' in met_naam
    assert 'aria-label="klaar"' in met_naam


def test_onbekend_icoon_valt_meteen_op():
    with pytest.raises(ValueError, match="Onbekend icoon"):
        huisstijl.icoon("eenhoorn")


def test_badge_heeft_woord_en_kleur_en_ontsnapt_html():
    uit = toon("{% badge woord 'groen' %}", woord="<b>Open</b>")
    assert "badge--groen" in uit
    assert "&lt;b&gt;Open" in uit
    with pytest.raises(ValueError, match="Onbekende kleur"):
        huisstijl.badge("Open", "roze")


@pytest.mark.parametrize(
    ("bezet", "totaal", "opties", "tekst", "deel"),
    [
        (7, 9, "", "<strong>nog 2 plekken</strong>", 77),
        (8, 9, "", "<strong>nog 1 plek</strong>", 88),
        (9, 9, "", "<strong>vol, wachtlijst</strong>", 100),
        (9, 9, "wachtlijst=False", "<strong>vol</strong>", 100),
        (12, 9, "", "<strong>vol, wachtlijst</strong>", 100),
        (3, 9, "minimum=5", "nog 2 aanmeldingen nodig om te beginnen", 33),
        (4, 9, "minimum=5", "nog 1 aanmelding nodig om te beginnen", 44),
        (7, 9, "open=False", "7 van 9 plekken bezet", 77),
        (7, 9, "'kinderen'", "7 van 9 kinderen", 77),
        (31, 120, "", "<strong>nog 89 plekken</strong>", 25),
    ],
)
def test_vulling_zegt_wat_mensen_vragen_op_een_schaal(bezet, totaal, opties, tekst, deel):
    uit = " ".join(toon("{% vulling bezet totaal " + opties + " %}", bezet=bezet, totaal=totaal).split())
    assert tekst in uit
    assert f'class="vulling__bezet" width="{deel}"' in uit
    assert ("vulling--vol" in uit) is (bezet >= totaal)


def test_vulling_van_niets_tekent_geen_balk():
    uit = " ".join(toon("{% vulling 0 0 %}").split())
    assert "0 van 0 plekken bezet" in uit
    assert "<svg" not in uit


def test_vulling_streep_staat_bij_het_minimum_en_zwijgt_als_dat_er_is():
    uit = toon("{% vulling 5 10 minimum=5 %}")
    assert 'class="vulling__streep" x="50"' in uit
    assert "nodig" not in uit


def test_weekrooster_toont_precies_de_gekozen_dagdelen():
    uit = toon("{% weekrooster dagdelen %}", dagdelen=[0, 7, 14])
    assert uit.count('class="week__ja"') == 3
    assert uit.count("kan niet") == 12


def test_paginering_houdt_de_filters():
    request = RequestFactory().get("/", {"plaats": "Leiden", "pagina": "2"})
    blad = Paginator(range(100), 10).get_page(2)
    uit = render_to_string("includes/_paginering.html", {"page_obj": blad}, request=request)
    assert "?plaats=Leiden&amp;pagina=3" in uit
    assert "?plaats=Leiden&amp;pagina=1" in uit
    assert "11 tot en met 20 van 100" in uit


def test_een_bladzijde_heeft_geen_paginering():
    request = RequestFactory().get("/")
    blad = Paginator(range(3), 10).get_page(1)
    assert not render_to_string("includes/_paginering.html", {"page_obj": blad}, request=request).strip()


class Filter(forms.Form):
    zoek = forms.CharField(required=False)
    aan = forms.BooleanField(required=False)
    van = forms.DateField(required=False)


@pytest.mark.parametrize(
    ("vraag", "aantal"),
    [
        (None, 0),
        ({}, 0),
        ({"zoek": "x"}, 1),
        ({"zoek": "x", "aan": "on"}, 2),
        ({"zoek": "x", "van": "abc"}, 1),
        ({"van": "2020-13-45"}, 0),
    ],
)
def test_actieve_filters(vraag, aantal):
    """What cannot be read is no filter: not in the count and not in the words."""
    formulier = Filter(vraag)
    assert huisstijl.actieve_filters(formulier) == aantal
    assert huisstijl.filterwoorden(formulier) == ", ".join(["x", "Aan"][:aantal])


@pytest.mark.parametrize("adres", ["/groepen/?doelgroep=ouders", "/en/groepen/?leeftijd=abc"])
def test_titel_heeft_geen_losse_spaties(client, db, adres):
    """The block of a template may stand on lines of its own; in the tab of a browser that shows."""
    titel = re.search(r"<title>(.*?)</title>", client.get(adres).content.decode(), re.DOTALL).group(1)
    assert titel == " ".join(titel.split())
    assert " ," not in titel
    assert "abc" not in titel


class Keuzefilter(forms.Form):
    plaats = forms.ChoiceField(choices=[("", "Alle"), ("l", "Leiden"), ("k", "Katwijk")], required=False)
    vrij = forms.BooleanField(label="Alleen met plek", required=False)


def test_titel_zegt_ook_tab_filter_en_pagina():
    """Two tabs of the browser with the same list are told apart."""

    class Filterset:
        form = Keuzefilter({"plaats": "l", "vrij": "on"})

    tabs = [{"label": "Te laat", "url": "?lijst=laat", "actief": True}, {"label": "Leden", "url": "/", "actief": True}]
    blad = Paginator(range(30), 10).get_page(2)
    uit = toon("{% titelstaart %}", tabs=tabs, filter=Filterset(), page_obj=blad)
    assert uit == ", Te laat, Leiden, Alleen met plek, pagina 2 van 3"
    assert toon("{% titelstaart %}", page_obj=Paginator(range(30), 10).get_page(1)) == ""


def test_een_keuze_die_niet_bestaat_staat_niet_in_de_titel():
    assert huisstijl.filterwoorden(Keuzefilter({"plaats": "<script>"})) == ""


# Where somebody reads the address they themselves gave, or log in with.
EIGEN_ADRES = {
    "includes/_kopbalk.html", "aanbod/aanmelding.html", "gemeenten/uitnodiging.html", "account/email_confirm.html",
    "includes/_mailadres.html", "includes/_nummer.html", "aanbod/includes/_contact.html", "aanbod/mijn_inzet.html",
}  # fmt: skip


def test_wie_erachter_zit_is_te_mailen_en_te_bellen():
    """An address or a number of somebody else is a link: ``_mailadres.html``, ``_nummer.html``, ``_contact.html``."""
    fout = [
        f"{naam}: {hit.group()}"
        for pad in sorted((settings.BASE_DIR / "templates").rglob("*.html"))
        if (naam := pad.relative_to(settings.BASE_DIR / "templates").as_posix()) not in EIGEN_ADRES
        for hit in re.finditer(r"\{\{[^}]*\.(?:email|telefoon)\b[^}]*\}\}", pad.read_text("utf-8"))
    ]
    assert not fout


@pytest.mark.parametrize(
    ("deel", "adres"),
    [
        ('{% include "includes/_mailadres.html" with adres="an+na@voor.beeld" %}', "mailto:an%2Bna@voor.beeld"),
        ('{% include "includes/_nummer.html" with nummer="+31612345678" %}', "tel:+31612345678"),
    ],
)
def test_een_adres_is_een_link(deel, adres):
    assert f'href="{adres}"' in toon(deel)
    assert toon(deel.replace("an+na@voor.beeld", "").replace("+31612345678", "")).strip() == "–"
