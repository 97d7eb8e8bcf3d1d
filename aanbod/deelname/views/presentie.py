"""Who was there, in numbers: one page with every meeting that has begun."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from aanbod.deelname.forms.presentie import PresentieForm
from aanbod.deelname.selectors import aanmeldingen_van
from aanbod.deelname.services.opkomst import opkomst_kan
from aanbod.deelname.services.presentie import noteer_presentie, opgeslagen
from aanbod.groepen.pagina import zichtbare_groep
from aanbod.groepen.selectors import bijeenkomsten_tot_nu
from aanbod.models import Groep
from aanbod.permissions import kan_presentie_noteren
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import kruimels
from marktplein.basis.mensen import meervoud
from marktplein.basis.toegang import eis

MAG_NIET = "Wie er was, noteren het facilitair team en de trainers van deze groep."
NOG_NIET = "Hoeveel mensen er waren, noteer je als de groep is begonnen."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def presentie(request: HttpRequest, slug: str) -> HttpResponse:
    groep = zichtbare_groep(request, slug)
    eis(kan_presentie_noteren(request.user, groep), MAG_NIET)
    rijen = list(bijeenkomsten_tot_nu(groep)) if opkomst_kan(groep) else []
    form = PresentieForm(gepost(request), rijen=rijen, hoogstens=groep.capaciteit) if rijen else None
    if request.method == "POST" and form is not None and _bewaar(request, groep, form):
        return redirect("aanbod:groep", slug=slug)
    context = {
        "groep": groep,
        "wie": meervoud(groep.is_voor),
        "form": form,
        "nog_niet": NOG_NIET,
        "met_namen": aanmeldingen_van(groep).exists(),
        "kruimels": kruimels(
            ("Groepen", reverse("aanbod:groepen")),
            (groep.interventie.naam, reverse("aanbod:groep", args=[slug])),
        ),
    }
    status = 422 if form is None and request.method == "POST" else status_van(form)
    return render(request, "aanbod/presentie.html", context, status=status)


def _bewaar(request: HttpRequest, groep: Groep, form: PresentieForm) -> bool:
    if not form.is_valid():
        return False
    gezien = form.cleaned_data["gezien"]
    try:
        anders = noteer_presentie(groep=groep, aantallen=form.aantallen(), door=ingelogd(request), gezien=gezien)
    except Verouderd as fout:
        form.toon_botsing(fout, opgeslagen(bijeenkomsten_tot_nu(groep)))
        return False
    except DomeinFout as fout:
        meld(form, fout)
        return False
    messages.success(request, "Opgeslagen." if anders else "Er is niets veranderd.")
    return True
