"""Keeping the shelf, for providers and the application admin."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aanbod.models import Interventie
from aanbod.permissions import ALLEEN_BEHEER, is_redactie, kan_aanbod_beheren
from aanbod.plank import selectors as lees
from aanbod.plank.bevestigen import bevestig
from aanbod.plank.filters import BeheerFilter
from aanbod.plank.forms import InterventieForm, IntrekForm, NieuwInterventieForm
from aanbod.plank.inhoud import opgeslagen
from aanbod.plank.redactie import leg_voor
from aanbod.plank.services import maak_interventie, publiceer_interventie, trek_interventie_in, wijzig_interventie
from aanbod.plank.velden import veldnaam
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import Bezoeker
from marktplein.audit.models import Logregel
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import kruimels
from marktplein.basis.lijst import lijst as lijst_van
from marktplein.basis.toegang import haal, vereist
from marktplein.taal.leesbaar import meet

PER_PAGINA = 20
LANGSTE_TEKST = 6000
REGELS_GESCHIEDENIS = 20
ACTIES = {
    "publiceer": publiceer_interventie,
    "leg_voor": leg_voor,
    "bevestig": bevestig,
    "trek_in": trek_interventie_in,
}
GEDAAN = {
    "publiceer": "Het aanbod staat op de plank.",
    "leg_voor": "Het aanbod ligt bij de redactie. Je krijgt bericht.",
    "trek_in": "Het aanbod is van de plank gehaald.",
    "bevestig": "Bevestigd. Dank je.",
}
GEBEURTENISSEN = {
    "interventie.toegevoegd": ("Toegevoegd", "plus"),
    "interventie.gewijzigd": ("Gewijzigd", "bewerken"),
    "interventie.hersteld": ("Eerdere versie teruggezet", "terug"),
    "interventie.gepubliceerd": ("Op de plank gezet", "plank"),
    "interventie.bevestigd": ("Bevestigd: klopt nog", "vinkje"),
    "interventie.bevestiging_gevraagd": ("Gevraagd of het nog klopt", "bericht"),
    "interventie.voorgelegd": ("Voorgelegd aan de redactie", "redactie"),
    "interventie.vraag": ("Vraag van de redactie", "redactie"),
    "interventie.ingetrokken": ("Van de plank gehaald", "kruis"),
}


@require_safe
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def lijst(request: HttpRequest) -> HttpResponse:
    filter_ = BeheerFilter(request.GET, queryset=lees.te_wijzigen(request.user), request=request)
    deel = lijst_van(request, filter_, PER_PAGINA, rijen=filter_.qs.annotate(aantal_groepen=Count("groepen")))
    context = deel.context(
        zonder_routing=lees.zonder_volledige_routing(request.user), trainers=lees.eigen_trainers(request.user)
    )
    return render(request, "aanbod/beheer.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def nieuw(request: HttpRequest) -> HttpResponse:
    """Add an offer; it goes on the shelf from its own page."""
    organisaties = lees.organisaties_voor_aanbod(request.user)
    form = NieuwInterventieForm(gepost(request), organisaties=organisaties)
    if request.method == "POST" and form.is_valid():
        gegevens = form.cleaned_data
        try:
            ding = maak_interventie(
                organisatie=gegevens["organisatie"],
                aanbieder_type=gegevens["aanbieder_type"],
                velden=form.waarden(),
                themas=list(gegevens["themas"]),
                door=request.user,
                sleutel=gegevens["sleutel"],
            )
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Opgeslagen als concept. Kijk het na en zet het dan op de plank.")
            if gelijk := lees.die_zo_heten(ding):
                namen = "; ".join(f"‘{ander.naam}’ van {ander.aanbieder}" for ander in gelijk)
                messages.info(request, f"Dit lijkt op aanbod dat er al is: {namen}. Is het hetzelfde? Kijk dan daar.")
            return redirect("aanbod:interventie_wijzigen", slug=ding.slug)
    context = {
        "form": form,
        "leesbaar": meet(str(form["omschrijving"].value() or "")),
        "kruimels": kruimels(("Aanbod beheren", reverse("aanbod:beheer"))),
    }
    return render(request, "aanbod/interventie_nieuw.html", context, status=status_van(form))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def wijzigen(request: HttpRequest, slug: str) -> HttpResponse:
    ding = haal(lees.te_wijzigen(request.user), slug=slug)
    bewaard = haal(lees.te_wijzigen(request.user), slug=slug) if request.method == "POST" else ding
    form = InterventieForm(gepost(request), instance=ding)
    if request.method == "POST" and form.is_valid():
        try:
            wijzig_interventie(
                interventie=bewaard,
                versie=form.cleaned_data["versie"] or 0,
                velden=form.waarden(),
                themas=list(form.cleaned_data["themas"]),
                door=request.user,
            )
        except Verouderd as fout:
            bewaard = haal(lees.te_wijzigen(request.user), slug=slug)
            form.toon_botsing(fout, opgeslagen(bewaard), versie=bewaard.versie)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Opgeslagen.")
            return redirect("aanbod:interventie_wijzigen", slug=slug)
    return render(
        request,
        "aanbod/interventie_wijzigen.html",
        _wijzig_context(bewaard, form, request.user),
        status=status_van(form),
    )


@require_POST
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def leesbaar(request: HttpRequest) -> HttpResponse:
    """How the text reads that somebody is typing; keeps nothing. Posted, so that it stands in no address."""
    tekst = request.POST.get("omschrijving", "")[:LANGSTE_TEKST]
    return render(request, "aanbod/includes/_leesbaar.html", {"leesbaar": meet(tekst)})


def _wijzig_context(ding: Interventie, form: InterventieForm, door: Bezoeker) -> dict[str, Any]:
    return {
        "interventie": ding,
        "form": form,
        "leesbaar": meet(str(form["omschrijving"].value() or "")),
        "eerst_redactie": ding.eerst_langs_redactie and not is_redactie(door),
        "heeft_groepen": lees.heeft_groepen(ding),
        "geschiedenis": _geschiedenis(ding),
        "aannames": [veldnaam(naam) for naam in ding.aannames],
        "kruimels": kruimels(("Aanbod beheren", reverse("aanbod:beheer"))),
    }


def _geschiedenis(ding: Interventie) -> list[dict[str, Any]]:
    regels = Logregel.objects.filter(soort=Interventie._meta.label, object_id=str(ding.pk)).select_related("door")
    return [
        {
            "wat": GEBEURTENISSEN.get(regel.gebeurtenis, (regel.gebeurtenis, ""))[0],
            "icoon": GEBEURTENISSEN.get(regel.gebeurtenis, ("", ""))[1],
            "wanneer": regel.op,
            "wie": str(regel.door) if regel.door else "",
            "toelichting": ", ".join(veldnaam(naam) for naam in regel.gegevens.get("velden", [])),
        }
        for regel in regels.order_by("-op", "-pk")[:REGELS_GESCHIEDENIS]
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def intrekken(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask first: how many groups go on, and what comes instead."""
    ding = haal(lees.te_wijzigen(request.user), slug=slug)
    form = IntrekForm(gepost(request), ding=ding)
    if request.method == "POST" and form.is_valid():
        try:
            trek_interventie_in(ding, ingelogd(request), form.cleaned_data["opvolger"])
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, GEDAAN["trek_in"])
            return redirect("aanbod:interventie_wijzigen", slug=slug)
    gevolg = "Het verdwijnt uit het zoeken en er komen geen nieuwe groepen bij. Terugzetten kan altijd."
    if lees.heeft_groepen(ding):
        gevolg = f"Er zijn groepen gepland of bezig. Die gaan door zoals afgesproken. {gevolg}"
    context = {"vraag": f"Haal {ding.naam} van de plank?", "gevolg": gevolg, "ja": "Haal van de plank", "form": form}
    context |= {"gevaar": True, "terug": reverse("aanbod:interventie_wijzigen", args=[slug])}
    return render(request, "includes/_bevestig.html", context, status=status_van(form))


@require_POST
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def staat(request: HttpRequest, slug: str) -> HttpResponse:
    """Publish or withdraw."""
    ding = haal(lees.te_wijzigen(request.user), slug=slug)
    actie = request.POST.get("actie", "")
    if actie not in ACTIES:
        raise Http404
    if actie == "trek_in" and lees.heeft_groepen(ding):
        return redirect("aanbod:interventie_intrekken", slug=slug)
    try:
        ACTIES[actie](ding, request.user)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, GEDAAN[actie])
    return redirect("aanbod:interventie_wijzigen", slug=slug)
