"""Pages that explain and lead on, for everybody; and the map of Kansrijke Start for who works here."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from aanbod.models import Folderbestand, Toegang, Zorgpadplek
from aanbod.permissions import kan_plank_zien
from aanbod.plank.selectors import met_eerstvolgende, themas_met_aanbod
from aanbod.wegwijs import selectors as lees
from aanbod.wegwijs.filters import GemeenteKeuze
from aanbod.wegwijs.permissions import kan_plek_bijhouden, kan_redigeren
from aanbod.wegwijs.teksten import BEGIN, JONGEREN, TOEKOMSTPLAN
from marktplein.basis.hulplijnen import HULPLIJNEN
from marktplein.basis.lijst import blad, kruimels
from marktplein.basis.toegang import vereist

TOEKOMST = "toekomstplan"
# What concerns the young most; of these the ones with something on offer are shown.
THEMAS_VAN_JONGEREN = (
    "angst-en-somberheid", "eenzaamheid", "pesten", "social-media", "gamen-en-schermen", "alcohol-roken-en-drugs",
    "seksualiteit-en-relaties", "stress", "prestatiedruk", "school-en-overgang", "scheiding", "veiligheid-thuis",
    "weerbaarheid", "zelfstandig-worden", "vrije-tijd", "geld",
)  # fmt: skip
PER_PAGINA = 25


@login_not_required
@require_safe
def uitleg(request: HttpRequest, slug: str) -> HttpResponse:
    pagina = lees.uitleg(slug)
    if pagina is None:
        raise Http404
    voor_jongeren = BEGIN[slug].voor == JONGEREN
    boven = (
        (gettext("Voor jongeren"), reverse("aanbod:jongeren"))
        if voor_jongeren
        else (gettext("Uitleg"), reverse("aanbod:uitlegpaginas"))
    )
    context = {
        "pagina": pagina,
        "engels": request.LANGUAGE_CODE == "en" and bool(pagina.titel_en and pagina.tekst_en),
        "voor_jongeren": voor_jongeren,
        "formulier": slug == TOEKOMST,
        "mag_wijzigen": kan_redigeren(request.user),
        "kruimels": kruimels((gettext("Home"), reverse("aanbod:home")), boven),
    }
    return render(request, "aanbod/wegwijs/uitleg.html", context)


@login_not_required
@require_safe
def uitlegpaginas(request: HttpRequest) -> HttpResponse:
    context = {"paginas": lees.uitlegpaginas(), "kruimels": kruimels((gettext("Home"), reverse("aanbod:home")))}
    return render(request, "aanbod/wegwijs/uitlegpaginas.html", context)


@login_not_required
@require_safe
def toekomstplan(request: HttpRequest) -> HttpResponse:
    """An empty form to take along: one page that needs no connection. What is written in it never comes back here."""
    inhoud = render_to_string("aanbod/wegwijs/toekomstplan_formulier.html", {"delen": TOEKOMSTPLAN})
    antwoord = HttpResponse(inhoud, content_type="text/html; charset=utf-8")
    antwoord["Content-Disposition"] = 'attachment; filename="toekomstplan-leeg.html"'
    return antwoord


@login_not_required
@require_safe
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """The PDF of a folder."""
    bestand = get_object_or_404(Folderbestand, pk=pk)
    antwoord = HttpResponse(bytes(bestand.pdf), content_type="application/pdf")
    antwoord["Content-Disposition"] = f'inline; filename="folder-{pk}.pdf"'
    return antwoord


@login_not_required
@require_safe
def jongeren(request: HttpRequest) -> HttpResponse:
    """For the young, who are "je" here."""
    themas = {thema.slug: thema for thema in themas_met_aanbod().filter(slug__in=THEMAS_VAN_JONGEREN)}
    context = {
        "paginas": lees.uitlegpaginas(JONGEREN),
        "themas": [themas[slug] for slug in THEMAS_VAN_JONGEREN if slug in themas],
        "kruimels": kruimels((gettext("Home"), reverse("aanbod:home"))),
    }
    return render(request, "aanbod/wegwijs/jongeren.html", context)


@login_not_required
@require_safe
def kansrijke_start(request: HttpRequest) -> HttpResponse:
    """The nineteen care paths, in the municipality that is chosen; what is not known says so."""
    filter_ = GemeenteKeuze(request.GET, queryset=Zorgpadplek.objects.none(), request=request)
    gemeente = filter_.gekozen
    paden = lees.zorgpaden(gemeente)
    context = {
        "filter": filter_,
        "gemeente": gemeente,
        "paden": paden,
        "ingevuld": sum(pad.compleet for pad in paden),
        "mag_bijhouden": gemeente is not None and kan_plek_bijhouden(request.user, gemeente.pk),
        "intern": kan_plank_zien(request.user),
        "kruimels": kruimels((gettext("Home"), reverse("aanbod:home"))),
    }
    return render(request, "aanbod/wegwijs/kansrijke_start.html", context)


@require_safe
@vereist(kan_plank_zien, "De sociale kaart Kansrijke Start is voor wie op het marktplein werkt.")
def kansrijke_kaart(request: HttpRequest) -> HttpResponse:
    """What there is for a pregnancy and the first two years, who offers it, and when that was checked."""
    aanbod = lees.rond_de_geboorte()
    page_obj = blad(request, met_eerstvolgende(aanbod).select_related("organisatie"), PER_PAGINA)
    context = {"page_obj": page_obj, "kruimels": kruimels(("Kansrijke Start", reverse("aanbod:kansrijke_start")))}
    return render(request, "aanbod/wegwijs/kansrijke_kaart.html", context)


@login_not_required
@require_safe
def wie_bel_ik(request: HttpRequest) -> HttpResponse:
    """First help by number, what to do when it feels wrong, and the front door of the municipality. Asks no name."""
    filter_ = GemeenteKeuze(request.GET, queryset=Zorgpadplek.objects.none(), request=request)
    gemeente = filter_.gekozen
    dagen = {lijn.nagekeken for lijn in HULPLIJNEN.values() if lijn.nummers}
    context = {
        "filter": filter_,
        "gemeente": gemeente,
        "toegang": Toegang.objects.filter(gemeente=gemeente).exclude(naam="").first() if gemeente else None,
        "mag_bijhouden": gemeente is not None and kan_plek_bijhouden(request.user, gemeente.pk),
        # The card is as old as the number that was looked at longest ago.
        "nagekeken": None if None in dagen else min(dag for dag in dagen if dag),
        "kruimels": kruimels((gettext("Home"), reverse("aanbod:home"))),
    }
    return render(request, "aanbod/wegwijs/wie_bel_ik.html", context)
