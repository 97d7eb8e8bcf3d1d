"""Groups: the list, one group, its calendar file, and putting it on the marketplace."""

from collections.abc import Collection

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aanbod.enums import Preventievorm
from aanbod.groepen import rijen
from aanbod.groepen.agenda import als_ics
from aanbod.groepen.delen import delen_van
from aanbod.groepen.filters import GroepFilter
from aanbod.groepen.kaart import groepenkaart
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.groepen.selectors import (
    aankomend,
    alternatieven,
    eerste_begin,
    voor_regels,
    zichtbaar_voor,
)
from aanbod.groepen.services.levensloop import ALLEEN_FACILITAIR, publiceer
from aanbod.groepen.services.vorm import waarom_vast
from aanbod.groepen.tekst import WIE_WEL, kan_reden_van_groep_wissen, wis_reden_van_groep
from aanbod.hulp import PER_PAGINA
from aanbod.models import Groep, Interventie
from aanbod.permissions import (
    is_professional,
    kan_aanmeldingen_zien,
    kan_groep_beheren,
    kan_plank_zien,
    kan_presentie_noteren,
    kan_rooster_wijzigen,
    kan_zelf_aanmelden,
)
from aanbod.plank.selectors import contact_van
from aanbod.workflow import GROEP_GEGEVEN, GROEP_LOPEND, GROEP_NOG_NIET_BEGONNEN, GroepStaat, InterventieStaat
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis import invoer, klok
from marktplein.basis.filter import gevraagd
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.lijst import lijst as lijst_van
from marktplein.basis.toegang import vereist
from marktplein.werk.bedenktijd import lopend_bij


@login_not_required
@require_safe
def lijst(request: HttpRequest) -> HttpResponse:
    """Rows to work in for who works here, cards for residents."""
    # The English page is the one that residents read: who works here may want to show it.
    if kan_plank_zien(request.user) and get_language() == settings.LANGUAGE_CODE:
        return rijen.groepen(request, _gevraagd_aanbod(request))
    filter_ = GroepFilter(request.GET, queryset=voor_regels(aankomend(zichtbaar_voor(request.user))), request=request)
    context = lijst_van(request, filter_, PER_PAGINA).context(van_aanbod=_gevraagd_aanbod(request))
    if not context["page_obj"].paginator.count:
        context["anders"] = voor_regels(aankomend(zichtbaar_voor(request.user)))[:3]
    context["kaart"] = groepenkaart(context.get("anders") or context["page_obj"], filter_)
    return render(request, "aanbod/groepen.html", context)


def _gevraagd_aanbod(request: HttpRequest) -> Interventie | None:
    te_zien = Interventie.objects.exclude(staat=InterventieStaat.CONCEPT)
    return gevraagd(request, "aanbod", lambda waarde: te_zien.filter(slug=invoer.slug(waarde)).first(), None)


@login_not_required
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    groep = zichtbare_groep(request, slug)
    begonnen = eerste_begin(groep) <= klok.nu()
    zelf = kan_zelf_aanmelden(groep) and not begonnen
    intern = kan_plank_zien(request.user)
    teamplaatsen = list(groep.teamplaatsen.select_related("team").order_by("team__naam")) if intern else []
    mijn_teams = team_ids_van(request.user, *PROFESSIONALS)
    van_ons = [plaats.pk for plaats in teamplaatsen if plaats.team_id in mijn_teams]
    context = {
        "groep": groep,
        "interventie": groep.interventie,
        "bijeenkomsten": list(groep.bijeenkomsten.order_by("begin")),
        "zelf_aanmelden": zelf,
        "kan_aansluiten": is_professional(request.user) and not begonnen and groep.staat in GROEP_NOG_NIET_BEGONNEN,
        "kan_teruggeven": is_professional(request.user) and groep.staat in GROEP_LOPEND,
        "selectief": groep.preventievorm == Preventievorm.SELECTIEF,
        "begonnen": begonnen,
        "contact": contact_van(groep.interventie),
        "alternatieven": [] if groep.staat == GroepStaat.OPEN and not begonnen else alternatieven(groep, request.user),
        "teamplaatsen": teamplaatsen,
        "mijn_teams": mijn_teams,
        "bedenktijd": [
            *lopend_bij(request.user, "groep", [groep.pk], terug=request.path),
            *lopend_bij(request.user, "teamplaats", van_ons, terug=request.path),
            *lopend_bij(request.user, "teamwacht", _wachtend_van(groep, mijn_teams), terug=request.path),
        ],
        "mag_wijzigen": groep.staat in GROEP_LOPEND and kan_rooster_wijzigen(request.user, groep),
        "intern": intern,
        "mag_beheren": kan_groep_beheren(request.user),
        "kan_vorm_kiezen": kan_groep_beheren(request.user) and not waarom_vast(groep),
        "mag_reden_wissen": bool(groep.reden_geannuleerd) and kan_reden_van_groep_wissen(request.user),
        "mag_presentie": begonnen and groep.staat in GROEP_GEGEVEN and kan_presentie_noteren(request.user, groep),
        "delen": delen_van(groep, request.user),
        "mag_namen_zien": kan_aanmeldingen_zien(request.user, groep),
        "kruimels": kruimels(
            (gettext("Home"), reverse("aanbod:home")),
            (gettext("Groepen"), reverse("aanbod:groepen")),
        ),
    }
    return render(request, "aanbod/groep.html", context)


def _wachtend_van(groep: Groep, teams: Collection[int]) -> list[int]:
    """The places in line of these teams."""
    return list(groep.teamwachten.filter(team__in=teams).values_list("pk", flat=True)) if teams else []


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


@require_POST
@vereist(kan_groep_beheren, ALLEEN_FACILITAIR)
def publiceren(request: HttpRequest, slug: str) -> HttpResponseRedirect:
    groep = zichtbare_groep(request, slug)
    try:
        publiceer(groep=groep, door=ingelogd(request))
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, "De groep staat nu op het marktplein.")
    return redirect("aanbod:groep", slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_reden_van_groep_wissen, WIE_WEL)
def tekst_wissen(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then empty why a group was called off."""
    groep = get_object_or_404(Groep, slug=slug)
    terug = reverse("aanbod:groep", args=[slug])
    if not zichtbaar_voor(request.user).filter(pk=groep.pk).exists():
        terug = reverse("werkplek:start")
    if request.method == "POST":
        gewist = wis_reden_van_groep(groep, door=ingelogd(request))
        messages.success(request, "De tekst is gewist." if gewist else "Er stond geen tekst (meer).")
        return redirect(terug)
    gevolg = "De tekst gaat nu weg, voorgoed en voor iedereen. In de geschiedenis blijft alleen staan dát het gebeurde."
    vraag = "Wis de reden waarom deze groep niet doorgaat?"
    context = {"vraag": vraag, "gevolg": gevolg, "ja": "Wis de tekst", "gevaar": True, "terug": terug}
    return render(request, "includes/_bevestig.html", context)
