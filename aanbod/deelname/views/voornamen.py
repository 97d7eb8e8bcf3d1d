"""First names: given by a team for its places, read by the trainers of the group only; each look is recorded."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.deelname.forms.voornamen import VoornamenForm
from aanbod.deelname.selectors import voornamen_van
from aanbod.deelname.services.voornamen import (
    geef_voornamen_door,
    haal_voornamen_weg,
    in_woorden,
    nog_te_geven,
    wat_het_team_gaf,
)
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.models import Groep, TeamPlaats
from aanbod.permissions import is_professional, is_trainer, kan_voornamen_zien
from aanbod.workflow import GROEP_LOPEND
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van
from marktplein.accounts.ingelogd import ingelogd
from marktplein.audit.services import leg_vast
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import eis_te_zien, haal, vereist
from marktplein.basis.woorden import tel

ALLEEN_TEAMS = "Voornamen geeft een team door, voor zijn eigen plekken."
NIET_NODIG = "Voor deze groep geef je geen voornamen (meer) door."


@never_cache
@require_safe
@vereist(is_trainer, "Voornamen zijn alleen te zien voor de trainers van deze groep.")
def zien(request: HttpRequest, slug: str) -> HttpResponse:
    """All first names of this group, for who gives it."""
    groep = zichtbare_groep(request, slug)
    eis_te_zien(kan_voornamen_zien(request.user, groep), groep)
    teams = voornamen_van(groep)
    leg_vast("voornamen.ingezien", groep, door=request.user, aantal=sum(len(team.namen) for team in teams))
    context = {"groep": groep, "teams": teams, "kruimels": _kruimels(groep)}
    return render(request, "aanbod/voornamen_zien.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_professional, ALLEEN_TEAMS)
def doorgeven(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """As many fields as there are places without a name; what was given is not shown again."""
    plaats = _plaats(request, slug, pk)
    groep = plaats.groep
    if groep.staat not in GROEP_LOPEND or not groep.interventie.voornamen_nodig:
        messages.info(request, NIET_NODIG)
        return redirect("aanbod:groep", slug=slug)
    nog = nog_te_geven(plaats)
    form = VoornamenForm(gepost(request), nog=nog)
    if request.method == "POST" and form.is_valid():
        try:
            geef_voornamen_door(groep=groep, team=plaats.team, door=ingelogd(request), **form.gegevens())
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Doorgegeven. Alleen de trainers van deze groep zien de voornamen.")
            return redirect("aanbod:groep", slug=slug)
    context = {
        "groep": groep,
        "plaats": plaats,
        "nog": nog,
        "gegeven": wat_het_team_gaf(groep, plaats.team_id),
        "in_woorden": in_woorden(plaats),
        "form": form,
        "kruimels": _kruimels(groep),
    }
    return render(request, "aanbod/voornamen.html", context, status=status_van(form))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_professional, ALLEEN_TEAMS)
def wissen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then erase all that this team gave."""
    plaats = _plaats(request, slug, pk)
    terug = reverse("aanbod:voornamen", args=[slug, pk])
    if request.method == "POST":
        aantal = haal_voornamen_weg(groep=plaats.groep, team=plaats.team, door=ingelogd(request))
        gewist = tel(aantal, "voornaam is gewist", "voornamen zijn gewist")
        messages.success(request, f"{gewist}." if aantal else "Er stonden geen voornamen (meer).")
        return redirect(terug)
    vraag = f"Wis de voornamen die {plaats.team} doorgaf?"
    gevolg = "De namen gaan nu weg, voorgoed. De plekken blijven van jullie, en je kunt opnieuw namen doorgeven."
    context = {"vraag": vraag, "gevolg": gevolg, "ja": "Wis de voornamen", "gevaar": True, "terug": terug}
    return render(request, "includes/_bevestig.html", context)


def _plaats(request: HttpRequest, slug: str, pk: int) -> TeamPlaats:
    groep = zichtbare_groep(request, slug)
    van_ons = groep.teamplaatsen.filter(team__in=team_ids_van(request.user, *PROFESSIONALS))
    plaats = haal(van_ons.select_related("team"), pk=pk)
    plaats.groep = groep
    return plaats


def _kruimels(groep: Groep) -> list[dict[str, str]]:
    return kruimels(
        ("Groepen", reverse("aanbod:groepen")),
        (groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug])),
    )
