"""What if: try changes out, read what they would lead to, put scenarios side by side."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from marktplein.basis import dagdelen
from marktplein.basis.export import als_bestand, gevraagd_formaat
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer
from marktplein.basis.lijst import lijst
from marktplein.basis.mensen import SAMENGETELD, mensen
from marktplein.basis.toegang import eis, eis_te_zien, vereist
from marktplein.basis.woorden import datum
from marktplein.werk.pagina import antwoord_op_peiling, voortgang_van
from vraag.models import Scenario
from vraag.permissions import kan_scenario_maken, kan_scenario_wijzigen, kan_scenario_zien, kan_scenarios_zien
from vraag.wat_als import services
from vraag.wat_als.beeld import (
    Beeld,
    Cijferregel,
    beeld_van,
    kort_beeld,
    naast_elkaar,
    omschrijvingen,
)
from vraag.wat_als.begin import begin_bij_leemte
from vraag.wat_als.filters import ScenarioFilter
from vraag.wat_als.forms import ScenarioFormulier
from vraag.wat_als.groepsbeeld import GETOONDE_GROEPEN, Groepsbeeld
from vraag.wat_als.selectors import aantallen_scenarios, lijst_van_scenarios, zichtbare_scenarios
from vraag.workflow import ScenarioStaat

PER_PAGINA = 20
INVOER = ["GET", "HEAD", "POST"]
MINST, HOOGSTENS = 2, 3
KIES_ER_MEER = f"Kies {MINST} of {HOOGSTENS} scenario’s die klaar zijn, en druk dan op ‘Vergelijk’."
MELDING = "Scenario’s zijn er voor het lokaal aanspreekpunt en de beheerder van een gemeente."
KLEUR = {
    ScenarioStaat.WACHT: "paars",
    ScenarioStaat.BEZIG: "blauw",
    ScenarioStaat.KLAAR: "groen",
    ScenarioStaat.MISLUKT: "rood",
}
KOP = ("Wat", "Naam", "Nu", "Met de wijzigingen", "Verschil", "Toelichting")


def _kruimels() -> list[dict[str, str]]:
    return [{"label": "Wat als", "url": reverse("vraag:scenarios")}]


def _haal(request: HttpRequest, pk: int) -> Scenario:
    """The scenario of this page; 404 alike for one that does not exist and one that is out of sight."""
    ding = get_object_or_404(Scenario.objects.select_related("regio", "eigenaar"), pk=pk)
    eis_te_zien(kan_scenario_zien(request.user, ding), ding)
    return ding


@require_safe
@vereist(kan_scenarios_zien, MELDING)
def scenarios(request: HttpRequest) -> HttpResponse:
    """All scenarios of the own region(s), newest first, with a box to tick for comparing."""
    filter_ = ScenarioFilter(request.GET, queryset=lijst_van_scenarios(request.user), request=request)
    deel = lijst(request, filter_, PER_PAGINA)
    context = deel.context(
        rijen=[(s, KLEUR[ScenarioStaat(s.staat)], omschrijvingen(s), kort_beeld(s, request.user)) for s in deel],
        kan_maken=kan_scenario_maken(request.user),
        minst=MINST,
        hoogstens=HOOGSTENS,
        weergaven=_weergaven(request),
        rijactie=reverse("vraag:scenarios_vergelijken"),
        rijmethode="get",
        filternaam="Filter de scenario’s",
    )
    return render(request, "vraag/scenarios.html", context)


def _weergaven(request: HttpRequest) -> list[dict[str, Any]]:
    """All, the own ones, and those that can be put side by side."""
    gekozen = {naam: request.GET.get(naam, "") for naam in ("van", "staat")}
    woorden: tuple[tuple[str, dict[str, str]], ...] = (
        ("Alle", {}), ("Van mij", {"van": "mij"}), ("Klaar", {"staat": ScenarioStaat.KLAAR.value})
    )  # fmt: skip
    tel = aantallen_scenarios(request.user)
    return [
        {
            "label": label,
            "url": f"?{urlencode(keuze)}",
            "actief": {naam: waarde for naam, waarde in gekozen.items() if waarde} == keuze,
            "aantal": aantal,
        }
        for (label, keuze), aantal in zip(woorden, tel, strict=True)
    ]


@require_http_methods(INVOER)
@vereist(kan_scenario_maken, services.ALLEEN_AANSPREEKPUNT)
def scenario_nieuw(request: HttpRequest) -> HttpResponse:
    """Choose changes; ``?kopie=`` starts from another scenario and ``?trainers=`` from a gap, the button ``erbij`` adds
    an empty block."""
    data = gepost(request)
    erbij = request.POST.get("erbij", "")
    form = ScenarioFormulier(data, user=request.user, begin=_voorbeeld(request), erbij=erbij)
    status, eerder = 200, None
    if data is not None and not erbij:
        status = 422
        try:
            if form.is_valid():
                return redirect("vraag:scenario", _bewaar(request, form).pk)
        except services.BestaatAl as fout:
            status, eerder = 409, fout.eerder
            form.naam.add_error(None, fout.melding)
        except DomeinFout as fout:
            meld(form.naam, fout)
            status = status_van(form.naam)
    context = {"form": form, "erbij": erbij, "eerder": eerder, "kruimels": _kruimels()}
    return render(request, "vraag/scenario_formulier.html", context, status=status)


def _voorbeeld(request: HttpRequest) -> Scenario | None:
    pk = nummer(request.GET.get("kopie"))
    if pk:
        return zichtbare_scenarios(request.user).filter(pk=pk).first()
    return begin_bij_leemte(request.GET, request.user)


def _bewaar(request: HttpRequest, form: ScenarioFormulier) -> Scenario:
    c = form.cleaned
    return services.maak(
        regio=c["regio"],
        naam=c["naam"],
        wijzigingen=form.wijzigingen,
        door=request.user,
        sleutel=c["sleutel"],
        weiger_dubbel=True,
    )


@require_http_methods(INVOER)
@vereist(kan_scenarios_zien, MELDING)
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """The outcome, or how far it is. POST computes it again on the data of today."""
    ding = _haal(request, pk)
    if request.method == "POST":
        return _opnieuw(request, ding)
    voortgang = voortgang_van(
        ding,
        url=reverse("vraag:scenario", args=[pk]),
        naam="Voortgang van het scenario",
        begint="De berekening begint zo.",
        erbij="Je kunt deze pagina gerust verlaten.",
    )
    if (antwoord := antwoord_op_peiling(request, voortgang)) is not None:
        return antwoord
    beeld = beeld_van(ding, request.user)
    if (formaat := gevraagd_formaat(request)) and beeld is not None:
        return als_bestand(formaat, KOP, _exportregels(beeld), f"wat-als-{ding.pk}")
    eigen = kan_scenario_wijzigen(request.user, ding)
    context = {
        "voortgang": voortgang,
        "klaar": voortgang.klaar,
        "scenario": ding,
        "kleur": KLEUR[ScenarioStaat(ding.staat)],
        "beeld": beeld,
        "wijzigingen": omschrijvingen(ding),
        "eigen": eigen,
        "kan_maken": kan_scenario_maken(request.user),
        "getoond": GETOONDE_GROEPEN,
        "lijsten": _groepslijsten(beeld) if beeld else [],
        "kruimels": _kruimels(),
    }
    return render(request, "vraag/scenario.html", context)


def _groepslijsten(beeld: Beeld) -> list[tuple[str, str, tuple[tuple[Groepsbeeld, str], ...]]]:
    """(heading, what it says when empty, groups with the name of their dagdeel) for groups that come and go."""
    return [
        ("Groepen die erbij komen", "Er komt geen groep bij.", _met_dagdeel(beeld.verschijnt)),
        ("Groepen die verdwijnen", "Er verdwijnt geen groep.", _met_dagdeel(beeld.verdwijnt)),
    ]


def _met_dagdeel(groepen: tuple[Groepsbeeld, ...]) -> tuple[tuple[Groepsbeeld, str], ...]:
    return tuple((g, dagdelen.naam(g.dagdeel)) for g in groepen)


def _opnieuw(request: HttpRequest, ding: Scenario) -> HttpResponse:
    try:
        services.bereken_opnieuw(ding, door=request.user)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    return redirect("vraag:scenario", ding.pk)


@require_http_methods(INVOER)
@vereist(kan_scenarios_zien, MELDING)
def scenario_verwijderen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then throw an own scenario away; a second press finds it gone."""
    if request.method == "POST" and not Scenario.objects.filter(pk=pk).exists():
        messages.info(request, "Dit scenario is al verwijderd.")
        return redirect("vraag:scenarios")
    ding = _haal(request, pk)
    eis(kan_scenario_wijzigen(request.user, ding), services.ALLEEN_EIGEN)
    if request.method == "POST":
        services.verwijder(ding, door=request.user)
        messages.success(request, f"Het scenario ‘{ding.naam}’ is verwijderd.")
        return redirect("vraag:scenarios")
    terug = reverse("vraag:scenario", args=[pk])
    context = {
        "vraag": f"Verwijder het scenario ‘{ding.naam}’?",
        "gevolg": "De uitkomst is dan weg. Aan de echte groepen en voorstellen verandert niets.",
        "ja": "Verwijder het scenario",
        "gevaar": True,
        "terug": terug,
        "kruimels": [*_kruimels(), {"label": ding.naam, "url": terug}],
    }
    return render(request, "includes/_bevestig.html", context)


# --- side by side ---------------------------------------------------------------------------------------------


@require_safe
@vereist(kan_scenarios_zien, MELDING)
def scenarios_vergelijken(request: HttpRequest) -> HttpResponse:
    """Two or three scenarios (``?s=1&s=2``) in columns."""
    gekozen = [pk for pk in dict.fromkeys(map(nummer, request.GET.getlist("s"))) if pk]
    gevonden = zichtbare_scenarios(request.user).in_bulk(gekozen[: HOOGSTENS + 1])
    beelden = [b for pk in gekozen if pk in gevonden and (b := beeld_van(gevonden[pk], request.user)) is not None]
    if not MINST <= len(gekozen) <= HOOGSTENS or len(beelden) < len(gekozen):
        messages.warning(request, KIES_ER_MEER)
        return redirect("vraag:scenarios")
    delen = [
        ("De hele regio", "Cijfer", naast_elkaar(beelden, "cijfers")),
        ("Mensen met een plek, per training", "Training", naast_elkaar(beelden, "interventies")),
        ("Mensen met een plek, per gemeente", "Gemeente", naast_elkaar(beelden, "gemeenten")),
    ]
    if formaat := gevraagd_formaat(request):
        kop = ["Wat", "Naam"]
        for beeld in beelden:
            kop += [f"{beeld.scenario}: nu", f"{beeld.scenario}: dan", f"{beeld.scenario}: verschil"]
        rijen = ([titel, rij.naam, *_cellen(rij.cellen)] for titel, _, deel in delen for rij in deel)
        return als_bestand(formaat, kop, rijen, "wat-als-vergelijking")
    context = {"beelden": beelden, "delen": delen, "zoekdeel": _zonder_formaat(request), "kruimels": _kruimels()}
    return render(request, "vraag/scenarios_vergelijken.html", context)


def _zonder_formaat(request: HttpRequest) -> str:
    vraag = request.GET.copy()
    vraag.pop("formaat", None)
    return f"{vraag.urlencode()}&"


def _cellen(cellen: tuple[tuple[Beeld, Cijferregel | None], ...]) -> Iterator[Any]:
    for _, regel in cellen:
        yield from (regel.nu, regel.dan, regel.in_bestand) if regel else ("", "", "")


def _exportregels(beeld: Beeld) -> Iterator[tuple[Any, ...]]:
    for volgnummer, zin in enumerate(beeld.wijzigingen, start=1):
        yield ("Wijziging", volgnummer, "", "", "", zin)
    for wat, regels in (
        ("Hele regio", beeld.cijfers),
        ("Training", beeld.interventies),
        ("Gemeente", beeld.gemeenten),
    ):
        for r in regels:
            gevraagd = f"{mensen(r.vraag, SAMENGETELD)} gevraagd" if r.vraag != "" else ""
            yield (wat, r.naam, r.nu, r.dan, r.in_bestand, gevraagd)
    for wat, groepen in (("Groep erbij", beeld.verschijnt), ("Groep verdwijnt", beeld.verdwijnt)):
        for g in groepen:
            nu, dan = ("", g.kinderen) if wat == "Groep erbij" else (g.kinderen, "")
            yield (wat, g.interventie, nu, dan, "", _waar(g))
    for oud, nieuw in beeld.verandert:
        yield ("Groep verandert", nieuw.interventie, oud.kinderen, nieuw.kinderen, "", f"{_waar(oud)} → {_waar(nieuw)}")


def _waar(g: Groepsbeeld) -> str:
    return f"{dagdelen.naam(g.dagdeel)}, {g.plek}, vanaf {datum(g.start)}"
