"""Requests to be called back: the list, a new one, and one with its moves."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aanbod.models import Thema
from gemeenten.kcc import permissions as mag
from gemeenten.kcc.filters import LIJSTEN, TerugbelFilter
from gemeenten.kcc.forms import AfloopFormulier, TerugbelFormulier
from gemeenten.kcc.models import Terugbelverzoek
from gemeenten.kcc.selectors import Bestemming, bestemmingen, te_bellen, te_laat, terugbelverzoeken_voor
from gemeenten.kcc.services import terugbellen as services
from gemeenten.kcc.workflow import TERUGBEL_LOPEND, Afloop
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import User
from marktplein.audit.services import leg_vast
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer, slug
from marktplein.basis.lijst import kruimels, lijst, zoekdeel_van
from marktplein.basis.toegang import eis, haal, vereist

PER_PAGINA = 25
WIE_WEL = "Terugbelverzoeken zijn voor wie terugbelt, het KCC en het aanspreekpunt."


@require_safe
@vereist(mag.kan_terugbelverzoeken_zien, WIE_WEL)
def terugbelverzoeken(request: HttpRequest) -> HttpResponse:
    """What is to be called, the oldest first. Without names and numbers: these stand on the page of one request."""
    rijen = terugbelverzoeken_voor(request.user)
    filter_ = TerugbelFilter(request.GET, queryset=rijen.order_by("uiterlijk", "pk"), request=request)
    context = lijst(request, filter_, PER_PAGINA).context(
        tabs=_tabs(request.GET, ingelogd(request)),
        weergaven_naam="Lijsten van terugbelverzoeken",
        filternaam="Terugbelverzoeken filteren",
        mag_opschrijven=mag.kan_te_woord_staan(request.user),
    )
    return render(request, "gemeenten/kcc/terugbelverzoeken.html", context)


def _tabs(vraag: QueryDict, user: User) -> list[dict[str, Any]]:
    alle = terugbelverzoeken_voor(user)
    aantallen = {
        "": alle.filter(staat__in=TERUGBEL_LOPEND).count(),
        "van_mij": te_bellen(user).count(),
        "te_laat": te_laat(alle).count(),
    }
    pad, rest = reverse("kcc:terugbelverzoeken"), zoekdeel_van(vraag, "lijst", "staat")
    return [
        {
            "label": woord,
            "url": f"{pad}?{rest}{f'lijst={naam}' if naam else ''}".rstrip("?&"),
            "actief": vraag.get("lijst", "") == naam,
            "aantal": aantallen.get(naam),
        }
        for naam, woord in LIJSTEN.items()
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@vereist(mag.kan_te_woord_staan, mag.ALLEEN_BALIE)
def terugbellen_vragen(request: HttpRequest) -> HttpResponse:
    """Write one down; ``?gemeente=`` and ``?thema=`` fill in what the conversation told already."""
    kan = bestemmingen()
    form = TerugbelFormulier(gepost(request), bestemmingen=kan, initial=_begin_met(request, kan))
    if request.method == "POST" and form.is_valid():
        try:
            verzoek = services.vraag_terug_te_bellen(door=ingelogd(request), **form.cleaned_data)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, f"Opgeschreven. {verzoek.wie_belt} krijgt bericht.")
            return redirect("kcc:terugbelverzoek", verzoek.pk)
    context = {"form": form, "dagen": services.BEWAAR.days, "kruimels": _kruimels()}
    return render(request, "gemeenten/kcc/terugbellen.html", context, status=status_van(form))


def _begin_met(request: HttpRequest, kan: dict[str, Bestemming]) -> dict[str, Any]:
    """The pedagoog of the gemeente that was named, and the theme."""
    waar, wat = slug(request.GET.get("gemeente")), nummer(request.GET.get("thema"))
    eerste = next((b.sleutel for b in kan.values() if waar and b.gemeente.slug == waar), "")
    return {"bestemming": eerste, "thema": Thema.objects.filter(pk=wat).first() if wat else None}


@never_cache
@require_safe
@vereist(mag.kan_terugbelverzoeken_zien, WIE_WEL)
def terugbelverzoek(request: HttpRequest, pk: int) -> HttpResponse:
    """One request. A look at the name and the number is recorded."""
    return _toon(request, _verzoek(request, pk), AfloopFormulier())


def _verzoek(request: HttpRequest, pk: int) -> Terugbelverzoek:
    return haal(terugbelverzoeken_voor(request.user), pk=pk)


def _toon(request: HttpRequest, verzoek: Terugbelverzoek, form: AfloopFormulier) -> HttpResponse:
    user = ingelogd(request)
    ziet_beller = verzoek.gewist_op is None and mag.kan_beller_zien(user, verzoek)
    if ziet_beller:
        leg_vast("terugbelverzoek.ingezien", verzoek, door=user)
    context = {
        "verzoek": verzoek,
        "ziet_beller": ziet_beller,
        "wie_namen_ziet": mag.WIE_NAMEN_ZIET,
        "belt": mag.kan_terugbellen(user, verzoek) and verzoek.is_lopend,
        "van_mij": verzoek.opgepakt_door_id == user.pk,
        "kan_intrekken": verzoek.is_lopend and mag.kan_terugbellen_intrekken(user, verzoek),
        "kan_wissen": verzoek.gewist_op is None and mag.kan_terugbellen_wissen(user, verzoek),
        "form": form,
        "kruimels": _kruimels(),
    }
    return render(request, "gemeenten/kcc/terugbelverzoek.html", context, status=status_van(form))


Doe = Callable[..., Any]
ACTIES: dict[str, tuple[Doe, str]] = {
    "oppakken": (services.pak_op, "Jij belt terug. Het nummer staat hieronder."),
    "teruggeven": (services.geef_terug, "Het verzoek is weer van niemand."),
    "intrekken": (services.trek_terugbellen_in, "Ingetrokken. De naam en het nummer zijn gewist."),
    "wissen": (services.wis_beller, "De gegevens van de beller zijn gewist."),
}


@require_POST
@vereist(mag.kan_terugbelverzoeken_zien, WIE_WEL)
def terugbel_actie(request: HttpRequest, pk: int, actie: str) -> HttpResponse:
    """Make one move; a refusal says why above the page. A move that is not there is refused like one of others."""
    verzoek, door = _verzoek(request, pk), ingelogd(request)
    if actie == "afronden":
        return _afronden(request, verzoek, door)
    eis(actie in ACTIES, mag.ALLEEN_WIE_BELT)
    doe, gedaan = ACTIES[actie]
    try:
        doe(verzoek, door=door)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, gedaan)
    return redirect("kcc:terugbelverzoek", pk)


def _afronden(request: HttpRequest, verzoek: Terugbelverzoek, door: User) -> HttpResponse:
    eis(mag.kan_terugbellen(door, verzoek), mag.ALLEEN_WIE_BELT)
    form = AfloopFormulier(request.POST)
    if not form.is_valid():
        return _toon(request, verzoek, form)
    try:
        services.rond_af(verzoek, afloop=Afloop(form.cleaned_data["afloop"]), door=door)
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, "Afgerond.")
    return redirect("kcc:terugbelverzoek", verzoek.pk)


def _kruimels() -> list[dict[str, str]]:
    return kruimels(("Terugbelverzoeken", reverse("kcc:terugbelverzoeken")))
