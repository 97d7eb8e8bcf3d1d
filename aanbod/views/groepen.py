"""Groups: the list, one group, places for teams, and what facilitair does with a group."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aanbod.agenda import als_ics
from aanbod.enums import Preventievorm
from aanbod.filters import GroepFilter
from aanbod.forms.aanmelden import AfgelastForm, TeamplaatsForm, TeruggeefForm
from aanbod.models import Groep, Interventie, TeamPlaats
from aanbod.permissions import (
    is_professional,
    kan_aanmeldingen_zien,
    kan_groep_beheren,
    kan_plank_zien,
    kan_zelf_aanmelden,
)
from aanbod.selectors.groepen import aankomend, alternatieven, zichtbaar_voor
from aanbod.selectors.interventies import contact_van
from aanbod.services import annuleer_groep, haal_teamplaats_weg, publiceer_groep, voeg_teamplaats_toe
from aanbod.services.teamplaatsen import KAN_AANSLUITEN
from aanbod.services.wachtlijst import eerste_begin
from aanbod.views.hulp import kruimels, meld_bij_veld, pagina, plekken, zichtbare_groep
from aanbod.workflow import GROEP_LOPEND, GroepStaat, InterventieStaat
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van, teams_voor_invoer
from marktplein.basis import invoer, klok
from marktplein.basis.eenmalig import eenmalig
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.toegang import vereist


@login_not_required
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    filter_ = GroepFilter(request.GET, queryset=aankomend(zichtbaar_voor(request.user)), request=request)
    page_obj = pagina(request, filter_.qs)
    context: dict[str, Any] = {"filter": filter_, "page_obj": page_obj, "van_aanbod": _gevraagd_aanbod(request)}
    if not page_obj.paginator.count:
        context["anders"] = aankomend(zichtbaar_voor(request.user))[:3]
    return render(request, "aanbod/groepen.html", context)


def _gevraagd_aanbod(request: HttpRequest) -> Interventie | None:
    slug = invoer.slug(request.GET.get("aanbod"))
    return Interventie.objects.exclude(staat=InterventieStaat.CONCEPT).filter(slug=slug).first() if slug else None


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    groep = zichtbare_groep(request, slug)
    begonnen = eerste_begin(groep) <= klok.nu()
    zelf = kan_zelf_aanmelden(groep) and not begonnen
    intern = kan_plank_zien(request.user)
    context = {
        "groep": groep,
        "interventie": groep.interventie,
        "bijeenkomsten": list(groep.bijeenkomsten.order_by("begin")),
        "zelf_aanmelden": zelf,
        "kan_aansluiten": is_professional(request.user) and not begonnen and groep.staat in KAN_AANSLUITEN,
        "kan_teruggeven": is_professional(request.user) and groep.staat in GROEP_LOPEND,
        "selectief": groep.interventie.preventievorm == Preventievorm.SELECTIEF,
        "begonnen": begonnen,
        "contact": contact_van(groep.interventie),
        "alternatieven": [] if groep.staat == GroepStaat.OPEN and not begonnen else alternatieven(groep, request.user),
        "teamplaatsen": list(groep.teamplaatsen.select_related("team").order_by("team__naam")) if intern else [],
        "mijn_teams": team_ids_van(request.user, *PROFESSIONALS),
        "intern": intern,
        "mag_beheren": kan_groep_beheren(request.user),
        "mag_namen_zien": kan_aanmeldingen_zien(request.user, groep),
        "kruimels": kruimels(
            ("Home", reverse("aanbod:home")),
            ("Groepen", reverse("aanbod:groepen")),
        ),
    }
    return render(request, "aanbod/groep.html", context)


@login_not_required
@require_safe
def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """The meetings as a calendar file."""
    groep = zichtbare_groep(request, slug)
    adres = f"{settings.SITE_URL}{reverse('aanbod:groep', args=[groep.slug])}"
    antwoord = HttpResponse(
        als_ics(groep, groep.bijeenkomsten.order_by("begin"), adres), content_type="text/calendar; charset=utf-8"
    )
    antwoord["Content-Disposition"] = f'attachment; filename="{groep.slug}.ics"'
    return antwoord


ALLEEN_TEAMS = "Alleen medewerkers van een team kunnen plekken nemen voor hun team."


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_professional, ALLEEN_TEAMS)
def teamplaats(request: HttpRequest, slug: str) -> HttpResponse:
    """Take places in the name of a team."""
    groep = zichtbare_groep(request, slug)
    form = TeamplaatsForm(request.POST or None, teams=teams_voor_invoer(request.user), initial={"aantal": 1})
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            eenmalig(
                gegevens["sleutel"],
                "teamplaats",
                TeamPlaats,
                lambda: voeg_teamplaats_toe(
                    groep=groep, team=gegevens["team"], aantal=gegevens["aantal"], door=request.user
                ),
                invoer=(groep, gegevens["team"], gegevens["aantal"]),
            )
        except DomeinFout as fout:
            meld_bij_veld(form, fout)
        else:
            messages.success(request, f"{plekken(gegevens['aantal'])} genomen voor {gegevens['team']}.")
            return redirect("aanbod:groep", slug=groep.slug)
    return render(request, "aanbod/teamplaats.html", _plek_context(groep, form))


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
    form = TeruggeefForm(request.POST or None, teams=teams, plaatsen=plaatsen)
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            eenmalig(
                gegevens["sleutel"],
                "teamplaats_terug",
                Groep,
                lambda: _geef_terug(groep, gegevens, request.user),
                invoer=(groep, gegevens["team"], gegevens["aantal"]),
            )
        except DomeinFout as fout:
            meld_bij_veld(form, fout)
        else:
            messages.success(request, f"{plekken(gegevens['aantal'])} teruggegeven.")
            return redirect("aanbod:groep", slug=groep.slug)
    return render(request, "aanbod/teamplaats.html", {**_plek_context(groep, form), "terug": True})


def _geef_terug(groep: Groep, gegevens: dict[str, Any], door: Any) -> Groep:
    haal_teamplaats_weg(groep=groep, team=gegevens["team"], aantal=gegevens["aantal"], door=door)
    return groep


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


@require_POST
@vereist(kan_groep_beheren, ALLEEN_FACILITAIR)
def publiceren(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    groep = zichtbare_groep(request, slug)
    try:
        publiceer_groep(groep, request.user)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, "De groep staat nu op het marktplein.")
    return redirect("aanbod:groep", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_beheren, ALLEEN_FACILITAIR)
def afgelasten(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask why, then call the group off."""
    groep = zichtbare_groep(request, slug)
    form = AfgelastForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            annuleer_groep(groep, form.cleaned_data["reden"], request.user)
        except DomeinFout as fout:
            meld_bij_veld(form, fout)
        else:
            messages.success(request, "De groep gaat niet door. Iedereen die meedeed krijgt een mail.")
            return redirect("aanbod:groep", slug=slug)
    return render(request, "aanbod/afgelasten.html", _plek_context(groep, form))  # type: ignore[arg-type]
