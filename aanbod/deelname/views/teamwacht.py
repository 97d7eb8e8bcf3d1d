"""A team joins the line of a full group, answers what is offered, or leaves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aanbod.deelname.forms.teamwacht import TeamWachtForm
from aanbod.deelname.handelingen import VAN_DE_LIJST
from aanbod.deelname.services.teamwacht import neem_aan, zet_op_wachtlijst
from aanbod.deelname.views.groepen import ALLEEN_TEAMS
from aanbod.deelname.vraagkant import vraagkant
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.models import TeamWacht
from aanbod.permissions import is_professional
from gemeenten.grond.selectors import teams_voor_invoer
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import haal, vereist
from marktplein.basis.woorden import plekken
from marktplein.werk.uitstel import vraag_of_doe

OP_DE_LIJST = "Jullie staan op de wachtlijst. Komt er plek, dan krijgt je team meteen een mail."


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_professional, ALLEEN_TEAMS)
def op_wachtlijst(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for how many, and put them in the line."""
    groep = zichtbare_groep(request, slug)
    teams = teams_voor_invoer(request.user)
    form = TeamWachtForm(
        gepost(request),
        teams=teams,
        keuzes=vraagkant().passend(groep, teams),
        vrij=groep.capaciteit,
        voor=groep.is_voor,
        toestemming=groep.interventie.toestemming_beide_ouders,
        initial={"aantal": 1},
    )
    if request.method == "POST" and form.is_valid():
        try:
            zet_op_wachtlijst(groep=groep, door=ingelogd(request), **form.cleaned_data)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, OP_DE_LIJST)
            return redirect("aanbod:groep", slug=slug)
    context = {
        "groep": groep,
        "form": form,
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")), (groep.interventie.naam, reverse("aanbod:groep", args=[slug]))
        ),
    }
    return render(request, "aanbod/teamwacht.html", context, status=status_van(form))


@require_POST
@vereist(is_professional, ALLEEN_TEAMS)
def aannemen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Yes to the places that are offered."""
    wacht = _haal(request, slug, pk)
    try:
        genomen = neem_aan(wacht, door=ingelogd(request))
    except DomeinFout as fout:
        messages.warning(request, fout.melding)
    else:
        messages.success(request, f"{plekken(genomen.aantal)} genomen voor {genomen.team}.")
    return redirect("aanbod:groep", slug=slug)


@require_POST
@vereist(is_professional, ALLEEN_TEAMS)
def verlaten(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """No, or no longer: asked for now, done when it can no longer be taken back."""
    wacht = _haal(request, slug, pk)
    try:
        vraag_of_doe(VAN_DE_LIJST, pk=wacht.pk, door=ingelogd(request), gegevens={})
    except DomeinFout as fout:
        messages.warning(request, fout.melding)
    return redirect("aanbod:groep", slug=slug)


def _haal(request: HttpRequest, slug: str, pk: int) -> TeamWacht:
    groep = zichtbare_groep(request, slug)
    van_ons = groep.teamwachten.filter(team__in=teams_voor_invoer(request.user))
    return haal(van_ons.select_related("groep", "team"), pk=pk)
