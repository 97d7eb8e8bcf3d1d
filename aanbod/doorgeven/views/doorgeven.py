"""Pass on one page, or a short list: by link, mail, on paper, as a poster or as words for a newsletter.

All of it stands in the address. No account is needed, nothing is kept, and who gets it is not followed.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from aanbod.doorgeven.dingen import HOOGSTENS, Ding, adres_van, lees, mailto, te_vinden, vraag_van
from marktplein.basis.lijst import kruimels

LANGSTE_NAAM = 80


def _gekozen(request: HttpRequest) -> list[Ding]:
    dingen = lees(request.GET.getlist("wat"))
    if not dingen:
        raise Http404
    return dingen


def _als_tekst(dingen: list[Ding]) -> str:
    """The same words for a mail and for a newsletter."""
    tekst = render_to_string("aanbod/doorgeven/tekst.txt", {"dingen": dingen})
    alineas = ("\n".join(filter(None, map(str.strip, deel.splitlines()))) for deel in tekst.split("\n---\n"))
    return "\n\n".join(filter(None, alineas))


@login_not_required
@require_safe
def doorgeven(request: HttpRequest) -> HttpResponse:
    """Everything with which these can be passed on, and one more to put beside them."""
    dingen = _gekozen(request)
    zoek = request.GET.get("zoek", "").strip()[:LANGSTE_NAAM]
    gevonden = te_vinden(zoek, zonder=dingen) if zoek and len(dingen) < HOOGSTENS else []
    titel = dingen[0].naam if len(dingen) == 1 else gettext("Dit past misschien bij u")
    tekst = _als_tekst(dingen)
    context = {
        "dingen": [(ding, _zonder(dingen, ding)) for ding in dingen],
        "een": dingen[0] if len(dingen) == 1 else None,
        "adres": adres_van(dingen),
        "lijstje": f"{reverse('aanbod:lijstje')}?{vraag_van(dingen)}",
        "titel": titel,
        "tekst": tekst,
        "mailto": mailto(titel, tekst),
        "zoek": zoek,
        "gevonden": [(ding, f"?{vraag_van([*dingen, ding])}") for ding in gevonden],
        "kan_erbij": len(dingen) < HOOGSTENS,
        "kruimels": kruimels((gettext("Home"), reverse("aanbod:home")), (dingen[0].naam, dingen[0].pad)),
    }
    return render(request, "aanbod/doorgeven/doorgeven.html", context)


def _zonder(dingen: list[Ding], weg: Ding) -> str:
    """The address without this one; empty where nothing would be left."""
    over = [ding for ding in dingen if ding != weg]
    return f"?{vraag_van(over)}" if over else ""


@login_not_required
@require_safe
def lijstje(request: HttpRequest) -> HttpResponse:
    """What somebody was given: at most three things with what they need to know, on the screen and on paper."""
    dingen = _gekozen(request)
    context = {
        "dingen": dingen,
        "doorgeven": f"{reverse('aanbod:doorgeven')}?{vraag_van(dingen)}",
        "kruimels": kruimels((gettext("Home"), reverse("aanbod:home"))),
    }
    return render(request, "aanbod/doorgeven/lijstje.html", context)


@login_not_required
@require_safe
def poster(request: HttpRequest) -> HttpResponse:
    """One thing on one A4, with a code that a telephone reads."""
    return render(request, "aanbod/doorgeven/poster.html", {"ding": _gekozen(request)[0]})
