"""Demand that comes back each year: the list for a municipality, and what its contact decides about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from marktplein.accounts.models import Bezoeker
from marktplein.basis import klok
from marktplein.basis.filter import keuze
from marktplein.basis.formulier import gepost, status_van
from marktplein.basis.fouten import DomeinFout
from marktplein.basis.invoer import nummer
from marktplein.basis.kleine_aantallen import Getal, toon
from marktplein.basis.lijst import bestand, lijst
from marktplein.basis.mensen import meervoud
from marktplein.basis.toegang import vereist
from vraag.models import Besluit, Reeks
from vraag.permissions import gelezen_gemeente_ids, kan_reeks_beslissen, kan_reeksen_zien
from vraag.reeksen.forms import MAANDEN, ReeksFormulier, opgeslagen
from vraag.reeksen.selectors import AANLOOP, Oproep, oproepen, teams_van, volgende_start
from vraag.reeksen.services import (
    Terugkeer,
    beslis,
    besluit_over,
    besluiten,
    draai_terug,
    terugkerende_vraag,
    zonder_terugkeer,
)
from vraag.signalen.selectors import regios_voor_inzicht

PER_PAGINA = 20
OPEN, VAST = "open", "vast"
MELDING = "Vaste reeksen zijn er voor het lokaal aanspreekpunt en de gemeente."
KOP = (
    "Training",
    "Voor wie",
    "Waar",
    "Seizoen",
    "Schooljaar",
    "Mensen eigen gemeente",
    "Mensen rest van de subregio",
    "Besluit",
)


@dataclass(frozen=True, slots=True)
class Jaar:
    """One school year of it: "2025-2026", own children, and those of other municipalities as far as they are told."""

    naam: str
    eigen: int
    rest: Getal


@dataclass(frozen=True, slots=True)
class Reeksbeeld:
    terugkeer: Terugkeer
    jaren: tuple[Jaar, ...]
    reeks: Reeks | None
    mag_beslissen: bool

    @property
    def seizoen(self) -> str:
        return str(self.terugkeer.seizoen.label)

    @property
    def voor_wie(self) -> str:
        return meervoud(self.terugkeer.voor)

    @property
    def maand(self) -> str:
        nummer = self.reeks.start_maand if self.reeks and self.reeks.start_maand else self.terugkeer.start_maand
        return MAANDEN[nummer - 1]

    @property
    def is_vast(self) -> bool:
        return self.reeks is not None and self.reeks.besluit == Besluit.AANVAARD

    @property
    def besluit(self) -> str:
        if self.reeks is None:
            return "nog niet besloten"
        return f"vaste reeks, elk jaar in {self.maand}" if self.is_vast else "niet nodig"


@require_safe
@vereist(kan_reeksen_zien, MELDING)
def reeksen(request: HttpRequest) -> HttpResponse:
    """What still waits for a decision, and the series that were accepted; what was dismissed stays away."""
    beelden = [b for b in _beelden(request.user) if b.reeks is None or b.is_vast]
    if antwoord := bestand(request, "vaste-reeksen", KOP, lambda: (rij for b in beelden for rij in _rijen(b))):
        return antwoord
    welke = keuze(request, "lijst", (OPEN, VAST), OPEN)
    per_lijst = {OPEN: [b for b in beelden if b.reeks is None], VAST: [b for b in beelden if b.reeks]}
    tabs = [
        {"label": label, "url": f"?lijst={naam}", "actief": naam == welke, "aantal": len(per_lijst[naam])}
        for naam, label in ((OPEN, "Te beslissen"), (VAST, "Vaste reeksen"))
    ]
    deel = lijst(request, None, PER_PAGINA, rijen=per_lijst[welke])
    return render(request, "vraag/reeksen.html", deel.context(lijst=welke, tabs=tabs, kruimels=_kruimels()[:1]))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_reeksen_zien, MELDING)
def reeks_beslissen(request: HttpRequest, kenmerk: str) -> HttpResponse:
    """The figures of one of them, and the decision: make, read, take back."""
    beeld = _beeld(request, kenmerk)
    form = ReeksFormulier(gepost(request), initial={"start_maand": beeld.terugkeer.start_maand})
    if request.method == "POST" and (antwoord := _verwerk(request, beeld, form)) is not None:
        return antwoord
    if form.botsing is not None:
        beeld = _beeld(request, kenmerk)
    context = {"beeld": beeld, "form": form, "oproepen": _oproepen(request.user, beeld), "kruimels": _kruimels()}
    return render(request, "vraag/reeks.html", context, status=status_van(form))


def _beeld(request: HttpRequest, kenmerk: str) -> Reeksbeeld:
    beeld = next((b for b in _beelden(request.user) if b.terugkeer.kenmerk == kenmerk), None)
    if beeld is None:
        raise Http404
    return beeld


def _oproepen(user: Bezoeker, beeld: Reeksbeeld) -> list[Oproep]:
    """What the next start of an accepted series asks of the teams in the own municipality, and what they did."""
    if beeld.reeks is None or not beeld.is_vast or not beeld.reeks.interventie.is_te_vragen:
        return []
    return oproepen([beeld.reeks], teams_van(beeld.reeks, gelezen_gemeente_ids(user)))


def _verwerk(request: HttpRequest, beeld: Reeksbeeld, form: ReeksFormulier) -> HttpResponse | None:
    """Carry out what was posted; None when the form comes back with what is wrong."""
    if "terug" in request.POST:
        if beeld.reeks is not None and nummer(request.POST["terug"]) != beeld.reeks.pk:
            messages.warning(request, "Een collega besliste intussen iets anders. Kijk eerst wat er nu staat.")
        elif beeld.reeks is not None:
            draai_terug(beeld.reeks, gemeente_ids=beeld.terugkeer.gemeente_ids, door=request.user)
            if not beeld.jaren:
                # Nobody asks for it any more, so there is nothing to decide about and no page of it.
                messages.success(request, "De vaste reeks is gestopt.")
                return redirect("vraag:reeksen")
            messages.success(request, "Het besluit is teruggedraaid. Je kunt opnieuw kiezen.")
        return redirect("vraag:reeks_beslissen", beeld.terugkeer.kenmerk)
    if not form.is_valid():
        return None
    try:
        gegevens = {naam: waarde for naam, waarde in form.cleaned_data.items() if naam != "gezien"}
        reeks = beslis(beeld.terugkeer, door=request.user, **gegevens)
    except DomeinFout as fout:
        if fout.veld in form.fields:
            form.add_error(fout.veld, fout.melding)
            return None
        reeks_nu = besluit_over(beeld.terugkeer)
        if reeks_nu is not None:
            form.toon_botsing(fout, opgeslagen(reeks_nu))
        if form.botsing:
            return None
        # A second press: what was decided is on the page itself.
        messages.warning(request, fout.melding)
        return redirect("vraag:reeks_beslissen", beeld.terugkeer.kenmerk)
    messages.success(request, _vastgelegd(reeks))
    # On its own page, where the decision stands and can be taken back: in the list of what waits it is gone.
    return redirect("vraag:reeks_beslissen", beeld.terugkeer.kenmerk)


def _vastgelegd(reeks: Reeks) -> str:
    if reeks.start_maand is None:
        return "Vastgelegd. We stellen dit niet meer voor."
    begint = volgende_start(reeks.start_maand)
    vanaf = max(begint - AANLOOP, klok.vandaag())
    return (
        f"Vastgelegd: elk jaar in {MAANDEN[reeks.start_maand - 1]}. Vanaf {date_format(vanaf, 'j F Y')} staat op de "
        "startpagina van de teams dat zij hun vraag kunnen plaatsen."
    )


def _beelden(user: Bezoeker) -> list[Reeksbeeld]:
    """All returning demand in which a municipality of this reader takes part, and every standing series there.

    Six queries per region, of which there is mostly one.
    """
    eigen = gelezen_gemeente_ids(user)
    uit = []
    for regio in regios_voor_inzicht(user):
        besloten = besluiten(regio)
        terug = terugkerende_vraag(regio)
        weg = [r for sleutel, r in besloten.items() if sleutel not in {t.sleutel for t in terug}]
        for t in [*terug, *zonder_terugkeer(regio, (r for r in weg if r.besluit == Besluit.AANVAARD))]:
            if t.gemeente_ids & eigen:
                uit.append(
                    Reeksbeeld(t, _jaren(t, eigen), besloten.get(t.sleutel), kan_reeks_beslissen(user, t.gemeente_ids))
                )
    return uit


def _jaren(t: Terugkeer, eigen: frozenset[int]) -> tuple[Jaar, ...]:
    van_ons = [sum(n for pk, n in per.items() if pk in eigen) for per in t.per_jaar.values()]
    # One by one: no page adds the years up.
    rest = [toon(sum(n for pk, n in per.items() if pk not in eigen)) for per in t.per_jaar.values()]
    return tuple(Jaar(f"{j}-{j + 1}", a, b) for j, a, b in zip(t.per_jaar, van_ons, rest, strict=True))


def _rijen(b: Reeksbeeld) -> list[Sequence[Any]]:
    return [
        (b.terugkeer.interventie, b.voor_wie, b.terugkeer.waar, b.seizoen, j.naam, j.eigen, j.rest, b.besluit)
        for j in b.jaren
    ]


def _kruimels() -> list[dict[str, str]]:
    return [
        {"label": "Inzicht", "url": reverse("inzicht:inzicht")},
        {"label": "Elk jaar terug", "url": reverse("vraag:reeksen")},
    ]
