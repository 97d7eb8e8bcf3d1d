"""Where editors see what is missing, fill it in, and put back what stood there before."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from aanbod.enums import Stuksoort
from aanbod.models import Thema, Themastuk, Toegang, Uitlegpagina, Zorgpad, Zorgpadplek
from aanbod.models.wegwijs import ZORGPADEN
from aanbod.wegwijs import selectors as lees
from aanbod.wegwijs import services
from aanbod.wegwijs.forms import StukForm, ToegangForm, UitlegForm, ZorgpadForm, ZorgpadnaamForm
from aanbod.wegwijs.permissions import kan_redactie_zien, kan_redigeren
from marktplein.accounts.ingelogd import ingelogd
from marktplein.basis.filter import keuze
from marktplein.basis.formulier import gepost, meld, status_van
from marktplein.basis.fouten import DomeinFout, Verouderd
from marktplein.basis.lijst import blad, kruimels
from marktplein.basis.samen import SamenFormulier
from marktplein.basis.toegang import haal, vereist

WIE_WEL = "De redactie is voor de beheerder, en voor de eigen gemeente voor gemeentebeheer en aanspreekpunt."
ALLEEN_BEHEER = "Dit geldt voor de hele regio. De applicatiebeheerder houdt het bij."
PER_PAGINA = 25
THEMAS, ZORG, UITLEG = "themas", "zorgpaden", "uitleg"
DELEN = {ZORG: "Zorgpaden", THEMAS: "Thema’s", UITLEG: "Uitlegpagina’s"}


@require_safe
@vereist(kan_redactie_zien, WIE_WEL)
def redactie(request: HttpRequest) -> HttpResponse:
    """What is missing stands in front."""
    redigeert = kan_redigeren(request.user)
    delen = DELEN if redigeert else {ZORG: DELEN[ZORG]}
    deel = keuze(request, "deel", delen, THEMAS if redigeert else ZORG)
    gemeenten = {gemeente.slug: gemeente for gemeente in lees.gemeenten_van_redactie(request.user)}
    gemeente = gemeenten.get(keuze(request, "gemeente", gemeenten, next(iter(gemeenten), "")))
    context: dict[str, Any] = {
        "deel": deel,
        "tabs": [
            {"label": naam, "url": f"?deel={d}", "actief": d == deel, "aantal": None} for d, naam in delen.items()
        ],
        "redigeert": redigeert,
    }
    if deel == THEMAS:
        context["page_obj"] = blad(request, lees.themas_om_bij_te_houden(), PER_PAGINA)
    elif deel == UITLEG:
        context["paginas"] = lees.uitlegpaginas()
    else:
        paden = sorted(lees.zorgpaden(gemeente), key=lambda pad: pad.compleet)
        context |= {"gemeenten": gemeenten.values(), "gemeente": gemeente, "paden": paden}
        context["leeg"] = sum(not pad.compleet for pad in paden)
    return render(request, "aanbod/wegwijs/redactie.html", context)


@require_safe
@vereist(kan_redigeren, ALLEEN_BEHEER)
def redactie_thema(request: HttpRequest, slug: str) -> HttpResponse:
    thema = get_object_or_404(Thema, slug=slug)
    context = {
        "thema": thema,
        "page_obj": blad(request, thema.stukken.order_by("soort", "volgorde", "titel", "pk"), PER_PAGINA),
        "soorten": Stuksoort.choices,
        "kruimels": kruimels(("Teksten", reverse("aanbod:teksten"))),
    }
    return render(request, "aanbod/wegwijs/redactie_thema.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_redigeren, ALLEEN_BEHEER)
def stuk_nieuw(request: HttpRequest, slug: str, soort: str) -> HttpResponse:
    thema = get_object_or_404(Thema, slug=slug)
    if soort not in Stuksoort:
        raise Http404
    form = StukForm(gepost(request), request.FILES or None, soort=soort)
    if form.is_bound and form.is_valid():
        try:
            services.voeg_stuk_toe(
                thema=thema,
                soort=soort,
                velden=form.velden(),
                pdf=form.pdf_inhoud(),
                door=ingelogd(request),
                sleutel=form.cleaned_data["sleutel"],
            )
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, f"Toegevoegd aan {thema}.")
            return redirect("aanbod:teksten_thema", slug=slug)
    context = {
        "form": form,
        "kop": f"{Stuksoort(soort).label} toevoegen",
        "inleiding": f"Bij het thema {thema}.",
        "bestanden": soort == Stuksoort.FOLDER,
        "terug": reverse("aanbod:teksten_thema", args=[slug]),
        "kruimels": kruimels(("Teksten", reverse("aanbod:teksten"))),
    }
    return render(request, "aanbod/wegwijs/redactie_wijzigen.html", context, status=status_van(form))


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_redigeren, ALLEEN_BEHEER)
def stuk(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Themastuk.objects.select_related("thema"), pk=pk)
    nu = _waarden(StukForm(soort=ding.soort), ding)
    form = StukForm(gepost(request), request.FILES or None, soort=ding.soort, nu=nu, initial=dict(nu))
    return _bewerk(
        request,
        form,
        ding=ding,
        opnieuw=lambda: get_object_or_404(Themastuk.objects.select_related("thema"), pk=pk),
        kop=ding.titel,
        inleiding=f"{ding.get_soort_display()} bij het thema {ding.thema}.",
        terug=reverse("aanbod:teksten_thema", args=[ding.thema.slug]),
        bewaar=lambda: services.wijzig_stuk(
            stuk=ding,
            velden=form.velden(),
            pdf=form.pdf_inhoud(),
            door=ingelogd(request),
            gezien=form.cleaned_data["gezien"],
        ),
        bestanden=ding.soort == Stuksoort.FOLDER,
        weg=reverse("aanbod:teksten_stuk_weg", args=[pk]),
    )


@require_POST
@vereist(kan_redigeren, ALLEEN_BEHEER)
def stuk_weg(request: HttpRequest, pk: int) -> HttpResponse:
    ding = get_object_or_404(Themastuk.objects.select_related("thema"), pk=pk)
    services.haal_stuk_weg(stuk=ding, door=ingelogd(request))
    messages.success(request, f"‘{ding}’ is weggehaald.")
    return redirect("aanbod:teksten_thema", slug=ding.thema.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_redigeren, ALLEEN_BEHEER)
def zorgpad_naam(request: HttpRequest, nummer: int) -> HttpResponse:
    pad = _pad(nummer)

    def opnieuw() -> Zorgpad:
        return Zorgpad.objects.filter(nummer=nummer).first() or Zorgpad(nummer=nummer, naam=pad.naam)

    form = ZorgpadnaamForm(gepost(request), nu={"naam": pad.naam}, initial={"naam": pad.naam})
    return _bewerk(
        request,
        form,
        ding=opnieuw(),
        opnieuw=opnieuw,
        kop=f"Naam van pad {nummer}",
        inleiding="De naam geldt voor de hele regio.",
        terug=f"{reverse('aanbod:teksten')}?deel={ZORG}",
        bewaar=lambda: services.noem_zorgpad(
            nummer=nummer, naam=form.cleaned_data["naam"], door=ingelogd(request), gezien=form.cleaned_data["gezien"]
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_redactie_zien, WIE_WEL)
def zorgpad(request: HttpRequest, nummer: int, slug: str) -> HttpResponse:
    gemeente = haal(lees.gemeenten_van_redactie(request.user), slug=slug)
    pad, eigen = _pad(nummer), {"nummer": nummer, "gemeente": gemeente}

    def opnieuw() -> Zorgpadplek:
        return Zorgpadplek.objects.filter(**eigen).first() or Zorgpadplek(**eigen)

    plek = opnieuw()
    nu = _waarden(ZorgpadForm(), plek)
    form = ZorgpadForm(gepost(request), nu=nu, initial=dict(nu))
    return _bewerk(
        request,
        form,
        ding=plek,
        opnieuw=opnieuw,
        kop=pad.titel,
        inleiding=f"Wat er in {gemeente} is voor zwangeren en jonge ouders.",
        terug=f"{reverse('aanbod:teksten')}?deel={ZORG}&gemeente={slug}",
        bewaar=lambda: services.vul_zorgpad(
            nummer=nummer,
            gemeente=gemeente,
            velden={naam: form.cleaned_data[naam] for naam in nu},
            door=ingelogd(request),
            gezien=form.cleaned_data["gezien"],
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_redactie_zien, WIE_WEL)
def toegang(request: HttpRequest, slug: str) -> HttpResponse:
    """The front door of a municipality: its name, how it is reached and when it is open."""
    gemeente = haal(lees.gemeenten_van_redactie(request.user), slug=slug)

    def opnieuw() -> Toegang:
        return Toegang.objects.filter(gemeente=gemeente).first() or Toegang(gemeente=gemeente)

    deur = opnieuw()
    nu = _waarden(ToegangForm(), deur)
    form = ToegangForm(gepost(request), nu=nu, initial=dict(nu))
    return _bewerk(
        request,
        form,
        ding=deur,
        opnieuw=opnieuw,
        kop=f"Loket van {gemeente}",
        inleiding="Waar iedereen in de gemeente terecht kan met een vraag.",
        terug=f"{reverse('aanbod:wie_bel_ik')}?gemeente={slug}",
        bewaar=lambda: services.vul_toegang(
            gemeente=gemeente,
            velden={naam: form.cleaned_data[naam] for naam in nu},
            door=ingelogd(request),
            gezien=form.cleaned_data["gezien"],
        ),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@vereist(kan_redigeren, ALLEEN_BEHEER)
def uitleg_wijzigen(request: HttpRequest, slug: str) -> HttpResponse:
    pagina = lees.uitleg(slug)
    if pagina is None:
        raise Http404
    nu = _waarden(UitlegForm(), pagina)
    form = UitlegForm(gepost(request), nu=nu, initial=dict(nu))
    return _bewerk(
        request,
        form,
        ding=pagina,
        opnieuw=lambda: lees.uitleg(slug),
        kop=f"{pagina.titel} wijzigen",
        inleiding="Leg uit en verwijs. Schrijf nooit over een kind of een gezin.",
        terug=reverse("aanbod:uitleg", args=[slug]),
        bewaar=lambda: services.wijzig_uitleg(
            slug=slug,
            velden={naam: form.cleaned_data[naam] for naam in nu},
            door=ingelogd(request),
            gezien=form.cleaned_data["gezien"],
        ),
    )


@require_POST
@vereist(kan_redactie_zien, WIE_WEL)
def versie_terug(request: HttpRequest, pk: int) -> HttpResponse:
    bewaard = haal(lees.terug_te_zetten(request.user), pk=pk)
    ding = services.zet_terug(bewaard=bewaard, door=ingelogd(request))
    messages.success(request, "Teruggezet. Wat er stond, staat bij de vorige versies.")
    return redirect(_adres_van(ding))


def _adres_van(ding: Any) -> str:
    if isinstance(ding, Themastuk):
        return reverse("aanbod:teksten_stuk", args=[ding.pk])
    if isinstance(ding, Uitlegpagina):
        return reverse("aanbod:teksten_uitleg", args=[ding.slug])
    if isinstance(ding, Zorgpad):
        return reverse("aanbod:teksten_zorgpad_naam", args=[ding.nummer])
    if isinstance(ding, Toegang):
        return reverse("aanbod:teksten_toegang", args=[ding.gemeente.slug])
    return reverse("aanbod:teksten_zorgpad", args=[ding.nummer, ding.gemeente.slug])


def _pad(nummer: int) -> lees.Pad:
    if not 1 <= nummer <= ZORGPADEN:
        raise Http404
    return lees.zorgpaden()[nummer - 1]


def _waarden(form: SamenFormulier, ding: Any) -> dict[str, Any]:
    """The values as stored, by the field of the form."""
    return {naam: getattr(ding, naam) for naam in form.fields if hasattr(ding, naam)}


def _bewerk(
    request: HttpRequest,
    form: SamenFormulier,
    *,
    ding: Any,
    opnieuw: Callable[[], Any],
    kop: str,
    inleiding: str,
    terug: str,
    bewaar: Callable[[], Any],
    **meer: Any,
) -> HttpResponse:
    """Show the form, save it, and tell what a colleague wrote meanwhile.

    ``ding`` is the row, or one not yet stored with what it begins with; ``opnieuw`` reads it again.
    """
    if form.is_bound and form.is_valid():
        try:
            bewaar()
        except Verouderd as fout:
            ding = opnieuw()
            form.toon_botsing(fout, _waarden(form, ding))
        except DomeinFout as fout:
            meld(form, fout)
        else:
            messages.success(request, "Opgeslagen. De datum van controle is nu vandaag.")
            return redirect(terug)
    ding = None if ding._state.adding else ding
    nu: Mapping[str, Any] = _waarden(form, ding) if ding is not None else {}
    context = {
        "form": form,
        "ding": ding,
        "kop": kop,
        "inleiding": inleiding,
        "terug": terug,
        "versies": [
            (bewaard, [(_label(form, naam), oud) for naam, oud in lees.verschil(bewaard, nu)])
            for bewaard in lees.vorige_van(ding)
        ],
        "kruimels": kruimels(("Teksten", reverse("aanbod:teksten"))),
        **meer,
    }
    return render(request, "aanbod/wegwijs/redactie_wijzigen.html", context, status=status_van(form))


def _label(form: SamenFormulier, naam: str) -> str:
    return str(form.fields[naam].label) if naam in form.fields else naam
