"""The pages of the versions of an offer: what changed when, any two side by side, and one put back."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from reversion.models import Version

from aanbod.models import Interventie
from aanbod.permissions import ALLEEN_BEHEER, kan_aanbod_beheren
from aanbod.plank import selectors as lees
from aanbod.plank.forms import InterventieForm
from aanbod.plank.inhoud import opgeslagen
from aanbod.plank.services import herstel_versie
from aanbod.plank.velden import veldnaam
from aanbod.plank.versies import inhoud_van, nummer_van, versieregels, versies_van
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import kruimels
from marktplein.basis.samen import Naast, naast_elkaar
from marktplein.basis.toegang import haal, vereist
from marktplein.basis.verborgen import VersieVeld


class HerstelForm(forms.Form):
    """Nothing but the version that stood on the page, so that nobody puts back over what a colleague just wrote."""

    versie = VersieVeld()


class MetForm(forms.Form):
    """Which other version to compare with; nothing, or what cannot be, is what stands there now."""

    met = VersieVeld()


@require_safe
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def lijst(request: HttpRequest, slug: str) -> HttpResponse:
    ding = haal(lees.te_wijzigen(request.user), slug=slug)
    rijen = [(regel, ", ".join(map(veldnaam, regel.velden))) for regel in versieregels(ding)]
    context = {
        "interventie": ding,
        "rijen": rijen,
        "kruimels": _kruimels(ding),
    }
    return render(request, "aanbod/versies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_aanbod_beheren, ALLEEN_BEHEER)
def versie(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One version beside another (``met``) or beside what stands there now; POST puts it back."""
    ding = haal(lees.te_wijzigen(request.user), slug=slug)
    bewaard = haal(versies_van(ding), pk=pk)
    form = HerstelForm(gepost(request))
    if request.method == "POST" and form.is_valid() and _zet_terug(request, ding, bewaard, form):
        return redirect("aanbod:interventie_wijzigen", slug=slug)
    rijen, met = _vergelijk(request, ding, bewaard)
    context = {
        "interventie": ding,
        "bewaard": bewaard,
        "nummer": nummer_van(bewaard),
        "met": met,
        "links": f"Versie {nummer_van(bewaard)}",
        "rechts": f"Versie {nummer_van(met)}" if met else "Zoals het nu is",
        "rijen": [rij for rij in rijen if rij.anders],
        "gelijk": [rij for rij in rijen if not rij.anders],
        "anders": sum(rij.anders for rij in rijen),
        "kruimels": [
            *_kruimels(ding),
            *kruimels(("Versies", reverse("aanbod:interventie_versies", args=[slug]))),
        ],
    }
    return render(request, "aanbod/versie.html", context, status=409 if request.method == "POST" else 200)


def _zet_terug(request: HttpRequest, ding: Interventie, bewaard: Version, form: HerstelForm) -> bool:
    try:
        herstel_versie(
            interventie=ding, bewaard=bewaard, versie=form.cleaned_data["versie"] or 0, door=ingelogd(request)
        )
    except Verouderd:
        messages.error(request, "Een collega heeft dit aanbod net gewijzigd. Kijk hieronder wat er nu staat.")
    except DomeinFout as fout:
        messages.error(request, fout.melding)
    else:
        messages.success(request, f"Versie {nummer_van(bewaard)} is teruggezet. Dat is zelf ook weer terug te draaien.")
        return True
    return False


def _vergelijk(request: HttpRequest, ding: Interventie, bewaard: Version) -> tuple[list[Naast], Version | None]:
    gekozen = MetForm(request.GET)
    nummer = gekozen.cleaned_data["met"] if gekozen.is_valid() else None
    met = versies_van(ding).exclude(pk=bewaard.pk).filter(pk=nummer).first() if nummer else None
    form = InterventieForm(instance=ding)
    return naast_elkaar(form, inhoud_van(bewaard), inhoud_van(met) if met else opgeslagen(ding)), met


def _kruimels(ding: Interventie) -> list[dict[str, str]]:
    return [
        *kruimels(("Aanbod beheren", reverse("aanbod:beheer"))),
        *kruimels((ding.naam, reverse("aanbod:interventie_wijzigen", args=[ding.slug]))),
    ]
