"""Pooling runs: start one, follow it, read what it did."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from marktplein.audit.services import leg_vast
from marktplein.basis.toegang import eis, vereist
from vraag.filters_voorstel import RunFilter
from vraag.models import Run, RunInvoer
from vraag.permissions import kan_poolen_starten, kan_runbestanden_ophalen, kan_runs_zien
from vraag.selectors.runs import regios_van, zichtbare_runs
from vraag.selectors.verloop import verloop_van_runs
from vraag.services.bewaren import BEWAAR_DAGEN, als_bestand, bestandsnaam
from vraag.services.poolen import vraag_om_poolen
from vraag.views.lijst import Lijst
from vraag.workflow import Aanleiding, RunStaat

KLEUR = {
    RunStaat.WACHT: "paars",
    RunStaat.BEZIG: "blauw",
    RunStaat.KLAAR: "groen",
    RunStaat.ONGEWIJZIGD: "grijs",
    RunStaat.MISLUKT: "rood",
    RunStaat.AFGEBROKEN: "rood",
}
MELDING = "Berekeningen zijn er voor het lokaal aanspreekpunt en het beheer."


class Runs(Lijst):
    template_name = "vraag/runs.html"
    paginate_by = 25

    def get_queryset(self) -> Any:
        eis(kan_runs_zien(self.request.user), MELDING)
        self.regios = list(regios_van(self.request.user).order_by("naam"))
        alle = zichtbare_runs(self.request.user).order_by("-aangemaakt_op", "-pk")
        self.filter = RunFilter(self.request.GET, queryset=alle, regios=self.regios)
        return self.filter.qs

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        for run in context["page_obj"]:
            run.kleur = KLEUR[run.staat]
        return {
            **context,
            "filter": self.filter,
            "kan_starten": kan_poolen_starten(self.request.user),
            "regios": self.regios,
            "verloop": verloop_van_runs(self.request.user, self.filter.gekozen_regio),
        }


@require_safe
@vereist(kan_runs_zien, MELDING)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """One run; while it is busy the progress asks for itself again (htmx), and then the page is loaded once more."""
    r = get_object_or_404(zichtbare_runs(request.user), pk=pk)
    klaar = r.staat not in (RunStaat.WACHT, RunStaat.BEZIG)
    context = {
        "run": r,
        "kleur": KLEUR[RunStaat(r.staat)],
        "klaar": klaar,
        "tekst": _tekst(r),
        "url": reverse("vraag:run", args=[r.pk]),
        "zonder_plek": max(0, r.kinderen - r.kinderen_geplaatst),
        "per_mille": None if r.gat is None else round(100 * (1 - r.gat), 1),
        "bestanden": _bestanden(r) if kan_runbestanden_ophalen(request.user) else None,
        "bewaar_dagen": BEWAAR_DAGEN,
        "gemist": klaar and r.staat != RunStaat.KLAAR,
    }
    if request.headers.get("HX-Request") and request.headers.get("HX-Target", "").startswith("voortgang"):
        if klaar:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return render(
            request,
            "includes/_voortgang.html",
            {**context, "gedaan": r.voortgang, "totaal": 100, "klaar": False, "naam": "Voortgang van de berekening"},
        )
    return render(request, "vraag/run.html", context)


def _bestanden(r: Run) -> dict[str, str] | None:
    """The names of the files of a run, or None when they were not kept (any more); no ``start`` when it had none."""
    bewaard = RunInvoer.objects.annotate(met_start=Q(start__isnull=False)).filter(run=r).only("run_id").first()
    if bewaard is None:
        return None
    soorten = ("instantie", "start", "oplossing") if bewaard.met_start else ("instantie", "oplossing")
    return {soort: bestandsnaam(r, soort) for soort in soorten}


@require_safe
@vereist(kan_runbestanden_ophalen, "Deze bestanden zijn er alleen voor het applicatiebeheer.")
def run_bestand(request: HttpRequest, pk: int, soort: str) -> HttpResponse:
    """What a run read (``instantie``), went out from (``start``) or answered (``oplossing``), to repeat it."""
    invoer = get_object_or_404(RunInvoer.objects.select_related("run"), run__in=zichtbare_runs(request.user), pk=pk)
    inhoud = getattr(invoer, soort)
    if inhoud is None:
        raise Http404("Deze berekening begon zonder voorstellen.")
    leg_vast("run.opgehaald", invoer.run, door=request.user, bestand=soort)
    antwoord = HttpResponse(als_bestand(inhoud), content_type="application/json")
    antwoord["Content-Disposition"] = f'attachment; filename="{bestandsnaam(invoer.run, soort)}"'
    return antwoord


def _tekst(r: Run) -> str:
    if r.staat == RunStaat.WACHT:
        return "De berekening begint zo."
    if r.staat == RunStaat.BEZIG:
        return f"Bezig: {r.fase or 'rekenen'}."
    return r.get_staat_display()


@require_POST
@vereist(kan_poolen_starten, "Alleen het lokaal aanspreekpunt kan de berekening nu starten.")
def bereken(request: HttpRequest) -> HttpResponse:
    """Start pooling now; a second press leads to the run that already waits."""
    gekozen = request.POST.get("regio", "")
    regio = get_object_or_404(
        regios_van(request.user), pk=int(gekozen) if gekozen.isdecimal() and len(gekozen) < 10 else 0
    )
    return redirect("vraag:run", pk=vraag_om_poolen(regio, Aanleiding.HANDMATIG, request.user).pk)
