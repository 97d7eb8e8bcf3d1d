"""Where an organisation is and whom to call, for who keeps it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gemeenten.grond.models import Organisatie
from gemeenten.kaart import selectors as lees
from gemeenten.kaart.forms import ContactForm, LocatieForm, plek_van
from gemeenten.kaart.models import Contact, Locatie
from gemeenten.kaart.permissions import kan_bevestigen, kan_kaart_bijhouden
from gemeenten.kaart.services import plekken as services
from gemeenten.kaart.views.beheer import NAAR_BEHEER, WIE_WEL
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import haal, vereist


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_bijhouden, WIE_WEL)
def locatie(request: HttpRequest, pk: int, locatie_pk: int | None = None) -> HttpResponse:
    """A new location, or change one."""
    organisatie = haal(lees.voor_beheer(request.user), pk=pk)
    plek = haal(organisatie.locaties.select_related("gemeente"), pk=locatie_pk) if locatie_pk else None
    gemeenten = lees.gemeenten_voor_plek(request.user, overal=kan_bevestigen(request.user, organisatie))
    form = LocatieForm(gepost(request), gemeenten=gemeenten, locatie=plek)
    if request.method == "POST" and form.is_valid():
        try:
            if plek:
                plek.organisatie = organisatie
                services.wijzig_locatie(
                    locatie=plek, nieuw=form.waarden(), door=ingelogd(request), gezien=form.cleaned_data["gezien"]
                )
            else:
                sleutel = form.cleaned_data["sleutel"]
                services.maak_locatie(
                    organisatie=organisatie, nieuw=form.waarden(), door=ingelogd(request), sleutel=sleutel
                )
        except Verouderd as fout:
            form.toon_botsing(fout, plek_van(Locatie.objects.get(pk=locatie_pk), services.LOCATIEVELDEN))
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "De locatie is opgeslagen.")
            return redirect("kaart:wijzigen", pk=pk)
    titel = f"Locatie van {organisatie}" if plek else f"Nieuwe locatie van {organisatie}"
    return _pagina(request, organisatie, form, titel, "kaart:locatie_weg" if plek else "", locatie_pk)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_kaart_bijhouden, WIE_WEL)
def contact(request: HttpRequest, pk: int, contact_pk: int | None = None) -> HttpResponse:
    """A new contact, or change one."""
    organisatie = haal(lees.voor_beheer(request.user), pk=pk)
    plek = haal(organisatie.contacten.select_related("locatie"), pk=contact_pk) if contact_pk else None
    form = ContactForm(gepost(request), organisatie=organisatie, contact=plek)
    if request.method == "POST" and form.is_valid():
        try:
            if plek:
                plek.organisatie = organisatie
                services.wijzig_contact(
                    contact=plek, nieuw=form.waarden(), door=ingelogd(request), gezien=form.cleaned_data["gezien"]
                )
            else:
                sleutel = form.cleaned_data["sleutel"]
                services.maak_contact(
                    organisatie=organisatie, nieuw=form.waarden(), door=ingelogd(request), sleutel=sleutel
                )
        except Verouderd as fout:
            vers = Contact.objects.select_related("locatie").get(pk=contact_pk)
            form.toon_botsing(fout, plek_van(vers, services.CONTACTVELDEN))
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Het contact is opgeslagen.")
            return redirect("kaart:wijzigen", pk=pk)
    titel = f"Contact van {organisatie}" if plek else f"Nieuw contact van {organisatie}"
    return _pagina(request, organisatie, form, titel, "kaart:contact_weg" if plek else "", contact_pk)


def _pagina(
    request: HttpRequest, organisatie: Organisatie, form: Any, titel: str, weg: str, plek: int | None
) -> HttpResponse:
    context = {
        "organisatie": organisatie,
        "form": form,
        "paginatitel": titel,
        "weg": reverse(weg, args=[organisatie.pk, plek]) if weg else "",
        "kruimels": kruimels(
            (NAAR_BEHEER[0], reverse(NAAR_BEHEER[1])),
            (organisatie.naam, reverse("kaart:wijzigen", args=[organisatie.pk])),
        ),
    }
    return render(request, "gemeenten/kaart/plek.html", context, status=status_van(form))


@require_POST
@vereist(kan_kaart_bijhouden, WIE_WEL)
def locatie_weg(request: HttpRequest, pk: int, locatie_pk: int) -> HttpResponse:
    organisatie = haal(lees.voor_beheer(request.user), pk=pk)
    return _weg(request, organisatie, haal(organisatie.locaties.all(), pk=locatie_pk))


@require_POST
@vereist(kan_kaart_bijhouden, WIE_WEL)
def contact_weg(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    organisatie = haal(lees.voor_beheer(request.user), pk=pk)
    return _weg(request, organisatie, haal(organisatie.contacten.select_related("locatie"), pk=contact_pk))


def _weg(request: HttpRequest, organisatie: Organisatie, plek: Locatie | Contact) -> HttpResponse:
    plek.organisatie = organisatie
    services.haal_weg(plek=plek, door=ingelogd(request))
    messages.success(request, f"{plek} is weggehaald.")
    return redirect("kaart:wijzigen", pk=organisatie.pk)
