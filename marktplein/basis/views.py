"""The style guide: every component of the house style on one page, to look at and to test."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from marktplein.basis import klok, voorbeelden
from marktplein.basis.iconen import ICONEN
from marktplein.basis.lijst import blad
from marktplein.basis.templatetags.huisstijl import KLEUREN
from marktplein.basis.widgets import DagdelenVeld, DatumInvoer, GetalInvoer, ZoekSelect

PLAATSEN = ("Alphen aan den Rijn", "Katwijk", "Leiden", "Lisse", "Nieuwkoop", "Noordwijk", "Oegstgeest", "Zoeterwoude")


class VoorbeeldFormulier(forms.Form):
    """One field of each kind."""

    naam = forms.CharField(label="Uw naam", help_text="Zoals u aangesproken wilt worden.")
    email = forms.EmailField(label="E-mailadres", required=False)
    plaats = forms.ChoiceField(
        label="Plaats", choices=[("", "Kies een plaats"), *((p, p) for p in PLAATSEN)], widget=ZoekSelect
    )
    aantal = forms.IntegerField(label="Hoeveel kinderen?", min_value=1, widget=GetalInvoer)
    start = forms.DateField(
        label="Vanaf wanneer?", help_text="De dag waarop de groep op zijn vroegst begint.", widget=DatumInvoer
    )
    dagdelen = DagdelenVeld(label="Wanneer kan het?", help_text="Tik alle dagdelen aan die passen.")
    vorm = forms.ChoiceField(
        label="Waar?", choices=[("buurt", "In de buurt"), ("online", "Online")], widget=forms.RadioSelect
    )
    themas = forms.MultipleChoiceField(
        label="Waarover?",
        choices=[("rust", "Rust in huis"), ("weerbaar", "Weerbaar op school")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    opmerking = forms.CharField(
        label="Opmerking", widget=forms.Textarea(attrs={"rows": 4}), required=False, help_text="Noem geen namen."
    )
    splitsen = forms.BooleanField(label="De kinderen mogen over twee groepen verdeeld worden", required=False)


class VoorbeeldFilter(forms.Form):
    """Filters as a list page has them."""

    markeer_niet_verplicht = False
    zoek = forms.CharField(label="Zoek", required=False)
    plaats = forms.ChoiceField(label="Plaats", choices=[("", "Alle"), *((p, p) for p in PLAATSEN)], required=False)


def _menu() -> list[dict[str, Any]]:
    namen = (("Start", "start", 0), ("Vragen", "vraag", 3), ("Voorstellen", "voorstel", 1), ("Groepen", "groep", 0))
    return [
        {"label": label, "url": "#", "icoon": icoon, "aantal": aantal, "actief": label == "Vragen"}
        for label, icoon, aantal in namen
    ]


def _geschiedenis() -> list[dict[str, Any]]:
    nu = klok.nu()
    return [
        {"wat": "Beide teams doen mee", "wie": "JGT Katwijk", "wanneer": nu, "icoon": "vinkje"},
        {
            "wat": "Voorstel gemaakt",
            "wie": "Marktplein",
            "wanneer": nu - dt.timedelta(days=2),
            "icoon": "voorstel",
            "toelichting": "Vijf kinderen uit Oegstgeest en vier uit Katwijk passen samen in één groep.",
        },
        {"wat": "Vraag geplaatst", "wie": "JGT Oegstgeest", "wanneer": nu - dt.timedelta(days=5), "icoon": "plus"},
    ]


def _rijen() -> list[dict[str, str]]:
    """A row that is late, a plain one, and one of which the act can still be taken back."""
    rij = {"bij": "Rots en Water in Leiden, start 14 dec", "wanneer": "di 24 nov", "knop": "Pak op"}
    rij |= {"laat": "", "wie": "", "wacht": ""}
    return [
        {**rij, "naam": "Ruimte regelen", "laat": "3 werkdagen te laat"},
        {**rij, "naam": "Werving starten", "wie": "Sanne de Vries"},
        {**rij, "naam": "Materiaal klaarzetten", "wacht": "Klaar", "knop": "Maak ongedaan"},
    ]


@login_not_required
@require_safe
def stijlgids(request: HttpRequest) -> HttpResponse:
    """All components; only where there is nothing real to guard. ``?fouten=1`` shows the forms with mistakes."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    fout = {"start": "31 februari", "email": "geen adres", "aantal": "0", "naam": "Sam"}
    context = {
        "menu": _menu(),
        # The page shows the menu of an example, not that of who looks.
        "menulijst": render_to_string("includes/_menulijst.html", {"menu": _menu()}),
        "kruimels": [{"label": "Start", "url": "/"}, {"label": "Vragen", "url": "#"}],
        "form": VoorbeeldFormulier(fout if "fouten" in request.GET else None),
        "filterform": VoorbeeldFilter(request.GET if "zoek" in request.GET else None, auto_id="filter_%s"),
        "page_obj": blad(request, range(1, 98), 10),
        "regels": _geschiedenis(),
        "voortgang": {
            "tekst": "Bezig: 40 van 150 vragen bekeken",
            "naam": "Voortgang",
            "gedaan": 40,
            "totaal": 150,
            "klaar": True,
        },
        "iconen": sorted(ICONEN),
        "kleuren": KLEUREN,
        "beelden": ("niets-gevonden", "alles-klaar", "wegwijzer", "dichte-deur", "storing"),
        "tabs": [
            {"label": "Open", "url": "#", "actief": True, "aantal": 12},
            {"label": "Gepland", "url": "#", "actief": False, "aantal": 4},
            {"label": "Afgerond", "url": "#", "actief": False},
        ],
        "dagdelen": [4, 7, 10],
        "rijen": _rijen(),
        "sneltoetsen": (("c", "pak de taak op"), ("d", "klaar")),
        "rasters": voorbeelden.rasters(),
        "kaart": voorbeelden.plattegrond(),
        "cijfers": [("Leiden", 24, 6), ("Katwijk", 12, 15), ("Lisse", 7, 9)],
    }
    return render(request, "stijlgids.html", context)
