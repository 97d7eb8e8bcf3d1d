"""Joining another team: one number is asked, the rest is filled in and folded away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from gemeenten.grond.models import Team
from marktplein.basis.dagdelen import opsomming
from marktplein.basis.invoer import nummer
from marktplein.basis.mensen import heeft_leeftijd, meervoud, mensen_van_anderen
from marktplein.basis.toegang import eis
from marktplein.basis.woorden import dag_met_jaar, leeftijden
from vraag.models import Signaal
from vraag.paginas.invoer import INVOER, behandel, gepost
from vraag.paginas.signalen import haal_signaal
from vraag.permissions import kan_aansluiten
from vraag.signalen import services
from vraag.signalen.forms import SignaalFormulier
from vraag.signalen.selectors import vorige_vraag
from vraag.workflow import SignaalStaat

# What says how the own people come, and so is told by the own last need rather than by that of others.
KM_STANDAARD = 10
VAN_ONS = ("max_km", "splitsbaar", "min_samen")
# What the address of the form repeats of the own last need, when that is asked for.
HELE_VORIGE = ("leeftijd_min", "leeftijd_max", "dagdelen", *VAN_ONS)
# With one of these wrong it is another need: then the whole form is asked.
HETZELFDE = ("interventie", "thema", "vraag", "voor")


@require_http_methods(INVOER)
def aansluiten(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the same as another team, with the own number of children (``?aantal=`` fills it in, ``?vorige=1`` takes all
    that the own team asked the time before instead of what the others ask).
    """
    ander = haal_signaal(request, pk)
    eis(kan_aansluiten(request.user, ander), "Je kunt alleen aansluiten bij een vraag van een ander team in je regio.")
    if ander.staat != SignaalStaat.OPEN and request.method != "POST":
        messages.warning(request, "Deze vraag staat niet meer open. Je kunt wel zelf een nieuwe vraag plaatsen.")
        return redirect("vraag:signaal", pk)
    begin = dict(services.kopieren(ander))
    # How many, and what was remarked about them, is for the own team to say.
    for eigen in ("aantal", "opmerking", *VAN_ONS):
        begin.pop(eigen)
    if 0 < (aantal := nummer(request.GET.get("aantal")) or 0) <= 100:
        begin["aantal"] = aantal
    form = SignaalFormulier(gepost(request), user=request.user, begin=begin)
    eerder = _eerder(form.teams, ander)
    alles = "vorige" in request.GET
    if eerder is not None and not form.is_bound:
        oud = services.kopieren(eerder)
        form.initial |= {naam: oud[naam] for naam in (HELE_VORIGE if alles else VAN_ONS)}  # type: ignore[literal-required]

    def bewaar(form: SignaalFormulier) -> Signaal:
        c = form.cleaned_data
        return services.aansluiten(
            ander,
            team=c["team"],
            door=request.user,
            sleutel=c["sleutel"],
            weiger_dubbel=not c["toch"],
            **form.velden(),
        )

    return behandel(
        request,
        form,
        bewaar,
        sjabloon="vraag/aansluiten.html",
        titel=f"Sluit aan bij {ander.team}",
        inleiding=f"{ander.team} vraagt dit voor {mensen_van_anderen(ander.aantal, ander.voor)}. "
        f"Vul in voor hoeveel {meervoud(ander.voor)} jij hetzelfde zoekt; dan zoeken we één groep voor allebei.",
        verzend="Sluit aan",
        gelukt=f"Je vraag staat bij die van {ander.team}. Zij krijgen bericht; we rekenen of er een groep kan komen.",
        bron=ander,
        eerder_gevraagd=eerder,
        alles_van_eerder=alles,
        ingevuld=_ingevuld(form.initial, ander, eerder, alles=alles),
        heel=form.is_bound and any(naam in form.errors for naam in HETZELFDE),
        open=form.is_bound and bool(set(form.errors) - {"aantal", "team", "__all__"}),
    )


def _eerder(teams: list[Team], ander: Signaal) -> Signaal | None:
    """The last need of the own team for the same; of nobody when there are several teams to choose from."""
    return vorige_vraag(teams[0], ander) if len(teams) == 1 else None


def _ingevuld(begin: dict[str, Any], ander: Signaal, eerder: Signaal | None, *, alles: bool) -> list[tuple[str, str]]:
    """(what was filled in, after what) in the words of the page."""
    van_hen = [opsomming(begin["dagdelen"])]
    if heeft_leeftijd(ander.voor):
        van_hen.append(leeftijden(begin["leeftijd_min"], begin["leeftijd_max"]))
    van_ons = [f"hoogstens {begin.get('max_km', KM_STANDAARD)} km"]
    van_ons.append("mag verdeeld worden" if begin.get("splitsbaar") else "allemaal bij elkaar")
    zoals_zij, vorige = f"zoals bij de vraag van {ander.team}", "zoals jullie vorige keer"
    start = f"niet eerder dan {dag_met_jaar(begin['vroegste_start'])}"
    if alles and eerder:
        return [(", ".join([*van_hen, *van_ons]), vorige), (start, zoals_zij)]
    return [(", ".join([*van_hen, start]), zoals_zij), (", ".join(van_ons), vorige if eerder else "zoals meestal")]
