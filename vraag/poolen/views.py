"""Pooling runs: start one, follow it, read what it did."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gemeenten.grond.permissions import is_applicatiebeheerder
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.invoer import nummer
from marktplein.basis.kleine_aantallen import toon
from marktplein.basis.lijst import lijst
from marktplein.basis.toegang import haal, vereist
from marktplein.werk.pagina import antwoord_op_peiling, voortgang_van
from vraag.models import Run, RunInvoer
from vraag.permissions import kan_narekenen, kan_poolen_starten, kan_runs_zien
from vraag.poolen.bewaren import BEWAAR_DAGEN, SOORTEN, bestandsnaam
from vraag.poolen.filters import RunFilter
from vraag.poolen.selectors import regios_van, zichtbare_runs
from vraag.poolen.services import ALLEEN_AANSPREEKPUNT, start_berekening
from vraag.poolen.verloop import verloop_van_runs
from vraag.workflow import RunStaat

KLEUR = {
    RunStaat.WACHT: "paars",
    RunStaat.BEZIG: "blauw",
    RunStaat.KLAAR: "groen",
    RunStaat.ONGEWIJZIGD: "grijs",
    RunStaat.MISLUKT: "rood",
    RunStaat.AFGEBROKEN: "rood",
}
PER_PAGINA = 25
MELDING = "Berekeningen zijn er voor het lokaal aanspreekpunt en het beheer."


@require_safe
@vereist(kan_runs_zien, MELDING)
def runs(request: HttpRequest) -> HttpResponse:
    """The runs of the regions one works in, newest first, with charts of one of those regions."""
    regios = list(regios_van(request.user).order_by("naam"))
    alle = zichtbare_runs(request.user).order_by("-aangemaakt_op", "-pk")
    filter_ = RunFilter(request.GET, queryset=alle, regios=regios)
    deel = lijst(request, filter_, PER_PAGINA)
    for run in deel:
        run.kleur = KLEUR[run.staat]
    meer_regios = len(regios) > 1
    knoppen = [(regio.pk, f"Bereken {regio}" if meer_regios else "Bereken nu") for regio in regios]
    context = deel.context(
        heel=True,
        meer_regios=meer_regios,
        knoppen=knoppen if kan_poolen_starten(request.user) else [],
        verloop=verloop_van_runs(request.user, filter_.gekozen_regio),
    )
    return render(request, "vraag/runs.html", context)


@require_safe
@vereist(kan_runs_zien, MELDING)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run; while it is busy the progress asks for itself again (htmx), and then the page is loaded once more."""
    r = haal(zichtbare_runs(request.user), pk=pk)
    voortgang = voortgang_van(
        r,
        url=reverse("vraag:run", args=[r.pk]),
        naam="Voortgang van de berekening",
        begint="De berekening begint zo.",
    )
    if (antwoord := antwoord_op_peiling(request, voortgang)) is not None:
        return antwoord
    context = {
        "voortgang": voortgang,
        "run": r,
        "kleur": KLEUR[RunStaat(r.staat)],
        "klaar": voortgang.klaar,
        "met_plek": toon(r.kinderen_geplaatst),
        "zonder_plek": toon(max(0, r.kinderen - r.kinderen_geplaatst)),
        "per_mille": None if r.gat is None else round(100 * (1 - r.gat), 1),
        "bestanden": _bestanden(r) if kan_narekenen(request.user) else None,
        "bewaar_dagen": BEWAAR_DAGEN,
        "bestendig": _bestendig(r),
        "techniek": is_applicatiebeheerder(request.user),
        "gemist": voortgang.klaar and r.staat != RunStaat.KLAAR,
    }
    return render(request, "vraag/run.html", context)


def _bestendig(r: Run) -> dict[str, object] | None:
    """What moving proposals had to bring and brought; None when there were none to move."""
    b = r.bestendig
    return b and b | {"winst": toon(max(0, b["geplaatst"] - b["gevuld"]))}


def _bestanden(r: Run) -> dict[str, str] | None:
    """The names of the files of a run, or None when they were not kept (any more); no ``start`` when it had none."""
    bewaard = RunInvoer.objects.annotate(met_start=Q(start__isnull=False)).filter(run=r).only("run_id").first()
    if bewaard is None:
        return None
    soorten = [soort for soort in SOORTEN if soort != "start" or bewaard.met_start]
    return {soort: bestandsnaam(r, soort) for soort in soorten}


@require_POST
@vereist(kan_poolen_starten, ALLEEN_AANSPREEKPUNT)
def bereken(request: HttpRequest) -> HttpResponse:
    """Start pooling now; a second press leads to the run that already waits."""
    regio = haal(regios_van(request.user), pk=nummer(request.POST.get("regio")))
    return redirect("vraag:run", pk=start_berekening(regio=regio, door=ingelogd(request)).pk)
