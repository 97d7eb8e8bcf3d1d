"""The page behind the mailed link. Looking changes nothing: mail programs open links too."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from marktplein.basis.dagdelen import kort
from marktplein.basis.drempel import te_vaak
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout
from vraag.models import Groepsvoorstel
from vraag.voorstellen.antwoordlink import link_met
from vraag.voorstellen.feiten import deelnemers_in, feiten_van
from vraag.voorstellen.forms import LinkFormulier
from vraag.voorstellen.linkantwoord import antwoord_met_link, open_toezegging
from vraag.voorstellen.selectors import met_alles
from vraag.voorstellen.services import IntussenAnders
from vraag.voorstellen.terugkomen import stand_in_van
from vraag.voorstellen.wanneer import zet_vanaf

PER_BEZOEKER, VENSTER = 30, 10 * 60
TE_VAAK = ValidationError("Je verstuurde dit heel vaak. Wacht tien minuten en probeer het dan nog een keer.", "te_vaak")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def per_link(request: HttpRequest, token: str) -> HttpResponse:
    """What the group would be, what was answered, and the form as long as the proposal waits for this trainer."""
    link = link_met(token)
    if link is None:
        return render(request, "vraag/per_link_onbekend.html", status=404)
    rij = open_toezegging(link)
    begin = {"gezien": rij.gezien} if rij else {}
    form = LinkFormulier(gepost(request), initial=begin)
    if request.method == "POST":
        if te_vaak(request, "antwoordlink", hoogstens=PER_BEZOEKER, seconden=VENSTER):
            form.add_error(None, TE_VAAK)
        elif form.is_valid() and _antwoord(request, token, form):
            return redirect("vraag:per_link", token=token)
    voorstel = met_alles(Groepsvoorstel.objects.select_related("interventie", "ruimte__gemeente", "groep__gemeente"))
    v = voorstel.get(pk=link.voorstel_id)
    zet_vanaf([v])
    context = {
        "link": link,
        "kan_terug": rij is None and stand_in_van(link) is not None,
        "voorstel": v,
        "kinderen": deelnemers_in(v),
        "feiten": feiten_van(v),
        "rij": rij,
        "andere": kort(link.andere_dagdelen) if link.andere_dagdelen else "",
        "form": form if rij else None,
    }
    status = 429 if form.is_bound and form.has_error(NON_FIELD_ERRORS, "te_vaak") else status_van(form)
    return render(request, "vraag/per_link.html", context, status=status)


def _antwoord(request: HttpRequest, token: str, form: LinkFormulier) -> bool:
    try:
        antwoord_met_link(token, **form.cleaned_data)
    except DomeinFout as fout:
        if isinstance(fout, IntussenAnders):
            form.neem_over(fout.nu)
        meld(form, fout)
        return False
    messages.success(request, "Je antwoord is opgeslagen. Dank je wel.")
    return True
