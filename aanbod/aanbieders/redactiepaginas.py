"""The pages of the editors: what waits, and each request and offer with its questions and answers."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.aanbieders import selectors as lees
from aanbod.aanbieders import services
from aanbod.aanbieders.forms import AfwijsForm, GoedForm, RedactieAntwoordForm, VraagForm
from aanbod.models import AanbiederAanvraag, Interventie, RedactieVraag
from aanbod.permissions import ALLEEN_BEHEER, is_redactie, kan_aanbod_beheren
from aanbod.plank import redactie
from aanbod.plank.selectors import te_wijzigen
from aanbod.workflow import AANVRAAG_OPEN, InterventieStaat
from gemeenten.kaart.gelijkenis import Gelijkenis
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import haal, vereist

# Who has more than this waiting begins with the oldest.
HOOGSTENS = 100


@require_safe
@vereist(is_redactie, redactie.ALLEEN_REDACTIE)
def overzicht(request: HttpRequest) -> HttpResponse:
    context = {
        "aanvragen": lees.open_aanvragen(request.user)[:HOOGSTENS],
        "aanbod": lees.aanbod_bij_redactie(request.user)[:HOOGSTENS],
    }
    return render(request, "aanbod/redactie.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_redactie, redactie.ALLEEN_REDACTIE)
def aanvraag(request: HttpRequest, pk: int) -> HttpResponse:
    """One request: who it may be already, and take up, ask or decline."""
    ding = haal(lees.aanvragen_voor(request.user), pk=pk)
    gelijk = lees.lijkt_op(ding)
    vormen = _vormen(request, gelijk)
    actie = _actie(request)
    if request.method == "POST" and vormen[actie].is_valid() and _besluit(request, ding, actie, vormen[actie]):
        return redirect("aanbod:redactie")
    context = {
        "aanvraag": ding,
        "open": ding.staat in AANVRAAG_OPEN,
        "mag_vragen": ding.staat == AANVRAAG_OPEN[0],
        "gelijk": gelijk,
        "vragen": list(ding.vragen.all()),
        **{f"{naam}form": form for naam, form in vormen.items()},
        "kruimels": kruimels(("Redactie", reverse("aanbod:redactie"))),
    }
    status = status_van(vormen[actie]) if actie else 200
    return render(request, "aanbod/redactie_aanvraag.html", context, status=status)


def _actie(request: HttpRequest) -> str:
    """Which form of the page was sent; asking decides nothing, so that is what an unknown one is."""
    gekozen = request.POST.get("actie", "")
    return gekozen if gekozen in _BESLUITEN or request.method != "POST" else "vraag"


def _vormen(request: HttpRequest, gelijk: list[Gelijkenis]) -> dict[str, forms.Form]:
    """The three forms of the page; the one that was sent is bound."""
    actie = _actie(request)
    return {
        "goed": GoedForm(gepost(request) if actie == "goed" else None, gelijk=gelijk),
        "vraag": VraagForm(gepost(request) if actie == "vraag" else None),
        "af": AfwijsForm(gepost(request) if actie == "af" else None),
    }


_BESLUITEN: dict[str, tuple[Callable[..., Any], str]] = {
    "goed": (services.keur_goed, "De organisatie doet mee. De uitnodiging is verstuurd."),
    "vraag": (services.stel_vraag, "Je vraag is verstuurd. Het antwoord komt in deze lijst."),
    "af": (services.wijs_af, "De aanvraag is afgewezen. De aanvrager krijgt een mail met de reden."),
}


def _besluit(request: HttpRequest, ding: AanbiederAanvraag, actie: str, form: forms.Form) -> bool:
    doe, gedaan = _BESLUITEN[actie]
    try:
        doe(aanvraag=ding, door=ingelogd(request), **form.cleaned_data)
    except DomeinFout as fout:
        meld(form, fout)
        return False
    messages.success(request, gedaan)
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def aanbod(request: HttpRequest, slug: str) -> HttpResponse:
    """The talk about one offer: the editors ask, who keeps it answers."""
    ding = haal(te_wijzigen(request.user), slug=slug)
    form = _gesprek(request, ding)
    if request.method == "POST" and form is None:
        return redirect("aanbod:interventie_redactie", slug=slug)
    if request.method == "POST" and form is not None and form.is_valid() and _zeg(request, ding, form):
        return redirect("aanbod:interventie_redactie", slug=slug)
    context = {
        "interventie": ding,
        "vragen": list(ding.redactievragen.all()),
        "form": form,
        "redactie": is_redactie(request.user),
        "mag_keuren": is_redactie(request.user) and ding.staat == InterventieStaat.VOORGELEGD,
        "kruimels": kruimels(
            ("Aanbod beheren", reverse("aanbod:beheer")),
            (ding.naam, reverse("aanbod:interventie_wijzigen", args=[slug])),
        ),
    }
    return render(request, "aanbod/redactie_aanbod.html", context, status=status_van(form))


def _gesprek(request: HttpRequest, ding: Interventie) -> forms.Form | None:
    """Whose turn it is: the editors ask about what lies with them, who keeps the offer answers."""
    if ding.staat == InterventieStaat.VOORGELEGD and is_redactie(request.user):
        return VraagForm(gepost(request))
    if ding.staat == InterventieStaat.VRAAG:
        return RedactieAntwoordForm(gepost(request))
    return None


def _zeg(request: HttpRequest, ding: Interventie, form: forms.Form) -> bool:
    doe, veld = (redactie.stel_vraag, "vraag") if isinstance(form, VraagForm) else (redactie.beantwoord, "antwoord")
    gegevens = form.cleaned_data
    try:
        doe(interventie=ding, tekst=gegevens[veld], door=ingelogd(request), sleutel=gegevens["sleutel"])
    except DomeinFout as fout:
        meld(form, fout)
        return False
    messages.success(request, "Verstuurd.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_redactie, redactie.ALLEEN_REDACTIE)
def vraag_wissen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then empty a question and its answer."""
    vraag = haal(RedactieVraag.objects.all(), pk=pk)
    if request.method == "POST":
        return _gewist(request, redactie.wis_redactievraag(vraag, door=ingelogd(request)))
    return _vraag_of(request, "Wis deze vraag en het antwoord?")


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_redactie, redactie.ALLEEN_REDACTIE)
def aanvraag_tekst_wissen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then empty what an organisation wrote about itself."""
    ding = haal(lees.aanvragen_voor(request.user), pk=pk)
    if request.method == "POST":
        return _gewist(request, services.wis_aanbodtekst(ding, door=ingelogd(request)))
    return _vraag_of(request, "Wis wat deze organisatie over zichzelf schreef?")


def _vraag_of(request: HttpRequest, vraag: str) -> HttpResponse:
    gevolg = "De tekst gaat nu weg, voorgoed en voor iedereen. In de geschiedenis blijft alleen staan dát het gebeurde."
    context = {"vraag": vraag, "gevolg": gevolg, "ja": "Wis de tekst", "gevaar": True}
    return render(request, "includes/_bevestig.html", {**context, "terug": reverse("aanbod:redactie")})


def _gewist(request: HttpRequest, gewist: bool) -> HttpResponse:
    messages.success(request, "De tekst is gewist." if gewist else "Er stond geen tekst (meer).")
    return redirect("aanbod:redactie")
