"""Proposals: the list, one proposal, and the answer of a team or trainer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis import klok
from marktplein.basis.formulier import meld
from marktplein.basis.fouten import DomeinFout, Verborgen
from marktplein.basis.lijst import lijst
from marktplein.basis.toegang import haal, vereist
from marktplein.basis.werkdagen import werkdagen_tussen
from marktplein.basis.woorden import tel
from marktplein.werk.bedenktijd import lopend_bij
from marktplein.werk.uitstel import vraag_of_doe
from vraag.models import Groepsvoorstel, Toezegging
from vraag.permissions import kan_ergens_antwoorden, kan_herinneren, kan_voorstellen_zien
from vraag.voorstellen import selectors as lees
from vraag.voorstellen import waarom
from vraag.voorstellen.antwoordrijen import lopend_op, per_trainer, rijen_van, wachtende
from vraag.voorstellen.feiten import feiten_van, in_de_zaal
from vraag.voorstellen.filters import VoorstelFilter
from vraag.voorstellen.forms import AntwoordFormulier
from vraag.voorstellen.handelingen import ANTWOORDEN
from vraag.voorstellen.met_de_hand import is_met_de_hand
from vraag.voorstellen.services import IntussenAnders, herinner
from vraag.voorstellen.services import overleg as zet_overleg
from vraag.voorstellen.wanneer import verschuiving, zet_vanaf
from vraag.workflow import Antwoord, VoorstelStaat

KLEUR = {
    VoorstelStaat.VOORGESTELD: "kers",
    VoorstelStaat.TOEGEZEGD: "blauw",
    VoorstelStaat.GEPLAND: "groen",
    VoorstelStaat.AFGEWEZEN: "rood",
    VoorstelStaat.VERVALLEN: "rood",
    VoorstelStaat.INGEHAALD: "grijs",
}
MELDING = "Voorstellen zijn er voor teams en trainers."
OVERLEG_AAN = "Iedereen ziet dat jullie overleggen. Tot de termijn blijft dit voorstel zoals het is."
OVERLEG_UIT = "Jullie overleggen niet meer."
NIET_MEER = "Je doet niet meer mee aan dit voorstel. Hier staan de voorstellen die er nu voor je zijn."
PER_PAGINA = 20
ANTWOORDKLEUR = {Antwoord.OPEN: "paars", Antwoord.JA: "groen", Antwoord.NEE: "rood"}


@require_safe
@vereist(kan_voorstellen_zien, MELDING)
def voorstellen(request: HttpRequest) -> HttpResponse:
    """What waits for me first, then all that concerns me."""
    filter_ = VoorstelFilter(request.GET, queryset=lees.wachtende_eerst(request.user))
    deel = lijst(request, filter_, PER_PAGINA)
    overig = [v for v in deel if v.termijn is None]
    wacht = [v for v in deel if v.termijn is not None]
    lees.lees_rijen_bij(overig)
    zet_vanaf(overig)
    kinderen = lees.kinderen_in_rijen(request.user, overig)
    for voorstel in overig:
        voorstel.kleur = KLEUR[voorstel.staat]
        voorstel.getoond = kinderen[voorstel.pk]
    gevraagd = list(wachtende(request.user).filter(voorstel__in=wacht)) if wacht else []
    lopend = lopend_op(request.user, gevraagd)
    rijen = rijen_van(request.user, gevraagd, lopend)
    context = deel.context(
        rijen=[rij for rij in rijen if not rij.namens],
        bellen=per_trainer([rij for rij in rijen if rij.namens]),
        overig=overig,
        lopend=lopend,
        antwoordt=kan_ergens_antwoorden(request.user),
    )
    return render(request, "vraag/voorstellen.html", context)


@require_safe
@vereist(kan_voorstellen_zien, MELDING)
def voorstel(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: who, where, when, why; and the form for whoever must answer.

    Who is out of it by now, as after a no, hears that among the proposals: their page about it is gone.
    """
    try:
        return _toon(request, _haal(request, pk))
    except Verborgen:
        if not lees.was_betrokken(request.user, pk):
            raise
    messages.info(request, NIET_MEER)
    return redirect("vraag:voorstellen")


def _haal(request: HttpRequest, pk: int) -> Groepsvoorstel:
    return haal(lees.met_alles(lees.zichtbare_voorstellen(request.user)), pk=pk)


def _toon(
    request: HttpRequest, v: Groepsvoorstel, fout: tuple[int, AntwoordFormulier] | None = None, status: int = 200
) -> HttpResponse:
    teams = lees.deelnemers(v, request.user)
    trainers = lees.trainers(v, request.user)
    mijn = [(d.toezegging, False) for d in teams if d.mag_antwoorden] + [(t, True) for t, mag in trainers if mag]
    pagina = reverse("vraag:voorstel", args=[v.pk])
    lopend = lopend_bij(request.user, "toezegging", [t.pk for t, _ in mijn], terug=pagina)
    wacht = {op.rij.pk_van_ding for op in lopend if op.rij.wacht}
    formulieren = [
        (
            t,
            fout[1]
            if fout and fout[0] == t.pk
            else AntwoordFormulier(
                als_trainer=als_trainer,
                toestemming=lees.toestemming_nodig(t),
                voor=v.voor,
                auto_id=f"id_{t.pk}_%s",
                initial=_begin(request, t),
            ),
            t.trainer is not None and t.trainer.user_id != request.user.pk,
        )
        for t, als_trainer in mijn
        if (fout and fout[0] == t.pk)
        or (t.pk not in wacht and (t.antwoord == Antwoord.OPEN or request.GET.get("wijzig") == str(t.pk)))
    ]
    zet_vanaf([v])
    kinderen = lees.kinderen_in(request.user, v)
    met_de_hand = is_met_de_hand(v)
    telbaar = kinderen if isinstance(kinderen, int) else None
    plekken = (
        v.groep.capaciteit if v.groep else v.interventie.hoogstens_in(v.voor, v.ruimte.capaciteit if v.ruimte else 0)
    )
    context = {
        "voorstel": v,
        "kleur": KLEUR[VoorstelStaat(v.staat)],
        "teams": [(d, ANTWOORDKLEUR[Antwoord(d.toezegging.antwoord)]) for d in teams],
        "trainers": [(t, ANTWOORDKLEUR[Antwoord(t.antwoord)], mag) for t, mag in trainers],
        "beantwoord": [t for t, _ in mijn if t.antwoord != Antwoord.OPEN],
        "formulieren": formulieren,
        "bedenktijd": lopend,
        "paginaadres": pagina,
        "kinderen": kinderen,
        "soort": "Groep die iemand zelf maakte" if met_de_hand and v.groep else v.get_soort_display(),
        "met_de_hand": met_de_hand,
        "plekken": plekken,
        "minimum": v.groep.minimum if v.groep else v.interventie.groep_min,
        "bezet": _bezet(v, telbaar, plekken),
        "feiten": feiten_van(v),
        "in_de_zaal": in_de_zaal(v, plekken if telbaar is None or v.groep else telbaar),
        "partij": lees.is_partij(request.user, v),
        "eigen": lees.eigen_kinderen(v, request.user),
        "verschuiving": verschuiving(v) if lees.is_lopend(v) else None,
        "waarom": waarom.zinnen(v),
        "werkdagen": max(
            0,
            werkdagen_tussen(klok.vandaag(), klok.lokaal(v.reageren_voor).date(), lees.kalender_van_voorstel(v)),
        ),
        "lopend": lees.is_lopend(v),
        "stil": _stil(request, v),
        "waar_nu": lees.waar_nu(v, request.user),
        "form": fout[1] if fout else None,
    }
    return render(request, "vraag/voorstel.html", context, status=status)


def _begin(request: HttpRequest, t: Toezegging) -> dict[str, str]:
    """``?nee=<number>`` comes from a row in a list, where somebody chose no: the reason is still to be given."""
    nee = {"keus": Antwoord.NEE.value} if request.GET.get("nee") == str(t.pk) else {}
    return {"gezien": t.gezien, **nee}


def _bezet(v: Groepsvoorstel, kinderen: int | None, plekken: int) -> int | None:
    """Places that would be taken, of a running group that are: nobody has said yes yet. None for who may not know."""
    return kinderen if kinderen is None or v.groep is None else min(plekken, v.groep.bezet)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_voorstellen_zien, MELDING)
def antwoord(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for one answer, which can be taken back for ten seconds, and go back to the proposal.

    A wrong form is shown again with what was typed. That page has the address of the form: who reloads it, or logs in
    again there, gets the proposal.
    """
    toezegging = Toezegging.objects.select_related("voorstel__interventie", "trainer").filter(pk=pk).first()
    if toezegging is None:
        # A second press after a no: the proposal went on without them, and their line in it is gone.
        if request.method == "POST":
            messages.info(request, "Dit antwoord is al verwerkt.")
        return redirect("vraag:voorstellen")
    v = _haal(request, toezegging.voorstel_id)
    if request.method != "POST":
        return redirect("vraag:voorstel", pk=v.pk)
    form = AntwoordFormulier(
        request.POST,
        als_trainer=toezegging.trainer_id is not None,
        toestemming=lees.toestemming_nodig(toezegging),
        voor=v.voor,
        auto_id=f"id_{pk}_%s",
    )
    if form.is_valid():
        gegevens = dict(form.cleaned_data)
        handeling = ANTWOORDEN[gegevens.pop("keus")]
        try:
            if vraag_of_doe(handeling, pk=pk, door=ingelogd(request), gegevens=gegevens) is not None:
                return redirect("vraag:voorstel", pk=v.pk)
        except DomeinFout as fout:
            if isinstance(fout, IntussenAnders):
                form.neem_over(fout.nu)
            meld(form, fout)
    if form.errors:
        return _toon(request, v, (pk, form), status=422)
    _meld(request, Groepsvoorstel.objects.get(pk=v.pk), form.cleaned_data["keus"])
    # Who said no may be out of the proposal, which then goes on without them and is theirs no longer.
    if not lees.zichtbare_voorstellen(request.user).filter(pk=v.pk).exists():
        return redirect("vraag:voorstellen")
    return redirect("vraag:voorstel", pk=v.pk)


@require_POST
@vereist(kan_voorstellen_zien, MELDING)
def overleg(request: HttpRequest, pk: int) -> HttpResponse:
    """A team says that it talks with families, or no longer (``aan`` is 0), and is back at the proposal."""
    toezegging = haal(Toezegging.objects.all(), pk=pk)
    v = _haal(request, toezegging.voorstel_id)
    aan = request.POST.get("aan") != "0"
    try:
        zet_overleg(toezegging, aan=aan, door=ingelogd(request))
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, OVERLEG_AAN if aan else OVERLEG_UIT)
    return redirect("vraag:voorstel", pk=v.pk)


def _stil(request: HttpRequest, v: Groepsvoorstel) -> dict[str, Any] | None:
    """Who did not answer yet, for who may remind them."""
    if v.staat != VoorstelStaat.VOORGESTELD or not kan_herinneren(request.user, v):
        return None
    namen = [str(t.team or t.trainer) for t in v.toezeggingen.all() if t.antwoord == Antwoord.OPEN]
    return {"namen": namen, "vandaag_al": v.herinnerd_op == klok.vandaag()} if namen else None


@require_POST
@vereist(kan_voorstellen_zien, MELDING)
def herinneren(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind who did not answer yet, and back to the proposal."""
    v = _haal(request, pk)
    try:
        aantal = herinner(v, door=ingelogd(request))
    except DomeinFout as fout:
        messages.warning(request, fout.melding)
    else:
        messages.success(request, f"Er {tel(aantal, 'herinnering gaat', 'herinneringen gaan')} nu uit.")
    return redirect("vraag:voorstel", pk=v.pk)


def _meld(request: HttpRequest, v: Groepsvoorstel, keus: str) -> None:
    if v.staat == VoorstelStaat.GEPLAND:
        messages.success(request, "Iedereen doet mee. De groep staat gepland.")
    elif keus == Antwoord.NEE:
        messages.success(request, "Je antwoord is opgeslagen: nee. Het marktplein zoekt iets beters.")
    elif lees.is_lopend(v):
        messages.success(request, "Je antwoord is opgeslagen: ja. We wachten op de anderen.")
    else:
        messages.warning(request, f"Je antwoord is opgeslagen: ja. Toch gaat de groep niet door. {v.reden_einde}")
