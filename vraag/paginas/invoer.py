"""Saying what is needed: a new signaal, a changed one, a copy; and looking along with others."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from aanbod.models import Interventie, Thema
from marktplein.basis import dagdelen
from marktplein.basis.formulier import meld, status_van
from marktplein.basis.fouten import AlVerwerkt, DomeinFout, Verouderd
from marktplein.basis.invoer import nummer, slug
from marktplein.basis.mensen import meervoud
from marktplein.basis.toegang import eis, vereist
from vraag.models import Signaal
from vraag.paginas.signalen import haal_signaal, kruimels
from vraag.permissions import (
    kan_indienen,
    kan_signaal_wijzigen,
)
from vraag.reeksen.oproepen import begin_bij, inleiding_bij
from vraag.reeksen.selectors import Oproep, oproep_voor
from vraag.signalen import services
from vraag.signalen.forms import SignaalFormulier, opgeslagen
from vraag.signalen.selectors import (
    Meekijk,
    Zoekvraag,
    interventies_voor_vraag,
    is_er_training_voor,
    vorige_vraag,
    wat_anderen_vragen,
)
from vraag.uitleg.wachttijd import verwachte_wachttijd
from vraag.uitleg.wachttijd_zinnen import voluit
from vraag.workflow import SIGNAAL_WIJZIGBAAR

# What the address may fill in of the form, and what it is called there.
GETAL_IN_ADRES = {"aantal": "aantal", "leeftijd_min": "vanaf", "leeftijd_max": "tot", "max_km": "km"}
INVOER = ["GET", "HEAD", "POST"]
Bewaar = Callable[[SignaalFormulier], Signaal]


@require_http_methods(INVOER)
@vereist(kan_indienen, "Alleen medewerkers van een team plaatsen een vraag.")
def signaal_nieuw(request: HttpRequest) -> HttpResponse:
    """Post a need. ``?interventie=`` and ``?thema=`` (slugs) fill in what somebody was looking at, ``?aantal=``,
    ``?vanaf=``, ``?tot=``, ``?km=`` and ``?dagdeel=`` (numbers) the rest; ``?reeks=`` and ``?team=`` (numbers) what
    that team asked for a standing series the time before.
    """
    oproep = _oproep_uit_adres(request)
    begin = begin_bij(oproep) if oproep else _begin_uit_adres(request)
    return _plaats(request, begin, titel="Plaats een vraag", inleiding=inleiding_bij(oproep) if oproep else "")


@require_http_methods(INVOER)
def signaal_kopieren(request: HttpRequest, pk: int) -> HttpResponse:
    """A new need that starts as a copy of this one."""
    bron = haal_signaal(request, pk)
    eis(kan_signaal_wijzigen(request.user, bron), services.ALLEEN_EIGEN_TEAM)
    begin = {**services.kopieren(bron), "team": bron.team}
    inleiding = "Dit wordt een nieuwe vraag. De oude vraag blijft zoals die is."
    return _plaats(request, begin, titel="Kopie van een vraag", inleiding=inleiding, bron=bron)


@require_http_methods(INVOER)
def signaal_wijzigen(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an open need; when somebody else was first, show what they made of it and keep what was typed.

    The address may hold a change that would help (``redenen``): it is filled in, and said, and saved by nobody else.
    """
    ding = haal_signaal(request, pk)
    eis(kan_signaal_wijzigen(request.user, ding), services.ALLEEN_EIGEN_TEAM)
    if ding.staat not in SIGNAAL_WIJZIGBAAR and request.method != "POST":
        messages.warning(request, services.waarom_niet_wijzigbaar(ding))
        return redirect("vraag:signaal", pk)
    begin, wat = _wijziging_uit_adres(request, ding)
    form = SignaalFormulier(gepost(request), user=request.user, bestaand=ding, begin=begin)

    def bewaar(form: SignaalFormulier) -> Signaal:
        c = form.cleaned_data
        # A form without a version has seen none: then every version is newer.
        versie = c["versie"] or 0
        return services.wijzigen(ding, versie=versie, door=request.user, sleutel=c["sleutel"], **form.velden())

    return behandel(
        request,
        form,
        bewaar,
        titel="Wijzig je vraag",
        inleiding=f"Alvast ingevuld: {wat}. Kan dat? Bewaar dan de wijziging." if wat else "",
        verzend="Bewaar de wijziging",
        gelukt="Je wijziging is bewaard. We rekenen opnieuw of er een groep kan komen.",
        bron=ding,
    )


@require_safe
@vereist(kan_indienen)
def meekijken(request: HttpRequest) -> HttpResponse:
    """The piece of the form that tells what others ask; htmx fetches it anew when something is filled in.

    With ``?deel=wie`` the piece that asks who and how many, which follows the training that was chosen.
    """
    form = SignaalFormulier(request.GET, user=request.user)
    if request.GET.get("deel") == "wie":
        form.toon_zonder_fouten()
        return render(request, "vraag/includes/_signaal_wie.html", {"form": form})
    return render(request, "vraag/includes/_signaal_anderen.html", _anderen(request, form))


# --- one way of handling all of them --------------------------------------------------------------------------


def _plaats(request: HttpRequest, begin: dict[str, Any], **meer: Any) -> HttpResponse:
    """Save what the form says as a new need; it starts with ``begin``."""
    form = SignaalFormulier(gepost(request), user=request.user, begin=begin)

    def bewaar(form: SignaalFormulier) -> Signaal:
        c = form.cleaned_data
        return services.indienen(
            team=c["team"], door=request.user, sleutel=c["sleutel"], weiger_dubbel=not c["toch"], **form.velden()
        )

    gelukt = "Je vraag is geplaatst. We rekenen nu of er een groep kan komen."
    return behandel(request, form, bewaar, verzend="Plaats de vraag", gelukt=gelukt, **meer)


def behandel(
    request: HttpRequest,
    form: SignaalFormulier,
    bewaar: Bewaar,
    *,
    gelukt: str,
    sjabloon: str = "vraag/signaal_formulier.html",
    bron: Signaal | None = None,
    **meer: Any,
) -> HttpResponse:
    """Show the form, or save what was posted with ``bewaar`` and go to the need; ``meer`` is for the page."""
    status = 200
    eerder: Signaal | None = None
    if "toon" in request.POST:
        # Without JavaScript: the questions that go with the training, before anything is judged.
        form.toon_zonder_fouten()
    elif form.is_bound:
        status = 422
        if form.is_valid():
            try:
                signaal = bewaar(form)
            except (Verouderd, AlVerwerkt) as fout:
                status = 409
                if form.bestaand is None:
                    meld(form, fout)
                else:
                    nieuwste = haal_signaal(request, form.bestaand.pk)
                    form.toon_botsing(fout, opgeslagen(nieuwste), versie=nieuwste.versie, sleutel=uuid.uuid4())
            except services.StaatErAl as fout:
                status, eerder = 409, fout.eerder
                form.add_error(None, fout.melding)
                form.vraag_nog_eens()
            except DomeinFout as fout:
                meld(form, fout)
                status = status_van(form)
            else:
                messages.success(request, gelukt)
                return redirect("vraag:signaal", signaal.pk)
    terug = reverse("vraag:signaal", args=[bron.pk]) if bron else reverse("vraag:signalen")
    context = {
        "form": form,
        "bron": bron,
        "eerder": eerder,
        "annuleer": terug,
        "inleiding": "",
        "kruimels": [*kruimels(), *([{"label": str(bron), "url": terug}] if bron else [])],
        **_anderen(request, form),
        **meer,
    }
    return render(request, sjabloon, context, status=status)


def _anderen(request: HttpRequest, form: SignaalFormulier) -> dict[str, Any]:
    """What others ask that is like what is in the form now, right or wrong."""
    team = (
        form.teams[0]
        if len(form.teams) == 1
        else next((t for t in form.teams if str(t.pk) == str(form["team"].value() or "")), None)
    )
    interventie = _object(form["interventie"].value(), form.interventies)
    thema = _object(form["thema"].value(), Thema.objects.all())
    meekijk: Meekijk | None = None
    if team is not None and (interventie or thema):
        km = nummer(form["max_km"].value()) or 10
        zoekvraag = Zoekvraag(
            team=team,
            interventie=interventie,
            thema=thema,
            max_km=min(max(km, 1), 100),
            voor=form.voor,
            leeftijd_min=nummer(form["leeftijd_min"].value()),
            leeftijd_max=nummer(form["leeftijd_max"].value()),
            dagdelen=[d for d in map(nummer, form["dagdelen"].value() or []) if d is not None],
        )
        meekijk = wat_anderen_vragen(request.user, zoekvraag)
    eigen = nummer(form["aantal"].value()) or 0
    nieuw = form.bestaand is None and not request.GET.get("bestaat")
    zo = Signaal(interventie=interventie, thema=thema, voor=form.voor)
    return {
        "vorige": vorige_vraag(team, zo) if nieuw and meekijk is not None and team else None,
        "gekozen": interventie,
        "voor": form.voor,
        "meekijk": meekijk,
        "past_niets": bool(thema and not interventie and not is_er_training_voor(thema, form.voor)),
        "wachttijd": voluit(*verwachte_wachttijd(team, interventie, form.voor)) if team and interventie else "",
        "samen": meekijk.passend + eigen if meekijk and 0 < eigen <= 100 else 0,
    }


def _oproep_uit_adres(request: HttpRequest) -> Oproep | None:
    reeks, team = nummer(request.GET.get("reeks")), nummer(request.GET.get("team"))
    return oproep_voor(request.user, reeks, team) if reeks and team else None


def _begin_uit_adres(request: HttpRequest) -> dict[str, Any]:
    begin: dict[str, Any] = {}
    if gekozen := slug(request.GET.get("interventie")):
        begin["interventie"] = interventies_voor_vraag().filter(slug=gekozen).first()
    if gekozen := slug(request.GET.get("thema")):
        begin["thema"] = Thema.objects.filter(slug=gekozen).first()
    for veld, naam in GETAL_IN_ADRES.items():
        begin[veld] = nummer(request.GET.get(naam))
    begin["dagdelen"] = [
        d for d in map(nummer, request.GET.getlist("dagdeel")) if d is not None and d < dagdelen.AANTAL
    ]
    return {naam: waarde for naam, waarde in begin.items() if waarde}


def _wijziging_uit_adres(request: HttpRequest, ding: Signaal) -> tuple[dict[str, Any], str]:
    """``?km=15``, ``?dagdeel=7&dagdeel=13`` (besides those it has) or ``?verdelen=2``; and what that is in words."""
    if (km := nummer(request.GET.get("km"))) and ding.max_km < km <= 100:
        return {"max_km": km}, f"tot {km} km reizen"
    erbij = {d for d in map(nummer, request.GET.getlist("dagdeel")) if d is not None and d < dagdelen.AANTAL}
    if nieuw := sorted(erbij - set(ding.dagdelen)):
        return {"dagdelen": sorted({*ding.dagdelen, *nieuw})}, f"ook {dagdelen.opsomming(nieuw)}"
    if (samen := nummer(request.GET.get("verdelen"))) and ding.aantal > 1:
        samen = min(samen, ding.aantal // 2)
        wie, hoe = meervoud(ding.voor), "ook één alleen" if samen == 1 else f"steeds minstens {samen} bij elkaar"
        return {"splitsbaar": True, "min_samen": samen}, f"de {wie} mogen over meer groepen verdeeld worden, {hoe}"
    return {}, ""


def gepost(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _object(waarde: Any, keuzes: Any) -> Any:
    """The chosen row behind a form value, which is a row already or the text of its number."""
    if isinstance(waarde, Interventie | Thema):
        return waarde
    pk = nummer(waarde)
    return keuzes.filter(pk=pk).first() if pk else None
