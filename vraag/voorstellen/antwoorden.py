"""Answering in a row of a list: yes, no with a reason, call again; and taking it back for ten seconds."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer
from marktplein.basis.lijst import terug_naar
from marktplein.basis.toegang import haal, vereist
from marktplein.werk import uitstel
from marktplein.werk.views import ONGEDAAN, TE_LAAT
from vraag.models import Toezegging
from vraag.permissions import kan_voorstellen_zien
from vraag.voorstellen.antwoordrijen import mijn_toezeggingen, rijen_van
from vraag.voorstellen.forms import AntwoordFormulier
from vraag.voorstellen.handelingen import ANTWOORDEN, JA
from vraag.voorstellen.services import bel_terug
from vraag.workflow import Antwoord

MELDING = "Voorstellen zijn er voor teams en trainers."
GEVRAAGD = "Je kunt dit tien tellen ongedaan maken."


@require_safe
@vereist(kan_voorstellen_zien, MELDING)
def antwoord_rij(request: HttpRequest, pk: int) -> HttpResponse:
    """One row as it is now; with ``?nee=1`` it asks for the reason of a no."""
    return _toon(request, pk, vraagt_reden="nee" in request.GET)


@require_POST
@vereist(kan_voorstellen_zien, MELDING)
def antwoorden_doen(request: HttpRequest) -> HttpResponse:
    """One act on one row: ``rij=<ja, nee or bel>:<number>``, the reason of a no in ``reden-<number>``, what stood in
    the row in ``gezien-<number>``.

    ``ongedaan`` takes back (``rij:<number>`` or what was asked together), ``gezien`` puts away what was refused.
    Answers the row alone when htmx asks for one, else goes back to the list.
    """
    if "ongedaan" in request.POST:
        return _maak_ongedaan(request, request.POST["ongedaan"])
    if bundel := _bundel(request.POST.get("gezien", "")):
        uitstel.vergeet_geweigerde(door=ingelogd(request), bundel=bundel)
        return _terug(request)
    wat, _, rest = request.POST.get("rij", "").partition(":")
    if wat not in (Antwoord.JA, Antwoord.NEE, "bel"):
        messages.warning(request, "Kies eerst een antwoord.")
        return _terug(request)
    toezegging = haal(mijn_toezeggingen(request.user), pk=nummer(rest) or 0)
    try:
        melding = _bel(request, toezegging) if wat == "bel" else _antwoord(request, toezegging, wat)
    except DomeinFout as fout:
        return _geweigerd(request, toezegging, wat, fout.melding)
    return _gedaan(request, toezegging.pk, melding)


def _antwoord(request: HttpRequest, toezegging: Toezegging, keus: str) -> str:
    gezien = request.POST.get(f"gezien-{toezegging.pk}") or Antwoord.OPEN
    data = {"keus": keus, "reden": request.POST.get(f"reden-{toezegging.pk}", ""), "gezien": gezien}
    form = AntwoordFormulier(data, als_trainer=toezegging.trainer_id is not None)
    if not form.is_valid():
        raise DomeinFout(str(next(iter(form.errors.values()))[0]))
    gegevens = dict(form.cleaned_data)
    handeling = ANTWOORDEN[gegevens.pop("keus")]
    if uitstel.vraag_of_doe(handeling, pk=toezegging.pk, door=ingelogd(request), gegevens=gegevens) is None:
        return f"Je antwoord is opgeslagen: {keus}."
    return f"{handeling.woorden}. {GEVRAAGD}"


def _bel(request: HttpRequest, toezegging: Toezegging) -> str:
    return f"Dit staat weer bovenaan op {bel_terug(toezegging, door=ingelogd(request))}."


def _maak_ongedaan(request: HttpRequest, wat: str) -> HttpResponse:
    pk = nummer(wat.removeprefix("rij:")) if wat.startswith("rij:") else None
    bundel = _bundel(wat)
    aantal = 0
    if pk is not None:
        aantal = uitstel.neem_terug(door=ingelogd(request), ding=JA.sleutel(pk))
    elif bundel is not None:
        aantal = uitstel.neem_terug(door=ingelogd(request), bundel=bundel)
    return _gedaan(request, pk, ONGEDAAN if aantal else TE_LAAT)


def _bundel(tekst: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(tekst)
    except ValueError:
        return None


def _gedaan(request: HttpRequest, pk: int | None, melding: str) -> HttpResponse:
    if pk is not None and getattr(request, "htmx", False):
        return _toon(request, pk, melding)
    messages.success(request, melding)
    return _terug(request, pk)


def _geweigerd(request: HttpRequest, toezegging: Toezegging, wat: str, fout: str) -> HttpResponse:
    """In the row, with what was typed; without a script on the page of the proposal, whose form asks the reason."""
    if getattr(request, "htmx", False):
        return _toon(request, toezegging.pk, vraagt_reden=wat == Antwoord.NEE, fout=fout)
    messages.warning(request, fout)
    if wat == Antwoord.NEE:
        return HttpResponseRedirect(f"{reverse('vraag:voorstel', args=[toezegging.voorstel_id])}?nee={toezegging.pk}")
    return _terug(request, toezegging.pk)


def _terug(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """To the list; at the row where the act was done."""
    return HttpResponseRedirect(
        (terug_naar(request) or reverse("vraag:voorstellen")) + (f"#toezegging-{pk}" if pk else "")
    )


def _toon(
    request: HttpRequest, pk: int, melding: str = "", *, vraagt_reden: bool = False, fout: str = ""
) -> HttpResponse:
    """The row; nothing in its place when it is gone: a team that said no is out of the proposal."""
    rijen = rijen_van(request.user, list(mijn_toezeggingen(request.user).filter(pk=pk)))
    for rij in rijen:
        rij.vraagt_reden = vraagt_reden and rij.open and rij.uitstel is None
        rij.reden, rij.fout = request.POST.get(f"reden-{pk}", ""), fout
    context = {"rijen": rijen, "melding": melding, "gedaan": request.method == "POST"}
    return render(request, "vraag/includes/_antwoordrij_los.html", context)
