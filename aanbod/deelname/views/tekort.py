"""Deciding about a group that has too few people."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from aanbod.deelname.forms.tekort import WOORDEN, TekortForm
from aanbod.deelname.services.tekort_besluit import AL_BESLOTEN, besluit, geef_akkoord
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.models import Tekort
from aanbod.permissions import is_trainer, kan_groep_beheren
from aanbod.workflow import TEKORT_LOPEND
from marktplein.accounts.ingelogd import ingelogd
from marktplein.accounts.models import Bezoeker
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, OvergangFout
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import vereist


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_beheren, "Alleen het facilitair team beslist hierover.")
def tekort(request: HttpRequest, slug: str) -> HttpResponse:
    groep = zichtbare_groep(request, slug)
    rij = Tekort.objects.filter(groep=groep, staat__in=TEKORT_LOPEND).first()
    if rij is None:
        messages.info(request, AL_BESLOTEN)
        return redirect("aanbod:groep", slug=slug)
    form = TekortForm(gepost(request), akkoord=rij.akkoord_op is not None)
    if request.method == "POST" and form.is_valid():
        try:
            naar = besluit(groep, door=ingelogd(request), **form.cleaned_data)
        except OvergangFout as fout:
            messages.warning(request, fout.melding)
            return redirect("aanbod:groep", slug=slug)
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, f"{WOORDEN[naar]}. Iedereen van deze groep krijgt bericht.")
            return redirect("aanbod:groep", slug=slug)
    context = {
        "groep": groep,
        "form": form,
        "akkoord": rij.akkoord_op,
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")), (groep.interventie.naam, reverse("aanbod:groep", args=[slug]))
        ),
    }
    return render(request, "aanbod/tekort.html", context, status=status_van(form))


def _trainer_of_balie(user: Bezoeker) -> bool:
    return is_trainer(user) or kan_groep_beheren(user)


@require_POST
@vereist(_trainer_of_balie, "Alleen een trainer van deze groep kan dit zeggen.")
def akkoord(request: HttpRequest, slug: str) -> HttpResponse:
    """A trainer gives it smaller as well."""
    groep = zichtbare_groep(request, slug)
    try:
        geef_akkoord(groep, door=ingelogd(request))
    except OvergangFout as fout:
        messages.warning(request, fout.melding)
    else:
        messages.success(request, "Genoteerd. Facilitair ziet dat de groep kleiner kan beginnen.")
    return redirect("aanbod:groep", slug=slug)
