"""Demand on the screen: the own list, one signaal, and what its team can do with it in one press."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from marktplein.accounts.models import Bezoeker
from marktplein.basis.dagdelen import opsomming
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.kleine_aantallen import toon
from marktplein.basis.lijst import bestand, lijst
from marktplein.basis.mensen import heeft_leeftijd
from marktplein.basis.toegang import eis_te_zien, vereist
from marktplein.basis.woorden import dag_met_jaar
from marktplein.werk.bedenktijd import lopend_bij
from marktplein.werk.pagina import Voortgang, antwoord_op_peiling, voortgang_van
from vraag.models import Reden, Signaal
from vraag.permissions import (
    is_van,
    kan_aansluiten,
    kan_indienen,
    kan_scenario_maken,
    kan_signaal_wijzigen,
    kan_signaal_zien,
    kan_signalen_zien,
    kan_voorstel_zien,
    ziet_regiovraag,
)
from vraag.signalen import services
from vraag.signalen.berekening import Berekening, berekening_van, in_berekening
from vraag.signalen.filters import EigenFilter
from vraag.signalen.selectors import (
    aantallen_per_staat,
    eigen_signalen,
    namen_van_teams,
    voorstellen_van,
    zichtbare_signalen,
)
from vraag.signalen.tijdlijn import tijdlijn_van
from vraag.uitleg.redenen import Uitleg, leg_uit
from vraag.uitleg.tips import genoemde_teams
from vraag.uitleg.trainervraag import laatste_voor, mist_trainer
from vraag.voorstellen.antwoordrijen import rijen_van, wachtende
from vraag.wat_als.begin import trainers_erbij
from vraag.workflow import SIGNAAL_IN_VOORSTEL, SIGNAAL_LOPEND, SignaalStaat

PER_PAGINA = 20
WE_REKENEN, REKENKLEUR = "We rekenen", "geel"
MISLUKT = (
    "De vraag staat gewoon open. We rekenen opnieuw bij de volgende verandering in de regio, en in elk geval vannacht. "
    "Je krijgt bericht zodra er een voorstel is."
)
KLEUREN = {
    SignaalStaat.OPEN: "groen",
    SignaalStaat.VOORGESTELD: "kers",
    SignaalStaat.TOEGEZEGD: "paars",
    SignaalStaat.GEPLAATST: "blauw",
}
# What every file with demand tells of one need; the cells are those of ``cellen_van``.
KOP_VRAAG = (
    "Team",
    "Gemeente",
    "Training of thema",
    "Vraag",
    "Voor wie",
    "Aantal",
    "Leeftijd vanaf",
    "Leeftijd tot en met",
    "Dagdelen",
)
KOP = (
    "Nummer",
    *KOP_VRAAG,
    "Afstand (km)",
    "Niet eerder dan",
    "Mag verdeeld",
    "Staat",
    "Gevraagd op",
    "Waarom nog geen plek",
)


def kleur_van(signaal: Signaal) -> str:
    return KLEUREN.get(SignaalStaat(signaal.staat), "grijs")


def kruimels() -> list[dict[str, str]]:
    """Where every page about demand hangs under."""
    return [{"label": "Vragen", "url": reverse("vraag:signalen")}]


def haal_signaal(request: HttpRequest, pk: int) -> Signaal:
    """The signaal of this page; 404 alike for one that does not exist and one that is out of sight."""
    signaal = get_object_or_404(
        Signaal.objects.select_related("regio", "team__gemeente", "interventie", "thema", "samen_met__team__gemeente"),
        pk=pk,
    )
    eis_te_zien(kan_signaal_zien(request.user, signaal), signaal)
    return signaal


def uitleg_van(signaal: Signaal, *, met_teams: bool = False) -> Uitleg | None:
    """Why it has no place yet, if the last run said so and it still waits; ``met_teams`` costs a query for names."""
    if signaal.staat not in SIGNAAL_LOPEND:
        return None
    try:
        reden = signaal.reden
    except Reden.DoesNotExist:
        return None
    return leg_uit(reden, namen_van_teams(genoemde_teams(reden)) if met_teams else None)


# --- the own list ---------------------------------------------------------------------------------------------


@require_safe
@vereist(kan_signalen_zien)
def signalen(request: HttpRequest) -> HttpResponse:
    """All demand of the own team(s), or of the own municipality."""
    alle = eigen_signalen(request.user)
    filter_ = EigenFilter(request.GET, queryset=alle.select_related("team__gemeente", "interventie", "thema", "reden"))

    def rijen() -> Iterator[tuple[Any, ...]]:
        return (_rij(s, request.user) for s in filter_.qs.iterator())

    if antwoord := bestand(request, "vragen", KOP, rijen):
        return antwoord
    deel = lijst(request, filter_, PER_PAGINA)
    context = deel.context(
        rijen=_met_stand(list(deel)),
        weergaven=_weergaven(request, aantallen_per_staat(alle)),
        kan_indienen=kan_indienen(request.user),
        ziet_regiovraag=ziet_regiovraag(request.user),
        toon_team=filter_.meer_teams,
    )
    return render(request, "vraag/signalen.html", context)


def _met_stand(signalen: list[Signaal]) -> list[tuple[Signaal, str, str, Uitleg | None]]:
    """With the words and colour of its badge and why it has no place; while that is being computed, only that."""
    rekent = in_berekening(signalen)
    return [
        (s, WE_REKENEN, REKENKLEUR, None) if s.pk in rekent else (s, s.get_staat_display(), kleur_van(s), uitleg_van(s))
        for s in signalen
    ]


def _weergaven(request: HttpRequest, aantallen: dict[str, int]) -> list[dict[str, Any]]:
    """All, and how many there are in each state that is under way."""
    nu = request.GET.get("staat", "")
    s = SignaalStaat
    alles = {"label": "Alles", "url": "?", "actief": not nu, "aantal": sum(aantallen.values())}
    woorden = (
        (s.OPEN, "Open"),
        (s.VOORGESTELD, "In een voorstel"),
        (s.TOEGEZEGD, "Toegezegd"),
        (s.GEPLAATST, "Geplaatst"),
    )
    return [alles] + [
        {"label": woord, "url": f"?staat={staat.value}", "actief": nu == staat.value, "aantal": aantallen.get(staat, 0)}
        for staat, woord in woorden
    ]


def cellen_van(signaal: Signaal, user: Bezoeker) -> tuple[Any, ...]:
    """The cells under KOP_VRAAG as this reader may see them.

    Wants the team with its municipality, the training and the theme selected.
    """
    return (
        signaal.team,
        signaal.team.gemeente,
        signaal.waarvoor,
        signaal.vraag,
        signaal.get_voor_display(),
        toon(signaal.aantal, eigen=is_van(user, signaal.team)),
        *((signaal.leeftijd_min, signaal.leeftijd_max) if heeft_leeftijd(signaal.voor) else ("", "")),
        opsomming(signaal.dagdelen),
    )


def _rij(signaal: Signaal, user: Bezoeker) -> tuple[Any, ...]:
    uitleg = uitleg_van(signaal)
    return (
        signaal.pk,
        *cellen_van(signaal, user),
        signaal.max_km,
        signaal.vroegste_start,
        signaal.splitsbaar,
        signaal.get_staat_display(),
        signaal.geplaatst_op,
        uitleg.kort if uitleg else "",
    )


# --- one signaal ----------------------------------------------------------------------------------------------


@require_safe
def signaal(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one need: state, what pooling knows, proposals, history, and what one can do."""
    ding = haal_signaal(request, pk)
    berekening = berekening_van(ding)
    voortgang = _voortgang(ding, berekening)
    if (antwoord := antwoord_op_peiling(request, voortgang)) is not None:
        return antwoord
    user, rekent = request.user, not voortgang.klaar
    eigen, van_ons = kan_signaal_wijzigen(user, ding), is_van(user, ding.team)
    regels = [(r, kan_voorstel_zien(user, r.voorstel)) for r in voorstellen_van(ding)]
    lopend = lopend_bij(user, "signaal", [pk] if van_ons else [], terug=request.path)
    mag_waarom = van_ons or isinstance(toon(ding.aantal), int)
    aansluiters = zichtbare_signalen(user).filter(samen_met=ding).order_by("pk")[:10]
    return render(
        request,
        "vraag/signaal.html",
        {
            "signaal": ding,
            "badge": (WE_REKENEN, REKENKLEUR) if rekent else (ding.get_staat_display(), kleur_van(ding)),
            "rekent": rekent,
            "voortgang": voortgang,
            "mislukt": MISLUKT if berekening is not None and berekening.run is None else "",
            "eigen": eigen,
            "kan_maken": kan_indienen(user),
            "van_ons": van_ons,
            "open": ding.staat == SignaalStaat.OPEN,
            "bedenktijd": lopend,
            "in_te_trekken": eigen
            and not any(op.rij.wacht for op in lopend)
            and ding.staat in (SignaalStaat.OPEN, *SIGNAAL_IN_VOORSTEL),
            "uitleg": uitleg_van(ding, met_teams=True) if not rekent and mag_waarom else None,
            "antwoordrijen": rijen_van(user, list(wachtende(user).filter(voorstel__regels__signaal=ding))),
            "waarom_niet": services.waarom_niet_wijzigbaar(ding) if eigen else "",
            "regels": regels,
            "wat_als": _wat_als(user, ding) if van_ons else "",
            "mist_trainer": eigen and mist_trainer(ding),
            "trainervraag": laatste_voor(ding) if van_ons else None,
            "samen_met": ding.samen_met if ding.samen_met and kan_signaal_zien(user, ding.samen_met) else None,
            "aansluiters": aansluiters,
            "kan_aansluiten": not eigen and ding.staat == SignaalStaat.OPEN and kan_aansluiten(user, ding),
            "regels_tijdlijn": tijdlijn_van(ding, user),
            "kruimels": kruimels(),
        },
    )


def _wat_als(user: Bezoeker, signaal: Signaal) -> str:
    """What an address needs to try out more trainers for this need; empty for who may not, or when they do not lack."""
    if not mist_trainer(signaal) or not kan_scenario_maken(user) or signaal.interventie_id is None:
        return ""
    return trainers_erbij(signaal.interventie_id, [signaal.team.gemeente_id])


def _voortgang(signaal: Signaal, berekening: Berekening | None) -> Voortgang:
    """How far the computation is that the answer to this need comes from; done when there is none to wait for."""
    adres, naam = reverse("vraag:signaal", args=[signaal.pk]), "Voortgang van de berekening"
    if berekening is None or berekening.run is None:
        return Voortgang(adres, "", naam, 100, klaar=True)
    return voortgang_van(
        berekening.run,
        url=adres,
        naam=naam,
        begint="Eerst loopt nog een berekening van hiervoor; die van deze vraag volgt meteen daarna."
        if berekening.na_andere
        else "De berekening begint zo.",
    )


@require_POST
def signaal_verlengen(request: HttpRequest, pk: int) -> HttpResponse:
    """ "Nog steeds nodig": one press keeps the need open."""
    ding = haal_signaal(request, pk)
    try:
        vers = services.verlengen(ding, door=request.user)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(
            request, f"Fijn dat je het laat weten. De vraag blijft open tot en met {dag_met_jaar(vers.verloopt_op)}."
        )
    return redirect("vraag:signaal", pk)
