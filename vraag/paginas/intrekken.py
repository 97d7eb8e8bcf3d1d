"""Withdraw a need: ask for the reason, say what else it does, and do it in one step, after time to take it back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.toegang import eis
from marktplein.werk.uitstel import vraag_of_doe
from vraag.models import Signaal
from vraag.paginas.signalen import haal_signaal, kruimels
from vraag.permissions import kan_signaal_wijzigen
from vraag.signalen.intrekformulier import IntrekFormulier, zet_op_rij
from vraag.signalen.services import ALLEEN_EIGEN_TEAM, waarom_niet_wijzigbaar
from vraag.voorstellen.handelingen import INTREKKEN
from vraag.voorstellen.selectors import Terugtrekking, terugtrekkingen
from vraag.voorstellen.terugtrekken import AnderVoorstel
from vraag.workflow import SIGNAAL_LOPEND, SignaalStaat

INTUSSEN = "Een collega heeft deze vraag intussen gewijzigd. Kijk of intrekken nog klopt, en kies dan opnieuw."


@require_http_methods(["GET", "HEAD", "POST"])
def signaal_intrekken(request: HttpRequest, pk: int) -> HttpResponse:
    """The page names every proposal in which the team's place goes too; only those are touched."""
    ding = haal_signaal(request, pk)
    eis(kan_signaal_wijzigen(request.user, ding), ALLEEN_EIGEN_TEAM)
    if ding.staat not in SIGNAAL_LOPEND:
        return _niet_meer(request, ding)
    geraakt = terugtrekkingen(ding)
    begin = {"versie": ding.versie, "gezien": zet_op_rij(t.voorstel.pk for t in geraakt)}
    form = IntrekFormulier(gepost(request), initial=begin)
    if request.method != "POST":
        return _toon(request, ding, form, geraakt)
    if not form.is_valid():
        return _toon(request, ding, form, geraakt, status=422)
    return _trek_in(request, ding, form, geraakt)


def _trek_in(request: HttpRequest, ding: Signaal, form: IntrekFormulier, geraakt: list[Terugtrekking]) -> HttpResponse:
    gegevens = {**form.cleaned_data, "gezien": sorted(form.cleaned_data["gezien"])}
    try:
        wacht = vraag_of_doe(INTREKKEN, pk=ding.pk, door=ingelogd(request), gegevens=gegevens)
    except (AnderVoorstel, Verouderd) as fout:
        form.add_error(None, INTUSSEN if isinstance(fout, Verouderd) else fout.melding)
        ding = haal_signaal(request, ding.pk)
        geraakt = terugtrekkingen(ding)
        form.laat_zien((t.voorstel.pk for t in geraakt), versie=ding.versie)
        return _toon(request, ding, form, geraakt, status=409)
    except DomeinFout as fout:
        meld(form, fout)
        return _toon(request, ding, form, geraakt, status=422)
    if wacht is not None:
        return redirect("vraag:signaal", ding.pk)
    ook = " Jullie doen ook niet meer mee met het voorstel." if geraakt else ""
    messages.success(request, f"De vraag is ingetrokken en telt niet meer mee voor een groep.{ook}")
    return redirect("vraag:signaal", ding.pk)


def _toon(
    request: HttpRequest, ding: Signaal, form: IntrekFormulier, geraakt: list[Terugtrekking], status: int = 200
) -> HttpResponse:
    terug = reverse("vraag:signaal", args=[ding.pk])
    context: dict[str, Any] = {
        "form": form,
        "vraag": f"Trek je vraag in: {ding}",
        "gevolg": "De vraag telt dan niet meer mee voor een groep. Toch weer nodig? Maak dan een kopie.",
        "geraakt": geraakt,
        "ja": "Trek de vraag en onze plek in" if geraakt else "Trek de vraag in",
        "gevaar": True,
        "terug": terug,
        "kruimels": [*kruimels(), {"label": str(ding), "url": terug}],
    }
    return render(request, "vraag/signaal_intrekken.html", context, status=status)


def _niet_meer(request: HttpRequest, ding: Signaal) -> HttpResponse:
    """Back to the signaal with why this cannot be done (any more), and what can."""
    if ding.staat == SignaalStaat.INGETROKKEN:
        messages.info(request, "Deze vraag is al ingetrokken.")
    else:
        messages.warning(request, waarom_niet_wijzigbaar(ding))
    return redirect("vraag:signaal", ding.pk)
