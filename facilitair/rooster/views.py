"""Changing the meetings of a group: the list, one meeting (move, skip), one more; first a look, then it is done."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.groepen.pagina import zichtbare_groep
from aanbod.models import Bijeenkomst, Groep
from aanbod.permissions import kan_groep_plannen, kan_rooster_wijzigen
from facilitair.rooster.afspraak import Afspraak, afspraken_van, komende
from facilitair.rooster.dagen import Dagen
from facilitair.rooster.forms import ALLEEN, OverslaanFormulier, RoosterFormulier
from facilitair.rooster.handelingen import ROOSTER
from facilitair.rooster.services import INTUSSEN, WIE_WEL
from facilitair.rooster.toets import GaatNiet, Uitslag, toets
from facilitair.rooster.verandering import hoorders, regels
from facilitair.rooster.wijziging import ZELFDE, Wijziging
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis import klok
from marktplein.basis.formulier import gepost, meld, status_van, zet_verborgen
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import eis_te_zien, haal, vereist
from marktplein.werk.bedenktijd import lopend_bij
from marktplein.werk.uitstel import vraag_of_doe

Formulier = RoosterFormulier | OverslaanFormulier


def _groep(request: HttpRequest, slug: str) -> Groep:
    groep = zichtbare_groep(request, slug)
    eis_te_zien(kan_rooster_wijzigen(request.user, groep), groep)
    return groep


@require_safe
@vereist(kan_groep_plannen, WIE_WEL)
def rooster(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings to come, each with what can be done to it."""
    groep = _groep(request, slug)
    rijen = komende(groep)
    context = {
        "rijen": rijen,
        "geweest": groep.bijeenkomsten.filter(begin__lte=klok.nu()).order_by("begin"),
        "vervallen": groep.vervallen.all(),
        "bedenktijd": lopend_bij(request.user, "groep", [groep.pk], terug=request.path),
    }
    return render(request, "facilitair/rooster.html", {**_over(groep), **context})


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_plannen, WIE_WEL)
def wijzigen(request: HttpRequest, slug: str, nummer: int) -> HttpResponse:
    """Move one meeting, or it and all later ones; another room or trainer."""
    groep = _groep(request, slug)
    rij = _bijeenkomst(groep, nummer)
    nu = afspraken_van([rij])[rij.pk]
    laatste = not groep.bijeenkomsten.filter(begin__gt=rij.begin).exists()
    form = RoosterFormulier(
        _ingevuld(request), groep=groep, bijeenkomst=rij, nu=nu, laatste=laatste, initial=_begin_met(groep, nu)
    )
    naar_het_eind = None if laatste else _na_de_laatste(groep)
    return _stap(
        request,
        groep,
        form,
        form.wijziging,
        {"kop": "Bijeenkomst wijzigen", "rij": rij, "naar_het_eind": naar_het_eind},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_plannen, WIE_WEL)
def overslaan(request: HttpRequest, slug: str, nummer: int) -> HttpResponse:
    """A meeting does not take place."""
    groep = _groep(request, slug)
    rij = _bijeenkomst(groep, nummer)
    # There is nothing to fill in: asking what it would do is the first look at it.
    data = gepost(request)
    form = OverslaanFormulier({"versie": groep.versie, "sleutel": uuid.uuid4()} if data is None else data)
    return _stap(
        request,
        groep,
        form,
        lambda: form.wijziging(nummer),
        {"kop": "Bijeenkomst overslaan", "rij": rij, "overslaan": True},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_plannen, WIE_WEL)
def erbij(request: HttpRequest, slug: str) -> HttpResponse:
    """One more meeting."""
    groep = _groep(request, slug)
    rijen = list(groep.bijeenkomsten.order_by("-begin").prefetch_related("inzetten")[:1])
    nu = afspraken_van(rijen)[rijen[0].pk] if rijen else Afspraak(klok.nu(), klok.nu())
    initial = {**_begin_met(groep, nu), "datum": _na_de_laatste(groep)}
    form = RoosterFormulier(_ingevuld(request), groep=groep, bijeenkomst=None, nu=nu, laatste=True, initial=initial)
    return _stap(request, groep, form, form.wijziging, {"kop": "Bijeenkomst erbij", "erbij": True})


def _bijeenkomst(groep: Groep, nummer: int) -> Bijeenkomst:
    return haal(groep.bijeenkomsten.filter(begin__gt=klok.nu()).prefetch_related("inzetten"), nummer=nummer)


def _begin_met(groep: Groep, nu: Afspraak) -> dict[str, Any]:
    return {
        "datum": nu.dag,
        "begin": klok.lokaal(nu.begin).time(),
        "eind": klok.lokaal(nu.eind).time(),
        "plek": ZELFDE,
        "trainers": sorted(nu.trainers),
        "bereik": ALLEEN,
        "versie": groep.versie,
    }


def _na_de_laatste(groep: Groep) -> dt.date:
    """The first day after the series on which it could meet: a week later, or more."""
    laatste = groep.bijeenkomsten.order_by("-begin").values_list("begin", flat=True).first()
    dag = klok.lokaal(laatste).date() if laatste else klok.vandaag()
    return Dagen(groep.gemeente, dag).reeks(dag, 2)[0][-1] if laatste else dag


def _ingevuld(request: HttpRequest) -> QueryDict | None:
    """What was sent; a button that proposes something else fills that in over what was typed."""
    data = gepost(request)
    if data is None or not data.get("kies"):
        return data
    anders = data.copy()
    for naam, waarde in parse_qsl(data["kies"]):
        anders[naam] = waarde
    return anders


def _stap(
    request: HttpRequest, groep: Groep, form: Formulier, wijziging: Callable[[], Wijziging], over: dict[str, Any]
) -> HttpResponse:
    """Asked: what it would do. Asked to do it: done, unless something turns out to be in the way."""
    uitslag: Uitslag | None = None
    if form.is_bound and "terug" not in request.POST and form.is_valid() and _is_van_nu(form, groep):
        try:
            uitslag = toets(groep, wijziging())
            if "doe" in request.POST:
                return _doe(request, groep, form, wijziging())
        except GaatNiet as fout:
            uitslag = fout.uitslag
        except DomeinFout as fout:
            meld(form, fout)
        _toon_knelpunten(form, uitslag)
    goed = uitslag is not None and not form.errors
    context = {
        **_over(groep),
        **over,
        "form": form,
        "uitslag": uitslag,
        "bekijk": goed,
        "stap": 2 if goed else 1,
        "uitwegen": uitslag.uitwegen if uitslag else (),
        "gezocht": bool(uitslag and uitslag.knelpunten),
    }
    if goed and uitslag is not None:
        alle = regels(groep, uitslag.plan)
        context |= {"regels": alle, "hoorders": hoorders(groep, uitslag.plan, alle)}
    return render(request, "facilitair/rooster_wijzigen.html", context, status=200 if goed else status_van(form))


def _is_van_nu(form: Formulier, groep: Groep) -> bool:
    """Whether the page was made of the group as it is; else it says so, keeps what was typed and is of now."""
    if form.cleaned_data["versie"] == groep.versie:
        return True
    form.add_error(None, INTUSSEN)
    zet_verborgen(form, versie=groep.versie)
    return False


def _toon_knelpunten(form: Formulier, uitslag: Uitslag | None) -> None:
    if uitslag is None:
        return
    for knelpunt in uitslag.knelpunten:
        form.add_error(knelpunt.veld if knelpunt.veld in form.fields else None, knelpunt.tekst)
    if not uitslag.plan.stappen:
        form.add_error(None, "Hiermee verandert er niets. Vul in wat anders moet.")


def _doe(request: HttpRequest, groep: Groep, form: Formulier, wijziging: Wijziging) -> HttpResponse:
    gegevens = {"wijziging": wijziging.als_json(), "sleutel": str(form.cleaned_data["sleutel"])}
    vraag_of_doe(ROOSTER, pk=groep.pk, door=ingelogd(request), gegevens=gegevens)
    return redirect("aanbod:groep", slug=groep.slug)


def _over(groep: Groep) -> dict[str, Any]:
    return {
        "groep": groep,
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")),
            (groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug])),
        ),
    }
