"""A trainer's own page: when to be asked, and for what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from aanbod.expertise.forms import BereikbaarForm, InzetForm, bereikbaar, opgeslagen
from aanbod.expertise.selectors import certificaten_van, trainer_van, trainers_te_bereiken
from aanbod.expertise.services import wijzig_bereikbaarheid, wijzig_inzet
from aanbod.permissions import is_trainer
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis import klok
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import blad
from marktplein.basis.toegang import haal, vereist

PER_PAGINA = 20


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(is_trainer, "Deze pagina is voor trainers.")
def mijn_inzet(request: HttpRequest) -> HttpResponse:
    trainer = trainer_van(request.user)
    if trainer is None:
        return render(request, "aanbod/mijn_inzet.html", {"trainer": None})
    form = InzetForm(gepost(request), trainer=trainer)
    if request.method == "POST" and form.is_valid():
        try:
            wijzig_inzet(trainer=trainer, door=request.user, **form.cleaned_data)
        except Verouderd as fout:
            trainer.refresh_from_db()
            form.toon_botsing(fout, opgeslagen(trainer))
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Opgeslagen. Bij nieuwe voorstellen houden we hier rekening mee.")
            return redirect("aanbod:mijn_inzet")
    context = {
        "trainer": trainer,
        "form": form,
        "page_obj": blad(request, certificaten_van(trainer), PER_PAGINA),
        "vandaag": klok.vandaag(),
    }
    return render(request, "aanbod/mijn_inzet.html", context, status=status_van(form))


@require_http_methods(["GET", "HEAD", "POST"])
def trainer_bereikbaar(request: HttpRequest, pk: int) -> HttpResponse:
    """How a trainer can be reached: by the trainer, the own provider or the desk."""
    trainer = haal(trainers_te_bereiken(request.user), pk=pk)
    form = BereikbaarForm(gepost(request), trainer=trainer)
    if request.method == "POST" and form.is_valid():
        try:
            wijzig_bereikbaarheid(trainer=trainer, door=ingelogd(request), **form.cleaned_data)
        except Verouderd as fout:
            trainer.refresh_from_db()
            form.toon_botsing(fout, bereikbaar(trainer))
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, f"Opgeslagen hoe {trainer} bereikbaar is.")
            return redirect("aanbod:trainer_bereikbaar", pk=trainer.pk)
    context = {"trainer": trainer, "form": form, "zelf": trainer.user_id == request.user.pk}
    return render(request, "aanbod/trainer_bereikbaar.html", context, status=status_van(form))
