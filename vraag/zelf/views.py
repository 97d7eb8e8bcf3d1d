"""Making a group in two steps; what was typed goes along in the page, so that it works without JavaScript too.

And what its maker can do while it waits: take a question back, ask another trainer.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any
from urllib.parse import parse_qsl

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aanbod.groepen.pagina import zichtbare_groep
from aanbod.models import Groep, Trainer
from aanbod.permissions import kan_groep_plannen, kan_rooster_wijzigen
from facilitair.rooster.keuzes import Trainerkeus, ruimtekeuzes, trainerkeuzes
from facilitair.rooster.knelpunten import Knelpunt, Tijd, Wens
from facilitair.rooster.toets import GaatNiet
from facilitair.rooster.uitwegen import Uitweg, andere_momenten, uitwegen
from facilitair.rooster.wijziging import EIGEN
from facilitair.ruimtes.fouten import RuimteBezet
from facilitair.ruimtes.vrij import Zaalvoorstel
from gemeenten.grond.models import Team
from gemeenten.grond.selectors import teams_voor_invoer
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import User
from marktplein.basis import invoer, klok
from marktplein.basis.formulier import SLEUTEL, gepost, meld, status_van
from marktplein.basis.fouten import AlVerwerkt, DomeinFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import eis_te_zien, haal, vereist
from marktplein.basis.woorden import opsomming, tel
from marktplein.werk.uitstel import vraag_of_doe
from vraag.models import Groepsvoorstel, Toezegging
from vraag.permissions import kan_indienen
from vraag.signalen.selectors import zichtbare_signalen
from vraag.voorstellen.met_de_hand import trainersvragen
from vraag.workflow import VOORSTEL_LOPEND
from vraag.zelf.forms import AndereTrainerFormulier, KeuzeFormulier, OpzetFormulier
from vraag.zelf.handelingen import TERUG
from vraag.zelf.opzet import Datareeks, Opzet, reeks, wens
from vraag.zelf.selectors import Vraagkeus, plaatsen, te_plannen, vraagkeuzes
from vraag.zelf.services import Gekozen, maak_zelf
from vraag.zelf.terugnemen import andere_trainers, vraag_andere_trainer

HOOGSTENS_GELEZEN = 60
TEAMS, TRAINERS = ("team", "teams"), ("trainer", "trainers")
WIE_WEL = "Groepen maken teams, trainers, aanbieders en het facilitair team."


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_plannen, WIE_WEL)
def groep_maken(request: HttpRequest) -> HttpResponse:
    """What and when; then where, by whom and whose children; then it is made."""
    data = _ingevuld(request)
    form = OpzetFormulier(
        data, aanbod=te_plannen(request.user), plaatsen=plaatsen(request.user), initial=_begin_met(request)
    )
    if data is None or "terug" in data or not form.is_valid():
        return _stap_1(request, form)
    opzet = form.opzet()
    try:
        gevonden = reeks(opzet)
    except DomeinFout as fout:
        meld(form, fout)
        return _stap_1(request, form)
    return _stap_2(request, form, opzet, gevonden)


def _ingevuld(request: HttpRequest) -> QueryDict | None:
    """What was sent; a button that proposes something else fills that in over what was typed."""
    data = gepost(request)
    if data is None or not data.get("kies"):
        return data
    anders = data.copy()
    for naam, waarde in parse_qsl(data["kies"]):
        anders[naam] = waarde
    return anders


def _begin_met(request: HttpRequest) -> dict[str, Any]:
    """From the needs in the address, or from an offer; the place is that of the own team."""
    eerst: dict[str, Any] = {"om_de": 1, "vragen": _gevraagd(request)}
    team = teams_voor_invoer(request.user).select_related("gemeente").first() if kan_indienen(request.user) else None
    if team is not None:
        eerst["gemeente"] = team.gemeente_id
    if aanbod := te_plannen(request.user).filter(slug=invoer.slug(request.GET.get("aanbod")) or "").first():
        eerst["interventie"] = aanbod.pk
    signalen = zichtbare_signalen(request.user).filter(pk__in=eerst["vragen"]).order_by("pk")
    if signaal := signalen.first():
        eerst |= {"interventie": signaal.interventie_id, "voor": signaal.voor, "gemeente": signaal.team.gemeente_id}
    return eerst


def _gevraagd(request: HttpRequest) -> list[int]:
    """The needs that come along from the list, before and after the first step."""
    return _nummers(request.POST.getlist("vragen") or request.GET.getlist("vraag"))


def _nummers(teksten: Iterable[str]) -> list[int]:
    gelezen = (invoer.nummer(tekst) for tekst in islice(teksten, HOOGSTENS_GELEZEN))
    return [pk for pk in gelezen if pk is not None]


def _stap_1(request: HttpRequest, form: OpzetFormulier) -> HttpResponse:
    context = {"form": form, "stap": 1, "vragen": _gevraagd(request), "kruimels": _kruimels()}
    return render(request, "vraag/groep_maken.html", context, status=status_van(form))


def _stap_2(request: HttpRequest, form: OpzetFormulier, opzet: Opzet, r: Datareeks) -> HttpResponse:
    user = ingelogd(request)
    teams = teams_voor_invoer(user).order_by("naam") if kan_indienen(user) else Team.objects.none()
    zalen = ruimtekeuzes(r.tijden, gemeente=opzet.gemeente, minstens=opzet.mensen)
    trainers = trainerkeuzes(opzet.interventie, opzet.gemeente, r.tijden)
    vragen = vraagkeuzes(user, opzet)
    doen = "doe" in request.POST
    keuze = KeuzeFormulier(
        request.POST if doen else None,
        opzet=opzet,
        zalen=zalen,
        trainers=trainers,
        vragen=vragen,
        teams=teams,
        initial=_eerste_keus(request, opzet, zalen, trainers, vragen),
    )
    wegen: list[Uitweg] = []
    geen_zaal = not any(v.vrij for v in zalen)
    if doen and form.is_valid() and keuze.is_valid():
        gedaan = _maak(form, keuze, opzet, user, teams.first())
        if isinstance(gedaan, Groep):
            return _gemaakt(request, gedaan)
        wegen = gedaan
    elif geen_zaal:
        wegen = andere_momenten(r.tijden[0][0], r.tijden[0][1] - r.tijden[0][0], _met_een_zaal(opzet))
    context = {
        "form": form,
        "keuze": keuze,
        "opzet": opzet,
        "reeks": r,
        "stap": 2,
        "geen_zaal": geen_zaal,
        "uitwegen": wegen,
        "kruimels": _kruimels(),
    }
    status = max(status_van(form), status_van(keuze)) if doen else 200
    return render(request, "vraag/groep_maken.html", context, status=status)


def _eerste_keus(
    request: HttpRequest,
    opzet: Opzet,
    zalen: list[Zaalvoorstel],
    trainers: list[Trainerkeus],
    vragen: list[Vraagkeus],
) -> dict[str, Any]:
    """What was chosen before, or else the first room and trainers that are free, and the own needs."""
    vrij = [str(v.ruimte.pk) for v in zalen if v.vrij]
    kan = [k.trainer.pk for k in trainers if not k.kan_niet and not k.liever_niet]
    zelf = [k.trainer.pk for k in trainers if k.trainer.user_id == request.user.pk and not k.kan_niet]
    plek = request.POST.get("plek", "")
    eerder = _nummers(request.POST.getlist("trainers"))
    return {
        "plek": plek if plek in (*vrij, EIGEN) else next(iter(vrij), EIGEN),
        "naam": request.POST.get("naam", ""),
        "adres": request.POST.get("adres", ""),
        "trainers": eerder or [*zelf, *(pk for pk in kan if pk not in zelf)][: opzet.interventie.trainers_nodig],
        "vragen": _gevraagd(request) or [k.signaal.pk for k in vragen if k.eigen],
        "preventievorm": request.POST.get("preventievorm") or opzet.interventie.preventievorm,
        "team": request.POST.get("team") or None,
        **{naam: request.POST[naam] for naam in (f"aantal_{k.signaal.pk}" for k in vragen) if naam in request.POST},
    }


def _maak(
    form: OpzetFormulier, keuze: KeuzeFormulier, opzet: Opzet, user: User, team: Team | None
) -> Groep | list[Uitweg]:
    """The group, or what can be done instead; what stands in the way is told at its field."""
    keuzes = keuze.keuzes(team)
    try:
        return maak_zelf(opzet=opzet, keuzes=keuzes, door=user, sleutel=form.cleaned_data[SLEUTEL])
    except AlVerwerkt as fout:
        meld(form, fout)
    except GaatNiet as fout:
        for knelpunt in fout.uitslag.knelpunten:
            keuze.add_error(knelpunt.veld if knelpunt.veld in keuze.fields else None, knelpunt.tekst)
        return _uitwegen(opzet, keuzes, fout.uitslag.knelpunten)
    except DomeinFout as fout:
        meld(keuze, fout, veld="plek" if isinstance(fout, RuimteBezet) else None)
    return []


def _uitwegen(opzet: Opzet, keuzes: Gekozen, gevonden: Iterable[Knelpunt]) -> list[Uitweg]:
    ruimte, trainers = keuzes.ruimte and keuzes.ruimte.pk, frozenset(keuzes.trainers)

    def anders(datum: dt.date, begin: dt.time) -> Wens | None:
        tijden = _precies(opzet.met(datum, begin))
        return wens(opzet, tijden, ruimte=ruimte, trainers=trainers) if tijden else None

    wil = wens(opzet, reeks(opzet).tijden, ruimte=ruimte, trainers=trainers)
    return uitwegen(wil, gevonden, anders)


def _met_een_zaal(opzet: Opzet) -> Callable[[dt.date, dt.time], Wens | None]:
    """At other moments: with the nearest room that is free then."""

    def anders(datum: dt.date, begin: dt.time) -> Wens | None:
        tijden = _precies(opzet.met(datum, begin))
        zalen = ruimtekeuzes(tijden, gemeente=opzet.gemeente, minstens=opzet.mensen) if tijden else []
        vrij = next((v for v in zalen if v.vrij), None)
        return wens(opzet, tijden, ruimte=vrij.ruimte.pk, trainers=frozenset()) if vrij else None

    return anders


def _precies(opzet: Opzet) -> tuple[Tijd, ...]:
    """Its dates, when it really begins on that day."""
    tijden = reeks(opzet).tijden
    return tijden if klok.lokaal(tijden[0][0]).date() == opzet.datum else ()


def _gemaakt(request: HttpRequest, groep: Groep) -> HttpResponse:
    lopend = Toezegging.objects.filter(voorstel__groep=groep, voorstel__staat__in=VOORSTEL_LOPEND)
    teams, trainers = (lopend.filter(**{f"{wie}__isnull": False}).count() for wie in ("team", "trainer"))
    wie = opsomming([tel(n, *woorden) for n, woorden in ((teams, TEAMS), (trainers, TRAINERS)) if n])
    if wie:
        messages.success(request, f"De groep is gemaakt. De vraag ging naar {wie}. Daarna staat de groep online.")
    else:
        messages.success(request, "De groep is gemaakt. Teams en facilitair krijgen bericht.")
    return redirect("aanbod:groep", slug=groep.slug)


@require_POST
@vereist(kan_groep_plannen, WIE_WEL)
def vraag_terug(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the question to a team back; for ten seconds that can be undone."""
    met_de_hand = Groepsvoorstel.objects.filter(run=None, groep__isnull=False).select_related("groep__interventie")
    voorstel = haal(met_de_hand, pk=pk)
    groep = voorstel.groep
    assert groep is not None  # noqa: S101 - as filtered
    eis_te_zien(kan_rooster_wijzigen(request.user, groep), voorstel)
    try:
        vraag_of_doe(TERUG, pk=voorstel.pk, door=ingelogd(request), gegevens={})
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    return redirect("aanbod:groep", slug=groep.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_plannen, WIE_WEL)
def andere_trainer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Choose who is asked in the place of this trainer."""
    groep = zichtbare_groep(request, slug)
    eis_te_zien(kan_rooster_wijzigen(request.user, groep), groep)
    toezegging = haal(trainersvragen(groep), pk=pk)
    keuzes = andere_trainers(groep)
    data = gepost(request)
    # Pressing twice is no mistake: whom the first press asked is still an answer to this form.
    al = trainersvragen(groep).filter(vervangt=toezegging.trainer_id) if data else ()
    form = AndereTrainerFormulier(data, keuzes=[*keuzes, *(Trainerkeus(t.trainer) for t in al if t.trainer)])
    if request.method == "POST" and form.is_valid():
        trainer = Trainer.objects.get(pk=form.cleaned_data["trainer"])
        try:
            vraag_andere_trainer(
                toezegging, trainer=trainer, door=ingelogd(request), sleutel=form.cleaned_data["sleutel"]
            )
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, f"{trainer} krijgt de vraag of die deze groep geeft.")
            return redirect("aanbod:groep", slug=slug)
    context = {"groep": groep, "wie": toezegging.trainer, "keuzes": keuzes, "form": form, "kruimels": _kruimels(groep)}
    return render(request, "vraag/andere_trainer.html", context, status=status_van(form))


def _kruimels(groep: Groep | None = None) -> list[dict[str, Any]]:
    eigen = [(groep.interventie.naam, reverse("aanbod:groep", args=[groep.slug]))] if groep else []
    return kruimels(("Groepen", reverse("aanbod:groepen")), *eigen)
