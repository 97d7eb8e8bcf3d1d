"""Keeping the sociale kaart: the list for editors, one organisation, and ‘nog juist’."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gemeenten.grond.models import Organisatie
from gemeenten.kaart import selectors as lees
from gemeenten.kaart.filters import BeheerFilter
from gemeenten.kaart.forms import NieuweOrganisatieForm, OrganisatieForm, VoorstelForm
from gemeenten.kaart.geschiedenis import geschiedenis_van
from gemeenten.kaart.kwaliteit import kwaliteit
from gemeenten.kaart.models import Voorstel
from gemeenten.kaart.permissions import (
    kan_bevestigen,
    kan_bijwerken,
    kan_kaart_aanvullen,
    kan_kaart_bijhouden,
    kan_plek_bijhouden,
    kan_plekken_erbij,
)
from gemeenten.kaart.services.organisaties import LijktOp, bevestig, maak_organisatie, waarden_van, wijzig_organisatie
from gemeenten.kaart.services.voorstellen import stel_voor
from gemeenten.kaart.versheid import versheid
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import bestand, kruimels, lijst, terug_naar
from marktplein.basis.toegang import haal, vereist

PER_PAGINA = 25
WIE_WEL = "De sociale kaart houden gemeentebeheerders, aanbieders en de beheerder bij."
KOP = (
    "Naam", "Categorieën", "Gemeenten", "Telefoonnummer", "E-mailadres", "Website", "Kosten", "Zonder verwijzing",
    "Nagekeken op", "Na te kijken op", "Kwaliteit",
)  # fmt: skip
NAAR_BEHEER = ("Sociale kaart bijhouden", "kaart:beheer")


@require_safe
@vereist(kan_kaart_bijhouden, WIE_WEL)
def beheer(request: HttpRequest) -> HttpResponse:
    filter_ = BeheerFilter(request.GET, queryset=lees.voor_beheer(request.user), request=request)
    if antwoord := bestand(request, "sociale-kaart", KOP, lambda: map(_rij, filter_.qs)):
        return antwoord
    deel = lijst(request, filter_, PER_PAGINA)
    rijen = [
        {
            "organisatie": organisatie,
            "kwaliteit": kwaliteit(organisatie),
            "stand": versheid(organisatie),
            "mag_bevestigen": kan_bevestigen(request.user, organisatie),
            "eigen": kan_bijwerken(request.user, organisatie),
        }
        for organisatie in deel
    ]
    context = deel.context(
        rijen=rijen,
        mag_aanvullen=kan_kaart_aanvullen(request.user),
        open_voorstellen=lees.voorstellen_zichtbaar_voor(request.user).filter(staat="open").count(),
        filternaam="Organisaties beperken",
    )
    return render(request, "gemeenten/kaart/beheer.html", context)


def _rij(o: Organisatie) -> Sequence[Any]:
    namen = [", ".join(str(ding) for ding in reeks.all()) for reeks in (o.categorieen, o.gemeenten)]
    return (
        o.naam, *namen, o.telefoon, o.email, o.website, o.kosten, o.vrij_toegankelijk, o.laatst_gecontroleerd,
        o.na_te_kijken_op, kwaliteit(o).score,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_aanvullen, WIE_WEL)
def nieuw(request: HttpRequest) -> HttpResponse:
    form, gelijk = NieuweOrganisatieForm(gepost(request)), []
    if request.method == "POST" and form.is_valid():
        try:
            ding = maak_organisatie(
                nieuw=form.waarden(),
                door=ingelogd(request),
                toch_nieuw=form.cleaned_data["toch_nieuw"],
                sleutel=form.cleaned_data["sleutel"],
            )
        except LijktOp as fout:
            gelijk = list(fout.gevonden)
            form.vraag_of_het_nieuw_is()
            meld(form, fout)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Toegevoegd. Zet er nu bij waar men terecht kan en wie men belt.")
            return redirect("kaart:wijzigen", pk=ding.pk)
    context = {"form": form, "gelijk": gelijk, "kruimels": kruimels(_beheerkruimel())}
    return render(request, "gemeenten/kaart/nieuw.html", context, status=status_van(form))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_bijhouden, WIE_WEL)
def wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Change it, or propose a change when it is somebody else's too."""
    ding = haal(lees.voor_beheer(request.user), pk=pk)
    eigen = kan_bijwerken(request.user, ding)
    form = (OrganisatieForm if eigen else VoorstelForm)(gepost(request), organisatie=ding)
    if request.method == "POST" and form.is_valid():
        try:
            if eigen:
                gezien = form.cleaned_data["gezien"]
                wijzig_organisatie(organisatie=ding, nieuw=form.waarden(), door=ingelogd(request), gezien=gezien)
            else:
                stel_voor(organisatie=ding, nieuw=form.waarden(), door=ingelogd(request))
        except Verouderd as fout:
            form.toon_botsing(fout, waarden_van(haal(lees.te_beheren(request.user), pk=pk)))
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Opgeslagen." if eigen else "Voorgesteld. Je hoort wat ermee gebeurt.")
            return redirect("kaart:wijzigen", pk=pk)
    return render(
        request, "gemeenten/kaart/wijzigen.html", _context(request, ding, form, eigen), status=status_van(form)
    )


def _context(request: HttpRequest, ding: Organisatie, form: OrganisatieForm, eigen: bool) -> dict[str, Any]:
    user = request.user
    plekken = [(plek, kan_plek_bijhouden(user, ding, plek.gemeente_id)) for plek in ding.locaties.all()]
    contacten = [
        (contact, kan_plek_bijhouden(user, ding, contact.locatie.gemeente_id if contact.locatie else None))
        for contact in ding.contacten.all()
    ]
    return {
        "organisatie": ding,
        "form": form,
        "eigen": eigen,
        "kwaliteit": kwaliteit(ding),
        "mag_bevestigen": kan_bevestigen(user, ding),
        "mag_samenvoegen": eigen and kan_kaart_aanvullen(user),
        "mag_plek_erbij": kan_plekken_erbij(user, ding),
        "plekken": plekken,
        "contacten": contacten,
        "voorstellen": Voorstel.objects.filter(organisatie=ding, staat="open").count() if eigen else 0,
        "geschiedenis": geschiedenis_van(ding),
        "kruimels": kruimels(_beheerkruimel()),
    }


@require_POST
@vereist(kan_kaart_bijhouden, WIE_WEL)
def nog_juist(request: HttpRequest, pk: int) -> HttpResponse:
    ding = haal(lees.te_beheren(request.user), pk=pk)
    try:
        bevestig(organisatie=ding, door=ingelogd(request))
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, f"Nagekeken: {ding}.")
    return HttpResponseRedirect(terug_naar(request) or reverse("kaart:wijzigen", args=[pk]))


def _beheerkruimel() -> tuple[str, str]:
    return NAAR_BEHEER[0], reverse(NAAR_BEHEER[1])
