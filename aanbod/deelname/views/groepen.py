"""What changes who takes part in a group: places of teams, and calling it off."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aanbod.deelname.forms.aanmelden import AfgelastForm, TeamplaatsForm, TeruggeefForm
from aanbod.deelname.handelingen import TERUGGEVEN
from aanbod.deelname.services.afgelasten import annuleer_groep
from aanbod.deelname.services.teamplaatsen import voeg_teamplaats_toe
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.models import Groep, TeamPlaats
from aanbod.permissions import (
    is_professional,
    kan_groep_beheren,
)
from gemeenten.grond.models import Team
from gemeenten.grond.selectors import teams_voor_invoer
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import vereist
from marktplein.basis.woorden import plekken
from marktplein.werk.uitstel import vraag_of_doe

ALLEEN_TEAMS = "Alleen medewerkers van een team kunnen plekken nemen voor hun team."


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_professional, ALLEEN_TEAMS)
def teamplaats(request: HttpRequest, slug: str) -> HttpResponse:
    """Take places in the name of a team."""
    groep = zichtbare_groep(request, slug)
    teams = teams_voor_invoer(request.user)
    form = TeamplaatsForm(
        gepost(request),
        teams=teams,
        keuzes=vraagkant().passend(groep, teams),
        vrij=groep.vrij,
        voor=groep.is_voor,
        toestemming=groep.interventie.toestemming_beide_ouders,
        initial={"aantal": 1},
    )
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            voeg_teamplaats_toe(groep=groep, door=request.user, **gegevens)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, _genomen(gegevens))
            return redirect("aanbod:groep", slug=groep.slug)
    context = {**_plek_context(groep, form), "in_voorstel": vraagkant().in_voorstel(groep, teams)}
    return render(request, "aanbod/teamplaats.html", context, status=status_van(form))


def _genomen(gegevens: dict[str, Any]) -> str:
    gedaan = f"{plekken(gegevens['aantal'])} genomen voor {gegevens['team']}."
    return f"{gedaan} Hun vraag is bijgewerkt." if gegevens["vraag"] else gedaan


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_professional, ALLEEN_TEAMS)
def teamplaats_terug(request: HttpRequest, slug: str) -> HttpResponse:
    """Give places of a team back."""
    groep = zichtbare_groep(request, slug)
    teams = teams_voor_invoer(request.user).filter(teamplaatsen__groep=groep)
    plaatsen = list(groep.teamplaatsen.filter(team__in=teams).order_by("pk"))
    if not plaatsen:
        messages.info(request, "Jullie team heeft in deze groep geen plekken (meer).")
        return redirect("aanbod:groep", slug=groep.slug)
    form = TeruggeefForm(gepost(request), teams=teams, plaatsen=plaatsen, keuzes=vraagkant().geplaatst(groep, teams))
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            _geef_terug(request, plaatsen, **gegevens)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            return redirect("aanbod:groep", slug=groep.slug)
    context = {**_plek_context(groep, form), "terug": True}
    return render(request, "aanbod/teamplaats.html", context, status=status_van(form))


def _geef_terug(
    request: HttpRequest,
    plaatsen: list[TeamPlaats],
    *,
    team: Team,
    aantal: int,
    sleutel: uuid.UUID,
    vraag: int | None = None,
    van_vraag: int | None = None,
) -> None:
    """Asked for now, done when it can no longer be taken back (werk.uitstel)."""
    plaats = next((plaats for plaats in plaatsen if plaats.team_id == team.pk), None)
    if plaats is None:
        raise DomeinFout("Dit team heeft hier geen plekken.", veld="team")
    gegevens = {"aantal": aantal, "vraag": vraag, "sleutel": str(sleutel)}
    vraag_of_doe(TERUGGEVEN, pk=plaats.pk, door=ingelogd(request), gegevens=gegevens)


def _plek_context(groep: Groep, form: TeamplaatsForm) -> dict[str, Any]:
    return {
        "groep": groep,
        "form": form,
        "terug": False,
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")),
            (groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug])),
        ),
    }


ALLEEN_FACILITAIR = "Alleen het facilitair team kan dit doen."


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_beheren, ALLEEN_FACILITAIR)
def afgelasten(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why, then call the group off."""
    groep = zichtbare_groep(request, slug)
    form = AfgelastForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        try:
            annuleer_groep(groep, form.cleaned_data["reden"], request.user)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "De groep gaat niet door. Iedereen die meedeed krijgt een mail.")
            return redirect("aanbod:groep", slug=slug)
    context = _plek_context(groep, form)  # type: ignore[arg-type]
    return render(request, "aanbod/afgelasten.html", context, status=status_van(form))
