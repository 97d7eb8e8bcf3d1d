"""Choose for whom a group is meant, while nobody has registered."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from aanbod.enums import Preventievorm
from aanbod.groepen.forms import VormFormulier, opgeslagen
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.groepen.services.vorm import ALLEEN_FACILITAIR, kies_vorm, waarom_vast
from aanbod.models import Groep
from aanbod.permissions import kan_groep_beheren
from marktplein.accounts.ingelogd import ingelogd
from marktplein.audit.models import Logregel
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import kruimels
from marktplein.basis.toegang import vereist


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_groep_beheren, ALLEEN_FACILITAIR)
def kiezen(request: HttpRequest, slug: str) -> HttpResponse:
    groep = zichtbare_groep(request, slug)
    form = VormFormulier(gepost(request), groep=groep)
    if request.method == "POST" and _bewaar(request, groep, form):
        return redirect("aanbod:groep", slug=slug)
    context = {
        "groep": groep,
        "form": form,
        "vast": "" if form.is_bound else waarom_vast(groep),
        "geschiedenis": _geschiedenis(groep),
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")),
            (groep.interventie.naam, reverse("aanbod:groep", args=[slug])),
        ),
    }
    return render(request, "aanbod/groep_vorm.html", context, status=status_van(form))


def _bewaar(request: HttpRequest, groep: Groep, form: VormFormulier) -> bool:
    if not form.is_valid():
        return False
    vorm, gezien = form.cleaned_data["preventievorm"], form.cleaned_data["gezien"]
    try:
        kies_vorm(groep=groep, vorm=vorm, door=ingelogd(request), gezien=gezien)
    except Verouderd as fout:
        groep.refresh_from_db()
        form.toon_botsing(fout, opgeslagen(groep))
        return False
    except DomeinFout as fout:
        meld(form, fout)
        return False
    messages.success(request, f"De groep is nu bedoeld {Preventievorm(vorm).label.lower()}.")
    return True


def _geschiedenis(groep: Groep) -> list[dict[str, Any]]:
    regels = Logregel.objects.filter(
        soort=Groep._meta.label, object_id=str(groep.pk), gebeurtenis="groep.vorm_gekozen"
    ).select_related("door")
    return [
        {
            "wat": str(Preventievorm(regel.gegevens["naar"]).label),
            "wanneer": regel.op,
            "wie": str(regel.door) if regel.door else "",
            "toelichting": f"Daarvoor: {Preventievorm(regel.gegevens['van']).label.lower()}.",
        }
        for regel in regels.order_by("-op", "-pk")
    ]
