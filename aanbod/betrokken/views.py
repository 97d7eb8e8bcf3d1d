"""What those of a group do with each other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from aanbod.betrokken.forms import GroepsberichtForm, VerbeterForm
from aanbod.betrokken.pagina import rijen_voor
from aanbod.betrokken.permissions import kan_bericht_verbeteren, kan_bericht_wissen, kan_berichten_lezen
from aanbod.betrokken.selectors import berichten_van, is_actueel
from aanbod.betrokken.services.contact import word_contact
from aanbod.betrokken.services.gesprek import WIE_WEL, schrijf, verbeter, wis_bericht
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.groepen.selectors import zichtbaar_voor
from aanbod.models import Groep, Groepsbericht
from aanbod.permissions import is_professional
from gemeenten.grond.permissions import PROFESSIONALS
from gemeenten.grond.selectors import team_ids_van
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer
from marktplein.basis.lijst import kruimels, lijst
from marktplein.basis.toegang import eis, eis_te_zien, haal, vereist


@require_POST
@vereist(is_professional, "Contact van een team is iemand van dat team.")
def contact(request: HttpRequest, slug: str) -> HttpResponse:
    """I speak for my team in this group."""
    groep = zichtbare_groep(request, slug)
    van_ons = groep.teamplaatsen.filter(team__in=team_ids_van(request.user, *PROFESSIONALS))
    plaats = haal(van_ons, pk=nummer(request.POST.get("plaats")) or 0)
    if word_contact(plaats, door=ingelogd(request)):
        messages.success(request, f"Je bent nu het contact van {plaats.team} in deze groep.")
    return redirect("aanbod:groep", slug=slug)


PER_PAGINA = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def berichten(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole thread, newest first, and the form to add to it."""
    groep = zichtbare_groep(request, slug)
    eis(kan_berichten_lezen(request.user, groep), WIE_WEL)
    form = GroepsberichtForm(gepost(request))
    if request.method == "POST" and form.is_valid():
        try:
            schrijf(groep, door=ingelogd(request), **form.cleaned_data)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Je bericht staat erbij. De anderen krijgen er een melding van.")
            return redirect("aanbod:groep_berichten", slug=slug)
    deel = lijst(request, None, PER_PAGINA, rijen=berichten_van(groep))
    context = deel.context(
        groep=groep,
        form=form if is_actueel(groep) else None,
        rijen=rijen_voor(request.user, deel),
        kruimels=_kruimels(groep),
    )
    return render(request, "aanbod/groep_berichten.html", context, status=status_van(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bericht_verbeteren(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say it otherwise, for who wrote it."""
    groep = zichtbare_groep(request, slug)
    bericht = haal(berichten_van(groep), pk=pk)
    eis_te_zien(bericht.door_id == request.user.pk and kan_berichten_lezen(request.user, groep), bericht)
    if not kan_bericht_verbeteren(request.user, bericht):
        messages.info(request, "Wijzigen kan tot een uur nadat je het schreef. Schrijf er zo nodig een bericht bij.")
        return redirect("aanbod:groep_berichten", slug=slug)
    form = VerbeterForm(gepost(request), initial={"tekst": bericht.tekst})
    if request.method == "POST" and form.is_valid():
        try:
            verbeter(bericht, tekst=form.cleaned_data["tekst"], door=ingelogd(request))
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Je bericht is gewijzigd.")
            return redirect("aanbod:groep_berichten", slug=slug)
    context = {"groep": groep, "form": form, "kruimels": _kruimels(groep)}
    return render(request, "aanbod/groep_bericht.html", context, status=status_van(form))


@require_http_methods(["GET", "HEAD", "POST"])
def bericht_wissen(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask, then empty one message."""
    bericht = get_object_or_404(Groepsbericht.objects.select_related("groep"), groep__slug=slug, pk=pk)
    eis_te_zien(kan_bericht_wissen(request.user, bericht), bericht)
    # An applicatiebeheerder knows the number only, and may not read what stands around it.
    mag_lezen = zichtbaar_voor(request.user).filter(slug=slug).exists() and kan_berichten_lezen(
        request.user, bericht.groep
    )
    terug = reverse("aanbod:groep_berichten", args=[slug]) if mag_lezen else reverse("werkplek:start")
    if request.method == "POST":
        gewist = wis_bericht(bericht, door=ingelogd(request))
        messages.success(request, "Het bericht is gewist." if gewist else "Er stond geen tekst (meer).")
        return redirect(terug)
    gevolg = "De tekst gaat nu weg, voorgoed en voor iedereen. In de geschiedenis blijft alleen staan dát het gebeurde."
    vraag = f"Wis bericht {pk} bij deze groep?"
    context = {"vraag": vraag, "gevolg": gevolg, "ja": "Wis het bericht", "gevaar": True, "terug": terug}
    return render(request, "includes/_bevestig.html", context)


def _kruimels(groep: Groep) -> list[dict[str, str]]:
    return kruimels(
        ("Groepen", reverse("aanbod:groepen")),
        (groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug])),
    )
