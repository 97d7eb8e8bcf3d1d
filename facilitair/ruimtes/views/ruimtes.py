"""Rooms: the list, and one room with its agenda by week or month."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from facilitair.models import Ruimte
from facilitair.permissions import WIE_WEL, kan_reserveren, kan_ruimte_wijzigen, kan_ruimtes_zien
from facilitair.ruimtes import selectors
from facilitair.ruimtes.filters import RuimteFilter
from facilitair.ruimtes.forms import RuimteContactFormulier, contact_van
from facilitair.ruimtes.raster import weekraster
from facilitair.ruimtes.services.contact import wijzig_contact
from gemeenten.grond.selectors import kaartplaatsen
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis import dagdelen
from marktplein.basis.bladeren import bladeren, gevraagde_dag, weken
from marktplein.basis.filter import keuze
from marktplein.basis.formulier import gepost, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.kaart import Punt, kaart, midden_van
from marktplein.basis.lijst import bestand, kruimels, lijst
from marktplein.basis.tijdraster import maandag_van
from marktplein.basis.toegang import haal, vereist

PER_PAGINA = 20
KOP = (
    "Naam",
    "Gemeente",
    "Adres",
    "Plekken",
    "Rolstoeltoegankelijk",
    "Kosten per dagdeel (euro)",
    "Te huur",
    "Dagdelen",
)


@require_safe
@vereist(kan_ruimtes_zien, WIE_WEL)
def ruimtelijst(request: HttpRequest) -> HttpResponse:
    """Rooms with filters, also "free on this dagdeel"; ``?formaat=`` gives a file."""
    alle = selectors.ruimtes_voor(request.user).filter(actief=True)
    filterset = RuimteFilter(request.GET, queryset=alle, request=request)
    if antwoord := bestand(request, "ruimtes", KOP, lambda: map(_rij, filterset.qs)):
        return antwoord
    tijden = filterset.gevraagde_tijden
    deel = lijst(request, filterset, PER_PAGINA)
    context = deel.context(gevraagd=tijden[0] if len(tijden) == 1 else None, kaart=_kaart(deel, filterset))
    return render(request, "facilitair/ruimtes.html", context)


def _kaart(ruimtes: Iterable[Ruimte], filterset: RuimteFilter) -> dict[str, Any]:
    """Where these rooms are, with rings of distance around the gemeente that was asked for."""
    punten = [Punt(r.naam, r.lat, r.lon, reverse("facilitair:ruimte", args=[r.pk])) for r in ruimtes]
    return kaart(punten, kaartplaatsen(), midden_van(filterset))


def _rij(ruimte: Ruimte) -> tuple[Any, ...]:
    return (
        ruimte.naam,
        ruimte.gemeente.naam,
        ruimte.adres,
        ruimte.capaciteit,
        ruimte.toegankelijk,
        ruimte.kosten_cent / 100,
        ruimte.actief,
        dagdelen.opsomming(ruimte.dagdelen) if ruimte.dagdelen else "altijd",
    )


@require_safe
@vereist(kan_ruimtes_zien, WIE_WEL)
def ruimte_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """A room and its agenda: ``?weergave=maand`` or the week; ``?dag=jjjj-mm-dd`` says which."""
    ruimte = haal(selectors.ruimtes_voor(request.user), pk=pk)
    dag = gevraagde_dag(request)
    als_maand = keuze(request, "weergave", ("week", "maand"), "week") == "maand"
    context = {
        "ruimte": ruimte,
        "dag": dag,
        "als_maand": als_maand,
        "te_huur": _te_huur(ruimte),
        "kruimels": [{"label": "Ruimtes", "url": reverse("facilitair:ruimtes")}],
        "tabs": [
            {"label": "Week", "url": f"?dag={dag:%Y-%m-%d}", "actief": not als_maand},
            {"label": "Maand", "url": f"?weergave=maand&dag={dag:%Y-%m-%d}", "actief": als_maand},
        ],
        **(_maand(ruimte, dag) if als_maand else _week(ruimte, dag, boekbaar=kan_reserveren(request.user))),
    }
    return render(request, "facilitair/ruimte.html", context)


def _te_huur(ruimte: Ruimte) -> str:
    return f"te huur op {dagdelen.kort(ruimte.dagdelen or range(dagdelen.AANTAL))}"


def _week(ruimte: Ruimte, dag: dt.date, *, boekbaar: bool) -> dict[str, Any]:
    maandag = maandag_van(dag)
    naam = f"Agenda van {ruimte}, week van {date_format(maandag, 'j F')}"
    return {
        "raster": weekraster([ruimte], maandag, boekbaar=boekbaar, naam=naam),
        "van": maandag,
        "tot": maandag + dt.timedelta(days=6),
        **weken(maandag),
    }


def _maand(ruimte: Ruimte, dag: dt.date) -> dict[str, Any]:
    eerste = dag.replace(day=1)
    vorige, volgende = (eerste - dt.timedelta(days=1)).replace(day=1), (eerste + dt.timedelta(days=32)).replace(day=1)
    return {
        "weken": selectors.maand(ruimte, dag.year, dag.month),
        "van": eerste,
        **bladeren(vorige, volgende, "maand", "Deze maand", "weergave=maand&"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_ruimte_wijzigen, WIE_WEL)
def ruimte_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """Whom to ask about a room, and how one gets in."""
    ruimte = haal(selectors.ruimtes_voor(request.user), pk=pk)
    form = RuimteContactFormulier(gepost(request), ruimte=ruimte)
    if request.method == "POST" and form.is_valid():
        try:
            wijzig_contact(ruimte, door=ingelogd(request), **form.cleaned_data)
        except Verouderd as fout:
            ruimte.refresh_from_db()
            form.toon_botsing(fout, contact_van(ruimte))
        except DomeinFout as fout:
            form.meld(fout)
        else:
            messages.success(request, "Opgeslagen. Trainers van een groep hier zien dit een week van tevoren.")
            return redirect("facilitair:ruimte", pk=pk)
    context = {
        "ruimte": ruimte,
        "form": form,
        "kruimels": kruimels(
            ("Ruimtes", reverse("facilitair:ruimtes")), (str(ruimte), reverse("facilitair:ruimte", args=[pk]))
        ),
    }
    return render(request, "facilitair/ruimte_contact.html", context, status=status_van(form))
