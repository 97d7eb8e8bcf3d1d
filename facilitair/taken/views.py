"""The queue: its list, one task, and every move of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aanbod.models import Groep
from facilitair.models import Taak
from facilitair.permissions import WIE_WEL, kan_taken_doen, kan_taken_zien
from facilitair.taken import forms as formulieren
from facilitair.taken import handelingen, rijen, selectors
from facilitair.taken.filters import TaakFilter
from facilitair.taken.services import taken as services
from facilitair.workflow import TAAK_OVERGANGEN, TaakSoort, TaakStaat
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import Bezoeker, User
from marktplein.basis.formulier import gepost, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import bestand, kruimels, lijst, terug_naar
from marktplein.basis.toegang import haal, vereist
from marktplein.werk.bedenktijd import lopend_bij
from marktplein.werk.uitstel import vraag_of_doe

PER_PAGINA = 25
# Move, what its fold says, what its button says.
AFRONDEN = ("klaar", "Meteen afronden", "Klaar")
UITKLAP = (
    ("wachten", "Op wacht zetten", "Zet op wacht"),
    ("toewijzen", "Aan een collega geven", "Geef de taak"),
    ("verzetten", "Andere datum", "Verzet de taak"),
    ("teruggeven", "Teruggeven", "Geef de taak terug"),
)
KOP = ("Nummer", "Taak", "Soort", "Groep", "Gemeente", "Staat", "Uiterlijk", "Te laat", "Van wie", "Klaar op")


@require_safe
@vereist(kan_taken_zien, WIE_WEL)
def takenlijst(request: HttpRequest) -> HttpResponse:
    """The queue, or the same rows as a file with ``?formaat=xlsx`` or ``csv``."""
    filterset = TaakFilter(
        request.GET, queryset=selectors.voor_rijen(selectors.wachtrij(request.user)), request=request
    )
    if antwoord := bestand(request, "taken", KOP, lambda: map(_rij, filterset.qs.iterator(chunk_size=500))):
        return antwoord
    deel = lijst(request, filterset, PER_PAGINA)
    lopend = rijen.overzicht(request.user, deel)
    termijnen = [
        (kop, [rijen.rij_van(request.user, taak, lopend) for taak in taken])
        for kop, taken in selectors.per_termijn(deel)
    ]
    context = deel.context(
        termijnen=termijnen,
        tabs=rijen.tabs(request.GET, request.user),
        lijst=filterset.gekozen_lijst,
        lopend=lopend,
        collegas=filterset.collegas(),
        rijactie=reverse("facilitair:taken_doen"),
        sneltoetsen=rijen.TOETSEN,
        weergaven_naam="Lijsten van taken",
        filternaam="Taken filteren",
    )
    return render(request, "facilitair/taken.html", context)


def _rij(taak: Taak) -> tuple[Any, ...]:
    return (
        taak.pk,
        taak.titel,
        taak.get_soort_display(),
        str(taak.groep.interventie) if taak.groep else "",
        str(taak.gemeente or ""),
        taak.get_staat_display(),
        taak.uiterlijk,
        taak.te_laat,
        str(taak.toegewezen_aan or ""),
        taak.klaar_op,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_taken_doen, WIE_WEL)
def taak_nieuw(request: HttpRequest) -> HttpResponse:
    """A task made by hand; ``?groep=`` fills in the group."""
    formulier = formulieren.NieuweTaakFormulier(gepost(request), initial={"groep": request.GET.get("groep")})
    if request.method == "POST" and formulier.is_valid():
        try:
            taak = services.maak_taak(door=request.user, **formulier.cleaned_data)
        except DomeinFout as fout:
            formulier.meld(fout)
        else:
            messages.success(request, "De taak staat in de lijst.")
            return redirect("facilitair:taak", taak.pk)
    context = {"form": formulier, "kruimels": _kruimels()}
    return render(request, "facilitair/taak_nieuw.html", context, status=status_van(formulier))


@require_safe
@vereist(kan_taken_zien, WIE_WEL)
def taak_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One task: what must be done, the facts of its group, what can be done now, and its history."""
    return _toon(request, _taak(request, pk))


@dataclass(frozen=True)
class Actie:
    """A move: its form, the service that makes it, and what is said when it is done."""

    formulier: type[formulieren.ActieFormulier]
    doe: Callable[..., Any]
    gedaan: str
    met_versie: bool = True


def _neem_over(*, taak: Taak, door: User, versie: int | None) -> Taak:
    return services.wijs_toe(taak=taak, aan=door, door=door, versie=versie)


ACTIES = {
    "oppakken": Actie(formulieren.ActieFormulier, services.pak_op, "Je hebt de taak opgepakt.", met_versie=False),
    "overnemen": Actie(formulieren.ActieFormulier, _neem_over, "De taak is nu van jou."),
    "toewijzen": Actie(
        formulieren.ToewijsFormulier, services.wijs_toe, "Gegeven aan je collega. Die krijgt zo bericht."
    ),
    "teruggeven": Actie(formulieren.TerugFormulier, services.geef_terug, "De taak is weer van niemand."),
    "wachten": Actie(formulieren.WachtFormulier, services.zet_op_wacht, "De taak staat op wacht."),
    "hervatten": Actie(formulieren.ActieFormulier, services.hervat, "Je gaat verder met deze taak."),
    "klaar": Actie(formulieren.KlaarFormulier, services.rond_af, "Klaar! De taak is afgerond."),
    "heropenen": Actie(formulieren.HeropenFormulier, services.heropen, "De taak is weer open."),
    "verzetten": Actie(formulieren.VerzetFormulier, services.verzet, "De nieuwe datum staat erbij."),
    "opmerking": Actie(
        formulieren.OpmerkingFormulier, services.plaats_opmerking, "Je opmerking staat erbij.", met_versie=False
    ),
}
# These close a task or send a mail: they can be taken back for ten seconds.
UIT_TE_STELLEN = {"klaar": handelingen.KLAAR, "toewijzen": handelingen.GEEF_AAN}


@require_POST
@vereist(kan_taken_doen, WIE_WEL)
def taak_actie(request: HttpRequest, pk: int, actie: str) -> HttpResponse:
    """Make one move. A refusal shows the page again with the newest version and what was typed."""
    if actie not in ACTIES:
        raise Http404
    taak = _taak(request, pk)
    formulier = ACTIES[actie].formulier(request.POST, actie=actie, nu=_opgeslagen(taak))
    if not formulier.is_valid():
        return _toon(request, taak, {actie: formulier}, status=422)
    try:
        _voer_uit(request, taak, actie, formulier)
    except DomeinFout as fout:
        return _geweigerd(request, taak, actie, fout)
    # What can be taken back stands on the page, with the button.
    if actie not in UIT_TE_STELLEN or terug_naar(request):
        messages.success(request, ACTIES[actie].gedaan)
    return HttpResponseRedirect(terug_naar(request) or reverse("facilitair:taak", args=[pk]))


def _voer_uit(request: HttpRequest, taak: Taak, actie: str, formulier: formulieren.ActieFormulier) -> None:
    gegevens = dict(formulier.cleaned_data)
    sleutel, versie, _ = (gegevens.pop(naam) for naam in ("sleutel", "versie", "gezien"))
    if actie in UIT_TE_STELLEN:
        gegevens = {naam: getattr(waarde, "pk", waarde) for naam, waarde in gegevens.items()}
        gegevens |= {"versie": versie or 0, "sleutel": str(sleutel or "")}
        vraag_of_doe(UIT_TE_STELLEN[actie], pk=taak.pk, door=ingelogd(request), gegevens=gegevens)
        return
    if ACTIES[actie].met_versie:
        gegevens["versie"] = versie or 0
    services.zet_eenmaal(ACTIES[actie].doe, taak=taak, door=request.user, sleutel=sleutel, **gegevens)


def _geweigerd(request: HttpRequest, taak: Taak, actie: str, fout: DomeinFout) -> HttpResponse:
    terug = terug_naar(request)
    if terug:
        messages.warning(request, fout.melding)
        return HttpResponseRedirect(terug)
    taak = _taak(request, taak.pk)
    formulier = ACTIES[actie].formulier(request.POST, actie=actie, nu=_opgeslagen(taak))
    if formulier.is_valid() and isinstance(fout, Verouderd):
        formulier.toon_botsing(fout, formulier.nu, versie=taak.versie)
    elif formulier.is_valid():
        formulier.zet_verborgen(versie=taak.versie)
        formulier.meld(fout)
    return _toon(request, taak, {actie: formulier}, status=status_van(formulier))


def _opgeslagen(taak: Taak) -> dict[str, Any]:
    """What a move may change, by the field that asks for it."""
    return {"uiterlijk": taak.uiterlijk, "wacht_tot": taak.wacht_tot, "aan": taak.toegewezen_aan}


def _taak(request: HttpRequest, pk: int) -> Taak:
    return haal(selectors.wachtrij(request.user), pk=pk)


def _kruimels() -> list[dict[str, str]]:
    return kruimels(("Taken", reverse("facilitair:taken")))


def _toon(
    request: HttpRequest, taak: Taak, ingevuld: dict[str, formulieren.ActieFormulier] | None = None, status: int = 200
) -> HttpResponse:
    ingevuld = ingevuld or {}
    pagina = reverse("facilitair:taak", args=[taak.pk])
    vormen = {
        actie: ingevuld.get(actie) or _leeg(taak, actie) for actie in _mogelijk(taak, request.user) | set(ingevuld)
    }
    van_mij = taak.toegewezen_aan_id == request.user.pk
    context: dict[str, Any] = {
        "taak": taak,
        "vormen": vormen,
        "uitklap": [(vormen[actie], actie, kop, knop) for actie, kop, knop in _uitklap(van_mij) if actie in vormen],
        "fout_in": next(iter(ingevuld), ""),
        "form": next(iter(ingevuld.values()), None),
        "geschiedenis": selectors.geschiedenis(taak),
        "van_mij": van_mij,
        "andere_taken": selectors.andere_taken(taak),
        "bedenktijd": lopend_bij(request.user, "taak", [taak.pk], terug=pagina),
        "paginaadres": pagina,
        "kruimels": _kruimels(),
        **_groepsfeiten(taak.groep),
    }
    context["zaal_ontbreekt"] = taak.soort == TaakSoort.ZAAL and services.zonder_zaal(taak.groep)
    # htmx leaves the page alone on an error status.
    return render(request, "facilitair/taak.html", context, status=200 if getattr(request, "htmx", False) else status)


def _uitklap(van_mij: bool) -> tuple[tuple[str, str, str], ...]:
    """The moves that are folded away; who does the task finishes it with a form of its own."""
    return UITKLAP if van_mij else (AFRONDEN, *UITKLAP)


def _leeg(taak: Taak, actie: str) -> formulieren.ActieFormulier:
    return ACTIES[actie].formulier(actie=actie, initial={"versie": taak.versie}, nu=_opgeslagen(taak))


def _mogelijk(taak: Taak, user: Bezoeker) -> set[str]:
    """The moves the page offers: those the table of states allows, and that make sense for this person."""
    naar = TAAK_OVERGANGEN.get(TaakStaat(taak.staat), frozenset())
    van_ander = taak.toegewezen_aan_id not in (None, user.pk)
    keuzes = {
        "opmerking": True,
        "oppakken": TaakStaat.IN_BEHANDELING in naar and taak.toegewezen_aan_id is None,
        "overnemen": taak.is_open and van_ander,
        "hervatten": taak.staat in (TaakStaat.WACHT, TaakStaat.HEROPEND) and taak.toegewezen_aan_id == user.pk,
        "teruggeven": TaakStaat.NIEUW in naar,
        "wachten": TaakStaat.WACHT in naar,
        "klaar": TaakStaat.KLAAR in naar,
        "heropenen": TaakStaat.HEROPEND in naar,
        "verzetten": taak.is_open,
        "toewijzen": taak.is_open,
    }
    return {actie for actie, kan in keuzes.items() if kan}


def _groepsfeiten(groep: Groep | None) -> dict[str, Any]:
    if groep is None:
        return {"groep": None}
    return {
        "groep": groep,
        "bijeenkomsten": [
            (bijeenkomst, getattr(bijeenkomst, "reservering", None))
            for bijeenkomst in groep.bijeenkomsten.select_related("reservering__ruimte").order_by("begin")
        ],
        "trainers": selectors.trainers_van(groep),
        "teamplaatsen": list(groep.teamplaatsen.select_related("team").order_by("team__naam")),
    }
